"""When something is due: the day, how it was counted, and everything about it that a person should look at."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace

from bot.domain.count_starts import Start, start_of
from bot.domain.count_words import count_in_words
from bot.domain.court_days import Alternative, CourtCalendar, Landing, hours_from
from bot.domain.day_words import WEEKDAYS, plain_day, short_day
from bot.domain.deadline_doubts import counting_doubts, misplaced
from bot.domain.due import Anchors, Deadline, Uncountable, Warn
from bot.domain.holidays import FIRST_YEAR, LAST_YEAR, DayKind
from bot.domain.order import Anchor, DayCount, Direction, Doubt, DueRule, NamedDay, Unit

__all__ = ["Alternative", "Anchors", "Deadline", "Uncountable", "Warn", "compute", "named_day", "with_weekday"]

MOST = 3660
"""The longest period counted, in any unit: about ten years of days."""

_WEEK = 7
_YEAR = 12
"""Months."""
_OUTSIDE = f"Parley counts days from {FIRST_YEAR} to {LAST_YEAR}; {{}} is outside."
_HALF_WEEK = 3


def compute(rule: DueRule, anchors: Anchors, calendar: CourtCalendar, *, today: dt.date | None = None) -> Deadline:
    """When a rule falls due. ``today`` is the court's day; without it nothing is said about the past.

    Raises:
        Uncountable: the order counts from something that has no date.
    """
    for known in (anchors.conference, anchors.order, today):
        if known is not None:
            _within_years(known)
    deadline = named_day(rule, calendar) if isinstance(rule, NamedDay) else _counted(rule, anchors, calendar)
    return deadline.warned(*misplaced(rule, deadline, anchors, today))


def named_day(rule: NamedDay, calendar: CourtCalendar) -> Deadline:
    """A day the order names: it stays, even on a Sunday, since Rule 6(a) computes periods, not fixed days."""
    _within_years(rule.date)
    day = short_day(rule.date, year=True)
    deadline = Deadline(rule.date, f"The order names {day}", rule.time, named=True)
    special = calendar.special(rule.date, Direction.BEFORE)
    if calendar.business_day(rule.date) and (special is None or special.kind is DayKind.COUNTER):
        return deadline
    what = calendar.name(special) if special else "on a weekend"
    before = short_day(calendar.reminding_day(rule.date - dt.timedelta(1)))
    return deadline.warned(
        Doubt(
            Warn.NAMED_DAY_CLOSED,
            f"The order names {day}, {what}. A day the order names does not move; the business day before is {before}.",
        )
    )


def with_weekday(named: Deadline, weekday: int | None) -> Deadline:
    """A named day beside the weekday the order writes (Monday is 0): where they disagree, both days are possible."""
    if weekday is None or named.due.weekday() == weekday:
        return named
    ahead = (weekday - named.due.weekday() + _HALF_WEEK) % _WEEK - _HALF_WEEK
    other = named.due + dt.timedelta(ahead)
    text = f"{plain_day(named.due)} is a {WEEKDAYS[named.due.weekday()]}; the order says {WEEKDAYS[weekday]}."
    return replace(
        named,
        disputed=True,
        alternatives=(
            *named.alternatives,
            Alternative(other, f"if the weekday is right: {short_day(other, year=True)}"),
        ),
        warnings=(*named.warnings, Doubt(Warn.WEEKDAY_DISAGREES, text)),
    )


def _counted(rule: DayCount, anchors: Anchors, calendar: CourtCalendar) -> Deadline:
    if not 0 <= rule.n <= MOST:
        raise Uncountable(f"A period must be between 0 and {MOST} {rule.unit.replace('_', ' ')} long.")
    start = start_of(rule, anchors)
    landing = _landing(rule, start.day, calendar)
    others = _others(rule, start, landing, calendar)
    deadline = Deadline(
        due=landing.day,
        why=count_in_words(rule, start.day, landing, calendar, label=start.label),
        time=rule.time or landing.hour,
        nominal=landing.nominal,
        disputed=start.open or bool(others),
        worked_to=landing.earliest if start.made else None,
        alternatives=others,
        warnings=(*start.doubts, *counting_doubts(rule, landing, calendar), *_thereafter(rule, start, landing, others)),
    )
    return deadline if rule.date in (None, deadline.due) else _printed(rule.date, deadline)


def _thereafter(rule: DayCount, start: Start, landing: Landing, others: tuple[Alternative, ...]) -> tuple[Doubt, ...]:
    """Once a demand is made the response runs from it: said where "thereafter" may also give another day."""
    of_the_calendar = {each.date for each in landing.others}
    of_the_start = [each.date for each in others if each.date not in of_the_calendar]
    if rule.anchor is not Anchor.THEREAFTER or not (start.made and of_the_start):
        return ()
    text = "“Thereafter” is read as from the demand made, unless counsel says otherwise."
    earliest = min(of_the_start)
    if earliest < landing.earliest:
        text += f" The earliest reading is {short_day(earliest)}."
    return (Doubt(Warn.THEREAFTER, text),)


def _printed(printed: dt.date, counted: Deadline) -> Deadline:
    """The order prints another day beside its count: the printed day is named, and the count is the other reading."""
    day = short_day(printed, year=True)
    doubt = Doubt(Warn.PRINTED_DAY_DIFFERS, f"The order prints {day}, but {counted.why}. Chambers can say which it is.")
    others = (Alternative(counted.due, f"by the count: {counted.why}"), *counted.alternatives)
    return replace(
        counted,
        due=printed,
        why=f"The order prints {day}",
        named=True,
        disputed=True,
        worked_to=None,
        alternatives=tuple(each for each in others if each.date != printed),
        warnings=(*counted.warnings, doubt),
    )


def _landing(rule: DayCount, start: dt.date, calendar: CourtCalendar) -> Landing:
    _within_years(start)
    if rule.unit is Unit.BUSINESS_DAYS:
        landing = calendar.business_landing(start, rule.n, rule.direction)
        _within_years(landing.day)
        return landing
    if rule.unit is Unit.HOURS:
        if not isinstance(start, dt.datetime):
            raise Uncountable("A period in hours needs the hour it is counted from.")
        end = hours_from(start, rule.n, rule.direction)
        return replace(calendar.landing(end.date(), rule.direction), hour=end.time())
    nominal = _nominal(rule, start)
    _within_years(nominal)
    return calendar.landing(nominal, rule.direction)


def _nominal(rule: DayCount, start: dt.date) -> dt.date:
    """The day the bare count comes to, before any holiday is passed over."""
    n = rule.n if rule.direction is Direction.AFTER else -rule.n
    if rule.unit is Unit.MONTHS:
        return _months_on(start, n)
    return dt.date.fromordinal(start.toordinal() + (n * _WEEK if rule.unit is Unit.WEEKS else n))


def _months_on(start: dt.date, n: int) -> dt.date:
    """The same day of the month ``n`` months on, or that month's last day where it has no such day.

    Raises:
        Uncountable: the year is outside those counted.
    """
    year, month = divmod(start.year * _YEAR + start.month - 1 + n, _YEAR)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Uncountable(_OUTSIDE.format(year))
    last = monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(start.day, last))


def _others(rule: DayCount, start: Start, landing: Landing, calendar: CourtCalendar) -> tuple[Alternative, ...]:
    """The days other readings give, each once, in their order: of the holidays, and of what the count runs from."""
    if not (landing.others or start.others):
        return ()
    found = {landing.day: Alternative(landing.day, "")}
    for each in (*landing.others, *_from_other_starts(rule, start, calendar)):
        found.setdefault(each.date, each)
    return tuple(found[day] for day in sorted(found) if day != landing.day)


def _from_other_starts(rule: DayCount, start: Start, calendar: CourtCalendar) -> Iterator[Alternative]:
    for other in start.others:
        day = _landing(rule, other.date, calendar).day
        if day > start.day or rule.direction is Direction.BEFORE:  # nothing answers a demand before it is made
            yield Alternative(day, other.reading)


def _within_years(day: dt.date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Uncountable(_OUTSIDE.format(day.year))
