"""Rooms and messages as the page is told of them."""

from adapters.web import render
from adapters.web.platform import DIRECT, LocalPlatform, Message, Room


def message_json(message: Message, platform: LocalPlatform) -> dict[str, object]:
    """A message, its body as HTML."""
    author = platform.member(message.author)
    body = render.card_html(message.card) if message.card else render.spoken_html(message.text)
    return {
        "id": message.id,
        "version": message.version,
        "author": author.person.name if author else "Parley",
        "parley": author is None,
        "at": message.at.isoformat(),
        "thread": message.thread if message.thread in platform.messages else None,
        "private": message.private_to is not None,
        "pinned": message.pinned,
        "edited": message.version > 1,
        "html": str(body),
        "files": [{"url": f"/web/file/{file}", "name": name} for file, name in message.files],
    }


def room_json(room: Room) -> dict[str, object]:
    """A room, as the list on the left shows it."""
    return {
        "id": room.id,
        "name": room.name,
        "shared": room.shared,
        "parley": room.parley,
        "direct": room.id.startswith(DIRECT),
    }
