"""Letters a scanner took for figures or other letters, and figures for letters, put right where no doubt is left."""

import re
from bisect import bisect_right

from bot.orders.cleaning import Clean

_MISTAKEN = (
    (re.compile(r"(?<=[A-Z])l(?=[A-Z]{2})|(?<=[A-Z]{2})l(?=[A-Z])|(?<=\b[A-Z])l(?=[A-Z])"), "I"),
    (re.compile(r"(?<=[A-Z])1(?=[A-Z]{2})|(?<=[A-Z]{2})1(?=[A-Z])"), "I"),
    (re.compile(r"(?<=[A-Z])0(?=[A-Z]{2})|(?<=[A-Z]{2})0(?=[A-Z])|\b0(?=[FNR]\b|[A-Z]{3})"), "O"),
    (re.compile(r"(?<=[a-z])1(?=[a-z])|(?<=[a-z]{2})1(?=1\b(?!@))|(?<=[a-z]{2}1)1\b(?!@)|(?<=[a-z]{2}l)1\b(?!@)"), "l"),
    (re.compile(r"\b0(?=[a-z]{3})|(?<=[a-z])0(?=[a-z]{2})"), "o"),
    (re.compile(r"(?:(?<=\bDece)|(?<=\bNove)|(?<=\bSepte))rn(?=ber\b)"), "m"),
    (re.compile(r"(?<=\d)[Oo](?=\d)|(?<=[\s:/]\d)O(?=[,\s:])"), "0"),
    (re.compile(r"(?<=\d)[lI](?=\d)|(?<=\d\d)[lI](?=[,\s])"), "1"),
    (re.compile(r"\bl(?=t\s+is\b)"), "I"),
)
_WORD = re.compile(r"\S+")


def unscanned(text: Clean) -> Clean:
    """The text with such letters put right, each in its place; addresses are left as they stand."""
    words = _WORD.finditer(text.text)
    addresses = [match.span() for match in words if "@" in match[0] or "://" in match[0]]
    for pattern, letter in _MISTAKEN:
        text = text.rewrite(pattern, lambda match, letter=letter: _kept(match, addresses) or letter)  # type: ignore[misc]
    return text


def _kept(match: re.Match[str], addresses: list[tuple[int, int]]) -> str | None:
    before = bisect_right(addresses, match.start(), key=lambda span: span[0])
    return match[0] if before and match.start() < addresses[before - 1][1] else None


def is_scan(before: Clean, after: Clean) -> bool:
    """Whether anything was put right."""
    return before.text != after.text
