"""Fitting the linear model: multinomial logistic regression by stochastic gradient descent (AdaGrad).

Runs where weights are made, nowhere else: it needs numpy and scipy. Few rounds and no other restraint: stopping early
is what keeps rare words from being learned by heart, and it was the best of what was tried on hands left out.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

RARE = 3
"""Rows a feature must be seen in."""
RARITY = 1.3
"""The power of a feature's rarity: 0 counts all alike, 1 as information."""
ROUNDS = 8
AVERAGED = 4
"""The last rounds, whose weights are averaged."""
BATCH = 128
STEP = 0.3
SEED = 0

Row = tuple[Mapping[str, float], str, float]
"""Features, topic, and how much the row counts."""
Numbers = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted model. ``weights`` has a row for each feature and a column for each topic."""

    topics: list[str]
    features: list[str]
    rarity: list[float]
    weights: Numbers
    bias: list[float]

    def scores(self, found: Sequence[Mapping[str, float]]) -> Numbers:
        """How strongly each message speaks for each topic."""
        rarity = dict(zip(self.features, self.rarity, strict=True))
        return np.asarray(matrix(found, rarity) @ self.weights + np.array(self.bias, np.float32))


def fit(found: Sequence[Row]) -> Fitted:
    """Fit to the rows, each scaled to length one. The same rows always give the same weights."""
    counted = Counter(name for row, _, _ in found for name in row)
    names = sorted(name for name, times in counted.items() if times >= RARE)
    rarity = [round((math.log(len(found) / counted[name]) + 0.3) ** RARITY, 4) for name in names]
    topics = sorted({topic for _, topic, _ in found})
    place = {topic: at for at, topic in enumerate(topics)}
    wanted = np.array([place[topic] for _, topic, _ in found])
    counts = np.array([share for *_, share in found], np.float32)
    rows = matrix([row for row, _, _ in found], dict(zip(names, rarity, strict=True)))
    weights, bias = _descend(rows, wanted, counts, len(topics))
    return Fitted(topics, names, rarity, weights, [round(float(each), 4) for each in bias])


def _descend(rows: Any, wanted: Any, counts: Numbers, topics: int) -> tuple[Numbers, Numbers]:  # noqa: ANN401  scipy is untyped
    weights, bias = np.zeros((rows.shape[1], topics), np.float32), np.zeros(topics, np.float32)
    steep, steep_bias = np.full_like(weights, 1e-8), np.full_like(bias, 1e-8)
    average, average_bias = np.zeros_like(weights), np.zeros_like(bias)
    chance = np.random.default_rng(SEED)
    for turn in range(ROUNDS):
        step = STEP * (1 - turn / ROUNDS) + STEP / 50
        order = chance.permutation(rows.shape[0])
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            within, columns = _only_used(rows[batch])
            pull = _shares(within @ weights[columns] + bias)
            pull[np.arange(len(batch)), wanted[batch]] -= 1
            pull *= counts[batch, None]
            slope = (within.T @ pull) / len(batch)
            steep[columns] += slope * slope
            weights[columns] -= step * slope / np.sqrt(steep[columns])
            slope = pull.mean(0)
            steep_bias += slope * slope
            bias -= step * slope / np.sqrt(steep_bias)
        if turn >= ROUNDS - AVERAGED:
            average += weights / AVERAGED
            average_bias += bias / AVERAGED
    return average, average_bias


def _only_used(rows: Any) -> tuple[Any, Any]:  # noqa: ANN401  as above
    """The rows without the columns that are empty in all of them, and which columns were kept."""
    columns = np.unique(rows.indices)
    kept = np.searchsorted(columns, rows.indices)
    return csr_matrix((rows.data, kept, rows.indptr), shape=(rows.shape[0], len(columns))), columns


def _shares(scores: Numbers) -> Numbers:
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(powers / powers.sum(1, keepdims=True), np.float32)


def matrix(found: Sequence[Mapping[str, float]], rarity: Mapping[str, float]) -> Any:  # noqa: ANN401  as above
    """The features as a sparse matrix, in the order of ``rarity``."""
    place = {name: at for at, name in enumerate(rarity)}
    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    for row in found:
        known = [(place[name], weight * rarity[name]) for name, weight in row.items() if name in place]
        length = math.sqrt(sum(value * value for _, value in known)) or 1.0
        columns.extend(at for at, _ in known)
        data.extend(value / length for _, value in known)
        starts.append(len(columns))
    return csr_matrix((np.array(data, np.float32), columns, starts), shape=(len(found), len(place)))
