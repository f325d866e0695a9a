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
WRONG = -1.2
"""What an answer is worth where the order gives none."""
LENGTH = (0.0, -0.03, -0.08)
"""What reading one, two or three facts costs."""
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

    def likelihoods(self, shares: Shares) -> list[float]:
        """How likely a message is of each of ``SORTS``."""
        seen = signs(shares)
        scores = [
            sum([weight * sign for weight, sign in zip(row, seen, strict=True)]) + bias
            for row, bias in zip(self.weights, self.bias, strict=True)
        ]
        top = max(scores)
        powers = [math.exp(each - top) for each in scores]
        return [each / sum(powers) for each in powers]


def signs(shares: Shares) -> list[float]:
    """What the gate goes by: for each sort, the logarithm of its share of belief and of its likeliest topic's."""
    sort = sort_of()
    together, best = [0.0] * len(SORTS), [0.0] * len(SORTS)
    for name, share in shares:
        at = sort[name]
        together[at] += share
        best[at] = max(best[at], share)
    return [math.log(LEAST + each) for each in (*together, *best)]


@cache
def sort_of() -> Mapping[str, int]:
    """Each topic's place in ``SORTS``."""
    return {name: next(at for at, sort in enumerate(SORTS) if topic.kind in sort) for name, topic in topics().items()}


def decide(words: str, shares: Shares, gate: Gate) -> Question:
    """What to do with a question whose topics have these shares of belief, best first."""
    best = tuple(shares[:SHOWN])
    fact, silence, refusal, register, talk = gate.likelihoods(shares)
    facts = _likeliest(_of_sort(shares, 0))
    replies = {
        **_answers(fact, facts),
        (_first(shares, 1),): silence,
        (_refusal(shares),): refusal,
        (_first(shares, 3),): register,
        (_first(shares, 4),): talk,
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
    several = all(topics()[name].kind is Kind.FACT and not topics()[name].parts for name in names)
    found: dict[tuple[str, ...], float] = {}
    for at, cost in enumerate(LENGTH[: None if several else 1]):
        right = sum(share for _, share in facts[: at + 1])
        found[names[: at + 1]] = fact * (right + BESIDE * (1 - right)) + (1 - fact) * WRONG + cost
    return found


def _of_sort(shares: Shares, at: int) -> list[tuple[str, float]]:
    """The topics of a sort with their shares of that sort's belief."""
    sort = sort_of()
    found = [(name, share) for name, share in shares if sort[name] == at]
    together = sum(share for _, share in found)
    return [(name, share / together) for name, share in found]


def _first(shares: Shares, at: int) -> str:
    return _of_sort(shares, at)[0][0]


def _refusal(shares: Shares) -> str:
    """The likeliest refusal; where none stands out, the one that fits everything."""
    first, share = _of_sort(shares, 2)[0]
    return first if share >= OWN else "oos_general"


def _likeliest(facts: Shares) -> list[tuple[str, float]]:
    """Facts one after the other, each with the belief it adds to those before it: it may answer several topics."""
    left = dict(facts)
    found: list[tuple[str, float]] = []
    for _ in range(CHOICES):
        gains = {name: sum([left.get(each, 0.0) for each in covered_by(name)]) for name in left}
        name = max(gains, key=lambda each: gains[each] + left[each])
        found.append((name, gains[name]))
        for each in covered_by(name):
            left.pop(each, None)
    return found


@cache
def covered_by(name: str) -> tuple[str, ...]:
    """The facts its answer gives: its own, those said in the same breath, those in the same words of an order."""
    topic = topics()[name]
    beside = (name, *topic.also)
    shared = (other.id for other in topics().values() if set(topic.provisions) & set(other.provisions))
    return tuple(each for each in dict.fromkeys([*beside, *shared]) if sort_of()[each] == 0)
