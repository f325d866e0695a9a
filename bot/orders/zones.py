"""A time zone an order states beside an hour."""

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

_STATED = re.compile(
    r"(?:[ap]\.?\s?m\.?|noon)\s*,?\s*\(?\s*(?:(?P<short>E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T|AK[SD]T|H[SD]?T|"
    r"HST|AST)\b|(?P<long>Eastern|Central|Mountain|Pacific|Alaska|Hawaii|Atlantic)\b)",
    re.IGNORECASE,
)
_ZONES = {
    "e": ("Eastern", "America/New_York"),
    "c": ("Central", "America/Chicago"),
    "m": ("Mountain", "America/Denver"),
    "p": ("Pacific", "America/Los_Angeles"),
    "ak": ("Alaska", "America/Anchorage"),
    "h": ("Hawaii", "Pacific/Honolulu"),
    "at": ("Atlantic", "America/Puerto_Rico"),
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A zone by its everyday name, with the IANA zone that usually means."""

    name: str
    iana: str

    def agrees_with(self, zone: str | None) -> bool:
        """Whether that zone keeps this one's standard time, as Detroit and Boise keep Eastern and Mountain."""
        if zone is None:
            return False
        winter = dt.datetime(2024, 1, 15, 12)  # noqa: DTZ001 - the zones are laid on below
        return (
            winter.replace(tzinfo=ZoneInfo(zone)).utcoffset() == winter.replace(tzinfo=ZoneInfo(self.iana)).utcoffset()
        )


def stated_zone(text: str) -> Stated | None:
    """The zone the sentence states after an hour ("2:30 p.m. ET"), or ``None``."""
    match = _STATED.search(text)
    if match is None:
        return None
    word = (match["short"] or match["long"]).lower()
    key = "ak" if word.startswith("a") and word[1] in "kl" else "at" if word[0] == "a" else word[0]
    return Stated(*_ZONES[key])
