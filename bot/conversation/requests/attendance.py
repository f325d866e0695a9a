"""The roll of who will attend with authority, one row for each party."""

from dataclasses import dataclass

from bot.conversation.requests.base import FormRequest, Request


@dataclass(frozen=True, slots=True)
class NameAttendee(Request):
    """Open the form for one party's person with authority."""

    conference: str
    revision: int
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAttendee(FormRequest):
    """Values ``name title mode known relation counsel others who by override counsel_confirmed``.

    ``mode`` is ``attends``, ``by_phone``, ``not_named`` or ``withdrawn``.
    """

    conference: str
    revision: int
    party: str
    seen: int = 0
    """How many changes the row had when the form was opened."""


@dataclass(frozen=True, slots=True)
class SayNumberOnFile(Request):
    """Whether counsel has the person's number for the day. The number itself has no field."""

    conference: str
    revision: int
    party: str
    on_file: bool


@dataclass(frozen=True, slots=True)
class StillCorrect(Request):
    """After a move: the person named before still comes."""

    conference: str
    revision: int
    party: str


@dataclass(frozen=True, slots=True)
class WithdrawAttendee(Request):
    """The person named will not come after all."""

    conference: str
    revision: int
    party: str


@dataclass(frozen=True, slots=True)
class UndoAttendance(Request):
    """Take back a change, within ten minutes of it."""

    conference: str
    party: str
    change: str


@dataclass(frozen=True, slots=True)
class PartyNotOurs(Request):
    """This party's row is somebody else's to follow up: no private reminders about it to the person who presses."""

    conference: str
    revision: int
    party: str


@dataclass(frozen=True, slots=True)
class RemindOutstanding(Request):
    """Remind, privately, those who owe an answer; at most once in four hours."""

    conference: str


@dataclass(frozen=True, slots=True)
class CopyAttendance(Request):
    """The attendance list as plain text and as a table."""

    conference: str


@dataclass(frozen=True, slots=True)
class AddParty(Request):
    """Open the form for a further row: another party, an insurer."""

    conference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveParty(FormRequest):
    """Values ``party`` and ``side``."""

    conference: str


@dataclass(frozen=True, slots=True)
class RemoveParty(Request):
    """Take a row off the attendance list, with what is recorded on it; the history keeps that it was there."""

    conference: str
    revision: int
    party: str
