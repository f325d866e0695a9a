"""When something is due: a named day, or a count of days from an event."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import islice

from bot.domain.order import Anchor, DayCount, Direction, DueRule, NamedDay, Unit
from bot.orders.dates import MOST_AT_ONCE, DateMention, dates, times
from bot.orders.labels import limits
from bot.orders.numbers import NUMBER, agreed_number

_UNIT = (
    r"(?P<kind>(?:full\s+)?(?:business|court|judicial|working|calendar|full|clear|week)?)[\s-]*"
    r"(?P<unit>hour|day|week|month)s?(?:')?"
)
_BACK = (
    r"before|prior\s+to|in\s+advance(?:\s+of)?|prior(?:\s+thereto)?(?=\s*(?:[.;,)]|$))|ahead\s+of|preceding|"
    r"previous\s+to|before\s+the\s+date\s+of"
)
_FORWARD = r"after|following|from|of|thereafter|afterwards?|later"
_COUNT = re.compile(
    rf"\b(?:{NUMBER}|(?P<one>an?|the)(?=\s+(?:full\s+)?(?:business\s+|court\s+|working\s+|"
    rf"calendar\s+)?(?:day|week|month)\s+(?:before|prior|preceding|after|following|(?<!the day )(?<!the week )of|from|"
    rf"in advance)))\s*{_UNIT}\b"
    rf"(?:\s*,)?\s+(?:(?P<back>{_BACK})|(?P<forward>{_FORWARD}))\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"\bwithin\s+((?:{NUMBER}|(?P<one>an?))\s*{_UNIT}\b)(?!\s*,?\s+(?:{_BACK}|"
    rf"{_FORWARD})\b)(?!\s+notice)",
    re.IGNORECASE,
)
_LIMIT = (
    r"(?:no|not)\s+(?:later|less)\s+than|by\s+no\s+later\s+than|on\s+or\s+before|by|before|prior\s+to|"
    r"due(?:\s+to\s+(?:the\s+)?(?:court|chambers))?(?:\s*\([^()]{0,60}\))?(?:\s+(?:on|by))?|NLT|"
    r"due\s+(?:(?!(?:conference|before|prior|days?|weeks?|after|from)\b)[^\s;]+\s+){1,8}?on|"
    r"(?:date|day)\s+(?:by|on)\s+which\s[^,.;]{3,60},|until|deadline(?:\s+\w+){0,6}\s+(?:is|of|"
    r":)(?:\s+(?:(?:now|hereby|also)\s+)?(?:re-?set|extended|moved|continued|changed|set)\s+(?:to|for))?|"
    r"no\s+later\s+then"
)
_NAMED = re.compile(
    rf"\b(?:{_LIMIT})[\s:]+(?:the\s+)?(?:close\s+of\s+business(?:\s+on)?\s+|COB\s+(?:on\s+)?|"
    rf"(?:end\s+of\s+(?:the\s+)?day)(?:\s+on)?\s+)?"
    rf"(?:\d{{1,2}}(?::\d\d)?\s*[ap]\.?\s?m\.?,?\s+on\s+)?(?:(?:the\s+)?\w{{3,6}}day\s+(?:before|preceding|"
    rf"prior\s+to)\s+the\s+(?:settlement\s+)?conference,?\s+)?$",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(r"\b(?:formerly|previously|originally|otherwise)\s+due\s+(?:on\s+|by\s+)?$", re.IGNORECASE)
_TIME_FIRST = re.compile(
    r"\s*(?:\(?(?:[ECMP][SD]?T|Eastern|Central|Mountain|Pacific)(?:\s+(?:Standard|"
    r"Daylight))?(?:\s+Time)?\)?)?\s*(?:,|on|of)?\s*(?:on\s+)?$",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(r"\s*,?\s*(?:at|by|before|no\s+later\s+than|not\s+later\s+than)?\s*,?\s*$", re.IGNORECASE)
_PRINTED = re.compile(
    r"[^.;:]{0,70}?(?:\(|,|i\.e\.|that\s+is|namely|or|by|on|-|which\s+is)\s*(?:i\.e\.,?\s*|that\s+is,?\s*|"
    r"namely,?\s*|or\s+|by\s+|on\s+|no\s+later\s+than\s+|is\s+)?$",
    re.IGNORECASE,
)
_OPEN_ENDED = ("thereafter", "after", "later", "afterward", "afterwards")
_ANCHORS = (
    (
        Anchor.DEMAND_RECEIVED,
        re.compile(
            r"(?:\w+\s+){0,2}?(?:receipt|receiving|receives?d?|gets?|getting|being\s+served)\b|"
            r"(?:the\s+|such\s+|that\s+|any\s+|a\s+)?(?:[\w']+\s+){0,3}?demand\s+(?:is|was|has\s+been)\s+received\b",
            re.IGNORECASE,
        ),
    ),
    (
        Anchor.ORDER,
        re.compile(
            r"(?:the\s+)?(?:date\s+(?:of\s+)?|entry\s+of\s+|issuance\s+of\s+)?(?:the\s+date\s+of\s+|"
            r"the\s+entry\s+of\s+)?(?:this|the\s+present)\s+(?:\w+\s+){0,2}?order\b|(?:the\s+)?date\s+hereof|"
            r"the\s+date\s+of\s+this\s+order",
            re.IGNORECASE,
        ),
    ),
    (
        Anchor.OTHER,
        re.compile(
            r"(?:the\s+|a\s+|any\s+|that\s+)?(?:\w+\s+){0,2}?(?:pre-?(?:settlement[- ])?conference|initial|status|"
            r"case\s+management|trial|rule\s+16)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Anchor.CONFERENCE,
        re.compile(
            r"(?:the\s+|any\s+|a\s+|said\s+|such\s+)?(?:date\s+of\s+the\s+|start\s+of\s+the\s+|"
            r"scheduled\s+(?:date\s+(?:of|for)\s+(?:the\s+)?)?|day\s+of\s+the\s+|"
            r"date\s+set\s+for\s+the\s+)?(?:(?:[\w-]+\s+){0,3}?conference|MSC|JSC)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Anchor.LETTER,
        re.compile(r"(?:the\s+|its\s+|that\s+)?(?:\w+\s+){0,3}?(?:letters?|statements?|submissions?)\b", re.IGNORECASE),
    ),
    (
        Anchor.DEMAND,
        re.compile(
            r"(?:the\s+|such\s+|that\s+|any\s+|a\s+)?(?:[\w']+\s+){0,4}?(?:demand|proposal)\b|"
            r"(?:the\s+)?plaintiff(?:'?s'?|\(s\))?\s+(?:\w+\s+){0,2}(?:makes|communicates|serves|sends|transmits)",
            re.IGNORECASE,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Due:
    """A due rule and where the sentence states it. ``unsure`` says why the rule could not be taken as it stands."""

    rule: DueRule | None
    start: int
    end: int
    day: DateMention | None = None
    unsure: str | None = None
    bare: bool = False
    """Whether the order says "within" so many days and not of what."""


_BARE_END = re.compile(r"\s*(?:[,.;:)]|$)")
"""After "seven days before": no event follows, so the order's own conference is meant."""
_THAT = re.compile(r"\s+(?:that|this)\b(?!\s+\w)")
_THAT_DAY = re.compile(
    r"\s+that(?=\s*[,;.])|\s+(?:that|such|said|the\s+(?:above|said|scheduled|set))\s+(?:date|day|time)\b|"
    r"\s+the\s+(?:date|"
    r"day)\s+(?:above|set)\b",
    re.IGNORECASE,
)
"""After "seven days before": the day an order sets, which is its conference's."""
_IT = re.compile(r"\s+it\b(?!\s+(?!(?:the|each|any|plaintiffs?|defendants?|parties)\b)\w)")
_CONFERENCE = re.compile(r"\bconference\b|\bbefore\s+that\s+da(?:te|y)\b", re.IGNORECASE)


