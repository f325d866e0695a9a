"""What the order says about who attends and with what authority: quoted, never interpreted."""

import re

from bot.domain.order import Source
from bot.orders.layout import Document

_ATTENDING = re.compile(r"\b(?:attend\w*|present|appear\w*|participat\w+|available)\b", re.IGNORECASE)
_WHO = re.compile(
    r"\b(?:part(?:y|ies)|clients?|persons?|representatives?|individuals?|principals?|insurers?|carriers?|"
    r"adjusters?|decision-?makers?|officers?|corporat\w+|plaintiffs?|defendants?|someone|counsel|"
    r"attorneys?)\b",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    r"\b(?:full|ultimate|complete|final|settlement|actual|unlimited)\s+(?:\w+\s+){0,2}?authority\b|"
    r"\bauthority\s+to\s+(?:settle|negotiate|bind|resolve|compromise|enter)|\bauthority\s+(?:means|"
    r"is\s+defined)|\"(?:full|ultimate|settlement)\s+\w*\s*authority\"",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\bcase law authority\b|\b(?:appearance|notice\s+of)\s+form\b", re.IGNORECASE)


def attendance_quotes(document: Document) -> tuple[Source, ...]:
    """The sentences about attendance and authority, in order."""
    return tuple(
        each.source()
        for each in document.sentences
        if not _ASIDE.search(each.text)
        and (
            _AUTHORITY.search(each.text)
            or (_ATTENDING.search(each.text) and _WHO.search(each.text) and _obliges(each.text))
        )
    )


def _obliges(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:must|shall|require\w*|should|will\s+be\s+expected|expected|may|need\s+not|excused?|ordered|"
            r"directed|mandatory|fail\w*|comply|practice|unless|not\s+permitted)\b",
            text,
            re.IGNORECASE,
        )
    )
