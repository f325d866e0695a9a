"""Keeps below the platform's limits for one conversation, so that it rarely has to say so.

Microsoft, "Optimize your bot: rate limiting" (2025): sending 7 in a second, 8 in two, 60 in thirty, 1,800 in an hour.
"""

import time
from collections import deque
from collections.abc import Callable

LIMITS = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
"""How many messages, within how many seconds."""
_SWEEP_AT = 1000


class Pace:
    """Books moments to send at, each conversation by itself."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._booked: dict[str, deque[float]] = {}

    def wait(self, conversation: str) -> float:
        """Seconds until the conversation bears one more message."""
        booked = self._booked.get(conversation, ())
        now = self._monotonic()
        moments = [booked[-count] + seconds for count, seconds in LIMITS if len(booked) >= count]
        return max(0.0, *(each - now for each in moments)) if moments else 0.0

    def book(self, conversation: str) -> float:
        """Take the next free moment; returns the seconds until then."""
        wait = self.wait(conversation)
        if len(self._booked) >= _SWEEP_AT:
            self._sweep()
        largest = max(count for count, _ in LIMITS)
        self._booked.setdefault(conversation, deque(maxlen=largest)).append(self._monotonic() + wait)
        return wait

    def _sweep(self) -> None:
        longest = max(seconds for _, seconds in LIMITS)
        since = self._monotonic() - longest
        self._booked = {name: booked for name, booked in self._booked.items() if booked[-1] > since}
