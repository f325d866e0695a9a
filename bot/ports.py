"""What the core needs from outside: a store, and a way to each platform."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from bot.conversation.cards import Card
from bot.domain.audit import Entry
from bot.domain.channel import ChannelRecord
from bot.domain.conference import Conference
from bot.domain.nudges import Nudge, NudgeState
from bot.domain.outbox import Backlog, Delivery
from bot.domain.people import Address, Audience, Channel
from bot.domain.proposal import Proposal

Work = TypeVar("Work")


class Conferences(Protocol):
    """Registered conferences, each belonging to one channel."""

    def get(self, conference: str) -> Conference | None:
        """The conference of that id, locked for this unit of work until it ends."""

    def read(self, conferences: Collection[str]) -> Mapping[str, Conference]:
        """Those of these conferences that exist, by id, as they stand now and without a lock."""

    def active_in(self, channel: Channel) -> Conference | None:
        """The one conference the channel works towards, or ``None``."""

    def past_in(self, channel: Channel) -> Sequence[Conference]:
        """Closed conferences of the channel, newest first."""

    def with_docket(self, channel: Channel, docket: str) -> Sequence[Conference]:
        """Active conferences with that docket in other channels of the same platform and tenant."""

    def of_tenant(self, platform: str, tenant: str) -> Sequence[Conference]:
        """Every active conference of a tenant."""

    def all(self) -> Sequence[Conference]:
        """Every conference on record, closed ones included: for whoever runs Parley."""

    def save(self, conference: Conference) -> Conference:
        """Keep it, and return it with its new version.

        Raises ``EditedMeanwhile`` when its version is not the stored one (0 for a new conference), or when the
        channel already has another active conference.
        """

    def to_purge(self, on: dt.date) -> Sequence[Conference]:
        """Closed conferences without a hold whose record is to be deleted on or before that day."""

    def delete(self, conference: str) -> None:
        """Delete it with everything derived from it: nudges, deliveries, audit entries, posted cards."""


class Proposals(Protocol):
    """Readings that wait for a person."""

    def get(self, proposal: str) -> Proposal | None: ...
    def save(self, proposal: Proposal) -> None: ...
    def delete(self, proposal: str) -> None: ...
    def forget_before(self, moment: dt.datetime) -> None:
        """Delete proposals made before that moment."""


class Channels(Protocol):
    """What is remembered about channels."""

    def get(self, channel: Channel) -> ChannelRecord:
        """The record of a channel; a fresh one if Parley has not met it."""

    def read(self, channels: Collection[Channel]) -> Mapping[Channel, ChannelRecord]:
        """The records of these channels, fresh ones where Parley has not met them, without a lock."""

    def save(self, record: ChannelRecord) -> None: ...
    def of_tenant(self, platform: str, tenant: str) -> Sequence[ChannelRecord]: ...
    def forget(self, channel: Channel) -> None:
        """Delete the channel's record and every conference in it."""

    def forget_tenant(self, platform: str, tenant: str) -> None:
        """Delete everything of a tenant."""

    def move(self, old: Channel, new: Channel) -> None:
        """The platform gave the channel a new id: move everything that belongs to it."""


