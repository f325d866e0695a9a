"""What Parley sends unprompted, and the states a delivery goes through.

A delivery is written in the same unit of work as the change it tells of, and sent afterwards by the scheduler:
``waiting -> sending (unsure once marked) -> sent | skipped | cancelled | retracted | missed | unknown | dead``.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.people import Address


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
    """The day's merged reminder, composed from the nudges that are still due at sending."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message on its way. ``id`` is also the idempotency key: opaque, and the same for every attempt.

    ``content`` is an encoded card for kinds that keep it, empty for kinds composed at sending. ``detail`` says
    whether people of the other side may see the content: only such posts go to a channel outsiders can read.
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
    since: dt.datetime | None = None
    owner: str | None = None
    lease_until: dt.datetime | None = None
    attempts: int = 0
    cancel_requested: bool = False
    message: str | None = None
    error: str | None = None
    """A code, never text."""
