"""Dates and hours as orders print them. A date that cannot be is reported, never repaired."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from bot.orders.vocabulary import words

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = (
    r"(?P<weekday{0}>(?i:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs?(?:day)?)?|Fri(?:day)?|"
    r"Sat(?:urday)?|Sun(?:day)?))\b\.?"
)
_MONTH = (
    r"(?P<month{0}>(?:J(?:anuary|ANUARY)|F(?:ebruary|EBRUARY)|M(?:arch|ARCH)|A(?:pril|PRIL)|M(?:ay|AY)\.?|"
    r"J(?:une|UNE)|J(?:uly|ULY)|A(?:ugust|UGUST)"
    r"|S(?:eptember|EPTEMBER)|O(?:ctober|CTOBER)|N(?:ovember|OVEMBER)|D(?:ecember|ECEMBER)"
    r"|(?:J(?:an|AN|un|UN|ul|UL)|F(?:eb|EB)|M(?:ar|AR)|A(?:pr|PR|ug|UG)|S(?:ept?|EPT?)|O(?:ct|CT)|N(?:ov|"
    r"OV)|D(?:ec|EC))\b\.?))"
)
_ORDINAL_WORDS = words("ordinals")
_DAY_WORD = "|".join(sorted(_ORDINAL_WORDS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?:\b{_WEEKDAY.format(1)},?\s+(?:the\s+)?)?\b{_MONTH.format(1)}\s*(?:(?P<day1>\d{{1,2}})(?:\s?(?:st|nd|"
    rf"rd|d|th|ST|ND|RD|TH))?|"
    rf"(?<=\s)(?:the\s+)?(?P<word1>{_DAY_WORD}))\b(?!\s?[:/]\d)(?:\s*,?\s*(?:of\s+)?(?P<year1>\d{{4,6}})\b)?"
    rf"|(?:\b{_WEEKDAY.format(2)},?\s+)?(?:\bthe\s+)?\b(?:(?P<day2>\d{{1,2}})(?:\s?(?:st|nd|rd|d|th|ST|ND|RD|"
    rf"TH))?|(?P<word2>(?i:{_DAY_WORD})))\s+(?i:day\s+)?(?i:of\s+)?{_MONTH.format(2)}(?:,?"
    rf"\s+(?P<year2>\d{{4,6}})\b)?"
    rf"|(?:\b{_WEEKDAY.format(3)},?"
    rf"\s+)?(?<![\d/.-])(?P<month3>\d{{1,2}})(?P<sep3>[/.-])(?P<day3>\d{{1,2}})(?P=sep3)(?P<year3>\d{{4}}|"
    rf"\d\d)(?![\d/-])"
    rf"|(?<![\d/.-])(?P<year4>\d{{4}})-(?P<month4>\d\d)-(?P<day4>\d\d)(?![\d/-])"
)
_LATER_WEEKDAY = re.compile(rf"\s*+,?\s*+\(\s*+{_WEEKDAY.format('')}\s*\)|,\s+(?:a|which is a)\s+{_WEEKDAY.format(9)}")

_TIME = re.compile(
    r"(?<![\d:/$.-])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?:o'clock\s+)?(?P<half>(?i:[ap]\.\s?m\.|"
    r"[ap]\.?\s?m\b)|(?i:in\s+the\s+(?:fore|after)?noon|in\s+the\s+(?:morning|afternoon)))(?:\s*\((?i:noon|"
    r"midnight)\))?"
    r"|\b(?P<spelled>(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))"
    r"(?:[ -](?P<part>(?i:fifteen|thirty|forty-five)))?"
    r"\s+(?:o'clock\s+)?(?P<daypart>(?i:[ap]\.\s?m\.|in\s+the\s+(?:fore|after)noon|in\s+the\s+(?:morning|afternoon)))"
    r"|\b(?i:half\s+past)\s+(?P<past>(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))\s+"
    r"(?P<pasthalf>(?i:[ap]\.\s?m\.|o'clock\s+in\s+the\s+(?:morning|afternoon)|in\s+the\s+(?:morning|afternoon)))"
    r"|(?P<noon>(?i:\b(?:(?:12(?::00)?|twelve)\s*(?:o'clock\s+)?)?\bnoon\b))"
    r"|(?P<midnight>(?i:\b(?:12(?::00)?\s*)?midnight\b))"
    r"|(?<![\d:/$.-])(?P<military>[01]\d|2[0-3]):?(?P<mminute>[0-5]\d)\s*(?i:hours|hrs)\b"
    r"|(?<![\d:/$.-])(?P<bare>\d{1,2}):(?P<bminute>[0-5]\d)(?![\d:])"
)
_BARE = re.compile(r"(?:0?[1-9]|1[0-2]):[0-5]\d")
_RANGE = re.compile(r"\s*(?:-|to|until|through|and)\s*$")

_MAY_HOLD_DATE = re.compile(r"\d|\bday\s+of\b|\bof\s+[A-Z]|\b[A-Z][a-z]{2,8}\s+(?:the\s+)?[a-z-]+(?:st|nd|rd|th)\b")
_MAY_HOLD_TIME = re.compile(r"\d|noon|midnight|morning|o'clock|[ap]\.\s?m\.", re.IGNORECASE)
_HOURS = words("numbers")
_MINUTES = {None: 0, "fifteen": 15, "thirty": 30, "forty-five": 45}
_REMEMBERED = 512

MOST_AT_ONCE = 30
"""Dates or periods read from one stretch of text. No sentence of an order holds so many."""
EARLIEST_YEAR, LATEST_YEAR = 1990, 2099


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a sentence. ``date`` is ``None`` when there is no such day, or no year is known yet."""

    start: int
    end: int
    date: dt.date | None
    weekday: int | None
    month: int
    day: int
    year: int | None

    @property
    def impossible(self) -> bool:
        """Whether a year is printed and still no such day exists, or the year makes no sense."""
        return self.date is None and self.year is not None

    @property
    def weekday_differs(self) -> bool:
        """Whether the order prints a weekday that this date is not."""
        return self.date is not None and self.weekday is not None and self.date.weekday() != self.weekday

    def near(self, reference: dt.date | None) -> "DateMention":
        """The same, a missing year filled with the one that puts the day nearest the reference."""
        if self.year is not None or reference is None:
            return self
        days = [day for year in (-1, 0, 1) if (day := _day(reference.year + year, self.month, self.day))]
        nearest = min(days, key=lambda day: abs((day - reference).days), default=None)
        return replace(self, date=nearest)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """An hour in a sentence. ``time`` is ``None`` where the order leaves morning or afternoon open."""

    start: int
    end: int
    time: dt.time | None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if EARLIEST_YEAR <= year <= LATEST_YEAR else None
    except ValueError:
        return None


