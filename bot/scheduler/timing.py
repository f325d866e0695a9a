"""How long things may take, and how fast each platform may be spoken to."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_SECOND = dt.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Timing:
    """How long each step may take.

    A lease must outlast the longest post by as much as two machines' clocks may differ, or two of them could post.
    """

    lease: dt.timedelta = 60 * _SECOND
    """How long a delivery belongs to the process that took it."""
    post: dt.timedelta = 10 * _SECOND
    """How long one call to a platform may take."""
    skew: dt.timedelta = 30 * _SECOND
    """How far two machines' clocks may be apart."""
    margin: dt.timedelta = 5 * _SECOND
    """From the last look at the clock to the socket."""
    poll: dt.timedelta = _SECOND
    """How long nobody looks for what is due, unless woken."""
    look_again: dt.timedelta = 5 * _SECOND
    """How long after a doubtful answer Parley looks whether the message arrived; longer after each attempt."""
    batch: int = 100
    """Deliveries taken at once."""
    together: int = 20
    """Calls to platforms at the same time."""
    pace: Mapping[str, dt.timedelta] = field(default_factory=lambda: MappingProxyType({}))
    """The least time between two messages to one address, by platform; a platform not named is not limited."""
    per_team: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Messages a second to one workspace, by platform; the same."""

    def __post_init__(self) -> None:
        """Refuse a lease that is too short.

        Raises:
            ValueError: it is.
        """
        if self.lease <= self.post + self.skew + self.margin:
            raise ValueError("the lease must be longer than a post, the clocks' difference and the margin together")

    def backoff(self, attempts: int) -> dt.timedelta:
        """How long to wait after so many attempts: twice as long each time, up to five minutes."""
        return self.look_again * min(1 << min(max(0, attempts - 1), 6), 60)
