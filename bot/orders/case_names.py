"""The name of a case where one line gives it: "A v. B" in a subject, a notice, or the first words of a text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.domain.order import Source
from bot.orders.caption import Caption, assembled
from bot.orders.cleaning import Clean
from bot.orders.courts import district_names
from bot.orders.dockets import DOCKET
from bot.orders.layout import OPENING, Document
from bot.orders.parties import is_incorporated, side_of

VERSUS = re.compile(r"\s+(?:v\.|vs\.?|v(?= )|versus|-\s?against\s?-)\s+")
_INLINE = re.compile(
    r"(?:(?:^|\n[\s,-]*|\b(?:Re|RE|Case|CASE|Case [Nn]ame|Title|Matter|Caption|in|styled|captioned|entitled|"
    r"In):?[\s,-]*(?:[,-]|\s))\s*)((?:[A-Z(][^\n:;]{1,120}?)\s{1,4}(?:v\.|vs\.?|versus)\s{1,4}[A-Z(][^\n;:]{1,160})"
)
_CASE_NAME = re.compile(
    r"^[ \t]*(?i:case\s+(?:name|title|caption|style)|caption)\s*:\s*([A-Z(][^\n:;]{1,120}?\s{1,4}(?:v\.|vs\.?|"
    r"versus)\s{1,4}[A-Z(][^\n;:]{1,160})",
    re.MULTILINE,
)
_SUBJECT = re.compile(
    r"^[ \t]*(?:Subject|SUBJECT):[^\n]{0,80}?(?:[-:]|\s(?:in|re))\s+([A-Z(][^\n:;]{1,120}?\s{1,4}(?:v\.|vs\.?|"
    r"versus)\s{1,4}[A-Z(][^\n;:]{1,160})",
    re.MULTILINE,
)
_SIDE_ENDS = re.compile(
    rf",?\s+{district_names()}|"
    r",?\s+(?:U\.\s?S\.|United\s+States)\s+(?:District|Bankruptcy|Court)|,?\s+(?:No\.|Case|Civ|Docket|\d+:?\d*-|"
    r"Civil|\(|Plaintiff|Defendant|is\b|has\b|\d\d\s)|\.\s(?!et\b)|\s-{1,2}\s|"
    r",\s+(?!(?:and|et|as|an?|in|individually|by|d/b/a|a/k/a|f/k/a)\b)(?=[a-z]+\s)"
)
_ENTRY = re.compile(r"^[ \t]*(?:Re|RE|In re|Subject|SUBJECT|Case Name|Case|Matter)[:.][ \t]+(?=\S)", re.MULTILINE)
_BREAK = re.compile(r"\n[ \t]*")
_MOST_LINES = 5
"""The name of a case takes no more lines under one another than that."""
_NO_NAME = re.compile(
    r"\s*(?:Case|Civil|Civ|No|Nos|Docket|Index|Action|Our|Your|File|Motion|Letter|Request|Stipulation|Joint|Mediation|Settlement|Conference|Order|Notice|Dear|Judge|Hon|"
    r"Re|Date|To|From)\b|[^:]{0,30}:",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(r"(?:[&,-]|\b(?:and|of|the|for|v\.?|vs\.?|versus))\s*$", re.IGNORECASE)
_JOINED_ON = re.compile(r"(?:and|et al|d/b/a|a/k/a|f/k/a)\b|&\s")
_LABEL = re.compile(r"^(?:Title|Case\s+Name|Case|CASE|Re|RE|Matter|In\s+the\s+matter\s+of)\b:?\s+")
_SPOKEN_OF = re.compile(
    r"^(?:The|This|In|Our|That)\s(?:\w+\s){0,4}(?:suit|lawsuit|case|action|matter),\s+|"
    r"^To\s(?:[Aa]ll\s)?[Cc]ounsel\s(?:\w+\s){0,3}in\s|^(?:\w+\s){0,6}(?:ORDER|Order|ENTRY|Entry|NOTICE|"
    r"Notice)\s(?:in|IN)\s|^In\s(?!re\b)|^Activity\sin\sCase\s+|"
    r"^[A-Z]\w*\s(?:[\w']+\s){0,6}(?:followed|"
    r"reported\son|covered)\s"
)


def on_one_line(document: Document, spelled: frozenset[str]) -> Caption | None:
    """From a line that names the case, else from the header, else from the first sentences or the last."""
    header = document.header.rewrite(DOCKET, "\n")
    for pattern in (_CASE_NAME, _SUBJECT, _INLINE):
        if found := _named(header, pattern, spelled):
            return found
    for flow in (*(each.flow for each in (*document.sentences[:4], *document.sentences[-3:])), document.closing):
        if found := _named(flow.rewrite(DOCKET, "\n"), _INLINE, spelled):
            return replace(found, in_prose=True)
    return None


def subjects_joined(header: Clean) -> Clean:
    """The header, the lines of a subject whose name of the case goes on below it made one."""
    breaks = {place for match in _ENTRY.finditer(header.text) for place in _broken_at(header.text, match)}
    return header.rewrite(_BREAK, lambda match: " " if match.start() in breaks else match[0]) if breaks else header


def _broken_at(text: str, entry: re.Match[str]) -> Iterator[int]:
    """Where the name of a case is broken that begins beside "Re:": its lines stand under one another."""
    column = entry.end() - entry.start()
    first, *below = text[entry.start() :].split("\n", _MOST_LINES)[:_MOST_LINES]
    place, said = entry.start() + len(first), first
    for line in below:
        aligned = abs(len(line) - len(line.lstrip()) - column) <= 1
        if not line.strip() or not aligned or _NO_NAME.match(line) or not _goes_on(said, line.strip()):
            return
        yield place
        place, said = place + 1 + len(line), line if VERSUS.search(line) else f"{said} {line.strip()}"


def _goes_on(said: str, line: str) -> bool:
    """Whether a line goes on with a name: the one above is unfinished, or this one brings what that one lacks."""
    told = VERSUS.search(said)
    lacks_end = told is not None and not is_incorporated(said.strip()) and not VERSUS.search(line)
    return (
        _UNFINISHED.search(said) is not None
        or (told is None and VERSUS.search(f" {line} ") is not None)
        or (lacks_end and (is_incorporated(line) or _JOINED_ON.match(line) is not None))
    )


def _named(part: Clean, pattern: re.Pattern[str], spelled: frozenset[str]) -> Caption | None:
    match = pattern.search(part.text)
    sides = VERSUS.split(match[1], maxsplit=1) if match else []
    if match is None or len(sides) != 2:  # noqa: PLR2004 - two sides
        return None
    right = _SIDE_ENDS.split(sides[1], maxsplit=1)[0]
    end = match.start(1) + match[1].index(sides[1], len(sides[0])) + len(right)
    source = Source(part.words(match.start(1), end), OPENING)
    left, far = (side_of(each, source, spelled) for each in (_SPOKEN_OF.sub("", _LABEL.sub("", sides[0])), right))
    return assembled(left, far) if left and far else None
