"""The lines of a caption's left-hand column, with what stands to the right of each."""

import re
from dataclasses import dataclass

from bot.orders.dockets import DOCKET
from bot.orders.regions import ROLE_LINE

_NUMBER_OF = re.compile(r"\b(?:Case\s+)?(?:No|NO)\b\.?:?\s*$")
_COLUMN = re.compile(r"(?:^|\s)\s*[):|§*]+(?=\s|$)")
_FRAMED = re.compile(r"\s{0,8}[|]\s")
_FAR_RIGHT = re.compile(r"(?<=[\w.,;)\-])\s{4,}")


@dataclass(slots=True)
class Line:
    """A line of the left-hand column and where it stands in the header."""

    text: str
    start: int
    end: int
    indent: int
    right: str = ""
    """What stands in the right-hand column."""

    @property
    def role(self) -> str | None:
        """The role printed on the line, under the names or to the right of one."""
        if ROLE_LINE.match(self.text):
            return self.text
        return self.right if ROLE_LINE.match(self.right) else None


def left_lines(text: str) -> list[Line]:
    """Each line of a header, cut where its right-hand column or a docket begins."""
    lines: list[Line] = []
    start = 0
    for raw in text.split("\n"):
        framed = _FRAMED.match(raw)
        column = _COLUMN.search(raw, framed.end() if framed else 0)
        left = raw[: column.start()] if column else _FAR_RIGHT.split(raw, maxsplit=1)[0]
        docket = re.search(
            r"\b(?:Case|Civil|Civ\.|Docket|CASE|CIVIL|C\.A\.)\s*(?:Action|ACTION|Case)?\s*(?:No|NO)\b", left
        ) or DOCKET.search(left)
        left = _NUMBER_OF.sub("", left[: docket.start()]) if docket else left
        bare = left[framed.end() :] if framed else left
        bare = bare.rstrip(" )") if bare.count(")") > bare.count("(") else bare.rstrip(" \t§}|")
        right = raw[len(left) :].strip(" \t):|§*")
        lines.append(Line(bare.strip(), start, start + len(left.rstrip()), len(bare) - len(bare.lstrip()), right))
        start += len(raw) + 1
    return lines
