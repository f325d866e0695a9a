"""How and where the conference is held, and how to join it."""

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.order import Platform, Source
from bot.orders.conference import Meeting
from bot.orders.layout import Document, Sentence
from bot.orders.meetings import Noun, nouns

_FORMS = (
    (Platform.TEAMS, re.compile(r"\b(?:(?:Microsoft|MS)\s+)?(?:Teams|TEAMS)\b|(?i:microsoft\s+teams)")),
    (Platform.ZOOM, re.compile(r"\b(?i:zoom(?:gov(?:\.com)?)?)\b")),
    (
        Platform.VIDEO,
        re.compile(
            r"\bvideo[- ]?(?:tele-?)?conferenc\w*|\bVTC\b|\bvideo\s+(?:call|link|conference)|\bwebex\b|"
            r"\bgoogle\s+meet\b|"
            r"\bby\s+video\b|\bvia\s+video\b|\bby\s+means\s+of\s+video",
            re.IGNORECASE,
        ),
    ),
    (
        Platform.TELEPHONE,
        re.compile(
            r"\btelephonic(?:ally)?\b|\b(?:by|via|over\s+the)\s+(?:tele)?phone\b|"
            r"\btelephone\s+(?:settlement\s+)?conference|(?<!video )(?<!video-)\bteleconference|\bconference\s+line\b|"
            r"\bby\s+(?:conference|telephone)\s+call\b|\bvia\s+telephone",
            re.IGNORECASE,
        ),
    ),
    (
        Platform.IN_PERSON,
        re.compile(
            r"\bin[- ]person\b|\bconference\s+room\b(?=.{0,60}\d)|\b(?:held|conducted|take\s+place|report|"
            r"appear)\b[^.;]{0,40}\b(?:in|to|"
            r"at)\s+(?:my\s+|the\s+)?chambers"
            r"(?=\s+in\s+[A-Z]|,\s+\d)|\b(?:courtroom|ctrm\.?)(?!\w)(?!\s+deput)|\bjury\s+assembly\s+room\b|"
            r"\bin\s+(?:my\s+|"
            r"the\s+undersigned's\s+|the\s+|his\s+|"
            r"her\s+)?(?:jury\s+room|chambers|Chambers)\b(?=.{0,60}(?:\d|Courthouse))|\b(?:Room|"
            r"Suite|Dept\.?|Department)\s+[A-Z]?-?\d+|\bcourthouse\b|\bfederal\s+building\b",
            re.IGNORECASE,
        ),
    ),
)
_NOT_THIS = re.compile(
    r"\bno\s+one\s+(?:is|needs?|has)\s+to\s+(?:\w+\s+){1,3}(?:the\s+)?$|(?:\binstead\s+of|\brather\s+than|"
    r"\bin\s+lieu\s+of|\bnot|\bno\s+longer|\bfrom|"
    r"\b(?:previously|originally|formerly|was)\s+to\s+(?:be|have\s+been)|\bpreviously\s+scheduled|"
    r"\bconverted\s+from|\bchanged\s+from)\s+(?:(?:being|held|be|take\s+place|"
    r"proceed|via|by|on|in|an?|the|to|scheduled)\s+){0,4}(?:Microsoft\s+)?$",
    re.IGNORECASE,
)
_REPLACED = re.compile(
    r"\b(?:instead\s+of|rather\s+than|in\s+(?:lieu|place)\s+of|no\s+longer)\b[^,.;]{0,50}$", re.IGNORECASE
)
_SPOKE = re.compile(r"\b(?:conferr\w+|spoke\w*|met|heard|discuss\w+|talked)\b[^,;.]{0,40}$", re.IGNORECASE)
"""Before a format: how the court heard counsel, which is not how the conference is held."""
_PAST = re.compile(
    r"\bwas\s+(?:held|conducted)\b|\b(?:asked|requested|moved|sought)\b[^.;]{0,60}\bconference\b|\b(?:conference|"
    r"hearing|call)\s+held\b",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"(?:When\s+and\s+)?[Ww]here\b[^?]{0,60}\?$|(?i:place|location):?\s+(?i:(?:court)?room)\b[^.]{0,10}\.?:?$"
)
"""A question whose answer is the place, or a form's heading over it."""
_UNLESS = re.compile(
    r"\bunless\b|\b(?:granted\s+(?:leave|permission)|permitted|allowed|authorized)\s+to\b", re.IGNORECASE
)
_UNLESS_FIRST = re.compile(
    r"Unless\b[^.;]{0,200}?,\s+(?=(?:the|this|all|each|counsel|parties)\b[^,]{0,60}\b(?:will|shall|must|is|are)\b)"
)
"""An exception told before the rule."""
_INSTEAD = re.compile(
    r"\b(?:will|shall)\s+(?:now|instead)\b(?!\s+(?:begin|start|commence|convene)\b)|"
    r"\bis\s+(?:hereby\s+)?(?:converted|changed)\s+to\b",
    re.IGNORECASE,
)
_OF_THE_CONFERENCE = re.compile(
    r"\b(?:conference|MSC|matter|session|parties|counsel|proceeding|participants|attendees|everyone|"
    r"all\s+(?:persons|others))\b.{0,160}\b(?:held|conducted|"
    r"take\s+place|proceed|occur|convened|hosted|appear|report|attend|join|scheduled|set|dial|call|"
    r"converted|connect|participate)\b|\b(?:Court|undersigned)\s+(?:will|shall)\s+use\b|"
    r"\b(?:scheduled|set|calendared)\b.{0,80}\bconference\b|\b(?:will|shall)\s+(?:conduct|hold|host|"
    r"convene)\b.{0,60}conference|"
    r"^(?:it|we|proceedings|the\s+session)\s+(?:(?:will|shall)\s+)?(?:start|begin|commence|convene|meet)s?\b|"
    r"^attendance\s+(?:is|will\s+be|shall\s+be)\b|^(?:place|location|"
    r"where|platform|method|format|via|courtroom|how|manner)\b[^:]{0,20}:|^join\b|^(?:it|each|both|they)\s+(?:shall|"
    r"will|is\s+to|are\s+to)\b.{0,60}\b(?:held|conducted|place|proceed)\b|^it\s+remains\b|"
    r"^the\s+(?:(?:date|day|time)\s+and\s+)?place\b|"
    r"^it\s+(?:is|will\s+be|shall\s+be)\s+(?:by|via|on|over)\s+(?:zoom|teams|video|telephone|phone|webex|microsoft)|"
    r"^the\s+hearing\s+(?:will|shall)\s+be\s+(?:held|conducted)\b|"
    r"^this\s+(?:will\s+be|is)\s+an?\s.{0,40}conference|"
    r"\b(?:teams|zoom\w*|webex)\b[^.;]{0,30}\b(?:invitation|invite|link|log-?in)\b[^.;]{0,60}\b(?:counsel|parties|"
    r"conference)\b|"
    r"\bconference\s+(?:is|will\s+be|shall\s+be|remains|stays)\s+(?:telephonic|remote|virtual|by|on|via|over|in)\b",
    re.IGNORECASE,
)
_BY_ANOTHER_NAME = re.compile(r"^The\s+hearing\b(?=\s+(?:will|shall)\s+be\s+(?:held|conducted))", re.IGNORECASE)
"""What a clerk's form calls whatever it sets."""
_EXCEPTION = re.compile(
    r"\b(?:(?:available|reachable)\s+by|by\s+(?:tele)?phone\s+if|may\s+(?:\w+\s+){0,4}(?:(?:by|via)\s+(?:tele|phone|"
    r"video|zoom|teams)\w*|telephonically|remotely)|leave\s+to|permission|(?<!until )excus|custody|incarcerat|inmate|"
    r"unless|if\s+(?:any|a|the|"
    r"either)\b|with\s+authority|authority|request|letter|carrier|insurer|representative|"
    r"upon\s+(?:joint\s+)?request|personal\s+appearance|not\s+(?:be\s+)?permitted|decision-?maker|"
    r"advance\s+approval|in\s+person\s+or\s+by)",
    re.IGNORECASE,
)
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_WHEN = (
    rf"(?:on\s+(?:\w+day\b|{_MONTHS}|the\s+\d|\d)|at\s+(?:\d|noon)|before\s+(?:the|Mag|Judge|me\b|Hon|U)|"
    rf"beginning|commencing|starting|from\s+\d|by\s+\w)"
)
_PREPOSITION = re.compile(r"\b(?:in(?!\s+person\b)|at|to)\s+(?:the\s+(?!undersigned))?(?=\S)")
_PLACE_END = re.compile(
    rf"\s+{_WHEN}|,\s+{_WHEN}|\s+(?:for\s+(?:an?|the)|and\s+(?:shall|must|will|should|be|report|all|"
    rf"counsel)|to\s+(?:discuss|conduct)|with\s|where\b|which\b|unless\b|via\b)"
    rf"|,\s+(?:to\s+discuss|with\s|where\b|and\s+(?:shall|must|will))|[;()]|\.\s*$|"
    rf"\.\s+(?=[A-Z][a-z]+\s+(?:are|is|shall|must|will)\b)|$"
)
_PLACE_WORD = re.compile(
    r"\b(?:[Cc]ourtroom|COURTROOM|[Rr]oom\s+[A-Z]?-?\d+|ROOM\s+\d+|[Cc]ourthouse|COURTHOUSE|Court\s+House|"
    r"[Ff]ederal\s+[Bb]uilding|[Jj]ury\s+[Rr]oom|[Cc]hambers(?=.{0,80}\d)|Suite\s+\d+)\b"
    r"|^\d{1,5}\s+(?:[A-Z][\w.']*\s+){1,4}(?:Street|Avenue|Plaza|Road|Boulevard|Square|Drive|Place|Way|"
    r"St\.|Ave\.|Blvd\.)"
)
_PLACE_WITHIN = 60
_PLACE_ENTRY = re.compile(
    r"^(?:Place|Location|Where|Courtroom|PLACE|LOCATION|COURTROOM|WHERE|Dept\.?|Department)\s*:\s*(.{3,200}?)\.?\s*$"
)
_ROOM = re.compile(r"\d|\bCourtroom\s+[A-Z]\b|Courthouse|Court\s+House|Federal\s+Building", re.IGNORECASE)
_JOINING = re.compile(
    r"(?:https?://\S{5,200}(?<![.,;)>])"
    r"|(?:(?:dial(?:ing)?(?:-in)?|call(?:ing)?(?:-in)?|telephone|phone|conference\s+line|number|"
    r"join(?:ing)?)\b[^.;\d+(]{0,40})?(?:\+?1[-. ])?\(?\b\d{3}\)?[-. ]\s?\d{3}[-. ]\d{4}\b"
    r"|(?:(?:meeting|webinar|conference)\s+)?\b(?:ID|id|number|code)\b\s*(?:number\s*)?(?::|is|#|"
    r"=)?\s*[\d][\d -]{5,18}\d#?"
    r"|(?:access|participant|security|meeting|conference|pin|PIN|guest)\s*(?:pass)?code\b\s*(?::|is|#|"
    r"=)?\s*(?:\d[\d ]{1,14}\d|[\w-]*\d[\w-]*)#?"
    r"|pass(?:code|word)\b\s*(?::|is|#|=)?\s*[\w!@#$%&*-]*\d[\w!@#$%&*-]*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Venue:
    """Format, place and joining details, each with its words. ``formats`` holds every format stated, for the doubts."""

    platform: Platform | None = None
    platform_source: Source | None = None
    location: str | None = None
    location_source: Source | None = None
    dial_in: str | None = None
    dial_in_source: Source | None = None
    formats: tuple[tuple[Platform, Source], ...] = ()
    dropped: tuple[tuple[Platform, Source], ...] = ()


def venue_of(document: Document, meeting: Meeting) -> Venue:
    """How the conference is held. Two formats that cannot both be meant leave it unsaid."""
    sentences = _about_the_place(document, meeting)
    held: list[tuple[Platform, Source]] = []
    dropped: list[tuple[Platform, Source]] = []
    for sentence in sentences:
        text = _before_unless(sentence.text) if sentence is meeting.sentence else _plainly(sentence.text)
        for form, pattern in _FORMS:
            for match in pattern.finditer(text):
                if _SPOKE.search(sentence.text[: match.start()]):
                    continue
                group = dropped if _given_up(sentence.text, match.start()) else held
                group.append((form, sentence.source(*match.span())))
    formats = _merged(held)
    only = formats[0] if len(formats) == 1 else None
    location = _location(sentences) if not formats or formats[0][0] is Platform.IN_PERSON or len(formats) > 1 else None
    joining = _joining([*sentences, *_others_about_joining(document, sentences)])
    return Venue(
        platform=only[0] if only else None,
        platform_source=only[1] if only else None,
        location=location[0] if location else None,
        location_source=location[1] if location else None,
        dial_in=joining[0] if joining else None,
        dial_in_source=joining[1] if joining else None,
        formats=tuple(formats),
        dropped=tuple(_merged(dropped)),
    )


def _given_up(text: str, place: int) -> bool:
    """Whether a format is named as what the conference no longer is."""
    if _NOT_THIS.search(text[max(0, place - 60) : place]) or _REPLACED.search(text[max(0, place - 60) : place]):
        return True
    turn = _INSTEAD.search(text)
    return turn is not None and place < turn.start()


def _about_the_place(document: Document, meeting: Meeting) -> list[Sentence]:
    everything = [*document.entries, *document.sentences]
    asked = {id(each) for before, each in pairwise(everything) if _WHERE.match(before.text)}
    chosen = [each for each in everything if each is meeting.sentence or id(each) in asked or _places(each)]
    return sorted(chosen, key=lambda each: each is not meeting.sentence)


def _places(sentence: Sentence) -> bool:
    text = _plainly(sentence.text)
    if _EXCEPTION.search(text) or _PAST.search(text) or not _OF_THE_CONFERENCE.search(text):
        return False
    return not any(noun in (Noun.PRE_CALL, Noun.OTHER) for _, noun in nouns(_BY_ANOTHER_NAME.sub(" ", text)))


def _before_unless(text: str) -> str:
    return _UNLESS.split(_UNLESS_FIRST.sub(lambda match: " " * len(match[0]), text), maxsplit=1)[0]


def _plainly(text: str) -> str:
    """What a sentence says before any "unless", its parts that speak of exceptions left blank."""
    parts = _before_unless(text).split("; ")
    if len(parts) == 1:
        return parts[0]
    return "; ".join(" " * len(part) if _EXCEPTION.search(part) else part for part in parts)


def _merged(found: list[tuple[Platform, Source]]) -> list[tuple[Platform, Source]]:
    """One entry for each format; "Zoom videoconference" is Zoom."""
    first: dict[Platform, Source] = {}
    for form, source in found:
        first.setdefault(form, source)
    named = {Platform.TEAMS, Platform.ZOOM} & first.keys()
    if named:
        first.pop(Platform.VIDEO, None)
    return list(first.items())


def _location(sentences: list[Sentence]) -> tuple[str, Source] | None:
    for sentence in sentences:
        entry = _PLACE_ENTRY.match(sentence.text)
        span = entry.span(1) if entry else _place_span(sentence.text)
        if span and _ROOM.search(sentence.text[slice(*span)]):
            return sentence.text[slice(*span)], sentence.source(*span)
    return None


def _place_span(text: str) -> tuple[int, int] | None:
    """The first "in …" or "at …" that soon comes to a room or a building, up to where the sentence turns."""
    for start in (match.end() for match in _PREPOSITION.finditer(text)):
        ending = _PLACE_END.search(text, start)
        end = ending.start() if ending else len(text)
        word = _PLACE_WORD.search(text[start:end])
        if word and word.start() <= _PLACE_WITHIN and not _PREPOSITION.search(text[start : start + word.start() + 1]):
            return start, start + len(text[start:end].rstrip(" ,."))
    return None


def _others_about_joining(document: Document, chosen: list[Sentence]) -> list[Sentence]:
    wanted = re.compile(
        r"\b(?:dial|meeting\s+id|passcode|password|access\s+code|join\s+(?:the|by|at)|zoom\s+link|"
        r"conference\s+line|https?://\S*(?:zoom|teams|webex))",
        re.IGNORECASE,
    )
    return [
        each
        for each in document.sentences
        if each not in chosen
        and wanted.search(each.text)
        and not any(noun is Noun.PRE_CALL for _, noun in nouns(each.text))
    ]


def _joining(sentences: list[Sentence]) -> tuple[str, Source] | None:
    for index, sentence in enumerate(sentences):
        spans = [match.span() for match in _JOINING.finditer(sentence.text)]
        if spans:
            start, end = spans[0][0], spans[-1][1]
            text = sentence.text[start:end].strip()
            more = [extra for each in sentences[index + 1 : index + 4] if (extra := _joining_words(each))]
            return "; ".join([text, *more]), sentence.source(start, end)
    return None


def _joining_words(sentence: Sentence) -> str | None:
    spans = [match.span() for match in _JOINING.finditer(sentence.text)]
    return sentence.text[spans[0][0] : spans[-1][1]].strip() if spans else None
