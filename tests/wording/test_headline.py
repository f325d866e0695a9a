import datetime as dt
from dataclasses import replace
from types import MappingProxyType

import pytest

from bot import orders
from bot.conversation.cards import Buttons
from bot.domain.conference import DEMAND, LETTER, RESPONSE, Answer, Conference, Duty, DutyState, Status
from bot.domain.moving import reset, with_values
from bot.domain.order import NamedDay, OrderReading
from bot.domain.parties import rows_of
from bot.domain.people import Audience, Stamp
from bot.wording.headline import headline
from tests.builders import CHANNEL, REGISTRAR, moment
from tests.matter import order_text

NOW = moment("2026-11-23T10:00")
DANA = Stamp(REGISTRAR.id, "Dana", NOW)


def conference(order: OrderReading | None = None) -> Conference:
    stated = order or orders.read(order_text())
    return Conference("c1", CHANNEL, stated, "America/New_York", DANA, rows=rows_of(stated))


def text(shown: Conference, audience: Audience = Audience.OWN, now: dt.datetime = NOW) -> str:
    return headline(shown, now, audience).text


def with_duty(duty: Duty) -> Conference:
    return replace(conference(), duties=MappingProxyType({duty.item: duty}))


def test_the_card_says_it_all_in_five_lines_a_phone_can_show() -> None:
    demand = "Demand by Thu Dec 31, 2026 (Fri Jan 1 is a holiday)"
    assert text(conference()).splitlines() == [
        "Settlement conference: Fri Jan 15, 2027, 10:00 am ET (Teams)",
        f"Letter by Tue Jan 12 · {demand} · Response by Fri Jan 8 at the latest",
        "Attendance: 0 of 2 parties confirmed.",
        "Entered by Dana. Dates not yet verified.",
        "[Verify dates] [Attendance] [Deadlines] [More]",
    ]


def test_once_verified_the_card_names_who_did_and_no_longer_asks() -> None:
    verified = replace(conference(), verified=Stamp("associate", "Alex", NOW))
    assert "Verified by Alex, Mon Nov 23." in text(verified)
    assert "Verify dates" not in text(verified)


@pytest.mark.parametrize(
    ("duty", "said"),
    [
        (Duty(LETTER, DutyState.DONE), "Letter: sent"),
        (Duty(LETTER, DutyState.NOT_APPLICABLE), "Letter: not applicable"),
        (Duty(DEMAND, already=Answer.YES, made_on=dt.date(2026, 12, 22)), "Demand: made Tue Dec 22, 2026"),
        (Duty(RESPONSE, chosen=dt.date(2027, 1, 7)), "Response by Thu Jan 7"),
    ],
)
def test_what_the_team_said_of_an_item_takes_the_place_of_its_date(duty: Duty, said: str) -> None:
    assert said in text(with_duty(duty))


def test_once_the_demand_is_made_the_response_shows_the_day_it_gives() -> None:
    made = with_duty(Duty(DEMAND, DutyState.DONE, Answer.YES, made_on=dt.date(2026, 12, 22)))
    assert "Response by Tue Dec 29, 2026\n" in text(made)


def test_where_the_law_leaves_a_day_open_the_card_shows_the_earliest() -> None:
    closed_by_the_president = with_values(
        orders.read(order_text()), {"conference_at": dt.datetime.fromisoformat("2026-01-09T10:00")}
    )
    assert "Demand by Tue Dec 23, 2025, the earliest reading" in text(
        conference(closed_by_the_president), now=moment("2025-12-01T09:00")
    )


def test_a_choice_that_no_reading_gives_any_more_is_not_shown() -> None:
    assert "Response by Fri Jan 8 at the latest" in text(with_duty(Duty(RESPONSE, chosen=dt.date(2027, 1, 4))))


def test_a_letter_date_the_order_does_not_state_is_not_entered() -> None:
    bare = conference(with_values(orders.read(order_text()), {"letter_due": None}))
    assert "Letter: date not entered" in text(bare)


