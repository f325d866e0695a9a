"""The linear model: how strongly each feature of a message speaks for each topic.

All topics' weights for one feature are packed in one Python integer, 16 bits a topic, so that adding two integers
adds a hundred weights at once. Nothing beyond the standard library runs here; ``bot.questions.train`` makes the file.
"""

import base64
import json
import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

LANE_BYTES = 2
SHIFT = 128
"""Added to each weight, which is between -127 and 127, so that no lane is negative."""
AT_ONCE = 256
"""Features added at once: more could overflow a lane."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights as read from the file. ``scale`` is how many units of a lane make one unit of a weight."""

    topics: tuple[str, ...]
    rows: Mapping[str, int]
    rarity: Mapping[str, float]
    bias: tuple[float, ...]
    scale: float
    words: frozenset[str]

    def scores(self, features: Mapping[str, float]) -> list[float]:
        """How strongly these features speak for each topic, in the order of ``topics``."""
        rows, rarity = self.rows, self.rarity
        known = [name for name in features if name in rows]
        length = math.sqrt(sum([(features[name] * rarity[name]) ** 2 for name in known])) or 1.0
        totals = [-SHIFT * len(known)] * len(self.topics)
        for start in range(0, len(known), AT_ONCE):
            added = sum([rows[name] for name in known[start : start + AT_ONCE]])
            lanes = memoryview(added.to_bytes(LANE_BYTES * len(self.topics), "little")).cast("H")
            totals = [total + lane for total, lane in zip(totals, lanes, strict=True)]
        scale = self.scale * length
        return [total / scale + bias for total, bias in zip(totals, self.bias, strict=True)]

    def weight(self, feature: str, topic: str) -> float:
        """What one feature says for one topic, before the message's length is taken out."""
        row = self.rows.get(feature)
        if row is None:
            return 0.0
        lane = (row >> (8 * LANE_BYTES * self.topics.index(topic))) & 0xFFFF
        return (lane - SHIFT) / self.scale


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores turned into shares of one."""
    top = max(scores)
    powers = [math.exp(each - top) for each in scores]
    total = sum(powers)
    return [each / total for each in powers]


@cache
def model() -> Model:
    """The model in ``weights.json``, read once."""
    return from_document(json.loads(resources.files(__package__).joinpath("weights.json").read_text("utf-8")))


def from_document(data: Mapping[str, Any]) -> Model:
    """A model from the file's content, as ``bot.questions.train`` writes it."""
    names: list[str] = data["features"]
    width = LANE_BYTES * len(data["topics"])
    packed = memoryview(zlib.decompress(base64.b85decode(data["rows"])))
    return Model(
        topics=tuple(data["topics"]),
        rows={name: int.from_bytes(packed[at * width : (at + 1) * width], "little") for at, name in enumerate(names)},
        rarity=dict(zip(names, data["rarity"], strict=True)),
        bias=tuple(data["bias"]),
        scale=data["scale"],
        words=frozenset(data["words"]),
    )
