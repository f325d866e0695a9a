"""Dates and hours as people type them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import LONGEST, DateFault, DateFaultCode, Typed, read_date, read_moment
from bot.domain.day_words import WEEKDAYS, clock, long_day, plain_day, short_day

TODAY = dt.date(2026, 11, 25)
JAN_15 = dt.date(2027, 1, 15)
TEN = dt.time(10)
HALF_PAST_TWO = dt.time(14, 30)


def fault(text: str) -> DateFault:
    read = read_date(text, today=TODAY)
    assert isinstance(read, DateFault)
    return read


@pytest.mark.parametrize(
    ("text", "day", "hour"),
    [
        ("January 15, 2027, 10:00 am", JAN_15, TEN),
        ("january 15 2027", JAN_15, None),
        ("Jan. 15, 2027", JAN_15, None),
        ("15 January 2027", JAN_15, None),
        ("15th of January, 2027", JAN_15, None),
        ("Friday, January 15th, 2027", JAN_15, None),
        ("Fri Jan 15 2027 at 10am", JAN_15, TEN),
        ("Fri., Jan. 15, 2027 @ 10:00 A.M.", JAN_15, TEN),
        ("1/15/27", JAN_15, None),
        ("01/15/2027", JAN_15, None),
        ("1-15-2027 2:30 PM", JAN_15, HALF_PAST_TWO),
        ("15/1/2027", JAN_15, None),
        ("2027-01-15", JAN_15, None),
        ("2027-01-15 10:00", JAN_15, TEN),
        ("2027-01-15T14:30", JAN_15, HALF_PAST_TWO),
        ("2027/01/15", JAN_15, None),
        ("15 Jan 2027 2.30pm", JAN_15, HALF_PAST_TWO),
        ("15 Jan '27", JAN_15, None),
        ("noon on January 15, 2027", JAN_15, dt.time(12)),
        ("January 15, 2027, 12 noon", JAN_15, dt.time(12)),
        ("January 15, 2027 12:00 pm", JAN_15, dt.time(12)),
        ("January 15, 2027 12:15 am", JAN_15, dt.time(0, 15)),
        ("January 15, 2027 02:30", JAN_15, dt.time(2, 30)),
        ("January 15, 2027 9:30", JAN_15, dt.time(9, 30)),
        ("1/2/27", dt.date(2027, 1, 2), None),
        ("December 13, 2023 at 2:30 pm", dt.date(2023, 12, 13), HALF_PAST_TWO),
        ("Feb 29, 2028", dt.date(2028, 2, 29), None),
        ("Weds Dec 13 2023", dt.date(2023, 12, 13), None),
        ("Thurs., Sept. 2, 2027", dt.date(2027, 9, 2), None),
        ("Tuesday 1/2/2024", dt.date(2024, 1, 2), None),
        ("15.1.2027", JAN_15, None),
        ("15-Jan-2027", JAN_15, None),
        ("January 15, 2027 - 10:00 am", JAN_15, TEN),
        ("January 15, 2027; 2:30p", JAN_15, HALF_PAST_TWO),
        ("10a on 1/15/2027", JAN_15, TEN),
        ("10 April 2027", dt.date(2027, 4, 10), None),
        ("today", TODAY, None),
        ("tomorrow at 9am", dt.date(2026, 11, 26), dt.time(9)),
        ("yesterday", dt.date(2026, 11, 24), None),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, day: dt.date, hour: dt.time | None) -> None:
    assert read_date(text, today=TODAY) == Typed(day, hour)


@pytest.mark.parametrize(
    ("text", "zone"),
    [("10:00 am ET", "America/New_York"), ("2:30 p.m. (Pacific time)", "America/Los_Angeles"), ("9am", None)],
)
def test_a_zone_written_beside_the_hour_is_kept(text: str, zone: str | None) -> None:
    read = read_date(f"January 15, 2027, {text}")

    assert isinstance(read, Typed)
    assert read.zone == zone


@pytest.mark.parametrize(
    "text",
    [
        "next week sometime",
        "noon",
        "Friday",
        "January 2027",
        "2027",
        "January 15, 2027 or so",
        "January 15, 2027, 10:00 am, 11:00 am",
        "January 15, 2027 and January 16, 2027",
        "1/15/2027 2/15/2027",
        "Friday Saturday January 15, 2027",
        "$15,000 on January 15, 2027",
        "Janvier 15, 2027",
        "1" * (LONGEST + 1),
        "today January 15, 2027",
        "12345-01-15",
        "1/15/2027/3",
        "January 15, 2027, 10:00-11:00",
    ],
)
def test_what_is_no_date_is_said_to_be_unreadable_with_a_form_to_follow(text: str) -> None:
    read = fault(text)

    assert read.code is DateFaultCode.UNREADABLE
    assert read.text == "I couldn't read that as a date. Please use a form like *January 15, 2027, 10:00 am*."


def test_tomorrow_is_unreadable_where_today_is_not_known() -> None:
    read = read_date("tomorrow")

    assert isinstance(read, DateFault)
    assert read.code is DateFaultCode.UNREADABLE


def test_nothing_typed_is_its_own_fault() -> None:
    assert fault("  ").code is DateFaultCode.EMPTY


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Jan 32", "January has 31 days"),
        ("February 30, 2027", "February 2027 has 28 days"),
        ("2/29/2027", "February 2027 has 28 days"),
        ("2027-04-31", "April 2027 has 30 days"),
        ("January 0, 2027", "January 2027 has 31 days"),
        ("13/13/2027", "there is no month 13"),
        ("0/0", "there is no month 0"),
        ("2027-15-01", "there is no month 15"),
    ],
)
def test_a_day_that_does_not_exist_is_said_not_to_and_why(text: str, said: str) -> None:
    read = fault(text)

    assert read.code is DateFaultCode.NO_SUCH_DAY
    assert read.text.startswith("I couldn't read that as a date")
    assert said in read.text


def test_a_weekday_that_disagrees_names_both_days() -> None:
    read = fault("Friday, January 14, 2027")

    assert read.code is DateFaultCode.WEEKDAY_DISAGREES
    assert read.text == "January 14, 2027 is a Thursday; you wrote Friday."
    assert read.candidates == (dt.date(2027, 1, 14), JAN_15)


def test_a_weekday_that_fits_next_year_offers_next_year_too() -> None:
    assert fault("Friday, January 15, 2026").candidates == (dt.date(2026, 1, 15), dt.date(2026, 1, 16), JAN_15)


def test_a_day_without_its_year_offers_the_next_and_the_last() -> None:
    read = fault("December 22")

    assert read.code is DateFaultCode.NO_YEAR
    assert read.candidates == (dt.date(2026, 12, 22), dt.date(2025, 12, 22))


def test_a_weekday_supplies_the_missing_year_where_it_fits_one_only() -> None:
    assert read_date("Fri Jan 15", today=TODAY) == Typed(JAN_15)


def test_a_leap_day_without_its_year_offers_leap_years() -> None:
    assert fault("2/29").candidates == (dt.date(2028, 2, 29), dt.date(2024, 2, 29))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1.2.2027", (dt.date(2027, 1, 2), dt.date(2027, 2, 1))),
        ("Monday 1/2/2027", (dt.date(2027, 1, 2), dt.date(2027, 2, 1))),
        ("27/1/15", (dt.date(2015, 1, 27), JAN_15)),
    ],
)
def test_a_day_in_digits_that_two_customs_read_differently_is_put_to_the_person(
    text: str, days: tuple[dt.date, ...]
) -> None:
    read = fault(text)

    assert read.code is DateFaultCode.AMBIGUOUS_DAY
    assert read.candidates == days


def test_a_small_hour_without_am_or_pm_is_put_to_the_person() -> None:
    read = fault("January 15, 2027 at 2:30")

    assert read.code is DateFaultCode.AMBIGUOUS_HOUR
    assert read.hours == (dt.time(2, 30), HALF_PAST_TWO)


@pytest.mark.parametrize("hour", ["25:00", "10:60", "13:00 am", "0:30 pm"])
def test_an_hour_that_does_not_exist_is_said_not_to(hour: str) -> None:
    assert fault(f"January 15, 2027, {hour}").code is DateFaultCode.NO_SUCH_HOUR


def test_midnight_is_not_guessed_to_be_one_end_of_the_day() -> None:
    assert fault("January 15, 2027, midnight").code is DateFaultCode.MIDNIGHT


@pytest.mark.parametrize("year", ["1850", "2350"])
def test_a_year_no_court_sets_dates_in_is_refused(year: str) -> None:
    assert fault(f"January 15, {year}").code is DateFaultCode.FAR_YEAR


def test_a_moment_needs_its_hour() -> None:
    read = read_moment("January 15, 2027")

    assert isinstance(read, DateFault)
    assert read.code is DateFaultCode.NO_HOUR
    assert read_moment("January 15, 2027, 10am") == Typed(JAN_15, TEN)


@given(st.datetimes(dt.datetime(1986, 1, 1), dt.datetime(2199, 12, 31)))  # noqa: DTZ001 - court time is naive
def test_what_parley_writes_it_can_read(moment: dt.datetime) -> None:
    day, hour = moment.date(), moment.time().replace(second=0, microsecond=0)
    forms = (
        f"{long_day(day)}, {clock(hour)}",
        f"{plain_day(day)} at {clock(hour)}",
        f"{short_day(day, year=True)} {clock(hour)}",
        f"{day.isoformat()} {clock(hour)}",
        f"{day.month}/{day.day}/{day.year}, {clock(hour)}",
    )

    assert {read_date(form) for form in forms} == {Typed(day, hour)}


@given(st.dates(dt.date(1990, 1, 1), dt.date(2190, 12, 31)), st.sampled_from(WEEKDAYS))
def test_a_weekday_is_either_right_or_noticed(day: dt.date, weekday: str) -> None:
    read = read_date(f"{weekday}, {plain_day(day)}")

    if WEEKDAYS[day.weekday()] == weekday:
        assert read == Typed(day)
    else:
        assert isinstance(read, DateFault)
        assert read.candidates[0] == day
        assert WEEKDAYS[read.candidates[1].weekday()] == weekday
        assert abs(read.candidates[1] - day) <= dt.timedelta(3)


@given(st.text(max_size=200))
def test_any_text_whatever_is_answered(text: str) -> None:
    assert isinstance(read_date(text, today=TODAY), Typed | DateFault)


@given(st.text(alphabet="0123456789/.-:apm ,'january", max_size=LONGEST))
def test_any_text_near_a_date_is_answered(text: str) -> None:
    assert isinstance(read_date(text, today=TODAY), Typed | DateFault)
