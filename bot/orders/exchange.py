"""The exchange of demand and response before the conference."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.domain.order import Anchor, ConditionalRule, DayCount, Direction, NamedDay, Source
from bot.orders.clauses import Clause, clauses
from bot.orders.dates import dates
from bot.orders.labels import is_row
from bot.orders.layout import Document, Sentence
from bot.orders.periods import Due

_DEMAND = re.compile(
    r"(?<!counter-)(?<!document )(?<!discovery )(?<!jury )\bdemands?\b(?!\s+for\s+(?:an?\s+)?(?:jury|trial|"
    r"arbitration|production|"
    r"documents?|inspection))|\bplaintiff(?:'?s'?|\(s\))?\s+(?:\w+\s+){0,5}(?:proposal|opening\s+offer|"
    r"settlement\s+offer)|\bsettlement\s+proposals?\b|\bwhat\s+(?:he|she|it|they)\s+(?:(?:would|will)\s+(?:accept|take)|wants?|seeks)\b",
    re.IGNORECASE,
)
_RESPONSE = re.compile(
    r"\b(?:respond(?!ents?\b)\w*|(?:write|writes|writing)\s+back|respons(?:e|es|ive)|answering\s+letter|reply|answer(?:s|ed)?\s+(?:it|that|"
    r"the\s+demand|"
    r"in\s+writing|any|by|within|"
    r"is\s+due)|"
    r"(?:shall|must|will|to)\s+answer|(?:its|his|her|their|an)\s+answer|\bthe\s+answer\s+(?:is|shall|must|to)\b|"
    r"(?:must|shall|will|may|to|a|its|their|written)\s+counter\b|counter-?offers?|counter-?proposals?|"
    r"counter-?demands?)\b|"
    r"(?<!to )(?<!on )(?<!upon )(?<!with )(?<!to the )(?<!on the )(?<!upon the )"
    r"\bdefendants?(?:'?s'?|\(s\))?\s+(?:\w+\s+){0,5}(?:offer|proposal)",
    re.IGNORECASE,
)
_MAKING = re.compile(
    r"\b(?:communicat\w+|forward\w*|ma[kd]es?|making|serv\w+|send\w*|sent|provid\w+|submit\w*|transmit\w*|convey\w*|"
    r"deliver\w*|present\w*|tender\w*|exchang\w*|extend\w*|e-?mail\w*|mail\w*|writ(?:e|es|ing)|put\w*|respond\w*|"
    r"respons\w+|reply|answer|"
    r"counter|notif\w+|inform|advis\w+|relay|furnish\w*|shar(?:e|es|ing)|disclos\w+|propound\w*|announce|"
    r"circulat\w+|in\s+(?:\w+'?s?'?\s+){1,4}hands|"
    r"written\s+(?:demand|offer|response)\s+by|due|follow|answer\w*|issue\w*|give\w*)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\bif\b.{0,80}\b(?:not|no)\b.{0,20}\b(?:already|yet|previously)\b|\bif\s+(?:it|they|he|she|"
    r"the\s+\w+)?\s*(?:has|have)\s+not\b|\bto\s+the\s+extent\b.{0,60}\bnot\s+(?:already|yet|previously)|"
    r"\bunless\b.{0,60}\balready\b|\bif\s+(?:none|no\s+demand)\b|\bwho\s+has\s+not\s+(?:already|yet)|"
    r"\bif\s+not\s+(?:already|previously)|\bhas\s+not\s+(?:already|yet|previously)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(
    r"\b(?:(?<!demand )(?<!responsive )(?<!response )(?<!responding )(?<!answering )letters?|"
    r"statements?(?!\s+of\s+claim)|"
    r"submissions?|"
    r"memorand\w+)\b.{0,60}\b(?:shall|should|must|include|contain|describe|set\s+forth|state|history|prior|any|"
    r"summary|regarding)\b.{0,160}$",
    re.IGNORECASE,
)
_PLEADING = re.compile(
    r"\bmotions?\b|\bexperts?\b|\breports?\b|\bin\s+limine\b|\bcomplaint\b|\bdiscovery\b|\binterrogator", re.IGNORECASE
)
_OF_DISCOVERY = re.compile(r"\b(?:document|discovery|jury)\s+(?:demands?|requests?)\b", re.IGNORECASE)
_OF_SETTLEMENT = re.compile(r"\b(?:settle\w*|offers?|proposals?)\b", re.IGNORECASE)
_BARGAINING = re.compile(r"\b(?:demands?|offers?|counter|settle\w*|proposal)", re.IGNORECASE)
_AFTER_A_DEMAND = (Anchor.DEMAND, Anchor.DEMAND_RECEIVED, Anchor.THEREAFTER)
_OFFER = re.compile(r"\boffers?\b", re.IGNORECASE)
_PARTY = re.compile(r"\b(?:plaintiff|defendant|defense\s+counsel|petitioner|respondent)", re.IGNORECASE)
_ACTING = re.compile(
    r"\b(plaintiff|defendant|claimant|petitioner|respondent|defense(?=\s+counsel))(?:s|'s|"
    r"\(s\))?(?:'?s?'?\s+counsel)?,?\s+(?:(?:who|which|in\s+turn|then)\s+){0,2}(?:must|shall|will|"
    r"should|is\s+to|are\s+to|may)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:(?<!demand )(?<!responsive )(?<!response )(?<!responding )(?<!answering )letters?(?!\s+offer|"
    r"\s+of\s+demand|[^.;,]{0,40}\s(?:with|"
    r"containing|setting\s+forth|stating|making|conveying)\b)|"
    r"statements?(?!\s+of\s+(?:claims?|damages)\b)|memorand\w+|submissions?|forms?|lists?|call|confer)\b",
    re.IGNORECASE,
)
_ITS_OWN = re.compile(r"\b(plaintiff|defendant)(?:'s|s'|s|\(s\)'s)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
"""Before an offer: the side it is said to be of."""
_AT_WHICH = re.compile(r"\b(?:at|during|in)\s+which\b|,?\s+where\s+(?:the|they|each)\b", re.IGNORECASE)
"""After a meeting: what is only spoken of there."""
_DOES_SO = re.compile(
    r"(?:He|She|It|They|(?:The\s+)?(?:[Pp]laintiffs?|[Dd]efendants?)|[Cc]ounsel|That\s+\w+|This)\s+(?:must|shall|will|should|is\s+to|"
    r"are\s+to)\s+(?:do\s+(?:so|this|that)|be\s+done)\b"
)
"""When what the sentence before commands is due."""
_TO_A_PARTY = re.compile(
    r"\b(?:to|on|upon|with|for|provide|give|send|serve|furnish|tender|offer|make)\s+(?:(?:the|each|all|any|every|"
    r"such|said|"
    r"counsel\s+for|of)\s+)*$",
    re.IGNORECASE,
)
"""Before a party to whom something is given."""
_LETTER_THAT_HOLDS = re.compile(
    r"\bletters?,?\s+(?:including|containing|with|setting\s+(?:forth|out)|which\s+(?:shall|must|will|is\s+to)\s+"
    r"(?:include|contain|set\s+forth|state)|that\s+(?:includes|contains|sets\s+forth|states))\s+(?:(?:an?|its|his|her|"
    r"their|the)\s+)?(?:[\w-]+\s+){0,3}(?:(?P<demand>demand)|(?P<response>offer|response|counter-?offer|reply))\b"
    r"[^.;]{0,60}\b(?:served|sent|exchanged|delivered|provided|given|e-?mailed|transmitted)\b",
    re.IGNORECASE,
)
"""A letter for the other side, and what it holds."""
_ANSWERED = re.compile(
    r"\b(?:respond|response|reply|responding|answer|counter)\s+(?:in\s+writing\s+)?(?:to\s+)?(?:any\s+|"
    r"the\s+|that\s+|such\s+|[Pp]laintiff'?s?'?\s+|a\s+|this\s+|written\s+)*(?:settlement\s+)?$",
    re.IGNORECASE,
)


_BOTH = re.compile(
    r"(?:\bdemands?\b[^.;,]{0,30}\band\b[^.;,]{0,60}\b(?:offers?|responses?|counter\w*)\s+(?:(?:shall|must|will|"
    r"are\s+to|"
    r"should)\s+(?:\w+\s+)?be\s+)?(?:exchanged|due)|"
    r"\bexchang(?:e|ing)\s+(?:[\w-]+\s+){0,3}?demands?\s+and\s+(?:[\w-]+\s+){0,3}?(?:offers?|responses?|counter\w*))"
    r"\b(?:\s+(?!and\b)[\w-]+){0,5}\s*$",
    re.IGNORECASE,
)
"""A demand and its answer that are due together."""
_TOLD_APART = re.compile(r"[^.;,]{0,20}:")
"""What each side is to do follows."""
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_TO_THE_OTHER_SIDE = re.compile(
    r"\b(?:serve|send|deliver|provide|transmit|mail|e-?mail)\s+(?:(?:on|upon|"
    r"to)\s+)?(?:counsel\s+for\s+)?(?:the\s+|each\s+)?"
    r"(?:defen[sd]\w+|plaintiff\w*|opposing|other)\b[^.;]{0,40}\bletter\s+(?:that|which)\s+sets\s+forth\b",
    re.IGNORECASE,
)
"""A letter from one side to the other, which is what it sets forth: a demand or a response."""
_SIDE_ALONE = re.compile(r"^[\s:;,.]*(?:and\s+)?(?P<side>plaintiff|defendant)(?:s|'s|s')?\s*,?\s*$", re.IGNORECASE)
"""Where proposals are to be exchanged: "Plaintiff by June 3; Defendant by June 10"."""
_ASIDE_ON_DEMAND = re.compile(
    r"\bdemand,?\s+(?:which|that)\s+(?:shall|must|will|is\s+to)\s+(?:be\s+)?\w+\s+(?:\w+\s+){0,5}?$", re.IGNORECASE
)
"""Words beside a response that say when the demand it answers is due."""
_TO_A_LETTER = re.compile(r"\bresponse\s+letter\b", re.IGNORECASE)
"""Where no demand is spoken of, an answer to the other side's settlement letter."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """When a demand and its response are due. ``spans`` are the limits already spoken for."""

    demand: ConditionalRule | None = None
    response: ConditionalRule | None = None
    sources: dict[str, Source] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
    spans: tuple[tuple[Sentence, int], ...] = ()


