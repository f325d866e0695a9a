"""An entry taken apart: the name itself, and what stands around it."""

import re
from dataclasses import dataclass

from bot.domain.name_words import GIVEN, HEDGE, HONORIFIC, PARTICLE, SUFFIX, fold

_ASIDE = re.compile(r"\(([^()]*)\)|\"([^\"]*)\"|“([^”]*)”|«([^»]*)»|(?<!\w)'(?!t\b)([^']+)'(?!\w)")
_DASH = re.compile(r"\s+[-–—]+\s+|\s*[–—]\s*|:\s+")
_WORD = re.compile(r"[^\s,;/&+]+")
_INITIALS = re.compile(r"(?:[^\W\d_][.ªº]+)+(?:-?[^\W\d_]\.)*|[^\W\d_a-z]")


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

    def within(self, words: frozenset[str]) -> bool:
        """Whether it, or every part of it between hyphens, is among the words."""
        return self.key in words or ("-" in self.key and all(part in words for part in self.key.split("-") if part))


@dataclass(frozen=True, slots=True)
class Parts:
    """The entry without what was said beside it, and the words of its name; what was said beside it; whether honorifics or suffixes stood around it."""

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
    typed = typed.strip("()[]\"“”«»!?:…-")
    key = fold(typed).strip("'")
    possessive = bool(re.fullmatch(r"\w{3,}'s|\w{3,}s'", fold(typed)))
    return Word(typed, key.removesuffix("'s") if possessive else key, possessive)


def _bare(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], bool]:
    first, last = 0, len(words)
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
    """A word such as "Earl", a given name where one other word follows it."""
    return words[first].key in GIVEN and last - first == 2  # noqa: PLR2004 - a given name and a surname


def is_particle(word: Word) -> bool:
    """Whether the word links parts of a name: "van", "de la", "bin"."""
    return word.key in PARTICLE
