"""Instructions aimed at a bot that somebody put into an order's text. They are set apart before anything is read."""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

_AIMED = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,60}\b(?:previous|prior|above|earlier|preceding|all|"
    r"these|your)\b.{0,40}\b(?:instructions?|prompts?|directions|rules)\b"
    r"|\b(?:ai|a\.i\.|bots?|chat-?bots?|assistants?|parley|gpt|chatgpt|claude|copilot|gemini|llm|"
    r"language\s+models?|automated\s+(?:readers?|systems?|agents?))\b\s*[:,(-]?.{0,80}\b(?:must|should|"
    r"please|shall|will|set|change|register|ignore|reply|respond|delete|mark|report|treat|confirm|"
    r"do\s+not|extract|output|record|use|reading|processing|parsing)\b"
    r"|\b(?:note|message|instructions?|attention|memo)\s+(?:to|for)\s+(?:the\s+|any\s+|all\s+)?(?:ai|"
    r"bots?|assistants?|parley|language\s+models?|models?|chat-?bots?|automated)\b"
    r"|\byou\s+are\s+(?:now\s+)?(?:an?\s+)?(?:\w+\s+)?(?:ai|assistant|bot|language\s+model|parley)\b"
    r"|\bsystem\s+(?:prompt|message|override)\b|^\W*(?:system|assistant|developer)\s*:|"
    r"\bprompt\s+injection\b|\bnew\s+instructions?\s*:"
    r"|\bif\s+you\s+are\s+(?:an?\s+)?(?:ai|bot|automated|language\s+model|assistant)",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"^\W*(?:instead|now|then|also|and)?\W*(?:please\s+)?(?:register|set|change|reply|mark|send|delete|"
    r"use|record|treat|say|answer|move|tell|report|update|enter|replace|post|notify|confirm|output|"
    r"extract|ignore|disregard|do\s+not|pretend|remove|reset|schedule|make)\b",
    re.IGNORECASE,
)


class Spoken(Protocol):
    """Anything with a sentence's text."""

    @property
    def text(self) -> str:
        """The sentence."""
        ...


S = TypeVar("S", bound=Spoken)


def set_apart(sentences: Iterable[S]) -> tuple[Sequence[S], Sequence[S]]:
    """The order's own sentences, and those aimed at a bot with the commands that follow them."""
    own: list[S] = []
    aimed: list[S] = []
    after = False
    for sentence in sentences:
        after = bool(_AIMED.search(sentence.text)) or (after and bool(_FOLLOWS.search(sentence.text)))
        (aimed if after else own).append(sentence)
    return own, aimed
