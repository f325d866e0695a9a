"""The letter (statement, memorandum, submission) each party sends before the conference."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.domain.order import Anchor, DayCount, DueRule, LetterService, NamedDay, Source
from bot.orders.addresses import COPIES, address_of
from bot.orders.clauses import Clause, clauses
from bot.orders.labels import is_row
from bot.orders.layout import Document, Sentence
from bot.orders.letter_form import Form, form_of
from bot.orders.letter_service import AS_SERVED, service_of
from bot.orders.papers import NOT_THE_PAPER, PAPER, follows_on, introduces, letter_sentences
from bot.orders.periods import Due

_SENDING = re.compile(
    r"\b(?:submit\w*|deadlines?|reach\w*|send\w*|sent|serv\w*|e-?mail\w*|deliver\w*|provid\w*|file[ds]?|filing|"
    r"lodge[ds]?|due|"
    r"receiv\w*|arriv\w*|from\s+each|go(?:es)?\s+to|to\s+[\w.+-]{1,64}@|by\s+each|gives?|in\s+the\s+hands\s+of|"
    r"transmit\w*|"
    r"furnish\w*|exchang\w*|"
    r"forward\w*|present\w*|tender\w*|prepar\w*|upload\w*|return\w*|mail\w*|fax\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Letter:
    """What the order says about the letter. ``emails`` and ``unsure`` feed the doubts."""

    due: DueRule | None = None
    served: LetterService | None = None
    email: str | None = None
    form: Form = field(default_factory=Form)
    sources: dict[str, Source] = field(default_factory=dict)
    emails: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    rules: tuple[tuple[Due, Sentence], ...] = ()


def letter_of(document: Document, reference: dt.date | None) -> Letter:
    """The letter's date, route, length, marking and contents."""
    about = letter_sentences(document)
    sources: dict[str, Source] = {}
    rules = list(_due_rules(about, reference))
    due = _one_due(rules, sources)
    unsure = tuple(rule.unsure for rule, _ in rules if rule.unsure) + (
        ("letter_due_differs",) if len(_distinct(rules)) > 1 or _of_one_side(rules) or _as_served(about) else ()
    )
    email, emails = address_of(document, about, sources)
    form = form_of(about)
    return Letter(
        due=due,
        served=service_of([*about, *(each for each in document.sentences if COPIES.search(each.text))], sources),
        email=email,
        form=form,
        sources=sources | form.sources,
        emails=emails,
        unsure=unsure,
        rules=tuple(rules),
    )


def _due_rules(about: Sequence[Sentence], reference: dt.date | None) -> Iterator[tuple[Due, Sentence]]:
    for sentence in about:
        if not _SENDING.search(sentence.text) and not is_row(sentence.text):
            continue
        for due, clause in clauses(sentence.text, reference):
            if _dues_letter(sentence.text, due, clause):
                yield due, sentence


def _dues_letter(text: str, due: Due, clause: Clause) -> bool:
    """Whether this limit is the letter's: the thing named nearest it, in its own clause first, is the paper."""
    if isinstance(due.rule, DayCount) and due.rule.anchor in (Anchor.LETTER, Anchor.DEMAND, Anchor.DEMAND_RECEIVED):
        return False
    for following in (clause.after, text[due.end :]) if clause.leads else ():
        if things := _things(_COPIED.sub(" ", following)) or _things(following):
            return PAPER.fullmatch(things[0][1]) is not None
    for before in (_INCLUDED.sub(" ", clause.before), _INCLUDED.sub(" ", text[: due.start]), text[due.start : due.end]):
        if things := _things(before):
            return _is_paper(before, things)
    if _REASON.match(clause.after):
        return False
    if after := _things(clause.after):
        return PAPER.fullmatch(after[0][1]) is not None
    return follows_on(text) or introduces(text)


def _things(text: str) -> list[tuple[int, str]]:
    """What a stretch of text says may be due, in order; letters that are no settlement letters are "other"."""
    aside = [match.span() for match in NOT_THE_PAPER.finditer(text)]
    return [
        (match.start(), "other" if any(start <= match.start() < end for start, end in aside) else match[0].lower())
        for match in _THING.finditer(text)
    ]


def _is_paper(before: str, things: Sequence[tuple[int, str]]) -> bool:
    """Whether the last thing named is the paper, or is joined to it ("a letter and an Acknowledgment Form")."""
    if PAPER.fullmatch(things[-1][1]) or things[-1][1] == "theirs":
        return True
    if len(things) > 1 and PAPER.fullmatch(things[-2][1]):
        between = before[things[-2][0] + len(things[-2][1]) : things[-1][0]]
        return re.fullmatch(r"\s*(?:,\s*)?and\s+(?:\w+\s+){0,3}", between) is not None
    return False


