"""Answers: what an order says about the questions of a message, in flat sentences, with its words and paragraph.

No sentence opens with yes or no, so none can be wrong about a negation or a false premise. What an order does not
state is said to be missing, with the nearest paragraph.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.order import OrderReading, Source
from bot.questions import Question, Understanding, Verdict, understand
from bot.questions.matter import MatterFacts
from bot.questions.topics import topics
from bot.wording.answer_case import NO_DATE, Case
from bot.wording.answer_pieces import Piece, piece_asked
from bot.wording.answer_text import quoted, shown

MOST_PASSAGES = 2
"""Passages of the order shown under one reply."""

__all__ = ["Answer", "AnswerKind", "answer", "answer_about", "answer_topic"]


class AnswerKind(StrEnum):
    """What an answer is. Only ``ANSWER`` states what was asked."""

    ANSWER = "answer"
    NOT_ADDRESSED = "not_addressed"
    OUT_OF_SCOPE = "out_of_scope"
    CLARIFY = "clarify"
    CHITCHAT = "chitchat"
    COMMAND = "command"


_STRONGEST = tuple(
    AnswerKind(each) for each in ("answer", "not_addressed", "command", "clarify", "out_of_scope", "chitchat")
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One reply to one message. ``text`` is the exact plain text shown.

    ``paragraphs`` are the numbers cited, "0" for the opening; ``quotes`` the order's words shown. ``choices`` are
    topics with their button labels, where one question is asked back. ``topic`` is what a follow-up in the thread
    refers to. ``service`` is the topic a service should handle: a command in words, or a question about the register.
    """

    kind: AnswerKind
    text: str
    paragraphs: tuple[str, ...] = ()
    quotes: tuple[Source, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    topic: str | None = None
    service: str | None = None

    @property
    def answered(self) -> bool:
        """Whether the order states what was asked."""
        return self.kind is AnswerKind.ANSWER


def answer(asked: Understanding, order: OrderReading, matter: MatterFacts | None = None) -> Answer:
    """The reply to an understood message.

    ``matter`` is ``None`` when the order itself is asked about: its dates are then the answer. In a channel it is
    the channel's facts, and no date of an order the channel has not registered is given as the channel's.
    """
    case = Case(order, matter, asked.text)
    replies = [_pieces_of(each, case) for each in asked.questions]
    return _joined(_worth_saying(replies), asked, case)


def answer_topic(topic: str, order: OrderReading, matter: MatterFacts | None = None) -> Answer:
    """The reply to a topic chosen by button. ``show_paragraph:4`` is paragraph 4."""
    asked = Understanding("", (Question("", Verdict.TOPIC, (topic,), ()),))
    return answer(asked, order, matter)


def answer_about(question: str, order: OrderReading) -> dict[str, object]:
    """What ``parley ask`` prints: ``answered``, ``kind``, ``paragraphs`` and ``text``."""
    reply = answer(understand(question, order=order), order)
    return {
        "answered": reply.answered,
        "kind": str(reply.kind),
        "paragraphs": list(reply.paragraphs),
        "text": reply.text,
    }


def _pieces_of(question: Question, case: Case) -> list[Piece]:
    if question.verdict is Verdict.UNCLEAR:
        choices = tuple((each, topics()[each].label) for each in question.topics)
        return [Piece("clarify", f"Which one? {' '.join(f'[{label}]' for _, label in choices)}", choices=choices)]
    return [piece_asked(each, question, case) for each in question.topics]


def _worth_saying(replies: list[list[Piece]]) -> list[list[Piece]]:
    """Without small talk where something was asked, without a second question back, and nothing twice."""
    asked = [each for each in replies if each[0].kind != "chitchat"] or replies[:1]
    kept: list[list[Piece]] = []
    for reply in asked:
        said = {piece.text for earlier in kept for piece in earlier}
        back = any(earlier[0].kind == "clarify" for earlier in kept)
        fresh = [piece for piece in reply if piece.text not in said and not (back and piece.kind == "clarify")]
        if fresh:
            kept.append(fresh)
    return kept


def _joined(replies: Sequence[Sequence[Piece]], asked: Understanding, case: Case) -> Answer:
    pieces = [piece for reply in replies for piece in reply]
    kinds = {AnswerKind(reply[0].kind) for reply in replies}
    quotes = _passages(pieces)
    numbers = tuple(dict.fromkeys(number for each in pieces for number in each.paragraphs))
    texts = [each.text for each in pieces]
    said = " ".join(texts)
    unsaid = [quoted((each,)) for each in quotes if shown(each.words) not in said]
    if unsaid:
        texts.append("\n".join(unsaid))
    if asked.left_over:
        texts.append(f"I answer three questions at a time. Left unanswered: {'; '.join(asked.left_over)}")
    if case.sample_only and numbers and NO_DATE not in said:
        texts.append("No conference is registered here; this is the sample order I was loaded with.")
    return Answer(
        kind=next(each for each in _STRONGEST if each in kinds),
        text=_said_once(NO_DATE, "\n\n".join(texts)),
        paragraphs=numbers,
        quotes=quotes,
        choices=next((each.choices for each in pieces if each.choices), ()),
        topic=next(
            (each.topic for each in pieces if each.topic and each.kind in ("answer", "not_addressed")), pieces[0].topic
        ),
        service=next((each.topic for each in pieces if each.kind == "command"), None),
    )


def _passages(pieces: Sequence[Piece]) -> tuple[Source, ...]:
    """The passages shown: for each question the one that states its fact, then further ones while there is room."""
    firsts = [each.quotes[0] for each in pieces if each.quotes]
    further = [quote for each in pieces for quote in each.quotes[1:]]
    return tuple(dict.fromkeys([*firsts, *further]))[:MOST_PASSAGES]


def _said_once(sentence: str, text: str) -> str:
    before, said, after = text.partition(sentence)
    return f"{before}{said}{after.replace(f'{sentence} ', '')}"
