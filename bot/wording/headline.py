"""The headline card: the conference in five lines, pinned and updated in place."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from bot.conversation.cards import Button, Buttons, Card, Confirm, Element, Line, Small, Span, Strong, Style, Text
from bot.conversation.requests import (
    ExportRecord,
    HoldRecord,
    PreviewPurge,
    ShowAttendance,
    ShowDeadlines,
    ShowMore,
    VerifyDates,
)
from bot.domain.attendance import AttendanceState
from bot.domain.conference import CONFERENCE, DEMAND, LETTER, RESPONSE, Answer, Conference, DutyState, Status
from bot.domain.day_words import clock, day_beside, moment_words, short_day
from bot.domain.deadlines import Deadline
from bot.domain.matter_deadlines import MatterDeadline, deadlines_of
from bot.domain.order import Direction
from bot.domain.people import Audience, Stamp
from bot.wording.attendance import count_words
from bot.wording.words import PLATFORMS, calendar_of, counted, court_day

_OUTCOMES = {Status.HELD: "held", Status.SETTLED: "settled", Status.CANCELLED: "cancelled"}


def headline(conference: Conference, now: dt.datetime, audience: Audience) -> Card:
    """The headline as it reads at ``now`` for those who can read the channel.

    Where people of another organisation can read: the order's dates and how many parties have confirmed, nothing else.
    """
    today = court_day(now, conference.zone)
    if conference.status.closed:
        return _closed(conference, today, audience)
    title = _title(conference)
    elements: list[Element] = [Text((line,)) for line in _dates(conference, today, audience) if line]
    elements.append(Text((_attendance(conference),)))
    elements.append(Small(_provenance(conference, today, audience)))
    elements.append(Buttons(_buttons(conference, audience)))
    return Card(title, tuple(elements), summary=title)


def when(conference: Conference, reader_zone: str | None = None) -> str:
    """The conference's moment and form: "Fri Jan 15, 2027, 10:00 am ET (Teams)"."""
    if conference.at is None:
        return "no date set"
    platform = conference.order.platform
    held = f" ({PLATFORMS[platform]})" if platform else ""
    return f"{moment_words(conference.at, reader_zone)}{held}"


def working_day(conference: Conference, item: MatterDeadline) -> dt.date | None:
    """The day the team works to: the reading it chose, else the earliest one."""
    return item.deadline.working_day(conference.duty(item.key).chosen) if item.deadline else None


def verified_words(conference: Conference, today: dt.date) -> Span:
    """Who compared the dates with the order, or that nobody has yet."""
    if conference.verified is None:
        return Strong("Dates not yet verified.")
    return f"Verified by {_by(conference.verified, conference, today)}."


def _title(conference: Conference) -> str:
    if conference.at is None:
        return "Settlement conference adjourned: no new date yet"
    moved = conference.revision > 1 and conference.order.previous_conference_at is not None
    return f"{'Adjourned to' if moved else 'Settlement conference:'} {when(conference)}"


def _dates(conference: Conference, today: dt.date, audience: Audience) -> Iterator[str]:
    before = conference.order.previous_conference_at
    if before is not None and conference.revision > 1:
        yield f"Was {short_day(before, year=True)}."
    dates = _Dates(conference, today)
    if audience.outsiders:
        # What the team said would move the response, and so tell the other side of it.
        unsaid = _items(replace(conference, duties=MappingProxyType({})))
        yield " · ".join(dates.of_order(each) for each in unsaid if each.key in (DEMAND, RESPONSE) and each.deadline)
        return
    items = _items(conference)
    named = {each.key: dates.fragment(each) for each in items if each.key in _NAMES}
    if LETTER not in named:
        named = {LETTER: "Letter: date not entered", **named}
    yield " · ".join(named.values())
    if others := [each for each in items if each.key not in _NAMES]:
        yield f"{counted(len(others), 'further date')} under Deadlines."


def _items(conference: Conference) -> list[MatterDeadline]:
    found = deadlines_of(conference, calendar_of(conference.order.court))
    return [each for each in found if each.key != CONFERENCE]


_NAMES = {LETTER: "Letter", DEMAND: "Demand", RESPONSE: "Response"}
_DONE = {LETTER: "sent", DEMAND: "made", RESPONSE: "made"}


