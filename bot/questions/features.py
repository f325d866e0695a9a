"""What a message is made of, as far as telling topics apart goes.

Words, pairs of words, pieces of words, concepts, and families of words.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import combinations
from typing import NamedTuple

from bot.questions.text import stem

REMEMBERED = 8192
"""Words whose parts are kept at hand: more than a language uses daily."""
PIECES = (3, 4, 5)
"""Lengths of the pieces of words."""

ELSEWHERE = frozenset(("#other_judge", "#docket"))
"""Marks that say a message is about something else than this order."""
LOUD = 3.0

_DULL = frozenset(("?", "!"))


_WITHIN_A_WORD = re.compile(r"(?:\\w|[\w#()|?*+\[\]-])+")
"""A pattern that can match nothing but a part of one word."""

_BEGINS = re.compile(r"(?:\(([^()]+)\)(?![?*{]))?((?:[^|()]|\((?:[^()]|\([^()]*\))*\))*)")
"""A pattern that is no choice as a whole: what it may begin with, where that is a choice, and what follows."""
_LITERAL = re.compile(r"[a-z0-9 ]*(?![?*{])")


class Phrase(NamedTuple):
    """Patterns of several words that touch one concept, as one. All its matches start with the same letters."""

    concept: str
    start: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Concepts:
    """All concepts, the patterns that find them in one word, and the phrases that do in several.

    ``begun`` has each phrase under what its first word begins with: only where such a word stands is it looked for.
    """

    names: tuple[str, ...]
    words: Mapping[str, re.Pattern[str]]
    begun: Mapping[str, frozenset[Phrase]]


@cache
def concepts() -> Concepts:
    """The concepts as ``concepts.toml`` lists them."""
    data = tomllib.loads(resources.files(__package__).joinpath("concepts.toml").read_text("utf-8"))
    words: dict[str, list[str]] = {}
    phrases: dict[tuple[str, str], list[str]] = {}
    for name, each in ((name, each) for name, every in data.items() for each in every):
        if _WITHIN_A_WORD.fullmatch(each):
            words.setdefault(name, []).append(each)
        else:
            for start in _starts(each):
                phrases.setdefault((name, start), []).append(each)
    begun: dict[str, set[Phrase]] = {}
    for (name, start), patterns in phrases.items():
        first, space, _ = start.partition(" ")
        begun.setdefault(first + space, set()).add(Phrase(name, start, _any_of(patterns)))
    return Concepts(
        names=tuple(data),
        words={name: re.compile(_any_of(patterns)) for name, patterns in words.items()},
        begun={letters: frozenset(found) for letters, found in begun.items()},
    )


def _any_of(patterns: Sequence[str]) -> str:
    # What stands before a word is matched, not looked back at: that finds the places to try ten times as fast.
    return rf"\W(?:{'|'.join(patterns)})(?!\w)"


# Of a thousand phrases few are ever met: each is made ready when it is.
_compiled = cache(re.compile)


def _starts(pattern: str) -> list[str]:
    """What each match of a pattern starts with, one or the other; ``""``, anything, where that is not plain."""
    match = _BEGINS.fullmatch(pattern)
    choices = [f"{each}{match[2]}" for each in (match[1] or "").split("|")] if match else [""]
    return [found[0] for found in map(_LITERAL.match, choices) if found]


def touched(words: Sequence[str]) -> list[str]:
    """The concepts these plain words touch."""
    text = f" {' '.join(words)}"
    found = set().union(*map(_touched_by, words))
    begun = set().union(*map(_begun_by, words))
    found.update(each for each, start, pattern in begun if start in text and _compiled(pattern).search(text))
    return [each for each in concepts().names if each in found]


@lru_cache(maxsize=REMEMBERED)
def _touched_by(word: str) -> frozenset[str]:
    """The concepts one word touches by itself."""
    return frozenset(name for name, pattern in concepts().words.items() if pattern.search(f" {word}"))


@lru_cache(maxsize=REMEMBERED)
def _begun_by(word: str) -> frozenset[Phrase]:
    """The phrases one word may begin, also from behind a hyphen."""
    begun = concepts().begun
    parts = re.split(r"\W(?!$)", f"{word} ")
    return frozenset().union(*(begun.get(part[:end], ()) for part in parts for end in range(len(part) + 1)))


@cache
def families() -> Mapping[str, tuple[str, ...]]:
    """The families of each word's stem, as ``families.toml`` lists them."""
    data = tomllib.loads(resources.files(__package__).joinpath("families.toml").read_text("utf-8"))
    found: dict[str, list[str]] = {}
    for name, words in data.items():
        for word in dict.fromkeys(map(stem, words.split())):
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def features(words: Sequence[str]) -> dict[str, float]:
    """The features of plain words, each with its weight: how often, damped, never more than twice."""
    stems = [_stem(word) for word in words if word not in _DULL]
    tags = touched(words)
    kin = {name for each in stems for name in families().get(each, ())}
    found: dict[str, float] = {}
    _count(found, (f"w {each}" for each in stems), 1.0)
    _count(found, (f"p {a} {b}" for a, b in zip(["^", *stems], [*stems, "$"], strict=True)), 1.0)
    _count(found, (f"c {each}" for each in tags), 1.1)
    _count(found, (f"d {a} {b}" for a, b in combinations(tags, 2)), 0.5)
    _count(found, (f"g {each}" for each in sorted(kin)), 0.8)
    for word in words:
        found.update(_pieces(word))
    if "?" in words:
        found["m ?"] = 0.5
    found.update({f"m {mark}": LOUD for mark in ELSEWHERE.intersection(words)})
    return found


_stem = lru_cache(maxsize=REMEMBERED)(stem)


def _count(into: dict[str, float], names: Iterable[str], weight: float) -> None:
    into.update(dict.fromkeys(names, weight))


@lru_cache(maxsize=REMEMBERED)
def _pieces(word: str) -> Mapping[str, float]:
    """The pieces of one word, each with its weight."""
    if word in _DULL or word[0] == "#":
        return {}
    padded = f" {word} "
    starts = ((start, size) for size in PIECES for start in range(len(padded) - size + 1))
    return {f"n {padded[start : start + size]}": 0.3 for start, size in starts}
