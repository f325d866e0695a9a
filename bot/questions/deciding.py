"""The gate: whether to answer one question, and what, to refuse it, or to ask back.

The thresholds were chosen on questions by writers whose examples the model had not seen: lowering them answers more
and is wrong more often, raising them asks back more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.questions.topics import Kind, topics

SURE = 0.33
"""The share of belief that is enough for a topic, whatever comes second."""
ENOUGH = 0.18
"""The share that is enough for a topic far ahead of the second."""
AHEAD = 3.0
"""How many times the second share counts as far ahead."""
BESIDE = 0.17
"""The share a second topic needs to be answered in the same breath."""
SEVERAL = 0.13
"""The share of a third topic that shows a question to be about none in particular."""
ALONE = 0.5
"""The share of a first topic that no third one puts in doubt."""
REFUSED = 0.3
"""The share of all refusals together that is enough to refuse."""
SOMETHING = 0.08
"""The share below which a question is like nothing known."""
CHOICES = 3
"""Buttons when one question is asked back."""
SHOWN = 6

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


def decide(words: str, shares: Shares) -> Question:
    """What to do with a question whose topics have these shares of belief, best first."""
    best = tuple(shares[:SHOWN])
    refusal = _refusal(shares)
    if refusal:
        return Question(words, Verdict.TOPIC, (refusal,), best)
    chosen = _chosen(shares)
    if chosen:
        return Question(words, Verdict.TOPIC, chosen, best)
    offered = tuple(name for name, _ in best if topics()[name].label)[:CHOICES]
    if shares[0][1] < SOMETHING or len(offered) < CHOICES:
        return Question(words, Verdict.TOPIC, ("oos_general",), best)
    return Question(words, Verdict.UNCLEAR, offered, best)


def _refusal(shares: Shares) -> str | None:
    """The likeliest refusal, if refusals as a whole weigh enough."""
    refusals = [(name, share) for name, share in shares if topics()[name].kind is Kind.REFUSAL]
    together = sum(share for _, share in refusals)
    first, share = shares[0]
    enough = together >= REFUSED and together > share if topics()[first].kind is not Kind.REFUSAL else share >= ENOUGH
    return refusals[0][0] if enough else None


def _chosen(shares: Shares) -> tuple[str, ...]:
    (first, share), (second, next_share), (_, third_share) = shares[0], shares[1], shares[2]
    if third_share >= SEVERAL and share < ALONE:
        return ()
    both = next_share >= BESIDE and topics()[first].of_order and topics()[second].of_order
    if share >= SURE or (share >= ENOUGH and share >= AHEAD * next_share):
        if both and 2 * next_share >= share and _is_detail(second, first):
            return (second,)
        return (first, second) if both and not _is_detail(first, second) else (first,)
    return (first, second) if both and share + next_share >= SURE + 0.1 else ()


def _is_detail(topic: str, of: str) -> bool:
    """Whether a topic is what an order leaves open about another, so that the other is said beside it anyway."""
    return topics()[topic].kind is Kind.SILENCE and of in topics()[topic].near
