"""When a zone's clocks change, and the hours they then skip or repeat."""

import datetime as dt
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo


class ClockFault(StrEnum):
    """Why an hour on the wall names no single moment."""

    SKIPPED = "clock_skipped"
    REPEATED = "clock_repeated"


def clock_fault(local: dt.datetime, zone: str) -> ClockFault | None:
    """Whether a local time falls into an hour that the zone's clocks skip or show twice."""
    tz = ZoneInfo(zone)
    first = local.replace(tzinfo=tz, fold=0)
    second = local.replace(tzinfo=tz, fold=1)
    if first.utcoffset() == second.utcoffset():
        return None
    returned = first.astimezone(dt.UTC).astimezone(tz)
    return ClockFault.REPEATED if returned.replace(tzinfo=None) == local.replace(tzinfo=None) else ClockFault.SKIPPED


def clock_changes(first: dt.date, last: dt.date, zone: str) -> tuple[dt.date, ...]:
    """The days after ``first`` up to and with ``last`` on which the zone's clocks change."""
    tz = ZoneInfo(zone)
    days = [first + dt.timedelta(n) for n in range((last - first).days + 2)]
    offsets = [dt.datetime.combine(day, dt.time(), tz).utcoffset() for day in days]
    changes = zip(days, pairwise(offsets), strict=False)
    return tuple(day for day, (before, after) in changes if before != after and day > first)
