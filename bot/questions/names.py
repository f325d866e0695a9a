"""Names in a message, told apart: this order's judge and parties, and judges this order does not know."""

import re
from collections.abc import Collection, Iterable

from bot.domain.order import OrderReading
from bot.questions.text import lexicon

SAMPLE = {"reznik": "#judge", "victoria": "#judge", "alfano": "#party", "krasne": "#party", "7291": "#case"}
"""The names in the order that is loaded when a channel has none of its own."""

_AFTER_TITLE = re.compile(r"(?:\b(?:judge|magistrate|justice|hon|honorable)\b\.?\s+)+([A-Za-z][A-Za-z'’]+)")
_POSSESSIVE = re.compile(r"['’]s?$")


def of_order(order: OrderReading | None) -> dict[str, str]:
    """The names of an order's judge and parties, in lower case, each with the mark that stands for it."""
    if order is None:
        return SAMPLE
    names: dict[str, str] = {}
    for party in (*order.plaintiffs, *order.defendants, *(each.name for each in order.other_parties)):
        names.update(dict.fromkeys(_long_words(party), "#party"))
    names.update(dict.fromkeys(_long_words(order.judge or ""), "#judge"))
    return names


def other_judges(message: str, known: Collection[str], ordinary: Collection[str]) -> dict[str, str]:
    """Names after "Judge" that are neither this order's judge nor an ordinary word."""
    found: dict[str, str] = {}
    for match in _AFTER_TITLE.finditer(message.replace("’", "'")):
        name = _POSSESSIVE.sub("", match[1])
        word = name.lower()
        if word not in known and (
            word not in ordinary or (name[0].isupper() and not message.isupper() and word not in _TITLES)
        ):
            found[word] = "#other_judge"
    return found


_TITLES = frozenset(
    ("judge", "magistrate", "justice", "judges", "s", "is", "will", "does", "conference", "order", "chambers")
)


def _long_words(name: str) -> Iterable[str]:
    words = re.findall(r"[a-z]{4,}", name.lower())
    return [word for word in words if word not in lexicon().ordinary]
