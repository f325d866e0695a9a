"""What sort of document this is. In doubt it is not an order, for nothing may be registered from a request."""

import re

from bot.domain.order import DocumentKind
from bot.orders.changes import adjourned, called_off
from bot.orders.conference import Meeting
from bot.orders.events import MOVED, Noun, Part, nouns
from bot.orders.layout import Document
from bot.orders.signature import judges_in
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
    r"\bTRANSCRIPT\s+OF\s+(?:\w+\s+){0,3}(?:PROCEEDINGS|HEARING|CONFERENCE)|^[ \t]*THE\s+COURT:\s|"
    r"\bMUTUAL\s+RELEASE\b|^[ \t]*FOR\s+(?:IMMEDIATE|MEDIA)\s+RELEASE\b|\b(?:CLIENT|LEGAL|LAW|Client|Legal|Law)[ ]"
    r"(?:ALERT|UPDATE|BULLETIN|Alert|Update|Bulletin)\b|\b[Aa]ttorney\s+[Aa]dvertising\b|\bnot\s+(?:constitute\s+)?legal\s+"
    r"advice\b|\b[Nn]ewsletter\b|\b[Pp]ress\s+[Rr]elease\b|\bCONFIDENTIAL\s+SETTLEMENT\s+AGREEMENT|\bSTIPULATION\s+OF\s+(?:DISMISSAL|"
    r"SETTLEMENT)|\bJOINT\s+(?:MOTION|STATUS\s+REPORT)|\bNOTICE\s+OF\s+MOTION|^[ \t]*(?:MEMO|"
    r"MEMORANDUM)\s*(?:$|TO\b)|\bCONSENT\s+(?:LETTER|MOTION)\b|\bMOTION\s+(?:TO|FOR)\s+(?:ADJOURN|"
    r"CONTINUE|CONTINUANCE|RESCHEDULE)",
    re.MULTILINE,
)
_GRANTED = re.compile(
    r"\bLETTER\s+ORDER\b|\b(?:constitutes?|is|shall\s+be|be\s+(?:deemed|considered|treated\s+as))\s+an\s+(?:[Oo]rder|ORDER)\b|\b(?:application|request|motion|"
    r"letter[- ]motion)\b[^.]{0,120}\b(?:is|are)\s+(?:hereby\s+)?(?:GRANTED|granted|DENIED|denied)|"
    r"\b(?:APPLICATION|REQUEST|MOTION)\s+(?:IS\s+)?(?:GRANTED|DENIED)|\b(?:Application|Request|"
    r"Motion)\s+(?:is\s+)?(?:GRANTED|granted)|"
    r"\bSO\s+ORDERED[.:]?\s+/?s/|\bMEMO(?:RANDUM)?\s+ENDORSE|\bGRANTED\b"
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
    r"\b(?:(?:previously|currently|presently|originally|already)\s+|(?<!is )(?<!are )(?<!be )(?<!been )(?<!hereby ))"
    r"(?:scheduled|set)\s+for\b.{0,80}\b(?:will|shall)\s+(?:now\s+|instead\s+)?(?:be\s+held|proceed|take\s+place|"
    r"be\s+conducted)\s+(?:by|via|on|in[- ]person|over|remotely|telephonically)",
    re.IGNORECASE,
)
_REFERRAL = re.compile(
    r"\b(?:is|are|be|been|hereby|has|have)\s+(?:hereby\s+)?referred\b|\brefers\b|\bORDER\s+OF\s+REFERENCE|"
    r"\bREFERENCE\s+TO\s+A\s+MAGISTRATE|\bORDER\s+REFERRING|\bto\s+(?:schedule|arrange|set)\b",
    re.IGNORECASE,
)
_FOR_SETTLEMENT = re.compile(
    r"\b(?:refers|(?:is|are|has|have|been|hereby)\s+referred|REFERRING)\b[^.;]{0,120}?\bfor\s+(?:the\s+purposes?\s+of\s+)?"
    r"(?:an?\s+)?(?:judicial\s+)?settlement\b|\[\s*X\s*\]\s+Settlement\b",
    re.IGNORECASE,
)
_CHANGED_IN_TITLE = re.compile(
    r"\b(?:CONVERTING|CHANGING)\s+(?:THE\s+)?(?:\w+\s+){0,3}CONFERENCE\s+(?:FROM|TO)\b|"
    r"\bCHANG(?:E|ING)\s+(?:OF\s+)?(?:THE\s+)?(?:FORMAT|PLATFORM)\b",
    re.IGNORECASE,
)
_PERHAPS = re.compile(r"\b(?:may(?!\s+\d)|if|unless|request)\b", re.IGNORECASE)
_OTHER_TITLE = re.compile(
    r"\b(?:CASE\s+MANAGEMENT|INITIAL|STATUS|PRE-?TRIAL|SCHEDULING|DISCOVERY|PRE-?MOTION)\s+(?:\w+\s+){0,2}(?:CONFERENCE|HEARING|CALL)\b|"
    r"\bMEDIATION\b|\bARBITRATION\b|\bTRIAL\s+(?:SETTING|ORDER|DATE)\b|\bAND\s+TRIAL\b",
)
_TO_COUNSEL = re.compile(r"^[ \t]*Dear[ ](?:Counsel|Mr|Ms|Mrs|All|Part)", re.MULTILINE)


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
    if document.docket_text:
        return bool(_REQUEST.search(document.text))
    return bool(_REQUEST.search(text) or _NOT_COURT.search(text)) and not _endorsed(text)


