"""A time zone as iCalendar wants it beside the events that use it: each change of offset in their years."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_HOUR = dt.timedelta(hours=1)


def zone_component(zone: str, first: dt.date, last: dt.date) -> Timezone:
    """The VTIMEZONE of an IANA zone for the calendar years of ``first`` to ``last``."""
    tz = ZoneInfo(zone)
    begin = dt.datetime(first.year, 1, 1, tzinfo=dt.UTC)
    component = Timezone()
    component.add("tzid", zone)
    component.add_component(_observance(begin, begin, tz))
    for before, after in _changes(begin, dt.datetime(last.year + 1, 1, 1, tzinfo=dt.UTC), tz):
        component.add_component(_observance(before, after, tz))
    return component


def _changes(begin: dt.datetime, end: dt.datetime, tz: ZoneInfo) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """The whole hours between which the zone's offset changes."""
    hours = (begin + n * _HOUR for n in range((end - begin) // _HOUR + 1))
    for before, after in pairwise(hours):
        if before.astimezone(tz).utcoffset() != after.astimezone(tz).utcoffset():
            yield before, after


def _observance(before: dt.datetime, after: dt.datetime, tz: ZoneInfo) -> TimezoneStandard | TimezoneDaylight:
    old, new = before.astimezone(tz).utcoffset(), after.astimezone(tz)
    summer = bool(new.dst())
    part = TimezoneDaylight() if summer else TimezoneStandard()
    # RFC 5545, 3.6.5: the onset is given in the local time that ends with it.
    part.add("dtstart", (after + (old or dt.timedelta())).replace(tzinfo=None))
    part.add("tzoffsetfrom", old)
    part.add("tzoffsetto", new.utcoffset())
    part.add("tzname", new.tzname())
    return part
