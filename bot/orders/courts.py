"""The courts: their names as orders print them, and the clock each keeps."""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypedDict

from bot.orders.cleaning import Clean
from bot.orders.naming import cased

_PART = {"N": "Northern", "S": "Southern", "E": "Eastern", "W": "Western", "M": "Middle", "C": "Central"}
_FULL = re.compile(
    r"UNITED\s+STATES\s+(?P<kind>DISTRICT|BANKRUPTCY)\s+COURT\b[\s,]*(?:FOR\s+THE\s+|IN\s+(?:AND\s+FOR\s+)?THE\s+)?"
    r"(?:(?P<part>NORTHERN|SOUTHERN|EASTERN|WESTERN|MIDDLE|"
    r"CENTRAL)\s+)?(?:THE\s+)?(?:JUDICIAL\s+)?DISTRICT\s+(?:COURT\s+)?(?:OF|"
    r"FOR)\s+(?:THE\s+)?(?P<state>[A-Z][A-Z .]{2,40})",
    re.IGNORECASE,
)
_TERRITORY = re.compile(
    r"\bDISTRICT\s+COURT\s+(?:OF|FOR)\s+(?:THE\s+)?(?P<part>(?!))?(?P<state>(?:U\.S\.\s+)?(?:VIRGIN\s+ISLANDS|GUAM|"
    r"NORTHERN\s+MARIANA\s+ISLANDS))",
    re.IGNORECASE,
)
_NAME_ONLY = re.compile(
    r"\b(?:(?P<part>Northern|Southern|Eastern|Western|Middle|"
    r"Central)\s+)?District\s+of\s+(?:the\s+)?(?P<state>[A-Z][A-Za-z .]{2,40})",
    re.IGNORECASE,
)


_CLAIMS = re.compile(r"UNITED\s+STATES\s+COURT\s+OF\s+FEDERAL\s+CLAIMS", re.IGNORECASE)
_OF_A_STATE = re.compile(
    r"(?:^[ \t]*(?:IN[ ]THE[ ])?|\b(?:Term|Part)\b[^\n]{0,40}\b(?:of|OF)[ ](?:the|THE)[ ])((?:SUPREME|SUPERIOR|"
    r"CIRCUIT|DISTRICT|COUNTY|CHANCERY|FAMILY)\s+COURT\s+(?:OF|"
    r"FOR)\s+(?:THE\s+)?"
    r"(?:(?:STATE|"
    r"COMMONWEALTH)\s+OF\s+)?(?P<state>[A-Z][A-Z ]{3,20})(?:[ ]*,?\s+(?:(?:held\s+)?(?:in\s+and\s+)?FOR\s+(?:THE\s+)?)?"
    r"(?:COUNTY|PARISH|CITY)\s+OF\s+[A-Z][A-Z ]{2,30}|"
    r"\s*,?\s+(?:IN\s+AND\s+)?FOR\s+(?:THE\s+)?[A-Z][A-Z-]{2,20}(?:[ ][A-Z]{2,15})?\s+COUNTY\b)?)",
    re.MULTILINE | re.IGNORECASE,
)
_OF_A_COUNTY = re.compile(
    r"^[ \t]*(?:IN[ ]THE[ ])?((?:(?:SUPERIOR|CIRCUIT|DISTRICT|COUNTY|CHANCERY|PROBATE)\s+COURT|"
    r"COURT\s+OF\s+COMMON\s+PLEAS)"
    r"(?:[ ]*,?\s+(?:OF|IN|IN\s+AND\s+FOR|FOR)\s+(?:THE\s+)?(?:[A-Z0-9]+\s+JUDICIAL\s+(?:CIRCUIT|DISTRICT)"
    r"(?:[ ]*,?\s+(?:OF|IN|IN\s+AND\s+FOR|FOR)\s+)?)?|[ ]*,\s+|[ ]*\n[ ]*)[A-Z][A-Z.-]{2,20}(?:[ ][A-Z.]{2,15})?\s+"
    r"(?:COUNTY|PARISH)[ ]*,?\s+(?P<state>[A-Z][A-Z ]{3,20}))",
    re.MULTILINE | re.IGNORECASE,
)


class _State(TypedDict, total=False):
    name: str
    short: str
    parts: str
    tz: str
    cities: dict[str, str]
    part_tz: dict[str, str]


@dataclass(frozen=True, slots=True)
class Court:
    """A court and the words that name it. ``zone`` needs a city where the district keeps two clocks."""

    name: str
    state: str
    part: str
    start: int
    end: int


@cache
def _states() -> dict[str, _State]:
    text = resources.files("bot.orders").joinpath("courts.json").read_text("utf-8")
    return {state["name"]: state for state in json.loads(text)}


