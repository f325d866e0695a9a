"""Further things an order wants by a day: forms, calls, lists, requests."""

import datetime as dt
import re

from bot.domain.order import Anchor, DayCount, NamedDay, OtherDeadline
from bot.orders.conference import Meeting
from bot.orders.events import Part
from bot.orders.layout import Document, Sentence
from bot.orders.meetings import Noun
from bot.orders.periods import Due, dues

_NAMES = (
    ("attendance acknowledgment form", r"acknowledg\w+(?:\s+(?:and\s+\w+\s+)?form)?"),
    ("attendance form", r"attendance\s+(?:form|sheet|certification)|certif\w+\s+of\s+attendance"),
    (
        "list of attendees",
        (
            r"(?:lists?|names?|identit\w+|identif\w+|titles?)\b.{0,80}\b(?:attend\w*|participants?|who\s+will|"
            r"representatives?|persons?|individuals?|participat\w+|appear\w*)|participant\s+(?:list|information)|"
            r"attendee\s+list"
        ),
    ),
    (
        "request to adjourn",
        r"adjourn\w*|postpone\w*|continuance|reschedul\w*|change\s+(?:of|in)\s+(?:the\s+)?date|conflict",
    ),
    (
        "request to be excused or to attend by other means",
        (
            r"excus\w*|(?:attend|appear|participate)\s+(?:by|via|remotely|telephonically)|permission\s+to|"
            r"waive\w*|leave\s+to\s+(?:attend|appear)"
        ),
    ),
    (
        "pre-conference call",
        (
            r"pre-?(?:settlement[- ])?conference\s+(?:\w+\s+){0,2}?(?:call|conference|teleconference)|"
            r"pre-?settlement\s+(?:\w+\s+){0,2}?(?:call|conference)|(?:scheduling|planning)\s+call"
        ),
    ),
    (
        "meet and confer",
        (
            r"meet[- ]and[- ]confer|\bconfer\b|good[- ]faith\s+(?:settlement\s+)?(?:discussion|talk|negotiat\w*)|"
            r"discuss\s+settlement"
        ),
    ),
    ("hard copy", r"hard\s+cop(?:y|ies)|courtesy\s+cop(?:y|ies)|paper\s+cop(?:y|ies)|hand[- ]deliver\w*"),
    (
        "notice of settlement",
        (
            r"(?:if|should|event)\b.{0,60}\bsettle\w*|notif\w+.{0,60}\bsettle(?:d|ment\s+is\s+reached)|"
            r"stipulation\s+of\s+dismissal|dismissal\s+papers"
        ),
    ),
    ("joint letter", r"joint\s+(?:status\s+)?(?:letter|report|statement|submission)|status\s+(?:letter|report)"),
    (
        "exchange of documents",
        (
            r"exchang\w+.{0,60}(?:documents?|information|expert|damages|reports?|exhibits?|discovery)|produce\b|"
            r"damages\s+(?:calculation|analysis|computation)|medical\s+(?:records|bills)"
        ),
    ),
    (
        "copies of the exchanged letters",
        (
            r"cop(?:y|ies)\s+of\s+(?:the\s+|their\s+|these\s+|those\s+|both\s+)?(?:\w+\s+){0,2}?(?:letters?|"
            r"statements?|correspondence)"
        ),
    ),
    ("settlement letter", r"\b(?:letters?|statements?|memorand\w+|submissions?)\b"),
    ("settlement demand", r"\bdemands?\b"),
    ("response to the demand", r"\b(?:respon[ds]\w*|counter-?\s?offers?|offers?)\b"),
    (
        "notice to the Court",
        r"\b(?:notify|inform|advise|contact|e-?mail|call)\b.{0,60}\b(?:court|chambers|clerk|deputy)",
    ),
)
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _NAMES)
_IDLE = re.compile(
    r"\b(?:discovery\s+(?:shall|must|is|closes)|dispositive|trial\s+date|answer\s+(?:is\s+due|"
    r"the\s+complaint)|minutes?\s+(?:before|prior|early))\b",
    re.IGNORECASE,
)


_LIFTED = re.compile(
    r"\b(?:is|are)\s+(?:(?:also|hereby|likewise|now)\s+)?(?:vacated|stricken|cancell?ed|suspended|terminated|moot)\b",
    re.IGNORECASE,
)
_NEAR = 400
"""Characters on either side of a limit in which to look for what is due."""


def other_deadlines(
    document: Document, meeting: Meeting, taken: set[tuple[Sentence, int]], reference: dt.date | None
) -> tuple[OtherDeadline, ...]:
    """Every limit that is not the letter's, the demand's or the response's, and every pre-conference call."""
    found: list[OtherDeadline] = []
    for sentence in document.sentences:
        for due in dues(sentence.text, reference):
            if (
                due.rule is None
                or (sentence, due.start) in taken
                or _IDLE.search(sentence.text)
                or _of_the_past(due, meeting)
                or _LIFTED.search(sentence.text, due.end)
            ):
                continue
            found.append(OtherDeadline(_name(sentence.text, due), due.rule, sentence.source()))
    for event in meeting.events:
        if event.noun is Noun.PRE_CALL and event.part is Part.SETS and event.day.date:
            rule = NamedDay(event.day.date, event.time.time if event.time else None)
            found.append(OtherDeadline("pre-conference call", rule, event.sentence.source()))
    return tuple(_unique(found))


def _of_the_past(due: Due, meeting: Meeting) -> bool:
    """A limit that only restates the conference ("the conference, set for the day before ...") is none."""
    moved = {meeting.date, meeting.former.date} if meeting.moved else {meeting.date}
    return isinstance(due.rule, NamedDay) and due.rule.date in moved and due.rule.time in (None, meeting.slot.time)


def _name(text: str, due: Due) -> str:
    """What is due: the thing named nearest before the limit, else the nearest after it."""
    before = [
        (match.end(), -rank, name)
        for rank, (name, pattern) in enumerate(_PATTERNS)
        for match in pattern.finditer(text[max(0, due.start - _NEAR) : due.start])
    ]
    if before:
        first = min(before, key=lambda each: (-each[1], each[0])) if len(before) > 1 else before[0]
        return first[2]
    after = [
        (match.start(), rank, name)
        for rank, (name, pattern) in enumerate(_PATTERNS)
        for match in pattern.finditer(text[due.end : due.end + _NEAR])
    ]
    if after:
        return min(after, key=lambda each: (each[1], each[0]))[2]
    if isinstance(due.rule, DayCount) and due.rule.anchor is Anchor.OTHER:
        return "other date"
    return "other deadline"


def _unique(found: list[OtherDeadline]) -> list[OtherDeadline]:
    kept: list[OtherDeadline] = []
    for each in found:
        if not any(each.due == other.due and each.name == other.name for other in kept):
            kept.append(each)
    return kept
