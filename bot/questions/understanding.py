"""What a message asks: its questions in order, the topic of each, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.order import OrderReading
from bot.questions import names
from bot.questions.features import features
from bot.questions.model import Model, model, softmax
from bot.questions.spelling import speller
from bot.questions.splitting import MOST, Part, split
from bot.questions.text import plain
from bot.questions.topics import Kind, topics

SURE = 0.42
"""The share of belief one topic needs to be answered alone."""
CLOSE = 0.22
"""The share a second topic needs to be answered or offered beside the first."""
OFFERED = 0.07
"""The share a topic needs to be offered as a button."""
CHOICES = 4
FRAGMENT = 4
"""Words at most in a part that leans on what came before it."""


class Verdict(StrEnum):
    """What to do with one question."""

    TOPIC = "topic"
    """One topic, or two asked in one breath: answer it."""
    UNCLEAR = "unclear"
    """Several topics are close: ask which."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a message. ``shares`` are the likeliest topics with their share of belief, best first."""

    words: str
    verdict: Verdict
    topics: tuple[str, ...]
    shares: tuple[tuple[str, float], ...]

    @property
    def kind(self) -> Kind | None:
        """The kind of the first topic; ``None`` while unclear."""
        return topics()[self.topics[0]].kind if self.verdict is Verdict.TOPIC else None


@dataclass(frozen=True, slots=True)
class Understanding:
    """The questions of a message in their order, at most three, and the words of those left over."""

    text: str
    questions: tuple[Question, ...]
    left_over: tuple[str, ...] = ()


def understand(
    text: str, previous: str | None = None, *, order: OrderReading | None = None, by: Model | None = None
) -> Understanding:
    """What a message asks. ``previous`` is the topic of the question before it in the same thread, if recent.

    ``order`` tells its judge's and parties' names from others; without one they are those of the sample order.
    """
    reader = _Reader(by or model(), text, names.of_order(order))
    found = reader.questions(previous)
    return Understanding(text, tuple(found[:MOST]), tuple(each.words for each in found[MOST:]))


class _Reader:
    """Reads one message with one model."""

    def __init__(self, by: Model, text: str, known: dict[str, str]) -> None:
        self._by = by
        self._text = text
        self._names = {**known, **names.other_judges(text, known, by.words)}
        self._spell = speller(by.words)

    def questions(self, previous: str | None) -> list[Question]:
        parts = split(self._text)
        if len(parts) == 1:
            return [self._question(parts[0], self._alone(parts[0], previous))]
        found: list[Question] = []
        said = ""
        for part in parts:
            question = self._question(part, self._among(part, said))
            said = f"{said} {part.context} {part.words}"
            if found and _same(found[-1], question):
                continue
            found.append(question)
        return found

    def scores(self, text: str) -> list[float]:
        return self._by.scores(features(plain(text, self._spell, self._names)))

    def _alone(self, part: Part, previous: str | None) -> list[float]:
        own = self.scores(part.words)
        if part.context:
            own = _mix(own, self.scores(self._text), 0.5)
        return self._leaning(own, part, previous) if previous else own

    def _leaning(self, own: list[float], part: Part, previous: str) -> list[float]:
        return own

    def _among(self, part: Part, said: str) -> list[float]:
        own = self.scores(part.words)
        before = f"{said} {part.context}".strip()
        if not before:
            return own
        short = len(part.words.split()) <= FRAGMENT
        return _mix(own, self.scores(f"{before} {part.words}"), 0.35 if short else 0.65)

    def _question(self, part: Part, scores: list[float]) -> Question:
        shares = sorted(zip(self._by.topics, softmax(scores), strict=True), key=lambda pair: (-pair[1], pair[0]))
        return decide(part.words, shares)


def decide(words: str, shares: Sequence[tuple[str, float]]) -> Question:
    """Whether to answer, and what, or to ask back."""
    best = tuple(shares[:6])
    (first, share), (second, next_share) = shares[0], shares[1]
    known = topics()
    if share >= SURE:
        both = next_share >= CLOSE and known[first].of_order and known[second].of_order
        return Question(words, Verdict.TOPIC, (first, second) if both else (first,), best)
    refused = sum(value for name, value in shares if known[name].kind is Kind.REFUSAL)
    if refused >= 0.5:
        worst = next(name for name, _ in shares if known[name].kind is Kind.REFUSAL)
        return Question(words, Verdict.TOPIC, (worst,), best)
    offered = tuple(name for name, value in shares if value >= OFFERED and known[name].label)[:CHOICES]
    if not offered:
        return Question(words, Verdict.TOPIC, ("oos_general",), best)
    if len(offered) == 1:
        return Question(words, Verdict.TOPIC, offered, best)
    return Question(words, Verdict.UNCLEAR, offered, best)


def _same(one: Question, other: Question) -> bool:
    return other.topics[0] in one.topics or one.verdict is Verdict.TOPIC and other.verdict is Verdict.UNCLEAR


def _mix(one: Sequence[float], other: Sequence[float], weight: float) -> list[float]:
    return [weight * a + (1 - weight) * b for a, b in zip(one, other, strict=True)]
