"""What a message asks: its questions in order, the topic of each, and how sure that is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from bot.domain.order import OrderReading
from bot.questions import names
from bot.questions.deciding import Question, Verdict, covered_by, decide
from bot.questions.features import features, touched
from bot.questions.model import Model, model, softmax
from bot.questions.spelling import speller
from bot.questions.splitting import MOST, Part, clipped, enumerated, seams, split
from bot.questions.text import plain
from bot.questions.topics import Kind, topics

FRAGMENT = 4
"""Words at most in a part that leans on what was said before it."""
COMPLETE = 0.5
"""The share that shows a part to be a question without what was said before it."""
TELLING = 3
"""Letters at least in a word that tells a language."""
LEGIBLE = 0.5
"""The share of such words that must be known for a message to be taken for anything."""
SURELY = 0.8
"""The share from which a piece of a part is a question of its own."""
FEW, MANY = 3, 6
"""Items of a list worth looking at one by one."""
FOLLOW_UP = 8
"""Words at most in a message that may go on with the subject before it."""
OWN_SUBJECT = 0.75
"""The share that lets a short message in a thread stand on its own."""
STAYS = 1.2
"""What the subject before is worth to a message that goes on with it, in units of the model's scores."""

ELSEWHERE = (("oos_other_proceeding",), ("oos_other_judge",), ("oos_other_data",))
"""What a message is about elsewhere, and stays about while it says "it"."""

_GOES_ON = re.compile(
    r"^\W*(?:and|or|but|also|what about|how about|same|what if|then|if so|if not|so)\b", re.IGNORECASE
)

HOW_ASKED = frozenset(("deadline", "hour", "extent", "leave", "details", "form", "send", "amount_of_authority"))
"""Concepts that tell what is asked, not of what."""

_POINTS_BACK = re.compile(r"\b(?:it|its|that|this|those|these)\b", re.IGNORECASE)


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
    found = _Reader(by or model(), text, names.of_order(order)).questions(previous)
    return Understanding(text, tuple(found[:MOST]), tuple(each.words for each in found[MOST:]))


