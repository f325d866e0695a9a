"""The e-mail address the letter goes to: in its own sentences, beside them, or where they point."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.order import Source
from bot.orders.layout import OPENING, Document, Sentence
from bot.orders.letter_service import ASIDE

_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63}){1,5}(?<![.-])"
)
_PERHAPS_CUT = re.compile(
    r"(?:\b(?:to|at)|:)\s+(?!(?:chambers|the|his|her|my|our|this|me|him|us|court|clerk|e-?mail|email|address|"
    r"judge)\b)[a-z]\w{2,30}\s+"
    r"[a-z][a-z0-9]{2,40}@",
)
"""A word where an address begins and a space before the rest: some PDFs draw an underscore as a line, and lose it."""
_ADDRESSED = re.compile(r"e-?mail|chambers|submi|sent|address", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\baddress(?:es)?\s+(?:\w+\s+){0,2}?(?:above|below|herein|on\s+this|of\s+chambers)\b|"
    r"\be-?mail\w*\b[^;]{0,90}\bto\s+the\s+following\b",
    re.IGNORECASE,
)


COPIES = re.compile(
    r"\bcopies\s+of\s+(?:both|all|these|those|the\s+exchanged|the\s+parties')\s+(?:\w+\s+)?(?:letters|statements|"
    r"submissions)\b",
    re.IGNORECASE,
)
"""What the court gets where the parties write to one another."""
_NEVER = re.compile(
    r"\b(?:not|never)\s+(?:be\s+)?(?:send|sent|e-?mail(?:ed)?|mail(?:ed)?|submit(?:ted)?|write|use)\b"
    r"(?:\s+(?!(?:but|and)\b)[^\s.;,]+){0,6}?(?:\s+to)?\s+$|\bnot\s+to\b[^.;,]{0,40}\s$",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"\b(?:(?P<other>(?:\w+\s+)?forms?|lists?|requests?|questions|inquir\w+|proposed\s+orders?|adjourn\w*|names\s+of|"
    r"excus\w+|stipulations?|hard\s+cop(?:y|ies)|interpreters?|settled)|letters?|statements?|memorand\w+|briefs?|"
    r"submissions?)\b",
    re.IGNORECASE,
)
"""What may be sent to an address."""


@dataclass(frozen=True, slots=True)
class _Address:
    """An e-mail address where an order prints it, and whether the paper goes there or something else does."""

    text: str
    source: Source
    for_paper: bool = True


def perhaps_cut(text: str) -> bool:
    """Whether an address may have lost its first part."""
    return _PERHAPS_CUT.search(text) is not None


def _beside(sentence: Sentence, about: Sequence[Sentence]) -> bool:
    """Whether a sentence stands with the letter's: in its numbered paragraph, or in its unnumbered block."""
    return any(
        each.block == sentence.block if each.paragraph == OPENING else each.paragraph == sentence.paragraph
        for each in about
    )


def _every_email(document: Document) -> dict[str, _Address]:
    """Each address the document prints, its letterhead's included."""
    head = document.header
    printed = _EMAIL.finditer(head.text)
    above = {match[0].lower(): _Address(match[0], document.source(head, *match.span())) for match in printed}
    return above | _found(document.sentences)


def address_of(
    document: Document, about: Sequence[Sentence], sources: dict[str, Source]
) -> tuple[str | None, tuple[str, ...]]:
    """The one address the letter goes to, and every address it might; none is chosen where they differ."""
    found = _found(about)
    found = {key: each for key, each in found.items() if each.for_paper} or found
    if not found and about:
        near = _found([each for each in document.sentences if _beside(each, about) and _ADDRESSED.search(each.text)])
        found = near if len(near) == 1 else {}
    if not found:
        found = _found([each for each in document.sentences if COPIES.search(each.text)])
    if not found and any(_ELSEWHERE.search(each.text) for each in about):
        every = _every_email(document)
        found = every if len(every) == 1 else {}
    if any(perhaps_cut(each.text) for each in about):
        return None, ()
    if len(found) == 1:
        (only,) = found.values()
        sources["letter_email"] = only.source
        return only.text, (only.text,)
    return None, tuple(each.text for each in found.values())


def _found(sentences: Sequence[Sentence]) -> dict[str, _Address]:
    """Each address some sentences print, the first time for the paper if ever; none to which nothing is to be sent."""
    found: dict[str, _Address] = {}
    for sentence in sentences:
        start = 0
        for match in _EMAIL.finditer(sentence.text):
            lead = sentence.text[start : match.start()]
            start = match.end()
            address = _Address(match[0], sentence.source(*match.span()), not _goes_elsewhere(lead))
            held = found.get(match[0].lower())
            if not _NEVER.search(lead) and (held is None or address.for_paper > held.for_paper):
                found[match[0].lower()] = address
    return found


def _goes_elsewhere(lead: str) -> bool:
    """Whether what is sent there, by the words before an address, is something other than the paper."""
    named = next(reversed(list(_SENT.finditer(ASIDE.sub(" ", lead)))), None)
    return named is not None and named["other"] is not None
