"""How and where reminders and digests come, and what to do about one that did not arrive."""

from dataclasses import dataclass

from bot.conversation.requests.base import FormRequest, Request


@dataclass(frozen=True, slots=True)
class PostAgain(Request):
    """A reminder whose fate is unknown: post it again."""

    delivery: str


@dataclass(frozen=True, slots=True)
class UseDirectMessages(Request):
    """The channel cannot be reached: send its reminders to the registrar privately."""

    conference: str


@dataclass(frozen=True, slots=True)
class ShowSettings(Request):
    """Hours, ladder, retention of this channel, with a form to change them."""


@dataclass(frozen=True, slots=True)
class EditSettings(Request):
    """Open the settings form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveSettings(FormRequest):
    """The channel's settings."""


@dataclass(frozen=True, slots=True)
class SetDigest(Request):
    """Turn one's own weekly digest on or off."""

    on: bool
