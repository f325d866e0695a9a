"""What comes back to the person who asked."""

from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.cards import Card
from bot.conversation.forms import Form


class Visibility(StrEnum):
    """Who sees a reply. Anything in a channel outsiders can read is private, whatever the service said."""

    THREAD = "thread"
    """Everyone, in the thread where it was asked."""
    PRIVATE = "private"
    """Only the person who asked: ephemeral or direct message."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file handed to the person who asked for it, privately."""

    filename: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """The direct answer to one request.

    ``content`` is a card, a form (opened, or shown again with errors), or ``None`` when nothing is to be said
    (a duplicate delivery). ``replaces`` means the card whose button was pressed is replaced by this one,
    where that card was private. Changes to shared cards travel through the outbox, never in here.
    """

    content: Card | Form | None
    visibility: Visibility = Visibility.PRIVATE
    replaces: bool = False
    attachments: tuple[Attachment, ...] = ()


SILENT = Reply(None)
