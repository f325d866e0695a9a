"""Numbers as orders write them: in words, in figures, or in both."""

import re

from bot.orders.vocabulary import words

_UNITS = words("numbers")
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[:9])}))?\b|(?:{'|'.join(reversed(_UNITS))})\b)"
NUMBER = (
    rf"(?:(?P<words>{_WORD})(?:\s*\(\s*(?P<digits>\d{{1,3}})\s*\))?|"
    rf"(?P<plain>\d{{1,3}})(?:\s*\(\s*(?:{_WORD}|\d{{1,3}})\s*\))?)"
)


def number(text: str) -> int | None:
    """The number written in words or digits, or ``None``."""
    if text.isdigit():
        return int(text)
    parts = re.split(r"[-\s]", text.lower().strip())
    if len(parts) == 1 and parts[0] in _UNITS:
        return _UNITS.index(parts[0]) + 1
    if parts[0] in _TENS and len(parts) == 1:
        return _TENS[parts[0]]
    if parts[0] in _TENS and parts[1] in _UNITS:
        return _TENS[parts[0]] + _UNITS.index(parts[1]) + 1
    return None


def agreed_number(match: re.Match[str]) -> int | None:
    """The number of a ``NUMBER`` match, or ``None`` when its words and its digits disagree."""
    if match["plain"]:
        inner = re.search(r"\(\s*([\w -]+?)\s*\)", match[0])
        plain = int(match["plain"])
        return plain if not inner or number(inner[1]) in (plain, None) else None
    spelled = number(match["words"] or "")
    return spelled if not match["digits"] or int(match["digits"]) == spelled else None
