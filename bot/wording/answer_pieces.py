"""The answer to one topic: a fact, its absence with the nearest paragraph, a refusal, or a word of small talk."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.domain.order import Source
from bot.questions import Question
from bot.questions.topics import Kind, Topic, topics
from bot.wording.answer_case import MOST_QUOTES, Case
from bot.wording.answer_days import NO_HOUR
from bot.wording.answer_facts import stated
from bot.wording.answer_text import cited, quoted, shown

ASKED = 0.003
"""The share of belief that makes a topic what a refused question was about."""
SAYS = "The order says: "
BY_HAND = "Entered by hand: "
NO_TEXT = "I don't have the order's text, so I can't say."
SHORTEST_QUOTE = 40
"""Characters a quotation needs; a bare name or number is already in the sentence."""
PARAGRAPH = "show_paragraph"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a reply. ``kind`` is one of the kinds of an answer."""

    kind: str
    text: str
    paragraphs: tuple[str, ...] = ()
    quotes: tuple[Source, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class _Fact:
    """What an order states about a topic: a sentence of ours, or none where its own words must do."""

    sentence: str
    sources: tuple[Source, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.paragraph for each in self.sources))

    @property
    def text(self) -> str:
        return cited(self.sentence, self.paragraphs) if self.sentence else f"{SAYS}{quoted(self.sources)}"


def piece_for(name: str, case: Case) -> Piece:
    """The answer to the topic of that id; ``show_paragraph:4`` is paragraph 4."""
    name, _, number = name.partition(":")
    topic = topics()[name]
    if topic.kind is Kind.CHOICE:
        return _which(topic)
    if case.by_hand and topic.of_order:
        return _without_text(topic, case)
    if name == PARAGRAPH:
        return _paragraph(number or _number_asked(case), case)
    if topic.kind is Kind.REFUSAL:
        return Piece("out_of_scope", topic.says, topic=name)
    if topic.kind is Kind.CHITCHAT:
        return Piece("chitchat", topic.says, topic=name)
    if not topic.of_order:
        return Piece("command", topic.says, topic=name)
    if topic.parts:
        return _overview(topic, case)
    fact = _fact(topic, case)
    return _not_said(topic, case) if fact is None else _answered(topic, fact, case)


def _which(topic: Topic) -> Piece:
    labels = " ".join(f"[{label}]" for _, label in topic.offers)
    return Piece("clarify", f"Which one? {labels}", choices=topic.offers)


def _without_text(topic: Topic, case: Case) -> Piece:
    """What the team entered itself; what only the order could tell is not known."""
    said = [stated(each, case).replace(NO_HOUR, "") for each in topic.parts or (topic.id,)]
    entered = list(dict.fromkeys(each for each in said if each))
    if not entered:
        return Piece("not_addressed", NO_TEXT, topic=topic.id)
    if not topic.parts:
        return Piece("answer", f"{BY_HAND}{entered[0]}", topic=topic.id)
    return Piece("answer", "\n".join(f"- {BY_HAND}{each}" for each in entered), topic=topic.id)


def piece_asked(name: str, question: Question, case: Case) -> Piece:
    """The answer to a topic of a question: to advice and the like, also what the order does say on the matter."""
    piece = piece_for(name, case)
    topic = topics().get(name)
    if topic is None or not topic.with_order or case.by_hand:
        return piece
    likely = (near for near, share in question.shares if share >= ASKED and topics()[near].kind is Kind.FACT)
    about = topic.near or tuple(likely)[:1]
    facts = [fact for fact in (_fact(topics()[each], case) for each in about if not topics()[each].parts) if fact]
    if not facts:
        return piece
    order = " ".join(each.text.removeprefix(SAYS) for each in facts)
    return replace(piece, text=f"{piece.text} What the order says: {order}", paragraphs=_numbers(facts))


def _fact(topic: Topic, case: Case) -> _Fact | None:
    sources = case.quotes(topic)
    sentence = stated(topic.id, case)
    if sentence:
        return _Fact(sentence, sources or case.sources(topic))
    if not sources:
        return None
    words = shown(" ".join(each.words for each in sources))
    plain = next((says for when, says in topic.plain if re.search(when, words, re.IGNORECASE)), None)
    return _Fact(plain or "", sources)


