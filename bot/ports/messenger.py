"""A platform as the outbox sees it, and the ways in which a message may fail to arrive."""

import datetime as dt
from typing import Protocol

from bot.conversation.cards import Card
from bot.domain.people import Address, Audience, Channel


class SendingError(Exception):
    """A message that was not, or perhaps not, delivered."""


class RetryAfter(SendingError):
    """The platform asks to wait so many ``seconds``; nothing was delivered."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Refused(SendingError):
    """The platform will not deliver there: archived, removed, blocked. ``code`` is the platform's word for it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class MessageGone(Refused):
    """The message to be updated or deleted is not there any more: someone deleted it."""


class Unsure(SendingError):
    """A time-out, a dropped connection, a server error: it may have been delivered."""


class CannotLook(SendingError):
    """The platform offers no way here to look whether a message was delivered."""


class Messenger(Protocol):
    """A platform, as the outbox sees it. Every call may raise ``RetryAfter``, ``Refused`` or ``Unsure``."""

    async def audience(self, channel: Channel) -> Audience:
        """Who can read the channel now, asked of the platform; ``UNKNOWN`` when it does not say."""

    async def post(
        self, address: Address, card: Card, *, key: str, thread: str | None = None, pin: bool = False
    ) -> str:
        """Post a card and return the platform's id of the message. ``key`` travels with it, opaque."""

    async def update(self, address: Address, message: str, card: Card) -> None:
        """Replace the message's content."""

    async def find(
        self, address: Address, key: str, since: dt.datetime, thread: str | None = None, *, besides: str | None = None
    ) -> str | None:
        """The message posted with ``key`` at or after ``since``, in ``thread`` if it was posted there.

        ``besides`` names a message that is known already: another one is looked for.
        Raises ``CannotLook`` where that is impossible.
        """

    async def delete(self, address: Address, message: str) -> None:
        """Take the message back."""
