"""Dates, hours and periods as orders print them."""

import datetime as dt

import pytest

from bot.domain.order import Anchor, DayCount, Direction, NamedDay, Unit
from bot.orders.dates import dates, times
from bot.orders.periods import dues
from bot.orders.zones import stated_zone

THE_DAY = dt.date(2023, 12, 13)


@pytest.mark.parametrize(
    "text",
    [
        "December 13, 2023",
        "Dec. 13, 2023",
        "DECEMBER 13, 2023",
        "December 13th, 2023",
        "Wednesday, December 13, 2023",
        "Wed., Dec. 13, 2023",
        "Wednesday, the 13th of December, 2023",
        "13 December 2023",
        "this 13th day of December, 2023",
        "the thirteenth day of December, 2023",
        "12/13/2023",
        "12/13/23",
        "12-13-2023",
        "2023-12-13",
    ],
)
def test_a_day_is_read_in_every_form(text: str) -> None:
    (mention,) = dates(f"It is set for {text} in the courthouse.")
    assert mention.date == THE_DAY
    assert not mention.weekday_differs


@pytest.mark.parametrize("text", ["February 30, 2024", "13/13/2024", "December 13, 20233", "December 13, 1823"])
def test_a_day_that_cannot_be_is_never_repaired(text: str) -> None:
    (mention,) = dates(text)
    assert mention.date is None
    assert mention.impossible


@pytest.mark.parametrize("text", ["may 5 days before", "Rule 16(c)(2)", "ten (10) pages", "24/7", "No. 3:22-cv-00123"])
def test_what_is_no_day_is_not_taken_for_one(text: str) -> None:
    assert list(dates(text)) == []


@pytest.mark.parametrize(
    ("printed", "near", "day"),
    [
        ("December 13", dt.date(2023, 12, 7), dt.date(2023, 12, 13)),
        ("January 10", dt.date(2023, 12, 7), dt.date(2024, 1, 10)),
        ("November 30", dt.date(2024, 1, 5), dt.date(2023, 11, 30)),
    ],
)
def test_a_missing_year_is_the_nearest_to_the_order(printed: str, near: dt.date, day: dt.date) -> None:
    (mention,) = dates(printed)
    assert mention.date is None
    assert mention.near(near).date == day


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2:30 pm", dt.time(14, 30)),
        ("2:30 p.m.", dt.time(14, 30)),
        ("2:30PM", dt.time(14, 30)),
        ("10 a.m.", dt.time(10)),
        ("12:00 p.m.", dt.time(12)),
        ("12:15 a.m.", dt.time(0, 15)),
        ("noon", dt.time(12)),
        ("12:00 noon", dt.time(12)),
        ("twelve noon", dt.time(12)),
        ("1400 hours", dt.time(14)),
        ("14:30", dt.time(14, 30)),
        ("10:00 o'clock in the forenoon", dt.time(10)),
        ("2:30", None),
        ("13:00 p.m.", None),
    ],
)
def test_an_hour_is_read_in_every_form_and_left_open_where_the_order_leaves_it(text: str, time: dt.time | None) -> None:
    assert times(f"at {text}")[0].time == time


def test_the_first_hour_of_a_range_takes_its_half_of_the_day_from_the_second() -> None:
    assert [each.time for each in times("from 10:00 to 1:00 p.m.")] == [dt.time(10), dt.time(13)]


BACK, ON = Direction.BEFORE, Direction.AFTER


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("no later than 14 days before the conference", DayCount(14, Unit.DAYS, BACK, Anchor.CONFERENCE)),
        (
            "at least fourteen (14) days prior to the settlement conference",
            DayCount(14, Unit.DAYS, BACK, Anchor.CONFERENCE),
        ),
        ("five (5) business days before the conference", DayCount(5, Unit.BUSINESS_DAYS, BACK, Anchor.CONFERENCE)),
        ("three court days in advance of the conference", DayCount(3, Unit.BUSINESS_DAYS, BACK, Anchor.CONFERENCE)),
        ("two weeks before the conference", DayCount(2, Unit.WEEKS, BACK, Anchor.CONFERENCE)),
        ("a week before the conference", DayCount(1, Unit.WEEKS, BACK, Anchor.CONFERENCE)),
        ("48 hours before the conference", DayCount(48, Unit.HOURS, BACK, Anchor.CONFERENCE)),
        ("no later than 7 days thereafter", DayCount(7, Unit.DAYS, ON, Anchor.THEREAFTER)),
        ("within one week of receiving the demand", DayCount(1, Unit.WEEKS, ON, Anchor.DEMAND_RECEIVED)),
        ("within ten days of the date of this Order", DayCount(10, Unit.DAYS, ON, Anchor.ORDER)),
        ("within thirty days", DayCount(30, Unit.DAYS, ON, Anchor.ORDER)),
        (
            "five business days before the conference, i.e., January 6, 2022",
            DayCount(5, Unit.BUSINESS_DAYS, BACK, Anchor.CONFERENCE, dt.date(2022, 1, 6)),
        ),
        ("by noon on January 6, 2022", NamedDay(dt.date(2022, 1, 6), dt.time(12))),
        ("on or before January 6, 2022 at 5:00 p.m.", NamedDay(dt.date(2022, 1, 6), dt.time(17))),
        ("no later than the close of business on January 6, 2022", NamedDay(dt.date(2022, 1, 6))),
    ],
)
def test_a_limit_is_read_as_the_order_counts_it(text: str, rule: DayCount | NamedDay) -> None:
    (due,) = dues(f"Letters must be sent {text}.", None)
    assert due.rule == rule


def test_a_number_in_words_and_another_in_figures_give_no_rule() -> None:
    (due,) = dues("at least ten (14) days before the conference", None)
    assert (due.rule, due.unsure) == (None, "number_mismatch")


@pytest.mark.parametrize(
    ("text", "zone", "agrees"),
    [
        ("at 2:30 p.m. ET", "America/New_York", True),
        ("at 2:30 p.m. (Mountain Time)", "America/Boise", True),
        ("at 2:30 p.m. PST", "America/New_York", False),
    ],
)
def test_a_stated_zone_agrees_with_every_place_that_keeps_it(text: str, zone: str, agrees: bool) -> None:
    stated = stated_zone(text)
    assert stated is not None
    assert stated.agrees_with(zone) is agrees
