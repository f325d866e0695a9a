"""The attendance list for counsel's own use: as plain text to paste, and as a table."""

import csv
import io

from bot.domain.attendance import Row
from bot.domain.conference import Conference
from bot.domain.day_words import moment_words, plain_day
from bot.wording.attendance import MODES, attendee_words
from bot.wording.attendance_forms import RELATIONS, SIDES
from bot.wording.words import court_day, matter

STATES = {"not_named": "not named", "confirmed": "confirmed", "to_reconfirm": "to reconfirm", "withdrawn": "withdrawn"}
_HEADINGS = (
    "Party",
    "Side",
    "State",
    "Person with settlement authority",
    "Title",
    "Relation",
    "Attendance",
    "Number on file with counsel",
    "How known",
    "Counsel attending",
    "Others attending",
    "Follow-up",
    "Follow-up by",
    "Recorded by",
    "Recorded on",
)
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def plain_list(conference: Conference) -> str:
    """The list as text to paste into a letter or a mail."""
    when = moment_words(conference.at) if conference.at else "no date set"
    head = [f"Attendance: {matter(conference)}"]
    if conference.order.docket:
        head.append(f"No. {conference.order.docket}")
    head.append(f"Settlement conference: {when}")
    return "\n".join((*head, "", *(line for row in conference.rows for line in _lines(row, conference))))


def table(conference: Conference) -> bytes:
    """The list as comma-separated values, in UTF-8 with the mark spreadsheets look for."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEADINGS)
    writer.writerows(tuple(map(safe_cell, _cells(row, conference))) for row in conference.rows)
    return text.getvalue().encode("utf-8-sig")


def safe_cell(value: str) -> str:
    """A cell no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(_ACTIVE) else value


def _lines(row: Row, conference: Conference) -> list[str]:
    attendee = row.attendee
    if attendee is None:
        lines = [f"{row.party}: {STATES[row.state]}"]
    else:
        again = " (to reconfirm for the new date)" if row.outstanding else ""
        lines = [f"{row.party}: {attendee_words(attendee)}{again}"]
        known = f"{attendee.known}; " if attendee.known else ""
        if row.stamp:
            day = plain_day(court_day(row.stamp.at, conference.zone))
            lines.append(f"  {known}recorded by {row.stamp.name}, {day}")
    if row.follow_up and attendee is None:
        lines.append(f"  {row.follow_up.who} follows up by {plain_day(row.follow_up.by)}")
    if row.counsel:
        lines.append(f"  Counsel: {', '.join(row.counsel)}")
    if row.others:
        lines.append(f"  Also: {row.others}")
    return lines


def _cells(row: Row, conference: Conference) -> tuple[str, ...]:
    attendee, following, stamp = row.attendee, row.follow_up, row.stamp
    on_file = {True: "yes", False: "no", None: ""}[attendee.phone_on_file] if attendee else ""
    return (
        row.party,
        SIDES[row.side],
        STATES[row.state],
        attendee.name if attendee else "",
        attendee.title if attendee else "",
        RELATIONS.get(attendee.relation, "") if attendee else "",
        MODES[attendee.mode] if attendee else "",
        on_file,
        attendee.known if attendee else "",
        "; ".join(row.counsel),
        row.others,
        following.who if following else "",
        following.by.isoformat() if following else "",
        stamp.name if stamp else "",
        court_day(stamp.at, conference.zone).isoformat() if stamp else "",
    )