def _answered(topic: Topic, fact: _Fact, case: Case) -> Piece:
    facts = [fact, *(each for each in (_fact(topics()[also], case) for also in topic.also) if each)]
    unworded = _firsts_first(each.sources for each in facts if not each.sentence)[:MOST_QUOTES]
    sentences = dict.fromkeys(each.text for each in facts if each.sentence)
    return Piece(
        "answer",
        " ".join([*sentences, *([_Fact("", unworded).text] if unworded else [])]),
        _numbers(facts),
        _quotable(_firsts_first(each.sources for each in facts)),
        topic=topic.id,
    )


def _firsts_first(several: Iterable[tuple[Source, ...]]) -> tuple[Source, ...]:
    """The first passage of each fact, then the others."""
    facts = list(several)
    return tuple(dict.fromkeys([*(each[0] for each in facts if each), *(one for each in facts for one in each[1:])]))


def _not_said(topic: Topic, case: Case) -> Piece:
    silent = topic.silent or f"The order does not say {topic.about}."
    nearest = [each for each in (_fact(topics()[near], case) for near in topic.near) if each][: topic.shown]
    near = dict.fromkeys(each.text.replace(NO_HOUR, "") for each in nearest)
    return Piece(
        "not_addressed",
        " ".join([silent, *near, *([topic.next] if topic.next else [])]),
        _numbers(nearest),
        _quotable(source for each in nearest for source in each.sources),
        topic=topic.id,
    )


def _overview(topic: Topic, case: Case) -> Piece:
    facts = [each for each in (_fact(topics()[part], case) for part in topic.parts) if each]
    if not facts:
        return _not_said(topic, case)
    lines = list(dict.fromkeys(each.text for each in facts))
    return Piece("answer", "\n".join(f"- {each}" for each in lines), _numbers(facts), topic=topic.id)


def _paragraph(number: str, case: Case) -> Piece:
    found = case.order.paragraph(number) if number else None
    if found is not None:
        heading = f"¶ {number}" if number != "0" else "Opening paragraph"
        name = f"{PARAGRAPH}:{number}"
        return Piece("answer", f"{heading}, in full:\n“{shown(found.text)}”", (number,), topic=name)
    offered = tuple(
        (
            f"{PARAGRAPH}:{each.number}",
            f"¶ {each.number} {shown(each.heading)}".strip() if each.number != "0" else "Opening",
        )
        for each in case.order.paragraphs
    )
    if number:
        return Piece("not_addressed", f"The order has no paragraph {number}.", topic=PARAGRAPH)
    labels = " ".join(f"[{label}]" for _, label in offered)
    return Piece("clarify", f"Which paragraph? {labels}", choices=offered, topic=PARAGRAPH)


_NUMBER = re.compile(
    r"(?:¶+|§|\bpara(?:graph)?s?\.?|\bsections?|\bno\.?|\bnumber|\bpoint|\bpart|\bitem)\s*#?\s*(\d{1,2}|one|two|three|four|five|six|first|second|third|fourth)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(first|second|third|fourth|1st|2nd|3rd|4th|opening)\s+(?:numbered\s+)?(?:para(?:graph)?|section|part)\b",
    re.IGNORECASE,
)
_WORDS = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "opening": "0",
}


def _number_asked(case: Case) -> str:
    """The number a message names, or the paragraph whose heading or subject it names; empty if neither."""
    match = _NUMBER.search(case.asked) or _ORDINAL.search(case.asked)
    if match:
        said = match[1].lower()
        return _WORDS.get(said, re.sub(r"\D", "", said) or said)
    asked = case.asked.lower()
    for words, topic in _SUBJECTS:
        if re.search(words, asked):
            fact = _fact(topics()[topic], case)
            if fact and fact.paragraphs:
                return fact.paragraphs[0]
    return ""


_SUBJECTS = (
    (r"attend|who (?:must|has to) (?:come|be there)|sanction|authority|phone", "attendance"),
    (r"confiden|off the record|discover|admissib", "confidentiality"),
    (r"demand|offer|respon|negotiat", "demand"),
    (r"letter|ltr|ex parte|page|exhibit|hard cop|mark", "letter_due"),
    (r"opening|conference date|teams|link", "conference_when"),
)


def _numbers(facts: Iterable[_Fact]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number for each in facts for number in each.paragraphs))


def _quotable(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(each for each in sources if len(each.words) >= SHORTEST_QUOTE))
