"""What stands around a limit in its sentence, and whose limit it may therefore be."""

import datetime as dt
import re
from dataclasses import dataclass

from bot.orders.periods import Due, dues


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands around a limit: up to the limit before it or the last colon or semicolon, and on to the next."""

    before: str
    after: str

    @property
    def leads(self) -> bool:
        """Whether what is due follows the limit ("On or before March 3, plaintiff shall …", "shall, by March 3, …")."""
        opening = _JOINS.split(self.before)[-1]
        return bool(_OPENS.fullmatch(opening) and _LEADS_TO.match(self.after)) or _AMID.search(self.before) is not None


_JOINS = re.compile(r",?\s+(?=(?:and|but|while)\b)")
_LEADS_TO = re.compile(
    r"(?:\s+(?:the|this|said)\s+(?:date\s+of\s+the\s+)?(?:\w+\s+){0,2}?conference)?\s*(?:[,:]|(?:the\s+|"
    r"each\s+)?(?:plaintiff|defendant|counsel|part(?:y|ies))[\w()']{0,6}(?:\s+counsel)?\s+"
    r"(?:shall|must|will|is\s+to|are\s+to)\b)",
    re.IGNORECASE,
)
_AMID = re.compile(
    r"\b(?:shall|must|will|should|(?:is|are)\s+to|to)(?:\s+(?:submit|send|provide|deliver|give|e-?mail|serve|furnish|transmit)"
    r"(?:\s+(?:to|on|upon|with)\s+[^,;]{2,40}?)?)?\s*,\s*(?:(?:no|not)\s+(?:later|less|fewer)\s+than\s+|"
    r"at\s+least\s+|"
    r"on\s+or\s+before\s+|by\s+|within\s+)?$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\W*(?:[a-z0-9]{1,4}[.)]\s+)?(?:(?:and|then|but|that|further|finally|therefore|accordingly|thus|also|"
    r"ordered\s+that|it\s+is)\W+){0,3}(?:at\s+least\s+|"
    r"(?:no|not)\s+(?:later|less|fewer)\s+than\s+|within\s+|on\s+or\s+before\s+|by\s+)?",
    re.IGNORECASE,
)


def clauses(text: str, reference: dt.date | None) -> list[tuple[Due, Clause]]:
    """Every due rule of the sentence with its clause."""
    every = dues(text, reference)
    found: list[tuple[Due, Clause]] = []
    for index, due in enumerate(every):
        begin = every[index - 1].end if index else 0
        finish = every[index + 1].start if index + 1 < len(every) else len(text)
        turn = max(text.rfind(mark, begin, due.start) for mark in (";", ": "))
        stop = min(
            (place for mark in (";", ": ") if (place := text.find(mark, due.end + 1, finish)) >= 0), default=finish
        )
        found.append((due, Clause(text[max(begin, turn + 1) : due.start], text[due.end : stop])))
    return found