def counts(text: str) -> list[Due]:
    """Every period in the sentence that counts from an event."""
    found = [_count(match, text) for match in islice(_COUNT.finditer(text), MOST_AT_ONCE)]
    taken = {due.start for due in found}
    bare = islice(_BARE.finditer(text), MOST_AT_ONCE)
    return found + [_bare(match) for match in bare if match.start(1) not in taken]


def _bare(match: re.Match[str]) -> Due:
    """A period "within" which to act, with no event named: an order's own periods run from the order."""
    n = 1 if match["one"] else agreed_number(match)
    if n is None:
        return Due(None, match.start(1), match.end(), unsure="number_mismatch")
    return Due(DayCount(n, _unit(match), Direction.AFTER, Anchor.ORDER), match.start(1), match.end(), bare=True)


def _count(match: re.Match[str], text: str) -> Due:
    n = 1 if match["one"] else agreed_number(match)
    back = match["back"] is not None
    anchor, length = _anchor(text[match.end() : match.end() + 90], match["forward"])
    if anchor is Anchor.OTHER and back and _BARE_END.match(text, match.end()):
        anchor = Anchor.CONFERENCE
    if back and (that := _THAT_DAY.match(text, match.end())):
        anchor, length = Anchor.CONFERENCE, that.end() - match.end()
    if anchor is Anchor.OTHER and not back and _THAT.match(text, match.end()):
        anchor = Anchor.THEREAFTER
    if back and (it := _IT.match(text, match.end())) and _CONFERENCE.search(text[: match.start()]):
        anchor, length = Anchor.CONFERENCE, it.end() - match.end()
    time = _time_around(text, match.start(), match.end())
    day, end = _printed_date(text, match.end() + length)
    if n is None:
        return Due(None, match.start(), match.end(), unsure="number_mismatch")
    if match["unit"].lower() == "week" and "business" in (match["kind"] or "").lower():
        return Due(None, match.start(), match.end(), unsure="odd_unit")
    rule = DayCount(
        n, _unit(match), Direction.BEFORE if back else Direction.AFTER, anchor, day.date if day else None, time
    )
    return Due(rule, match.start(), end, day)


