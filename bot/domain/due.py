"""What a deadline is made of: the day, the other days it may be, and what a person should look at."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.court_days import Alternative
from bot.domain.errors import ParleyError
from bot.domain.order import Doubt


class Warn(StrEnum):
    """The stable codes of a deadline's warnings."""

    BEFORE_ORDER = "before_order"
    BEFORE_TODAY = "before_today"
    NOT_BEFORE_CONFERENCE = "not_before_conference"
    RESPONSE_NOT_BEFORE_CONFERENCE = "response_not_before_conference"
    NAMED_DAY_CLOSED = "named_day_closed"
    PRINTED_DAY_DIFFERS = "printed_day_differs"
    HOLIDAY_UNSETTLED = "holiday_unsettled"
    BUSINESS_DAY_UNSETTLED = "business_day_unsettled"
    COUNTERS_CLOSED = "counters_closed"
    STATE_UNKNOWN = "state_holidays_unknown"
    THEREAFTER = "thereafter"
    DEMAND_DAY_UNKNOWN = "demand_day_unknown"
    RECEIPT_UNKNOWN = "receipt_unknown"
    DEMAND_IN_FUTURE = "demand_in_future"
    DEMAND_AFTER_CONFERENCE = "demand_after_conference"
    WEEKDAY_DISAGREES = "weekday_disagrees"
    CONFERENCE_BEFORE_ORDER = "conference_before_order"
    CONFERENCE_PASSED = "conference_passed"
    CONFERENCE_CLOSED_DAY = "conference_on_closed_day"
    CLOCK_SKIPPED = "clock_skipped"
    CLOCK_REPEATED = "clock_repeated"


class Uncountable(ParleyError):
    """The order counts from something that has no date, or beyond the years counted in. One plain sentence."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due. ``due`` and ``time`` are the court's; ``time`` is ``None`` where the order gives none.

    ``due`` is what Rule 6(a) gives as most courts read it, or the day the order names (``named``), which never moves.
    ``nominal`` is the last day counted, before it moved off a closed day. ``alternatives`` are the days other
    readings give; ``disputed`` says that the law or the order leaves the day open between them.
    ``worked_to`` is the day a team works to by itself, where that is not the earliest.
    """

    due: dt.date
    why: str
    time: dt.time | None = None
    named: bool = False
    nominal: dt.date | None = None
    disputed: bool = False
    alternatives: tuple[Alternative, ...] = ()
    warnings: tuple[Doubt, ...] = ()
    worked_to: dt.date | None = None

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The day of every reading, the usual one first."""
        return (self.due, *(each.date for each in self.alternatives))

    @property
    def earliest(self) -> dt.date:
        """The earliest day under any reading."""
        return min(self.days)

    @property
    def latest(self) -> dt.date:
        """The latest day any reading gives."""
        return max(self.days)

    def working_day(self, chosen: dt.date | None = None) -> dt.date:
        """The day a team works to: the one it chose, while that is a reading, else ``worked_to`` or the earliest."""
        return chosen if chosen in self.days else self.worked_to or self.earliest

    def warned(self, *doubts: Doubt) -> "Deadline":
        """The same deadline with further warnings."""
        return replace(self, warnings=(*self.warnings, *doubts)) if doubts else self


@dataclass(frozen=True, slots=True)
class Anchors:
    """What periods are counted from. ``conference`` is court time, naive or aware; ``None`` where not known.

    ``demand_due`` is the last day to make the demand, as worked out before. ``event`` is what an order's own words
    count from (``Anchor.OTHER``). ``zone`` is the court's, for periods in hours.
    """

    conference: dt.datetime | None = None
    zone: str = "America/New_York"
    order: dt.date | None = None
    demand_made: dt.date | None = None
    demand_received: dt.date | None = None
    demand_due: Deadline | None = None
    letter: dt.date | None = None
    event: dt.date | None = None
