"""What a message is made of, as far as telling topics apart goes: words, pairs of words, pieces of words, concepts."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from itertools import combinations

from bot.questions.text import stem

PIECES = (3, 4, 5)
"""Lengths of the pieces of words."""

ELSEWHERE = frozenset(("#other_judge", "#docket"))
"""Marks that say a message is about something else than this order."""
LOUD = 2.0

_DULL = frozenset(("?", "!"))


@cache
def concepts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every concept with the pattern that finds it."""
    data = tomllib.loads(resources.files(__package__).joinpath("concepts.toml").read_text("utf-8"))
    return tuple((name, re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")) for name, words in data.items())


def touched(words: Sequence[str]) -> list[str]:
    """The concepts these plain words touch."""
    text = " ".join(words)
    return [name for name, pattern in concepts() if pattern.search(text)]


def features(words: Sequence[str]) -> dict[str, float]:
    """The features of plain words, each with its weight: how often, damped, never more than twice."""
    stems = [stem(word) for word in words if word not in _DULL]
    tags = touched(words)
    found: dict[str, float] = {}
    _count(found, (f"w {each}" for each in stems), 1.0)
    _count(found, (f"p {a} {b}" for a, b in zip(["^", *stems], [*stems, "$"], strict=True)), 1.0)
    _count(found, (f"s {a} {b}" for a, b in zip(stems, stems[2:], strict=False)), 0.5)
    _count(found, (f"c {each}" for each in tags), 1.1)
    _count(found, (f"d {a} {b}" for a, b in combinations(tags, 2)), 0.5)
    _count(found, _pieces(words), 0.45)
    if "?" in words:
        found["m ?"] = 0.5
    found.update({f"m {mark}": LOUD for mark in ELSEWHERE.intersection(words)})
    return found


def _count(into: dict[str, float], names: Iterable[str], weight: float) -> None:
    for name in names:
        into[name] = weight


def _pieces(words: Sequence[str]) -> Iterable[str]:
    for word in words:
        if word in _DULL or word[0] == "#":
            continue
        padded = f" {word} "
        for size in PIECES:
            for start in range(len(padded) - size + 1):
                yield f"n {padded[start : start + size]}"
