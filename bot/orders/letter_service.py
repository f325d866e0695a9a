"""Who sees the letter: the court alone, every party, or a shared and a private part."""

import re
from collections.abc import Sequence

from bot.domain.order import LetterService, Source
from bot.orders.layout import Sentence

_PAPERS = r"(?:letters?|statements?|memorand\w+|submissions?|briefs?)"
_COURT = r"(?:court|chambers|(?:settlement\s+)?judge|magistrate(?:\s+judge)?|undersigned)"
_OTHERS = (
    r"(?:(?:the|all|each|every|any|its|his|her|their|your)\s+){0,2}"
    r"(?:other|opposing|adversary|adversaries|adverse|counsel|parties|opponents?|plaintiffs?|defendants?|"
    r"one\s+another)\b"
)
_GIVEN = r"(?:e-?mailed|mailed|sent|provided|given|delivered|furnished|transmitted|copied|served|forwarded|shown)"
AS_SERVED = (
    r"\b(?:on\s+the\s+(?:same\s+)?da(?:y|te)|at\s+the\s+(?:same\s+)?time|when|as\s+soon\s+as)\b[^.;]{0,20}?\b"
    r"(?:it|they|each|the\s+letters?)\s+(?:is|are)\s+(?:served|exchanged)\b"
)
"""The court gets the paper when the other side does, so on a day for each side."""
_SHARED = re.compile(
    "|".join(
        (
            r"(?<!not )(?<!not be )\b(?:is|are|be)\s+shared\s+with\b",
            r"\b(?:shall|must|should|will|are\s+to|is\s+to)\s+(?:also\s+)?(?:be\s+)?(?:exchanged?|served?)\b",
            rf"\bserv(?:e|ed|ing|es)\s+(?:[\w-]+\s+){{0,6}}?(?:on|upon)\s+{_OTHERS}",
            r"\bserve\s+(?:it|them|each|all)\b",
            r"(?<!not )(?<!nor )(?<!or )\bto\s+be\s+(?:served|exchanged)\b",
            r"\bto\s+the\s+Court\s+and\s+(?:to\s+)?(?:all\s+)?(?:\w+\s+)?counsel\b",
            r"\band\s+to\s+(?:the\s+|all\s+|each\s+)?(?:other|opposing)\s+(?:part(?:y|ies)|counsel|sides?)\b",
            r"\band\s+(?:to|on|upon)\s+(?:all|each|every)\s+(?:other\s+)?(?:counsel|part(?:y|ies))\b",
            r"\bcop(?:y|ies)\s+to\s+(?:one\s+another|each\s+other)",
            rf"\bexchange\w*\b(?:\s+[\w-]+){{0,6}}\s+{_PAPERS}",
            rf"\b{_PAPERS},?\s+as\s+exchanged\b|\b(?:to|must|shall)\s+be\s+exchanged\s+(?:with|between|among)\b",
            rf"\bcop(?:y|ies|ying)\s+(?:[\w-]+\s+){{0,7}}?(?:to|on|upon)\s+{_OTHERS}",
            rf"\b{_GIVEN}\s+(?:at\s+the\s+same\s+time\s+)?(?:to|on|upon)\s+{_OTHERS}",
            rf"\b(?:with\s+(?:a\s+)?)?cop(?:y|ies)\s+to\s+{_OTHERS}|\bcop(?:y|ying)\s+{_OTHERS}",
            rf"\b(?:counsel|plaintiff)\b[^.;]{{0,40}}\bboth\s+{_PAPERS}\b",
            AS_SERVED,
        )
    ),
    re.IGNORECASE,
)
_NOT_SHARED = re.compile(
    "|".join(
        (
            (
                r"\b(?:not(?!\s+(?:to\s+)?(?:be\s+)?(?:exceed|more|longer|later|less|greater))|neither|never|nor|"
                r"without(?!\s+\S+\s+[^\s,]+,)|need\s+not|no\s+need\s+to|not\s+necessary\s+to)\b"
                r"(?:\s+(?!(?:I|but)\b)\S+){0,8}?\s+"
                r"(?:serv\w+|exchang\w+|trad\w+|shar\w+|disclos\w+|provid\w+|given|copie[ds]|cop(?:y|ying)|sent|shown?|"
                r"furnish\w*|"
                r"circulat\w+|seen?|read)\b"
            ),
            r"\b(?:shall|must|will|should|may|is|are)\s+not(?=\s*[.;])",
            r"\bex[- ]parte\b|\bin\s+camera\b|\bno\s+cop(?:y|ies)\s+(?:to|is|are|shall|should|will|goes?|may|need)\b",
            r"\b(?:Court|judge|chambers)(?:'s)?\s+(?:eyes|review|use)\s+only",
            r"\bfor\s+the\s+court(?:'s)?\s+(?:(?:\w+\s+)?only|eyes)|\bfor\s+my\s+(?:own\s+)?(?:eyes|review|use)\b",
            r"\b(?:kept|withheld)\s+from\s+(?:the\s+|all\s+)?(?:other|opposing)\b",
            rf"\bfor\s+the\s+eyes\s+of\s+(?:the\s+)?{_COURT}",
            r"\bto\s+\S{3,60}@\S{4,60}\s+(?:only|alone)\b|\bonly\s+to\s+\S{3,60}@",
            rf"\bonly\s+(?:to|by)\s+(?:the\s+)?{_COURT}",
            rf"\b(?:to|by|for)\s+(?:(?:the|my|his|her)\s+)?(?:{_COURT}|me)\s+(?:alone|only)\b",
            r"\bno\s+other\s+part(?:y|ies)\s+(?:will|shall|is\s+to|are\s+to)\s+(?:see|receive|get|read)\b",
            r"\b(?:seen|read|viewed|reviewed)\s+by\b[^.;]{0,40}\b(?:alone|only)\b|\bshown\s+to\s+(?:no\s+one|nobody)\b",
            r"\b(?:viewed|read|seen|reviewed)\s+only\s+by\s+the\s+(?:court|undersigned|judge|magistrate)",
            (
                r"\b(?:submitted|sent|provided|held|kept|received|given|remain\w*)\b[^.;]{0,40}(?:@\S{4,60})?"
                r"[^.;]{0,10}\bin\s+confidence\b"
            ),
            rf"\b{_PAPERS}\s+(?:is|are|remain\w*|will\s+be)\s+(?:kept\s+)?private\b",
            r"\bconfidential\s+to\s+(?:the\s+)?(?:court|chambers|judge)\b",
            r"\bto\s+(?:nobody|no\s+one)\s+else\b|\bno\s+one\s+else\s+(?:sees|will\s+see|is\s+to\s+see)\b",
            r"\b(?:by|to)\s+(?:no\s+one|nobody)\s+(?:but|except|other\s+than)\b",
            r"\bshow\w*\s+(?:it|them)\s+to\s+(?:no\s+one|nobody)\b",
            r"\bmay\s+not\s+be\s+(?:shared|served|disclosed)",
            (
                r"\b(?:side|part(?:y|ies)|counsel|adversary)\s+(?:does|do|will|is|are|shall|must|"
                r"should)\s+not\s+(?:to\s+)?"
                r"(?:be\s+)?(?:get|receive|see|given|sent|copied|shown)\b"
            ),
            (
                r"\bnot\b(?:\s+\S+){0,3}?\s+(?:send|e-?mail|mail|copy)\b(?:\s+\S+){0,4}?\s+"
                r"(?:other\s+(?:side|part)|one\s+another|each\s+other|opposing|adversar)"
            ),
        )
    ),
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"\([^()]{0,200}\)|,\s+unlike\s[^,;.]{3,60},|\b(?:by|at|on)\s+the\s+(?:same\s+)?(?:time|da(?:y|"
    r"te))\s+(?:that\s+)?(?:the|its|"
    r"their|each)\s+(?:\w+\s+)?(?:letters?|statements?|submissions?)\s+(?:is|are)\s+due\b",
    re.IGNORECASE,
)
"""Words that name a paper and do not speak of it."""
_THING = re.compile(
    rf"\b(?:(?P<other>demands?|(?:counter-?)?offers?|responses?|lists?|forms?|orders?|requests?|calculations?|"
    rf"computations?|itemizations?)|{_PAPERS}|(?:part|section|portion)\s+(?:[A-Z]|one|two|1|2))\b(?!\s+(?:demand|"
    rf"offer|list)s?\b)",
    re.IGNORECASE,
)
"""What may be sent, among it things that are not the paper."""
_PASSIVE = re.compile(r"\bbe\b|\b(?:is|are|cop(?:y|ies))\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[;:]|,\s+(?:and|but)\s+(?:shall|must|will|the|each|no)\b")
_KEPT = re.compile(
    r"(?<!\bno )\b(?:separate|additional|further)\s+(?:confidential|private)\s+(?:letter|statement|memorandum|"
    r"submission|information)|\b(?:sealed|private|confidential|ex\s+parte)\s+(?:\w+\s+){0,2}?(?:addend(?:um|a)|supplements?|"
    r"portions?|appendi(?:x|ces)|annex(?:es)?|parts?)\b|"
    r"(?<!non-)\bconfidential\s+(?:\w+\s+){0,3}(?:statement|letter|memorandum|brief|"
    r"submission)s?\b(?=.{0,60}\b(?:to|with)\s+(?:the\s+)?(?:court|chambers|judge|undersigned|magistrate))",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\bno\s+(?:\w+\s+)?ex\s+parte\b|\bex\s+parte\s+\w+\s+(?:will|shall|are|may|is)\s+not\b|"
    r"\bnot\s+(?:accept|consider|receive|permit|allow)\w*\s+(?:any\s+)?ex\s+parte\b",
    re.IGNORECASE,
)
_NEAR = 12


