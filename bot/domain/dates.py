"""Reading a day, with or without its hour, as a person types it in a form or a message.

Month first, as Americans write; day first where only that is possible. What is not certain is not guessed: the answer
then is a ``DateFault`` with one plain sentence and, where there are any, the days that may have been meant.
"""

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.date_tokens import Clock, Numeric, Tokens, tokens_of
from bot.domain.day_words import MONTHS, WEEKDAYS, clock, plain_day
from bot.domain.holidays import FIRST_YEAR, LAST_YEAR

LONGEST = 120
"""The most characters read; no date is longer."""

FORM = "Please use a form like *January 15, 2027, 10:00 am*."
HOUR_FORM = "Please use a form like *10:00 am*."

_CENTURY = 2000
_LEAP_YEAR = 2000
_HALF_WEEK, _WEEK = 3, 7
_LEAP_CYCLE = 8
"""The longest time between two days of February 29."""

_PAIR = 2
_MONTHS = 12
_NOON, _HOURS, _MINUTES = 12, 24, 60
_MORNING = 7
"""The first hour which, written without am or pm, is taken as it stands: court days begin later and end before it."""


class DateFaultCode(StrEnum):
    """Why no date was read."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    NO_SUCH_DAY = "no_such_day"
    NO_YEAR = "no_year"
    FAR_YEAR = "far_year"
    WEEKDAY_DISAGREES = "weekday_disagrees"
    AMBIGUOUS_DAY = "ambiguous_day"
    AMBIGUOUS_HOUR = "ambiguous_hour"
    NO_SUCH_HOUR = "no_such_hour"
    MIDNIGHT = "midnight"
    NO_HOUR = "no_hour"


@dataclass(frozen=True, slots=True)
class DateFault:
    """Why no date was read, in plain sentences, with the days or hours that may have been meant."""

    code: DateFaultCode
    text: str
    candidates: tuple[dt.date, ...] = ()
    hours: tuple[dt.time, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """A day as typed, its hour if one was typed, and the IANA zone if one was named beside it."""

    date: dt.date
    time: dt.time | None = None
    zone: str | None = None


_UNREADABLE = DateFault(DateFaultCode.UNREADABLE, f"I couldn't read that as a date. {FORM}")


def read_date(text: str, *, today: dt.date | None = None) -> Typed | DateFault:
    """The day a person typed, and the hour if there is one. Past days are read like any other.

    ``today`` is the court's day: with it "tomorrow" is read, and a day without its year offers two.
    """
    tokens = _tokens(text)
    if isinstance(tokens, DateFault):
        return tokens
    day = _day(tokens, today)
    if isinstance(day, DateFault):
        return day
    hour = _hour(tokens)
    return hour if isinstance(hour, DateFault) else Typed(day, hour, tokens.zone)


def read_moment(text: str, *, today: dt.date | None = None) -> Typed | DateFault:
    """As ``read_date``, where the hour is needed too: ``time`` is never ``None``."""
    read = read_date(text, today=today)
    if isinstance(read, Typed) and read.time is None:
        return DateFault(DateFaultCode.NO_HOUR, f"At what time on {plain_day(read.date)}? {FORM}", (read.date,))
    return read


def _tokens(text: str) -> Tokens | DateFault:
    if not text.strip():
        return DateFault(DateFaultCode.EMPTY, FORM)
    tokens = tokens_of(text) if len(text) <= LONGEST else None
    return tokens or _UNREADABLE


# --- the day


def _day(tokens: Tokens, today: dt.date | None) -> dt.date | DateFault:
    if tokens.relative is not None:
        return _relative(tokens, tokens.relative, today)
    if tokens.numeric is not None:
        return _in_digits(tokens, tokens.numeric, today)
    if tokens.month is not None:
        return _by_month(tokens, tokens.month, today)
    return _UNREADABLE


def _relative(tokens: Tokens, days: int, today: dt.date | None) -> dt.date | DateFault:
    if today is None or tokens.numeric or tokens.numbers or tokens.month or tokens.year:
        return _UNREADABLE
    return _on_weekday(today + dt.timedelta(days), tokens.weekday, today)


def _by_month(tokens: Tokens, month: int, today: dt.date | None) -> dt.date | DateFault:
    numbers, year = tokens.numbers, tokens.year
    if year is None and len(numbers) == 2:  # noqa: PLR2004 - a day and a short year
        numbers, year = numbers[:1], _CENTURY + numbers[1]
    if len(numbers) != 1:
        return _UNREADABLE
    if year is None:
        return _without_year(month, numbers[0], tokens.weekday, today)
    return _on_weekday(_dated(year, month, numbers[0]), tokens.weekday, today)


def _in_digits(tokens: Tokens, numeric: Numeric, today: dt.date | None) -> dt.date | DateFault:
    if tokens.month or tokens.numbers or (tokens.year and len(numeric.numbers) > _PAIR):
        return _UNREADABLE
    if numeric.year_first:
        return _on_weekday(_dated(*numeric.numbers), tokens.weekday, today)
    first, second = numeric.numbers[:_PAIR]
    if len(numeric.numbers) > _PAIR:
        year = numeric.numbers[2] + (_CENTURY if numeric.short_year else 0)
    elif tokens.year is not None:
        year = tokens.year
    else:
        month, day = (first, second) if first <= _MONTHS else (second, first)
        return _without_year(month, day, tokens.weekday, today)
    read = _either_order(numeric, year, tokens.weekday)
    return _on_weekday(read, tokens.weekday, today)


def _either_order(numeric: Numeric, year: int, weekday: int | None) -> dt.date | DateFault:
    """Month first where that is possible; a dotted day, or one in short numbers only, may be written otherwise."""
    first, second = numeric.numbers[:_PAIR]
    orders = [_dated(year, first, second), _dated(year, second, first)]
    if numeric.short_year and first > _MONTHS:
        orders.append(_dated(_CENTURY + first, second, year - _CENTURY))
    days = tuple(dict.fromkeys(each for each in orders if isinstance(each, dt.date)))
    if not days:
        return orders[0] if first <= _MONTHS else orders[1]
    american = numeric.separator != "." and first <= _MONTHS
    agreeing = [day for day in days if weekday in (None, day.weekday())]
    if len(days) == 1 or not agreeing:
        return days[0]
    if agreeing[0] == days[0] if american else len(agreeing) == 1:
        return agreeing[0]
    named = " or ".join(plain_day(day) for day in days)
    return DateFault(DateFaultCode.AMBIGUOUS_DAY, f"That could be {named}. Please write the month's name.", days)


def _dated(year: int, month: int, day: int) -> dt.date | DateFault:
    if not 1 <= month <= _MONTHS:
        return DateFault(
            DateFaultCode.NO_SUCH_DAY, f"I couldn't read that as a date: there is no month {month}. {FORM}"
        )
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return DateFault(DateFaultCode.FAR_YEAR, f"The year must be from {FIRST_YEAR} to {LAST_YEAR}. {FORM}")
    return (
        dt.date(year, month, day)
        if _exists(year, month, day)
        else _no_such_day(f"{MONTHS[month - 1]} {year}", year, month)
    )


def _no_such_month(month: int) -> DateFault:
    text = f"I couldn't read that as a date: there is no month {month}. {FORM}"
    return DateFault(DateFaultCode.NO_SUCH_DAY, text)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= day <= calendar.monthrange(year, month)[1]


def _no_such_day(named: str, year: int, month: int) -> DateFault:
    days = calendar.monthrange(year, month)[1]
    return DateFault(DateFaultCode.NO_SUCH_DAY, f"I couldn't read that as a date: {named} has {days} days. {FORM}")


def _on_weekday(day: dt.date | DateFault, weekday: int | None, today: dt.date | None) -> dt.date | DateFault:
    """The day, unless the weekday written beside it is another. A past day may have last year's number."""
    if isinstance(day, DateFault) or weekday in (None, day.weekday()):
        return day
    ahead = (weekday - day.weekday() + _HALF_WEEK) % _WEEK - _HALF_WEEK
    meant = [day, day + dt.timedelta(ahead)]
    text = f"{plain_day(day)} is a {WEEKDAYS[day.weekday()]}; you wrote {WEEKDAYS[weekday]}."
    if today is not None and day < today and _exists(day.year + 1, day.month, day.day):
        next_year = day.replace(year=day.year + 1)
        if next_year.weekday() == weekday:
            meant.append(next_year)
            text += f" {plain_day(next_year)} is a {WEEKDAYS[weekday]}."
    return DateFault(DateFaultCode.WEEKDAY_DISAGREES, text, tuple(meant))


