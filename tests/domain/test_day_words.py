"""Days, hours and zones in words."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from bot.domain.day_words import (
    clock,
    day_beside,
    long_day,
    moment_words,
    plain_day,
    reader_aside,
    short_day,
    zone_label,
    zone_name,
)

JAN_15 = dt.date(2027, 1, 15)


def eastern(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("America/New_York"))


def test_a_day_is_written_long_plain_and_short() -> None:
    assert long_day(JAN_15) == "Friday, January 15, 2027"
    assert plain_day(JAN_15) == "January 15, 2027"
    assert short_day(JAN_15) == "Fri Jan 15"
    assert short_day(JAN_15, year=True) == "Fri Jan 15, 2027"


def test_a_year_is_repeated_only_where_it_differs() -> None:
    assert day_beside(dt.date(2026, 12, 31), JAN_15) == "Thu Dec 31, 2026"
    assert day_beside(dt.date(2027, 1, 1), JAN_15) == "Fri Jan 1"


@pytest.mark.parametrize(
    ("time", "written"),
    [
        (dt.time(10), "10:00 am"),
        (dt.time(14, 5), "2:05 pm"),
        (dt.time(12), "12:00 pm"),
        (dt.time(0, 30), "12:30 am"),
        (dt.time(23, 59), "11:59 pm"),
    ],
)
def test_an_hour_is_written_with_am_or_pm(time: dt.time, written: str) -> None:
    assert clock(time) == written


@pytest.mark.parametrize(
    ("zone", "label", "name"),
    [
        ("America/New_York", "ET", "Eastern time"),
        ("America/Los_Angeles", "PT", "Pacific time"),
        ("America/Phoenix", "Arizona time", "Arizona time"),
        ("Europe/London", "London time", "London time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time", "Buenos Aires time"),
        ("UTC", "UTC", "UTC"),
    ],
)
def test_a_zone_has_a_label_and_a_name(zone: str, label: str, name: str) -> None:
    assert (zone_label(zone), zone_name(zone)) == (label, name)


def test_court_time_stands_first_and_the_readers_beside_it() -> None:
    conference = eastern("2027-03-16T14:30")

    assert moment_words(conference) == "Tue Mar 16, 2027, 2:30 pm ET"
    assert moment_words(conference, "America/Los_Angeles") == "Tue Mar 16, 2027, 2:30 pm ET (11:30 am PT for you)"


@pytest.mark.parametrize("zone", [None, "America/New_York", "America/Detroit"])
def test_a_reader_whose_clock_agrees_sees_one_hour(zone: str | None) -> None:
    assert reader_aside(eastern("2027-03-16T14:30"), zone) == ""


def test_a_reader_on_another_day_sees_which() -> None:
    assert reader_aside(eastern("2027-01-15T21:00"), "Asia/Tokyo") == " (Sat Jan 16, 11:00 am Tokyo time for you)"


def test_a_readers_zone_that_differs_for_half_the_year_is_shown_in_that_half() -> None:
    assert reader_aside(eastern("2027-01-15T10:00"), "America/Phoenix") == " (8:00 am Arizona time for you)"
    assert reader_aside(eastern("2027-07-15T10:00"), "America/Phoenix") == " (7:00 am Arizona time for you)"
