"""Words of an order that name a day which was changed after they were written."""

import datetime as dt
from collections.abc import Iterator

from bot.domain.order import DayCount, DueRule, NamedDay, OrderReading
from bot.orders.dates import dates

CHANGED_SINCE = "Dates were changed after these words were written. What stands now is under Deadlines."


def names_a_changed_day(words: str, order: OrderReading) -> bool:
    """Whether words of the order's text name a day that stands no more, since a later order or a person moved one."""
    if not _some_day_was_changed(order):
        return False
    standing = frozenset(_standing(order))
    around = order.conference_at.date() if order.conference_at else order.order_date
    named = (each.near(around).date for each in dates(words))
    return any(day is not None and day not in standing for day in named)


def moved(order: OrderReading) -> bool:
    """Whether the conference was moved after the order that is kept was made."""
    return order.previous_conference_at is not None and "conference_at" not in order.sources


def _some_day_was_changed(order: OrderReading) -> bool:
    """A day without words of the order behind it was given by a later document or a person."""
    given = ("conference_at", "letter_due", "demand_rule", "response_rule")
    return moved(order) or any(getattr(order, name) is not None and name not in order.sources for name in given)


def _standing(order: OrderReading) -> Iterator[dt.date]:
    yield from (each for each in (order.order_date, order.conference_date) if each)
    if order.conference_at is not None:
        yield order.conference_at.date()
    if order.previous_conference_at is not None and "conference_at" in order.sources:
        yield order.previous_conference_at.date()
    for rule in (order.letter_due, *(each.due for each in (order.demand_rule, order.response_rule) if each)):
        yield from _printed(rule)
    for further in order.other_deadlines:
        yield from _printed(further.due)


def _printed(rule: DueRule | None) -> Iterator[dt.date]:
    if isinstance(rule, NamedDay | DayCount) and rule.date is not None:
        yield rule.date
