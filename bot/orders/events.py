"""Each date in an order and its part: it sets the conference, was its former day, limits something, cites a paper."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.domain.order import Source
from bot.orders.dates import DateMention, TimeMention, dates, times
from bot.orders.layout import Sentence
from bot.orders.meetings import Noun, nouns
from bot.orders.periods import counts, named_days


class Part(Enum):
    """What a date does in its sentence."""

    SETS = auto()
    MOVES_TO = auto()
    FORMER = auto()
    LIMIT = auto()
    CITES = auto()


MOVED = (
    r"(?:adjourned|rescheduled|re-scheduled|continued|postponed|moved|reset|re-set|advanced|re-?noticed|"
    r"re-?calendared|deferred|put\s+over|carried)(?!\s+(?:settlement\s+)?conference)"
)
MOVES = r"(?:adjourns|reschedules|continues|postpones|resets|moves)"
CALLED_OFF = r"(?:vacated|cancell?ed|stricken|struck|removed|taken\s+off|withdrawn)"
BE = (
    r"(?:is|are|was|were|be|has\s+been|have\s+been|shall\s+be|will\s+be|being)\s*,?\s+(?:hereby\s+|now\s+|"
    r"therefore\s+|accordingly\s+|again\s+|sua\s+sponte\s+|further\s+)*"
)
_ADVERB = (
    r"(?:(?<!is )(?<!be )(?<!are )now|previously|currently|presently|originally|initially|formerly|heretofore|earlier)"
)
_PLANNED = r"(?:scheduled|set|noticed|calendared|fixed|slated|noted|on\s+(?:the\s+)?calendar|placed\s+on\s+calendar)"
_THUS = r"(?:therefore|accordingly|thus|now|hence)"
_FILLER = (
    r"(?:\s+(?:to\s+(?:take\s+place|be\s+held|occur|begin)|down|before\s+(?:me|the\s+undersigned)|"
    r"in\s+this\s+(?:matter|case)|before(?:\s+[\w.'-]{1,20}){2,7}?(?=\s+(?:for|on)\b)))*"
)
_FORMER_LEAD = re.compile(
    rf"(?:{_ADVERB}\s+{_PLANNED}{_FILLER}(?:\s+(?:for|on|to))?|\b(?:that|which)\s+(?:was|were|had\s+been|"
    rf"is)\s+(?:previously\s+)?(?:to\s+(?:be\s+held|have\s+been\s+held|have\s+taken\s+place|take\s+place|occur)|"
    rf"{_PLANNED})(?:\s+(?:on|for))?|"
    rf"\b(?:it|Court|I|undersigned)\s+had\s+(?:previously\s+|earlier\s+)?{_PLANNED}{_FILLER}\s+for|"
    rf"\b(?:{MOVES}|vacates|cancels|will\s+not\s+(?:hold|conduct))\s+(?:the|its|this)|"
    rf"\b(?:was|were)\s+to\s+(?:hold|conduct|convene|preside\s+over)\b[^.;]{{0,80}}\bconference\b[^.;]{{0,60}}?\s(?:on|for)|"
    rf"\bconference\s+(?:\w+\s+){{0,4}}?(?:was|were|had\s+been)\s+to\s+(?:have\s+)?(?:be(?:en)?\s+(?:held|conducted|"
    rf"convened)|(?:take|taken)\s+place|begin|begun|occur(?:red)?|go\s+forward|proceed)\b[^.;]{{0,60}}?(?:\s(?:on|for))?|"
    rf"\bfrom|\b(?:instead\s+of|rather\s+than|in\s+lieu\s+of|not)(?:\s+on)?|\b{_ADVERB}\s+(?:for|on)|"
    rf"\b(?:original|previous|prior|old|former|current)\s+(?:\w+\s+){{0,3}}?(?:date|setting)"
    rf"(?:\s+(?:and|&)\s+time)?(?:\s+of|,|:)?)\s*$",
    re.IGNORECASE,
)
_STANDING_LEAD = re.compile(
    rf"(?:\b{_PLANNED}{_FILLER}\s+(?:for|on)|\bconference(?:\s+{_PLANNED})?\s*(?:of|on|for|,)|\bthe)\s*$", re.IGNORECASE
)
_OFF_BEFORE = re.compile(rf"\b{BE}{CALLED_OFF}\b[^.;]{{0,60}}\bincluding\b", re.IGNORECASE)
_ASKED_TO_MOVE = re.compile(
    r"\b(?:motion|request|application|stipulation)s?\b[^.;]{0,40}\bto\s+(?:adjourn|reschedule|continue|postpone|"
    r"move|reset|"
    r"vacate|cancel)\b",
    re.IGNORECASE,
)
_IS_GRANTED = re.compile(r"[^.;]{0,40}\b(?:is|are)\s+(?:hereby\s+)?granted\b", re.IGNORECASE)
_OPENING_DAY = re.compile(r"\s*(?:On\s+)?")
_DONE = re.compile(
    r",?\s+(?:(?:the|this)\s+)?(?:Court|undersigned|parties|counsel|[Pp]laintiffs?|[Dd]efendants?|I)\s+"
    r"(?:[a-z]{2,12}ed|set|held|sent|wrote|met)\b"
)
_EXTENDED = re.compile(r"\b(?:extended|enlarged)\b[^.;]{0,80}$", re.IGNORECASE)
"""What is extended is a time to do something, and no meeting."""
_DOCKETED = re.compile(r"\s*(?:\w+\s+){0,3}(?:ORDER|ENTRY|NOTICE|MINUTES?|Order|Minute|Notice)\b")
_MOVED_AFTER = re.compile(
    rf"\b{BE}(?:GRANTED\s+and\s+)?(?:{MOVED}|{CALLED_OFF})\b|\b(?:will|shall)\s+(?:now|instead)\s+"
    rf"(?:be\s+held|take\s+place|occur|proceed)\s+(?:on\b|at\s+\S+\s+\S+\s+on\b|(?-i:[A-Z][a-z]{{2,8}})\.?\s+\d)|"
    rf"\bwill\s+(?:{_THUS}\s+)?not\s+(?:go\s+forward|"
    rf"take\s+place|be\s+held|proceed)",
    re.IGNORECASE,
)
_MOVED_LEAD = re.compile(
    rf"(?:\b(?:{MOVED}|{MOVES})\b.{{0,120}}?\b(?:to|until|for)|\bnew\s+(?:\w+\s+){{0,3}}?date(?:\s+(?:and|"
    rf"&)\s+time)?(?::|\s+(?:is|of|"
    rf"will\s+be)(?:\s+\w+)?)|\b(?:will|shall)\s+(?:now|instead)\s+(?:be\s+held|take\s+place|"
    rf"occur|proceed)(?:(?:\s+\w+){{0,3}}?\s+on)?)\s*$",
    re.IGNORECASE,
)
_CITES_LEAD = re.compile(
    r"(?:\bthis|\b(?:ordered|signed|entered)\s+by\s+.{3,60}\s+on|\b(?:dated|filed|entered|issued|signed|"
    r"docketed|received|letter\s+of|letters?|orders?\s+of|order|ordered|motion\s+of|minute\s+entry|since|"
    r"as\s+of|reported|submitted|held|conducted|appeared|wrote|informed\s+the\s+Court|effective|amended|"
    r"commenced|occurred)(?:\s+(?:on|this|the))?|\bheld\s+(?:an?|the)\s+(?:\w+\s+){0,3}conference\s+on|"
    r"\bduring\s+(?:an?|the)\s+(?:\w+\s+){0,3}(?:conference|hearing|call)\s+on|\b(?:was|were)\s+(?:held|conducted|"
    r"heard|convened)(?:\s+\w+){0,4}?\s+on|"
    r"\b(?:after|following|upon|pending)\s+(?:the\s+)?(?:close|completion|end|conclusion|exchange)\b[^,.;]{0,60}|"
    r"\b(?:after|before|until|between|following|subsequent\s+to|no\s+earlier\s+than)|"
    r"\b(?:ECF|Dkt\.|"
    r"Doc\.)\s*(?:No\.?)?\s*\d*\)?,?(?:\s+on)?)\s*$",
    re.IGNORECASE,
)
_HELD_FORWARD = re.compile(r"\b(?:be|shall|will|is)\s+(?:\w+\s+){0,2}?(?:held|conducted)(?:\s+on)?\s*$", re.IGNORECASE)
_TIME_LEAD = re.compile(
    r"\s*,?\s*(?:\(?(?:[ECMPH][SD]?T|AK[SD]T|[ECMP]\.T\.|(?:[A-Z][a-z]+\s+){1,2}(?:Standard\s+|"
    r"Daylight\s+|standard\s+|daylight\s+)?[Tt]ime|Eastern|Central|Mountain|Pacific)\)?\s*){0,2}"
    r"\s*,?\s*(?:on|of|for)?\s*(?:the\s+)?"
)
_AT_LEAD = re.compile(
    r"\s*,?\s*(?:at|from|beginning\s+at|starting\s+at|commencing\s+at|promptly\s+at|for|between|,)?\s*$", re.IGNORECASE
)
_SETS_LEAD = re.compile(
    r"\b(?:set|sets|scheduled|schedules|held|conducted|place|noticed|calendared|occur|convened?|appear|forward|proceed)"
    r"(?:\s+(?:down|before|in|by|via|over|with)\b[^,;]{0,60}?)?\s+(?:for|on)\s*$",
    re.IGNORECASE,
)
_CARRIES_ON = re.compile(
    r"The\s+new\s+(?:date|setting|day)\b|(?:It|This|That)\s+(?:shall|will|is|was)\b|(?:To|Will|Shall)\s+(?:be|"
    r"take)\b|(?:Is\s+)?[Ss]et\s+for\b"
)
_OF_IT = re.compile(
    r"\b(?:scheduled?|set|reset|calendared|convene|hold|held|continued?|adjourned?|moved?|place|noticed)\s+(?:it|"
    r"this|that)\b",
    re.IGNORECASE,
)
_LOOKED_BACK = 3
_FEW = 8
_LINKING = re.compile(r"\b(?:at|on|from|and|to|by|time|the)\b|\W", re.IGNORECASE)
_TIME_LINK = re.compile(
    r"[\s,;()-]*(?:at\s+(?:the\s+)?same\s+(?:time|hour),?\s*)?(?:(?:and\s+)?(?:will\s+|shall\s+|"
    r"to\s+)?(?:begin(?:ning)?|start(?:ing)?|commenc(?:e|ing)|"
    r"conven(?:e|ing))\s+(?:promptly\s+)?)?(?:promptly\s+|commencing\s+|beginning\s+|"
    r"starting\s+)?(?:at(?:\s+the\s+hour\s+of)?|"
    r"from|@|between|time:?)?[\s,]*(?:promptly\s+)?",
    re.IGNORECASE,
)
_LOOSE_LINK = re.compile(
    r"[^;]{0,110}?[\s,](?:at|from|beginning\s+at|starting\s+at|promptly\s+at)\s+(?:promptly\s+)?", re.IGNORECASE
)
_NOT_START = re.compile(
    r"\b(?:by|until|before|than|after|end|arriv\w*|check[- ]in|log|join|early|deadline|conclud\w*|through|"
    r"noon)\b[^.;]{0,25}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Event:
    """A date, the hour beside it, its part, and the meeting it belongs to."""

    sentence: Sentence
    day: DateMention
    time: TimeMention | None
    part: Part
    noun: Noun | None
    governed: bool = False
    """Whether the words just before the day set it ("is scheduled for")."""

    @property
    def at(self) -> dt.datetime | None:
        """The moment in court time, when both day and hour are stated."""
        return (
            dt.datetime.combine(self.day.date, self.time.time)
            if self.day.date and self.time and self.time.time
            else None
        )

    @property
    def source(self) -> Source:
        """The words from the first of day and hour to the last."""
        if self.time is None:
            return self.sentence.source(self.day.start, self.day.end)
        return self.sentence.source(min(self.day.start, self.time.start), max(self.day.end, self.time.end))


def events(sentences: Sequence[Sentence], reference: dt.date | None) -> list[Event]:
    """Every date of the prose with its part."""
    found: list[Event] = []
    for place, sentence in enumerate(sentences):
        mentions = [mention.near(reference) for mention in dates(sentence.text)]
        if not mentions:
            continue
        limits = {due.day.start for due in (*named_days(sentence.text, reference), *counts(sentence.text)) if due.day}
        heard = nouns(sentence.text) or _heard_before(sentence, sentences[max(0, place - _LOOKED_BACK) : place])
        clock = times(sentence.text)
        for index, mention in enumerate(mentions):
            following = mentions[index + 1].start if index + 1 < len(mentions) else len(sentence.text)
            time = _time_beside(sentence.text, mention, clock, following)
            part = _part(sentence.text, mention, time)
            if mention.start in limits and part not in (Part.MOVES_TO, Part.FORMER):
                part = Part.LIMIT
            found.append(
                Event(
                    sentence,
                    mention,
                    time,
                    part,
                    _noun_for(heard, mention.start),
                    _governed(sentence.text, mention, time),
                )
            )
    return found


def _heard_before(sentence: Sentence, earlier: Sequence[Sentence]) -> Sequence[tuple[int, Noun]]:
    """The meeting a sentence without a subject speaks of: the last named before it, or in its heading."""
    if not (_CARRIES_ON.match(sentence.text) or _OF_IT.search(sentence.text) or displayed(sentence.text)):
        return []
    near = [noun for each in earlier if each.block == sentence.block for _, noun in nouns(each.text)]
    headed = [noun for _, noun in nouns(sentence.heading)]
    far = [noun for each in earlier for _, noun in nouns(each.text)]
    for spoken in (near, headed, far):
        if named := [noun for noun in spoken if noun is not Noun.PLAIN]:
            return [(0, named[-1])]
    return []


def displayed(text: str) -> bool:
    """Whether a line holds a day and an hour and hardly a word besides, as notices print it."""
    spans = [(day.start, day.end) for day in dates(text)] + [(time.start, time.end) for time in times(text)]
    rest = "".join(letter for place, letter in enumerate(text) if not any(start <= place < end for start, end in spans))
    return bool(spans) and len(_LINKING.sub("", rest)) <= _FEW


def _governed(text: str, day: DateMention, time: TimeMention | None) -> bool:
    start = min(day.start, time.start) if time else day.start
    lead = text[max(0, start - 140) : start]
    return any(_SETS_LEAD.search(each) for each in (lead, _AT_LEAD.sub("", lead)))


def _part(text: str, day: DateMention, time: TimeMention | None) -> Part:
    start = min(day.start, time.start) if time else day.start
    lead = _AT_LEAD.sub("", text[max(0, start - 140) : start])
    lead = lead if lead.strip() else text[max(0, start - 140) : start]
    near = text[max(0, start - 140) : start]
    if _EXTENDED.search(near):
        return Part.LIMIT
    after = text[max(day.end, time.end if time else 0) :]
    if any(_FORMER_LEAD.search(each) for each in (near, lead)) and not re.search(r"\bnot\s+(?:on\s+)?$", near):
        return Part.FORMER
    if any(_MOVED_LEAD.search(each) for each in (near, lead)):
        return Part.MOVES_TO
    asked = _ASKED_TO_MOVE.search(text[:start]) and _IS_GRANTED.match(after)
    if any(_STANDING_LEAD.search(each) for each in (near, lead)) and (
        asked or _MOVED_AFTER.search(after) or _OFF_BEFORE.search(text[max(0, start - 240) : start])
    ):
        return Part.FORMER
    if _OPENING_DAY.fullmatch(text[: day.start]) and (_DOCKETED.match(after) or _DONE.match(after)):
        return Part.CITES
    if _CITES_LEAD.search(near) and not _HELD_FORWARD.search(near):
        return Part.CITES
    return Part.SETS


def _time_beside(text: str, day: DateMention, clock: Sequence[TimeMention], following: int) -> TimeMention | None:
    for mention in clock:
        if mention.end <= day.start and _TIME_LEAD.fullmatch(text[mention.end : day.start]):
            return _range_start(text, mention, clock)
    for link in (_TIME_LINK, _LOOSE_LINK):
        for mention in clock:
            between = text[day.end : mention.start]
            if day.end <= mention.start < following and link.fullmatch(between) and not _NOT_START.search(between):
                return mention
    return None


def _range_start(text: str, mention: TimeMention, clock: Sequence[TimeMention]) -> TimeMention:
    for earlier in clock:
        if earlier.end < mention.start and re.fullmatch(r"\s*(?:-|to|until|and)\s*", text[earlier.end : mention.start]):
            return earlier
    return mention


def _noun_for(heard: Sequence[tuple[int, Noun]], place: int) -> Noun | None:
    before = [noun for start, noun in heard if start < place]
    if before:
        strong = [noun for noun in before if noun is not Noun.PLAIN]
        return strong[-1] if strong else Noun.PLAIN
    return next((noun for start, noun in heard if start > place), None)