class Nudges(Protocol):
    """The schedule: planned reminders, unique by conference, revision, item, deadline and rung.

    Whoever changes the nudges of a conference holds the conference itself (``Conferences.get``).
    """

    def of(self, conference: str) -> Sequence[Nudge]:
        """Every nudge of the conference, in order of due time."""

    def replace(self, conference: str, nudges: Sequence[Nudge]) -> None:
        """Make these the conference's scheduled nudges, and cancel those scheduled before that are not among them.

        A nudge that has left the schedule (sending, sent, skipped, missed …) is left as it is.
        """

    def save(self, *nudges: Nudge) -> None:
        """Record what became of nudges, or when they are to come instead."""

    def due(self, now: dt.datetime, limit: int) -> Sequence[Nudge]:
        """Scheduled nudges due at ``now``, of up to ``limit`` conferences, each whole and held against other replicas.

        Of a backlog, conferences with the nearest deadline come first, and notices that a day has passed last.
        Conferences held by another unit of work are passed over; they come with a later call.
        """

    def carried_by(self, deliveries: Collection[str]) -> Sequence[Nudge]:
        """The nudges merged into these deliveries."""

    def settle(self, outcomes: Mapping[str, NudgeState]) -> None:
        """Give the nudges still sending with each delivery (by id) the state that became of it."""

    def planned(self, now: dt.datetime, until: dt.datetime) -> Sequence[Nudge]:
        """Every scheduled nudge due up to ``until``, overdue ones included, in order of due time."""

    def next_due(self) -> dt.datetime | None:
        """When the next scheduled nudge falls due."""


class Outbox(Protocol):
    """Deliveries on their way. Moments are aware."""

    def add(self, *deliveries: Delivery) -> None:
        """Put deliveries in; one that is already there by id is left as it is."""

    def refresh(self, delivery: Delivery) -> None:
        """Put in a delivery that updates a card in place, or have the one of that id run once more."""

    def get(self, delivery: str) -> Delivery | None:
        """The delivery of that id, locked for this unit of work until it ends."""

    def hold(self, deliveries: Collection[str]) -> Mapping[str, Delivery]:
        """Those of these deliveries that exist, by id, locked for this unit of work until it ends."""

    def look(self, delivery: str) -> Delivery | None:
        """The delivery of that id as it stands now, without a lock."""

    def of(self, conference: str) -> Sequence[Delivery]:
        """Every delivery of the conference, in order of due time."""

    def standing(self, conference: str) -> Sequence[Delivery]:
        """Messages of the conference that are out, in order of due time, without a lock."""

    def cancel(self, *deliveries: str) -> None:
        """Cancel those still waiting, and have those being sent taken back once they are out."""

    def claim(
        self, now: dt.datetime, owner: str, lease: dt.timedelta, limit: int, pace: Mapping[str, dt.timedelta]
    ) -> Sequence[Delivery]:
        """Take deliveries that are due, or whose lease has run out, for ``owner`` alone until the lease ends.

        ``pace`` is the least time between two messages to one address of a platform (none: no limit). It is kept
        across replicas: what would come too soon is put off.
        """

    def mark(self, deliveries: Collection[str], owner: str, now: dt.datetime, lease: dt.timedelta) -> frozenset[str]:
        """Note, just before posting, that from now on these may have arrived, and renew their lease.

        Returns the ids that ``owner`` still holds and nobody cancelled: only those may be posted.
        """

    def record(self, deliveries: Sequence[Delivery], owner: str) -> Sequence[Delivery]:
        """Record what became of claimed deliveries and let them go; returns what is now stored.

        Deliveries ``owner`` no longer holds are left out. A cancellation or a refresh asked for meanwhile is kept.
        """

    def hold_back(self, address: Address, until: dt.datetime) -> None:
        """Send nothing to the address before that moment: the platform asked to wait."""

    def pending(self, until: dt.datetime) -> Sequence[Delivery]:
        """Everything that may be taken up to that moment, in that order, without a lock."""

    def waiting(self, now: dt.datetime) -> Backlog:
        """How much is due, and since when."""

    def next_due(self) -> dt.datetime | None:
        """When the next delivery falls due, is to be tried again, or loses its lease."""

    def forget_before(self, moment: dt.datetime) -> None:
        """Delete deliveries that ended and were due before that moment, except those that update a card."""


class PostedCards(Protocol):
    """Which platform message carries a conference's headline or attendance card."""

    def message(self, conference: str, slot: str) -> str | None: ...
    def remember(self, conference: str, slot: str, message: str) -> None: ...
    def forget(self, conference: str, slot: str) -> None:
        """The message is not there any more."""


