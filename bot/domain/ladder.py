"""When to remind: the rungs before a deadline, on business days, in court time, never in quiet hours."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.channel import Preferences
from bot.domain.court_days import CourtCalendar

_DAY = dt.timedelta(1)
_LONGEST_WAIT = 10
"""Days looked ahead for a moment at which people may be disturbed: more than any run of holidays and weekends."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When people may be disturbed: the channel's hours, in the court's zone, on the court's business days."""

    preferences: Preferences
    calendar: CourtCalendar
    zone: str

    @property
    def hour(self) -> int:
        """The hour reminders go out, moved out of quiet hours if it was set inside them."""
        hour = self.preferences.hour
        return hour if self._awake(dt.time(hour)) else self.preferences.quiet_until

    def morning(self, day: dt.date) -> dt.datetime:
        """The reminding hour of that court day."""
        return self._at(day, self.hour)

    def local(self, moment: dt.datetime) -> dt.datetime:
        """A moment on the court's clock."""
        return moment.astimezone(ZoneInfo(self.zone))

    def next_business_morning(self, day: dt.date) -> dt.datetime:
        """The reminding hour of the first business day after that day."""
        day += _DAY
        while not self.calendar.business_day(day):
            day += _DAY
        return self.morning(day)

    def allowed_from(self, moment: dt.datetime, until: dt.date) -> dt.datetime | None:
        """The first moment from ``moment`` on at which a reminder of something due on ``until`` may go out.

        A business day in waking hours; if none comes by that day, waking hours of any day, since a reminder on a
        Saturday is better than none; ``None`` when not even that comes in time.
        """
        for only_business_days in (True, False):
            for candidate in self._candidates(moment):
                if candidate.date() > until:
                    break
                if not only_business_days or self.calendar.business_day(candidate.date()):
                    return candidate
        return None

    def _candidates(self, moment: dt.datetime) -> Iterator[dt.datetime]:
        """The moment itself if people are awake, then the next mornings."""
        local = self.local(moment)
        if self._awake(local.time()):
            yield local
        elif local.hour < self.preferences.quiet_until:
            yield max(self.morning(local.date()), local)
        for ahead in range(1, _LONGEST_WAIT):
            yield self.morning(local.date() + ahead * _DAY)

    def _awake(self, time: dt.time) -> bool:
        start, end = self.preferences.quiet_from, self.preferences.quiet_until
        quiet = start <= time.hour or time.hour < end if start > end else start <= time.hour < end
        return not quiet

    def _at(self, day: dt.date, hour: int) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(hour), ZoneInfo(self.zone))


def rung_days(deadline: dt.date, ladder: tuple[int, ...], calendar: CourtCalendar) -> Mapping[dt.date, int]:
    """The business days to remind on, each with the nearest rung that falls there (days before).

    A rung on a weekend or federal holiday falls on the business day before; two that meet are one.
    """
    days: dict[dt.date, int] = {}
    for rung in sorted(ladder, reverse=True):
        days[calendar.reminding_day(deadline - rung * _DAY)] = rung
    return days
