"""Moving a conference to another day."""

from dataclasses import dataclass

from bot.conversation.requests.base import FormRequest, Request


@dataclass(frozen=True, slots=True)
class StartAdjourning(Request):
    """Open the form for a new date."""

    conference: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAdjournment(FormRequest):
    """Values ``conference_at`` (may be empty: no new date yet), ``letter_due``, ``so_ordered``."""

    conference: str
    revision: int
