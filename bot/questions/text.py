"""A message made plain: one spelling for what a team types in twenty ways.

``plain`` gives the words of a message as the examples would have them: lower case, abbreviations written out,
contractions opened, dates, hours, sums and names replaced by marks such as ``#date`` and ``#judge``.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources

LONGEST = 1200
"""Characters read of one message; what follows is context nobody asks in."""

_QUOTES = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": " - ", "…": " "})
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_MARKS = (
    (re.compile(r"\S+@\S+\.\w+"), " #email "),
    (re.compile(r"https?://\S+"), " #web "),
    (re.compile(r"<?@\w+>?"), " "),
    (re.compile(r"(?:¶+|§+)\s*(?=\d)"), " paragraph "),
    (re.compile(r"[¶§]+"), " paragraph "),
)
_MARKS_OF_NUMBERS = (
    (
        re.compile(r"\b\d{1,2}:\d\d-?[a-z]{2}-\d{3,6}(?:-[a-z]+)*\b|\b\d{2,4}-?\s?(?:civ|cv|cr)[.\s-]*\d{2,6}\b"),
        " #docket ",
    ),
    (
        re.compile(r"[$€£]\s?\d[\d,.]*\s?(?:k|m|mm|mil|million|thousand)?\b|\b\d[\d,.]*\s?(?:k|mm|million|thousand)\b"),
        " #sum ",
    ),
    (re.compile(r"\b\d{1,2}(?::\d\d)\s*(?:[ap]m\b)?|\b\d{1,2}\s*[ap]m\b"), " #hour "),
    (re.compile(r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b"), " #date "),
    (re.compile(rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b"), " #date "),
    (re.compile(rf"\b(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)(?:\s+of\s+{_MONTH})?\b"), " #date "),
    (re.compile(rf"\b\d{{1,2}}\s+{_MONTH}\s*(?:\d{{4}})?\b"), " #date "),
)
_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(r"[\U0001F300-\U0001FAFF\u2600-\u27BF]|#?[a-z0-9][a-z0-9]*(?:-[a-z0-9]+)*|[?!]")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What ``words.toml`` says, ready for use."""

    phrases: re.Pattern[str]
    meanings: dict[str, str]
    contractions: tuple[tuple[re.Pattern[str], str], ...]
    words: dict[str, str]
    ordinary: frozenset[str]


@cache
def lexicon() -> Lexicon:
    data = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
    longest_first = sorted(data["phrases"], key=len, reverse=True)
    return Lexicon(
        phrases=re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"),
        meanings=data["phrases"],
        contractions=tuple((re.compile(rf"{re.escape(k)}(?!\w)"), v) for k, v in data["contractions"].items()),
        words={**data["abbreviations"], **data["numbers"]},
        ordinary=frozenset(data["names"]["ordinary"].split()),
    )


def plain(message: str, spell: Callable[[str], str] = str, names: dict[str, str] | None = None) -> list[str]:
    """The words of a message, in order.

    ``names`` maps a lower-case name in the message to its mark; ``spell`` corrects a word.
    """
    words = lexicon().words
    known = names or {}
    tokens: list[str] = []
    for token in _TOKEN.findall(_opened(message)):
        if token in known:
            tokens.append(known[token])
        elif token in words:
            tokens.extend(words[token].split())
        else:
            tokens.append(token if token[0] in "#?!" else spell(token))
    return tokens


def _opened(message: str) -> str:
    """The message in lower case, with marks for dates and the like, its contractions and phrases written out."""
    text = _without_accents(message[:LONGEST].translate(_QUOTES)).lower()
    for pattern, mark in (*_MARKS, *_MARKS_OF_NUMBERS) if _DIGIT.search(text) else _MARKS:
        text = pattern.sub(mark, text)
    text = text.replace("can't", "can not").replace("won't", "will not")
    for ending, written in lexicon().contractions:
        text = ending.sub(written, text)
    text = text.replace("'", "")
    return lexicon().phrases.sub(lambda match: lexicon().meanings[match[0]], text)


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))


def stem(word: str) -> str:
    """The word without plural and tense: ``letters`` meets ``letter``, ``attended`` and ``attending`` meet."""
    if len(word) <= 3 or word[0] == "#":  # noqa: PLR2004  three letters have no ending to lose
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:  # noqa: PLR2004  a stem keeps three letters
            return _undouble(word[: -len(ending)] + instead)
    return word


_ENDINGS = (
    ("sses", "ss"), ("ies", "y"), ("ss", "ss"), ("us", "us"), ("ness", ""), ("ments", ""), ("ment", ""),
    ("ations", "at"), ("ation", "at"), ("ingly", ""), ("ings", ""), ("ing", ""), ("edly", ""), ("ied", "y"),
    ("ed", ""), ("es", ""), ("s", ""), ("ly", ""), ("e", ""),
)  # fmt: skip


def _undouble(word: str) -> str:
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz"  # noqa: PLR2004  as above
    word = word[:-1] if doubled else word
    return word[:-1] if word.endswith("e") and len(word) > 3 else word  # noqa: PLR2004  as above
