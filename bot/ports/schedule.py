"""What the store keeps of messages to come, on their way and posted."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from bot.domain.nudges import Nudge, NudgeState
from bot.domain.outbox import Backlog, Delivery
from bot.domain.people import Address


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

    def message(self, conference: str, slot: str) -> str | None:
        """The platform's id of the message, if the card is out. ``slot`` is the card's kind of delivery."""

    def remember(self, conference: str, slot: str, message: str) -> None:
        """The card stands in that message from now on."""

    def forget(self, conference: str, slot: str) -> None:
        """The message is not there any more."""
