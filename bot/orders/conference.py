"""The conference itself: day, hour, former day."""

import datetime as dt
import re
from dataclasses import dataclass

from bot.domain.order import Source
from bot.orders.dates import TimeMention, dates, times
from bot.orders.events import CALLED_OFF, MOVED, Event, Noun, Part, events, nouns
from bot.orders.layout import Document, Sentence

_SETTING = re.compile(
    r"\b(?:schedul\w*|set|sets|held|hold|conduct\w*|conven\w*|appear\w*|takes?\s+place|occur|begin|commence|proceed|report|noticed|calendared|fixed|attend\w*|ordered|adjourned|will\s+be|shall\s+be|is\s+for|date|when|chang\w*|moved|reset|new\s+time)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:is|are|was)\s+not\s+(?:scheduled|set)\b|\bwill\s+not\s+be\s+held\b", re.IGNORECASE)
_STANDS = re.compile(r"\b(?:scheduled|set|calendared|noticed)\s+(?:for|on)\s+$", re.IGNORECASE)
_ENTRY = re.compile(
    r"^(?:(?:settlement\s+)?(?:conference\s+)?(?:date|time|when|start|date\s+and\s+time|date/time))\b[^:]{0,30}:",
    re.IGNORECASE,
)
_STARTS = re.compile(r"\b(?:conference|begin|commence|start|convene|session|time|join|appear)\w*\b", re.IGNORECASE)
_NOT_START = re.compile(
    r"(?:\b(?:by|until|before|than|after|end(?:s|ing)?(?:\s+at)?|arrive\w*(?:\s+\w+){0,5}|check[- ]in(?:\s+\w+){0,3}|log\w*(?:\s+\w+){0,3}|early|through|conclud\w*(?:\s+\w+){0,2}|lunch\w*(?:\s+\w+){0,3})(?:\s+at)?)\s*$",
    re.IGNORECASE,
)
_OLD_TIME = re.compile(
    r"(?:\bfrom|\binstead\s+of|\brather\s+than|\bnot|\bin\s+lieu\s+of|\b(?:previously|originally|currently|presently)\s+(?:\w+\s+){0,3}?(?:for|at))\s*(?:at\s+)?$",
    re.IGNORECASE,
)
_TIME_MOVES = re.compile(
    r"\b(?:will|shall|is\s+to)\s+(?:now|instead)\b|\b(?:time|hour|start)\b.{0,80}\b(?:chang|moved|advanced|amend|modif|reset|correct|adjourn)|\b(?:is|are|has\s+been|be)\s+(?:hereby\s+)?(?:moved|changed|advanced|adjourned|rescheduled|reset|amended|modified|continued)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the order says about when it meets. ``dates`` holds every day it could be, for the doubts."""

    date: dt.date | None = None
    time: dt.time | None = None
    source: Source | None = None
    sentence: Sentence | None = None
    former_date: dt.date | None = None
    former_time: dt.time | None = None
    former_source: Source | None = None
    settlement: bool = False
    moved: bool = False
    time_moved: bool = False
    negated: bool = False
    time_unclear: bool = False
    rivals: tuple[Event, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def at(self) -> dt.datetime | None:
        """The moment in court time, or ``None`` unless both day and hour are stated."""
        return dt.datetime.combine(self.date, self.time) if self.date and self.time else None

    @property
    def former_at(self) -> dt.datetime | None:
        """The former moment in court time, likewise."""
        return (
            dt.datetime.combine(self.former_date, self.former_time) if self.former_date and self.former_time else None
        )


def speaks_of_settlement(document: Document) -> bool:
    """Whether a settlement conference is spoken of anywhere."""
    return any(noun in (Noun.SETTLEMENT, Noun.PRE_CALL) for _, noun in nouns(document.text))


def meeting_of(document: Document, reference: dt.date | None) -> Meeting:
    """The conference the order sets or moves."""
    every = events((*document.entries, *document.sentences), reference)
    settlement = speaks_of_settlement(document)
    about = [event for event in every if _concerns(event, settlement=settlement)]
    moved = [event for event in about if event.part is Part.MOVES_TO]
    chosen = _distinct(moved or [event for event in about if event.part is Part.SETS])
    former = next((event for event in about if event.part is Part.FORMER), None) or _asked_about(document, reference)
    if len(chosen) != 1:
        return Meeting(
            settlement=settlement, moved=bool(moved), rivals=tuple(chosen), events=tuple(every), **_former(former)
        )
    event = chosen[0]
    time = event.time or _time_nearby(document, event)
    old, new = _times_moved(event) if not moved else (None, None)
    start = new or (time.time if time else None)
    return Meeting(
        date=event.day.date,
        time=start,
        source=event.source,
        sentence=event.sentence,
        settlement=settlement,
        moved=bool(moved),
        time_moved=new is not None,
        negated=bool(_NEGATED.search(event.sentence.text)),
        time_unclear=time is not None and time.time is None,
        rivals=tuple(chosen),
        events=tuple(every),
        **(
            _former(former)
            if former or not new
            else {"former_date": event.day.date if old else None, "former_time": old, "former_source": event.source}
        ),
    )


def _asked_about(document: Document, reference: dt.date | None) -> Event | None:
    """The day a party asked the court to change, in the letter an endorsement answers."""
    asked = [event for event in events(document.request, reference) if event.noun is Noun.SETTLEMENT]
    return next((event for event in asked if _STANDS.search(event.sentence.text[: event.day.start])), None)


def _former(event: Event | None) -> dict[str, object]:
    if event is None:
        return {}
    time = event.time.time if event.time else None
    return {"former_date": event.day.date, "former_time": time, "former_source": event.source}


def _concerns(event: Event, *, settlement: bool) -> bool:
    if event.part in (Part.LIMIT, Part.CITES):
        return False
    if event.noun is Noun.SETTLEMENT:
        return (
            event.part is not Part.SETS
            or bool(_SETTING.search(event.sentence.text))
            or bool(_ENTRY.match(event.sentence.text))
        )
    if event.noun in (Noun.PRE_CALL, Noun.OTHER):
        return False
    entry = bool(_ENTRY.match(event.sentence.text))
    return settlement and (
        entry or (bool(_SETTING.search(event.sentence.text)) and event.noun is Noun.PLAIN) or _appears(event)
    )


def _appears(event: Event) -> bool:
    return event.noun is None and bool(
        re.search(
            r"\b(?:shall|must|will|are\s+(?:directed|ordered)\s+to)\s+(?:\w+\s+)?(?:appear|attend|report)\b|\b(?:adjourned|rescheduled|continued)\b",
            event.sentence.text,
        )
    )


def _distinct(chosen: list[Event]) -> list[Event]:
    """One event for each day, the one with an hour where there is a choice."""
    best: dict[object, Event] = {}
    for event in chosen:
        key = event.day.date or (event.day.month, event.day.day)
        held = best.get(key)
        if held is None or (held.time is None and event.time is not None):
            best[key] = event
    return list(best.values())


def _time_nearby(document: Document, event: Event) -> TimeMention | None:
    """The hour from a sentence near the one with the day: "Time: 2:30 p.m.", "The conference will begin at 10 a.m."."""
    everything = [*document.entries, *document.sentences]
    place = everything.index(event.sentence)
    for sentence in everything[place + 1 : place + 5] + everything[max(0, place - 2) : place]:
        if dates(sentence.text) or not (_ENTRY.match(sentence.text) or _STARTS.search(sentence.text)):
            continue
        if any(noun in (Noun.PRE_CALL, Noun.OTHER) for _, noun in nouns(sentence.text)):
            continue
        for mention in times(sentence.text):
            if not _NOT_START.search(sentence.text[max(0, mention.start - 50) : mention.start]):
                return mention
    return None


def _times_moved(event: Event) -> tuple[dt.time | None, dt.time | None]:
    """The old and the new hour, where the sentence moves the hour and not the day."""
    text = event.sentence.text
    clock = [
        mention
        for mention in times(text)
        if mention.time and not _NOT_START.search(text[max(0, mention.start - 50) : mention.start])
    ]
    if not clock or not _TIME_MOVES.search(text):
        return None, None
    old = [each for each in clock if _OLD_TIME.search(text[max(0, each.start - 60) : each.start])]
    rest = [each for each in clock if each not in old]
    if not old and len(rest) == 2:  # noqa: PLR2004 - "set for 2:30 p.m. will now begin at 3:00 p.m."
        moves = _TIME_MOVES.search(text, rest[0].end)
        return (rest[0].time, rest[1].time) if moves else (None, None)
    if len(old) == 1 and len(rest) == 1:
        return old[0].time, rest[0].time
    if not old and len(rest) == 1 and re.search(r"\b(?:will|shall)\s+(?:now|instead)\s+(?:begin|start|commence)", text):
        return None, rest[0].time
    return None, None


def called_off(document: Document) -> Sentence | None:
    """The sentence that calls the conference off, if one does."""
    pattern = re.compile(
        rf"conference\b.{{0,120}}?\b(?:is|are|be|been|was|shall\s+be)\s+(?:hereby\s+|now\s+)?{CALLED_OFF}|\b(?:vacates|cancels|strikes|VACATES|CANCELS)\b.{{0,60}}?conference|conference\b.{{0,120}}?\bwill\s+not\s+(?:go\s+forward|take\s+place|be\s+held|proceed)|\b{CALLED_OFF}\b.{{0,20}}?\bconference\b(?=.{{0,60}}?$)",
        re.IGNORECASE,
    )
    return next(
        (each for each in document.sentences if pattern.search(each.text) and not _conditional(each.text)), None
    )


def adjourned(document: Document) -> Sentence | None:
    """The sentence that moves the conference, whether or not to a stated day."""
    pattern = re.compile(
        rf"conference\b.{{0,160}}?\b(?:is|are|been|was|shall\s+be|will\s+be)\s*,?\s+(?:hereby\s+|now\s+|therefore\s+|again\s+|further\s+|sua\s+sponte\s+)*(?:GRANTED\s+and\s+)?{MOVED}\b|\b(?:adjourns|reschedules|continues|postpones|resets)\b.{{0,60}}?conference|{MOVED}\s+(?:sine\s+die|without\s+date)",
        re.IGNORECASE,
    )
    return next(
        (each for each in document.sentences if pattern.search(each.text) and not _conditional(each.text)), None
    )


def _conditional(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:if|unless|until|should|may|requests?\s+(?:to|for|that)|any\s+party\s+seeking|in\s+the\s+event)\b(?!.{0,200}\b(?:GRANTED|granted)\b).{0,90}\b(?:adjourn|cancel|vacat|reschedul|continu|postpon|moved|reset)",
            text,
            re.IGNORECASE,
        )
    )
