"""The parts of a typed date: weekday, month, numbers, hour and zone, found in one pass over the text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.domain.day_words import MONTHS, WEEKDAYS

_NOISE = frozenset({"at", "on", "of", "the", "by", "t", "time", "standard", "daylight", "prevailing"})
_RELATIVE = {"yesterday": -1, "today": 0, "tomorrow": 1}
_ZONES = {
    "America/New_York": ("et", "est", "edt", "eastern"),
    "America/Chicago": ("ct", "cst", "cdt", "central"),
    "America/Denver": ("mt", "mst", "mdt", "mountain"),
    "America/Los_Angeles": ("pt", "pst", "pdt", "pacific"),
}
_ZONE_OF = {word: zone for zone, words in _ZONES.items() for word in words}
_SHORTEST_NAME = 3
_NICKNAMES = {"weds": "wednesday", "sept": "september"}


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour as written. ``half`` is "a", "p" or empty; ``padded`` says that it begins with 0, as in "02:30"."""

    hour: int
    minute: int
    half: str
    padded: bool


@dataclass(frozen=True, slots=True)
class Numeric:
    """A day written in digits alone, as its numbers stand: two without a year, three with one."""

    numbers: tuple[int, ...]
    separator: str
    year_first: bool = False
    short_year: bool = False


@dataclass(slots=True)
class Tokens:
    """What stands in the text, each part at most as often as one date can have it."""

    weekday: int | None = None
    month: int | None = None
    year: int | None = None
    numbers: list[int] = field(default_factory=list)
    numeric: Numeric | None = None
    clock: Clock | None = None
    midnight: bool | None = None
    relative: int | None = None
    zone: str | None = None

    def once(self, part: str, value: object) -> bool:
        """Keep a part; false where the text already had one."""
        if getattr(self, part) is not None:
            return False
        setattr(self, part, value)
        return True


def tokens_of(text: str) -> Tokens | None:
    """The parts of a typed date, or ``None`` where anything else stands in it, or one part twice."""
    text = text.lower().replace("’", "'")
    found = Tokens()
    place = 0
    while place < len(text):
        match, take = next(
            ((match, take) for pattern, take in _READERS if (match := pattern.match(text, place))), (None, None)
        )
        if match is None or take is None or not take(found, match):
            return None
        place = match.end()
    return found


def _year_first(found: Tokens, match: re.Match[str]) -> bool:
    year, month, day = (int(match[part]) for part in (1, 3, 4))
    return found.once("numeric", Numeric((year, month, day), match[2], year_first=True))


def _three_numbers(found: Tokens, match: re.Match[str]) -> bool:
    numbers = tuple(int(match[part]) for part in (1, 3, 4))
    return found.once("numeric", Numeric(numbers, match[2], short_year=len(match[4]) == 2))  # noqa: PLR2004 - digits


def _two_numbers(found: Tokens, match: re.Match[str]) -> bool:
    return found.once("numeric", Numeric((int(match[1]), int(match[3])), match[2]))


def _hour_and_minute(found: Tokens, match: re.Match[str]) -> bool:
    padded = match[1].startswith("0")
    return found.once("clock", Clock(int(match[1]), int(match[2]), match[3] or "", padded))


def _hour_alone(found: Tokens, match: re.Match[str]) -> bool:
    return found.once("clock", Clock(int(match[1]), 0, match[2], padded=False))


def _noon(found: Tokens, _: re.Match[str]) -> bool:
    return found.once("clock", Clock(12, 0, "p", padded=False))


def _year(found: Tokens, match: re.Match[str]) -> bool:
    return found.once("year", int(match[1]))


def _number(found: Tokens, match: re.Match[str]) -> bool:
    found.numbers.append(int(match[1]))
    return True


def _gap(_: Tokens, match: re.Match[str]) -> bool:
    return bool(match)


def _word(found: Tokens, match: re.Match[str]) -> bool:
    word = _NICKNAMES.get(match[0], match[0])
    if word in _NOISE:
        return True
    if word in _ZONE_OF:
        return found.once("zone", _ZONE_OF[word])
    if word in _RELATIVE:
        return found.once("relative", _RELATIVE[word])
    if word == "midnight":
        return found.once("midnight", value=True)
    month, weekday = _named(word, MONTHS), _named(word, WEEKDAYS)
    if month is not None:
        return found.once("month", month + 1)
    return weekday is not None and found.once("weekday", weekday)


def _named(word: str, names: tuple[str, ...]) -> int | None:
    """The place of a name given in full or by its beginning, three letters or more."""
    if len(word) < _SHORTEST_NAME:
        return None
    return next((place for place, name in enumerate(names) if name.lower().startswith(word)), None)


_READERS: tuple[tuple[re.Pattern[str], Callable[[Tokens, re.Match[str]], bool]], ...] = tuple(
    (re.compile(pattern), take)
    for pattern, take in (
        (r"(\d{4})([-/.])(\d{1,2})[-/.](\d{1,2})(?!\d)", _year_first),
        (r"(\d{1,2})([-/.])(\d{1,2})\2'?(\d{4}|\d{2})(?!\d)", _three_numbers),
        (r"(\d{1,2})[:.](\d{2})(?::\d{2})?(?![\d:])(?:\s?([ap])(?:\.?\s?m)?\b\.?)?", _hour_and_minute),
        (r"(\d{1,2})\s?([ap])(?:\.?\s?m)?\b\.?", _hour_alone),
        (r"(?:12\s)?noon\b|midday\b", _noon),
        (r"(\d{1,2})([-/])(\d{1,2})(?![\d/-])", _two_numbers),
        (r"(\d{4})(?!\d)", _year),
        (r"'?(\d{1,2})(?:st|nd|rd|th)?(?!\d)", _number),
        (r"[a-z]+", _word),
        (r"[-–—/\s,;.()@]+", _gap),
    )
)
