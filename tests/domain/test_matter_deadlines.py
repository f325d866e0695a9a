"""Every date of one conference, counted together."""

import datetime as dt
from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.domain.clock_changes import ClockFault, clock_changes, clock_fault
from bot.domain.conference import Answer, Conference, Duty, Status
from bot.domain.court_days import calendar_for
from bot.domain.deadlines import Anchors, Warn, compute
from bot.domain.matter_deadlines import (
    DemandMade,
    MatterDeadline,
    conference_doubts,
    deadlines_of,
    demand_doubts,
    order_deadlines,
)
from bot.domain.order import (
    Anchor,
    ConditionalRule,
    DayCount,
    Direction,
    DocumentKind,
    NamedDay,
    OrderReading,
    OtherDeadline,
    Source,
    Unit,
)
from bot.domain.people import Stamp
from tests.builders import CHANNEL, REGISTRAR, moment

ZONE = "America/New_York"
COURT = calendar_for("Southern District of New York")
BEFORE = DayCount(14, Unit.DAYS, Direction.BEFORE, Anchor.CONFERENCE)
AFTER = DayCount(7, Unit.DAYS, Direction.AFTER, Anchor.THEREAFTER)
SAMPLE = OrderReading(
    kind=DocumentKind.SETTLEMENT_CONFERENCE_ORDER,
    order_date=dt.date(2023, 12, 7),
    conference_at=dt.datetime.fromisoformat("2023-12-13T14:30"),
    letter_due=NamedDay(dt.date(2023, 12, 11)),
    demand_rule=ConditionalRule(BEFORE, only_if_not_already=True),
    response_rule=ConditionalRule(AFTER, only_if_not_already=True),
    sources=MappingProxyType(
        {
            "letter_due": Source("No later than December 11, 2023", "2"),
            "demand_rule": Source("no later than 14 days before the conference", "3"),
            "response_rule": Source("no later than 7 days thereafter", "3"),
            "conference_at": Source("December 13, 2023 at 2:30 pm", "0"),
        }
    ),
)


def items(order: OrderReading = SAMPLE, demand: DemandMade | None = None) -> dict[str, MatterDeadline]:
    return {item.key: item for item in order_deadlines(order, ZONE, COURT, demand=demand)}


def due(item: MatterDeadline) -> dt.date:
    assert item.deadline is not None
    return item.deadline.due


def warned(item: MatterDeadline) -> set[str]:
    assert item.deadline is not None
    return {doubt.code for doubt in item.deadline.warnings}


def test_the_sample_orders_dates_are_counted_and_found_to_have_passed() -> None:
    found = items()

    assert list(found) == ["letter", "demand", "response", "conference"]
    assert due(found["letter"]) == dt.date(2023, 12, 11)
    assert due(found["demand"]) == dt.date(2023, 11, 29)
    assert due(found["response"]) == dt.date(2023, 12, 6)
    assert due(found["conference"]) == dt.date(2023, 12, 13)
    assert warned(found["demand"]) == {Warn.BEFORE_ORDER}
    assert {Warn.BEFORE_ORDER, Warn.THEREAFTER, Warn.RESPONSE_NOT_BEFORE_CONFERENCE} == warned(found["response"])


def test_a_demand_made_on_the_orders_day_puts_the_answer_after_the_conference() -> None:
    response = items(demand=DemandMade(Answer.YES, dt.date(2023, 12, 7)))["response"]

    assert due(response) == dt.date(2023, 12, 14)
    assert Warn.RESPONSE_NOT_BEFORE_CONFERENCE in warned(response)


def test_items_say_whether_they_are_conditional_and_where_the_order_has_them() -> None:
    found = items()

    assert [key for key, item in found.items() if item.conditional] == ["demand", "response"]
    assert {key: item.source.paragraph for key, item in found.items() if item.source} == {
        "letter": "2",
        "demand": "3",
        "response": "3",
        "conference": "0",
    }


