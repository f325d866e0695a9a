"""Who speaks to Parley, where, and what they may do."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is in a channel, strongest first."""

    ADMIN = "admin"
    REGISTRAR = "registrar"
    EDITOR = "editor"
    MEMBER = "member"
    OUTSIDER = "outsider"


class Audience(StrEnum):
    """Who can read a channel. What is not known counts as shared with outsiders."""

    OWN = "own"
    SHARED = "shared"
    UNKNOWN = "unknown"

    @property
    def outsiders(self) -> bool:
        """Whether people of another organisation can, or may be able to, read."""
        return self is not Audience.OWN


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the platform names them. ``tenant`` is their home organisation; ``zone`` an IANA name if known."""

    tenant: str
    id: str
    name: str
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A conversation many people share: the key of everything Parley keeps."""

    platform: str
    tenant: str
    id: str


@dataclass(frozen=True, slots=True)
class Direct:
    """A private conversation with one person."""

    platform: str
    tenant: str
    person: str


Address = Channel | Direct


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who did something, and when (aware)."""

    person: str
    name: str
    at: dt.datetime