@cache
def _short_names() -> re.Pattern[str]:
    shorts = {state["name"]: re.escape(state["short"]).replace(r"\ ", r"\s*") for state in _states().values()}
    names = "|".join(f"(?P<s{index}>{short})" for index, short in enumerate(shorts.values()))
    return re.compile(rf"\b(?:(?P<part>[NSEWMC])\.\s?)?(?P<d>D\.)\s?(?:{names})(?![\w])")


def court_in(part: Clean) -> Court | None:
    """The court the text names, in full or, failing that, in its usual short form ("S.D.N.Y.")."""
    for pattern in (_FULL, _TERRITORY, _NAME_ONLY):
        for match in pattern.finditer(part.text):
            if (state := _state_at(match["state"])) and _sits(state, (match["part"] or "").title()):
                end = match.start("state") + len(state.removeprefix("District of "))
                kind = (match.groupdict().get("kind") or "District").title()
                return _court(state, (match["part"] or "").title(), match.start(), end, kind)
    return _short_court(part.text) or _other_court(part.text)


def _other_court(text: str) -> Court | None:
    """The Court of Federal Claims, or a state's court under the name it prints."""
    if claims := _CLAIMS.search(text):
        return Court("United States Court of Federal Claims", "District of Columbia", "", *claims.span())
    named, state = None, None
    for pattern in (_OF_A_STATE, _OF_A_COUNTY):
        if not state and (named := pattern.search(text)):
            state = _state_at(named["state"])
    if not named or not state:
        return None
    printed = re.sub(
        r"\s*,?\s+(?:(?:held\s+)?(?:in\s+and\s+)?for\s+(?:the\s+)?)?(?=(?:county|parish|city)\s+of\b|"
        r"[\w-]+(?:\s[\w-]+)?\scounty$)",
        ", ",
        named[1].strip(),
        flags=re.IGNORECASE,
    )
    return Court(cased(" ".join(printed.split()).upper()), state, "", *named.span(1))


def _short_court(text: str) -> Court | None:
    box = re.search(r"USDC[ -]?(SDNY|EDNY|NDNY|WDNY)\b", text)
    if box:
        return _court("New York", _PART[box[1][0]], box.start(), box.end())
    for match in _short_names().finditer(text):
        name = next(name for index, name in enumerate(_states()) if match[f"s{index}"])
        part = _PART.get(match["part"] or "", "")
        if _sits(name, part):
            return _court(name, part, match.start(), match.end())
    return None


def _court(state: str, part: str, start: int, end: int, kind: str = "District") -> Court:
    place = f"District of {'the ' if state.endswith('Islands') else ''}{state}"
    if state == "District of Columbia":
        place = "District of Columbia"
    name = f"United States {kind} Court, {part} {place}" if part else f"United States {kind} Court, {place}"
    return Court(name, state, part, start, end)


def _state_at(text: str) -> str | None:
    words = " ".join(text.lower().split())
    fits = [name for name in _states() if re.match(rf"{re.escape(name.removeprefix('District of ').lower())}\b", words)]
    return max(fits, key=len, default=None)


@cache
def district_names() -> str:
    """A pattern for the name of any federal district: "Northern District of Ohio"."""
    states = "|".join(re.escape(name.removeprefix("District of ")) for name in _states())
    return rf"(?:(?:{'|'.join(_PART.values())})\s+)?District\s+of\s+(?:the\s+)?(?:{states})\b"


def is_state(text: str) -> bool:
    """Whether a text is a state's name and nothing more."""
    return " ".join(text.split()).casefold() in {name.casefold() for name in _states()}


def _sits(state: str, part: str) -> bool:
    parts = _states()[state].get("parts", "")
    return part[:1] in parts if part else not parts


def zone(court: Court | None, text: str) -> str | None:
    """The IANA zone of the court's place, from a city in the text where one district keeps two clocks."""
    if court is None:
        return _zone_of_signing(text)
    state = _states()[court.state]
    for city, name in state.get("cities", {}).items():
        parts, _, city_name = city.rpartition(":")
        if (not parts or court.part[:1] in parts) and re.search(rf"\b{re.escape(city_name)}\b", text, re.IGNORECASE):
            return name
    return state.get("part_tz", {}).get(court.part[:1]) or state.get("tz")


def _zone_of_signing(text: str) -> str | None:
    """The zone of "White Plains, New York", where the state keeps one clock and the court is not named."""
    signed = re.search(r"(?i:dated?)\s*:?\s*[A-Z][A-Za-z .']{2,30},\s*([A-Z][A-Za-z ]{3,20})", text)
    state = signed and _state_at(signed[1])
    return _states()[state].get("tz") if state and not _states()[state].get("cities") else None