class _Reader:
    """Reads one message with one model."""

    def __init__(self, by: Model, text: str, known: dict[str, str]) -> None:
        self._by = by
        self._text = text
        self._names = {**known, **names.other_judges(text, known, by.words)}
        self._spell = speller(by.words)
        self._scored: dict[str, list[float]] = {}

    def questions(self, previous: str | None) -> list[Question]:
        if not self._legible():
            return [replace(self._alone(self._text), verdict=Verdict.TOPIC, topics=("oos_general",))]
        parts = [piece for part in split(self._text) for piece in self._pieces(part)]
        if len(parts) == 1:
            return self._listed() or [self._single(parts[0], previous)]
        found: list[Question] = []
        said = ""
        for part in parts:
            elsewhere = (bool(found) and found[-1].topics[:1] in ELSEWHERE) or self._elsewhere(part.context)
            question = self._question(part.words, self._among(part, said, elsewhere=elsewhere))
            said = f"{said} {part.context} {part.words}"
            if not (found and _continues(found[-1], question)):
                found.append(_beside(question, found))
        return found

    def _legible(self) -> bool:
        """Whether enough words are known to tell what a message in them asks: not in another language, nor in none."""
        words = [each for each in plain(self._text, self._spell, self._names) if len(each) >= TELLING]
        known = [each for each in words if each in self._by.words or not each.isalpha()]
        return len(known) >= LEGIBLE * len(words)

    def _pieces(self, part: Part) -> list[Part]:
        """A part as several where it is a list of what an order says, or where each side of a seam asks for its own."""
        items = enumerated(part.words)
        if FEW <= len(items) <= MANY and len(self._surely(items)) >= len(items) - 1:
            return [Part(item, part.context) for item in items]
        for sides in seams(part.words):
            asked = self._surely(sides)
            if len(asked) == len(sides) and not asked <= set(self._alone(part.words).topics):
                return [Part(side, part.context) for side in sides]
        return [part]

    def _surely(self, pieces: Sequence[str]) -> set[str]:
        """The facts these pieces surely ask for, each in words of its own."""
        found: set[str] = set()
        for question in map(self._alone, pieces):
            sure = question.kind is Kind.FACT and question.shares[0][1] >= SURELY
            if sure and found.isdisjoint(covered_by(question.topics[0])):
                found.add(question.topics[0])
        return found

    def _alone(self, words: str) -> Question:
        return self._question(words, self._scores(words))

    def _listed(self) -> list[Question]:
        """The items of a message that is nothing but a list of what an order says."""
        found = [self._alone(item) for item in clipped(self._text)]
        return found if all(each.kind is Kind.FACT for each in found) else []

    def _single(self, part: Part, previous: str | None) -> Question:
        scores = self._scores(part.words)
        if part.context:
            own = 0.5 if max(softmax(scores)) >= COMPLETE and not self._elsewhere(part.context) else 0.2
            scores = _mix(scores, self._scores(self._text), own)
        alone = self._question(part.words, scores)
        if previous is None or previous not in topics() or not _goes_on(part.words, alone):
            return alone
        return self._following(part.words, scores, previous)

    def _following(self, words: str, scores: list[float], previous: str) -> Question:
        """A message that goes on with the subject before it."""
        subject = topics()[previous]
        for pattern, then in subject.follow:
            if re.search(pattern, words, re.IGNORECASE):
                return Question(words, Verdict.TOPIC, (then,), ((then, 1.0), (previous, 0.0)))
        together = _mix(scores, self._scores(f"{subject.about} {words}"), 0.4)
        stays = [score + STAYS * (name == previous) for name, score in zip(self._by.topics, together, strict=True)]
        return self._question(words, stays)

    def _among(self, part: Part, said: str, *, elsewhere: bool) -> list[float]:
        own = self._scores(part.words)
        before = f"{said} {part.context}".strip()
        leans = (elsewhere and _leans_back(part.words)) or (bool(said) and self._names_nothing(part.words))
        if not before or (max(softmax(own)) >= COMPLETE and not leans):
            return own
        short = len(part.words.split()) <= FRAGMENT
        return _mix(own, self._scores(f"{before} {part.words}"), 0.2 if leans else 0.35 if short else 0.65)

    def _elsewhere(self, context: str) -> bool:
        """Whether what is said around a question is about another case, judge or proceeding."""
        return bool(context) and self._alone(context).topics[:1] in ELSEWHERE

    def _names_nothing(self, words: str) -> bool:
        """Whether a part asks how long, by when, or what happens, but not of what."""
        return HOW_ASKED.issuperset(touched(plain(words, self._spell, self._names)))

    def _scores(self, text: str) -> list[float]:
        if text not in self._scored:
            self._scored[text] = self._by.scores(features(plain(text, self._spell, self._names)))
        return self._scored[text]

    def _question(self, words: str, scores: Sequence[float]) -> Question:
        shares = sorted(zip(self._by.topics, softmax(scores), strict=True), key=itemgetter(1), reverse=True)
        return decide(words, shares, self._by.gate)


def _goes_on(words: str, alone: Question) -> bool:
    if len(words.split()) > FOLLOW_UP or alone.kind in (Kind.CHITCHAT, Kind.COMMAND, Kind.STATE):
        return False
    if alone.kind is Kind.CHOICE:
        return bool(_GOES_ON.match(words) or _POINTS_BACK.search(words))
    return bool(_GOES_ON.match(words)) or alone.shares[0][1] < OWN_SUBJECT


def _leans_back(words: str) -> bool:
    """Whether a part names no subject of its own."""
    return len(words.split()) <= FRAGMENT or bool(_POINTS_BACK.search(words))


def _continues(before: Question, question: Question) -> bool:
    """Whether a part only adds to the one before: the same topic again, or nothing of its own."""
    if question.verdict is Verdict.UNCLEAR:
        return True
    return question.topics[0] in before.topics


def _beside(question: Question, before: Sequence[Question]) -> Question:
    """A question without what the questions before it give anyway, unless nothing were left of it."""
    given = {name for each in before for name in each.topics}
    new = tuple(name for name in question.topics if name not in given)
    return replace(question, topics=new or question.topics)


def _mix(one: Sequence[float], other: Sequence[float], weight: float) -> list[float]:
    return [weight * a + (1 - weight) * b for a, b in zip(one, other, strict=True)]
