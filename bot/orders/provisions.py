"""Which sentences of an order speak to which matter, for quoting in answers."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from bot.domain.order import Provision, Source
from bot.orders.layout import Document, Sentence
from bot.orders.papers import PAPER

_MACROS = {
    "<paper>": rf"(?:{PAPER.pattern})",
    "<must>": r"\b(?:must|shall|should|will|may|is to|are to|are directed|are ordered|is directed|need not|"
    r"requested)\b",
}


_SHORTEST = 8
"""Characters. What is shorter says nothing to quote."""


@dataclass(frozen=True, slots=True)
class Bearings:
    """Sentences already known to be about something ("letter", "letter_due", "setting", "time", "venue", "place")."""

    about: Mapping[str, Sequence[Sentence]]
    fixed: Mapping[Provision, Source]


@dataclass(frozen=True, slots=True)
class _Rule:
    provision: Provision
    about: str | None
    every: tuple[re.Pattern[str], ...]
    none: tuple[re.Pattern[str], ...]

    def fits(self, sentence: Sentence, bearings: Bearings) -> bool:
        if self.about is not None and not any(each is sentence for each in bearings.about.get(self.about, ())):
            return False
        return all(pattern.search(sentence.text) for pattern in self.every) and not any(
            pattern.search(sentence.text) for pattern in self.none
        )


@cache
def _rules() -> tuple[_Rule, ...]:
    data = tomllib.loads(resources.files("bot.orders").joinpath("provisions.toml").read_text("utf-8"))
    return tuple(
        _Rule(
            Provision(rule["provision"]),
            rule.get("about"),
            tuple(_compiled(text) for text in rule.get("all", ())),
            tuple(_compiled(text) for text in rule.get("none", ())),
        )
        for rule in data["rule"]
    )


def _compiled(text: str) -> re.Pattern[str]:
    for name, meaning in _MACROS.items():
        text = text.replace(name, meaning)
    return re.compile(text, re.IGNORECASE)


def provisions_of(document: Document, bearings: Bearings) -> Mapping[Provision, tuple[Source, ...]]:
    """The sentences about each matter, in the order's own order; a matter the order is silent on is absent."""
    found: dict[Provision, list[Source]] = {matter: [source] for matter, source in bearings.fixed.items()}
    for rule in _rules():
        for sentence in (*document.entries, *document.sentences):
            if len(sentence.text) > _SHORTEST and rule.fits(sentence, bearings):
                found.setdefault(rule.provision, []).append(sentence.source())
    order = {sentence.source(): place for place, sentence in enumerate(document.sentences)}
    return MappingProxyType(
        {
            matter: tuple(sorted(dict.fromkeys(sources), key=lambda each: order.get(each, -1)))
            for matter, sources in found.items()
            if sources
        }
    )
