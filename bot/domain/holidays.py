"""The days a court may not count on: legal holidays, and closures whose effect the law leaves open.

Legal holidays are data (``holidays.toml``), so are closures (``closures.toml``); both carry their source, and both
can be extended by text of the same form.
"""

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from bot.domain.errors import ParleyError

FIRST_YEAR = 1986
LAST_YEAR = 2199
"""The years counted in: before 1986 the federal list was another, after 2199 no court has set anything."""

FEDERAL = "US"
_WEEK = 7
_SATURDAY, _SUNDAY = 5, 6


class DayKind(StrEnum):
    """Why a day may not be an ordinary one."""

    LEGAL = "legal"
    """A legal holiday, on its own day: Rule 6(a)(6)(A)."""
    OBSERVED = "observed"
    """The Friday or Monday on which a holiday at the weekend is kept: most courts count it as a legal holiday."""
    STATE = "state"
    """A holiday of the state where the court sits: Rule 6(a)(6)(C), for periods that run forward."""
    PRESIDENTIAL = "presidential"
    """Closed by the President, which Rule 6(a)(6)(B) may or may not make a legal holiday."""
    COURT = "court"
    """The courthouse was closed: Rule 6(a)(3) may extend a filing."""
    COUNTER = "counter"
    """The intake counters were closed, nothing else: hand delivery only."""


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One day of the calendar, what it is called, and where that is written."""

    date: dt.date
    name: str
    kind: DayKind
    source: str
    courts: tuple[str, ...] = ()
    """The names of the one court it concerns; empty for all."""

    def concerns(self, court: str | None) -> bool:
        """Whether it concerns a court of that name."""
        return not self.courts or any(_letters(name) in _letters(court or "") for name in self.courts)


@dataclass(frozen=True, slots=True)
class _Rule:
    """How one holiday of one jurisdiction is found in any year."""

    name: str
    month: int
    day: int | None = None
    nth: int = 0
    weekday: int = 0
    plus: int = 0
    since: dt.date = dt.date.min
    saturday: str = ""
    sunday: str = ""

    def own_day(self, year: int) -> dt.date:
        if self.day is not None:
            return dt.date(year, self.month, self.day)
        if self.nth > 0:
            first = dt.date(year, self.month, 1)
            ahead = (self.weekday - first.weekday()) % _WEEK + _WEEK * (self.nth - 1)
            return first + dt.timedelta(ahead + self.plus)
        last = dt.date(year + self.month // 12, self.month % 12 + 1, 1) - dt.timedelta(1)
        back = (last.weekday() - self.weekday) % _WEEK
        return last - dt.timedelta(back - self.plus)

    def kept_instead(self, own: dt.date) -> dt.date | None:
        if own.weekday() == _SATURDAY and self.saturday == "before":
            return own - dt.timedelta(1)
        if own.weekday() == _SUNDAY and self.sunday == "after":
            return own + dt.timedelta(1)
        return None


def _holidays(rules: Iterable[_Rule], source: str, own: DayKind, instead: DayKind) -> Iterator[SpecialDay]:
    for rule in rules:
        for year in range(FIRST_YEAR - 1, LAST_YEAR + 2):
            day = rule.own_day(year)
            if day < rule.since:
                continue
            yield SpecialDay(day, rule.name, own, source)
            kept = rule.kept_instead(day)
            if kept is not None:
                yield SpecialDay(kept, f"{rule.name}, observed", instead, source)


@dataclass(frozen=True, slots=True)
class _Jurisdiction:
    """The United States or a state: its holidays and how its courts are recognised by name."""

    name: str
    source: str
    rules: tuple[_Rule, ...]
    courts: tuple[str, ...] = ()


@cache
def _jurisdictions(text: str) -> Mapping[str, _Jurisdiction]:
    return {
        code: _Jurisdiction(
            entry["name"],
            entry["source"],
            tuple(_Rule(**day) for day in entry["days"]),
            tuple(_letters(court) for court in entry.get("courts", ())),
        )
        for code, entry in tomllib.loads(text).items()
    }


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, name)).upper()


def state_of_court(court: str) -> str | None:
    """The state in the data whose courts are named so: "NY" for "S.D.N.Y."; ``None`` if there is none."""
    letters = _letters(court)
    states = _jurisdictions(_packaged("holidays.toml"))
    return next((code for code, state in states.items() if any(name in letters for name in state.courts)), None)


@cache
def _packaged(name: str) -> str:
    return resources.files("bot.domain").joinpath(name).read_text(encoding="utf-8")


@cache
def federal_holidays() -> Mapping[dt.date, SpecialDay]:
    """Every federal legal holiday, on its own day and on the day it is observed."""
    nation = _jurisdictions(_packaged("holidays.toml"))[FEDERAL]
    found = _holidays(nation.rules, nation.source, DayKind.LEGAL, DayKind.OBSERVED)
    # A holiday's own day outranks another's observance on the same day.
    return {each.date: each for each in sorted(found, key=lambda each: each.kind is DayKind.LEGAL)}


@cache
def state_holidays(code: str, extra: str = "") -> Mapping[dt.date, SpecialDay]:
    """Every holiday of a state by its own statute. Empty for a state that is not in the data or ``extra``."""
    known = {**_jurisdictions(_packaged("holidays.toml")), **_jurisdictions(extra)}
    if code not in known or code == FEDERAL:
        return {}
    state = known[code]
    return {each.date: each for each in _holidays(state.rules, state.source, DayKind.STATE, DayKind.STATE)}


def state_name(code: str) -> str:
    """The state's name, "New York"; its code where the data does not hold it."""
    entry = _jurisdictions(_packaged("holidays.toml")).get(code)
    return entry.name if entry else code


