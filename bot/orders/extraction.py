"""Bytes to text, within limits no file can exceed."""

from bot.domain.errors import UnreadableDocument
from bot.orders.cleaning import mended

MOST_BYTES = 10 * 1024 * 1024


def text_of(data: bytes, filename: str) -> str:
    """The text of a document. What it is follows from its content; ``filename`` only helps where that is open.

    Raises:
        UnreadableDocument: no text can be had; its sentence says what to do instead.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableDocument("This file is larger than 10 MB. Please send the order alone, or paste its text.")
    return mended(data.decode("utf-8", errors="replace"))
