"""The calendar file, read by a parser of its own written from RFC 5545."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest

from bot.domain.conference import Answer, Conference, Duty, DutyState, Status
from bot.domain.court_days import calendar_for
from bot.domain.order import (
    Anchor,
    ConditionalRule,
    DayCount,
    Direction,
    DocumentKind,
    LetterService,
    NamedDay,
    OrderReading,
    OtherDeadline,
    Source,
    Unit,
)
from bot.domain.people import Stamp
from bot.wording.icalendar_file import calendar_file
from tests.builders import CHANNEL, REGISTRAR, moment

STAMP = moment("2026-11-23T10:00")
COURT = calendar_for("S.D.N.Y.")


@dataclass
class Component:
    """A component of an iCalendar stream: its properties, each with its parameters, and what it holds."""

    name: str
    properties: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    parts: list["Component"] = field(default_factory=list)

    def value(self, name: str) -> str:
        ((_, value),) = self.properties[name]
        return value

    def parameters(self, name: str) -> str:
        ((parameters, _),) = self.properties[name]
        return parameters

    def of(self, name: str) -> list["Component"]:
        return [part for part in self.parts if part.name == name]


def parse(data: bytes) -> Component:
    """Check the line structure of RFC 5545, 3.1, and return the stream's one component."""
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in raw)
    assert b"\n" not in b"".join(raw)
    top = Component("")
    stack = [top]
    for line in data.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").decode("utf-8").split("\r\n")[:-1]:
        head, colon, value = line.partition(":")
        assert colon
        name, _, parameters = head.partition(";")
        assert name.replace("-", "").isalnum()
        if name == "BEGIN":
            stack.append(Component(value))
        elif name == "END":
            done = stack.pop()
            assert done.name == value
            stack[-1].parts.append(done)
        else:
            stack[-1].properties.setdefault(name, []).append((parameters, value))
    assert stack == [top]
    (only,) = top.parts
    return only


def order() -> OrderReading:
    return OrderReading(
        kind=DocumentKind.SETTLEMENT_CONFERENCE_ORDER,
        caption="Plaintiff A v. Defendant B",
        plaintiffs=("Plaintiff A",),
        defendants=("Defendant B",),
        conference_at=dt.datetime(2027, 1, 15, 10, 0),  # noqa: DTZ001 - court time is naive
        letter_due=NamedDay(dt.date(2027, 1, 12)),
        letter_served=LetterService.EX_PARTE,
        demand_rule=ConditionalRule(DayCount(14, Unit.DAYS, Direction.BEFORE, Anchor.CONFERENCE), True),
        response_rule=ConditionalRule(DayCount(7, Unit.DAYS, Direction.AFTER, Anchor.THEREAFTER), True),
        other_deadlines=(
            OtherDeadline("attendance form", NamedDay(dt.date(2027, 1, 8), dt.time(17)), Source("by 5 pm", "5")),
            OtherDeadline("call with Defendant B", NamedDay(dt.date(2027, 1, 7)), Source("a call", "6")),
        ),
        sources=MappingProxyType({"demand_rule": Source("no later than 14 days before", "3")}),
    )


def registered(**changes: object) -> Conference:
    conference = Conference("c1", CHANNEL, order(), "America/New_York", Stamp(REGISTRAR.id, REGISTRAR.name, STAMP))
    return replace(conference, **changes)  # type: ignore[arg-type]  # whichever fields a test names


def written(conference: Conference, *, sequence: int = 1, names: bool = False) -> Component:
    return parse(calendar_file(conference, COURT, stamp=STAMP, sequence=sequence, names=names))


def events(file: Component) -> dict[str, Component]:
    return {event.value("UID"): event for event in file.of("VEVENT")}


def test_every_dated_item_is_an_event_with_a_uid_of_its_own() -> None:
    uids = set(events(written(registered())))

    assert uids == {f"c1-{key}@parley" for key in ("letter", "demand", "response", "other-0", "other-1", "conference")}


