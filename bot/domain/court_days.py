"""Counting days as Federal Rule of Civil Procedure 6(a) counts them.

The day of the event is left out, every day after it is counted, and a last day on a Saturday, Sunday or legal holiday
moves on in the direction of the count: forward for a period after an event, back for one before it (Rule 6(a)(5)).
A state's holidays count for forward periods only (Rule 6(a)(6)(C)).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from bot.domain.day_words import short_day
from bot.domain.holidays import (
    DayKind,
    SpecialDay,
    federal_holidays,
    known_closures,
    state_holidays,
    state_name,
    state_of_court,
)
from bot.domain.order import Direction

_FRIDAY = 4
_DAY = dt.timedelta(1)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the doubtful days are read. The default is how most courts read them."""

    observed_are_holidays: bool = True
    closures_are_holidays: bool = False

    def shuts(self, kind: DayKind) -> bool:
        """Whether a day of that kind is a legal holiday under this reading."""
        if kind is DayKind.OBSERVED:
            return self.observed_are_holidays
        if kind is DayKind.PRESIDENTIAL:
            return self.closures_are_holidays
        return kind in (DayKind.LEGAL, DayKind.STATE)


USUAL = Reading()
_UNUSUAL = (
    Reading(observed_are_holidays=False),
    Reading(closures_are_holidays=True),
    Reading(observed_are_holidays=False, closures_are_holidays=True),
)
_DOUBTFUL = frozenset({DayKind.OBSERVED, DayKind.PRESIDENTIAL, DayKind.COURT})
_SOMETIMES_CLOSED = frozenset({DayKind.STATE, DayKind.PRESIDENTIAL, DayKind.COURT})
"""Weekdays that are business days as most read the words, and to some are not."""
_BUSINESS_READINGS = tuple(
    frozenset().union(*kinds)
    for count in (1, 2, 3)
    for kinds in combinations(({DayKind.STATE}, {DayKind.PRESIDENTIAL, DayKind.COURT}, {DayKind.OBSERVED}), count)
)
"""The kinds of days that each reading of "business days" takes otherwise than the usual one."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another day the law or the order allows, with the reading that gives it."""

    date: dt.date
    reading: str


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a count ends: its last day, the day that moves to, the closed days between, and other readings' days.

    ``hour`` is the court's, for a period of hours; it stays the same when the day moves (Rule 6(a)(2)(C)).
    """

    nominal: dt.date
    day: dt.date
    passed: tuple[dt.date, ...] = ()
    others: tuple[Alternative, ...] = ()
    hour: dt.time | None = None

    @property
    def earliest(self) -> dt.date:
        """The earliest day under any reading of the holidays."""
        return min((self.day, *(each.date for each in self.others)))


@lru_cache(maxsize=16)
def _tables(
    state: str | None, more_states: str, closures: tuple[SpecialDay, ...]
) -> tuple[Mapping[dt.date, SpecialDay], Mapping[dt.date, SpecialDay]]:
    """The special days for counts back and for counts forward."""
    federal = federal_holidays()
    legal = {day: each for day, each in federal.items() if each.kind is DayKind.LEGAL}
    backward = {**{each.date: each for each in closures}, **federal}
    of_state = state_holidays(state, more_states) if state else {}
    # A state holiday settles what a federal observance or a closure on the same day leaves open.
    return backward, {**backward, **of_state, **legal}


class CourtCalendar:
    """The days one court counts on: federal holidays, its state's for forward counts, and known closures.

    ``state`` is a state's code, ``None`` for federal holidays only; ``state_unknown`` says the court sits in a state
    whose holidays are not in the data. ``court`` decides which courthouse closures apply.
    """

    def __init__(
        self,
        state: str | None = None,
        court: str | None = None,
        *,
        closures: Iterable[SpecialDay] = (),
        state_unknown: bool = False,
        more_states: str = "",
    ) -> None:
        self.state = state
        self.court = court
        self.state_unknown = state_unknown
        here = tuple(each for each in (*known_closures(), *closures) if each.concerns(court))
        self._backward, self._forward = _tables(state, more_states, here)

    def special(self, day: dt.date, direction: Direction) -> SpecialDay | None:
        """What is special about a day for a count in that direction, or ``None``."""
        return (self._forward if direction is Direction.AFTER else self._backward).get(day)

    def closed(self, day: dt.date, direction: Direction, reading: Reading = USUAL) -> bool:
        """Whether a count in that direction cannot end on this day: a weekend or a legal holiday."""
        if day.weekday() > _FRIDAY:
            return True
        special = self.special(day, direction)
        return special is not None and reading.shuts(special.kind)

    def business_day(self, day: dt.date) -> bool:
        """Whether it is a weekday that is no federal holiday, observed days included."""
        return not self.closed(day, Direction.BEFORE)

    def reminding_day(self, day: dt.date) -> dt.date:
        """The day itself if it is a business day, else the business day before it."""
        while not self.business_day(day):
            day -= _DAY
        return day

    def landing(self, nominal: dt.date, direction: Direction) -> Landing:
        """Where a period whose last day is ``nominal`` ends under Rule 6(a)(1)(C) and (a)(5)."""
        walked = self._walk(nominal, direction, USUAL)
        specials = filter(None, (self.special(day, direction) for day in walked))
        doubtful = any(special.kind in _DOUBTFUL for special in specials)
        others = self._other_landings(walked, direction) if doubtful else ()
        return Landing(nominal, walked[-1], walked[:-1], others)

    def _walk(self, day: dt.date, direction: Direction, reading: Reading) -> tuple[dt.date, ...]:
        """The closed days from ``day`` on in the count's direction, and the open day they lead to."""
        walked = [day]
        while self.closed(day, direction, reading):
            day += _step(direction)
            walked.append(day)
        return tuple(walked)

    def _other_landings(self, usual: tuple[dt.date, ...], direction: Direction) -> tuple[Alternative, ...]:
        found: dict[dt.date, str] = {usual[-1]: ""}
        for reading in _UNUSUAL:
            walked = self._walk(usual[0], direction, reading)
            found.setdefault(walked[-1], self._departures(walked, direction, reading))
        special = self.special(usual[-1], direction)
        if special is not None and special.kind is DayKind.COURT:
            later = self._walk(usual[-1] + _DAY, Direction.AFTER, USUAL)[-1]
            found.setdefault(later, f"if Rule 6(a)(3) extends the time past {self.named(special)}")
        return tuple(Alternative(day, reading) for day, reading in found.items() if day != usual[-1])

    def _departures(self, walked: tuple[dt.date, ...], direction: Direction, reading: Reading) -> str:
        """Which of the days walked over this reading takes otherwise than the usual one."""
        weekdays = (self.special(day, direction) for day in walked if day.weekday() <= _FRIDAY)
        differing = [each for each in weekdays if each and reading.shuts(each.kind) != USUAL.shuts(each.kind)]
        verdicts = {True: "a legal holiday", False: "no legal holiday"}
        shut = {
            verdict: [self.named(each) for each in differing if reading.shuts(each.kind) is verdict]
            for verdict in verdicts
        }
        return "if " + " and ".join(
            f"{' and '.join(named)} {'are each' if len(named) > 1 else 'is'} {verdicts[verdict]}"
            for verdict, named in shut.items()
            if named
        )

    def business_landing(self, start: dt.date, n: int, direction: Direction) -> Landing:
        """The n-th business day from ``start``, itself left out: weekdays without federal holidays.

        "Business days" are the order's words, not Rule 6's, so a state holiday, a closure or a day on which a holiday
        is only observed leaves more than one reading.
        """
        usual, doubtful = self._business_walk(start, n, direction, frozenset())
        found: dict[dt.date, str] = {usual: ""}
        if doubtful:
            for otherwise in _BUSINESS_READINGS:
                day, met = self._business_walk(start, n, direction, otherwise)
                found.setdefault(day, self._business_reading([each for each in met if each.kind in otherwise]))
        others = tuple(Alternative(day, reading) for day, reading in found.items() if day != usual)
        return Landing(usual, usual, (), others)

    def _business_walk(
        self, day: dt.date, n: int, direction: Direction, otherwise: frozenset[DayKind]
    ) -> tuple[dt.date, list[SpecialDay]]:
        """The n-th business day where those kinds count otherwise than usually, and the weekdays open to doubt."""
        met: list[SpecialDay] = []
        while n:
            day += _step(direction)
            special = self._doubtful_weekday(day, direction)
            if special is not None:
                met.append(special)
            doubted = special is not None and special.kind in otherwise
            n -= self.business_day(day) is not doubted
        return day, met

    def _doubtful_weekday(self, day: dt.date, direction: Direction) -> SpecialDay | None:
        """What leaves open whether a weekday is a business day, if anything does."""
        if not self.business_day(day):
            special = self.special(day, direction)
            return special if special and special.kind is DayKind.OBSERVED and day.weekday() <= _FRIDAY else None
        special = self._forward.get(day)
        return special if special and special.kind in _SOMETIMES_CLOSED else None

    def _business_reading(self, read_otherwise: list[SpecialDay]) -> str:
        """How a reading takes the days it takes otherwise."""
        kept = [self.named(each) for each in read_otherwise if each.kind is DayKind.OBSERVED]
        closed = [self.named(each) for each in read_otherwise if each.kind in _SOMETIMES_CLOSED]
        said = [
            f"{' and '.join(days)} {many if len(days) > 1 else one}"
            for days, one, many in (
                (closed, "is not a business day", "are not business days"),
                (kept, "is a business day", "are business days"),
            )
            if days
        ]
        return f"if {' and '.join(said)}"

    def named(self, special: SpecialDay) -> str:
        """A special day in words: "Tue Nov 5 (Election Day, a New York holiday)"."""
        return f"{short_day(special.date)} ({self.name(special)})"

    def name(self, special: SpecialDay) -> str:
        """What a special day is, without its date: "Election Day, a New York holiday"."""
        if special.kind is DayKind.STATE:
            return f"{special.name}, a {state_name(self.state or '')} holiday"
        return f"{special.name}, closed by the President" if special.kind is DayKind.PRESIDENTIAL else special.name


def hours_from(start: dt.datetime, hours: int, direction: Direction) -> dt.datetime:
    """So many elapsed hours from an aware moment, in its own zone: a night the clocks change is an hour off."""
    span = dt.timedelta(hours=hours if direction is Direction.AFTER else -hours)
    return (start.astimezone(dt.UTC) + span).astimezone(start.tzinfo)


def calendar_for(court: str | None) -> CourtCalendar:
    """The calendar of a court by its name ("S.D.N.Y.", "Southern District of New York"); federal days if unknown."""
    state = state_of_court(court) if court else None
    return CourtCalendar(state, court, state_unknown=state is None)


def _step(direction: Direction) -> dt.timedelta:
    return _DAY if direction is Direction.AFTER else -_DAY