@pytest.mark.parametrize("already", [Answer.NO, Answer.NOT_SURE])
def test_a_day_said_with_a_demand_that_was_not_surely_made_is_not_counted_from(already: Answer) -> None:
    assert due(items(demand=DemandMade(already, dt.date(2023, 12, 1)))["response"]) == dt.date(2023, 12, 6)


def test_a_demand_made_on_a_day_not_known_leaves_the_response_counted_from_its_last_day() -> None:
    assert due(items(demand=DemandMade(Answer.YES))["response"]) == dt.date(2023, 12, 6)


def test_a_demand_of_a_day_to_come_or_after_the_conference_is_remarked_on() -> None:
    conference = SAMPLE.conference_at

    doubts = demand_doubts(dt.date(2023, 12, 13), conference, dt.date(2023, 12, 8))

    assert {doubt.code for doubt in doubts} == {Warn.DEMAND_IN_FUTURE, Warn.DEMAND_AFTER_CONFERENCE}
    assert list(demand_doubts(dt.date(2023, 12, 8), conference, dt.date(2023, 12, 8))) == []


def test_what_the_order_does_not_state_is_no_item() -> None:
    bare = OrderReading(kind=DocumentKind.SETTLEMENT_CONFERENCE_ORDER, conference_at=SAMPLE.conference_at)

    assert list(items(bare)) == ["conference"]


def test_an_item_no_day_can_be_counted_for_says_why() -> None:
    found = items(replace(SAMPLE, conference_at=None))

    assert found["demand"].deadline is None
    assert found["demand"].unknown == "This is due 14 days before the conference, which has no date yet."
    assert found["response"].deadline is None
    assert due(found["letter"]) == dt.date(2023, 12, 11)
    assert "conference" not in found


def test_further_deadlines_keep_their_place_and_name() -> None:
    form = OtherDeadline("attendance form", NamedDay(dt.date(2023, 12, 8), dt.time(12)), Source("by noon", "5"))
    copy = OtherDeadline(
        "courtesy copy", DayCount(1, Unit.BUSINESS_DAYS, Direction.AFTER, Anchor.LETTER), Source("next day", "2")
    )
    found = items(replace(SAMPLE, other_deadlines=(form, copy)))

    assert [key for key in found if key.startswith("other:")] == ["other:0", "other:1"]
    assert (found["other:0"].name, due(found["other:0"])) == ("attendance form", dt.date(2023, 12, 8))
    assert due(found["other:1"]) == dt.date(2023, 12, 12)


def registered(status: Status = Status.SCHEDULED, **duties: Duty) -> Conference:
    entered = Stamp(REGISTRAR.id, REGISTRAR.name, moment("2023-12-07T16:00"))
    return Conference("c1", CHANNEL, SAMPLE, ZONE, entered, status=status, duties=duties)


def test_a_registered_conference_is_counted_with_what_the_team_said_of_the_demand() -> None:
    made = Duty("demand", already=Answer.YES, made_on=dt.date(2023, 11, 20))

    found = {item.key: item for item in deadlines_of(registered(demand=made), COURT)}

    assert due(found["response"]) == dt.date(2023, 11, 27)


def test_a_conference_adjourned_without_a_date_has_only_the_days_the_order_names() -> None:
    dated = [item.key for item in deadlines_of(registered(Status.ADJOURNED), COURT) if item.deadline]

    assert dated == ["letter"]


def test_nothing_is_said_to_have_passed_without_today() -> None:
    today = dt.date(2023, 12, 12)

    passed = {item.key for item in deadlines_of(registered(), COURT, today=today) if Warn.BEFORE_TODAY in warned(item)}

    assert passed == {"letter", "demand", "response"}
    assert not any(Warn.BEFORE_TODAY in warned(item) for item in deadlines_of(registered(), COURT))


# --- the conference itself


def doubts(at: str, zone: str = ZONE, today: str | None = None) -> set[str]:
    moment_at = dt.datetime.fromisoformat(at)
    return {
        doubt.code
        for doubt in conference_doubts(
            moment_at,
            zone,
            COURT,
            order_date=dt.date(2020, 1, 1),
            today=dt.date.fromisoformat(today) if today else None,
        )
    }