def exchange_of(document: Document, reference: dt.date | None) -> Exchange:
    """The demand and response rules, each from the first sentence that sets one and only if no other differs."""
    demands: list[tuple[Due, Sentence]] = []
    responses: list[tuple[Due, Sentence]] = []
    offers: list[tuple[Due, Sentence]] = []
    named = {"demand": demands, "response": responses, "offer": offers}
    for previous, sentence in zip((None, *document.sentences), document.sentences, strict=False):
        for due, mine in _split(sentence, reference) or _done_so(sentence, previous, reference):
            named[mine].append((due, sentence))
    responses = responses or (offers if demands else [])
    if not demands:
        responses = [each for each in responses if not _TO_A_LETTER.search(each[1].text)]
    sources: dict[str, Source] = {}
    return Exchange(
        _rule(demands, "demand_rule", sources),
        _rule(responses, "response_rule", sources),
        sources,
        tuple(due.unsure for due, _ in [*demands, *responses] if due.unsure),
        tuple((sentence, due.start) for due, sentence in [*demands, *responses]),
    )


def _done_so(sentence: Sentence, previous: Sentence | None, reference: dt.date | None) -> list[tuple[Due, str]]:
    """The limit of "He must do so no later than ...", which is that of the duty in the sentence before."""
    if previous is None or previous.block != sentence.block or not _DOES_SO.match(sentence.text):
        return []
    duty = next(iter(_duties(previous.text)), "other")
    return [] if duty == "other" else [(due, duty) for due, _ in clauses(sentence.text, reference)]


