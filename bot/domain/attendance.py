"""Who will be at the conference with authority, for each party.

The person with ultimate settlement authority is kept apart from counsel and from
others who come along. A telephone number has no field here, on purpose.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.people import Stamp


class Side(StrEnum):
    """On which side of the caption a row stands. Insurers are rows of their own."""

    PLAINTIFF = "plaintiff"
    DEFENDANT = "defendant"
    OTHER = "other"
    INSURER = "insurer"


class Mode(StrEnum):
    """Two equal ways to comply: at the conference, or available by phone to approve."""

    ATTENDS = "attends"
    BY_PHONE = "by_phone"


class AttendanceState(StrEnum):
    """not named -> confirmed -> to reconfirm | withdrawn."""

    NOT_NAMED = "not_named"
    CONFIRMED = "confirmed"
    TO_RECONFIRM = "to_reconfirm"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Attendee:
    """The named person with ultimate settlement authority for a party, as a member of the team recorded it.

    ``counsel_confirmed`` is set when this person is also counsel and someone confirmed that they hold
    authority in their own right; ``override`` is why an unlikely name was kept.
    """

    name: str
    title: str
    mode: Mode
    known: str
    relation: str = ""
    phone_on_file: bool | None = None
    counsel_confirmed: Stamp | None = None
    override: str | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Who is finding out who will come, and by which court day."""

    who: str
    by: dt.date
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a row, kept for ever: what stood there before, and the state and the person after it.

    ``undone`` marks a change that was taken back; taking back is a change of its own, with ``undoes`` naming it.
    """

    id: str
    by: Stamp
    before: AttendanceState
    after: AttendanceState
    attendee_before: Attendee | None
    attendee_after: Attendee | None
    undone: bool = False
    undoes: str | None = None
    stamp_before: Stamp | None = None
    counsel_before: tuple[str, ...] = ()
    others_before: str = ""
    follow_up_before: FollowUp | None = None

    @property
    def material(self) -> bool:
        """Whether the person or their way of attending changed, once somebody had been named."""
        before, after = self.attendee_before, self.attendee_after
        if before is None:
            return False
        return after is None or (before.name, before.mode) != (after.name, after.mode)


@dataclass(frozen=True, slots=True)
class Row:
    """One party's line on the attendance card."""

    id: str
    party: str
    side: Side
    entity: bool | None = None
    state: AttendanceState = AttendanceState.NOT_NAMED
    attendee: Attendee | None = None
    counsel: tuple[str, ...] = ()
    others: str = ""
    follow_up: FollowUp | None = None
    owner: Stamp | None = None
    not_ours: bool = False
    stamp: Stamp | None = None
    history: tuple[Change, ...] = ()

    @property
    def outstanding(self) -> bool:
        """Whether someone still has to answer for this party."""
        return self.state is not AttendanceState.CONFIRMED
