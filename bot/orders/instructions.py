"""Instructions aimed at a bot, put into an order's text by somebody. They are set apart before anything is read."""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

_MACHINE = (
    r"(?:(?:ai|a\.i\.|virtual|digital|automated|chat)[- ](?:assistants?|agents?|models?|readers?|systems?|tools?)|"
    r"ai|a\.i\.|bots?|chat-?bots?|chatgpt|gpt(?:-?\d)?|llms?|(?:large\s+)?language\s+models?|"
    r"automated\s+(?:readers?|systems?|agents?))"
)
_NAMED = r"(?:parley|assistant|claude|copilot|gemini)"
_AIMED = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,60}\b(?:previous|prior|above|earlier|preceding|all|these|"
    r"your)\b.{0,40}"
    r"\b(?:instructions?|prompts?)\b"
    rf"|\b{_MACHINE}\b.{{0,80}}\b(?:must|should|please|shall|will|set|change|register|ignore|reply|respond|delete|"
    rf"mark|report|treat|"
    r"confirm|do\s+not|extract|output|record|use|reading|processing|parsing)\b"
    rf"|^\W*(?:hey\s+|dear\s+|@)?{_NAMED}\s*[,:]|\b(?:note|message|instructions?|attention|memo)\s+(?:to|"
    rf"for)\s+(?:the\s+|any\s+|all\s+)?"
    rf"(?:{_MACHINE}|{_NAMED}s?\b(?!\s+(?:united|corporation|attorney|district|city|county)))"
    rf"|\byou\s+are\s+(?:now\s+)?(?:an?\s+)?(?:\w+\s+)?(?:{_MACHINE}|{_NAMED})\b|"
    rf"\bif\s+you\s+are\s+(?:an?\s+)?(?:{_MACHINE}|{_NAMED})\b"
    r"|\bsystem\s+(?:prompt|message|override)\b|^\W*(?:system|developer)\s*:|\bprompt\s+injection\b|"
    r"\bnew\s+instructions?\s*:",
    re.IGNORECASE,
)


class Spoken(Protocol):
    """Anything with a sentence's text."""

    @property
    def text(self) -> str:
        """The sentence."""
        ...

    @property
    def block(self) -> int:
        """Which block of text it stands in."""
        ...


S = TypeVar("S", bound=Spoken)


def set_apart(sentences: Iterable[S]) -> tuple[Sequence[S], Sequence[S]]:
    """The order's own sentences, and those aimed at a bot with whatever follows them in the same block of text.

    A statement after an instruction may be part of it, so the whole rest of the block is left unread: a fact missed
    and asked about is better than one planted.
    """
    own: list[S] = []
    aimed: list[S] = []
    block: int | None = None
    for sentence in sentences:
        if _AIMED.search(sentence.text):
            block = sentence.block
        (aimed if sentence.block == block else own).append(sentence)
    return own, aimed