def service_of(about: Sequence[Sentence], sources: dict[str, Source]) -> LetterService | None:
    """What the sentences about the letter say of it, or ``None``; the words go into ``sources``."""
    private, shared = None, None
    for sentence in about:
        held_back = [] if _REFUSED.search(sentence.text) else [m.span() for m in _NOT_SHARED.finditer(sentence.text)]
        if held_back and private is None:
            private = sentence.source(*held_back[0])
        plain = ASIDE.sub(lambda match: " " * len(match[0]), sentence.text)
        for given in _SHARED.finditer(sentence.text):
            denied = any(start < given.end() + _NEAR and given.start() - _NEAR < end for start, end in held_back)
            if shared is None and not denied and _of_the_paper(plain, given):
                shared = sentence.source(*given.span())
    if shared and not private:
        private = next((each.source(*match.span()) for each in about if (match := _KEPT.search(each.text))), None)
    if private and shared:
        sources["letter_served"] = shared
        return LetterService.MIXED
    if private or shared:
        sources["letter_served"] = private or shared or Source("", "")
        return LetterService.EX_PARTE if private else LetterService.SERVED
    return None


def _of_the_paper(text: str, given: re.Match[str]) -> bool:
    """Whether it is the paper that is given, and not a demand or a list named nearer the verb."""
    after = _CLAUSE_END.split(text[given.end() :], maxsplit=1)[0]
    follows = None if _PASSIVE.search(given[0]) else _THING.search(given[0] + after)
    named = follows or next(reversed(list(_THING.finditer(text, 0, given.start()))), None)
    return named is None or not named["other"]
