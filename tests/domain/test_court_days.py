"""Which days a court counts on, and how periods move off the others."""

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.court_days import CourtCalendar, calendar_for, hours_from
from bot.domain.errors import ParleyError
from bot.domain.holidays import DayKind, known_closures, read_closures
from bot.domain.order import Direction

FEDERAL = CourtCalendar()
NEW_YORK = calendar_for("S.D.N.Y.")
DAY = dt.timedelta(1)
YEARS = range(2021, 2031)
days = st.dates(dt.date(2021, 1, 1), dt.date(2030, 12, 31))
directions = st.sampled_from(Direction)
calendars = st.sampled_from([FEDERAL, NEW_YORK])


def every_day() -> list[dt.date]:
    first = dt.date(2021, 1, 1)
    return [first + n * DAY for n in range((dt.date(2031, 1, 1) - first).days)]


def closed_days(calendar: CourtCalendar, direction: Direction) -> set[dt.date]:
    """Weekdays on which a count in that direction cannot end."""
    return {day for day in every_day() if day.weekday() < 5 and calendar.closed(day, direction)}


# --- against an independent library


def test_the_federal_holidays_are_those_of_the_holidays_library() -> None:
    assert closed_days(FEDERAL, Direction.BEFORE) == library_days("US")


def test_new_yorks_holidays_are_those_of_the_holidays_library_but_for_what_section_24_says_otherwise() -> None:
    """The library keeps Susan B. Anthony's birthday, and a Friday for a Lincoln's Birthday on a Saturday."""
    ours, theirs = closed_days(NEW_YORK, Direction.AFTER), library_days("US", subdiv="NY")
    anthony = {dt.date(year, 2, 15) for year in (2022, 2023, 2024, 2028, 2029, 2030)}
    lincoln_fridays = {dt.date(2022, 2, 11), dt.date(2028, 2, 11)}

    assert theirs - ours == anthony | lincoln_fridays
    assert ours - theirs == set()


def library_days(country: str, subdiv: str | None = None) -> set[dt.date]:
    found = holidays.country_holidays(country, subdiv=subdiv, years=range(2020, 2032))
    return {day for day in found if day.year in YEARS and day.weekday() < 5}


def is_election_day(day: dt.date) -> bool:
    return day.month == 11 and day.weekday() == 1 and 2 <= day.day <= 8


# --- holidays


def test_new_york_holidays_do_not_count_going_back() -> None:
    assert closed_days(NEW_YORK, Direction.BEFORE) == closed_days(FEDERAL, Direction.BEFORE)


@pytest.mark.parametrize("year", YEARS)
def test_new_york_has_a_general_election_day_every_year(year: int) -> None:
    november = [dt.date(year, 11, day) for day in range(1, 31)]

    assert sum(is_election_day(day) and NEW_YORK.closed(day, Direction.AFTER) for day in november) == 1


def test_columbus_day_counts_and_christmas_eve_does_not() -> None:
    assert FEDERAL.closed(dt.date(2026, 10, 12), Direction.BEFORE)
    assert not FEDERAL.closed(dt.date(2026, 12, 24), Direction.BEFORE)


@pytest.mark.parametrize(
    ("court", "state"),
    [
        ("S.D.N.Y.", "NY"),
        ("UNITED STATES DISTRICT COURT SOUTHERN DISTRICT OF NEW YORK", "NY"),
        ("EDNY", "NY"),
        ("Northern District of Illinois", None),
    ],
)
def test_a_court_is_placed_in_its_state_by_its_name(court: str, state: str | None) -> None:
    calendar = calendar_for(court)

    assert calendar.state == state
    assert calendar.state_unknown is (state is None)


def test_another_state_can_be_added_as_data() -> None:
    text = """
        [MA]
        name = "Massachusetts"
        source = "M.G.L. c. 4, § 7"
        days = [{ name = "Patriots' Day", month = 4, nth = 3, weekday = 0 }]
    """
    massachusetts = CourtCalendar("MA", more_states=text)

    assert massachusetts.closed(dt.date(2027, 4, 19), Direction.AFTER)
    assert not massachusetts.closed(dt.date(2027, 4, 19), Direction.BEFORE)
    assert massachusetts.landing(dt.date(2027, 4, 19), Direction.AFTER).day == dt.date(2027, 4, 20)


# --- closures


def test_every_known_closure_has_its_source() -> None:
    closures = known_closures()

    assert {closure.date for closure in closures} >= {
        dt.date(2024, 12, 24),
        dt.date(2025, 1, 9),
        dt.date(2025, 12, 24),
        dt.date(2025, 12, 26),
    }
    assert dt.date(2024, 12, 26) not in {closure.date for closure in closures}
    assert all(closure.source for closure in closures)


ANNOUNCED = """
[[closure]]
date = 2026-12-24
kind = "presidential"
name = "Christmas Eve"
source = "an order announced in December"
"""


