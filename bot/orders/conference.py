"""The conference itself: day, hour, former day."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from bot.domain.order import Source
from bot.orders.changes import NOT_START, adjourned, called_off, times_moved, titled_off
from bot.orders.dates import TimeMention, dates, times
from bot.orders.dockets import core, dockets
from bot.orders.events import Event, Part, displayed, events
from bot.orders.labels import label_of
from bot.orders.layout import Document, Sentence
from bot.orders.meetings import Noun, nouns

_SETTING = re.compile(
    r"\b(?:schedul\w*|set|sets|held|hold|conduct\w*|conven\w*|appear\w*|takes?\s+place|occur|begin|"
    r"commence|proceed|report|noticed|calendared|fixed|attend\w*|ordered|adjourned|will\s+be|shall\s+be|"
    r"is\s+for|date|when|conference\s+is\s+on|chang\w*|moved|reset|new\s+time|comes\s+(?:on|before)|start|"
    r"put\s+(?:\w+\s+){0,2}down|book\w*|reserved?|meet|host\w*|arrange\w*|assembl\w*|"
    r"return)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:is|are|was)\s+not\s+(?:scheduled|set)\b|\bwill\s+not\s+be\s+held\b", re.IGNORECASE)
_STANDS = re.compile(r"\b(?:scheduled|set|calendared|noticed)\s+(?:for|on)\s+$", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:asks?|requests|seeks?)\s+(?:that|to|for|an?)\b|\b(?:asked|has\s+requested|sought)\b", re.IGNORECASE
)
_GRANTED = re.compile(r"\bgranted\b", re.IGNORECASE)
_ENTRY = re.compile(
    r"^(?:(?:settlement\s+)?(?:conference\s+)?(?:date|time|hour|when|start|date\s+and\s+time|date/time))\b[^:]{0,30}:",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\bsettlement\s+conference\W{0,4}(?:on\s+)?$", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:fail\w*|did\s+not|absen\w*|missed|attended|appeared|participated|after|following)\b[^.;]{0,100}$",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:an?|another|one|separate|further|follow-?up)\s+(?:\w+\s+){0,2}(?:tele)?conference\b", re.IGNORECASE
)
_SAME_HOUR = re.compile(r"\bsame\s+(?:time|hour)\b", re.IGNORECASE)
_STARTS = re.compile(r"\b(?:conference|begin|commence|start|convene|session|time|join|appear)\w*\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slot:
    """A day and, where stated, the hour in court time, with their words."""

    date: dt.date | None = None
    time: dt.time | None = None
    source: Source | None = None

    @property
    def at(self) -> dt.datetime | None:
        """The moment in court time, or ``None`` unless both day and hour are stated."""
        return dt.datetime.combine(self.date, self.time) if self.date and self.time else None


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the order says about when it meets: ``slot`` now, ``former`` before; ``rivals`` are all days it could be.

    ``settlement`` says whether a settlement conference is spoken of at all, ``moved`` whether its day is moved,
    ``time_moved`` whether only its hour is; ``negated`` whether it is "not" set for its day.
    """

    slot: Slot = Slot()
    former: Slot = Slot()
    sentence: Sentence | None = None
    settlement: bool = False
    moved: bool = False
    time_moved: bool = False
    negated: bool = False
    time_unclear: bool = False
    inferred: bool = False
    """Whether no sentence sets the day outright: it is the one day with an hour in an order about the conference."""
    rivals: tuple[Event, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def date(self) -> dt.date | None:
        """The day, if the order settles on one."""
        return self.slot.date


def speaks_of_settlement(document: Document) -> bool:
    """Whether a settlement conference is spoken of anywhere."""
    return any(noun in (Noun.SETTLEMENT, Noun.PRE_CALL) for text in document.texts for _, noun in nouns(text))


def _moves_the_conference(document: Document) -> bool:
    """Whether a "conference" of no other sort is moved or called off, as a short entry puts it."""
    named = {noun for text in document.texts for _, noun in nouns(text)}
    return named == {Noun.PLAIN} and bool(adjourned(document) or called_off(document))


def meeting_of(document: Document, reference: dt.date | None) -> Meeting:
    """The conference the order sets or moves."""
    every = events((*document.entries, *document.sentences), reference)
    settlement = speaks_of_settlement(document) or _moves_the_conference(document)
    about = [event for event in every if _concerns(event, settlement=settlement) and not _looks_back(event, reference)]
    moved = [event for event in about if event.part is Part.MOVES_TO]
    formers = [event for event in about if event.part is Part.FORMER and not _only_asked(document, event)]
    off = called_off(document)
    setting = _governed([event for event in about if event.part is Part.SETS])
    chosen = _ahead(_distinct(moved or _without_another(setting)), reference)
    if adjourned(document) or off:
        given_up = {event.day.date for event in formers}
        chosen = chosen if moved else [event for event in chosen if event.day.date not in given_up]
    elif not chosen:
        chosen, formers = _distinct(formers), []
    if titled_off(document) and not moved and not formers and len(chosen) == 1:
        chosen, formers = [], chosen
    inferred = not chosen and not formers and not off and _headed_by_settlement(document)
    if inferred:
        chosen = _distinct([event for event in every if _might_be(event, reference)])
    former = _told_most(formers, about) or _asked_about(document, reference)
    bare = Meeting(
        former=_slot(former),
        settlement=settlement,
        moved=bool(moved),
        inferred=inferred,
        rivals=tuple(chosen),
        events=tuple(every),
    )
    if len(chosen) > 1 and (own := _of_the_first_case(document, chosen)):
        chosen = [own]
    return _settled(document, bare, chosen[0]) if len(chosen) == 1 else bare


def _of_the_first_case(document: Document, chosen: list[Event]) -> Event | None:
    """Where an order sets a conference in each of several cases, the one of the case it names first."""
    named = [[core(event.sentence.text[slice(*span)]) for span in dockets(event.sentence.text)] for event in chosen]
    first = next((core(document.header.text[slice(*span)]) for span in dockets(document.header.text)), None)
    if not all(named):
        return None
    own = [event for event, cases in zip(chosen, named, strict=True) if first in cases]
    return own[0] if len(own) == 1 else None


def _ahead(chosen: list[Event], order_day: dt.date | None) -> list[Event]:
    """Of several days those not before the order's own, where there are any: it sets no day that has passed."""
    ahead = [event for event in chosen if order_day and event.day.date and event.day.date >= order_day]
    return ahead or chosen


def _headed_by_settlement(document: Document) -> bool:
    """Whether the first meeting a document names, in its title or its prose, is a settlement conference."""
    named = (noun for text in document.texts for _, noun in nouns(" ".join(text.split())) if noun is not Noun.PLAIN)
    return next(named, None) is Noun.SETTLEMENT


def _might_be(event: Event, order_day: dt.date | None) -> bool:
    """Whether a day with an hour may be the conference's, where no sentence says so and the order is about one."""
    past = bool(event.day.date and order_day and event.day.date < order_day)
    other = event.noun in (Noun.OTHER, Noun.PRE_CALL)
    return event.time is not None and event.part is Part.SETS and not (past or other)


def _settled(document: Document, bare: Meeting, event: Event) -> Meeting:
    """The meeting once its day is known: its hour, and whether that hour is a new one."""
    time = event.time or _only_time(bare, event) or _time_nearby(document, event)
    hour = time.time if time else None
    if time is None and _SAME_HOUR.search(event.sentence.text):
        hour = bare.former.time
    old, new = (None, None) if bare.moved else times_moved(event)
    former = bare.former
    if former.at and former.at == (
        dt.datetime.combine(event.day.date, time.time) if event.day.date and time and time.time else None
    ):
        former = Slot()
    if old and former.date is None:
        former = Slot(event.day.date, old, event.source)
    return replace(
        bare,
        slot=Slot(event.day.date, new or hour, event.source),
        former=former,
        sentence=event.sentence,
        time_moved=new is not None,
        negated=bool(_NEGATED.search(event.sentence.text)),
        time_unclear=time is not None and time.time is None,
    )


def _governed(setting: list[Event]) -> list[Event]:
    """Of several days in one sentence, those its own words set: not the day counsel were heard."""
    ruled = {id(event.sentence) for event in setting if event.governed}
    kept = [event for event in setting if event.governed or id(event.sentence) not in ruled]
    named = [event for event in kept if event.noun is Noun.SETTLEMENT and event.time]
    return [event for event in kept if event.noun or event.time] if named else kept


def _without_another(setting: list[Event]) -> list[Event]:
    """Without the day of "another conference", where a settlement conference has a day and an hour of its own."""
    named = any(event.noun is Noun.SETTLEMENT and event.time for event in setting)
    return [
        event for event in setting if not (named and event.noun is Noun.PLAIN and _ANOTHER.search(event.sentence.text))
    ]


def _told_most(formers: list[Event], about: list[Event]) -> Event | None:
    """The former setting: of several mentions of its day the one with the hour."""
    first = next(iter(formers), None)
    same = [event for event in (*formers, *about) if first and event.day.date == first.day.date and event.time]
    return next(iter(same), first)


def _only_asked(document: Document, event: Event) -> bool:
    """Whether the sentence tells of a request to move the conference, and nothing was granted."""
    return bool(_ASKS.search(event.sentence.text)) and not _GRANTED.search(document.whole.text)


def _asked_about(document: Document, reference: dt.date | None) -> Event | None:
    """The day a party asked the court to change, in the letter an endorsement answers."""
    asked = [event for event in events(document.request, reference) if event.noun is Noun.SETTLEMENT]
    return next((event for event in asked if _STANDS.search(event.sentence.text[: event.day.start])), None)


def _slot(event: Event | None) -> Slot:
    if event is None:
        return Slot()
    return Slot(event.day.date, event.time.time if event.time else None, event.source)


def _concerns(event: Event, *, settlement: bool) -> bool:
    if event.part in (Part.LIMIT, Part.CITES):
        return False
    if event.noun is Noun.SETTLEMENT:
        return (
            event.part is not Part.SETS
            or bool(_SETTING.search(event.sentence.text))
            or bool(_ENTRY.match(event.sentence.text))
            or displayed(event.sentence.text)
            or (event.time is not None and _BESIDE.search(event.sentence.text[: event.day.start]) is not None)
            or label_of(event.sentence.text, event.day.start, event.day.end) is not None
        )
    if event.noun in (Noun.PRE_CALL, Noun.OTHER):
        return False
    entry = bool(_ENTRY.match(event.sentence.text))
    return settlement and (
        entry
        or (event.noun is Noun.PLAIN and (event.part is not Part.SETS or bool(_SETTING.search(event.sentence.text))))
        or _appears(event)
    )


def _looks_back(event: Event, order_day: dt.date | None) -> bool:
    """Whether the order only names a conference of a day before its own ("failure to attend the conference of ...")."""
    past = bool(event.day.date and order_day and event.day.date < order_day)
    lead = event.sentence.text[: event.day.start]
    return past and event.part is Part.SETS and not event.governed and _TOLD.search(lead) is not None


def _appears(event: Event) -> bool:
    return event.noun is None and bool(
        re.search(
            r"\b(?:shall|must|will|are\s+(?:directed|ordered)\s+to)\s+(?:\w+\s+)?(?:appear|attend|report)\b|"
            r"(?<!not )\b(?:adjourned|rescheduled|continued)\b|\b(?:I|[Ww]e)\s+(?:will|shall|have\s+set)\b",
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


def _only_time(bare: Meeting, event: Event) -> TimeMention | None:
    """The one hour of the day's own sentence, where no other day there has an hour: "at the same hour (9:00 a.m.)"."""
    text = event.sentence.text
    if any(each.time for each in bare.events if each.sentence is event.sentence):
        return None
    own = [each for each in times(text) if not NOT_START.search(text[max(0, each.start - 50) : each.start])]
    return own[0] if len(own) == 1 and own[0].time else None


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
            if not NOT_START.search(sentence.text[max(0, mention.start - 50) : mention.start]):
                return mention
    return None
