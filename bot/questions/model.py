"""The linear model: how strongly each feature of a message speaks for each topic.

All topics' weights for one feature are packed in one row of bytes, one a topic. Read as one Python integer, and spread
to 16 bits a topic, adding two integers adds a hundred weights at once. Nothing beyond the standard library runs here;
``bot.questions.train`` makes the file.
"""

import base64
import json
import math
import sys
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from operator import add
from typing import Any

from bot.questions.deciding import Gate

SHIFT = 128
"""Added to each weight, which is between -127 and 127, so that no byte is negative."""
AT_ONCE = 256
"""Features added at once: more could overflow 16 bits."""
REMEMBERED = 8192
"""Features whose rows are kept spread: some two megabytes."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights as read from the file. ``scale`` is how many units of a byte make one unit of a weight.

    ``place`` tells a feature's row in ``packed``, and its rarity in ``rarity``.
    """

    topics: tuple[str, ...]
    place: Mapping[str, int]
    packed: bytes
    rarity: "array[float]"
    bias: tuple[float, ...]
    scale: float
    words: frozenset[str]
    gate: Gate
    _rows: "_Rows" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rows", _Rows(self.packed, len(self.topics)))

    def scores(self, features: Mapping[str, float]) -> list[float]:
        """How strongly these features speak for each topic, in the order of ``topics``."""
        rarity = self.rarity
        places = map(self.place.get, features)
        known = [(at, value) for at, value in zip(places, features.values(), strict=True) if at is not None]
        length = math.hypot(*[value * rarity[at] for at, value in known]) or 1.0
        totals = self._totals([at for at, _ in known])
        scale, shift = self.scale * length, SHIFT * len(known)
        return [(total - shift) / scale + bias for total, bias in zip(totals, self.bias, strict=True)]

    def _totals(self, places: Sequence[int]) -> list[int]:
        """The sum of these rows, a number a topic."""
        width = len(self.topics)
        totals = [0] * width
        for start in range(0, len(places), AT_ONCE):
            together = sum(map(self._rows.__getitem__, places[start : start + AT_ONCE]))
            totals = list(map(add, totals, _lanes(together, width)))
        return totals

    def weight(self, feature: str, topic: str) -> float:
        """What one feature says for one topic, before the message's length is taken out."""
        at = self.place.get(feature)
        if at is None:
            return 0.0
        return (self.packed[at * len(self.topics) + self.topics.index(topic)] - SHIFT) / self.scale


class _Rows(dict[int, int]):
    """Each feature's row, spread when first asked for; those of the features met first stay at hand."""

    def __init__(self, packed: bytes, width: int) -> None:
        super().__init__()
        self._packed = packed
        self._width = width

    def __missing__(self, at: int) -> int:
        width = self._width
        row = _spread(int.from_bytes(self._packed[at * width : (at + 1) * width], "little"), width)
        if len(self) < REMEMBERED:
            self[at] = row
        return row


def _spread(row: int, width: int) -> int:
    """A row with room for each byte to grow: the even bytes first, and the odd ones behind them."""
    half = (width + 1) // 2
    every_other = int.from_bytes(b"\xff\x00" * half, "little")
    return row & every_other | (row >> 8 & every_other) << 16 * half


def _lanes(added: int, width: int) -> list[int]:
    """Rows that were spread and added, as a number for each byte of them, in the order of the bytes."""
    half = (width + 1) // 2
    sums = memoryview(added.to_bytes(4 * half, sys.byteorder)).cast("H").tolist()
    if sys.byteorder == "big":
        sums.reverse()
    lanes = [0] * (2 * half)
    lanes[::2], lanes[1::2] = sums[:half], sums[half:]
    return lanes[:width]


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
    return Model(
        topics=tuple(data["topics"]),
        place={name: at for at, name in enumerate(data["features"])},
        packed=_bytes(data["rows"]),
        rarity=array("f", _bytes(data["rarity"])),
        bias=tuple(data["bias"]),
        scale=data["scale"],
        words=frozenset(data["words"]),
        gate=Gate(tuple(tuple(each) for each in data["gate"]["weights"]), tuple(data["gate"]["bias"])),
    )


def _bytes(text: str) -> bytes:
    return zlib.decompress(base64.b64decode(text))
