"""An activity of Teams, read with suspicion, as what was said, pressed or told, by whom and where."""

import datetime as dt
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from adapters.teams.look import HOME, OPENED_FROM, REQUEST
from bot.conversation import wire
from bot.conversation.commands import addressed
from bot.conversation.requests import Request
from bot.domain.people import Channel

Json = Mapping[str, Any]

PLATFORM = "teams"
NOBODY: Json = {}
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_THREAD = ";messageid="
_LONGEST_ID = 500


class Malformed(ValueError):
    """What arrived is not an activity of Teams."""


class Kind(StrEnum):
    """What kind of conversation it is."""

    PERSONAL = "personal"
    GROUP = "groupChat"
    CHANNEL = "channel"


KINDS: Mapping[str, Kind] = {each.value: each for each in Kind}


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation and the way to it. ``id`` is without the thread; ``channel_type`` as Teams says, or empty."""

    tenant: str
    id: str
    kind: Kind
    service_url: str
    bot: str
    thread: str | None = None
    team: str = ""
    channel_type: str = ""

    @property
    def channel(self) -> Channel:
        """The key of everything Parley keeps about it."""
        return Channel(PLATFORM, self.tenant, self.id)

    @property
    def personal(self) -> bool:
        """Whether only one person speaks with Parley there."""
        return self.kind is Kind.PERSONAL

    @property
    def address(self) -> str:
        """The conversation's id as replies are addressed to it, in its thread."""
        return threaded(self.id, self.thread)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who did it. ``id`` is the directory's stable id where Teams gives it; ``account`` the bot's own for them."""

    id: str
    account: str
    name: str
    zone: str | None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One activity. Nothing in it is trusted beyond its shape."""

    type: str
    id: str
    place: Place
    sender: Sender
    name: str = ""
    action: str = ""
    text: str = ""
    value: Json = field(default_factory=dict)
    reply_to: str | None = None
    event: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    event_channel: str = ""
    at: int | None = None
    entities: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()

    @property
    def pressed(self) -> Json | None:
        """The data of a pressed button or a sent form, or ``None``."""
        action = self.value.get("action")
        data = action.get("data") if isinstance(action, dict) else self.value.get("data", self.value)
        return data if isinstance(data, dict) and REQUEST in data else None

    @property
    def automatic(self) -> bool:
        """Whether Teams asks by itself, to show somebody a card anew, and nobody pressed anything."""
        return self.value.get("trigger") == "automatic"


def threaded(conversation: str, thread: str | None) -> str:
    """A conversation's id with its thread, as Teams addresses replies."""
    return f"{conversation}{_THREAD}{thread}" if thread else conversation


def read(raw: object) -> Incoming:
    """An activity's dictionary as ``Incoming``. Raises ``Malformed``."""
    activity = _object(raw)
    sender = _object(activity.get("from", NOBODY))
    told = _object(activity.get("channelData", NOBODY))
    return Incoming(
        type=_text(activity, "type"),
        id=_text(activity, "id"),
        place=_place(activity, told),
        sender=Sender(
            id=_text(sender, "aadObjectId") or _text(sender, "id"),
            account=_text(sender, "id"),
            name=_text(sender, "name", 200),
            zone=_text(activity, "localTimezone") or None,
        ),
        name=_text(activity, "name"),
        action=_text(activity, "action"),
        text=_text(activity, "text", None),
        value=_object(activity.get("value")) if isinstance(activity.get("value"), dict) else NOBODY,
        reply_to=_text(activity, "replyToId") or None,
        event=_text(told, "eventType"),
        added=_ids(activity.get("membersAdded")),
        removed=_ids(activity.get("membersRemoved")),
        event_channel=_text(_object(told.get("channel", NOBODY)), "id"),
        at=_moment(activity.get("timestamp")),
        entities=_objects(activity.get("entities")),
        attachments=_objects(activity.get("attachments")),
    )


