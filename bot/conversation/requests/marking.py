"""What becomes of an item with a deadline: done, not ours, later, made on another day, somebody's own."""

from dataclasses import dataclass

from bot.conversation.requests.base import FormRequest, Request


@dataclass(frozen=True, slots=True)
class MarkDone(Request):
    """An item is done: the letter sent, the response made, the form returned."""

    conference: str
    revision: int
    item: str


@dataclass(frozen=True, slots=True)
class MarkNotApplicable(Request):
    """An item does not apply to this side."""

    conference: str
    revision: int
    item: str


@dataclass(frozen=True, slots=True)
class SnoozeItem(Request):
    """Be reminded later, never past the deadline: ``tomorrow``, ``two_days``, ``monday``, ``morning_of`` or a date."""

    conference: str
    revision: int
    item: str
    until: str


@dataclass(frozen=True, slots=True)
class AskMadeOn(Request):
    """Open the form that asks on which day a demand or response was made."""

    conference: str
    revision: int
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveMadeOn(FormRequest):
    """Value ``made_on``: the day it was made. There is no field for its amount."""

    conference: str
    revision: int
    item: str


@dataclass(frozen=True, slots=True)
class ChooseReading(Request):
    """Work to this of the dates the order allows (ISO date)."""

    conference: str
    revision: int
    item: str
    date: str


@dataclass(frozen=True, slots=True)
class UndoItem(Request):
    """Take back the last mark on an item."""

    conference: str
    revision: int
    item: str


@dataclass(frozen=True, slots=True)
class AssignItem(Request):
    """The person who presses owns the item from now on."""

    conference: str
    revision: int
    item: str
