"""Planned reminders: which rung of which item's ladder falls due when, and what becomes of it."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

_SPACE = uuid.UUID("6f0b3c52-8f0e-4f0c-9a57-2b1d6f2f5a11")


class NudgeState(StrEnum):
    """scheduled -> sending -> sent | skipped | cancelled | retracted | missed | unknown | dead.

    Sending means: merged into a delivery, whose own state says how far it has come.
    """

    SCHEDULED = "scheduled"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    RETRACTED = "retracted"
    MISSED = "missed"
    UNKNOWN = "unknown"
    DEAD = "dead"


class Rung(StrEnum):
    """Steps of a ladder that are not a number of days before.

    A snooze and a follow-up carry the day they end on: ``snoozed:2027-01-11``.
    """

    CATCH_UP = "catch_up"
    """Registered, or moved, when earlier rungs had gone by."""
    PASSED = "passed"
    """One notice after the day has passed."""
    READINESS = "readiness"
    """The business day before the conference: what is open, or that nothing is."""
    TEAM = "team"
    """The day before something that has an owner, for the team as well."""
    SNOOZED = "snoozed"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class Nudge:
    """One reminder to come. Unique by conference, revision, item, deadline and rung.

    ``rung`` names the step: ``7``, ``3``, ``1``, ``0`` days before, or one of ``Rung``. ``deadline`` is the court day
    it counts to. ``due_at`` is aware. ``delivery`` is the message that carries it, once it has been merged into one.
    """

    id: str
    conference: str
    revision: int
    item: str
    rung: str
    due_at: dt.datetime
    deadline: dt.date
    state: NudgeState = NudgeState.SCHEDULED
    delivery: str | None = None


def nudge_id(conference: str, revision: int, item: str, deadline: dt.date, rung: str) -> str:
    """The id these five always have, so that planning again plans the same nudge."""
    return str(uuid.uuid5(_SPACE, "\n".join((conference, str(revision), item, deadline.isoformat(), rung))))