def request_in(said: Incoming) -> Request | None:
    """What a message asks of Parley; ``None`` when it is not addressed to it."""
    text, mentioned = without_mentions(said)
    return addressed(text) if mentioned or said.place.personal else None


def without_mentions(said: Incoming) -> tuple[str, bool]:
    """The words without the mention of Parley, other people's mentions as their names, and whether it was mentioned.

    A mention is known by its entity, never by how its text looks: names can be chosen freely.
    """
    text, mentioned = said.text, False
    for entity in said.entities:
        who, tag = entity.get("mentioned"), entity.get("text")
        if entity.get("type") != "mention" or not isinstance(who, dict) or not isinstance(tag, str) or not tag:
            continue
        own = who.get("id") == said.place.bot
        mentioned = mentioned or own
        text = text.replace(tag, "" if own else re.sub(r"</?at[^>]{0,50}>", "", tag), 1)
    return html.unescape(text).replace("\xa0", " ").strip(), mentioned


def request_of(data: Json) -> Request | None:
    """The request in a button's or form's data; ``None`` when this version cannot read it."""
    typed = {
        name: _typed(value) for name, value in data.items() if not name.startswith("parley.") and name != "msteams"
    }
    encoded = data.get(REQUEST)
    return wire.decode(encoded, typed) if isinstance(encoded, str) else None


def home_of(data: Json) -> str:
    """The channel a private card speaks about, or empty."""
    home = data.get(HOME)
    return home if isinstance(home, str) and len(home) <= _LONGEST_ID else ""


def opened_from(data: Json) -> str | None:
    """The message whose button opened the dialog that was sent."""
    message = data.get(OPENED_FROM)
    return message if isinstance(message, str) and 0 < len(message) <= _LONGEST_ID else None


def _place(activity: Json, told: Json) -> Place:
    conversation = _object(activity.get("conversation"))
    bare, _, thread = _text(conversation, "id").partition(_THREAD)
    channel = _object(told.get("channel", NOBODY))
    tenant = _text(_object(told.get("tenant", NOBODY)), "id") or _text(conversation, "tenantId")
    if not bare or not _text(activity, "type"):
        raise Malformed("an activity names its type and conversation")
    return Place(
        tenant=tenant,
        id=bare,
        kind=_kind(conversation, told),
        service_url=_text(activity, "serviceUrl").rstrip("/"),
        bot=_text(_object(activity.get("recipient", NOBODY)), "id"),
        thread=thread or None,
        team=_text(_object(told.get("team", NOBODY)), "id"),
        channel_type=_text(channel, "type"),
    )


def _kind(conversation: Json, told: Json) -> Kind:
    kind = _text(conversation, "conversationType")
    if kind in KINDS:
        return KINDS[kind]
    if told.get("team"):
        return Kind.CHANNEL
    return Kind.GROUP if conversation.get("isGroup") else Kind.PERSONAL


def _object(value: object) -> Json:
    if value is None:
        return NOBODY
    if not isinstance(value, dict):
        raise Malformed("an object was expected")
    return value


def _objects(value: object) -> tuple[Json, ...]:
    return tuple(each for each in value if isinstance(each, dict)) if isinstance(value, list) else ()


def _text(source: Json, name: str, longest: int | None = _LONGEST_ID) -> str:
    value = source.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or (longest and len(value) > longest):
        raise Malformed(f"{name} is not a text of the length expected")
    return _SURROGATES.sub("", value)


def _typed(value: object) -> str:
    return _SURROGATES.sub("", value) if isinstance(value, str) else "" if value is None else str(value)


def _ids(value: object) -> tuple[str, ...]:
    return tuple(_text(each, "id") for each in _objects(value))


def _moment(value: object) -> int | None:
    try:
        return int(dt.datetime.fromisoformat(str(value)).timestamp()) if value else None
    except (ValueError, OverflowError):
        return None
