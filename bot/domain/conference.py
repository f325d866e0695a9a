"""One settlement conference, as registered for one channel."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.domain.attendance import Row
from bot.domain.order import OrderReading
from bot.domain.people import Channel, Stamp


class Status(StrEnum):
    """scheduled -> adjourned (-> scheduled) | held | settled | cancelled. Adjourned means: no new date yet."""

    SCHEDULED = "scheduled"
    ADJOURNED = "adjourned"
    HELD = "held"
    SETTLED = "settled"
    CANCELLED = "cancelled"

    @property
    def closed(self) -> bool:
        """Whether the conference's life is over and only its record is kept."""
        return self in (Status.HELD, Status.SETTLED, Status.CANCELLED)


class DutyState(StrEnum):
    """Where one duty of the order stands."""

    OPEN = "open"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


class Answer(StrEnum):
    """Whether a conditional thing has happened: a person's answer, never assumed."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


LETTER = "letter"
DEMAND = "demand"
RESPONSE = "response"
CONFERENCE = "conference"
ATTENDANCE = "attendance"
HARD_COPY = "hard_copy"


@dataclass(frozen=True, slots=True)
class Duty:
    """What the team said about one item, such as ``letter``, ``demand``, ``response``, ``attendance`` or ``other:0``.

    ``made_on`` is the court day a demand or response was made; its amount has no field. ``chosen`` is the
    due date the team works to where the order has two readings. ``snoozed_until`` is aware.
    """

    item: str
    state: DutyState = DutyState.OPEN
    already: Answer = Answer.NOT_SURE
    made_on: dt.date | None = None
    chosen: dt.date | None = None
    snoozed_until: dt.datetime | None = None
    owner: Stamp | None = None
    by: Stamp | None = None
    before: "Duty | None" = None
    """What stood here before the last change, so that it can be undone."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Conference:
    """The registered conference: the order's facts as confirmed by a person, and what has happened since.

    ``revision`` rises whenever the setting moves, so that buttons and nudges of an earlier setting are known;
    ``version`` rises with every save. ``zone`` is the court's, confirmed by a person.
    """

    id: str
    home: Channel
    order: OrderReading
    zone: str
    entered: Stamp
    status: Status = Status.SCHEDULED
    revision: int = 1
    version: int = 0
    verified: Stamp | None = None
    edits: Mapping[str, Stamp] = field(default_factory=lambda: MappingProxyType({}))
    duties: Mapping[str, Duty] = field(default_factory=lambda: MappingProxyType({}))
    rows: tuple[Row, ...] = ()
    closed: Stamp | None = None
    delete_on: dt.date | None = None
    hold: Stamp | None = None

    @property
    def at(self) -> dt.datetime | None:
        """The conference's moment, aware, in the court's zone; ``None`` while no date is set."""
        if self.status is Status.ADJOURNED or self.order.conference_at is None:
            return None
        return self.order.conference_at.replace(tzinfo=ZoneInfo(self.zone))

    @property
    def active(self) -> bool:
        """Whether this is the conference its channel works towards."""
        return not self.status.closed

    @property
    def dates_mark(self) -> str:
        """A short mark of the dates a second person verifies; it differs as soon as one of them does."""
        order = self.order
        dates = (
            order.conference_at,
            self.zone,
            order.letter_due,
            order.demand_rule,
            order.response_rule,
            order.order_date,
            [(each.name, each.due) for each in order.other_deadlines],
        )
        return hashlib.sha256(repr(dates).encode()).hexdigest()[:8]

    def duty(self, item: str) -> Duty:
        """What the team said about an item; an open duty if nothing was said."""
        return self.duties.get(item, Duty(item))

    def row(self, party: str) -> Row | None:
        """The attendance row of that id, or ``None``."""
        return next((each for each in self.rows if each.id == party), None)
