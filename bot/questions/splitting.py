"""One message, several questions: where each begins, and what is only said around them."""

import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(
    r"(?<=[?!])\s+|(?<=[a-z0-9)\]\"'])[.;]\s+(?=[A-Za-z0-9\"'(])|\n+|\s+-{1,2}\s+|(?<=[?!])(?=[A-Z])"
)
_NUMBERED = re.compile(r"(?:(?<=\s)|^)\(?(?:\d|[a-d]|i{1,3}|iv)[).:]\s+(?=[a-zA-Z])")
_ABBREVIATION = re.compile(
    r"\b(?:mr|mrs|ms|dr|no|nos|p|pp|pg|u\.s|s\.d\.n\.y|vs?|ex|exs|exh|conf|mag|atty|hon|inc|co|st|ltd|jr|e\.g|i\.e|a\.m|p\.m|am|ord|adj|para|sec|fed|civ|r|dep|sett|etc)\.$",
    re.IGNORECASE,
)
_ASKS = (
    r"(?:what|when|where|who|whom|whose|which|why|how|whether|do|does|did|is|are|was|were|can|could|may|might|must|shall|should|will|would|has|have|had|"
    r"what's|when's|where's|who's|how's|whats|whens|wheres|whos|isn't|aren't|doesn't|don't|didn't|hasn't|haven't|won't|can't|shouldn't|any|"
    r"wat|wen|whn|shud|cn)"
)
_OPENS = re.compile(
    rf"^\W*(?:(?:and|also|but|so|ok|okay|or|then|plus|hi|hey|hello|please|pls|second|secondly|third|finally|lastly|next|oh|well|um|quick one|question|another thing|one more|parley|@parley)\W+)*{_ASKS}\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"^\W*(?:(?:and|also|but|so|please|pls|hi|hey|kindly|just|can you|could you)\W+)*(?:tell|give|show|list|explain|summari[sz]e|confirm|quote|remind|walk|send|read|describe|clarify|let me know|advise|state|set out|enumerate|remind me)\b",
    re.IGNORECASE,
)
_WONDER = re.compile(
    r"\b(?:wondering|want to know|need to know|like to know|tell me|not sure|unsure|trying to (?:figure|work) out|can't remember|question is|asking|curious|confirm|does anyone know|know (?:if|whether|when|how|what|who))\b|\bwhether\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    rf"(?:,|;|\s-)?\s+(?:and|also|plus|but|as well as|and also)\s*,?\s+(?=(?:by\s+|for\s+|in\s+|at\s+|to\s+|on\s+|if so,?\s+|if not,?\s+|then\s+)?(?:{_ASKS})\b(?!\s+(?:be|so|that)\b))|,\s+(?=(?:what|when|where|who|which|how)\b)",
    re.IGNORECASE,
)
_SHARED_VERB = re.compile(r"^\W*\w+\W*$")
MOST = 3
"""Questions answered in one message."""


@dataclass(frozen=True, slots=True)
class Part:
    """A question within a message. ``context`` is what was said before it that is not itself a question."""

    words: str
    context: str = ""


def sentences(message: str) -> list[str]:
    """The sentences of a message, lines and numbered points included."""
    message = _NUMBERED.sub("\n", message)
    found: list[str] = []
    for piece in _SENTENCE_END.split(message):
        piece = piece.strip()
        if not piece:
            continue
        if found and _ABBREVIATION.search(found[-1] + "."):
            found[-1] = f"{found[-1]}. {piece}"
        else:
            found.append(piece)
    return found


def asks(sentence: str) -> bool:
    """Whether a sentence asks something, by its mark, its first word or its verb."""
    return "?" in sentence or bool(_OPENS.match(sentence) or _REQUEST.match(sentence) or _WONDER.search(sentence))


def split(message: str) -> list[Part]:
    """The questions of a message in their order; a message that asks nothing is one part."""
    parts: list[Part] = []
    around: list[str] = []
    for sentence in sentences(message):
        if asks(sentence):
            for clause in _clauses(sentence):
                parts.append(Part(clause, " ".join(around)))
        else:
            around.append(sentence)
    if not parts:
        return [Part(message.strip())]
    return parts


def _clauses(sentence: str) -> list[str]:
    clauses = [clause.strip(" ,") for clause in _JOINED.split(sentence) if clause and clause.strip(" ,?")]
    joined: list[str] = []
    for clause in clauses:
        if joined and not asks(clause) and not _OPENS.match(clause):
            joined[-1] = f"{joined[-1]}, {clause}"
        elif joined and not asks(joined[-1]):
            joined[-1] = f"{joined[-1]}, {clause}"
        else:
            joined.append(clause)
    return joined
