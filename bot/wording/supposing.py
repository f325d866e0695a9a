"""The day a question supposes a demand was made: "when is our response due if they sent it December 20?"."""

import datetime as dt
import re

from bot.domain.dates import Typed, read_date
from bot.domain.day_words import WEEKDAYS

_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = (
    rf"(?:{_WEEKDAY},?\s)?(?:the\s)?(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH})"
    r"(?:,?\s\d{4})?|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}(?:/\d{2,4})?"
)
_SINCE = rf"yesterday|today|(?:(?:last|this\spast|this)\s)?{_WEEKDAY}"
_MADE = (
    r"(?:ma[dk]e|makes|sent|send|sends|served?|gave|give|got|get|received?|communicated?|delivered?|e-?mailed|dated)"
)
_SUPPOSED = re.compile(
    rf"\b(?:{_MADE}\b[^.?!;]{{0,40}}?|demand(?:ed)?\s(?:of|from|on|dated|was|is)?\s?(?:on\s)?)"
    rf"\b(?:(?P<day>{_DAY})|(?P<since>{_SINCE}))\b",
    re.IGNORECASE,
)
_DEMAND = re.compile(r"\bdemand", re.IGNORECASE)


def supposed_demand(asked: str, conference: dt.date, today: dt.date | None) -> dt.date | None:
    """The day, or ``None`` where the question supposes none. A day without its year is the last before the conference.

    ``today`` is the court's day, without which "yesterday" or "last Friday" is no day.
    """
    words = " ".join(asked.split())
    found = _SUPPOSED.search(words) if _DEMAND.search(words) else None
    if found is None:
        return None
    if found["day"]:
        return _day(found["day"], conference)
    return _since(found["since"].lower(), today) if today else None


def _day(words: str, conference: dt.date) -> dt.date | None:
    for text in (words, f"{words} {conference.year}", f"{words} {conference.year - 1}"):
        read = read_date(_dated(text))
        if isinstance(read, Typed) and (text == words or read.date < conference):
            return read.date
    return None


def _dated(text: str) -> str:
    """Figures with a year behind them are one date: "12/20 2026" is "12/20/2026"."""
    return re.sub(r"^(\d{1,2}/\d{1,2}) (\d{4})$", r"\1/\2", text)


def _since(words: str, today: dt.date) -> dt.date:
    if words in ("today", "yesterday"):
        return today - dt.timedelta(words == "yesterday")
    weekday = next(at for at, name in enumerate(WEEKDAYS) if name.lower()[:3] == words.rpartition(" ")[2][:3])
    return today - dt.timedelta((today.weekday() - weekday - 1) % 7 + 1)
