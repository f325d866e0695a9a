"""What sort of meeting a sentence speaks of."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache


class Noun(Enum):
    """What sort of meeting a sentence speaks of."""

    SETTLEMENT = auto()
    OTHER = auto()
    PRE_CALL = auto()
    PLAIN = auto()


_NOUNS = (
    (
        Noun.PRE_CALL,
        (
            r"pre-?\s?(?:settlement[- ])?conference\s+(?:\w+\s+){0,2}?(?:call|conference|teleconference|telephone|"
            r"phone|meeting|discussion)|pre-?settlement[- ](?:conference\s+)?(?:\w+\s+){0,2}?(?:call|conference|"
            r"teleconference)|(?:scheduling|planning|preparatory|preliminary)\s+(?:\w+\s+)?(?:tele)?(?:call|"
            r"phone\s+call|conference\s+call)|pre-?settlement\s+call|pre-?hearing\s+(?:\w+\s+){0,2}?(?:call|"
            r"(?:tele)?conference)|(?:attorneys?|counsel|lawyers?)[- ]only\s+(?:\w+\s+){0,2}?(?:call|"
            r"(?:tele)?conference)|"
            r"(?:brief|short|quick|introductory|informal|separate|private|ex\s+parte|joint)\s+"
            r"(?:(?!settlement)[\w-]+\s+){0,2}?calls?\b|\bcalls?\s+with\s+(?:all\s+|each\s+|lead\s+|trial\s+){0,2}"
            r"(?:counsel|side|lawyer)|"
            r"(?<!by )(?<!via )(?<!over )\b(?:tele)?phone\s+call\b"
        ),
    ),
    (
        Noun.SETTLEMENT,
        (
            r"settlement\s+(?:and\s+\w+\s+)?(?:video|tele|phone|telephone)?\s?-?(?:conference|conf\.|meeting|"
            r"session|proceeding|call)s?|judicial\s+settlement|"
            r"conference\s+(?:for\s+(?:the\s+)?purposes?\s+of\s+(?:discussing\s+)?|to\s+(?:discuss|explore)\s+|"
            r"regarding\s+)settlement"
        ),
    ),
    (
        Noun.OTHER,
        (
            r"(?:initial|case[- ]management|status|pre-?trial|pre-?motion|scheduling|rule\s+16(?:\([a-z]\))?|"
            r"discovery|final|compliance|trial\s+readiness|post-?settlement|show[- ]cause|evidentiary|docket|"
            r"planning)(?:[\s,/-]+(?:(?!settlement\b)\w+[\s-]+){0,3}?)(?:tele)?(?:conference|hearing|call)|"
            r"(?:tele)?conference\s+(?:re:?|regarding|concerning|about|on)\s+(?:the\s+)?(?:status|discovery|"
            r"schedul\w+|trial|"
            r"motions?)\b|\bcase\s+management\s+conference|\btrial\b|\b(?:oral\s+)?argument\b|\bhearing\b|"
            r"\bmediation\b|"
            r"\bdeposition|\bdiscovery\s+(?:shall|must|is|will|closes|deadline|cut-?off)|\bdeadlines?\s+for\b|"
            r"\bmotion(?:s)?\b|\binspection\b|"
            r"\barbitration\b"
        ),
    ),
    (
        Noun.PLAIN,
        r"(?:\b(?:the|this|said|such|that|a|video|telephone|in-person)\s*-?)?\bconference\b(?!\s+re\b)",
    ),
)
_NOUN = re.compile("|".join(f"(?P<{noun.name}>{pattern})" for noun, pattern in _NOUNS), re.IGNORECASE)


@lru_cache(maxsize=512)
def nouns(text: str) -> Sequence[tuple[int, Noun]]:
    """The meetings a sentence speaks of and where."""
    return [(match.start(), Noun[match.lastgroup or "PLAIN"]) for match in _NOUN.finditer(text)]
