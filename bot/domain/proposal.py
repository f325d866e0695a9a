"""A reading that waits for a person: nothing of it counts until they confirm it."""

import datetime as dt
from dataclasses import dataclass

from bot.domain.conference import Answer
from bot.domain.order import OrderReading
from bot.domain.people import Channel, Person


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was read, for which channel, by whom it may be confirmed, and what they have added so far.

    ``zone_confirmed`` is true once a person accepted or chose the court's zone. ``edited`` names the fields a
    person changed, whose source is therefore that person. ``replaces`` is the conference it would move or replace.
    """

    id: str
    channel: Channel
    person: Person
    made: dt.datetime
    order: OrderReading
    zone_confirmed: bool = False
    demand_made: Answer = Answer.NOT_SURE
    demand_made_on: dt.date | None = None
    edited: frozenset[str] = frozenset()
    replaces: str | None = None
    moves: bool = False
    """Whether it moves the conference named by ``replaces`` rather than replacing it."""
