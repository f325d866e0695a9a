"""What Parley sends unprompted, and the states a delivery goes through.

A delivery is written in the same unit of work as the change it tells of, and sent afterwards by the scheduler::

    waiting --claim--> sending --mark--> sending, unsure --record--> sent | unknown | dead | retracted
       ^                  |                                  |
       +--- put off ------+------ the platform asks to wait -+
       +-> cancelled      +-> skipped | missed
"""

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.people import Address, Channel, Direct

_SPACE = uuid.UUID("0d6b7f0e-51a3-4a35-93fb-5f2f3f3c7b0a")


class DeliveryState(StrEnum):
    """Where a delivery stands. Everything but waiting and sending is final."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    RETRACTED = "retracted"
    MISSED = "missed"
    UNKNOWN = "unknown"
    DEAD = "dead"

    @property
    def final(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self not in (DeliveryState.WAITING, DeliveryState.SENDING)


class Kind(StrEnum):
    """What a delivery is, which decides how its content is made at the moment of sending."""

    HEADLINE = "headline"
    """The pinned card: posted once, updated in place from then on. Composed from the state at sending."""
    ATTENDANCE = "attendance"
    """The attendance card, likewise."""
    THREAD_LINE = "thread_line"
    """One line in the thread of the headline card (content kept with the delivery)."""
    POST = "post"
    """A message to a channel (content kept with the delivery)."""
    NOTICE = "notice"
    """A private message to one person (content kept with the delivery)."""
    NUDGE = "nudge"
    """The day's merged reminder, composed from the nudges that are still due at sending.

    Its content, if any, is the code of why it goes to a person rather than to the channel.
    """
    DIGEST = "digest"
    """One person's week across their matters, composed at sending; it comes again a week later."""

    @property
    def card(self) -> bool:
        """Whether it is a card that is updated in place: one delivery for each, run again for each change."""
        return self in (Kind.HEADLINE, Kind.ATTENDANCE)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message on its way.

    ``content`` is an encoded card for kinds that keep it, empty for kinds composed at sending. ``status_only``
    says that people of the other side may see the content: only such posts go to a channel outsiders can read.
    Moments are aware.
    """

    id: str
    kind: Kind
    address: Address
    due_at: dt.datetime
    conference: str | None = None
    revision: int = 0
    content: str = ""
    status_only: bool = False
    state: DeliveryState = DeliveryState.WAITING
    not_before: dt.datetime | None = None
    useful_until: dt.datetime | None = None
    """After this moment it is missed rather than sent late."""
    unsure: bool = False
    """From the moment it may have arrived until it is known whether it did."""
    since: dt.datetime | None = None
    """When it was first unsure: where to begin looking for it."""
    owner: str | None = None
    lease_until: dt.datetime | None = None
    attempts: int = 0
    cancel_requested: bool = False
    again: bool = False
    """A card changed once more while it was being sent."""
    serial: int = 0
    """How often a card has been run again."""
    message: str | None = None
    error: str | None = None
    """A code, never text."""

    @property
    def key(self) -> str:
        """The idempotency key: opaque, the same for every attempt to send the same content."""
        return str(uuid.uuid5(_SPACE, f"{self.id}\n{self.serial}"))

    @property
    def actionable_at(self) -> dt.datetime | None:
        """From when on someone may take it: its time, the end of a lease, or never again."""
        if self.state is DeliveryState.WAITING:
            return max(self.due_at, self.not_before) if self.not_before else self.due_at
        if self.state is DeliveryState.SENDING:
            return self.lease_until or self.due_at
        return None


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many deliveries are due and not yet out, and since when the oldest is."""

    count: int = 0
    oldest: dt.datetime | None = None


def delivery_id(*parts: str) -> str:
    """The id that these parts always have, so that asking twice for one message makes one."""
    return str(uuid.uuid5(_SPACE, "\n".join(parts)))


def address_key(address: Address) -> tuple[str, str, str]:
    """Platform, tenant, and the channel or person, told apart."""
    match address:
        case Channel(platform, tenant, channel):
            return platform, tenant, f"channel:{channel}"
        case Direct(platform, tenant, person):
            return platform, tenant, f"person:{person}"


def address_of(platform: str, tenant: str, place: str) -> Address:
    """The address of ``address_key``."""
    kind, _, name = place.partition(":")
    return Channel(platform, tenant, name) if kind == "channel" else Direct(platform, tenant, name)


def claimed(delivery: Delivery, owner: str, until: dt.datetime) -> Delivery:
    """Taken by ``owner`` until the lease ends."""
    return replace(
        delivery, state=DeliveryState.SENDING, owner=owner, lease_until=until, attempts=delivery.attempts + 1
    )


def put_off(delivery: Delivery, until: dt.datetime) -> Delivery:
    """Not to be taken before that moment."""
    if delivery.state is DeliveryState.SENDING:
        return replace(delivery, lease_until=until)
    return replace(delivery, not_before=until)


def marked(delivery: Delivery, now: dt.datetime, until: dt.datetime) -> Delivery:
    """About to be posted: from now on it may have arrived."""
    return replace(delivery, unsure=True, since=delivery.since or now, lease_until=until)


def cancelled(delivery: Delivery) -> Delivery:
    """Cancelled if it waits; to be taken back if it is being sent; untouched if it is out or over."""
    if delivery.state is DeliveryState.WAITING:
        return replace(delivery, state=DeliveryState.CANCELLED)
    if delivery.state is DeliveryState.SENDING:
        return replace(delivery, cancel_requested=True)
    return delivery


def run_again(stored: Delivery, wanted: Delivery) -> Delivery:
    """A card's delivery that shall run once more for a later change."""
    if stored.state is DeliveryState.WAITING:
        return stored
    if stored.state is DeliveryState.SENDING:
        return replace(stored, again=True, revision=wanted.revision, due_at=wanted.due_at)
    return replace(wanted, serial=stored.serial + 1)


def recorded(stored: Delivery, outcome: Delivery) -> Delivery:
    """What to store when a holder reports an outcome, given what others asked of the delivery meanwhile."""
    kept = replace(
        outcome,
        owner=None,
        lease_until=None,
        cancel_requested=stored.cancel_requested,
        again=stored.again,
        due_at=stored.due_at,
    )
    if kept.state is DeliveryState.SENDING:
        return replace(kept, owner=stored.owner, lease_until=outcome.lease_until)
    if kept.cancel_requested and kept.state is DeliveryState.SENT:
        return replace(kept, state=DeliveryState.SENDING, unsure=False)
    if kept.cancel_requested and kept.state is DeliveryState.WAITING:
        return replace(kept, state=DeliveryState.CANCELLED)
    if kept.again and kept.state is DeliveryState.SENT:
        return replace(kept, state=DeliveryState.WAITING, again=False, unsure=False, since=None, serial=kept.serial + 1)
    return kept
