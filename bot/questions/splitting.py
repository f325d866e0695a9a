"""One message, several questions: where each begins, and what is only said around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

MOST = 3
"""Questions answered in one message."""
ITEM = 4
ANNOUNCED_ITEM = 6
"""Words at most in an item of a list, and of one that a colon announces."""
LONG = 16
"""Words of a question from which on what leads into it is only said around it."""
SHORTEST = 3
"""Words at least in what is asked after a lead-in."""
POINT = "•"
"""Marks a numbered point of a message that has several."""

_ASKING = (
    "what when where who whom whose which why how whether do does did is are was were can could may might must shall "
    "should will would has have had what's when's where's who's how's whats whens wheres whos isn't aren't doesn't "
    "don't didn't hasn't haven't won't can't shouldn't any wat wen whn shud cn"
)
_ASKS = f"(?:{'|'.join(_ASKING.split())})"
_LEADS = (
    "and|also|but|so|ok|okay|or|then|plus|hi|hey|hello|please|pls|first|second|secondly|third|finally|lastly|next|oh|"
    "well|um|quick one|question|another thing|one more|parley|@parley"
)
_REQUESTS = (
    "tell|give|show|list|explain|summari[sz]e|confirm|quote|remind|walk|send|read|describe|clarify|let me know|advise|"
    "state|set out|enumerate"
)
_WONDERS = (
    "wondering|want to know|need to know|like to know|tell me|not sure|unsure|trying to (?:figure|work) out|"
    "can't remember|question is|asking|curious|confirm|does anyone know|know (?:if|whether|when|how|what|who)|"
    r"(?:need|want|put|note)\b[^,;]{0,40}\bis (?:if|whether|when|how|what|who|where)|"
    r"(?:i|we)(?:'d| would)? (?:need|want|like) (?:the|your|our)"
)
_SHORTENED = (
    r"mr|mrs|ms|dr|no|nos|p|pp|pg|u\.s|s\.d\.n\.y|vs?|ex|exs|exh|conf|mag|atty|hon|inc|co|st|ltd|jr|e\.g|i\.e|a\.m|"
    r"p\.m|am|ord|adj|para|sec|fed|civ|r|dep|sett|etc"
)

_SENTENCE_END = re.compile(
    r"(?<=[?!])\s+|(?<=[a-z0-9)\]\"'])[.;]\s+(?=[A-Za-z0-9\"'(])|\n+|\s+-{1,2}\s+(?!(?:\S+\s*){1,3}\?)|(?<=[?!])(?=[A-Z])"
)
_NUMBERED = re.compile(r"(?:(?<=\s)|^)\(?(?:\d|[a-d]|i{1,3}|iv)[).:]\s+(?=[a-zA-Z])")
_ABBREVIATION = re.compile(rf"\b(?:{_SHORTENED})\.$", re.IGNORECASE)
_OPENS = re.compile(rf"^\W*(?:(?:{_LEADS})\W+)*{_ASKS}\b", re.IGNORECASE)
_REQUEST = re.compile(
    rf"^\W*(?:(?:and|also|but|so|please|pls|hi|hey|kindly|just|can you|could you)\W+)*(?:{_REQUESTS})\b", re.IGNORECASE
)
_ASKS_LATER = re.compile(
    r",\s+(?:(?:and|but|so|or)\s+)?(?:(?:what|when|where|how)\b[^,]{0,20}\b(?:is|are|was|were|do|does|did|can|may|must|should)"
    r"|(?:do|does|can|may|must|should)\s+(?:we|i|they|he|she|it|you|the))\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"^\W*(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|lastly)\s*[,:]", re.IGNORECASE)
_WONDER = re.compile(rf"\b(?:{_WONDERS})\b|\bwhether\b", re.IGNORECASE)
_JOINED = re.compile(
    r"(?:,|;|\s-)?\s+(?:and|&|\+|also|plus|but|as well as|and also)\s*,?\s+"
    rf"(?=(?:(?:by|for|in|at|to|on|then)\s+|if so,?\s+|if not,?\s+)?{_ASKS}\b(?!\s+(?:be|so|that)\b))"
    r"|,\s+(?=(?:what|when|where|who|which|how)\b)"
    r"|,\s+(?=(?:do|does|is|are|can|may|must|should|will)\s+(?:we|they|i|he|she|it|you|the|both|each|our|my)\b)",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^.*\b(?:(?:could|can|would|will) (?:you|someone|anyone) (?:please )?(?:tell me|confirm|say|remind me|let me know)"
    r"|(?:need|want|like|trying) to (?:know|find out|confirm|figure out|work out)|(?:need|want)\b[^,;]{0,40}\bis"
    r"|question is|wondering)\b[\s,:-]*",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(rf"^\W*(?:(?:{_LEADS})\W+)*(?:please )?(?:{_REQUESTS})(?: me| us)?\W*$", re.IGNORECASE)
"""A request without what is requested: "remind me"."""
_ITEM_FIRST = re.compile(rf"^\W*(?:[\w'-]+\s+){{1,{ITEM}}}(?:and|&|\+|plus)\s+{_ASKS}\b", re.IGNORECASE)
"""An item named before a question, as in "page limit and when is it due"."""
_COUNTED = re.compile(
    r"\b(?:two|three|four|[2-4]|few|couple of|some) (?:quick )?(?:things|questions|qs|points|items)\b", re.IGNORECASE
)
"""What only announces a list, and is no part of its items."""
_LISTED = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|&|\+)\s+")


_SEAM = re.compile(r"\s*(?:,|\+|&|\b(?:and|or|plus)\b)(?:\s*\b(?:and|or|also|then)\b)*\s*", re.IGNORECASE)
_ASKS_FROM_HERE = re.compile(rf"(?:(?:by|for|in|at|to|on|from)\s+)?{_ASKS}\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"^\W*(?:if|when|since|because|as|once|after|before|unless|although|though|while)\b", re.IGNORECASE
)


_ENUMERATED = re.compile(r"\s*[,;]\s*(?:(?:and|or|plus|also)\s+)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A question within a message. ``context`` is what was said before it that is not itself a question."""

    words: str
    context: str = ""


