"""How many pages of attachments call for a hard copy as well."""

import re
from collections.abc import Iterable

from bot.domain.order import Source
from bot.orders.numbers import NUMBER, agreed_number

_OVER = re.compile(
    r"\b(?:attachments?|exhibits?|enclosures?)\b[^.;]{0,60}?"
    r"\b(?:exceed(?:s|ing)?|more\s+than|over|longer\s+than|greater\s+than|in\s+excess\s+of)\s+"
    rf"(?:a\s+total\s+of\s+)?{NUMBER}\s+(?:total\s+)?pages?\b",
    re.IGNORECASE,
)


def pages_over(sentences: Iterable[Source]) -> int | None:
    """The number the order's words name: more pages of attachments than this; ``None`` where they name none, or two."""
    found = {agreed_number(match) for each in sentences for match in _OVER.finditer(each.plain)}
    return found.pop() if len(found) == 1 else None