_CLOSURE_KINDS = (DayKind.PRESIDENTIAL, DayKind.COURT, DayKind.COUNTER)


def read_closures(text: str) -> tuple[SpecialDay, ...]:
    """Closures from TOML text of the form of ``closures.toml``.

    Raises:
        ParleyError: the text is not of that form; the sentence says which entry.
    """
    try:
        entries = tomllib.loads(text).get("closure", [])
    except tomllib.TOMLDecodeError as error:
        raise ParleyError(f"The closures file is not valid TOML: {error}.") from error
    if not isinstance(entries, list):
        raise ParleyError("The closures file needs one [[closure]] entry for each day.")
    return tuple(_closure(number, entry) for number, entry in enumerate(entries, 1))


def _closure(number: int, entry: object) -> SpecialDay:
    fields = entry if isinstance(entry, dict) else {}
    date, name, kind, source = (fields.get(key) for key in ("date", "name", "kind", "source"))
    courts = fields.get("courts", [])
    if type(date) is not dt.date or not isinstance(name, str) or not isinstance(source, str) or not (name and source):
        raise ParleyError(f"Closure {number} in the closures file needs a date, a name and a source.")
    if kind not in _CLOSURE_KINDS:
        raise ParleyError(f"Closure {number} in the closures file needs a kind: presidential, court or counter.")
    if not isinstance(courts, list) or not all(isinstance(court, str) and court for court in courts):
        raise ParleyError(f"Closure {number} in the closures file needs its courts as a list of names.")
    return SpecialDay(date, name, DayKind(kind), source, tuple(courts))


@cache
def _released_closures() -> tuple[SpecialDay, ...]:
    return read_closures(_packaged("closures.toml"))


_announced: list[SpecialDay] = []


def announce(closures: Iterable[SpecialDay]) -> None:
    """Make closures known to the whole process, instead of those announced before. Called once, at start."""
    _announced[:] = closures


def known_closures() -> tuple[SpecialDay, ...]:
    """The closures Parley was released with, and those announced since."""
    return (*_released_closures(), *_announced)
