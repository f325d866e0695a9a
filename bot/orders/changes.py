"""What an order changes about a conference already set: its day, its hour, or whether it is held at all."""

import datetime as dt
import re

from bot.orders.caption_lines import left_lines
from bot.orders.dates import times
from bot.orders.events import BE, CALLED_OFF, MOVED, Event
from bot.orders.layout import Document, Sentence

NOT_START = re.compile(
    r"(?:\b(?:by|until|before|(?<!rather )than|after|end(?:s|ing)?(?:\s+at)?|arrive\w*(?:\s+\w+){0,5}|"
    r"check[- ]in(?:\s+\w+){0,3}|log\w*(?:\s+\w+){0,3}|early|through|conclud\w*(?:\s+\w+){0,2}|"
    r"lunch\w*(?:\s+\w+){0,3})(?:\s+at)?)\s*$",
    re.IGNORECASE,
)
_OLD_TIME = re.compile(
    r"(?:\bfrom|\binstead\s+of|\brather\s+than|\bnot|\bin\s+(?:lieu|place)\s+of|\b(?:previously|originally|"
    r"currently|presently|now\s+(?:set|scheduled|calendared))\s+(?:\w+\s+){0,3}?(?:for|at)(?:\s+(?:that|"
    r"the\s+same)\s+day)?)\s*,?\s*(?:at\s+)?$",
    re.IGNORECASE,
)
_THREAT = re.compile(r"(?:In\s+addition|In\s+that|Otherwise|Moreover|Further|Also|The\s+conference\s+(?:may|will))\b")
_OFF_TITLE = re.compile(
    r"\b(?:VACATING|CANCELL?ING|STRIKING|CANCELLATION\s+OF|VACATUR\s+OF)\s+(?:THE\s+)?(?:(?!ORDER|NOTICE|AND)[\w,]+\s+){0,6}?"
    r"CONFERENCE\b(?!\s+(?:ORDER|PROCEDURES|NOTICE|STATEMENT|DEADLINE|BRIEF)S?\b)"
)
_ON_TITLE = re.compile(
    r"\b(?:RE-?)?(?:SETTING|SCHEDULING)\b|\bCONTINUING\b|\bADJOURNING\b|\bNEW\s+DATE\b|\bNOTICE\s+OF\s+(?:RE|SETT)"
)
_ABOUT_IT = re.compile(
    r"(?:\w+,\s+)?(?:The|This|That|A|Said)\s+(?:(?:settlement|judicial|mandatory|scheduled|\w+day)\s+){0,3}conference\b",
    re.IGNORECASE,
)
_IT = re.compile(r"^(?:\w+,\s+)?(?:It|This|That)\b(?=\s+(?:is|was|has|shall|will)\b)")
_FAILURE = re.compile(r"\b(?:fail\w*|sanction\w*|non-?complian\w*)\b", re.IGNORECASE)
_TIME_MOVES = re.compile(
    r",\s+(?:and\s+)?not\s+(?:at\s+)?\d|\b(?:instead|in\s+(?:lieu|place))\s+of\b|\brather\s+than\b|\b(?:will|shall|"
    r"is\s+to)\s+(?:now|instead|"
    r"therefore)\b|\b(?:time|"
    r"hour|start)\b.{0,80}\b(?:chang|moved|"
    r"advanced|amend|modif|reset|correct|adjourn)|\b(?:is|are|has\s+been|be)\s+(?:hereby\s+)?(?:moved|"
    r"changed|advanced|adjourned|rescheduled|reset|amended|modified|continued)\b",
    re.IGNORECASE,
)


