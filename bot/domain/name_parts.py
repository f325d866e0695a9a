"""An entry taken apart: the name itself, and what stands around it."""

import re
from dataclasses import dataclass

from bot.domain.name_words import COMMON, GIVEN, HEDGE, HONORIFIC, PARTICLE, SUFFIX, fold

_ASIDE = re.compile(r"\(([^()]*)\)|\"([^\"]*)\"|“([^”]*)”|«([^»]*)»|(?<!\w)'(?!t\b)([^']+)'(?!\w)")
_CHILD_OF = re.compile(r"\b(?:a/[lp]|[sdw]/o|b/o)\b", re.IGNORECASE)
"""Son or daughter of, in Malaysian and Indian names."""
_DASH = re.compile(r"\s+[-–—]+\s+|\s*[–—]\s*|:\s+")
_WORD = re.compile(r"[^\s,;/&+]+")
_INITIALS = re.compile(r"(?:[^\W\d_][.ªº]+)+(?:-?[^\W\d_]\.)*|[^\W\d_a-z]")
_STYLED = frozenset({"hon", "honorable", "honourable", "rev", "reverend", "rt"})
_ABSTRACT = re.compile(r"\w{3}(?:[ts]ions?|ability|ibility)$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of an entry: as typed, and folded for looking it up, without a possessive ending."""

    typed: str
    key: str
    possessive: bool = False

    @property
    def initial(self) -> bool:
        """Whether it is an initial or several: "J.", "J.R.R.", "S"."""
        return bool(_INITIALS.fullmatch(self.typed))

    @property
    def given(self) -> bool:
        """Whether it is a known given name."""
        return self.key in GIVEN or self.key.split("-")[0] in GIVEN

    @property
    def common(self) -> bool:
        """Whether it is a word of ordinary language. Abstract nouns are told by their ending: no name has it.

        A word with an accent is another one: "Hồ" is not "ho".
        """
        return self.typed.isascii() and (self.within(COMMON) or bool(_ABSTRACT.search(self.key)))

    def within(self, words: frozenset[str]) -> bool:
        """Whether it, or every part of it between hyphens, is among the words."""
        return self.key in words or ("-" in self.key and all(part in words for part in self.key.split("-") if part))


@dataclass(frozen=True, slots=True)
class Parts:
    """An entry without what was said beside it, the words of its name, the asides, and whether a title stood there."""

    body: str
    words: tuple[Word, ...]
    asides: tuple[str, ...] = ()
    tail: str = ""
    addressed: bool = False

    @property
    def hedged(self) -> bool:
        """Whether what stands beside the name leaves open whether it is the one."""
        said = " ".join((*self.asides, self.tail))
        return "?" in said or any(word in HEDGE for word in re.findall(r"\w+", fold(said)))


def apart(entry: str) -> Parts:
    """Take a tidy entry apart."""
    entry = _CHILD_OF.sub(" ", entry)
    asides = tuple("".join(found) for found in _ASIDE.findall(entry))
    without = _ASIDE.sub(" ", entry).strip(" ,")
    if not words_of(without):
        without, asides = entry.strip("()[]\"'“”«» "), ()
    body, *tails = _DASH.split(without, maxsplit=1)
    words, addressed = _bare(words_of(body))
    return Parts(body, words, asides, " ".join(tails), addressed)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, without the signs between them."""
    return tuple(filter(lambda word: word.key, map(_word, _WORD.findall(text))))


def _word(typed: str) -> Word:
    typed = typed.strip('()[]"“”«»!?:…-')
    key = fold(typed).strip("'")
    possessive = bool(re.fullmatch(r"\w{3,}'s|\w{3,}s'", fold(typed)))
    return Word(typed, key.removesuffix("'s") if possessive else key, possessive)


def _bare(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], bool]:
    first, last = 0, len(words)
    if last > 1 and words[0].key == "the" and words[1].key in _STYLED:
        first = 1
    while last - first > 1 and words[first].key in HONORIFIC and not _is_name_here(words, first, last):
        first += 1
    while last - first > 1 and is_suffix(words[last - 1]):
        last -= 1
    return words[first:last], (first, last) != (0, len(words))


def is_suffix(word: Word) -> bool:
    """Whether the word is "Jr." or a degree; a degree is written in capitals or with dots: "MA", unlike "Ma"."""
    degree = "." in word.typed or sum(map(str.isupper, word.typed)) > 1
    return word.key in SUFFIX and (degree or word.key in {"jr", "sr", "esq", "esquire", "junior"})


def _is_name_here(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Before one other word: a given name such as "Earl", or half of a position, "Attorney General"."""
    one_follows = last - first == 2  # noqa: PLR2004 - this word and one more
    return one_follows and (words[first].key in GIVEN or words[first + 1].key in HONORIFIC)


def is_particle(word: Word) -> bool:
    """Whether the word links parts of a name: "van", "de la", "bin"."""
    return word.key in PARTICLE