def split(message: str) -> list[Part]:
    """The questions of a message in their order; a message that asks nothing is one part."""
    parts: list[Part] = []
    around: list[str] = []
    found = sentences(message)
    lead = ""
    for whole, after in zip_longest(found, found[1:], fillvalue=""):
        head, sentence = _announced(whole)
        around.extend(filter(None, (head,)))
        if sentence.startswith(POINT):
            parts.append(Part(f"{lead} {sentence.strip(f'{POINT} ')}".strip(), " ".join(around)))
        elif asks(sentence) and not _introduces(sentence, after):
            parts.extend(_led_into(clause, " ".join(around)) for clause in _clauses(sentence))
        else:
            lead = sentence if _OPENS.match(sentence) else ""
            around.append(sentence)
    return parts or [Part(message.strip())]


def clipped(message: str) -> list[str]:
    """The items of a list in a message that does not even ask, such as "date, judge, page limit. thanks"."""
    return [item for sentence in sentences(message) if not asks(sentence) for item in _items(sentence)]


def seams(words: str) -> Iterator[tuple[str, str]]:
    """Where a question may be two after all, such as "page limit, and does the client attend": what is on each side."""
    if len(words.split()) > LONG or _CONDITION.match(words):
        return
    for match in _SEAM.finditer(words):
        one, other = words[: match.start()], words[match.end() :]
        if one.split() and (_ASKS_FROM_HERE.match(other) or 0 < len(other.split()) < SHORTEST):
            yield one, other


def enumerated(words: str) -> list[str]:
    """What commas and semicolons set apart, from behind a colon if there is one."""
    head, colon, rest = words.partition(": ")
    return [each for each in _ENUMERATED.split(rest if colon else head) if each.strip(" ?.")]


def sentences(message: str) -> list[str]:
    """The sentences of a message, lines and numbered points included."""
    found: list[str] = []
    several = len(_NUMBERED.findall(message)) > 1
    pointed = _NUMBERED.sub(f"\n{POINT} " if several else "\n", message)
    for piece in filter(None, (each.strip() for each in _SENTENCE_END.split(pointed))):
        if found and _ABBREVIATION.search(f"{found[-1]}."):
            found[-1] = f"{found[-1]}. {piece}"
        else:
            found.append(piece)
    return found


def asks(sentence: str) -> bool:
    """Whether a sentence asks something, by its mark, its first word or its verb."""
    patterns = (_OPENS.match, _REQUEST.match, _COUNTS.match, _WONDER.search, _ASKS_LATER.search)
    return "?" in sentence or any(found(sentence) for found in patterns)


def _announced(sentence: str) -> tuple[str, str]:
    """What announces a question and its colon, and the question: "Two things: who attends, and when is it"."""
    head, colon, rest = sentence.partition(": ")
    several = colon and _OPENS.match(rest) and not asks(head) and len(_clauses(rest)) > 1
    return (head, rest) if several else ("", sentence)


def _introduces(sentence: str, after: str) -> bool:
    """Whether a sentence asks nothing itself but leads into numbered points."""
    return after.startswith(POINT) and "?" not in sentence


def _led_into(clause: str, around: str) -> Part:
    """A long question without what leads into it, which is kept as said around it."""
    match = _LEAD_IN.match(clause)
    if match is None or len(clause.split()) < LONG or len(clause[match.end() :].split()) < SHORTEST:
        return Part(clause, around)
    return Part(clause[match.end() :], f"{around} {match[0]}".strip())


def _clauses(sentence: str) -> list[str]:
    listed = list(_items(sentence))
    if listed:
        return listed
    joined: list[str] = []
    asking = False
    for clause in (each.strip(" ,") for each in _JOINED.split(sentence) if each and each.strip(" ,?")):
        own = bool(asks(clause) or _OPENS.match(clause))
        before = joined[-1] if joined else ""
        if before and not (own and (asking or _ITEM_FIRST.match(sentence))):
            joined[-1] = f"{before}, {clause}"
            asking |= own
        else:
            if before and _BARE.match(before):
                joined.pop()
            joined.append(clause)
            asking = asks(clause)
    return joined


def _items(sentence: str) -> Iterator[str]:
    """The items of a clipped list, such as "letter: due date, address, page limit?", each with the list's head."""
    head, colon, rest = sentence.partition(":")
    items = _LISTED.split((rest if colon else sentence).strip(" ?.!"))
    short = all(0 < len(item.split()) <= (ANNOUNCED_ITEM if colon else ITEM) for item in items)
    if short and len(items) > (1 if colon else 2) and len(head.split()) <= 2 * ITEM:
        yield from (f"{head} {item}" if colon and not _COUNTED.search(head) else item for item in items)