def times_moved(event: Event) -> tuple[dt.time | None, dt.time | None]:
    """The old and the new hour, where the sentence moves the hour and not the day."""
    text = event.sentence.text
    clock = [
        mention
        for mention in times(text)
        if mention.time and not NOT_START.search(text[max(0, mention.start - 50) : mention.start])
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


def titled_off(document: Document) -> bool:
    """Whether the title says that the conference is called off, and nothing of another day for it."""
    rows = left_lines(document.header.text)
    titles = (" ".join(row.right or row.text for row in rows), " ".join(row.text for row in rows))
    return any(_OFF_TITLE.search(title) and not _ON_TITLE.search(title) for title in titles)


def called_off(document: Document) -> bool:
    """Whether the conference is called off, by a sentence or by the title."""
    pattern = re.compile(
        rf"conference\b.{{0,120}}?\b{BE}{CALLED_OFF}|"
        rf"\b(?:vacates|cancels|strikes|VACATES|CANCELS)\b.{{0,60}}?conference|"
        rf"conference\b.{{0,120}}?\bwill\s+(?:(?:therefore|accordingly|thus|now|hence)\s+)?not\s+(?:go\s+forward|"
        rf"take\s+place|be\s+held|proceed)|"
        rf"\bwill\s+(?:not|no\s+longer)\s+(?:hold|conduct|convene)\s+(?:the|this|that|its)\b.{{0,60}}?conference|"
        rf"\b{CALLED_OFF}\b.{{0,20}}?\bconference\b(?=.{{0,60}}?$)|"
        rf"\b{BE}{CALLED_OFF}\b[^.;]{{0,40}}\bincluding\b[^.;]{{0,80}}conference",
        re.IGNORECASE,
    )
    return _first_said(document, pattern) is not None or titled_off(document)


def adjourned(document: Document) -> Sentence | None:
    """The sentence that moves the conference, whether or not to a stated day."""
    pattern = re.compile(
        rf"conference\b.{{0,160}}?\b(?:is|are|been|was|shall\s+be|will\s+be)\s*,?\s+(?:hereby\s+|now\s+|"
        rf"therefore\s+|again\s+|further\s+|sua\s+sponte\s+)*(?:GRANTED\s+and\s+)?{MOVED}\b|\b(?:adjourns|"
        rf"reschedules|continues|postpones|resets)\b.{{0,60}}?conference|{MOVED}\s+(?:sine\s+die|"
        rf"without\s+date)|\bconference\s+(?:\w+\s+){{0,4}}?{MOVED}\s+(?:to|until)\b",
        re.IGNORECASE,
    )
    return _first_said(document, pattern)


def _first_said(document: Document, pattern: re.Pattern[str]) -> Sentence | None:
    """The first sentence that says so outright: not on a condition, nor as what follows if someone fails to obey."""
    for previous, each in zip((None, *document.sentences), document.sentences, strict=False):
        threatened = _THREAT.match(each.text) and previous is not None and _FAILURE.search(previous.text)
        if pattern.search(_spelled_out(each, previous)) and not threatened and not _conditional(each.text):
            return each
    return None


def _spelled_out(sentence: Sentence, previous: Sentence | None) -> str:
    """What a sentence says, its opening "it" replaced by the conference, where the one before is about that."""
    if previous is None or previous.paragraph != sentence.paragraph or not _ABOUT_IT.match(previous.text):
        return sentence.text
    return _IT.sub("The conference", sentence.text, count=1)


def _conditional(text: str) -> bool:
    return bool(
        re.search(
            r"\buntil\b[^,;]{0,120}\b(?:adjourn|cancel|vacat|reschedul|continu|postpon|moved|reset)|"
            r"\b(?:if|unless|should|may(?!\s+\d)|requests?\s+(?:to|for|that)|any\s+party\s+seeking|"
            r"in\s+the\s+event)\b(?!.{0,200}\b(?:GRANTED|granted)\b).{0,90}\b(?:adjourn|cancel|vacat|reschedul|"
            r"continu|postpon|moved|reset)|"
            r"\b(?:adjourned|cancell?ed|vacated|rescheduled|continued|postponed|moved|reset)\s+(?:only|solely|except)\b|"
            r"\bonly\s+be\s+(?:adjourned|cancell?ed|vacated|rescheduled|continued|postponed|moved|reset)\b",
            text,
            re.IGNORECASE,
        )
    )
