"""Fitting the model to messages and their topics: the features that count, their rarity, and the weights.

Runs where weights are made, nowhere else: it needs numpy and scipy.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from bot.questions.descending import Layer, Numbers, Task, linear, network, shares
from bot.questions.model import LOWEST, NETWORK

RARE = 3
"""Rows a feature must be seen in."""
RARITY = 1.3
"""The power of a feature's rarity: 0 counts all alike, 1 as information."""

Row = tuple[Mapping[str, float], str, float]
"""Features, topic, and how much the row counts."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted model: what each feature says for each topic, and what it says to the network's hidden units."""

    topics: list[str]
    features: list[str]
    rarity: list[float]
    linear: Layer
    inner: Layer
    outer: Layer

    def scores(self, found: Sequence[Mapping[str, float]]) -> Numbers:
        """How strongly each message speaks for each topic: the logarithm of its share of belief."""
        rows = matrix(found, dict(zip(self.features, self.rarity, strict=True)))
        hidden = np.maximum(_through(rows, self.inner), 0)
        one, other = _logarithms(_through(rows, self.linear)), _logarithms(_through(hidden, self.outer))
        return np.asarray((1 - NETWORK) * one + NETWORK * other, np.float32)


def fit(found: Sequence[Row]) -> Fitted:
    """Fit to the rows, each scaled to length one. The same rows always give the same weights."""
    counted = Counter(name for row, _, _ in found for name in row)
    names = sorted(name for name, times in counted.items() if times >= RARE)
    rarity = [round((math.log(len(found) / counted[name]) + 0.3) ** RARITY, 4) for name in names]
    topics = sorted({topic for _, topic, _ in found})
    place = {topic: at for at, topic in enumerate(topics)}
    task = Task(
        matrix([row for row, _, _ in found], dict(zip(names, rarity, strict=True))),
        wanted=np.array([place[topic] for _, topic, _ in found]),
        counts=np.array([share for *_, share in found], np.float32),
        topics=len(topics),
    )
    return Fitted(topics, names, rarity, linear(task), *network(task))


def matrix(found: Sequence[Mapping[str, float]], rarity: Mapping[str, float]) -> Any:  # noqa: ANN401  scipy is untyped
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


def _through(rows: Any, layer: Layer) -> Numbers:  # noqa: ANN401  as above
    return np.asarray(rows @ layer.weights + layer.bias, np.float32)


def _logarithms(scores: Numbers) -> Numbers:
    return np.asarray(np.log(np.maximum(shares(scores), math.exp(LOWEST))), np.float32)
