"""The record of who did what: append-only, without free text, each entry sealed to the one before it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.domain.people import Channel


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. ``action`` is a stable word; ``before`` and ``after`` hold dates, states and names of fields or people.

    ``seal`` is filled in by the store: a digest over this entry and the seal before it.
    """

    channel: Channel
    conference: str | None
    action: str
    person: str
    at: dt.datetime
    before: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    after: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    seal: str = ""
