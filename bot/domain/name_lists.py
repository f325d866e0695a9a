"""Entries with commas, "and" or "or" in them: a surname first, a title behind, or more than one person."""

import re

from bot.domain.name_kinds import kind_fault
from bot.domain.name_parts import Parts, Word, apart, is_suffix
from bot.domain.name_words import COMMON

_SEVERAL = re.compile(r"[/;+&\n]|\b(?:and|AND|or|OR|and/or)\b")
_AT_START = re.compile(r"^(?:or|OR)\b")
_ALLOWED_BEHIND = frozenset({None, "role", "entity", "words"})


def list_fault(parts: Parts) -> str | None:
    """The code of what speaks against the body of an entry being one name, or ``None``."""
    if _SEVERAL.search(_AT_START.sub("", parts.body)):
        return "several" if any(not word.within(COMMON) for word in parts.words) else kind_fault(parts.words)
    pieces = [piece for piece in (apart(text).words for text in parts.body.split(",")) if not all(map(is_suffix, piece))]
    match pieces:
        case []:
            return "placeholder"
        case [words]:
            return kind_fault(words)
        case [before, behind]:
            return _pair_fault(before, behind)
        case [before, *rest]:
            clear = [kind_fault(each) for each in rest]
            return kind_fault(before) if all(each in ("role", "entity", "words") for each in clear) else "several"
    raise AssertionError


def _pair_fault(before: tuple[Word, ...], behind: tuple[Word, ...]) -> str | None:
    """Two pieces: "Alvarez, Maria", "Maria Alvarez, VP Claims", or two people."""
    fault, remark = kind_fault(before), kind_fault(behind)
    if fault is None and len(before) > 1:
        if remark is None and len(behind) > 1 and before[0].given and behind[0].given:
            return "several"
        return None if remark in _ALLOWED_BEHIND else "unsure"
    return kind_fault((*behind, *before))
