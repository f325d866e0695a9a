"""Hours that a zone's clocks skip or repeat."""

import datetime as dt
from enum import StrEnum
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