def _unit(match: re.Match[str]) -> Unit:
    unit, kind = match["unit"].lower(), (match["kind"] or "").lower()
    if unit == "hour":
        return Unit.HOURS
    if unit == "week":
        return Unit.WEEKS
    if unit == "month":
        return Unit.MONTHS
    return (
        Unit.BUSINESS_DAYS
        if any(word in kind for word in ("business", "court", "judicial", "working", "week"))
        else Unit.DAYS
    )


def _anchor(after: str, forward: str | None) -> tuple[Anchor, int]:
    """What the period is counted from, and how many characters say so."""
    if forward and forward.lower() in _OPEN_ENDED and (forward.lower() != "after" or not after.strip(" .,;)")):
        return Anchor.THEREAFTER, 0
    skipped = len(after) - len(after.lstrip())
    for anchor, pattern in _ANCHORS:
        if match := pattern.match(after, skipped):
            return anchor, match.end()
    return Anchor.OTHER, 0


def _printed_date(text: str, end: int) -> tuple[DateMention | None, int]:
    """The date printed beside a count: "five business days before the conference (i.e., January 6, 2022)"."""
    for mention in dates(text):
        if mention.start >= end:
            between = text[end : mention.start]
            return (
                (mention, mention.end)
                if _PRINTED.fullmatch(between) and "conference on" not in between.lower()
                else (None, end)
            )
    return None, end


def _time_around(text: str, start: int, end: int) -> dt.time | None:
    for mention in times(text):
        before = text[mention.end : start]
        if mention.end <= start and re.fullmatch(
            r"\s*,?\s*(?:at\s+least\s+|on\s+the\s+(?:date|day)\s+that\s+is\s+|which\s+is\s+|on\s+)?", before
        ):
            return mention.time
        if mention.start >= end and re.fullmatch(
            r"[^.;,]{0,50}?,?\s*(?:by|at|no\s+later\s+than)\s+", text[end : mention.start]
        ):
            return mention.time if not re.search(r"conference\s+at|scheduled|on\s", text[end : mention.start]) else None
    return None


def named_days(text: str, reference: dt.date | None) -> list[Due]:
    """Every named day the sentence sets as a limit ("no later than December 11, 2023 at noon")."""
    return [due for mention in dates(text) if (due := _named(text, mention.near(reference)))]


def _named(text: str, day: DateMention) -> Due | None:
    start, time = day.start, None
    for mention in times(text):
        if mention.end <= day.start and _TIME_FIRST.fullmatch(text[mention.end : day.start]):
            start, time = mention.start, mention.time
        if mention.start >= day.end and _TIME_AFTER.fullmatch(text[day.end : mention.start]):
            time = mention.time
    if _NO_LONGER.search(text[:start]):
        return None
    limit = _NAMED.search(text[max(0, start - 90) : start])
    if not limit and not limits(text, start, day.end):
        return None
    begin = max(0, start - 90) + limit.start() if limit else start
    time = time or next((each.time for each in times(text) if begin <= each.start < start), None)
    rule = NamedDay(day.date, time) if day.date else None
    return Due(
        rule, begin, _end_with_time(text, day), day, None if rule else "impossible_date" if day.year else "no_year"
    )


def _end_with_time(text: str, day: DateMention) -> int:
    for mention in times(text):
        if mention.start >= day.end and _TIME_AFTER.fullmatch(text[day.end : mention.start]):
            return mention.end
    return day.end


def dues(text: str, reference: dt.date | None) -> list[Due]:
    """Every due rule of the sentence in order of appearance; a date printed beside a count belongs to the count."""
    counted = counts(text)
    taken = {(due.day.start, due.day.end) for due in counted if due.day}
    named = [due for due in named_days(text, reference) if due.day and (due.day.start, due.day.end) not in taken]
    return _explained(sorted(counted + named, key=lambda due: due.start), text)


_EXPLAINS = re.compile(r"\s*+,?\s*+\(?\s*+(?:(?:which|that)\s+is|i\.e\.|being|or)\s*,?\s*$", re.IGNORECASE)


def _explained(every: list[Due], text: str) -> list[Due]:
    """A day followed by how it was counted is one rule: "January 22, which is five business days before …"."""
    kept: list[Due] = []
    for due in every:
        day = kept[-1] if kept else None
        if (
            day
            and isinstance(day.rule, NamedDay)
            and isinstance(due.rule, DayCount)
            and due.rule.date is None
            and _EXPLAINS.fullmatch(text[day.end : due.start])
        ):
            rule = replace(due.rule, date=day.rule.date, time=day.rule.time or due.rule.time)
            kept[-1] = replace(day, rule=rule, end=due.end)
        else:
            kept.append(due)
    return kept
