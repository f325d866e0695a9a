"""Spelling corrected towards the words the examples use."""

from collections.abc import Callable
from functools import cache

SHORTEST = 5
"""Letters a word needs to be corrected; shorter words are too near to one another."""
FAR = 8
"""Letters from which a word may be two slips away."""
TWO = 2


@cache
def speller(words: frozenset[str]) -> Callable[[str], str]:
    """Corrects a word to the one known word a slip away; a word that is known, or near several, stays."""
    near = _index(words)
    remembered: dict[str, str] = {}

    def spell(word: str) -> str:
        if word in words or len(word) < SHORTEST or not word.isalpha():
            return word
        if word not in remembered:
            if len(remembered) > 10_000:  # noqa: PLR2004  a bound on memory, not a meaning
                remembered.clear()
            remembered[word] = _nearest(word, near)
        return remembered[word]

    return spell


def _index(words: frozenset[str]) -> dict[str, list[str]]:
    """Each word under every form of it that lacks one letter."""
    near: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) >= SHORTEST - 1:
            for form in _less(word):
                near.setdefault(form, []).append(word)
    return near


def _less(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _nearest(word: str, near: dict[str, list[str]]) -> str:
    found = {
        each for form in _less(word) for each in near.get(form, ()) if each[0] == word[0] and slips(word, each) <= 1
    }
    if not found and len(word) >= FAR:
        twice = {form for less in _less(word) for form in _less(less)}
        alike = {each for form in twice for each in near.get(form, ()) if each[:2] == word[:2]}
        found = {each for each in alike if slips(word, each) <= TWO}
    inflected = {each for each in found if each.rstrip("s") == word.rstrip("s")}
    return word if inflected or len(found) != 1 else found.pop()


def slips(one: str, other: str) -> int:
    """Letters added, dropped, changed or swapped between two words."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        row = [at]
        for place, wanted in enumerate(other, 1):
            cost = min(last[place] + 1, row[-1] + 1, last[place - 1] + (letter != wanted))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == wanted:
                cost = min(cost, before[place - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
