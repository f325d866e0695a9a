"""The local stand-in for a chat platform: channels, people and messages, all in memory.

It plays the part Slack or Teams plays. Parley keeps nothing here, and this keeps nothing for Parley;
``adapters.web.memory`` brings its channels back after a restart.
"""

import asyncio
import datetime as dt
import itertools
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from bot.conversation.cards import Card
from bot.conversation.replies import Attachment
from bot.domain.people import Audience, Channel, Person

PLATFORM = "web"
TENANT = "local"
PARLEY = "parley"
DIRECT = "direct-"


@dataclass(frozen=True, slots=True)
class Member:
    """Someone the visitor of the page can speak as."""

    person: Person
    title: str
    admin: bool = False

    @property
    def outsider(self) -> bool:
        """Whether they belong to another organisation."""
        return self.person.tenant != TENANT


MEMBERS = (
    Member(Person(TENANT, "dana", "Dana Ruiz", "America/New_York"), "Paralegal"),
    Member(Person(TENANT, "alex", "Alex Chen", "America/New_York"), "Associate"),
    Member(Person(TENANT, "robin", "Robin Hale", "America/Los_Angeles"), "Partner, in Los Angeles"),
    Member(Person(TENANT, "sam", "Sam Okafor", "America/New_York"), "Administrator", admin=True),
    Member(Person("elsewhere", "morgan", "Morgan Reed", "America/New_York"), "Opposing counsel"),
)


@dataclass(frozen=True, slots=True)
class Room:
    """A channel of the local platform."""

    id: str
    name: str
    shared: bool = False
    parley: bool = False
    """Whether Parley has been invited."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message. ``private_to`` is the only person who sees it; ``version`` rises when it is updated."""

    id: str
    room: str
    author: str
    at: dt.datetime
    text: str = ""
    card: Card | None = None
    thread: str | None = None
    private_to: str | None = None
    pinned: bool = False
    version: int = 1
    key: str = ""
    files: tuple[tuple[str, str], ...] = ()


@dataclass
class LocalPlatform:
    """Everything that is said on the page."""

    rooms: dict[str, Room] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    files: dict[str, Attachment] = field(default_factory=dict)
    _read: dict[tuple[str, str], int] = field(default_factory=dict)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    start: str = field(default_factory=lambda: secrets.token_hex(3))
    """Stands in every message's id: the database remembers messages of earlier starts, which are not there any more."""
    _listeners: set[asyncio.Event] = field(default_factory=set)

    @classmethod
    def furnished(cls) -> "LocalPlatform":
        """A platform with two matters of the firm's own, and one channel that opposing counsel can read."""
        rooms = (
            Room("matter", "our-matter"),
            Room("second", "second-matter"),
            Room("shared", "with-counsel", shared=True),
        )
        return cls(rooms={each.id: each for each in rooms})

    def member(self, person: str) -> Member | None:
        """The member of that id, or ``None``."""
        return next((each for each in MEMBERS if each.person.id == person), None)

    def room(self, room: str) -> Room | None:
        """The room of that id; everyone's direct conversation with Parley is one. ``None`` if there is none."""
        if room.startswith(DIRECT) and self.member(room.removeprefix(DIRECT)):
            return Room(room, "Parley", parley=True)
        return self.rooms.get(room)

    def rooms_of(self, member: Member) -> tuple[Room, ...]:
        """The rooms a member can open."""
        direct = Room(DIRECT + member.person.id, "Parley", parley=True)
        return (*(each for each in self.rooms.values() if each.shared or not member.outsider), direct)

    def audience(self, channel: Channel) -> Audience:
        """Who can read a channel."""
        room = self.room(channel.id)
        if room is None:
            return Audience.UNKNOWN
        return Audience.SHARED if room.shared else Audience.OWN

    def open_room(self, name: str) -> Room:
        """Make a new channel, or find the one of that name."""
        known = next((each for each in self.rooms.values() if each.name == name), None)
        if known is not None:
            return known
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        room = Room(f"room-{slug or next(self._ids)}", name)
        if room.id in self.rooms:
            room = replace(room, id=f"{room.id}-{secrets.token_hex(2)}")
        self.rooms[room.id] = room
        self.changed()
        return room

    def set_room(self, room: str, *, shared: bool | None = None, parley: bool | None = None) -> None:
        """Share or unshare a channel with the other firm; invite or remove Parley."""
        before = self.rooms[room]
        self.rooms[room] = replace(
            before,
            shared=before.shared if shared is None else shared,
            parley=before.parley if parley is None else parley,
        )
        self.changed()

    def add(self, message: Message) -> Message:
        """Put a message in; its id is given here."""
        placed = replace(message, id=f"m{self.start}-{next(self._ids)}")
        self.messages[placed.id] = placed
        self.changed()
        return placed

    def edit(self, message: str, **changes: object) -> bool:
        """Change a message in place; false when it is gone."""
        before = self.messages.get(message)
        if before is None:
            return False
        self.messages[message] = replace(before, version=before.version + 1, **changes)  # type: ignore[arg-type] # fields by name
        self.changed()
        return True

    def remove(self, message: str) -> None:
        """Delete a message."""
        self.messages.pop(message, None)
        self.changed()

    def keep_file(self, attachment: Attachment) -> str:
        """Hand over a file; returns the id it can be fetched by."""
        file = f"f{self.start}-{next(self._ids)}"
        self.files[file] = attachment
        return file

    def seen_by(self, member: Member, room: str) -> list[Message]:
        """What a member sees in a room, oldest first, replies after what they reply to."""
        visible = [
            each for each in self.messages.values() if each.room == room and each.private_to in (None, member.person.id)
        ]
        heads = [each for each in visible if each.thread is None or each.thread not in self.messages]
        return [each for head in heads for each in (head, *(reply for reply in visible if reply.thread == head.id))]

    def read(self, member: Member, room: str) -> None:
        """The member has the room open: everything in it counts as read."""
        self._read[member.person.id, room] = len(self._from_others(member, room))

    def unread(self, member: Member, room: str) -> int:
        """How many messages of others came into a room since the member last had it open."""
        return max(0, len(self._from_others(member, room)) - self._read.get((member.person.id, room), 0))

    def _from_others(self, member: Member, room: str) -> list[Message]:
        return [each for each in self.seen_by(member, room) if each.author != member.person.id]

    def changed(self) -> None:
        """Tell every open page that something changed."""
        for listener in self._listeners:
            listener.set()

    @contextmanager
    def listening(self) -> Iterator[asyncio.Event]:
        """An event that is set at each change."""
        listener = asyncio.Event()
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)
