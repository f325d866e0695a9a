"""Rooms and messages as the page is told of them."""

import datetime as dt
from zoneinfo import ZoneInfo

from adapters.web import render
from adapters.web.platform import DIRECT, LocalPlatform, Member, Message, Room
from bot.domain.day_words import moment_words

LONGEST_BRIEF = 240
"""Characters read out at once; whoever wants more goes to the message."""


def message_json(message: Message, reader: Member, platform: LocalPlatform) -> dict[str, object]:
    """A message, its body as HTML, its moment on the reader's clock."""
    author = platform.member(message.author)
    body = render.card_html(message.card) if message.card else render.spoken_html(message.text)
    return {
        "id": message.id,
        "version": message.version,
        "author": author.person.name if author else "Parley",
        "parley": author is None,
        "when": words(message.at, reader),
        "thread": message.thread if message.thread in platform.messages else None,
        "private": message.private_to is not None,
        "pinned": message.pinned,
        "edited": message.version > 1,
        "html": str(body),
        "mine": message.author == reader.person.id,
        "brief": _brief(message),
        "files": [{"url": f"/web/file/{file}", "name": name} for file, name in message.files],
    }


def room_json(room: Room, unread: int) -> dict[str, object]:
    """A room, as the list on the left shows it."""
    return {
        "id": room.id,
        "name": room.name,
        "shared": room.shared,
        "parley": room.parley,
        "direct": room.id.startswith(DIRECT),
        "unread": unread,
    }


def _brief(message: Message) -> str:
    """What a screen reader says of a message that arrives: all of a short one, a long one's first line."""
    whole = message.card.text if message.card else message.text
    if len(whole) <= LONGEST_BRIEF:
        return whole
    first = message.card.summary if message.card and message.card.summary else whole.strip().split("\n", 1)[0]
    return first if len(first) <= LONGEST_BRIEF else first[:LONGEST_BRIEF].rsplit(" ", 1)[0] + " …"


def words(moment: dt.datetime, reader: Member) -> str:
    """A moment on the reader's clock."""
    return moment_words(local(moment, reader))


def local(moment: dt.datetime, reader: Member) -> dt.datetime:
    """A moment in the reader's zone."""
    return moment.astimezone(ZoneInfo(reader.person.zone or "UTC"))