class Audit(Protocol):
    """The append-only record."""

    def append(self, entry: Entry) -> None: ...
    def of(self, channel: Channel, conference: str | None = None) -> Sequence[Entry]: ...
    def intact(self, channel: Channel) -> bool:
        """Whether every entry still carries the seal it was written with."""


class Seen(Protocol):
    """Deliveries of the platforms that were already handled."""

    def first_time(self, channel: Channel, delivery: str, now: dt.datetime) -> bool:
        """Record it; false if it was there already."""

    def forget_before(self, moment: dt.datetime) -> None:
        """Delete what was recorded before that moment."""


class Vault(Protocol):
    """What adapters must keep of a tenant: installations, tokens, conversation references.

    Values are encrypted, and deleted with the tenant.
    """

    def get(self, kind: str, platform: str, tenant: str, key: str) -> str | None: ...
    def put(self, kind: str, platform: str, tenant: str, key: str, value: str) -> None: ...
    def delete(self, kind: str, platform: str, tenant: str, key: str) -> None: ...
    def keys(self, kind: str, platform: str, tenant: str) -> Sequence[str]:
        """Every key of that kind, in order."""


class UnitOfWork(Protocol):
    """One unit of work: everything read and written in it is one transaction, kept only by ``commit``."""

    @property
    def conferences(self) -> Conferences: ...
    @property
    def proposals(self) -> Proposals: ...
    @property
    def channels(self) -> Channels: ...
    @property
    def nudges(self) -> Nudges: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def cards(self) -> PostedCards: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def seen(self) -> Seen: ...
    @property
    def vault(self) -> Vault: ...
    def commit(self) -> None:
        """Keep what was done. Leaving without it rolls everything back."""


class Store(Protocol):
    """Where units of work begin."""

    @property
    def one_writer(self) -> bool:
        """Whether units of work wait for one another anyway, so that doing several together costs nobody time."""

    def begin(self) -> AbstractContextManager[UnitOfWork]: ...

    def together(self, works: Sequence[Callable[[UnitOfWork], Work]]) -> list[Work | Exception]:
        """Do several things in their order, each in a unit of work of its own, at the price of one commit.

        What each returned, or raised; nothing of what it did without a commit is kept. When this returns, all that
        was committed is kept for good.
        """


class SendingError(Exception):
    """A message that was not, or perhaps not, delivered."""


class RetryAfter(SendingError):
    """The platform asks to wait; nothing was delivered."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Refused(SendingError):
    """The platform will not deliver there: archived, removed, blocked. ``code`` is the platform's word for it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class MessageGone(Refused):
    """The message to be updated or deleted is not there any more: someone deleted it."""


class Unsure(SendingError):
    """A time-out, a dropped connection, a server error: it may have been delivered."""


class CannotLook(SendingError):
    """The platform offers no way here to look whether a message was delivered."""


class Messenger(Protocol):
    """A platform, as the outbox sees it. Every call may raise ``RetryAfter``, ``Refused`` or ``Unsure``."""

    async def audience(self, channel: Channel) -> Audience:
        """Who can read the channel now, asked of the platform; ``UNKNOWN`` when it does not say."""

    async def post(
        self, address: Address, card: Card, *, key: str, thread: str | None = None, pin: bool = False
    ) -> str:
        """Post a card and return the platform's id of the message. ``key`` travels with it, opaque."""

    async def update(self, address: Address, message: str, card: Card) -> None:
        """Replace the message's content."""

    async def find(
        self, address: Address, key: str, since: dt.datetime, thread: str | None = None, *, besides: str | None = None
    ) -> str | None:
        """The message posted with ``key`` at or after ``since``, in ``thread`` if it was posted there.

        ``besides`` names a message that is known already: another one is looked for.
        Raises ``CannotLook`` where that is impossible.
        """

    async def delete(self, address: Address, message: str) -> None:
        """Take the message back."""