def _endorsed(text: str) -> bool:
    granted = _GRANTED.search(text)
    return bool(granted and (_ORDER.search(text) or _TO_COUNSEL.search(text)))


def _is_order(document: Document) -> bool:
    """Whether the court speaks: in an order's words, or under a judge's own signature."""
    spoken = document.text if document.docket_text else document.whole.text
    return bool(_ORDER.search(spoken) or judges_in(document.closing))


def kind_of(document: Document, meeting: Meeting, venue: Venue) -> DocumentKind:
    """The kind of document, from what it is, then from what it does to the conference."""
    if not _is_order(document) or is_request(document) or is_proposed(document):
        return DocumentKind.NOT_AN_ORDER
    if not meeting.settlement:
        return _without_settlement(document, meeting)
    if meeting.moved or (adjourned(document) and not meeting.time_moved):
        return _moved_kind(document, meeting)
    if meeting.date and meeting.former.date and meeting.date != meeting.former.date:
        return DocumentKind.ADJOURNMENT
    if called_off(document) and meeting.date is None:
        return DocumentKind.VACATUR
    if meeting.time_moved or (meeting.former.at and meeting.slot.at and meeting.former.at != meeting.slot.at):
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
    sentences = [each for each in document.sentences if _of_the_settlement([noun for _, noun in nouns(each.text)])]
    if _CHANGED_IN_TITLE.search(document.header.text) or any(
        _FORMAT_CHANGE.search(each.text) and not _PERHAPS.search(each.text) for each in sentences
    ):
        return True
    return (
        meeting.sentence is not None
        and bool(_STANDING_SETTING.search(meeting.sentence.text))
        and (venue.platform is not None or bool(venue.formats))
    )


def _of_the_settlement(named: list[Noun]) -> bool:
    """Whether a sentence is about the settlement conference, and not about another one it calls "conference" too."""
    return Noun.SETTLEMENT in named or (Noun.PLAIN in named and Noun.OTHER not in named)


def _without_settlement(document: Document, meeting: Meeting) -> DocumentKind:
    settlement = meeting.settlement or re.search(r"\bsettlement\b", document.text, re.IGNORECASE)
    titled = _OTHER_TITLE.search(document.header.text) and not any(
        noun is Noun.SETTLEMENT for _, noun in nouns(" ".join(document.header.text.split()))
    )
    if any(_FOR_SETTLEMENT.search(text) for text in document.texts) and not titled:
        return DocumentKind.REFERRAL_NO_DATE
    if titled or any(
        event.noun is Noun.OTHER and event.governed and event.part is Part.SETS for event in meeting.events
    ):
        return DocumentKind.OTHER_CONFERENCE
    if settlement and _REFERRAL.search(document.text) and not meeting.rivals:
        return DocumentKind.REFERRAL_NO_DATE
    if any(event.noun is Noun.OTHER for event in meeting.events) or any(
        noun is Noun.OTHER for _, noun in nouns(document.text)
    ):
        return (
            DocumentKind.OTHER_CONFERENCE if not meeting.settlement or meeting.events else DocumentKind.REFERRAL_NO_DATE
        )
    return DocumentKind.REFERRAL_NO_DATE if meeting.settlement else DocumentKind.NOT_AN_ORDER
