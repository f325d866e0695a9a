"""What a reminder is told with: the item, and the occasion."""

import datetime as dt
from dataclasses import dataclass

from bot.conversation.cards import Mention
from bot.domain.conference import ATTENDANCE, CONFERENCE, DEMAND, LETTER, RESPONSE, Conference
from bot.domain.court_days import CourtCalendar
from bot.domain.matter_deadlines import MatterDeadline
from bot.wording.letter import letter_name


@dataclass(frozen=True, slots=True)
class Reminder:
    """One item to remind of. ``day`` is the court day the team works to; ``rung`` what made it due."""

    item: str
    rung: str
    day: dt.date
    matter: MatterDeadline | None = None
    also_open: tuple["Reminder", ...] = ()
    """With the conference itself: what else is not done yet."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the whole message is told with: ``now`` on the court's clock, ``late_since`` when it should have gone out.

    ``private`` is true for a message to one person; ``instead`` says why it did not go to the channel (a code);
    ``outsiders`` whether people of another organisation read it; ``mention`` whom it could not reach privately;
    ``retention_days`` how long a closed conference's record is kept.
    """

    now: dt.datetime
    calendar: CourtCalendar
    private: bool = False
    outsiders: bool = False
    instead: str = ""
    late_since: dt.datetime | None = None
    mention: Mention | None = None
    retention_days: int = 30

    @property
    def today(self) -> dt.date:
        """The court's day."""
        return self.now.date()


def mark_name(item: str) -> str:
    """What an item is marked as once it is done."""
    return {LETTER: "sent", DEMAND: "made", RESPONSE: "made"}.get(item, "done")


def item_name(conference: Conference, item: str, found: MatterDeadline | None = None) -> str:
    """What an item is called, at the beginning of a sentence."""
    names = {
        LETTER: letter_name(conference.order),
        DEMAND: "Demand",
        RESPONSE: "Response to the demand",
        CONFERENCE: "Settlement conference",
        ATTENDANCE: "Attendance",
    }
    if item in names:
        return names[item]
    return (found.name if found else "") or "Further date"
