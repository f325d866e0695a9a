"""What sort of document this is. In doubt it is not an order, for nothing may be registered from a request."""

import re

from bot.domain.order import DocumentKind
from bot.orders.changes import adjourned, called_off
from bot.orders.conference import Meeting
from bot.orders.events import MOVED, Noun, nouns
from bot.orders.layout import Document
from bot.orders.venue import Venue

_ORDER = re.compile(
    r"\bORDERED\b|\bBY\s+THE\s+COURT\b|\bORDER\s+(?:FOR|SETTING|RE|REGARDING|SCHEDULING|AND|OF|ON|FROM|TO|"
    r"REFERRING|CANCELL?ING|VACATING|GRANTING)\b|\bNOTICE\s+OF\s+SETTING|\b[Tt]ake\s+notice\b|"
    r"\bMINUTE\s+entry|\b(?:are|is)\s+hereby\s+notified|\bORDER$|\bso\s+ordered\b|\b(?:IT\s+IS|"
    r"it\s+is)\s+(?:FURTHER\s+|further\s+|HEREBY\s+|hereby\s+)*ORDERED\b|"
    r"\bit\s+is\s+(?:hereby\s+)?ordered\b|^[^\w\n]{0,40}(?:\w+\s+){0,6}ORDER\b(?!\s+(?:form|FORM))|"
    r"\bMINUTE\s+(?:ENTRY|ORDER)|\bTEXT\s+(?:ONLY\s+)?(?:ENTRY|ORDER)|\bPAPERLESS\s+ORDER|\bENDORSEMENT\b|"
    r"\bELECTRONIC\s+ORDER|\bDOCKET\s+ENTRY\s+ORDER|\bNOTICE\s+OF\s+(?:SETTLEMENT\s+)?CONFERENCE|"
    r"\bMEMO(?:RANDUM)?\s+ENDORSE|^ORDER\b|(?:United\s+States|U\.S\.)\s+Magistrate\s+Judge\s*:|"
    r"UNITED STATES MAGISTRATE JUDGE|\bthe\s+undersigned\b",
    re.MULTILINE,
)
_REQUEST = re.compile(
    r"\bDear\s+(?:Judge|Magistrate|Chief|Hon|Your|Counsel|Mr|Ms|All|Team|Chambers)|"
    r"\bRespectfully\s+submitted|\bI\s+(?:write|am\s+writing)\b|\b[Ww]e\s+(?:write|are\s+writing)\b|"
    r"\brespectfully\s+(?:request|submit|move|ask)|\bmoves?\s+this\s+(?:Honorable\s+)?Court\b|"
    r"\bundersigned\s+counsel\b|\bmy\s+(?:firm|client)\b|\b(?:this\s+firm|our\s+(?:firm|client)s?)\b|"
    r"\bcounsel\s+for\s+(?:the\s+)?(?:Plaintiff|Defendant)s?\s+(?:respectfully|hereby)",
)
_NOT_COURT = re.compile(
    r"^[ \t]*(?:From|To|Cc|Subject|Sent)\s*:\s|\bWHEREAS\b.{0,400}\bSettlement\s+Agreement\b|"
    r"\bSETTLEMENT\s+AGREEMENT\b|\b(?:this|This)\s+(?:Settlement\s+)?Agreement\s+(?:is|and)|"
    r"\bMUTUAL\s+RELEASE\b|\bCONFIDENTIAL\s+SETTLEMENT\s+AGREEMENT|\bSTIPULATION\s+OF\s+(?:DISMISSAL|"
    r"SETTLEMENT)|\bJOINT\s+(?:MOTION|STATUS\s+REPORT)|\bNOTICE\s+OF\s+MOTION|^[ \t]*(?:MEMO|"
    r"MEMORANDUM)\s*(?:$|TO\b)|\bCONSENT\s+(?:LETTER|MOTION)\b|\bMOTION\s+(?:TO|FOR)\s+(?:ADJOURN|"
    r"CONTINUE|CONTINUANCE|RESCHEDULE)",
    re.MULTILINE,
)
_GRANTED = re.compile(
    r"\bLETTER\s+ORDER\b|\bconstitutes?\s+an\s+[Oo]rder\b|\b(?:application|request|motion|"
    r"letter[- ]motion)\b[^.]{0,120}\b(?:is|are)\s+(?:hereby\s+)?(?:GRANTED|granted|DENIED|denied)|"
    r"\b(?:APPLICATION|REQUEST|MOTION)\s+(?:IS\s+)?(?:GRANTED|DENIED)|\b(?:Application|Request|"
    r"Motion)\s+(?:is\s+)?(?:GRANTED|granted)|\bMEMO(?:RANDUM)?\s+ENDORSE|\bGRANTED\b"
)
PROPOSED = re.compile(
    r"\[\s*PROPOSED\s*\]|\(\s*PROPOSED\s*\)|\bPROPOSED\s+(?:\w+\s+){0,3}?ORDER\b|\[Proposed\]|"
    r"\bProposed\s+Order\b|\[\s*DRAFT\s*\]|\bDRAFT\s+ORDER\b",
    re.MULTILINE,
)
_BLANK_SIGNATURE = re.compile(
    r"(?:this|on)\s+_{2,}\s+day\s+of|(?:Dated?|DATED?)\s*:\s*_{3,}|SO ORDERED[.:]?\s*(?:this\s+_{2,}|_{6,}\s*$)"
)
_FORMAT_CHANGE = re.compile(
    r"\b(?:convert\w*|chang\w+)\b.{0,80}\b(?:to|into|from)\b.{0,60}\b(?:in[- ]person|zoom|teams|video\w*|"
    r"telephon\w*|remote\w*|phone)|\b(?:will|shall|to)\s+(?:now|instead)\s+(?:\w+\s+){0,3}?(?:by|via|on|"
    r"in[- ]person|remotely|over)|\b(?:instead\s+of|rather\s+than|in\s+lieu\s+of|"
    r"no\s+longer)\b.{0,40}\b(?:in[- ]person|zoom|teams|video\w*|telephon\w*|remote\w*|phone|courtroom)|"
    r"\bwill\s+(?:now\s+)?(?:proceed|be\s+held|take\s+place|be\s+conducted)\s+(?:\w+\s+){0,2}?(?:remotely|"
    r"telephonically|in[- ]person|by|via|over)\b.{0,120}\b(?:instead|rather|in\s+lieu|not)\b",
    re.IGNORECASE,
)
_STANDING_SETTING = re.compile(
    r"\b(?:previously|currently|presently|originally|already)?\s*(?:scheduled|"
    r"set)\s+for\b.{0,80}\b(?:will|shall)\s+(?:now\s+|instead\s+)?(?:be\s+held|proceed|take\s+place|"
    r"be\s+conducted)\s+(?:by|via|on|in[- ]person|over|remotely|telephonically)",
    re.IGNORECASE,
)
_REFERRAL = re.compile(
    r"\b(?:is|are|be|been|hereby)\s+(?:hereby\s+)?referred\b|\brefers\b|\bORDER\s+OF\s+REFERENCE|"
    r"\bREFERENCE\s+TO\s+A\s+MAGISTRATE|\bORDER\s+REFERRING|\bto\s+(?:schedule|arrange|set)\b",
    re.IGNORECASE,
)
_SUBJECT_TO = re.compile(r"\b(?:requests?|seeks?|ask(?:s|ing)?)\b", re.IGNORECASE)


