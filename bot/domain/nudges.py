"""Planned reminders: which rung of which item's ladder falls due when, and what becomes of it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class NudgeState(StrEnum):
    """scheduled -> sending (unsure once marked) -> sent | skipped | cancelled | retracted | missed | unknown | dead."""

    SCHEDULED = "scheduled"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    RETRACTED = "retracted"
    MISSED = "missed"
    UNKNOWN = "unknown"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Nudge:
    """One reminder to come. Unique by conference, revision, item and rung. ``due_at`` is aware.

    ``rung`` names the step: ``7``, ``3``, ``1``, ``0`` days before, ``catch_up``, ``passed``, ``readiness`` …
    ``delivery`` is the message that carries it, once it has been merged into one.
    """

    id: str
    conference: str
    revision: int
    item: str
    rung: str
    due_at: dt.datetime
    state: NudgeState = NudgeState.SCHEDULED
    delivery: str | None = None
