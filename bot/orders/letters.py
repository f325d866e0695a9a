"""The letter (statement, memorandum, submission) each party sends before the conference."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from bot.domain.order import Anchor, DayCount, DueRule, LetterService, NamedDay, Source
from bot.orders.addresses import COPIES, address_of
from bot.orders.clauses import Clause, clauses
from bot.orders.labels import is_row
from bot.orders.layout import Document, Sentence
from bot.orders.letter_form import Form, form_of
from bot.orders.letter_service import AS_SERVED, service_of
from bot.orders.numbers import NUMBER
from bot.orders.periods import Due

PAPER = re.compile(
    r"\b(?:letters?|letter-briefs?|(?:settlement|conference|mediation|position|confidential|"
    r"pre-?conference|written|ex\s+parte)\s+(?:\w+\s+){0,2}?(?:statements?|memorand(?:um|a)|submissions?|"
    r"summar(?:y|ies)|briefs?|papers?)|(?:attached|enclosed)\s+summary|brochures?|statements?|submissions?|"
    r"memorand(?:um|a))\b",
    re.IGNORECASE,
)
_NOT_THE_PAPER = re.compile(
    r"\b(?:(?:made|submitted|requested|filed|raised)\s+by\s+letter|letter[- ]motion|motion\s+(?:by\s+)?letter|"
    r"joint\s+(?:status\s+)?letter|letter\s+request|"
    r"(?:file|submit|send)\s+a\s+(?:joint\s+)?(?:status\s+)?letter\s+(?:advising|informing|requesting|"
    r"seeking|confirming|stating)|status\s+letter|letter\s+of\s+adjournment|"
    r"letter[^.]{0,30}\bto\s+(?:request|advise|adjourn|reschedule)|letter\s+requesting|letter\s+seeking|"
    r"(?:demand|responsive|responding|answering)\s+letter|letter\s+and\s+(?:\w+\s+)?(?:demand|(?:counter-?)?offer|"
    r"response)|letter\b[^.;,]{0,40}\s(?:with|containing|setting\s+forth|"
    r"stating|making|"
    r"conveying)\s+(?:\w+\s+){0,8}?(?:demand|offer|counter-?offer)|(?:demand|offer|settlement\s+offer|"
    r"response)\s+letter|letter\s+offer|letter\s+(?:stating|saying)\s+what\s+(?:he|she|it|they)\s+(?:would|"
    r"will)\s+(?:accept|take)|letter\b[^.;]{0,40}\b(?:telling|advising|informing|notifying|reporting|"
    r"confirming|"
    r"stating\s+(?:only\s+)?whether)|copies\s+of\s+(?:both|all|these|those|the\s+exchanged|"
    r"the\s+parties')\s+(?:\w+\s+)?"
    r"(?:letters|statements|submissions)|statements?\s+of\s+(?:claim|(?:\w+\s+)?(?:material|undisputed|"
    r"uncontested)?\s*facts?|"
    r"issues)|pre-?trial\s+(?:statements?|submissions?|briefs?)|(?:joint|trial|discovery|status|case\s+management|"
    r"scheduling|final|fact|witness|sworn|opening|"
    r"closing|public|press|victim)\s+(?:pre-?trial\s+|status\s+|case\s+management\s+|discovery\s+|planning\s+|"
    r"scheduling\s+){0,2}(?:statements?|submissions?|memorand(?:um|a)|briefs?)|memorand(?:um|a)\s+(?:of\s+(?:law|"
    r"points)|in\s+(?:support|opposition|reply))|briefs?\s+(?:on|in\s+(?:support|opposition|reply)))\b",
    re.IGNORECASE,
)
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


def letter_sentences(document: Document) -> list[Sentence]:
    """The sentences about the letter: those that name it, and those of the same paragraph that follow on from one."""
    found: list[Sentence] = []
    previous: Sentence | None = None
    for sentence, following in zip_longest(document.sentences, document.sentences[1:]):
        same = previous is not None and previous.paragraph == sentence.paragraph
        kept = (
            previous is not None and previous.block == sentence.block and _KEPT_FROM.search(sentence.text) is not None
        )
        follows = same and (kept or _follows_on(sentence.text))
        leads = following is not None and _introduces(sentence.text) and _is_about(following)
        if _is_about(sentence) or follows or leads:
            found.append(sentence)
            previous = sentence
        elif previous is not None and previous.paragraph != sentence.paragraph:
            previous = None
    return found


def _introduces(text: str) -> bool:
    """Whether a sentence says what is to be done with the things listed after it."""
    return text.rstrip().endswith(":") and _LISTS.search(text) is not None


def _is_about(sentence: Sentence) -> bool:
    text = sentence.text
    if _OF_LENGTH.match(sentence.heading):
        return True
    if _REPORTED.search(text):
        return False
    return any(
        PAPER.search(_NOT_THE_PAPER.sub(" ", part)) and not _OF_A_REQUEST.search(part) for part in _PARTS.split(text)
    )


_REPORTED = re.compile(
    r"\b(?:instructions|procedures|rules|practices|requirements|guidelines|order)\b[^.;]{0,70}\bwhich\s+"
    r"(?:require|provide|call|direct|state)\b",
    re.IGNORECASE,
)
"""What another document is said to require, which this one does not itself order."""
_KEPT_FROM = re.compile(
    r"\b(?:opposing|other)\s+(?:counsel|side|part(?:y|ies))\b[^.;]{0,40}\bnot\b|"
    r"\bnot\b[^.;]{0,40}\b(?:one\s+another|each\s+other|(?:opposing|other)\s+(?:counsel|side|part(?:y|ies)))\b|"
    r"\b(?:need|shall|must|should|will|may)\s+not\s+(?:be\s+)?(?:exchang|shar|copied)\w*|"
    r"\bno\s+cop(?:y|ies)\b[^.;]{0,40}\b(?:other|opposing)\b|"
    r"\b(?:separate|confidential|private|ex\s+parte)\s+(?:\w+\s+){0,2}?(?:addend(?:um|a)|supplements?|portions?|"
    r"sections?|"
    r"pages?|appendix|annex)\b",
    re.IGNORECASE,
)
"""Who is not to have the paper named in the sentence before, or a part of it."""
_OF_A_REQUEST = re.compile(r"\b(?:adjourn\w*|postpone\w*|excus\w*)\b", re.IGNORECASE)
_PARTS = re.compile(r";\s|,\s+and\s+(?:that\s+)?")
_LISTS = re.compile(r"\b(?:following|both|each\s+of|two)\b", re.IGNORECASE)
_OF_LENGTH = re.compile(r"(?:length|page\s+limits?|form(?:at)?)\b", re.IGNORECASE)


def _follows_on(text: str) -> bool:
    return bool(
        re.match(
            r"(?:\(?[a-z0-9]{1,3}[.)]\s|•|It|They|These|This|Such|One|Both|Neither|Cop(?:y|ies)(?!\s+of\s+(?!it\b|"
            r"the\s+(?:letter|statement|brief|memo|submission)))|Each\s+(?:is|shall|"
            r"must)|Send\s+it|Keep\s+it|(?i:(?:Part|Section|Portion)\s+(?:[A-Z]|one|two|1|2|I{1,3}))\b|Together|"
            rf"(?i:{NUMBER})\s+pages|The\s+(?:other|first|second)\b|(?:Plaintiffs?|Defendants?)\s+(?:shall|must|"
            rf"will)\s+[\w-]+\s+theirs|The\s+(?:e-?mail|document|page\s+limit|subject|"
            r"briefs?|papers?|memos?|cop(?:y|ies))|Briefs|Memos|Papers|(?:Page\s+)?Limit|Length|Maximum|Absent|"
            r"Exhibits?|"
            r"Attachments?|E-?mail|(?i:do\s+not))\b",
            text,
        )
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
    return _follows_on(text) or _introduces(text)


def _things(text: str) -> list[tuple[int, str]]:
    """What a stretch of text says may be due, in order; letters that are no settlement letters are "other"."""
    aside = [match.span() for match in _NOT_THE_PAPER.finditer(text)]
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
