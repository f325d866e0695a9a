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

from bot.questions.text import stem

REMEMBERED = 8192
"""Words whose parts are kept at hand: more than a language uses daily."""
PIECES = (3, 4, 5)
"""Lengths of the pieces of words."""

ELSEWHERE = frozenset(("#other_judge", "#docket"))
"""Marks that say a message is about something else than this order."""
LOUD = 2.0

_DULL = frozenset(("?", "!"))


_WITHIN_A_WORD = re.compile(r"(?:\\w|[\w#()|?*+\[\]-])+")
"""A pattern that can match nothing but a part of one word."""

_OPENS_WITH = re.compile(r"([a-z]+) (?!\?)(?:[^|()]|\([^()]*\))*")
"""A pattern that begins with one plain word, whatever follows it."""

Patterns = Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Concepts:
    """All concepts, and the patterns that find them: in one word, in several, and in several after a known first one.

    ``opened`` tells which concepts of ``phrases`` a word may begin; only where it stands are they looked for.
    """

    names: tuple[str, ...]
    words: Patterns
    loose: Patterns
    phrases: Patterns
    opened: Mapping[str, frozenset[str]]


@cache
def concepts() -> Concepts:
    """The concepts as ``concepts.toml`` lists them."""
    data = tomllib.loads(resources.files(__package__).joinpath("concepts.toml").read_text("utf-8"))
    words, loose, phrases = ({name: list[str]() for name in data} for _ in range(3))
    opened: dict[str, set[str]] = {}
    for name, each in ((name, each) for name, every in data.items() for each in every):
        if _WITHIN_A_WORD.fullmatch(each):
            words[name].append(each)
        elif first := _OPENS_WITH.fullmatch(each):
            phrases[name].append(each)
            opened.setdefault(first[1], set()).add(name)
        else:
            loose[name].append(each)
    firsts = {word: frozenset(names) for word, names in opened.items()}
    return Concepts(tuple(data), _compiled(words), _compiled(loose), _compiled(phrases), firsts)


def _compiled(patterns: Mapping[str, Sequence[str]]) -> Patterns:
    # What stands before a word is matched, not looked back at: that finds the places to try ten times as fast.
    return {name: re.compile(rf"\W(?:{'|'.join(each)})(?!\w)") for name, each in patterns.items() if each}


def touched(words: Sequence[str]) -> list[str]:
    """The concepts these plain words touch."""
    known = concepts()
    found = set().union(*map(_touched_by, words))
    text = f" {' '.join(words)}"
    found.update(each for each, pattern in known.loose.items() if each not in found and pattern.search(text))
    possible = set().union(*map(_begun_by, words))
    found.update(each for each in possible - found if known.phrases[each].search(text))
    return [each for each in known.names if each in found]


@lru_cache(maxsize=REMEMBERED)
def _touched_by(word: str) -> frozenset[str]:
    """The concepts one word touches by itself."""
    return frozenset(name for name, pattern in concepts().words.items() if pattern.search(f" {word}"))


@lru_cache(maxsize=REMEMBERED)
def _begun_by(word: str) -> frozenset[str]:
    """The concepts one word may begin a phrase of, also from behind a hyphen."""
    return concepts().opened.get(re.split(r"\W", word)[-1], frozenset())


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
    stems = [stem(word) for word in words if word not in _DULL]
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


def _count(into: dict[str, float], names: Iterable[str], weight: float) -> None:
    for name in names:
        into[name] = weight


@lru_cache(maxsize=REMEMBERED)
def _pieces(word: str) -> Mapping[str, float]:
    """The pieces of one word, each with its weight."""
    if word in _DULL or word[0] == "#":
        return {}
    padded = f" {word} "
    starts = ((start, size) for size in PIECES for start in range(len(padded) - size + 1))
    return {f"n {padded[start : start + size]}": 0.3 for start, size in starts}