@dataclass(frozen=True, slots=True)
class _Dates:
    """A conference's dates in a few words each; years only where they differ from the conference's."""

    conference: Conference
    today: dt.date

    def fragment(self, item: MatterDeadline) -> str:
        """As in "Demand by Thu Dec 31 (Fri Jan 1 is a holiday)"."""
        name, duty = _NAMES[item.key], self.conference.duty(item.key)
        if duty.state is DutyState.DONE or duty.already is Answer.YES:
            return f"{name}: {_DONE[item.key]}" + (f" {self._day(duty.made_on)}" if duty.made_on else "")
        if duty.state is DutyState.NOT_APPLICABLE:
            return f"{name}: not applicable"
        day = working_day(self.conference, item)
        if day is None or item.deadline is None:
            return f"{name}: date not entered"
        demand_awaited = self.conference.duty(DEMAND).made_on is None
        unchosen = duty.chosen not in item.deadline.days
        if unchosen and item.key == RESPONSE and item.deadline.disputed and demand_awaited:
            last = item.deadline.latest
            return f"{name} by {self._day(last)} at the latest{self._passed(last)}"
        hour = f", {clock(item.deadline.time)}" if item.deadline.time and day == item.deadline.due else ""
        return f"{name} by {self._day(day)}{hour}{self._passed(day) or self._aside(item.deadline, day)}"

    def of_order(self, item: MatterDeadline) -> str:
        """A date the order gives to both sides, without anything the team said about it."""
        if item.deadline is None:
            return ""
        if item.key == RESPONSE and item.deadline.disputed:
            return f"Response by {self._day(item.deadline.latest)} at the latest"
        return f"{_NAMES[item.key]} by {self._day(item.deadline.due)}"

    def _day(self, day: dt.date) -> str:
        return day_beside(day, self.conference.at.date() if self.conference.at else self.today)

    def _passed(self, day: dt.date) -> str:
        return ", passed" if day < self.today else ""

    def _aside(self, deadline: Deadline, day: dt.date) -> str:
        """Why it is not the day one would count to: another reading is earlier, or a closed day lies there."""
        if day != deadline.due:
            return ", the earliest reading" if day == deadline.earliest else ""
        if deadline.nominal is not None and deadline.nominal != deadline.due:
            direction = Direction.BEFORE if deadline.due < deadline.nominal else Direction.AFTER
            return f" ({short_day(deadline.nominal)} is {self._closed_day(deadline.nominal, direction)})"
        calendar = calendar_of(self.conference.order.court)
        if deadline.named and not calendar.business_day(deadline.due):
            reminding = short_day(calendar.reminding_day(deadline.due))
            return f", {self._closed_day(deadline.due, Direction.BEFORE)} (reminding for {reminding})"
        return ""

    def _closed_day(self, day: dt.date, direction: Direction) -> str:
        special = calendar_of(self.conference.order.court).special(day, direction)
        return "a holiday" if special else "a weekend day"


def _attendance(conference: Conference) -> str:
    again = sum(1 for row in conference.rows if row.state is AttendanceState.TO_RECONFIRM)
    return f"Attendance: {count_words(conference)}" + (f" {again} to reconfirm." if again else "")


def _provenance(conference: Conference, today: dt.date, audience: Audience) -> Line:
    if audience.outsiders:
        return (verified_words(conference, today) if conference.verified is None else "Dates verified.",)
    return (f"Entered by {conference.entered.name}. ", verified_words(conference, today))


def _by(stamp: Stamp, conference: Conference, today: dt.date) -> str:
    return f"{stamp.name}, {day_beside(court_day(stamp.at, conference.zone), today)}"


_COMPARE = (
    "Compare each date on this card with the order itself first: the conference's day and hour, the letter, the demand "
    "and the response. Your name will stand on the card."
)


def _buttons(conference: Conference, audience: Audience) -> tuple[Button, ...]:
    seeing = (Button("Attendance", ShowAttendance(conference.id)), Button("Deadlines", ShowDeadlines(conference.id)))
    if audience.outsiders:
        return seeing
    asked = Confirm("Verify the dates?", _COMPARE, "They match the order", "Not yet")
    verify = Button(
        "Verify dates", VerifyDates(conference.id, conference.revision, conference.dates_mark), Style.PRIMARY, asked
    )
    return (
        *((verify,) if conference.verified is None and conference.at is not None else ()),
        *seeing,
        Button("More", ShowMore(conference.id)),
    )


def _closed(conference: Conference, today: dt.date, audience: Audience) -> Card:
    on = _closed_on(conference)
    day = f" {short_day(on, year=True)}" if on else ""
    title = f"Closed: {_OUTCOMES[conference.status]}{day}"
    elements: list[Element] = [Text(("No further reminders.",))]
    if not audience.outsiders:
        elements[0] = Text((f"No further reminders. {deletion_words(conference, today)}",))
        elements.append(Buttons(record_buttons(conference)))
    return Card(title, tuple(elements), summary=title)


def _closed_on(conference: Conference) -> dt.date | None:
    if conference.status is Status.HELD and conference.at is not None:
        return conference.at.date()
    return court_day(conference.closed.at, conference.zone) if conference.closed else None


def deletion_words(conference: Conference, today: dt.date) -> str:
    """When the record goes, or who holds it."""
    if conference.hold is not None:
        return f"Parley's record is kept: a hold was placed by {_by(conference.hold, conference, today)}."
    if conference.delete_on is None:
        return ""
    return f"Parley's record will be deleted {short_day(conference.delete_on, year=True)}."


def record_buttons(conference: Conference) -> tuple[Button, ...]:
    """What can be done with a closed conference's record."""
    held = conference.hold is not None
    return (
        Button("Export", ExportRecord(conference.id, "json")),
        Button("Release hold" if held else "Place hold", HoldRecord(conference.id, not held)),
        Button("Delete now", PreviewPurge(conference.id), Style.DANGER),
        Button("More", ShowMore(conference.id)),
    )
