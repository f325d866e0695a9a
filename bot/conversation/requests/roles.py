"""Who may do what in a channel, and whether Parley may speak there."""

from dataclasses import dataclass

from bot.conversation.requests.base import Request


@dataclass(frozen=True, slots=True)
class RequestAccess(Request):
    """Ask the registrar for the right to change things in this channel."""


@dataclass(frozen=True, slots=True)
class GrantRole(Request):
    """Give a person the role ``editor`` or ``registrar``, or take it away with ``member``.

    ``channel`` is the channel's id where the button travels by direct message; empty: the one pressed in.
    """

    person: str
    role: str
    channel: str = ""


@dataclass(frozen=True, slots=True)
class ShowRoles(Request):
    """Who has which role in this channel."""


@dataclass(frozen=True, slots=True)
class AllowStatusOnly(Request):
    """Consent to dates and status being posted where outsiders can read. ``channel`` as in ``GrantRole``."""

    channel: str = ""


@dataclass(frozen=True, slots=True)
class LeaveChannel(Request):
    """Have Parley forget this channel and leave it. ``channel`` as in ``GrantRole``."""

    channel: str = ""
