"""What cannot be right about an order's dates, said beside the field, and what is odd about them, said once saved."""

import datetime as dt
from collections.abc import Collection, Mapping

from bot.domain.clock_changes import ClockFault, clock_fault
from bot.domain.day_words import clock, long_day
from bot.domain.due import Warn
from bot.domain.matter_deadlines import conference_doubts
from bot.domain.order import Anchor, DayCount, Direction, DueRule, NamedDay, OrderReading
from bot.wording.words import calendar_of

_MOST_YEARS = 3
_COURT_HOURS = dt.time(7), dt.time(19)
_ODD = frozenset({Warn.CONFERENCE_CLOSED_DAY, Warn.CLOCK_REPEATED})

LETTER_NOT_BEFORE = "That is not before the conference. Please check it against the order."
ORDERED_IN_FUTURE = "That day is still to come; an order has the day it was signed."


def contradictions(order: OrderReading, zone: str, today: dt.date, changed: Collection[str]) -> dict[str, str]:
    """A sentence by the field for each changed date that another rules out. ``today`` is the court's day."""
    errors: dict[str, str] = {}
    at = order.conference_at
    if {"conference_at", "zone"} & set(changed) and at is not None:
        errors |= _of_conference(at, zone, today)
    if {"conference_at", "letter_due"} & set(changed) and at is not None and not _before(order.letter_due, at):
        errors["letter_due"] = LETTER_NOT_BEFORE
    if {"conference_at", "order_date"} & set(changed):
        errors |= _of_order(order, today, changed)
    return errors


def _of_conference(at: dt.datetime, zone: str, today: dt.date) -> Mapping[str, str]:
    if (at.year, at.month, at.day) > (today.year + _MOST_YEARS, today.month, today.day):
        return {"conference_at": f"{long_day(at)} is more than three years ahead. Please check the year."}
    if zone and clock_fault(at, zone) is ClockFault.SKIPPED:
        return {"conference_at": f"There is no {clock(at.time())} on {long_day(at)}: the clocks skip that hour."}
    return {}


def _before(rule: DueRule | None, at: dt.datetime) -> bool:
    """Whether a letter can still come before the conference, as far as its rule alone tells."""
    match rule:
        case NamedDay(date, time):
            return date < at.date() or (date == at.date() and time is not None and time < at.time())
        case DayCount(direction=Direction.AFTER, anchor=Anchor.CONFERENCE):
            return False
        case _:
            return True


def _of_order(order: OrderReading, today: dt.date, changed: Collection[str]) -> Mapping[str, str]:
    signed, at = order.order_date, order.conference_at
    if signed is None:
        return {}
    if "order_date" in changed and signed > today:
        return {"order_date": ORDERED_IN_FUTURE}
    if at is not None and at.date() < signed:
        field = "order_date" if "order_date" in changed else "conference_at"
        return {field: f"The conference on {long_day(at)} would be before the order's own day, {long_day(signed)}."}
    return {}


def oddities(order: OrderReading, zone: str | None) -> tuple[str, ...]:
    """What is possible about the conference's day and hour, and odd enough to be looked at."""
    at = order.conference_at
    if at is None:
        return ()
    found = conference_doubts(at, zone or "UTC", calendar_of(order.court))
    odd = [each.text for each in found if each.code in _ODD]
    first, last = _COURT_HOURS
    if not first <= at.time() <= last:
        odd.append(f"{clock(at.time())} is an unusual hour for a conference.")
    return tuple(odd)
