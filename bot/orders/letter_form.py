"""What the letter must look like: its length, its marking, what goes in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from bot.domain.order import PageLimit, Source, in_one_line
from bot.orders.layout import Sentence
from bot.orders.numbers import NUMBER, agreed_number

_PAGES = re.compile(
    rf"(?:\b{NUMBER}(?:\s*|-)(?:double[- ]?spaced\s+|single[- ]?spaced\s+|typed\s+|typewritten\s+|"
    rf"letter-size\s+)*[- ]?pages?\b)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"\bpage\s+limit(?:\s+(?:is|of))?\s*[:=-]?\s*{NUMBER}\b(?!\s*(?:[-:]|\w*\s*pages?))", re.IGNORECASE
)
_LIMITING = re.compile(
    r"\b(?:exceed\w*|no\s+(?:more|longer|greater)\s+than|not\s+(?:be\s+|run\s+)?(?:more|longer)\s+than|"
    r"no\s+greater\s+length\s+than|tops|or\s+under|limited\s+to|limit\s+of|limit|up\s+to|at\s+(?:the\s+)?most|"
    r"maximum(?:\s+of)?|within|longer\s+than|"
    r"in\s+excess\s+of|beyond|(?:not|no)\s+over|no\b[^.;]{0,40}\bmore\s+than|not\s+to|shorter|in\s+length|"
    r"(?:letters?|statements?|submissions?|memorand\w+|briefs?)\s+(?:over|of\s+more\s+than)|max\b\.?|or\s+(?:less|"
    r"fewer)|keep\s+(?:it|them|each)\s+to|cap(?:ped)?\s+(?:at|of))\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\b(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s*(?:to|-)\s*$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\((?:[^()]{0,50}[,;]\s*)?$")
_ATTACHED = re.compile(r"\b(?:attachments?|exhibits?|courtesy|hard\s+cop|excerpts?)\b[^.;]{0,60}$", re.IGNORECASE)
_EXCLUDES = re.compile(
    r"(?:\(|,\s*|\s)((?:not\s+including|excluding|exclusive\s+of|without\s+counting|not\s+counting|"
    r"excl\.)\s+[^().;,]{3,60})",
    re.IGNORECASE,
)
_DOUBLE_SPACED = re.compile(r"double[- ]?spaced", re.IGNORECASE)
_MARKED = re.compile(
    r"\b(?:mark(?:ed|ing)|label(?:l?ed)?|bear(?:ing)?|captioned|titled|designated|stamped|legend|headed|"
    r"subject\s+line)\b[^\".]{0,60}\"([^\"]{3,120}?)[,.]?\"",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"\b(?:includ\w+|contain\w*|set\s+forth|address\w*|discuss\w*|describ\w+|cover|state|"
    r"provide)\b[^:.]{0,80}(?::|(?=\s\(?(?:1|a|i)\)))",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+|•\s*|(?<=;)\s+and\s+|;\s+)", re.IGNORECASE)
_HYPHENED = re.compile(r"-pages?$")
_OF_ATTACHMENTS = re.compile(
    r"\s*(?:of\s+)?(?:(?:confidential|private|separate)\s+)?(?:attachments?|exhibits?|supplements?|addend(?:um|a))"
)
_ON_PAPER = re.compile(r"\b(?:courtesy|hard|paper)\s+(?:paper\s+)?cop(?:y|ies)\b", re.IGNORECASE)
"""What longer papers call for as well: no limit to their length."""
_LISTED = re.compile(r"\(?[a-z0-9]{1,3}[.)]\s|•")
_SHORTEST_ITEM = 3


@dataclass(frozen=True, slots=True)
class Form:
    """The letter's form. ``pages_differ`` says that several papers are limited differently, so no limit is given."""

    pages: PageLimit | None = None
    pages_differ: bool = False
    marking: str | None = None
    contents: tuple[str, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)


def form_of(about: Sequence[Sentence]) -> Form:
    """The form, from the sentences about the letter."""
    sources: dict[str, Source] = {}
    limits = _page_limits(about)
    return Form(
        _one_limit(limits, sources),
        len({limit.pages for limit, _ in limits}) > 1,
        _marking(about, sources),
        _contents(about, sources),
        sources,
    )


def _page_limits(about: Sequence[Sentence]) -> list[tuple[PageLimit, Source]]:
    return [
        found
        for sentence in about
        for pattern in (_PAGES, _LABELLED)
        for match in pattern.finditer(sentence.text)
        if (found := _page_limit(sentence, match))
    ]


def _page_limit(sentence: Sentence, match: re.Match[str]) -> tuple[PageLimit, Source] | None:
    text = sentence.text
    before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() :]
    pages = agreed_number(match)
    if pages is None or _ATTACHED.search(before) or _OF_ATTACHMENTS.match(after) or _ON_PAPER.search(after):
        return None
    if (
        not _LIMITING.search(before + match[0] + after[:20])
        and not _IN_BRACKETS.search(before)
        and not _RANGE.search(before)
        and before.strip()
        and not _HYPHENED.search(match[0])
    ):
        return None
    excludes = _EXCLUDES.search(text, match.end())
    spaced = bool(_DOUBLE_SPACED.search(text))
    limit = PageLimit(pages, excludes[1].strip() if excludes else None, double_spaced=spaced)
    return limit, sentence.source(*_around(text, match.start(), match.end()))


def _one_limit(limits: Sequence[tuple[PageLimit, Source]], sources: dict[str, Source]) -> PageLimit | None:
    """The page limit, unless papers differ in theirs."""
    if len({limit.pages for limit, _ in limits}) != 1:
        return None
    limit, source = limits[0]
    sources["page_limit"] = source
    return limit


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    limit = list(_LIMITING.finditer(text, max(0, start - 40), start))
    return (limit[0].start() if limit else start), end


def _marking(about: Sequence[Sentence], sources: dict[str, Source]) -> str | None:
    for sentence in about:
        match = _MARKED.search(sentence.text)
        if match:
            sources["letter_marking"] = sentence.source(*match.span(1))
            return match[1].strip()
    return None


def _contents(about: Sequence[Sentence], sources: dict[str, Source]) -> tuple[str, ...]:
    for index, sentence in enumerate(about):
        match = _CONTENTS.search(sentence.text)
        if not match:
            continue
        listed = list(takewhile(lambda each: _LISTED.match(each.text), about[index + 1 :]))
        items = [*_items(sentence, match.end()), *(item for later in listed for item in _items(later, 0))]
        if len(items) > 1:
            sources["letter_contents"] = sentence.source()
            return tuple(items)
    return ()


def _items(sentence: Sentence, start: int) -> list[str]:
    """The things a sentence lists from there on, in the order's own words."""
    breaks = [(start, start), *(match.span() for match in _ITEM.finditer(sentence.text, start))]
    ends = [*(begin for begin, _ in breaks[1:]), len(sentence.text)]
    items = [in_one_line(sentence.flow.words(begin, end)) for (_, begin), end in zip(breaks, ends, strict=True)]
    bare = [re.sub(r"[;,.\s]+(?:and)?[;,.\s]*$", "", item).strip() for item in items]
    return [item for item in bare if len(item) > _SHORTEST_ITEM]
