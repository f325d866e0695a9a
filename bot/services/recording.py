"""Writing the audit: who did what, with dates and states before and after, and no free text."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from bot.domain.audit import Entry
from bot.domain.conference import Conference
from bot.domain.order import OrderReading
from bot.services.turn import Turn
from bot.wording.order_values import value_words
from bot.wording.rules import rule_words

_SHOWN = ("conference_at", "platform", "letter_due", "demand_rule", "response_rule", "order_date", "page_limit")
CHANGED = "changed"


def record(
    turn: Turn,
    conference: Conference,
    action: str,
    before: Mapping[str, str] | None = None,
    after: Mapping[str, str] | None = None,
) -> None:
    """Append one act of the person who asks."""
    stamp = turn.stamp
    entry = Entry(
        conference.home,
        conference.id,
        action,
        stamp.person,
        stamp.at,
        MappingProxyType(dict(before or {})),
        MappingProxyType(dict(after or {})),
    )
    turn.uow.audit.append(entry)


def values(order: OrderReading, fields: Iterable[str]) -> dict[str, str]:
    """Fields of an order as the audit keeps them: dates and rules; of anything else only that it was there."""
    return {name: _value(name, order) for name in fields}


def stated(order: OrderReading) -> dict[str, str]:
    """The dates and rules an order states, as the audit keeps them."""
    return {name: said for name, said in values(order, _SHOWN).items() if said}


def _value(name: str, order: OrderReading) -> str:
    if name == "conference_at":
        return order.conference_at.isoformat(timespec="minutes") if order.conference_at else ""
    if name in ("letter_due", "demand_rule", "response_rule"):
        return rule_words(getattr(order, name))
    words = value_words(name, order)
    return words if name in _SHOWN or not words else CHANGED
