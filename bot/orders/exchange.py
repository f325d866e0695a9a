"""The exchange of demand and response before the conference."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.domain.order import Anchor, ConditionalRule, DayCount, Direction, Source
from bot.orders.layout import Document, Sentence
from bot.orders.periods import Due, dues

_DEMAND = re.compile(
    r"\bdemands?\b|\bplaintiff(?:'?s'?|\(s\))?\s+(?:\w+\s+){0,5}(?:proposal|opening\s+offer|settlement\s+offer)|\bsettlement\s+proposal\b",
    re.IGNORECASE,
)
_RESPONSE = re.compile(
    r"\b(?:respond\w*|respons(?:e|es)|reply|counter-?offers?|counter-?proposals?|counter-?demands?)\b|\bdefendants?(?:'?s'?|\(s\))?\s+(?:\w+\s+){0,5}(?:offer|proposal)",
    re.IGNORECASE,
)
_MAKING = re.compile(
    r"\b(?:communicat\w+|ma[kd]e|making|serv\w+|send\w*|sent|provid\w+|submit\w*|transmit\w*|convey\w*|deliver\w*|present\w*|tender\w*|exchang\w*|extend\w*|e-?mail\w*|respond\w*|respons\w+|reply|issue\w*|give\w*)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\bif\b.{0,80}\b(?:not|no)\b.{0,20}\b(?:already|yet|previously)\b|\bif\s+(?:it|they|he|she|the\s+\w+)?\s*(?:has|have)\s+not\b|\bto\s+the\s+extent\b.{0,60}\bnot\s+(?:already|yet|previously)|\bunless\b.{0,60}\balready\b|\bif\s+(?:none|no\s+demand)\b|\bwho\s+has\s+not\s+(?:already|yet)|\bif\s+not\s+(?:already|previously)|\bhas\s+not\s+(?:already|yet|previously)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(
    r"\b(?:letters?|statements?|submissions?|memorand\w+)\b.{0,60}\b(?:shall|should|must|include|contain|describe|set\s+forth|state|history|prior|any|summary|regarding)\b.{0,160}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """When a demand and its response are due. ``spans`` are the limits already spoken for."""

    demand: ConditionalRule | None = None
    response: ConditionalRule | None = None
    sources: dict[str, Source] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
    spans: tuple[tuple[Sentence, int], ...] = ()


def exchange_of(document: Document, reference: dt.date | None) -> Exchange:
    """The demand and response rules, each from the first sentence that sets one and only if no other differs."""
    demands: list[tuple[Due, Sentence]] = []
    responses: list[tuple[Due, Sentence]] = []
    for sentence in document.sentences:
        for due, mine in _split(sentence, reference):
            (responses if mine == "response" else demands).append((due, sentence))
    sources: dict[str, Source] = {}
    return Exchange(
        _rule(demands, "demand_rule", sources),
        _rule(responses, "response_rule", sources),
        sources,
        tuple(due.unsure for due, _ in [*demands, *responses] if due.unsure),
        tuple((sentence, due.start) for due, sentence in [*demands, *responses]),
    )


def _split(sentence: Sentence, reference: dt.date | None) -> Iterator[tuple[Due, str]]:
    text = sentence.text
    if not (_DEMAND.search(text) or _RESPONSE.search(text)) or not _MAKING.search(text):
        return
    for due in dues(text, reference):
        whose = _whose(text, due)
        if whose:
            yield due, whose


def _whose(text: str, due: Due) -> str | None:
    """Whether this limit is the demand's or the response's: the duty named nearest before it, else nearest after."""
    if _LETTERS.search(text[: due.start]):
        return None
    before = _duties(text[: due.start])
    after = _duties(text[due.end : due.end + 160])
    if (
        isinstance(due.rule, DayCount)
        and due.rule.direction is Direction.AFTER
        and due.rule.anchor in (Anchor.DEMAND, Anchor.DEMAND_RECEIVED, Anchor.THEREAFTER)
    ):
        return "response" if _RESPONSE.search(text) or re.search(r"\boffer", text, re.IGNORECASE) else None
    if before:
        return before[-1]
    return after[0] if after else None


def _duties(text: str) -> list[str]:
    found = [(match.start(), "response") for match in _RESPONSE.finditer(text)]
    found += [
        (match.start(), "demand") for match in _DEMAND.finditer(text) if not _object_of_response(text, match.start())
    ]
    found += [
        (match.start(), "other")
        for match in re.finditer(
            r"\b(?:letters?|statements?|memorand\w+|submissions?|form|list|call|confer\b)", text, re.IGNORECASE
        )
    ]
    return [name for _, name in sorted(found) if name] if found and sorted(found)[-1][1] != "other" else []


def _object_of_response(text: str, place: int) -> bool:
    return bool(
        re.search(
            r"\b(?:respond|response|reply)\s+to\s+(?:any\s+|the\s+|that\s+|such\s+|plaintiff'?s?'?\s+|a\s+|this\s+)*(?:settlement\s+)?$",
            text[:place],
            re.IGNORECASE,
        )
    )


def _rule(found: list[tuple[Due, Sentence]], field_name: str, sources: dict[str, Source]) -> ConditionalRule | None:
    rules = []
    for due, _ in found:
        if due.rule and due.rule not in rules:
            rules.append(due.rule)
    if len(rules) != 1:
        return None
    due, sentence = next(each for each in found if each[0].rule)
    sources[field_name] = sentence.source(due.start, due.end)
    return ConditionalRule(rules[0], bool(_CONDITION.search(sentence.text)))