def _without_year(month: int, day: int, weekday: int | None, today: dt.date | None) -> dt.date | DateFault:
    """A day without its year: the weekday or the person says which."""
    if not 1 <= month <= _MONTHS:
        return _no_such_month(month)
    if not _exists(_LEAP_YEAR, month, day):
        return _no_such_day(MONTHS[month - 1], _LEAP_YEAR, month)
    if today is None:
        return DateFault(DateFaultCode.NO_YEAR, f"The year is missing. {FORM}")
    years = [
        year for year in range(today.year - _LEAP_CYCLE, today.year + _LEAP_CYCLE + 1) if _exists(year, month, day)
    ]
    days = [dt.date(year, month, day) for year in years]
    around = (min(each for each in days if each >= today), max(each for each in days if each < today))
    agreeing = [each for each in around if weekday == each.weekday()]
    if len(agreeing) == 1:
        return agreeing[0]
    named = " or ".join(plain_day(each) for each in around)
    return DateFault(DateFaultCode.NO_YEAR, f"The year is missing: {named}?", around)


# --- the hour


def _hour(tokens: Tokens) -> dt.time | DateFault | None:
    if tokens.midnight:
        text = "Midnight begins one day and ends another. Please write 12:01 am or 11:59 pm."
        return DateFault(DateFaultCode.MIDNIGHT, text)
    written = tokens.clock
    if written is None:
        return None
    hour = _on_the_clock(written)
    if hour is None or written.minute >= _MINUTES:
        return DateFault(DateFaultCode.NO_SUCH_HOUR, f"There is no such time. {HOUR_FORM}")
    time = dt.time(hour, written.minute)
    if written.half or written.padded or hour == 0 or hour >= _MORNING:
        return time
    hours = (time, dt.time(hour + _NOON, written.minute))
    text = f"Is that {clock(hours[0])} or {clock(hours[1])}?"
    return DateFault(DateFaultCode.AMBIGUOUS_HOUR, text, hours=hours)


def _on_the_clock(written: Clock) -> int | None:
    """The hour from 0 to 23, or ``None`` if there is none: "13:00 am"."""
    if not written.half or (written.half == "p" and written.hour > _NOON):
        return written.hour if written.hour < _HOURS else None
    if not 1 <= written.hour <= _NOON:
        return None
    return written.hour % _NOON + (_NOON if written.half == "p" else 0)
