"""What cannot be right about an order's dates, said beside the field, and what is odd about them, said once saved."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from bot.domain.clock_changes import ClockFault, clock_fault
from bot.domain.conference import DEMAND, LETTER, RESPONSE
from bot.domain.day_words import clock, long_day
from bot.domain.due import Warn
from bot.domain.matter_deadlines import conference_doubts, order_deadlines
from bot.domain.order import Anchor, ConditionalRule, DayCount, Direction, NamedDay, OrderReading
from bot.wording.words import calendar_of

_MOST_YEARS = 3
_COURT_HOURS = dt.time(7), dt.time(19)
_ODD = frozenset({Warn.CONFERENCE_BEFORE_ORDER, Warn.CONFERENCE_CLOSED_DAY, Warn.CLOCK_REPEATED, Warn.CLOCK_SKIPPED})

_MUST_COME_BEFORE = MappingProxyType({LETTER: "letter_due", DEMAND: "demand_rule", RESPONSE: "response_rule"})
_AFTER_IT = (Direction.AFTER, Anchor.CONFERENCE)
_LATE = frozenset({Warn.NOT_BEFORE_CONFERENCE, Warn.RESPONSE_NOT_BEFORE_CONFERENCE})

NOT_BEFORE = "That is not before the conference. Please check it against the order."
ORDERED_IN_FUTURE = "That day is still to come; an order has the day it was signed."


def contradictions(order: OrderReading, zone: str, today: dt.date, changed: Collection[str]) -> dict[str, str]:
    """A sentence by the field for each changed date that another rules out. ``today`` is the court's day."""
    errors: dict[str, str] = {}
    at = order.conference_at
    if {"conference_at", "zone"} & set(changed) and at is not None:
        errors |= _of_conference(at, zone, today)
    if {"conference_at", *_MUST_COME_BEFORE.values()} & set(changed) and at is not None:
        errors |= {field: NOT_BEFORE for field in _not_before(order, zone) if {"conference_at", field} & set(changed)}
    if {"conference_at", "order_date"} & set(changed):
        errors |= _of_order(order, today, changed)
    return errors


def _of_conference(at: dt.datetime, zone: str, today: dt.date) -> Mapping[str, str]:
    if (at.year, at.month, at.day) > (today.year + _MOST_YEARS, today.month, today.day):
        return {"conference_at": f"{long_day(at)} is more than three years ahead. Please check the year."}
    if zone and clock_fault(at, zone) is ClockFault.SKIPPED:
        return {"conference_at": f"There is no {clock(at.time())} on {long_day(at)}: the clocks skip that hour."}
    return {}


def _not_before(order: OrderReading, zone: str) -> Iterator[str]:
    """The fields of what must come before the conference, and would not.

    A response counted from a demand may: how late the demand comes is not the order's fault.
    """
    for item in order_deadlines(order, zone or "UTC", calendar_of(order.court)):
        field = _MUST_COME_BEFORE.get(item.key)
        if field is None or item.deadline is None:
            continue
        rule = getattr(order, field)
        due = rule.due if isinstance(rule, ConditionalRule) else rule
        counts_on = isinstance(due, DayCount) and (due.direction, due.anchor) == _AFTER_IT
        late = any(each.code in _LATE for each in item.deadline.warnings)
        if counts_on or (late and (item.key != RESPONSE or isinstance(due, NamedDay))):
            yield field


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
    found = conference_doubts(at, zone or "UTC", calendar_of(order.court), order_date=order.order_date)
    odd = [each.text for each in found if each.code in _ODD]
    first, last = _COURT_HOURS
    if not first <= at.time() <= last:
        odd.append(f"{clock(at.time())} is an unusual hour for a conference.")
    return tuple(odd)


def closed_days(order: OrderReading, zone: str, changed: Collection[str]) -> tuple[str, ...]:
    """What is odd about the days an order names for what comes before the conference: the court is closed on them."""
    items = order_deadlines(order, zone, calendar_of(order.court))
    named = [each.deadline for each in items if each.deadline and _MUST_COME_BEFORE.get(each.key) in changed]
    return tuple(doubt.text for each in named for doubt in each.warnings if doubt.code == Warn.NAMED_DAY_CLOSED)
