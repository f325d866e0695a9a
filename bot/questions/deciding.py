"""The gate: whether to answer one question, and what, to refuse it, or to ask back.

First how likely each sort of message is (one the order answers, one it is silent on, one to refuse, one for the
register, small talk), then, of all replies, the one that is worth most on the whole. What a reply is worth where it is
right and where it is not is said here; how belief is turned into likelihood is fitted by ``bot.questions.train`` to
the messages of writers the model had not seen, and kept beside the weights.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.questions.topics import Kind, topics

BESIDE = -0.5
"""What an answer is worth that gives another of the order's facts, where a right reply is worth one."""
WRONG = -1.0
"""What an answer is worth where the order gives none."""
LENGTH = (0.0, -0.05, -0.12)
"""What reading one, two or three facts costs."""
NEAR = 0.1
"""What belief in a second fact is at least, beside that in the first, for both to be given."""
CHOICE = 0.25
"""What a question back is worth that has what was meant among its buttons."""
CHOICES = 3
"""Buttons when one question is asked back."""
OWN = 0.4
"""The share of all refusals that gives a refusal its own words."""
SHOWN = 6
LEAST = 0.01
"""Added to a share before its logarithm is taken."""

SORTS: tuple[tuple[Kind, ...], ...] = (
    (Kind.FACT, Kind.CHOICE),
    (Kind.SILENCE,),
    (Kind.REFUSAL,),
    (Kind.STATE, Kind.COMMAND),
    (Kind.CHITCHAT,),
)
"""The sorts of messages, told apart first."""

Shares = Sequence[tuple[str, float]]


class Verdict(StrEnum):
    """What to do with one question."""

    TOPIC = "topic"
    """Answer its topic; a second one beside it was asked in the same breath, or may be what was meant."""
    UNCLEAR = "unclear"
    """Ask which of its topics is meant."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a message. ``shares`` are the likeliest topics with their share of belief, best first."""

    words: str
    verdict: Verdict
    topics: tuple[str, ...]
    shares: tuple[tuple[str, float], ...] = ()

    @property
    def kind(self) -> Kind | None:
        """The kind of the first topic; ``None`` while unclear."""
        return topics()[self.topics[0]].kind if self.verdict is Verdict.TOPIC else None


@dataclass(frozen=True, slots=True)
class Gate:
    """Turns shares of belief into likelihoods of the sorts: a row of weights for each sort, and its bias."""

    weights: tuple[tuple[float, ...], ...]
    bias: tuple[float, ...]

    def likelihoods(self, seen: Sequence[float]) -> list[float]:
        """How likely a message with these ``signs`` is of each of ``SORTS``."""
        scores = [
            sum([weight * sign for weight, sign in zip(row, seen, strict=True)]) + bias
            for row, bias in zip(self.weights, self.bias, strict=True)
        ]
        top = max(scores)
        powers = [math.exp(each - top) for each in scores]
        together = sum(powers)
        return [each / together for each in powers]


@dataclass(frozen=True, slots=True)
class Belief:
    """The topics of one sort with their shares of belief, in the order given, and the sum of these."""

    shares: Shares
    together: float

    def within(self) -> list[tuple[str, float]]:
        """The same as shares of this sort's belief."""
        return [(name, share / self.together) for name, share in self.shares]


def apart(shares: Shares) -> list[Belief]:
    """Belief sorted by ``SORTS``, in one pass."""
    sort = sort_of()
    found: list[list[tuple[str, float]]] = [[] for _ in SORTS]
    for each in shares:
        found[sort[each[0]]].append(each)
    return [Belief(each, sum([share for _, share in each])) for each in found]


def signs(shares: Shares) -> list[float]:
    """What the gate goes by: for each sort, the logarithm of its share of belief and of its likeliest topic's."""
    return _signs(apart(shares))


def _signs(beliefs: Sequence[Belief]) -> list[float]:
    best = [max([share for _, share in each.shares], default=0.0) for each in beliefs]
    return [math.log(LEAST + each) for each in (*[each.together for each in beliefs], *best)]


@cache
def sort_of() -> Mapping[str, int]:
    """Each topic's place in ``SORTS``."""
    return {name: next(at for at, sort in enumerate(SORTS) if topic.kind in sort) for name, topic in topics().items()}


def decide(words: str, shares: Shares, gate: Gate) -> Question:
    """What to do with a question whose topics have these shares of belief, best first."""
    best = tuple(shares[:SHOWN])
    beliefs = apart(shares)
    fact, silence, refusal, register, talk = gate.likelihoods(_signs(beliefs))
    facts = _likeliest(beliefs[0].within())
    replies = {
        **_answers(fact, facts),
        (_first(beliefs[1]),): silence,
        (_refusal(beliefs[2]),): refusal,
        (_first(beliefs[3]),): register,
        (_first(beliefs[4]),): talk,
        (): CHOICE * fact * sum(share for _, share in facts),
    }
    chosen = max(replies, key=lambda each: replies[each])
    names = tuple(name for name, _ in facts)
    asking = tuple(name for name in names if topics()[name].kind is Kind.CHOICE)
    if chosen or asking:
        return Question(words, Verdict.TOPIC, chosen or asking, best)
    return Question(words, Verdict.UNCLEAR, names, best)


def _answers(fact: float, facts: Shares) -> dict[tuple[str, ...], float]:
    """What it is worth to answer the likeliest fact, the two likeliest, and three."""
    names = tuple(name for name, _ in facts)
    near = all(share >= NEAR * facts[0][1] for _, share in facts[:2])
    several = near and all(topics()[name].kind is Kind.FACT and not topics()[name].parts for name in names)
    found: dict[tuple[str, ...], float] = {}
    for at, cost in enumerate(LENGTH[: None if several else 1]):
        right = sum(share for _, share in facts[: at + 1])
        found[names[: at + 1]] = fact * (right + BESIDE * (1 - right)) + (1 - fact) * WRONG + cost
    return found


def _first(belief: Belief) -> str:
    return belief.shares[0][0]


def _refusal(belief: Belief) -> str:
    """The likeliest refusal; where none stands out, the one that fits everything."""
    first, share = belief.shares[0]
    return first if share / belief.together >= OWN else "oos_general"


def _likeliest(facts: Shares) -> list[tuple[str, float]]:
    """Facts one after the other, each with the belief it adds to those before it: it may answer several topics."""
    left = dict(facts)
    found: list[tuple[str, float]] = []
    for _ in range(CHOICES):
        gains = {name: sum([left.get(each, 0.0) for each in covered_by(name)]) for name in _in_question(left)}
        name = max(gains, key=lambda each: gains[each] + left[each])
        found.append((name, gains[name]))
        for each in covered_by(name):
            left.pop(each, None)
    return found


def _in_question(left: Mapping[str, float]) -> list[str]:
    """Of facts, best first, those that can add most: the first that answers nothing besides, and all others."""
    several = _answer_several()
    alone = next((name for name in left if name not in several), None)
    return [name for name in left if name in several or name == alone]


@cache
def _answer_several() -> frozenset[str]:
    return frozenset(name for name in sort_of() if len(covered_by(name)) > 1)


@cache
def covered_by(name: str) -> tuple[str, ...]:
    """The facts its answer gives: its own, those said in the same breath, those in the same words of an order."""
    topic = topics()[name]
    beside = (name, *topic.also)
    shared = (other.id for other in topics().values() if set(topic.provisions) & set(other.provisions))
    return tuple(each for each in dict.fromkeys([*beside, *shared]) if sort_of()[each] == 0)
