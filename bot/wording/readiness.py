"""The conference itself: the line of the day before, and the question of the day after."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from bot.conversation.cards import Button, Buttons, Element, Strong, Style, Text
from bot.conversation.requests import CloseConference, ShowAttendance, StartAdjourning
from bot.domain.attendance import AttendanceState, Row
from bot.domain.conference import LETTER, Conference, Duty, DutyState
from bot.domain.day_words import clock, long_day, short_day, zone_label
from bot.domain.nudges import Rung
from bot.wording.attendance import attendee_words, count_words
from bot.wording.closing import closing_dialog
from bot.wording.letter import letter_name
from bot.wording.reminders import Occasion, Reminder, item_name, mark_name
from bot.wording.words import court_day

_DAY = dt.timedelta(1)
_MOST_ROWS = 4
"""Parties told one by one; of more, only who is outstanding is named."""


def readiness(
    conference: Conference, each: Reminder, occasion: Occasion, told: Collection[str] = ()
) -> Iterator[Element]:
    """Who comes and what is open, the business day before; after it has passed, how it ended.

    ``told`` are the items of which the same message speaks anyway.
    """
    if each.rung == Rung.PASSED:
        yield Text(
            (f"The conference date, {long_day(each.day)}, has passed. Was it held? I don't ask about the outcome.",)
        )
        yield Buttons(tuple(_closings(conference, occasion.retention_days)))
        return
    yield Text((Strong(f"{_distance(each.day, occasion)}{_at(conference)}."),))
    if occasion.outsiders:
        yield Text((f"Attendance: {count_words(conference)}",))
        return
    yield from (Text((line,)) for line in _attendance(conference))
    if (letter := conference.duty(LETTER)).state is DutyState.DONE:
        yield Text((f"{letter_name(conference.order)}: {_marked(letter, conference)}.",))
    for other in (other for other in each.also_open if other.item not in told):
        name = item_name(conference, other.item, other.matter)
        day = short_day(other.day)
        when = f"{day} has passed" if other.day < occasion.today else f"due {day}"
        yield Text((f"{name}: {when}, not marked as {mark_name(other.item)}.",))
    outstanding_rows = any(row.outstanding for row in conference.rows)
    if not outstanding_rows and not each.also_open:
        yield Text(("Nothing open.",))
    elif outstanding_rows:
        yield Buttons((Button("Attendance", ShowAttendance(conference.id)),))


def _distance(day: dt.date, occasion: Occasion) -> str:
    today = occasion.today
    names = {today: "Today", today + _DAY: "Tomorrow"}
    return names.get(day, short_day(day))


def _at(conference: Conference) -> str:
    at = conference.at
    return f", {clock(at.time())} {zone_label(conference.zone)}" if at else ""


def _attendance(conference: Conference) -> Sequence[str]:
    if len(conference.rows) <= _MOST_ROWS:
        return [_who(row) for row in conference.rows]
    open_rows = [row.party for row in conference.rows if row.outstanding]
    outstanding = [f"Outstanding: {'; '.join(open_rows)}."] if open_rows else []
    return [f"Attendance: {count_words(conference)}", *outstanding]


def _who(row: Row) -> str:
    if row.state is AttendanceState.CONFIRMED and row.attendee is not None:
        return f"{row.party}: {attendee_words(row.attendee)}."
    states = {AttendanceState.TO_RECONFIRM: "to reconfirm", AttendanceState.WITHDRAWN: "withdrawn, nobody named now"}
    return f"{row.party}: {states.get(row.state, 'not named')}."


def _marked(duty: Duty, conference: Conference) -> str:
    return f"marked sent {short_day(court_day(duty.by.at, conference.zone))}" if duty.by else "marked sent"


def _closings(conference: Conference, days: int) -> Iterator[Button]:
    where = (conference.id, conference.revision)

    def closing(label: str, outcome: str, style: Style = Style.PLAIN) -> Button:
        return Button(label, CloseConference(*where, outcome), style, closing_dialog(outcome, days))

    yield closing("Held", "held", Style.PRIMARY)
    yield Button("Adjourned again", StartAdjourning(*where))
    yield closing("Settled before", "settled")
    yield closing("Cancelled", "cancelled")
