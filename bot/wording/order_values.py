"""Each fact of an order as one line of words."""

import datetime as dt
from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from bot.conversation.cards import Line, Strong
from bot.domain.day_words import clock, long_day, zone_name
from bot.domain.order import LetterService, NamedDay, OrderReading
from bot.wording.order_form import LABELS, PLATFORM_CHOICES
from bot.wording.rules import rule_words
from bot.wording.words import counted

NOT_STATED = "not stated"
NOT_ENTERED = "not entered"
_NO_HOUR = ". No hour stated"

_SERVICE = {
    LetterService.EX_PARTE: "to the Court only, ex parte",
    LetterService.SERVED: "served on every party",
    LetterService.MIXED: "one part served, one part for the Court only",
}


def unstated(order: OrderReading) -> str:
    """In the place of a fact that is not there: the order does not state it, or nobody entered it by hand."""
    return NOT_STATED if order.text else NOT_ENTERED


def value_words(name: str, order: OrderReading) -> str:
    """The value of a field; empty when the order does not state it."""
    made = _WORDS.get(name)
    return made(order) if made else str(getattr(order, name) or "")


def within(name: str, order: OrderReading) -> str:
    """The value of a field as part of a longer sentence; empty when the order does not state it."""
    return value_words(name, order).replace(_NO_HOUR, " (no hour stated)")


def old_and_new(name: str, old: OrderReading, new: OrderReading) -> Line:
    """A field's value before and after, side by side."""
    before, after = within(name, old) or NOT_STATED, within(name, new) or NOT_ENTERED
    return ("was ", before, "; now ", Strong(after))


def values_of(order: OrderReading) -> Mapping[str, str]:
    """Every field's value by its name."""
    return {name: value_words(name, order) for name in LABELS if name != "zone"}


def zone_words(zone: str, at: dt.datetime | None) -> str:
    """As in "Eastern time (UTC-5 on that day)": the clocks may have changed by then."""
    if at is None:
        return zone_name(zone)
    offset = at.replace(tzinfo=ZoneInfo(zone)).utcoffset() or dt.timedelta()
    minutes = int(offset.total_seconds()) // 60
    hours = f"{abs(minutes) // 60}" + (f":{abs(minutes) % 60:02}" if minutes % 60 else "")
    return f"{zone_name(zone)} (UTC{'+' if minutes >= 0 else '-'}{hours} on that day)"


def _conference(order: OrderReading) -> str:
    if order.conference_at is not None:
        return f"{long_day(order.conference_at)}, {clock(order.conference_at.time())}"
    return f"{long_day(order.conference_date)}, hour not stated" if order.conference_date else ""


def _letter(order: OrderReading) -> str:
    if order.letter_due is None:
        return ""
    hour = _NO_HOUR if isinstance(order.letter_due, NamedDay) and order.letter_due.time is None else ""
    return f"{rule_words(order.letter_due)}{hour}"


def _pages(order: OrderReading) -> str:
    limit = order.page_limit
    if limit is None:
        return ""
    spaced = ", double-spaced" if limit.double_spaced else ""
    return f"{counted(limit.pages, 'page')}{spaced}" + (f", {limit.excludes}" if limit.excludes else "")


def _demand(order: OrderReading) -> str:
    rule = order.demand_rule
    return rule_words(rule) + (", if none has been made" if rule and rule.only_if_not_already else "")


def _response(order: OrderReading) -> str:
    rule = order.response_rule
    return rule_words(rule) + (", if not already made" if rule and rule.only_if_not_already else "")


def _side(names: tuple[str, ...], more: bool) -> str:
    return "; ".join(names) + (", et al. (not all named in the caption)" if more and names else "")


_WORDS: Mapping[str, Callable[[OrderReading], str]] = {
    "conference_at": _conference,
    "platform": lambda order: PLATFORM_CHOICES[order.platform] if order.platform else "",
    "letter_due": _letter,
    "letter_served": lambda order: _SERVICE[order.letter_served] if order.letter_served else "",
    "letter_marking": lambda order: f"“{order.letter_marking}”" if order.letter_marking else "",
    "page_limit": _pages,
    "demand_rule": _demand,
    "response_rule": _response,
    "other_deadlines": lambda order: "; ".join(
        f"{each.name}: {rule_words(each.due)}" for each in order.other_deadlines
    ),
    "plaintiffs": lambda order: _side(order.plaintiffs, order.plaintiffs_et_al),
    "defendants": lambda order: _side(order.defendants, order.defendants_et_al),
    "other_parties": lambda order: "; ".join(
        f"{each.name} ({each.capacity})" if each.capacity else each.name for each in order.other_parties
    ),
    "order_date": lambda order: long_day(order.order_date) if order.order_date else "",
}