def test_a_closure_announced_later_is_added_from_a_file() -> None:
    calendar = CourtCalendar(closures=read_closures(ANNOUNCED))

    landing = calendar.landing(dt.date(2026, 12, 24), Direction.BEFORE)

    assert landing.day == dt.date(2026, 12, 24)
    assert [other.date for other in landing.others] == [dt.date(2026, 12, 23)]


def test_a_closed_courthouse_may_extend_a_filing_forward_even_in_a_count_back() -> None:
    text = ANNOUNCED.replace("presidential", "court").replace("[[closure]]", '[[closure]]\ncourts = ["D. Conn."]')
    here = CourtCalendar(court="D. Conn.", closures=read_closures(text))
    elsewhere = CourtCalendar(court="D. Md.", closures=read_closures(text))

    assert [other.date for other in here.landing(dt.date(2026, 12, 24), Direction.BEFORE).others] == [
        dt.date(2026, 12, 28)
    ]
    assert elsewhere.landing(dt.date(2026, 12, 24), Direction.BEFORE).others == ()


def test_closed_counters_move_nothing() -> None:
    landing = NEW_YORK.landing(dt.date(2025, 11, 14), Direction.AFTER)

    assert (landing.day, landing.others) == (dt.date(2025, 11, 14), ())
    special = NEW_YORK.special(landing.day, Direction.AFTER)
    assert special is not None
    assert special.kind is DayKind.COUNTER


@pytest.mark.parametrize(
    "text",
    [
        "not toml at all =",
        '[[closure]]\nname = "x"\nkind = "court"\nsource = "y"',
        '[[closure]]\ndate = 2026-12-24\nname = "x"\nkind = "court"',
        '[[closure]]\ndate = 2026-12-24\nname = "x"\nkind = "snow"\nsource = "y"',
        '[[closure]]\ndate = "2026-12-24"\nname = "x"\nkind = "court"\nsource = "y"',
        'closure = "2026-12-24"',
        'closure = ["2026-12-24"]',
        '[[closure]]\ndate = 2026-12-24\nname = "x"\nkind = "court"\nsource = "y"\ncourts = "D. Conn."',
        "[[closure]]\ndate = 2026-12-24\nkind = [1]",
    ],
)
def test_a_faulty_closures_file_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(ParleyError) as refused:
        read_closures(text)

    assert str(refused.value).startswith("The closures file") or "in the closures file" in str(refused.value)


# --- counting


@given(days, directions, calendars)
def test_no_count_ends_on_a_weekend_or_a_holiday(day: dt.date, direction: Direction, calendar: CourtCalendar) -> None:
    landing = calendar.landing(day, direction)

    assert landing.day.weekday() < 5
    assert not calendar.closed(landing.day, direction)


@given(days, directions, calendars)
def test_a_count_moves_only_in_its_own_direction_and_only_over_closed_days(
    day: dt.date, direction: Direction, calendar: CourtCalendar
) -> None:
    landing = calendar.landing(day, direction)

    walked = (*landing.passed, landing.day)
    step = DAY if direction is Direction.AFTER else -DAY
    assert walked[0] == day
    assert all(after - before == step for before, after in pairwise(walked))
    assert all(calendar.closed(each, direction) for each in landing.passed)


@given(days, directions, calendars)
def test_other_readings_give_weekdays_in_the_counts_own_direction(
    day: dt.date, direction: Direction, calendar: CourtCalendar
) -> None:
    for other in calendar.landing(day, direction).others:
        assert other.date.weekday() < 5
        assert (other.date >= day) if direction is Direction.AFTER else (other.date <= day)
        assert other.reading.startswith("if ")


@given(days, st.integers(1, 40), directions)
def test_business_days_counted_there_and_back_return_to_a_business_day(
    day: dt.date, n: int, direction: Direction
) -> None:
    start = FEDERAL.reminding_day(day)
    back = Direction.BEFORE if direction is Direction.AFTER else Direction.AFTER

    there = FEDERAL.business_landing(start, n, direction).day

    assert FEDERAL.business_landing(there, n, back).day == start


@given(days)
def test_the_day_to_remind_on_is_the_last_business_day_up_to_the_deadline(day: dt.date) -> None:
    reminding = NEW_YORK.reminding_day(day)

    assert NEW_YORK.business_day(reminding)
    assert reminding <= day
    assert not any(NEW_YORK.business_day(reminding + n * DAY) for n in range(1, (day - reminding).days + 1))


def test_hours_are_elapsed_hours_when_the_clocks_change() -> None:
    start = dt.datetime(2007, 11, 2, 10, 23, tzinfo=ZoneInfo("America/New_York"))

    assert hours_from(start, 72, Direction.AFTER).replace(tzinfo=None) == dt.datetime(2007, 11, 5, 9, 23)  # noqa: DTZ001
