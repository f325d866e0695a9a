"""One process's share of what a workspace takes: so many messages a second, fewer once the platform objects."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

Team = tuple[str, str]
"""Platform and tenant."""
_SLOWEST = 0.05
"""Of the usual rate: it never falls below."""
_RECOVERY = 1.02
"""How much faster after each message that went well."""


@dataclass
class _Bucket:
    rate: float
    usual: float
    tokens: float
    at: dt.datetime
    behind: int = 0
    """How many were put off at that moment: each is told to come after the one before it."""


class Throttle:
    """A token bucket for each workspace. ``per_team`` is messages a second by platform; others are not limited."""

    def __init__(self, per_team: Mapping[str, float]) -> None:
        self._per_team = per_team
        self._buckets: dict[Team, _Bucket] = {}

    def wait(self, team: Team, now: dt.datetime) -> dt.timedelta:
        """Take one message's worth; how long to wait first, zero if it was there."""
        usual = self._per_team.get(team[0])
        if usual is None:
            return dt.timedelta()
        bucket = self._buckets.setdefault(team, _Bucket(usual, usual, usual, now))
        passed = (now - bucket.at).total_seconds()
        if passed > 0:
            bucket.tokens = min(max(bucket.rate, 1.0), bucket.tokens + passed * bucket.rate)
            bucket.at, bucket.behind = now, 0
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return dt.timedelta()
        bucket.behind += 1
        return dt.timedelta(seconds=(bucket.behind - bucket.tokens) / bucket.rate)

    def slow_down(self, team: Team) -> None:
        """The platform asked to wait: half as fast from now on."""
        if bucket := self._buckets.get(team):
            bucket.rate = max(bucket.rate / 2, bucket.usual * _SLOWEST)

    def went_well(self, team: Team) -> None:
        """A message went through: a little faster, up to the usual rate."""
        if bucket := self._buckets.get(team):
            bucket.rate = min(bucket.rate * _RECOVERY, bucket.usual)