def _split(sentence: Sentence, reference: dt.date | None) -> list[tuple[Due, str]]:
    return list(_limits(sentence, reference))


def _limits(sentence: Sentence, reference: dt.date | None) -> Iterator[tuple[Due, str]]:
    text = sentence.text
    if not (_DEMAND.search(text) or _RESPONSE.search(text) or _OFFER.search(text)) or not (
        _MAKING.search(text) or is_row(text)
    ):
        return
    if _OF_DISCOVERY.search(text) and not _OF_SETTLEMENT.search(text):
        return
    if _PLEADING.search(text) and not _BARGAINING.search(text):
        return
    if pair := _respectively(text, reference):
        yield from pair
        return
    for due, clause in clauses(text, reference):
        if _BOTH.search(clause.before) and not _TOLD_APART.match(text, due.end):
            yield from ((due, each) for each in ("demand", "response"))
            continue
        whose = _whose(text, due, clause)
        if whose == "response" and due.bare and isinstance(due.rule, DayCount):
            yield replace(due, rule=replace(due.rule, anchor=Anchor.THEREAFTER)), whose
        elif whose:
            yield due, whose


def _respectively(text: str, reference: dt.date | None) -> list[tuple[Due, str]]:
    """The two days of "a demand and a counteroffer not later than July 1 and July 8, respectively", in their order."""
    told = _RESPECTIVELY.search(text)
    days = [mention.near(reference) for mention in dates(text)]
    if not told or len(days) != 2 or len(duties := dict.fromkeys(_duties(text))) != 2:  # noqa: PLR2004 - one for each side
        return []
    return [
        (Due(NamedDay(day.date), day.start, day.end, day), duty)
        for day, duty in zip(days, duties, strict=True)
        if day.date and duty != "other"
    ]


