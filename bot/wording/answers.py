"""Answers: what an order says about the questions of a message, in flat sentences, with its words and paragraph.

No sentence opens with yes or no, so none can be wrong about a negation or a false premise. What an order does not
state is said to be missing, with the nearest paragraph.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.order import OrderReading, Source
from bot.questions import Question, Understanding, Verdict, understand
from bot.questions.matter import MatterFacts
from bot.questions.topics import Kind, topics
from bot.wording.answer_case import Case
from bot.wording.answer_pieces import Piece, piece_for
from bot.wording.answer_text import named_paragraphs, shown

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

    ``paragraphs`` are the numbers cited, "0" for the opening; ``quotes`` the order's words shown. ``choices`` are topics
    with their button labels, where one question is asked back. ``topic`` is what a follow-up in the thread refers to.
    ``service`` is the topic a service should handle: a command in words, or a question about the channel's register.
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
    pieces: list[Piece] = []
    for question in asked.questions:
        for piece in _pieces_of(question, case):
            if piece.text not in {each.text for each in pieces}:
                pieces.append(piece)
    return _joined(_without_small_talk(pieces), asked, case)


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
    return [piece_for(each, case) for each in question.topics]


def _without_small_talk(pieces: list[Piece]) -> list[Piece]:
    """Nobody who says hello and asks something waits for a hello. One question back, never a second."""
    asked = [each for each in pieces if each.kind != "chitchat"] or pieces[:1]
    unclear = [each for each in asked if each.kind == "clarify"]
    return [each for each in asked if each.kind != "clarify" or each is unclear[0]]


def _joined(pieces: Sequence[Piece], asked: Understanding, case: Case) -> Answer:
    kinds = {AnswerKind(each.kind) for each in pieces}
    quotes = tuple(dict.fromkeys(quote for each in pieces for quote in each.quotes))
    texts = [each.text for each in pieces]
    if quotes:
        texts.append("\n".join(f"“{shown(each.words)}” ({named_paragraphs((each.paragraph,))})" for each in quotes))
    if asked.left_over:
        texts.append(f"I answer three questions at a time. Left unanswered: {'; '.join(asked.left_over)}")
    if case.sample_only and any(each.paragraphs for each in pieces):
        texts.append("No conference is registered here; this is the sample order I was loaded with.")
    first = next(
        (
            each
            for each in pieces
            if each.topic and topics()[each.topic.partition(":")[0]].kind in (Kind.FACT, Kind.SILENCE)
        ),
        pieces[0],
    )
    return Answer(
        kind=next(each for each in _STRONGEST if each in kinds),
        text="\n\n".join(texts),
        paragraphs=tuple(dict.fromkeys(number for each in pieces for number in each.paragraphs)),
        quotes=quotes,
        choices=next((each.choices for each in pieces if each.choices), ()),
        topic=first.topic,
        service=next((each.topic for each in pieces if each.kind == "command"), None),
    )


def with_note(reply: Answer, note: str) -> Answer:
    """The same reply with a line below it."""
    return replace(reply, text=f"{reply.text}\n\n{note}")