def test_what_the_standard_requires_stands_once_in_file_and_events() -> None:
    file = written(registered())

    assert (file.value("VERSION"), file.value("METHOD")) == ("2.0", "PUBLISH")
    assert file.value("PRODID")
    for event in file.of("VEVENT"):
        counts = Counter({name: len(values) for name, values in event.properties.items()})
        assert all(counts[name] == 1 for name in ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS", "SUMMARY"))
        assert event.value("DTSTAMP") == "20261123T150000Z"


def test_the_conference_is_at_its_court_hour_in_the_courts_zone() -> None:
    conference = events(written(registered()))["c1-conference@parley"]

    assert conference.parameters("DTSTART") == "TZID=America/New_York"
    assert conference.value("DTSTART") == "20270115T100000"


@pytest.mark.parametrize(
    ("key", "day"), [("letter", "20270112"), ("demand", "20261231"), ("response", "20270107"), ("other-1", "20270107")]
)
def test_a_day_without_an_hour_is_an_all_day_event(key: str, day: str) -> None:
    event = events(written(registered()))[f"c1-{key}@parley"]

    assert event.parameters("DTSTART") == "VALUE=DATE"
    assert event.value("DTSTART") == day
    assert event.value("TRANSP") == "TRANSPARENT"


def test_an_hour_the_order_gives_is_kept() -> None:
    assert events(written(registered()))["c1-other-0@parley"].value("DTSTART") == "20270108T170000"


def test_no_event_has_an_alarm_an_end_or_a_duration() -> None:
    for event in written(registered()).of("VEVENT"):
        assert event.parts == []
        assert not {"DTEND", "DURATION"} & set(event.properties)


def test_titles_are_neutral_unless_names_are_asked_for() -> None:
    neutral = {event.value("SUMMARY") for event in written(registered()).of("VEVENT")}
    named = {event.value("SUMMARY") for event in written(registered(), names=True).of("VEVENT")}

    assert {"Settlement conference", "Ex parte letter due", "Attendance form"} <= neutral
    assert not [title for title in neutral if "Plaintiff A" in title or "Defendant B" in title]
    assert "Settlement conference: Plaintiff A v. Defendant B" in named


def test_a_letter_that_is_not_ex_parte_is_not_called_so() -> None:
    served = registered(order=replace(order(), letter_served=LetterService.SERVED))

    assert events(written(served))["c1-letter@parley"].value("SUMMARY") == "Settlement letter due"


def test_the_description_gives_the_count_and_the_paragraph() -> None:
    said = events(written(registered()))["c1-demand@parley"].value("DESCRIPTION")

    assert "14 days before Fri Jan 15\\, 2027 is Fri Jan 1" in said
    assert said.endswith("(¶ 3)")


def test_moving_the_conference_moves_the_same_events() -> None:
    before = events(written(registered(), sequence=3))
    moved = replace(order(), conference_at=dt.datetime(2027, 2, 11, 10, 0))  # noqa: DTZ001 - court time is naive
    after = events(written(registered(order=moved), sequence=4))

    assert set(before) == set(after)
    assert after["c1-conference@parley"].value("DTSTART") == "20270211T100000"
    assert {event.value("SEQUENCE") for event in after.values()} == {"4"}


def test_an_item_that_a_new_setting_gives_no_day_for_is_taken_out_of_the_calendar() -> None:
    moved = replace(order(), conference_at=dt.datetime(2027, 2, 11, 10, 0), letter_due=None)  # noqa: DTZ001 - naive
    found = events(written(registered(order=moved, revision=2)))

    assert found["c1-letter@parley"].value("STATUS") == "CANCELLED"
    assert found["c1-conference@parley"].value("STATUS") == "CONFIRMED"


@pytest.mark.parametrize("status", [Status.ADJOURNED, Status.SETTLED, Status.CANCELLED])
def test_a_conference_called_off_cancels_its_events(status: Status) -> None:
    file = written(registered(status=status))

    assert file.value("METHOD") == "CANCEL"
    assert {event.value("STATUS") for event in file.of("VEVENT")} == {"CANCELLED"}
    assert set(events(file)) == set(events(written(registered())))


def test_a_conference_that_was_held_stays_in_the_calendar() -> None:
    file = written(registered(status=Status.HELD))

    assert file.value("METHOD") == "PUBLISH"
    assert events(file)["c1-conference@parley"].value("STATUS") == "CONFIRMED"


def test_an_item_marked_not_applicable_is_cancelled_alone() -> None:
    duties = {"letter": Duty("letter", state=DutyState.NOT_APPLICABLE)}
    found = events(written(registered(duties=duties)))

    assert [uid for uid, event in found.items() if event.value("STATUS") == "CANCELLED"] == ["c1-letter@parley"]


@pytest.mark.parametrize(
    ("duty", "cancelled"),
    [
        (Duty("letter", DutyState.DONE), "c1-letter@parley"),
        (Duty("demand", DutyState.DONE, Answer.YES, dt.date(2026, 12, 22)), "c1-demand@parley"),
        (Duty("demand", already=Answer.YES), "c1-demand@parley"),
        (Duty("response", DutyState.DONE, Answer.YES), "c1-response@parley"),
        (Duty("other:0", DutyState.DONE), "c1-other-0@parley"),
    ],
    ids=["letter sent", "demand made", "demand made before registering", "response made", "further date done"],
)
def test_an_item_that_is_done_is_cancelled_alone(duty: Duty, cancelled: str) -> None:
    file = written(registered(duties=MappingProxyType({duty.item: duty})))
    assert [uid for uid, event in events(file).items() if event.value("STATUS") == "CANCELLED"] == [cancelled]


def test_the_response_follows_the_demand_that_was_made() -> None:
    duties = {"demand": Duty("demand", already=Answer.YES, made_on=dt.date(2026, 12, 22))}

    assert events(written(registered(duties=duties)))["c1-response@parley"].value("DTSTART") == "20261229"


def test_the_day_the_team_chose_is_the_events_day() -> None:
    duties = {"response": Duty("response", chosen=dt.date(2027, 1, 8))}

    assert events(written(registered(duties=duties)))["c1-response@parley"].value("DTSTART") == "20270108"


def test_a_file_without_any_date_is_still_a_calendar() -> None:
    empty = replace(order(), conference_at=None, letter_due=None, other_deadlines=())

    assert written(registered(order=empty)).of("VEVENT") == []


@pytest.mark.parametrize("zone", ["America/New_York", "America/Los_Angeles", "America/Phoenix", "Europe/London"])
def test_the_zones_offsets_are_those_of_the_time_zone_database(zone: str) -> None:
    (component,) = written(registered(zone=zone)).of("VTIMEZONE")
    steps = sorted((part.value("DTSTART"), part.value("TZOFFSETTO")) for part in component.parts)

    assert component.value("TZID") == zone
    for day in (dt.date(2026, 12, 31), dt.date(2027, 3, 13), dt.date(2027, 3, 15), dt.date(2027, 7, 1)):
        noon = dt.datetime.combine(day, dt.time(12)).replace(tzinfo=ZoneInfo(zone))
        in_force = [offset for onset, offset in steps if onset <= noon.strftime("%Y%m%dT%H%M%S")][-1]
        assert in_force == noon.strftime("%z")


def test_a_change_of_clocks_begins_at_the_hour_that_is_skipped() -> None:
    (component,) = written(registered()).of("VTIMEZONE")
    summers = [part.value("DTSTART") for part in component.of("DAYLIGHT")]

    assert summers == ["20260308T020000", "20270314T020000"]
