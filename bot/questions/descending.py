"""How weights are found: step by step down the slope of their mistakes, a linear model and a network beside it.

Runs where weights are made, nowhere else: it needs numpy and scipy. Few rounds and little other restraint: stopping
early is what keeps rare words from being learned by heart, and it was the best of what was tried on hands left out.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

ROUNDS = 8
STEP = 0.3
BATCH = 128

HIDDEN = 128
"""Units of the network's one hidden layer."""
NETWORK_ROUNDS = 10
NETWORK_STEP = 0.07
START = 0.09
"""How far from zero, on the average, the network's first layer begins."""
FORGOTTEN = 0.2
"""The share of a message's features the network is not shown, another one each time."""
ASLEEP = 0.4
"""The share of hidden units that sit a message out, others each time: no unit may rely on another."""

AVERAGED = 4
"""The last rounds, whose weights are averaged."""
GENTLE = 1e-7
"""What every weight is taken to have moved already, so that the first steps are not leaps."""
SEED = 0

Numbers = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be learned: a message a row, the place of its topic, and how much it counts."""

    rows: Any
    wanted: Any
    counts: Numbers
    topics: int


@dataclass(frozen=True, slots=True)
class Layer:
    """A row of weights for each thing that comes in, a column for each that goes out, and a bias for each column."""

    weights: Numbers
    bias: Numbers


class _Descent:
    """Numbers on their way, each the slower the more it has moved (AdaGrad), and their average over the last rounds."""

    def __init__(self, start: Numbers) -> None:
        self.now = start
        self.average = np.zeros_like(start)
        self._steep = np.full_like(start, GENTLE)

    def follow(self, slope: Numbers, step: float, at: Any = slice(None)) -> None:  # noqa: ANN401  an index
        steep = self._steep[at] + slope * slope
        self._steep[at] = steep
        self.now[at] -= step * slope / np.sqrt(steep)

    def remember(self) -> None:
        self.average += self.now / AVERAGED


def linear(task: Task) -> Layer:
    """Multinomial logistic regression."""
    chance = np.random.default_rng(SEED)
    weights = _Descent(np.zeros((task.rows.shape[1], task.topics), np.float32))
    bias = _Descent(np.zeros(task.topics, np.float32))
    for turn in range(ROUNDS):
        step = _step(STEP, turn / ROUNDS)
        for batch in _batches(task, chance):
            within, columns = _only_used(task.rows[batch])
            pull = _pull(within @ weights.now[columns] + bias.now, task, batch)
            weights.follow(within.T @ pull, step, columns)
            bias.follow(pull.sum(0), step)
        if turn >= ROUNDS - AVERAGED:
            weights.remember()
            bias.remember()
    return Layer(weights.average, bias.average)


def network(task: Task) -> tuple[Layer, Layer]:
    """A network with one hidden layer of rectified units, which hears what goes together in a message."""
    chance = np.random.default_rng(SEED)
    inner, inner_bias = _layer(chance, task.rows.shape[1], HIDDEN, START)
    outer, outer_bias = _layer(chance, HIDDEN, task.topics, 1 / math.sqrt(HIDDEN))
    for turn in range(NETWORK_ROUNDS):
        step = _step(NETWORK_STEP, turn / NETWORK_ROUNDS)
        for batch in _batches(task, chance):
            within, columns = _only_used(task.rows[batch])
            within.data *= _kept(chance, within.data.shape, FORGOTTEN)
            raised = within @ inner.now[columns] + inner_bias.now
            awake = (raised > 0) * _kept(chance, raised.shape, ASLEEP)
            hidden = raised * awake
            pull = _pull(hidden @ outer.now + outer_bias.now, task, batch)
            back = (pull @ outer.now.T) * awake
            outer.follow(hidden.T @ pull, step)
            outer_bias.follow(pull.sum(0), step)
            inner.follow(within.T @ back, step, columns)
            inner_bias.follow(back.sum(0), step)
        if turn >= NETWORK_ROUNDS - AVERAGED:
            for each in (inner, inner_bias, outer, outer_bias):
                each.remember()
    return Layer(inner.average, inner_bias.average), Layer(outer.average, outer_bias.average)


def _layer(chance: np.random.Generator, rows: int, columns: int, spread: float) -> tuple[_Descent, _Descent]:
    weights = chance.standard_normal((rows, columns), np.float32) * np.float32(spread)
    return _Descent(weights), _Descent(np.zeros(columns, np.float32))


def _step(first: float, done: float) -> float:
    """The length of a step when this share of all rounds is done: ever shorter, never nothing."""
    return first * (1 - done) + first / 50


def _batches(task: Task, chance: np.random.Generator) -> Iterator[Any]:
    order = chance.permutation(task.rows.shape[0])
    for start in range(0, len(order), BATCH):
        yield order[start : start + BATCH]


def _kept(chance: np.random.Generator, shape: tuple[int, ...], dropped: float) -> Numbers:
    """Nothing for a share of numbers, and as much more for the others."""
    return (chance.random(shape, np.float32) >= dropped) * np.float32(1 / (1 - dropped))


def _pull(scores: Numbers, task: Task, batch: Any) -> Numbers:  # noqa: ANN401  an index
    """How much too strongly each message of a batch speaks for each topic, for its share of the batch."""
    pull = shares(scores)
    pull[np.arange(len(batch)), task.wanted[batch]] -= 1
    pull *= task.counts[batch, None] / np.float32(len(batch))
    return pull


def _only_used(rows: Any) -> tuple[Any, Any]:  # noqa: ANN401  scipy is untyped
    """The rows without the columns that are empty in all of them, and which columns were kept."""
    columns = np.unique(rows.indices)
    kept = np.searchsorted(columns, rows.indices)
    return csr_matrix((rows.data, kept, rows.indptr), shape=(rows.shape[0], len(columns))), columns


def shares(scores: Numbers) -> Numbers:
    """Scores turned into shares of one, row by row."""
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(powers / powers.sum(1, keepdims=True), np.float32)
