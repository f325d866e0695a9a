"""Entries with commas, "and" or "or" in them: a surname first, a title behind, or more than one person."""

import re

from bot.domain.name_kinds import kind_fault
from bot.domain.name_parts import Parts, Word, apart, is_suffix

_SEVERAL = re.compile(r"[/;+&\n]|\b(?:and|AND|or|OR|and/or)\b")
_OR_ANOTHER = re.compile(r"\b(?:or|and)\b|&", re.IGNORECASE)
_AT_START = re.compile(r"^(?:or|OR)\b")
_TITLES = frozenset({"role", "entity", "words"})


def list_fault(parts: Parts) -> str | None:
    """The code of what speaks against the body of an entry being one name, or ``None``."""
    if any(map(_OR_ANOTHER.search, parts.asides)):
        return "several"
    if _SEVERAL.search(_AT_START.sub("", parts.body)):
        said = all(word.common for word in parts.words) and kind_fault(parts.words)
        return said or "several"
    pieces = [
        piece for piece in (apart(text).words for text in parts.body.split(",")) if not all(map(is_suffix, piece))
    ]
    if not pieces:
        return "placeholder"
    before, *rest = pieces
    if not rest:
        return kind_fault(before, addressed=parts.addressed)
    if len(rest) == 1:
        return _pair_fault(before, rest[0])
    titles = all(kind_fault(each) in _TITLES for each in rest)
    return kind_fault(before) if titles else "several"


def _pair_fault(before: tuple[Word, ...], behind: tuple[Word, ...]) -> str | None:
    """Two pieces: "Alvarez, Maria", "Maria Alvarez, VP Claims", or two people."""
    fault, remark = kind_fault(before), kind_fault(behind)
    if fault is None and len(before) > 1:
        second = remark is None and len(behind) > 1 and behind[0].given
        if second and (before[0].given or not behind[-1].given):
            return "several"
        return None if remark is None or remark in _TITLES else "unsure"
    return kind_fault((*behind, *before))
