"""The weekly digest: each matter in a few lines."""

import datetime as dt
from collections.abc import Sequence

from bot.conversation.cards import Button, Buttons, Card, Element, Items, Line, Strong, Text
from bot.conversation.requests import SetDigest, ShowHome
from bot.domain.conference import CONFERENCE, Conference
from bot.domain.day_words import short_day
from bot.domain.matter_deadlines import MatterDeadline
from bot.wording.attendance import count_words
from bot.wording.reminders import item_name
from bot.wording.words import counted, court_day, matter, note

_MOST = 12
"""Matters told in full; the person's own page has the rest."""

Open = Sequence[tuple[MatterDeadline, dt.date]]


def digest(matters: Sequence[tuple[Conference, Open]], now: dt.datetime) -> Card:
    """The open dates of a person's matters, the soonest matter first."""
    ordered = sorted(matters, key=lambda pair: (pair[1][0][1], pair[0].id))
    elements: list[Element] = []
    for conference, items in ordered[:_MOST]:
        today = court_day(now, conference.zone)
        elements.append(Text((Strong(matter(conference)),)))
        elements.append(Items(tuple(_line(conference, item, day, today) for item, day in _telling(items, today))))
    if len(ordered) > _MOST:
        elements.append(Text((f"{counted(len(ordered) - _MOST, 'more matter')} on your page.",)))
    elements.append(Buttons((Button("My page", ShowHome()), Button("Stop the digest", SetDigest(on=False)))))
    count = counted(len(ordered), "matter")
    return Card("Your week", tuple(elements), summary=f"Your week: {count} with open dates")


def _telling(items: Open, today: dt.date) -> Open:
    """Once the conference itself has passed, how it ended is all that is open."""
    over = [(item, day) for item, day in items if item.key == CONFERENCE and day < today]
    return over or items


def _line(conference: Conference, item: MatterDeadline, day: dt.date, today: dt.date) -> Line:
    itself = item.key == CONFERENCE
    passed = "passed, not closed" if itself else "passed, not marked"
    standing = passed if day < today else "today" if day == today else ""
    aside = f" ({standing})" if standing else ""
    attendance = f". {count_words(conference)}" if itself and conference.rows and day >= today else ""
    return (f"{item_name(conference, item.key, item)}: {short_day(day)}{aside}{attendance}",)


def switched(*, on: bool) -> Card:
    """To whoever turned their digest on or off."""
    if on:
        return note("On Monday mornings Parley sends you the open dates of your matters, privately.")
    return note("Parley sends you no weekly digest any more.")
