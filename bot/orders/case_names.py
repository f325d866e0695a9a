"""The name of a case where one line gives it: "A v. B" in a subject, a notice, or the first words of a text."""

import re
from dataclasses import replace

from bot.domain.order import Source
from bot.orders.caption import Caption, assembled
from bot.orders.cleaning import Clean
from bot.orders.courts import district_names
from bot.orders.dockets import DOCKET
from bot.orders.layout import OPENING, Document
from bot.orders.parties import side_of

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
