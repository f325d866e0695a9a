"""Who speaks in a document: the court, or somebody else. Every sign counts, and none decides alone."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from bot.orders.cleaning import Clean
from bot.orders.layout import Document
from bot.orders.regions import docket_text, request
from bot.orders.signature import judges_in

_JUDGE = (
    r"(?:[Tt]he\s+(?:[Uu]ndersigned|Court)|"
    r"(?:Chief\s+)?(?:Magistrate\s+)?Judge\s+[A-Z][\w'.-]+(?:\s+[A-Z][\w'.-]+){0,3})"
)
_DECIDES = (
    r"(?:will|shall|hereby|SETS|sets|schedules|orders|ORDERS|directs|DIRECTS|refers|REFERS|vacates|VACATES|grants|"
    r"GRANTS|"
    r"has\s+(?:scheduled|set|determined|reviewed|considered|reset|rescheduled))"
)


@dataclass(frozen=True, slots=True)
class _Sign:
    """Words that tell who speaks, and how strongly they tell it."""

    weight: int
    pattern: re.Pattern[str]


def _sign(weight: int, pattern: str, flags: int = 0) -> _Sign:
    return _Sign(weight, re.compile(pattern, flags | re.MULTILINE))


_OF_THE_COURT = (
    _sign(
        3,
        r"\bORDERED\b|\bso\s+ordered\b|\b(?:IT\s+IS|[Ii]t\s+is)\s+(?:(?:further|hereby|therefore|FURTHER|HEREBY|"
        r"THEREFORE|"
        r"ALSO|also)\s+)*(?:ORDERED|ordered)\b|\bBY\s+THE\s+COURT\b",
        re.IGNORECASE,
    ),
    _sign(
        3,
        r"\bORDER\s+(?:FOR|SETTING|RE|REGARDING|SCHEDULING|AND|OF|ON|FROM|TO|REFERRING|CANCELL?ING|VACATING|GRANTING|"
        r"CHANGING|RESETTING|CONTINUING|RESCHEDULING|ADJOURNING)\b|\bORDER$|^ORDER\b|"
        r"^[^\w\n]{0,40}(?:\w+\s+){0,6}ORDER\b(?!\s+(?:form|FORM))",
    ),
    _sign(
        3,
        r"\bMINUTE\s+(?:ENTRY|entry|ORDER)\b|\b[Mm]inute\s+(?:[Ee]ntry|[Oo]rder)\s*(?::|before)|"
        r"^[ \t]*(?i:(?:text|paperless|electronic|oral|docket|minute)(?:[ -]only)?\s+(?:order|entry))\s*:|"
        r"^[ \t]*(?i:order)\s*:|"
        r"\bTEXT\s+(?:ONLY\s+)?(?:ENTRY|ORDER)\b|\b(?:PAPERLESS|ELECTRONIC|ORAL|ENDORSED|STANDING)\s+ORDER\b|"
        r"\bDOCKET\s+ENTRY\s+ORDER\b|\bCOURT\s+ACTION\b|\bENTERING\s+ORDER\b|^[ \t]*E[OP]:|"
        r"\bNOTICE\s+(?:OF|of)\s+(?:\w+\s+){0,4}(?i:SETTING|CONFERENCE|HEARING|RESET(?:TING)?|RESCHEDUL\w+|"
        r"CANCELLATION)\b|"
        r"\bNOTICE\s+(?:TO|SETTING|RESETTING|RESCHEDULING|CANCELL?ING)\b",
    ),
    _sign(2, r"\b(?:[Tt]ake|TAKE)\s+(?:[Nn]otice|NOTICE)\b|\b(?i:(?:are|is)\s+hereby\s+notified)\b"),
    _sign(
        2,
        r"^[ \t]*[A-Z][A-Z .,'-]{3,50},\s+(?:Chief\s+|CHIEF\s+)?(?:United\s+States|U\.\s?S\.|UNITED\s+STATES)?\s*"
        r"(?:Magistrate|MAGISTRATE|District|DISTRICT)\s+(?:Judge|JUDGE)\s*[:.]?[ \t]*$",
    ),
    _sign(
        2, rf"\b{_JUDGE}\s+{_DECIDES}\b|\bbefore\s+the\s+undersigned\b|\bthe\s+undersigned(?!\s+(?:counsel|attorney))\b"
    ),
    _sign(
        2,
        r"\bI\s+(?:have\s+(?:set|scheduled|put|reserved)|(?:will|shall)\s+(?:hold|conduct|preside)|am\s+(?:setting|"
        r"scheduling))\b|\bmy\s+(?:chambers|courtroom|(?:courtroom\s+)?deputy|law\s+clerk|calendar)\b|"
        r"\breferred\s+(?:\w+\s+){0,4}to\s+me\b",
    ),
    _sign(3, r"^[ \t]*(?:CHAMBERS|Chambers)[ ](?:OF|of)\b(?=(?:[^\n]*\n){1,3}[^\n]*\b(?:JUDGE|Judge)\b)"),
    _sign(
        3,
        r"\bLETTER\s+ORDER\b|\b(?:constitutes?|is|shall\s+be|be\s+(?:deemed|considered|treated\s+as))\s+an\s+"
        r"(?:[Oo]rder|ORDER)\b|\b(?:has|have|with|carries)\s+the\s+(?:full\s+)?(?:force|"
        r"effect)\b[^.;]{0,24}\border\b|\bMEMO(?:RANDUM)?\s+ENDORSE|\bENDORSEMENT\b",
    ),
    _sign(
        2,
        r"\b(?:applications?|requests?|motions?|letter[- ]motion)\b[^.]{0,120}\b(?:is|are)\s+(?:hereby\s+)?"
        r"(?:granted|denied)\b|\b(?:application|request|motion)\s+(?:granted|denied)\b",
        re.IGNORECASE,
    ),
    _sign(2, r"\bGRANTED\b|\bDENIED\b"),
    _sign(2, r"\b(?:is|are)\s+hereby\s+(?:re)?(?:set|scheduled|referred|vacated|continued|adjourned|cancell?ed)\b"),
)
_OF_A_PARTY = (
    _sign(4, r"\bDear\s+(?:Judge|Magistrate|Chief|Hon|Your)\b"),
    _sign(1, r"\bDear\s+(?:Counsel|Mr|Ms|Mrs|All|Team|Chambers)\b"),
    _sign(3, r"\bRespectfully\s+submitted\b"),
    _sign(
        3,
        r"\bI\s+(?:write|am\s+writing)\b|\b[Ww]e\s+(?:write|are\s+writing|represent|regret)\b|"
        r"\bmy\s+(?:firm|client)s?\b|\b(?:this\s+firm|our\s+(?:firm|client)s?)\b",
    ),
    _sign(
        3,
        r"\bmoves?\s+this\s+(?:Honorable\s+)?Court\b|\bundersigned\s+counsel\b|"
        r"\bcounsel\s+for\s+(?:the\s+)?(?:Plaintiff|Defendant)s?\s+(?:respectfully|hereby)",
    ),
    _sign(2, r"\brespectfully\s+(?:requests?|submits?|moves?|asks?)\b"),
)
_OF_SOMEBODY_ELSE = (
    _sign(3, r"^[ \t]*From\s*:\s"),
    _sign(2, r"^[ \t]*(?:To|Cc|Sent)\s*:\s"),
    _sign(5, r"^[ \t]*THE\s+COURT:\s|\bTRANSCRIPT\s+OF\s+(?:\w+\s+){0,3}(?:PROCEEDINGS|HEARING|CONFERENCE)"),
    _sign(
        6,
        r"\b(?:SETTLEMENT\s+AGREEMENT|MUTUAL\s+RELEASE)\b|\b[Tt]his\s+(?:Settlement\s+)?Agreement\s+(?:is|and)\b|"
        r"\bWHEREAS\b.{0,400}\bSettlement\s+Agreement\b",
    ),
    _sign(
        5,
        r"^[ \t]*FOR\s+(?:IMMEDIATE|MEDIA)\s+RELEASE\b|\b(?:CLIENT|LEGAL|LAW|Client|Legal|Law)[ ]"
        r"(?:ALERT|UPDATE|BULLETIN|Alert|Update|Bulletin)\b|\b[Aa]ttorney\s+[Aa]dvertising\b|"
        r"\bnot\s+(?:constitute\s+)?legal\s+advice\b|\b[Nn]ewsletter\b|\b[Pp]ress\s+[Rr]elease\b|\b[Bb]log\b|^\W*©",
    ),
    _sign(
        4,
        r"^[^a-z\n]*\b(?:STIPULATION\s+OF\s+(?:DISMISSAL|SETTLEMENT)|JOINT\s+(?:MOTION|STATUS\s+REPORT)|"
        r"NOTICE\s+OF\s+MOTION|"
        r"CONSENT\s+(?:LETTER|MOTION)|(?:UNOPPOSED\s+|AGREED\s+|EMERGENCY\s+)?MOTION\s+(?:TO|FOR)\s+"
        r"(?:ADJOURN|CONTINUE|CONTINUANCE|RESCHEDULE|VACATE|RESET|EXCUSE))\b[^a-z\n]*$|^[ \t]*(?:MEMO|"
        r"MEMORANDUM)\s*(?:$|TO\b)",
    ),
)
_OF_A_DOCKET = (
    _sign(
        2,
        r"\b(?:set|reset|rescheduled|continued)\s+(?:for|to)\b[^.]{0,120}\bbefore\s+(?:the\s+)?(?:Hon|Chief|"
        r"Magistrate|Judge)",
    ),
    _sign(2, r"\b(?:[Ss]igned|[Ee]ntered|[Oo]rdered|[Ii]ssued)\s+by\s+(?:the\s+)?(?:Hon|Chief|Magistrate|Judge)"),
)
"""In the words of a docket entry alone."""
_LEAST = 2


class Speaker(Enum):
    """Whose words a document is made of."""

    COURT = auto()
    ANOTHER = auto()
    """A party or its counsel, or somebody who writes about the case from outside."""
    NOBODY = auto()
    """Nothing tells."""


@lru_cache(maxsize=1)
def speaker(document: Document) -> Speaker:
    """Whose words these are: the court's where its signs outweigh all others. Remembered while an order is read."""
    apart = document.docket_text or bool(document.request)
    text = document.text if apart else document.whole.text
    signed = 2 if judges_in(document.closing) else 0
    court = signed + _weight(_OF_THE_COURT, text) + (_weight(_OF_A_DOCKET, text) if document.docket_text else 0)
    others = _weight(_OF_A_PARTY, text) + (0 if document.docket_text else _weight(_OF_SOMEBODY_ELSE, text))
    if court >= _LEAST and court > others:
        return Speaker.COURT
    return Speaker.ANOTHER if others else Speaker.NOBODY


def is_silent(text: Clean) -> bool:
    """Whether nothing in a text could be the court's: told before the text is taken apart, at half the cost."""
    noticed = docket_text(text.text) or any(request(text.text))
    return not (noticed or _weight(_OF_THE_COURT, text.text) or judges_in(text))


def _weight(signs: tuple[_Sign, ...], text: str) -> int:
    return sum(sign.weight for sign in signs if sign.pattern.search(text))
