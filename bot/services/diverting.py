"""Reminders that cannot go where they should: privately to a person instead, or to the channel instead of a person."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.conference import Conference
from bot.domain.nudges import Nudge
from bot.domain.outbox import Delivery, Kind, delivery_id
from bot.domain.people import Address, Direct
from bot.ports import UnitOfWork

NOT_REACHED = "not_reached:"
"""Begins the code of a reminder that goes to the channel because its owner cannot be reached privately."""


def to_person(delivery: Delivery, conference: Conference, person: str, code: str) -> Delivery:
    """The private message that takes the place of this one; ``code`` says why it comes privately."""
    address = Direct(conference.home.platform, conference.home.tenant, person)
    return _instead(delivery, conference, person, address, code)


def to_channel(delivery: Delivery, conference: Conference, owner: str) -> Delivery:
    """The message in the channel that takes the place of one to ``owner``; it names them."""
    return _instead(delivery, conference, "channel", conference.home, NOT_REACHED + owner)


def _instead(delivery: Delivery, conference: Conference, to: str, address: Address, code: str) -> Delivery:
    made = delivery_id(delivery.id, "instead", to)
    return Delivery(made, Kind.NUDGE, address, delivery.due_at, conference.id, conference.revision, code)


def divert(uow: UnitOfWork, nudges: Sequence[Nudge], instead: Delivery) -> None:
    """Have these reminders leave with that message; without any, there is none."""
    if nudges:
        uow.outbox.add(instead)
        uow.nudges.save(*(replace(each, delivery=instead.id) for each in nudges))
