"""What a process does that lost its lease while it was standing still, and finds out only after it has gone on.

Nothing of what it would record is kept: whoever took over has the say. What it handed to the platform meanwhile is left
if the one who took over found it, and taken back if a second one was posted in its place.
"""

import datetime as dt
from enum import Enum, auto

from bot.domain.outbox import Delivery, DeliveryState
from bot.ports import UnitOfWork


class Late(Enum):
    """What to do about a message that was handed over too late."""

    LEAVE = auto()
    """It is the one on record, or a person was told that it may have arrived."""
    WAIT = auto()
    """Whoever took over is not done."""
    TAKE_BACK = auto()
    """Another one stands for it, or nothing was to be posted any more."""


def holds(stored: Delivery | None, owner: str) -> bool:
    """Whether ``owner`` still has the say over a delivery."""
    return stored is not None and stored.state is DeliveryState.SENDING and stored.owner == owner


def judged_late(uow: UnitOfWork, late: Delivery, now: dt.datetime) -> Late:
    """Judge a message posted, or a card updated, by a process that had lost the delivery.

    A card that was updated late may show what it showed before: it is updated once more.
    """
    stored = uow.outbox.look(late.id)
    card = uow.cards.message(late.conference, late.kind) if late.kind.card and late.conference else None
    if stored is not None and card is not None and card == late.message:
        wanted = Delivery(stored.id, stored.kind, stored.address, now, stored.conference, stored.revision)
        uow.outbox.refresh(wanted)
        return Late.LEAVE
    if stored is None or card is not None:
        return Late.TAKE_BACK
    if stored.message == late.message or stored.state is DeliveryState.UNKNOWN:
        return Late.LEAVE
    return Late.TAKE_BACK if stored.state.final else Late.WAIT
