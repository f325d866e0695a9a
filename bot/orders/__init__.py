"""Reading an order: bytes to text, text to facts, each with the words it was read from."""

from functools import cache
from importlib import resources

from bot.domain.errors import UnreadableDocument
from bot.domain.order import OrderReading
from bot.orders.extraction import text_of
from bot.orders.proposal import as_proposal
from bot.orders.reading import may_be_order
from bot.orders.reading import read_text as read

__all__ = ["UnreadableDocument", "as_proposal", "may_be_order", "read", "sample", "text_of"]


@cache
def sample() -> OrderReading:
    """The sample order that comes with Parley, read once."""
    return read(resources.files("bot.orders").joinpath("sample_order.txt").read_text("utf-8"))