def _weekday(text: str | None) -> int | None:
    return next((index for index, name in enumerate(WEEKDAYS) if text and name.startswith(text[:3].lower())), None)


@lru_cache(maxsize=_REMEMBERED)
def dates(text: str) -> Sequence[DateMention]:
    """Every date in the text, in order. Remembered while an order is read."""
    if not _MAY_HOLD_DATE.search(text):
        return []
    return [_mention(match, text) for match in islice(_DATE.finditer(text), MOST_AT_ONCE)]


def _mention(match: re.Match[str], text: str) -> DateMention:
    part = match.groupdict()
    form = next(number for number in "1234" if part[f"month{number}"])
    month_text = part[f"month{form}"]
    month = _MONTHS.index(month_text[:3].lower()) + 1 if form in "12" else int(month_text)
    spelled = part.get(f"word{form}")
    day = _ORDINAL_WORDS.index(spelled.lower()) + 1 if spelled else int(part[f"day{form}"])
    year_text = part[f"year{form}"]
    year = int(year_text) + (2000 if len(year_text) == 2 else 0) if year_text else None  # noqa: PLR2004 - two digits
    later = _LATER_WEEKDAY.match(text, match.end())
    named = part.get(f"weekday{form}") or (later and (later["weekday"] or later["weekday9"]))
    return DateMention(
        match.start(),
        later.end() if later else match.end(),
        _day(year, month, day) if year is not None else None,
        _weekday(named),
        month,
        day,
        year,
    )


@lru_cache(maxsize=_REMEMBERED)
def times(text: str) -> Sequence[TimeMention]:
    """Every hour in the text. In "10:00 to 11:30 a.m." the first takes its half of the day from the second."""
    found = list(_times(text)) if _MAY_HOLD_TIME.search(text) else []
    for index, mention in enumerate(found[:-1]):
        following = found[index + 1]
        if mention.time is None and following.time and _RANGE.fullmatch(text[mention.end : following.start]):
            found[index] = replace(mention, time=_before(text[mention.start : mention.end], following.time))
    return found


def _times(text: str) -> Iterator[TimeMention]:
    for match in _TIME.finditer(text):
        yield TimeMention(match.start(), match.end(), _hour(match))


def _hour(match: re.Match[str]) -> dt.time | None:
    if match["noon"]:
        return dt.time(12)
    if match["midnight"]:
        return dt.time(23, 59)
    if match["military"]:
        return dt.time(int(match["military"]), int(match["mminute"]))
    if match["bare"]:
        hour = int(match["bare"])
        return dt.time(hour, int(match["bminute"])) if 13 <= hour < 24 else None  # noqa: PLR2004 - a 24-hour clock
    if match["past"]:
        return _on_the_clock(_HOURS.index(match["past"].lower()) + 1, _MINUTES["thirty"], match["pasthalf"])
    if match["spelled"]:
        return _on_the_clock(_HOURS.index(match["spelled"].lower()) + 1, _MINUTES[match["part"]], match["daypart"])
    return _on_the_clock(int(match["hour"]), int(match["minute"] or 0), match["half"])


def _on_the_clock(hour: int, minute: int, half: str) -> dt.time | None:
    """The hour of a 12-hour clock and its half of the day ("a.m.", "in the afternoon")."""
    if hour > 12 or hour == 0 or minute > 59:  # noqa: PLR2004 - no such hour on a 12-hour clock
        return None
    afternoon = half.lower().startswith("p") or "afternoon" in half.lower()
    return dt.time(hour % 12 + (12 if afternoon else 0), minute)


def _before(bare: str, end: dt.time) -> dt.time | None:
    if not _BARE.fullmatch(bare):
        return None
    hour, minute = (int(part) for part in bare.split(":"))
    options = [dt.time(each, minute) for each in (hour % 12, hour % 12 + 12)]
    return next((each for each in reversed(options) if each < end), None)


def forget() -> None:
    """Forget the texts remembered while an order was read."""
    dates.cache_clear()
    times.cache_clear()
