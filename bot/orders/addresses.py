"""The e-mail address the letter goes to: in its own sentences, beside them, or where they point."""

import re
from collections.abc import Sequence

from bot.domain.order import Source
from bot.orders.layout import OPENING, Document, Sentence

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


def perhaps_cut(text: str) -> bool:
    """Whether an address may have lost its first part."""
    return _PERHAPS_CUT.search(text) is not None


def _beside(sentence: Sentence, about: Sequence[Sentence]) -> bool:
    """Whether a sentence stands with the letter's: in its numbered paragraph, or in its unnumbered block."""
    return any(
        each.block == sentence.block if each.paragraph == OPENING else each.paragraph == sentence.paragraph
        for each in about
    )


def _every_email(document: Document) -> dict[str, tuple[str, Source]]:
    """Each address the document prints, its letterhead's included."""
    head = document.header
    return {
        match[0].lower(): (match[0], document.source(head, *match.span())) for match in _EMAIL.finditer(head.text)
    } | {
        match[0].lower(): (match[0], each.source(*match.span()))
        for each in document.sentences
        for match in _EMAIL.finditer(each.text)
    }


def address_of(
    document: Document, about: Sequence[Sentence], sources: dict[str, Source]
) -> tuple[str | None, tuple[str, ...]]:
    """The one address the letter goes to, and every address it might; none is chosen where they differ."""
    found: dict[str, tuple[str, Source]] = {}
    for sentence in about or ():
        for match in _EMAIL.finditer(sentence.text):
            found.setdefault(match[0].lower(), (match[0], sentence.source(*match.span())))
    if not found and about:
        near = [each for each in document.sentences if _beside(each, about) and _ADDRESSED.search(each.text)]
        every = {
            match[0].lower(): (match[0], each.source(*match.span()))
            for each in near
            for match in _EMAIL.finditer(each.text)
        }
        found = every if len(every) == 1 else {}
    if not found and any(_ELSEWHERE.search(each.text) for each in about):
        every = _every_email(document)
        found = every if len(every) == 1 else {}
    if any(perhaps_cut(each.text) for each in about):
        return None, ()
    if len(found) == 1:
        ((address, source),) = found.values()
        sources["letter_email"] = source
        return address, (address,)
    return None, tuple(address for address, _ in found.values())
