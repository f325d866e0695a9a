"""The attendance card: for each party, who will be there with authority, in words."""

import datetime as dt
from zoneinfo import ZoneInfo

from bot.conversation.cards import Button, Buttons, Card, Element, Fact, Facts, Line, Small, Strong, Style, Text
from bot.conversation.requests import (
    AddParty,
    CopyAttendance,
    NameAttendee,
    RemindOutstanding,
    ShowAttendance,
    StillCorrect,
)
from bot.domain.attendance import AttendanceState, Attendee, Mode, Row
from bot.domain.conference import Conference
from bot.domain.day_words import day_beside
from bot.domain.order import Provision, Source
from bot.domain.people import Audience, Stamp

PER_PAGE = 5
"""Parties on one page: as many buttons as every platform shows in one row."""
_LABEL, _SHORTER = 40, 25

MODES = {Mode.ATTENDS: "attends", Mode.BY_PHONE: "available by phone"}


def board(conference: Conference, now: dt.datetime, audience: Audience, page: int = 1) -> Card:
    """The attendance card as it reads at ``now`` for those who can read the channel.

    Where people of another organisation can read, parties and their state are shown, but no person's name.
    """
    today = now.astimezone(ZoneInfo(conference.zone)).date()
    pages = max(1, -(-len(conference.rows) // PER_PAGE))
    page = min(max(page, 1), pages)
    rows = conference.rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    elements: list[Element] = [Text((Strong(count_words(conference)), _authority_words(conference)))]
    if rows:
        elements.append(Facts(tuple(Fact(row.party, _state(row, conference, today, audience)) for row in rows)))
    if pages > 1:
        elements.append(
            Small((f"Parties {_span(page, rows)} of {len(conference.rows)}. {_open_elsewhere(conference)}",))
        )
    elements += _controls(conference, rows, page, pages, audience)
    return Card(_title(conference, today), tuple(elements), f"Attendance: {count_words(conference)}")


def count_words(conference: Conference) -> str:
    """As in "1 of 2 parties confirmed."."""
    total = len(conference.rows)
    if not total:
        return "No parties are listed yet."
    done = sum(1 for row in conference.rows if not row.outstanding)
    return f"{done} of {total} {'party' if total == 1 else 'parties'} confirmed."


def authority_sources(conference: Conference) -> tuple[Source, ...]:
    """The order's own words on who must have authority to settle."""
    order = conference.order
    stated = order.provisions.get(Provision.AUTHORITY, ()) + order.provisions.get(Provision.BY_PHONE, ())
    return tuple(dict.fromkeys(stated or order.attendance_quotes))


def attendee_words(attendee: Attendee) -> str:
    """As in "B. Sample, VP, available by phone"."""
    return ", ".join(filter(None, (attendee.name, attendee.title, MODES[attendee.mode])))


def by_whom(stamp: Stamp, zone: str, today: dt.date) -> str:
    """As in "by Associate, Wed Jan 6"."""
    return f"by {stamp.name}, {day_beside(stamp.at.astimezone(ZoneInfo(zone)).date(), today)}"


def _title(conference: Conference, today: dt.date) -> str:
    if conference.status.closed:
        return f"Attendance, closed ({conference.status.value})"
    if conference.at is None:
        return "Attendance, no date set"
    return f"Attendance, {day_beside(conference.at.date(), today)}"


def _authority_words(conference: Conference) -> str:
    sources = authority_sources(conference)
    if not sources:
        return ""
    paragraph = sources[0].paragraph
    where = "" if paragraph == "0" else f" (¶ {paragraph})"
    return f" One person with settlement authority for each party{where}."


def _state(row: Row, conference: Conference, today: dt.date, audience: Audience) -> Line:
    """What stands beside a party; emphasised is what is still open."""
    if audience.outsiders:
        return (f"{_STATUS_ONLY[row.state]}.",)
    attendee = row.attendee
    if row.state is AttendanceState.WITHDRAWN or attendee is None:
        state = "withdrawn; nobody named." if row.state is AttendanceState.WITHDRAWN else "not named."
        return (Strong(state), _follow_up(row, today))
    rest = "".join(f", {each}" for each in (attendee.title, MODES[attendee.mode], _number(attendee)) if each)
    if row.state is AttendanceState.TO_RECONFIRM:
        return (f"{attendee.name}{rest}. ", Strong("To reconfirm"), " for the new date.")
    stamp = f" Confirmed {by_whom(row.stamp, conference.zone, today)}." if row.stamp else ""
    return (f"{attendee.name}{rest}.{stamp}",)


_STATUS_ONLY = {
    AttendanceState.NOT_NAMED: "not named",
    AttendanceState.CONFIRMED: "confirmed",
    AttendanceState.TO_RECONFIRM: "to reconfirm for the new date",
    AttendanceState.WITHDRAWN: "not named",
}


def _number(attendee: Attendee) -> str:
    return "number not yet on file" if attendee.phone_on_file is False else ""


def _follow_up(row: Row, today: dt.date) -> str:
    if row.follow_up is None:
        return ""
    return f" {row.follow_up.who} follows up by {day_beside(row.follow_up.by, today)}."


def _span(page: int, rows: tuple[Row, ...]) -> str:
    first = (page - 1) * PER_PAGE + 1
    last = first + len(rows) - 1
    return str(first) if first == last else f"{first} to {last}"


def _open_elsewhere(conference: Conference) -> str:
    names = [short(row.party) for row in conference.rows if row.outstanding]
    if not names:
        return "Nothing open."
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""  # noqa: PLR2004 - three fit on one line of a phone
    return f"Open: {', '.join(names[:3])}{more}."


def short(party: str, longest: int = _LABEL) -> str:
    """A party's name as a button can carry it."""
    return party if len(party) <= longest else f"{party[: longest - 1].rstrip()}…"


def _controls(
    conference: Conference, rows: tuple[Row, ...], page: int, pages: int, audience: Audience
) -> list[Element]:
    copy = Button("Copy list", CopyAttendance(conference.id))
    turning = _turning(conference, page, pages)
    if conference.status.closed:
        return [Buttons((*turning, copy))]
    again = tuple(_still_correct(conference, row) for row in rows if row.state is AttendanceState.TO_RECONFIRM)
    name = tuple(Button(short(row.party), _name(conference, row), _emphasis(row)) for row in rows)
    if audience.outsiders:
        return _rows_of(again, name, turning)
    tail = [*turning]
    if any(row.outstanding for row in conference.rows):
        tail.append(Button("Remind outstanding", RemindOutstanding(conference.id)))
    tail += [copy, Button("Add a party", AddParty(conference.id))]
    return _rows_of(again, name, tuple(tail))


def _rows_of(*rows: tuple[Button, ...]) -> list[Element]:
    return [Buttons(each) for each in rows if each]


def _turning(conference: Conference, page: int, pages: int) -> tuple[Button, ...]:
    turned = (("Previous", page - 1), ("Next", page + 1))
    return tuple(Button(label, ShowAttendance(conference.id, to)) for label, to in turned if 1 <= to <= pages)


def _still_correct(conference: Conference, row: Row) -> Button:
    request = StillCorrect(conference.id, conference.revision, row.id)
    return Button(f"Still correct: {short(row.party, _SHORTER)}", request, Style.PRIMARY)


def _name(conference: Conference, row: Row) -> NameAttendee:
    return NameAttendee(conference.id, conference.revision, row.id)


def _emphasis(row: Row) -> Style:
    return Style.PRIMARY if row.state in (AttendanceState.NOT_NAMED, AttendanceState.WITHDRAWN) else Style.PLAIN
