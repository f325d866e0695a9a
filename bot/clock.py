"""The one place where the wall clock is read."""

import datetime as dt
from typing import Protocol


class Clock(Protocol):
    """Says what time it is."""

    def now(self) -> dt.datetime:
        """This moment, aware."""


class SystemClock:
    """The machine's own clock, in UTC."""

    def now(self) -> dt.datetime:
        """This moment, in UTC."""
        return dt.datetime.now(dt.UTC)


class SteppedClock:
    """A clock that stands still until it is stepped: for demonstrations and tests."""

    def __init__(self, start: dt.datetime) -> None:
        self._now = start.astimezone(dt.UTC)

    def now(self) -> dt.datetime:
        """The moment last stepped to, in UTC."""
        return self._now

    def step_to(self, moment: dt.datetime) -> None:
        """Move to that moment. Time does not run backwards: an earlier one changes nothing."""
        self._now = max(self._now, moment.astimezone(dt.UTC))
