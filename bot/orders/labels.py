"""Lines that name a thing and its day, as tables and lists of dates print them."""

import re

from bot.orders.courts import is_state
from bot.orders.dates import dates

_LABEL = re.compile(
    r"(?!.{0,140}?\b(?:is|are|was|were|shall|will|must|has|have|be|follows|following|ordered|moved)\b)[^.;:]{2,140}:\s*"
)
_OF_A_MEETING = re.compile(
    r"(?:\b(?:conference|hearing|trial|call|argument|session|meeting|mediation)(?:\s+(?:date|day|set))?|"
    r"^\W*(?:(?:settlement|conference|hearing|new|order)\s+){0,3}(?:date|when|day|time|start|dated|held|signed|"
    r"entered|filed|issued|"
    r"done)(?:[\s/&]+(?:and\s+)?(?:time|hour|place))?)\W*$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*\([^()]*(?:\)|$)")
_SHORTEST_THING = 3


def label_of(text: str, start: int, end: int) -> str | None:
    """What a row of a table or a line such as "Plaintiff's demand: June 3, 2026" names; ``None`` in running prose."""
    if not text[:start].strip():
        thing = re.match(r"[^:.;]{0,30}(?::\d\d[^:]{0,12})?:\s+(.*)", text[end:])
        return thing[1] if thing and len(thing[1]) > _SHORTEST_THING else None
    return text[:start].rstrip(" :") if _LABEL.fullmatch(text[:start]) else None


def limits(text: str, start: int, end: int) -> bool:
    """Whether a labelled day is one by which something is due, and not the day of a meeting or of a signature."""
    label = label_of(text, start, end)
    if label is None or _OF_A_MEETING.search(_IN_BRACKETS.sub("", label)):
        return False
    return not is_state(label.rpartition(",")[2])


def is_row(text: str) -> bool:
    """Whether a sentence only names a thing and the day by which it is due."""
    return any(limits(text, mention.start, mention.end) for mention in dates(text)[:1])
