"""What Parley remembers about a channel apart from its conference."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.domain.people import Channel, Person, Role, Stamp


@dataclass(frozen=True, slots=True)
class Preferences:
    """When and how often a channel is reminded. Hours are court time, 24-hour clock; the ladder counts days before."""

    hour: int = 9
    quiet_from: int = 18
    quiet_until: int = 8
    ladder: tuple[int, ...] = (7, 3, 1, 0)
    retention_days: int = 30
    discreet: bool = True
    """Leave the matter's name out of notification text."""


@dataclass(frozen=True, slots=True)
class Consent:
    """Someone agreed that dates and status may be posted although outsiders can read the channel."""

    by: Stamp


@dataclass(frozen=True, slots=True)
class ChannelRecord:
    """A channel Parley was invited to.

    ``people`` are those Parley has seen act here, by id; ``roles`` those given a role. ``unreachable`` says why
    and since when posting fails (a code, never text). ``invited_by`` hears about trouble before anyone is registrar.
    """

    channel: Channel
    preferences: Preferences = field(default_factory=Preferences)
    introduced: dt.datetime | None = None
    invited_by: str | None = None
    consent: Consent | None = None
    people: Mapping[str, Person] = field(default_factory=lambda: MappingProxyType({}))
    roles: Mapping[str, Role] = field(default_factory=lambda: MappingProxyType({}))
    unreachable: str | None = None
    unreachable_since: dt.datetime | None = None
    direct_to: str | None = None
    """Who gets the channel's reminders privately while it is unreachable, because they asked for it."""
    digests: frozenset[str] = frozenset()
    """People who asked for the weekly digest of their matters."""
