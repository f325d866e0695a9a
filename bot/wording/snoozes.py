"""Putting a reminder off, each choice by the day on which it really comes again."""

import datetime as dt
from collections.abc import Sequence

from bot.domain.court_days import CourtCalendar
from bot.domain.day_words import WEEKDAYS, short_day

_DAY = dt.timedelta(1)
_WEEK = dt.timedelta(7)
_MOST = 2


def snoozes(day: dt.date, today: dt.date, calendar: CourtCalendar) -> Sequence[tuple[str, str]]:
    """At most two mornings before ``day`` is over, soonest first: what a snooze asks for, and its button's label."""
    last = calendar.reminding_day(day)
    if last <= today:
        return ()
    soon = [business_day(today + ahead * _DAY, calendar) for ahead in (1, 2)]
    choices = [(each.isoformat(), remind_me(each, today)) for each in dict.fromkeys(soon) if each < last]
    to_the_day = "Snooze to the day" if last == day else remind_me(last, today)
    return [*choices, ("morning_of", to_the_day)][:_MOST]


def business_day(day: dt.date, calendar: CourtCalendar) -> dt.date:
    """That day, or the first business day after it."""
    while not calendar.business_day(day):
        day += _DAY
    return day


def remind_me(day: dt.date, today: dt.date) -> str:
    """As in "Remind me tomorrow", "Remind me Monday" or, where the weekday alone could mislead, its date."""
    if day == today + _DAY:
        return "Remind me tomorrow"
    return f"Remind me {WEEKDAYS[day.weekday()] if day < today + _WEEK else short_day(day)}"
