"""A count in words: from which day, how many, over which closed days, to which day."""

import datetime as dt
from collections.abc import Sequence

from bot.domain.court_days import CourtCalendar, Landing
from bot.domain.day_words import clock, day_beside, short_day
from bot.domain.order import DayCount, Direction, Unit

_UNITS = {
    Unit.HOURS: ("hour", "hours"),
    Unit.DAYS: ("day", "days"),
    Unit.WEEKS: ("week", "weeks"),
    Unit.MONTHS: ("month", "months"),
    Unit.BUSINESS_DAYS: ("business day", "business days"),
}
_FRIDAY = 4


def period_in_words(rule: DayCount) -> str:
    """As in "14 days before"."""
    one, many = _UNITS[rule.unit]
    return f"{rule.n} {one if rule.n == 1 else many} {rule.direction}"


def count_in_words(
    rule: DayCount, start: dt.date, landing: Landing, calendar: CourtCalendar, *, label: str = ""
) -> str:
    """The whole count: "14 days before Mon Feb 2, 2026 is Mon Jan 19, a legal holiday; back over … to Fri Jan 16".

    ``label`` says what happened on the first day: "the last day for the demand".
    """
    event = short_day(start, year=True)
    if isinstance(start, dt.datetime):
        event += f", {clock(start.time())}"
    event += f", {label}," if label else ""
    if rule.unit is Unit.BUSINESS_DAYS:
        return _business(rule, start, event, landing, calendar)
    said = f"{period_in_words(rule)} {event} is {day_beside(landing.nominal, start)}"
    said += f", {clock(landing.hour)}" if landing.hour else ""
    if not landing.passed:
        return said
    said += f", {_why_closed(landing.nominal, rule.direction, calendar)}"
    return f"{said}; {_moved(landing, rule.direction, start)}{_names(landing.passed, rule.direction, calendar)}"


def _why_closed(day: dt.date, direction: Direction, calendar: CourtCalendar) -> str:
    special = calendar.special(day, direction)
    if day.weekday() > _FRIDAY:
        return "on a weekend"
    return "a legal holiday" if special else ""


def _moved(landing: Landing, direction: Direction, start: dt.date) -> str:
    way = "on" if direction is Direction.AFTER else "back"
    over = [day_beside(day, start) for day in landing.passed[1:]]
    target = day_beside(landing.day, start)
    return f"{way} over {_listed(over)} to {target}" if over else f"{way} to {target}"


def _names(days: Sequence[dt.date], direction: Direction, calendar: CourtCalendar) -> str:
    """A sentence per holiday passed over: ". Jan 19 is Martin Luther King Jr. Day"."""
    found = (calendar.special(day, direction) for day in days if day.weekday() <= _FRIDAY)
    return "".join(f". {short_day(each.date)} is {calendar.name(each)}" for each in found if each)


def _business(rule: DayCount, start: dt.date, event: str, landing: Landing, calendar: CourtCalendar) -> str:
    holidays = []
    low, high = sorted((start.toordinal(), landing.day.toordinal()))
    for ordinal in range(low + 1, high):
        day = dt.date.fromordinal(ordinal)
        if day.weekday() <= _FRIDAY and not calendar.business_day(day):
            special = calendar.special(day, Direction.BEFORE)
            holidays.append(calendar.named(special) if special else short_day(day))
    left_out = _listed(["weekends", *holidays])
    return f"{period_in_words(rule)} {event} is {day_beside(landing.day, start)}, leaving out {left_out}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
