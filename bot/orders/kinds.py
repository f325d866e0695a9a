"""What sort of document this is. In doubt it is not an order, for nothing may be registered from a request."""

import re

from bot.domain.order import DocumentKind
from bot.orders.changes import adjourned, called_off
from bot.orders.conference import Meeting
from bot.orders.events import MOVED, Part
from bot.orders.layout import Document
from bot.orders.meetings import Noun, nouns
from bot.orders.venue import Venue
from bot.orders.voice import Speaker, speaker

PROPOSED = re.compile(
    r"\[\s*PROPOSED\s*\]|\(\s*PROPOSED\s*\)|\bPROPOSED\s+(?:\w+\s+){0,3}?ORDER\b|\[Proposed\]|"
    r"\bProposed\s+Order\b|\[\s*DRAFT\s*\]|\bDRAFT\s+ORDER\b",
    re.MULTILINE,
)
_BLANK_SIGNATURE = re.compile(
    r"(?:this|on)\s+_{2,}\s+day\s+of|(?:Dated?|DATED?)\s*:\s*_{3,}|SO ORDERED[.:]?\s*(?:this\s+_{2,}|_{6,}\s*$)"
)
_DATED = re.compile(r"\bORDERED\b\W{0,40}(?:Dated?|DATED?)\s*:\s*(?:[A-Za-z]{3,9}\.?\s+)?\d")
_FORMAT_CHANGE = re.compile(
    r"\b(?:convert\w*|chang\w+)\b.{0,80}\b(?:to|into|from)\b.{0,60}\b(?:in[- ]person|zoom|teams|video\w*|"
    r"telephon\w*|remote\w*|phone)|\b(?:will|shall|to)\s+(?:now|instead)\s+(?:\w+\s+){0,3}?(?:by|via|on|"
    r"in[- ]person|remotely|over)|\b(?:instead\s+of|rather\s+than|in\s+lieu\s+of|"
    r"no\s+longer(?!\s+(?:conducts?|holds?|hosts?|permits?|allows?)\b))\b.{0,40}\b(?:in[- ]person|zoom|teams|"
    r"video\w*|telephon\w*|remote\w*|phone|courtroom)|"
    r"\b(?:will|shall)\s+(?:go\s+forward|proceed|be\s+held|take\s+place|"
    r"be\s+conducted)\b[^.;]{0,60}?,?\s+(?:and\s+)?not\s+"
    r"(?:in|by|via|over|on)\b|"
    r"\b(?:previously|originally|formerly|was)\s+to\s+(?:be|have\s+been)\s+(?:held|conducted)\b.{0,60}\b(?:will|"
    r"shall)\s+"
    r"(?:now\s+)?(?:be|proceed|take)\b.{0,30}\b(?:by|via|on|over|in[- ]person|remotely)\b|"
    r"\bas\s+(?:(?:previously|originally|already)\s+)?(?:scheduled|set|noticed|planned|calendared),?\s+(?:but|only)\b"
    r"[^.;]{0,30}\b(?:in[- ]person|remotely|telephonically|by|via|over|on)\b|"
    r"\bwill\s+(?:now\s+)?(?:proceed|be\s+held|take\s+place|be\s+conducted)\s+(?:\w+\s+){0,2}?(?:remotely|"
    r"telephonically|in[- ]person|by|via|over)\b.{0,120}\b(?:instead|rather|in\s+lieu|not)\b",
    re.IGNORECASE,
)
_GRANTED = re.compile(r"\b(?:is|are)\s+(?:hereby\s+)?granted\b", re.IGNORECASE)
_MERIDIEM = re.compile(r"\b([ap])\.\s?m\.", re.IGNORECASE)
"""Whose stops end no clause."""
_STANDING_SETTING = re.compile(
    r"\b(?:(?:previously|currently|presently|originally|already)\s+|(?<!is )(?<!are )(?<!be )(?<!been )(?<!hereby ))"
    r"(?:scheduled|set)\s+for\b.{0,80}\b(?:will|shall)\s+(?:now\s+|instead\s+)?(?:be\s+held|proceed|take\s+place|"
    r"be\s+conducted)\s+(?:by|via|on|in[- ]person|over|remotely|telephonically)",
    re.IGNORECASE,
)
_REFERRAL = re.compile(
    r"\b(?:is|are|be|been|hereby|has|have)\s+(?:\w+\s+){0,2}?referred\b|\brefers\b|\bORDER\s+OF\s+REFERENCE|"
    r"\bREFERENCE\s+TO\s+A\s+MAGISTRATE|\bORDER\s+REFERRING|\bto\s+(?:schedule|arrange|set)\b",
    re.IGNORECASE,
)
_FOR_SETTLEMENT = re.compile(
    r"\b(?:refers|(?:is|are|has|have|been|hereby)\s+(?:\w+\s+){0,2}?referred|REFERRING)\b(?:[^.;]|(?<=\b\w)\.){0,160}?\b(?:for|to)\s+"
    r"(?:(?:the|an?|limited|sole|following|purposes?|of|conduct(?:ing)?|hold(?:ing)?|schedul(?:e|ing)|conven(?:e|ing)|"
    r"early|judicial|mandatory|further)[\s:]+){0,8}settlement\b|"
    r"\[\s*[xX]\s*\]\s+(?:(?:an?|to|conduct|hold|judicial|early|mandatory)\s+){0,4}settlement\b",
    re.IGNORECASE,
)
_CHANGED_IN_TITLE = re.compile(
    r"\b(?:CONVERTING|CHANGING)\s+(?:THE\s+)?(?:\w+\s+){0,3}CONFERENCE\s+(?:FROM|TO)\b|"
    r"\bCHANG(?:E|ING)\s+(?:OF\s+|IN\s+)?(?:THE\s+)?(?:FORM|FORMAT|PLATFORM|MANNER|MODE)\b",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"\b(?:may(?!\s+\d)|if|unless|(?:up)?on\s+(?:joint\s+|timely\s+|written\s+)?request|requests?\s+(?:that|to|for))\b",
    re.IGNORECASE,
)
_OTHER_TITLE = re.compile(
    r"\b(?:CASE\s+MANAGEMENT|INITIAL|STATUS|PRE-?TRIAL|SCHEDULING|DISCOVERY|"
    r"PRE-?MOTION)\s+(?:\w+\s+){0,2}(?:CONFERENCE|HEARING|CALL)\b|"
    r"\bMEDIATION\b|\bARBITRATION\b|\bTRIAL\s+(?:SETTING|ORDER|DATE)\b|\bAND\s+TRIAL\b",
)


