"""Finding an order's numbered paragraphs: a number counts only as part of a run that starts at the beginning."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_ROMAN = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
    "XIX",
    "XX",
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True, slots=True)
class Mark:
    """A paragraph's number and where it is printed."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Scheme:
    pattern: re.Pattern[str]
    value: Callable[[str], int]


def _roman(text: str) -> int:
    return _ROMAN.index(text) + 1 if text in _ROMAN else 0


def _letter(text: str) -> int:
    return ord(text.upper()) - ord("A") + 1


def _ordinal(word: str) -> int:
    return _ORDINALS.index(word.lower()) + 1 if word.lower() in _ORDINALS else 0


_SCHEMES = (
    _Scheme(
        re.compile(
            r"^[ \t]*(?:¶[ \t]?|(?:Section|Paragraph|SECTION)[ \t])?(\d{1,2})\.(?:[ \t]+|(?=[A-Z\"])|$)", re.MULTILINE
        ),
        int,
    ),
    _Scheme(re.compile(r"^[ \t]*([IVX]{1,5})\.(?:[ \t]+|$)", re.MULTILINE), _roman),
    _Scheme(re.compile(r"^[ \t]*([A-Z])\.[ \t]+(?=\S)", re.MULTILINE), _letter),
    _Scheme(re.compile(r"^[ \t]*\(?(\d{1,2})\)[ \t]+", re.MULTILINE), int),
    _Scheme(re.compile(r"^[ \t]*\(?([a-z])\)[ \t]+", re.MULTILINE), _letter),
    _Scheme(re.compile(r"^[ \t]*([A-Z][a-z]{4,6})(?:,[ \t]|:[ \t])", re.MULTILINE), _ordinal),
)
_INLINE = _Scheme(re.compile(r"(?:^|(?<=[.;:)\"] ))(\d{1,2})\.[ \t]+(?=[A-Z\"])"), int)


def marks(text: str) -> list[Mark]:
    """The numbers of the top-level paragraphs, in order: the run that starts first, of two or more."""
    runs = [run for scheme in _SCHEMES if len(run := _run(scheme, text)) > 1]
    if not runs and len(inline := _run(_INLINE, text)) > 1:
        runs = [inline]
    return min(runs, key=lambda run: run[0].start, default=[])


def _run(scheme: _Scheme, text: str) -> list[Mark]:
    run: list[Mark] = []
    for match in scheme.pattern.finditer(text):
        if scheme.value(match[1]) == len(run) + 1:
            run.append(Mark(match[1], match.start(), match.end()))
    return run