def _whose(text: str, due: Due, clause: Clause) -> str | None:
    """Whether this limit is the demand's or the response's: the duty named nearest it in its own clause."""
    if held := _LETTER_THAT_HOLDS.search(clause.before):
        return "demand" if held["demand"] else "response"
    if _LETTERS.search(clause.before):
        return None
    if _ASIDE_ON_DEMAND.search(clause.before):
        return "demand"
    if side := _SIDE_ALONE.search(clause.before):
        return "demand" if side["side"].lower() == "plaintiff" else "response"
    rule = due.rule
    if isinstance(rule, DayCount) and rule.direction is Direction.AFTER and rule.anchor in _AFTER_A_DEMAND:
        return "response" if _RESPONSE.search(text) or _OFFER.search(text) else None
    leads = clause.leads or text[due.start :].lower().startswith("until")
    after = _AT_WHICH.split(clause.after, maxsplit=1)[0]
    duty = next(iter(_duties(after)), None) if leads else None
    duty = duty or next(reversed(_duties(clause.before)), None) or next(reversed(_duties(text[: due.start])), None)
    whole = clause.before + after.lstrip(" ,").split(",")[0]
    duty = duty or next(iter(_duties(whole, len(clause.before))), None)
    if duty == "other" and _TO_THE_OTHER_SIDE.search(text):
        duty = next((each for each in _duties(text, due.end) if each != "other"), None)
    return duty if duty != "other" else None


def _duties(text: str, start: int = 0) -> list[str]:
    """The duties a text names from there on. "Respond to any demand" is a response; an offer is who makes it's."""
    found = [
        (match.start(), "response")
        for match in _RESPONSE.finditer(text, start)
        if not (_PARTY.match(match[0]) and _TO_A_PARTY.search(text[: match.start()]))
    ]
    found += [
        (match.start(), "demand")
        for match in _DEMAND.finditer(text, start)
        if not _ANSWERED.search(text[: match.start()])
    ]
    offers = _OFFER.finditer(text, start)
    found += [
        (match.start(), _offers(text, match.start())) for match in offers if not _ANSWERED.search(text[: match.start()])
    ]
    found += [(match.start(), "other") for match in _OTHER.finditer(text, start)]
    return [name for _, name in sorted(found)]


def _offers(text: str, place: int) -> str:
    """Whose offer: the plaintiff's opens, the defendant's answers; an "offer" where the sentence does not tell."""
    if own := _ITS_OWN.search(text[:place]):
        return "demand" if own[1].lower() == "plaintiff" else "response"
    parties = [match[0].lower() for match in _PARTY.finditer(text)]
    acting = _ACTING.findall(text[:place]) or parties
    side = acting[-1].lower() if acting else ""
    return "demand" if side.startswith(("p", "c")) else "response" if side.startswith(("d", "r")) else "offer"


def _rule(found: list[tuple[Due, Sentence]], field_name: str, sources: dict[str, Source]) -> ConditionalRule | None:
    rules = []
    for due, _ in found:
        if due.rule and due.rule not in rules:
            rules.append(due.rule)
    if len(rules) != 1:
        return None
    due, sentence = next(each for each in found if each[0].rule)
    sources[field_name] = sentence.source(due.start, due.end)
    return ConditionalRule(rules[0], bool(_CONDITION.search(sentence.text)))
