"""What a process does that lost its lease while it was standing still, and finds out only after it has gone on.

Nothing of what it would record is kept: whoever took over has the say. What it handed to the platform meanwhile is left
if the one who took over found it, and taken back if a second one was posted in its place.
"""

import datetime as dt
from dataclasses import dataclass
from enum import Enum, auto

from bot.domain.outbox import Delivery, DeliveryState
from bot.ports import UnitOfWork


class Late(Enum):
    """What to do about a message that was, or may have been, handed over too late."""

    LEAVE = auto()
    """It is the one on record, or a person was told that it may have arrived."""
    WAIT = auto()
    """Whoever took over is not done."""
    TAKE_BACK = auto()
    """Another one stands for it, or nothing was to be posted any more."""


@dataclass(frozen=True, slots=True)
class Judgment:
    """What to do, and the message that stands instead, if any."""

    late: Late
    standing: str | None = None


def holds(stored: Delivery | None, owner: str) -> bool:
    """Whether ``owner`` still has the say over a delivery."""
    return stored is not None and stored.state is DeliveryState.SENDING and stored.owner == owner


def judged(uow: UnitOfWork, late: Delivery, now: dt.datetime) -> Judgment:
    """Judge what a process posted, or may have posted, after it had lost the delivery.

    ``late.message`` is what it posted or updated; without one, nobody knows. A card that was updated late may show
    what it showed before: it is updated once more.
    """
    stored = uow.outbox.look(late.id)
    card = uow.cards.message(late.conference, late.kind) if late.kind.card and late.conference else None
    standing = card or (stored.message if stored else None)
    if stored is None:
        return Judgment(Late.TAKE_BACK)
    if late.message is not None and late.message == standing:
        if late.kind.card:
            uow.outbox.refresh(
                Delivery(stored.id, stored.kind, stored.address, now, stored.conference, stored.revision)
            )
        return Judgment(Late.LEAVE, standing)
    if stored.state is DeliveryState.UNKNOWN:
        return Judgment(Late.LEAVE)
    return Judgment(Late.TAKE_BACK if stored.state.final or card else Late.WAIT, standing)