def test_the_hour_a_letter_is_due_at_stands_beside_its_day() -> None:
    by_four = conference(
        with_values(orders.read(order_text()), {"letter_due": NamedDay(dt.date(2027, 1, 12), dt.time(16))})
    )
    assert "Letter by Tue Jan 12, 4:00 pm · " in text(by_four)


def test_a_date_gone_by_says_so_without_blame() -> None:
    assert "Letter by Tue Jan 12, passed" in text(conference(), now=moment("2027-01-13T09:00"))


def test_a_letter_due_on_a_holiday_stays_and_names_the_day_reminded_for() -> None:
    shown = conference(with_values(orders.read(order_text()), {"letter_due": NamedDay(dt.date(2027, 1, 1))}))
    assert "Letter by Fri Jan 1, a holiday (reminding for Thu Dec 31)" in text(shown)


def test_where_outsiders_can_read_nothing_of_the_letter_or_of_what_was_marked_is_shown() -> None:
    marked = replace(with_duty(Duty(DEMAND, DutyState.DONE, Answer.YES)), verified=DANA)
    shown = text(marked, Audience.SHARED)
    assert "Letter" not in shown
    assert "Dana" not in shown
    assert "made" not in shown
    assert "Demand by Thu Dec 31, 2026" in shown


def test_where_outsiders_can_read_the_response_is_the_orders_whether_or_not_a_demand_was_made() -> None:
    made = with_duty(Duty(DEMAND, DutyState.DONE, Answer.YES, made_on=dt.date(2026, 12, 1)))
    assert text(made, Audience.SHARED) == text(conference(), Audience.SHARED)


def test_what_is_unknown_counts_as_read_by_outsiders() -> None:
    assert text(conference(), Audience.UNKNOWN) == text(conference(), Audience.SHARED)


def test_a_moved_conference_shows_the_day_it_was_moved_from() -> None:
    before = conference()
    later = with_values(before.order, {"conference_at": dt.datetime.fromisoformat("2027-02-11T10:00")})
    shown = text(reset(before, later, DANA, adjourned=True))
    assert shown.startswith("Adjourned to Thu Feb 11, 2027, 10:00 am ET (Teams)\nWas Fri Jan 15, 2027.")


def test_a_corrected_date_is_not_called_adjourned() -> None:
    before = conference()
    later = with_values(before.order, {"conference_at": dt.datetime.fromisoformat("2027-01-20T10:00")})
    shown = text(reset(before, later, DANA, adjourned=False))
    assert shown.startswith("Settlement conference: Wed Jan 20, 2027")
    assert "Was" not in shown


def test_a_conference_without_a_date_offers_nothing_to_verify() -> None:
    before = conference()
    shown = text(reset(before, with_values(before.order, {"conference_at": None}), DANA, adjourned=True))
    assert shown.startswith("Settlement conference adjourned: no new date yet")
    assert "Verify" not in shown.replace("verified", "")


def test_a_closed_conference_says_when_its_record_goes_and_what_can_be_done() -> None:
    closed = replace(conference(), status=Status.HELD, closed=DANA, delete_on=dt.date(2027, 2, 14))
    assert text(closed).splitlines() == [
        "Closed: held Fri Jan 15, 2027",
        "No further reminders. Parley's record will be deleted Sun Feb 14, 2027.",
        "[Export] [Place hold] [Delete now] [More]",
    ]
    assert text(closed, Audience.SHARED).splitlines() == ["Closed: held Fri Jan 15, 2027", "No further reminders."]


def test_a_held_record_says_who_holds_it() -> None:
    closed = replace(conference(), status=Status.SETTLED, closed=DANA, hold=DANA)
    assert "kept: a hold was placed by Dana" in text(closed)
    assert "[Release hold]" in text(closed)


def test_the_line_for_a_lock_screen_names_no_matter() -> None:
    assert "Plaintiff" not in headline(conference(), NOW, Audience.OWN).summary


def test_every_row_of_buttons_fits_the_narrowest_platform() -> None:
    card = headline(conference(), NOW, Audience.OWN)
    assert all(len(each.buttons) <= 5 for each in card.elements if isinstance(each, Buttons))