_REASON = re.compile(r"[\s,]*(?:[\w-]+\s+){0,3}?why\b", re.IGNORECASE)
"""What is due is a reason, whatever it is the reason of."""
_COPIED = re.compile(
    r"\bcop(?:y|ies)\s+of\s+(?:\w+\s+){1,3}?(?:letters?|statements?|submissions?|correspondence|demands?|offers?)"
    r"(?:\s+and\s+(?:\w+\s+)?(?:responses?|offers?|counter-?offers?))?",
    re.IGNORECASE,
)
"""Copies of what the sides sent each other, which go with the paper."""
_INCLUDED = re.compile(r",\s+(?:including|together\s+with|along\s+with|with)\s[^,;.]{3,80},")
_THING = re.compile(
    PAPER.pattern
    + r"|\b(?:demands?|offers?|counter-?offers?|acknowledg\w+\s+form|attendance\s+form|list\s+of|names\s+of|"
    r"respond|responses?|confer\b|call|motions?|requests?|expert|discovery|depositions?|hard\s+cop(?:y|"
    r"ies)|courtesy\s+cop(?:y|ies)|proposals?|theirs|show\s+cause)\b",
    re.IGNORECASE,
)


def _distinct(rules: Sequence[tuple[Due, Sentence]]) -> list[DueRule]:
    kept: list[DueRule] = []
    for due, _ in rules:
        if due.rule and due.rule not in kept:
            kept.append(due.rule)
    return kept


def _one_due(rules: Sequence[tuple[Due, Sentence]], sources: dict[str, Source]) -> DueRule | None:
    """The letter's single due rule: a day printed beside a count becomes the count's day; two that differ give none."""
    distinct = _distinct(rules)
    if len(distinct) == 2:  # noqa: PLR2004 - a count and the day it comes to
        distinct = _joined(*distinct)
    if len(distinct) != 1 or _of_one_side(rules) or any(due.unsure == "number_mismatch" for due, _ in rules):
        return None
    due, sentence = next((due, sentence) for due, sentence in rules if due.rule)
    sources["letter_due"] = sentence.source(due.start, due.end)
    return distinct[0]


_AS_SERVED = re.compile(AS_SERVED, re.IGNORECASE)


def _as_served(about: Sequence[Sentence]) -> bool:
    """Whether each side's letter goes to the court when it goes to the other side."""
    return any(_AS_SERVED.search(each.text) for each in about)


_ONE_SIDE = re.compile(
    r"\b(plaintiff|defendant)(?:s|'s|s'|\(s\))?\s+(?:(?:\w+\s+){0,2}(?:letter|statement|memorandum|"
    r"submission)(?!\s+(?:dated|of|filed))|(?:shall|must|will|is\s+to|are\s+to)\b)",
    re.IGNORECASE,
)
_EVERY_SIDE = re.compile(
    r"\b(?:each|both|every|all\s+(?:the\s+)?(?:parties|sides|counsel\s+(?:shall|must|will))|the\s+parties|"
    r"any\s+party|counsel\s+for\s+the)\b",
    re.IGNORECASE,
)


def _of_one_side(rules: Sequence[tuple[Due, Sentence]]) -> bool:
    """Whether only one side's letter is given a day, so that the other's is another or unknown."""
    stated = [sentence.text for due, sentence in rules if due.rule]
    sides = {match[1].lower() for text in stated for match in _ONE_SIDE.finditer(text)}
    return len(sides) == 1 and not any(_EVERY_SIDE.search(text) for text in stated)


def _joined(first: DueRule, second: DueRule) -> list[DueRule]:
    count, named = (first, second) if isinstance(first, DayCount) else (second, first)
    if (
        isinstance(count, DayCount)
        and isinstance(named, NamedDay)
        and count.date in (None, named.date)
        and not isinstance(first, type(second))
    ):
        return [first, second]
    if (
        isinstance(first, DayCount)
        and isinstance(second, DayCount)
        and (first.n, first.unit, first.direction) == (second.n, second.unit, second.direction)
    ):
        return [first if first.date or first.time else second]
    if isinstance(first, NamedDay) and isinstance(second, NamedDay) and first.date == second.date:
        return [first if first.time else second]
    return [first, second]
