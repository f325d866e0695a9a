"""Entries that are told from a name by their shape alone: addresses, numbers, dates, code, keys hit at random."""

import re
import unicodedata

from bot.domain.day_words import MONTHS, WEEKDAYS
from bot.domain.name_words import GIVEN, VOWELLESS, fold

_CONTACT = re.compile(
    r"@|://|^www\.|\bmailto:|^#\w|\b[\w-]+\.(?:com|org|net|gov|edu|law|io|us|uk|biz|info|test|example)\b|^\w+_\w+$"
    r"|^\(?\+?\d[\d\s().+-]{5,}\d\)?(?:\s*(?:x|ext\.?)\s*\d+)?$"
    r"|^(?:x|ext\.?|extension|tel\.?|fax|cell|mobile|phone)\s*:?\s*\+?\(?\d",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"[a-z]+(?:\.[a-z]{2,})+|[A-NP-Z][A-Z][a-z]{2,}")
_CODE = re.compile(r"[<>{}=|\\^~*$€£%\[\]]|--|';|^/|\(\)|^:\w+:$")
_WEEKDAY = "|".join(f"{day[:3]}(?:{day[3:]})?" for day in WEEKDAYS)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS) + "|sept"
_DATE = re.compile(
    r"(?:(?:by|on|next|this|last|early|late|mid|end of|before|after|until)\s+)?"
    rf"(?:(?:{_WEEKDAY})s?(?:\s+(?:morning|afternoon|evening|night|am|pm))?"
    rf"|(?:(?:{_WEEKDAY})\.?,?\s+)?(?:{_MONTH})\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\.?(?:,?\s+\d{{4}})?"
    r"|(?:the\s+)?(?:week|month|year|quarter)(?:end)?|noon|midnight|\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.|o'clock))",
    re.IGNORECASE,
)
_STILL_TO = re.compile(r"(?:à|á|a|por|para|da) (?:être |ser |essere )?[^\W\d_]{3,}(?:ar|er|ir|re)|to be .+")
"""What is still to be done, in small letters: "to be ann'd", "por anunciar", "à communiquer"."""
_ORDINAL = re.compile(r"\b(?:2nd|3rd|[4-9]th)\b", re.IGNORECASE)
_THRICE = re.compile(r"(\w)\1\1")
_NUMERALS = frozenset({"iii", "viii", "xiii"})
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "poiuytrewq", "lkjhgfdsa", "mnbvcxz", "abcdefghij")
_RUN = 4
_PICTURES = frozenset({"So", "Sk", "Sm", "Cs", "Co", "Cn"})


def shape_fault(entry: str) -> str | None:
    """The code of what a tidy entry is by its shape, or ``None``."""
    if not any(char.isalnum() for char in entry):
        return "symbols"
    if _CONTACT.search(entry) or _HANDLE.fullmatch(entry):
        return "contact"
    if _CODE.search(entry):
        return "code"
    if _DATE.fullmatch(entry) and entry.casefold() not in GIVEN:
        return "date"
    if any(char.isdigit() for char in _ORDINAL.sub("", entry)):
        return "number"
    if _nonsense(entry) or _STILL_TO.fullmatch(entry):
        return "placeholder"
    if any(map(_mixed, entry.split())):
        return "mixed_letters"
    return "symbols" if any(unicodedata.category(char) in _PICTURES for char in entry) else None


def _nonsense(entry: str) -> bool:
    words = list(filter(None, (fold(word).strip("-'!?()") for word in re.split(r"[\s,]+", entry))))
    return all(map(_random, words)) or any(_THRICE.search(word) for word in words if word not in _NUMERALS)


def _random(word: str) -> bool:
    if not word.isascii() or word in VOWELLESS:
        return False
    run = len(word) >= _RUN and any(word in keys * 2 for keys in _KEYS)
    half = word[: len(word) // 2]
    return len(set(word)) == 1 or run or (len(half) >= _RUN and half * 2 == word) or not re.search(r"[aeiouy]", word)


def _mixed(word: str) -> bool:
    scripts = {unicodedata.name(char, "").split(" ")[0] for char in word if char.isalpha()}
    return len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1