def is_proposed(document: Document) -> bool:
    """Whether the document calls itself proposed, or its signature is left blank."""
    return bool(
        PROPOSED.search(document.header.text)
        or PROPOSED.search(document.whole.text[:3000])
        or _BLANK_SIGNATURE.search(document.whole.text)
    )


def is_request(document: Document) -> bool:
    """Whether someone other than the court is speaking, and the court has not endorsed it."""
    text = document.whole.text
    return bool(_REQUEST.search(text) or _NOT_COURT.search(text)) and not _endorsed(text)


def _endorsed(text: str) -> bool:
    granted = _GRANTED.search(text)
    return bool(granted and _ORDER.search(text))


def kind_of(document: Document, meeting: Meeting, venue: Venue) -> DocumentKind:
    """The kind of document, from what it is, then from what it does to the conference."""
    if not _ORDER.search(document.whole.text) or is_request(document) or is_proposed(document):
        return DocumentKind.NOT_AN_ORDER
    if not meeting.settlement:
        return _without_settlement(document, meeting)
    if meeting.moved or (adjourned(document) and not meeting.time_moved):
        return _moved_kind(document, meeting)
    if meeting.date and meeting.former.date and meeting.date != meeting.former.date:
        return DocumentKind.ADJOURNMENT
    if called_off(document) and meeting.date is None:
        return DocumentKind.VACATUR
    if meeting.time_moved:
        return DocumentKind.TIME_CHANGE
    if _changes_format(document, meeting, venue):
        return DocumentKind.FORMAT_CHANGE
    if meeting.date or meeting.rivals:
        return DocumentKind.SETTLEMENT_CONFERENCE_ORDER
    return _without_settlement(document, meeting)


def _moved_kind(document: Document, meeting: Meeting) -> DocumentKind:
    if meeting.date and meeting.date == meeting.former.date:
        return DocumentKind.TIME_CHANGE
    if meeting.date and not meeting.moved and not re.search(rf"\b{MOVED}\b", document.whole.text, re.IGNORECASE):
        return DocumentKind.SETTLEMENT_CONFERENCE_ORDER
    return DocumentKind.ADJOURNMENT


def _changes_format(document: Document, meeting: Meeting, venue: Venue) -> bool:
    sentences = [
        each
        for each in document.sentences
        if any(noun in (Noun.SETTLEMENT, Noun.PLAIN) for _, noun in nouns(each.text))
    ]
    if any(
        _FORMAT_CHANGE.search(each.text) and not re.search(r"\b(?:may|if|unless|request)\b", each.text, re.IGNORECASE)
        for each in sentences
    ):
        return True
    return (
        meeting.sentence is not None
        and bool(_STANDING_SETTING.search(meeting.sentence.text))
        and (venue.platform is not None or bool(venue.formats))
    )


def _without_settlement(document: Document, meeting: Meeting) -> DocumentKind:
    settlement = meeting.settlement or re.search(r"\bsettlement\b", document.text, re.IGNORECASE)
    if settlement and _REFERRAL.search(document.text) and not meeting.rivals:
        return DocumentKind.REFERRAL_NO_DATE
    if any(event.noun is Noun.OTHER for event in meeting.events) or any(
        noun is Noun.OTHER for _, noun in nouns(document.text)
    ):
        return (
            DocumentKind.OTHER_CONFERENCE if not meeting.settlement or meeting.events else DocumentKind.REFERRAL_NO_DATE
        )
    return DocumentKind.REFERRAL_NO_DATE if meeting.settlement else DocumentKind.NOT_AN_ORDER
