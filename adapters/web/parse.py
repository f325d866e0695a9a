"""What the page sends, as a request and its context."""

import datetime as dt
import re
import secrets
from collections.abc import Mapping

from adapters.web.platform import DIRECT, PARLEY, PLATFORM, TENANT, LocalPlatform, Member, Message, Room
from bot.conversation.commands import addressed, after_slash
from bot.conversation.context import Context
from bot.conversation.requests import Request
from bot.domain.errors import NotFound
from bot.domain.people import Channel

MENTION = re.compile(r"@parley\b[\s,:]{0,3}", re.IGNORECASE)
SLASH = re.compile(r"\s{0,9}/parley\b", re.IGNORECASE)


def who_and_where(platform: LocalPlatform, body: Mapping[str, object]) -> tuple[Member, Room]:
    """The person and the room a page speaks from. Raises ``NotFound`` unless that person can open that room."""
    member = platform.member(str(body.get("person", "")))
    room = platform.room(str(body.get("room", "")))
    if member is None or room is None or room not in platform.rooms_of(member):
        raise NotFound("This person cannot open that channel; choose another on the left.")
    return member, room


def request_in(text: str, room: Room, *, to_parley: bool) -> Request | None:
    """What a typed message asks of Parley; ``None`` when it is not addressed to it."""
    if slash := SLASH.match(text):
        return after_slash(text[slash.end() :])
    if not (to_parley or room.id.startswith(DIRECT) or MENTION.search(text)):
        return None
    return addressed(MENTION.sub("", text, count=1))


def context_of(
    platform: LocalPlatform, member: Member, room: Room, now: dt.datetime, asked: Message | None = None
) -> Context:
    """The context of words or a press. ``asked`` is the message spoken, or Parley's, whose button was pressed."""
    channel = Channel(PLATFORM, TENANT, room.id)
    direct = room.id.startswith(DIRECT)
    return Context(
        channel=channel,
        person=member.person,
        now=now,
        audience=platform.audience(channel),
        delivery=secrets.token_hex(8),
        direct=direct,
        private=direct,
        thread=(asked.thread or asked.id) if asked else None,
        message=asked.id if asked and asked.author == PARLEY else None,
        admin=member.admin,
    )