def is_proposed(document: Document) -> bool:
    """Whether the document calls itself proposed, or its signature is left blank."""
    return bool(
        PROPOSED.search(document.header.text)
        or PROPOSED.search(document.whole.text[:3000])
        or _BLANK_SIGNATURE.search(_to_its_date(document.whole.text))
    )


def _to_its_date(text: str) -> str:
    """The text up to the day the court put to it: blanks after that are those of a form attached to the order."""
    dated = _DATED.search(text)
    return text[: dated.end()] if dated else text


def is_request(document: Document) -> bool:
    """Whether somebody other than the court speaks, and the court has not endorsed it."""
    return speaker(document) is Speaker.ANOTHER


def is_of_the_court(document: Document) -> bool:
    """Whether the court speaks, and not in a draft somebody put before it: without that nothing is an order."""
    return speaker(document) is Speaker.COURT and not is_proposed(document)


def kind_of(document: Document, meeting: Meeting, venue: Venue) -> DocumentKind:
    """The kind of document, from what it is, then from what it does to the conference."""
    if not is_of_the_court(document):
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
        _FORMAT_CHANGE.search(_MERIDIEM.sub(r"\1m", each.text))
        and (not _PERHAPS.search(each.text) or _GRANTED.search(each.text))
        for each in sentences
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
