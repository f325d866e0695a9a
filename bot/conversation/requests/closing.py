"""The end of a conference, and the keeping, export and deletion of its record."""

from dataclasses import dataclass

from bot.conversation.requests.base import Request


@dataclass(frozen=True, slots=True)
class CloseConference(Request):
    """``held``, ``settled`` or ``cancelled``."""

    conference: str
    revision: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Reopen(Request):
    """Take back a closing."""

    conference: str


@dataclass(frozen=True, slots=True)
class HoldRecord(Request):
    """Stop, or allow again, the deletion of a closed conference's record."""

    conference: str
    on: bool


@dataclass(frozen=True, slots=True)
class ExportRecord(Request):
    """``json``, ``csv`` or ``ics``."""

    conference: str
    form: str


@dataclass(frozen=True, slots=True)
class PreviewPurge(Request):
    """What deleting would remove."""

    conference: str


@dataclass(frozen=True, slots=True)
class PurgeRecord(Request):
    """Delete Parley's record of a conference."""

    conference: str
