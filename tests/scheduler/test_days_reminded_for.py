"""Why a reminder counts to another day than the order's own count ends on."""

import datetime as dt
from dataclasses import replace

from bot.domain.conference import DEMAND, RESPONSE, Answer, Conference, Duty, DutyState
from bot.domain.order import OrderReading
from tests.fakes.matters import conference, order, stamp
from tests.fakes.team import Team, in_channel


def in_new_york(reading: OrderReading, made: str | None = None, chosen: dt.date | None = None) -> Conference:
    demand = Duty(DEMAND, DutyState.DONE, Answer.YES, dt.date.fromisoformat(made), by=stamp()) if made else Duty(DEMAND)
    duties = (demand, Duty(RESPONSE, chosen=chosen))
    return conference(replace(reading, court="Southern District of New York"), rows=(), duties=duties)


async def reminded(shown: Conference, at: str) -> str:
    team = Team()
    team.register(shown)
    (post,) = in_channel(await team.at(at))
    return post.text


async def test_a_count_that_ends_on_a_state_holiday_says_that_it_is_one() -> None:
    after_lincolns_birthday = in_new_york(order("2027-03-10T10:00", letter=None), made="2027-02-05")

    said = await reminded(after_lincolns_birthday, "2027-02-12T09:00")

    assert "Response to the demand: 4 days, Tue Feb 16 (the count ends Fri Feb 12, a holiday)" in said


async def test_where_a_holiday_is_open_the_earlier_day_is_reminded_for_beside_the_later() -> None:
    observed_christmas = in_new_york(order("2028-02-10T10:00", letter=None, order_date="2027-12-01"), made="2027-12-17")

    said = await reminded(observed_christmas, "2027-12-23T09:00")

    assert "Response to the demand: tomorrow, Fri Dec 24 (another reading gives Mon Dec 27)" in said


async def test_the_reading_the_team_chose_is_reminded_for_beside_the_usual_one() -> None:
    chosen = in_new_york(order(letter=None), made="2026-12-22", chosen=dt.date(2027, 1, 8))

    said = await reminded(chosen, "2027-01-07T09:00")

    assert "Response to the demand: tomorrow, Fri Jan 8 (another reading gives Tue Dec 29)" in said


async def test_after_a_late_demand_the_response_is_reminded_for_as_counted_from_it() -> None:
    late = in_new_york(order(letter=None), made="2027-01-04")

    said = await reminded(late, "2027-01-08T09:00")

    assert "Response to the demand: 3 days, Mon Jan 11 (1 day before falls on Sunday, so today)" in said