@pytest.mark.parametrize(
    ("at", "today", "codes"),
    [
        ("2027-01-15T10:00", "2026-11-23", set()),
        ("2027-01-15T10:00", "2027-01-15", set()),
        ("2027-01-15T10:00", "2027-01-16", {Warn.CONFERENCE_PASSED}),
        ("2027-01-16T10:00", None, {Warn.CONFERENCE_CLOSED_DAY}),
        ("2027-01-18T10:00", None, {Warn.CONFERENCE_CLOSED_DAY}),
        ("2026-11-03T10:00", None, {Warn.CONFERENCE_CLOSED_DAY}),
        ("2025-01-09T10:00", None, {Warn.CONFERENCE_CLOSED_DAY}),
        ("2025-11-14T10:00", None, set()),
        ("2019-01-15T10:00", None, {Warn.CONFERENCE_BEFORE_ORDER}),
        ("2027-03-14T02:30", None, {Warn.CONFERENCE_CLOSED_DAY, Warn.CLOCK_SKIPPED}),
        ("2027-11-07T01:30", None, {Warn.CONFERENCE_CLOSED_DAY, Warn.CLOCK_REPEATED}),
    ],
)
def test_what_is_odd_about_the_conference_is_remarked_on(at: str, today: str | None, codes: set[str]) -> None:
    assert doubts(at, today=today) == codes


@pytest.mark.parametrize(
    ("at", "zone", "fault"),
    [
        ("2027-03-14T01:59", "America/New_York", None),
        ("2027-03-14T02:00", "America/New_York", ClockFault.SKIPPED),
        ("2027-03-14T02:59", "America/Los_Angeles", ClockFault.SKIPPED),
        ("2027-03-14T03:00", "America/New_York", None),
        ("2027-11-07T00:59", "America/New_York", None),
        ("2027-11-07T01:00", "America/Chicago", ClockFault.REPEATED),
        ("2027-11-07T02:00", "America/New_York", None),
        ("2027-03-14T02:30", "America/Phoenix", None),
        ("2027-03-28T01:30", "Europe/London", ClockFault.SKIPPED),
    ],
)
def test_an_hour_the_clocks_skip_or_repeat_is_noticed(at: str, zone: str, fault: ClockFault | None) -> None:
    assert clock_fault(dt.datetime.fromisoformat(at), zone) is fault


def test_the_days_the_clocks_change_are_found_between_two_days() -> None:
    change = dt.date(2027, 3, 14)

    assert clock_changes(dt.date(2026, 11, 25), dt.date(2027, 3, 16), ZONE) == (change,)
    assert clock_changes(dt.date(2027, 3, 13), change, ZONE) == (change,)
    assert clock_changes(change, dt.date(2027, 3, 16), ZONE) == ()
    assert clock_changes(dt.date(2027, 1, 1), dt.date(2027, 12, 31), "America/Phoenix") == ()


@pytest.mark.parametrize(
    ("zone", "changes"), [("America/New_York", 10), ("America/Los_Angeles", 10), ("America/Phoenix", 0)]
)
def test_every_hour_of_ten_years_gives_its_days_deadline_and_only_the_changes_are_odd(zone: str, changes: int) -> None:
    first = dt.datetime.fromisoformat("2021-01-01T00:00")
    hours = [first + dt.timedelta(hours=n) for n in range(24 * 3652)]
    faults = [clock_fault(hour, zone) for hour in hours]
    by_day: dict[dt.date, set[dt.date]] = {}
    for hour in hours:
        by_day.setdefault(hour.date(), set()).add(compute(BEFORE, Anchors(hour, zone), COURT).due)

    assert faults.count(ClockFault.SKIPPED) == faults.count(ClockFault.REPEATED) == changes
    assert {len(days) for days in by_day.values()} == {1}
