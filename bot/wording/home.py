"""A person's own page: what is next, what they owe, their matters."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.cards import Button, Buttons, Card, Element, Items, Line, Strong, Text
from bot.conversation.requests import SetDigest, ShowAttendance, ShowHelp, ShowHome, ShowStatus
from bot.domain.conference import Conference
from bot.domain.day_words import day_beside
from bot.wording.headline import when
from bot.wording.words import counted, matter, say


@dataclass(frozen=True, slots=True)
class Matter:
    """One of a person's matters: its next date, and what waits for this person in it."""

    conference: Conference
    next_name: str = ""
    next_day: dt.date | None = None
    owed: tuple[str, ...] = ()


def home(matters: Sequence[Matter], total: int, page: int, pages: int, today: dt.date, *, digest: bool) -> Card:  # noqa: PLR0913 - one page's facts
    """One page of a person's matters, nearest date first."""
    if not matters:
        return Card(
            "Your matters",
            (
                say("No registered conference is yours yet. Invite me to a matter channel and register one there."),
                Buttons((Button("Help", ShowHelp()),)),
            ),
        )
    elements: list[Element] = [say(counted(total, "matter"), f", page {page} of {pages}." if pages > 1 else ".")]
    for each in matters:
        elements.extend(_matter(each, today))
    turning = [Button(f"Page {number}", ShowHome(number)) for number in (page - 1, page + 1) if 1 <= number <= pages]
    weekly = Button("Stop the weekly digest" if digest else "Weekly digest", SetDigest(not digest))
    elements.append(Buttons((*turning, weekly)))
    return Card("Your matters", tuple(elements), summary=f"Your matters: {total}")


def _matter(each: Matter, today: dt.date) -> list[Element]:
    conference = each.conference
    line: Line = (Strong(matter(conference)), f": {when(conference)}.")
    if each.next_day is not None:
        line = (*line, f" Next: {each.next_name}, {day_beside(each.next_day, today)}.")
    elements: list[Element] = [Text(line)]
    if each.owed:
        elements.append(Items(tuple((f"Yours: {owed}",) for owed in each.owed)))
    elements.append(
        Buttons((Button("Status", ShowStatus(conference.id)), Button("Attendance", ShowAttendance(conference.id))))
    )
    return elements
