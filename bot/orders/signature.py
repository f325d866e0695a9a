"""Who made the order and when."""

import datetime as dt
import re
from dataclasses import dataclass

from bot.domain.order import Source
from bot.orders.cleaning import Clean
from bot.orders.dates import DateMention, dates
from bot.orders.layout import OPENING, Document
from bot.orders.naming import cased

_WORD = (
    r"(?!(?:United|UNITED|U\.\s?S\.|Magistrate|MAGISTRATE|District|DISTRICT|Bankruptcy|BANKRUPTCY|Chief|CHIEF|"
    r"Senior|SENIOR|S/|"
    r"Judge|JUDGE|(?:Mon|Tues|Wednes|Thurs|Fri)day)\b)[A-Z](?:[^\W\d_]|[.'-]){0,30}"
)
_NAME = (
    rf"\b(?P<name>{_WORD}(?:[ ]{{1,3}}(?:{_WORD}|(?:de|la|van|von|der|del)\b)){{1,4}}"
    r"(?:,?[ ]+(?:Jr|Sr|II|III|JR|SR)\b\.?)?)"
)
_TITLE = (
    r"(?:(?:Chief|CHIEF|Senior|SENIOR)\s+)?(?:(?:United\s+States|UNITED\s+STATES|"
    r"U\.\s?S\.)\s+)?(?:Magistrate|MAGISTRATE|District|DISTRICT|Bankruptcy|BANKRUPTCY)?\s*(?:Judge|JUDGE)|"
    r"U\.?\s?S\.?\s?M\.?\s?J\b\.?"
)
_BEFORE_TITLE = re.compile(
    rf"(?:(?:THE\s+)?(?:HON(?:ORABLE|\.)|Hon(?:orable|\.))\s+)?{_NAME}\s?,?(?:[ ]{{0,2}}|"
    rf"[ ]*\n[ ]*(?:[A-Z][A-Za-z .]{{2,25}},[ ][A-Z][A-Za-z ]{{2,20}}[ ]{{4,}})?)"
    rf"(?P<title>{_TITLE})"
)
_AFTER_TITLE = re.compile(
    rf"\b(?P<title>Magistrate|MAGISTRATE|District|DISTRICT)\s+(?:Judge|JUDGE):?\s+(?:(?:Hon(?:orable|\.))\s+)?{_NAME}"
)
_PLAIN_TITLE = re.compile(
    rf"(?:(?<=\bby )|(?<=\bbefore )|^[ \t]*)(?:Judge|JUDGE|Justice|JUSTICE):?\s+(?:(?:Hon(?:orable|\.))\s+)?{_NAME}|"
    rf"^[ \t]*(?:Before|BEFORE|Presiding|PRESIDING):\s+(?:(?:Hon(?:orable|\.|"
    rf"))\s+)?{_NAME.replace('?P<name>', '?P<before>')}",
    re.MULTILINE,
)
_HONORABLE = re.compile(
    rf"\b(?:Hon\.|HON\.|Honorable|HONORABLE)\s+{_NAME}(?!\s+(?:Federal|United|U\.\s?S\.|Courthouse|"
    rf"Building|FEDERAL|UNITED|COURTHOUSE))"
)
_MAGISTRATE = re.compile(
    r"magistrate|\bas\s+(?:the\s+)?settlement\s+judge\b|\bappointed\s+(?:the\s+)?settlement\s+judge\b|"
    r"U\.?\s?S\.?\s?M\.?\s?J\b",
    re.IGNORECASE,
)
_NOT_NAME = re.compile(
    r"\b(?:United|States|Court|District|Magistrate|Chief|Judge|Order|Ordered|So|Dated|The|Before|"
    r"Honorable|By|Hon|New|York|Southern|Northern|Eastern|Western|Conference|Settlement|Date|Signed|This|"
    r"SO|ORDERED|Federal|Building|Courthouse|Agreed|Entry|Requested)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"(?:in|at|on|for|to|from|and|with)\b", re.IGNORECASE)
_LEADS_ON = re.compile(r"\b(?:of|for|to|by|the|before|and)$", re.IGNORECASE)
_LONE_LETTER = re.compile(r"^[A-Z] (?=[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z])")
"""A letter without its stop before a whole name: what is left of a drawn signature, and no initial."""
_FULL_STOP = re.compile(r"(?<=[A-Za-z]{3})\.$")
_MADE_BY = re.compile(
    r"\b(?:entry|entered|ordered|signed|issued|held|made)\s+(?:before|by)\s+(?:the\s+)?(?=Hon|HON|Judge|Magistrate|"
    r"Chief)",
    re.IGNORECASE,
)
_SPOKEN_NAME = 90
_DATED = re.compile(
    r"\b(?:Dated?|DATED?|Entered|ENTERED|ENTER|Enter|Signed|SIGNED|Done|DONE|ORDERED|Ordered|Date\s+(?:signed|"
    r"of\s+order|entered)|"
    r"[Oo]rder\s+(?:entered|dated|signed|filed)|was\s+entered|docket\s+entry\s+was\s+made\s+by\s+the\s+Clerk)"
    r"\b(?:\s+|[:,]|(?:this|on|at|in|and|the|day|of)\b|[A-Z][A-Za-z.']{0,30}(?:[ ][A-Za-z.']{1,30}){0,4}[,:]|"
    r"[A-Z][a-z.']{1,30}(?=\s+on\b))*+$"
)
_AT_A_TERM = re.compile(r"\bAt\s+(?:an?\s+)?(?:\S+\s+){0,3}(?:Term|Part)\b[^;]{0,350}\bon\s+(?:the\s+)?$")
_FILED = re.compile(r"\(\s*(?:Filed|FILED|Issued|ISSUED):?\s*$")
_SO_ORDERED = re.compile(r"so\s+ordered\b\W*(?:by\s+[^\n]{3,60}\s)?(?:(?:on|this|the)\s+){0,3}$", re.IGNORECASE)
_GRANTED_AT = re.compile(r"^[ \t]*SO[ ]ORDERED(?::?[.]?[ \t]*|[,]?[ ](?:this|on)\b[^\n]{4,60})$", re.MULTILINE)
_THIS_DAY = re.compile(
    r"\b[Tt]his\s+(?:the\s+)?$|\b(?:[Oo]rdered|[Ss]igned|[Ii]ssued|[Ee]ntered|"
    r"entry\s+was\s+made)\s+by\s+.{3,60}\s+on\s+$|\(Entered:\s+$|^[A-Z]*[ ]?ORDER\s+(?:entered|dated)\s+(?:on\s+)?$"
)
_SIGNED_ON = re.compile(r"\b(?:[Ss]igned|[Oo]rdered|[Ee]ntered|[Ii]ssued)\s+on\s+$")
_CONFERENCE_ENTRY = re.compile(r"^[^\n]{0,40}\n?\s*(?:Time|TIME)\s*:[ \t]*\S")
_LINE_OF_ITS_OWN = re.compile(
    r"(?:^|\n)[ \t]*[A-Z][A-Za-z. ]{2,25},[ ][A-Z][A-Za-z ]{2,20},?[ ]$|"
    r"(?:^|\n|[):|§][ ]{2,}|[ ]{8,}|[Oo]rder[ ]of[ ]the[ ]Court\.[ ])[ \t]*$"
)


_DAY_RULES = (
    (_DATED, 90),
    (_SO_ORDERED, 90),
    (_THIS_DAY, 90),
    (_LINE_OF_ITS_OWN, 90),
    (_AT_A_TERM, 400),
    (_FILED, 90),
)
"""What may stand before the order's own day, the surest first, and how far back each looks."""


@dataclass(frozen=True, slots=True)
class Judge:
    """A judge named in the order."""

    name: str
    magistrate: bool
    source: Source


def judges_in(part: Clean, paragraph: str = OPENING) -> list[Judge]:
    """Every judge a stretch of text names with a title, in order."""
    found: list[tuple[int, Judge]] = []
    for pattern in (_BEFORE_TITLE, _AFTER_TITLE, _PLAIN_TITLE, _HONORABLE):
        for match in pattern.finditer(part.text):
            group = "before" if match.groupdict().get("before") else "name"
            name = _name(match[group])
            if name:
                title = match.groupdict().get("title") or part.text[match.end() : match.end() + 50]
                source = Source(part.words(*match.span(group)), paragraph)
                found.append((match.start(group), Judge(name, bool(_MAGISTRATE.search(title)), source)))
    return [judge for _, judge in sorted(found, key=lambda each: each[0])]


def _name(text: str) -> str | None:
    words = _LONE_LETTER.sub("", _FULL_STOP.sub("", " ".join(text.split()).rstrip(",")))
    if _PREPOSITION.match(words) or _LEADS_ON.search(words):
        return None
    if _NOT_NAME.search(words):
        words = _NOT_NAME.split(words)[-1].strip(" .,")
    return cased(words) if len(words.split()) > 1 or (words.isupper() and len(words) > 3) else None  # noqa: PLR2004


def conference_judge(document: Document) -> Judge | None:
    """Who holds the conference: a magistrate judge named in the prose, else who makes, signs or heads the order."""
    prose = [
        judge
        for each in document.sentences
        if "conference" in each.text.lower()
        for judge in judges_in(each.flow, each.paragraph)
    ]
    signed, heading = judges_in(document.closing), judges_in(document.header)
    anywhere = [judge for each in document.sentences for judge in judges_in(each.flow, each.paragraph)]
    makers = _makers(document)
    for group in (prose, makers, signed, heading, anywhere):
        magistrates = [judge for judge in group if judge.magistrate and " " in judge.name]
        if magistrates:
            return magistrates[0]
    return next(iter([*makers, *signed, *heading, *anywhere]), None)


def referring_judge(document: Document) -> Judge | None:
    """Who signs an order that hands a case to another judge."""
    return next(iter(judges_in(document.closing)), None)


def _makers(document: Document) -> list[Judge]:
    """Who made a docket entry: "MINUTE entry before the Honorable Ada Byrd"."""
    return [
        judge
        for each in document.sentences
        for match in _MADE_BY.finditer(each.text)
        for judge in judges_in(each.flow.cut(match.end(), match.end() + _SPOKEN_NAME), each.paragraph)[:1]
    ]


def order_date(document: Document) -> tuple[dt.date, Source] | DateMention | None:
    """The day the order bears. A ``DateMention`` is a date that cannot be."""
    for part in (document.closing, document.header):
        mentions = [
            mention
            for mention in dates(part.text)
            if mention.year is not None and not _CONFERENCE_ENTRY.match(part.text[mention.end : mention.end + 60])
        ]
        granted = _GRANTED_AT.search(part.text)
        mentions.sort(key=lambda mention: granted is not None and mention.start < granted.start())
        for rule, reach in _DAY_RULES:
            for mention in mentions:
                if rule.search(part.text[max(0, mention.start - reach) : mention.start]):
                    return (
                        (mention.date, document.source(part, mention.start, mention.end)) if mention.date else mention
                    )
    return _day_in_prose(document)


def _day_in_prose(document: Document) -> tuple[dt.date, Source] | None:
    """The day of "AND NOW, this 8th day of July, 2024"."""
    for sentence in document.sentences:
        for mention in dates(sentence.text):
            lead = sentence.text[: mention.start]
            if mention.date and (_THIS_DAY.search(lead) or _SIGNED_ON.match(lead)):
                return mention.date, sentence.source(mention.start, mention.end)
    return None
