"""The model: how strongly the features of a message speak for each topic.

Two views, each learned by itself: a linear one, and a small network's, whose hidden units hear what goes together.
Nothing beyond the standard library runs here; ``bot.questions.train`` makes the file.
"""

import json
import math
import sys
import zipfile
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from operator import add, mul
from typing import IO, Literal

from bot.questions.deciding import Gate

NETWORK = 0.6
"""The share the network's view has beside the linear one's."""
LOWEST = math.log(1e-7)
"""The least a logarithm of a share is taken to be."""
SHIFT = 128
"""Added to each weight, which is between -127 and 127, so that no byte is negative."""
AT_ONCE = 256
"""Features added at once: more could overflow 16 bits."""
REMEMBERED = 8192
"""Features whose rows are kept spread: some four megabytes."""
FINENESS = 64
"""Steps in which a hidden unit's strength is counted; a strength is seldom over four, and 32 bits hold thousands."""

Code = Literal["H", "I"]
"""Of an array: 16 or 32 bits a number."""


class Rows(dict[int, int]):
    """Rows of bytes, a weight each, that are added as whole integers: a hundred additions at once.

    A row is spread to more bits a weight when first asked for, so that none grows into the next; those met first stay
    at hand.
    """

    def __init__(self, packed: bytes, width: int, code: Code) -> None:
        super().__init__()
        self._packed = packed
        self._width = width
        self._code: Code = code

    def __missing__(self, at: int) -> int:
        size = array(self._code).itemsize
        row = bytearray(size * self._width)
        row[0 if sys.byteorder == "little" else size - 1 :: size] = self._packed[
            at * self._width : (at + 1) * self._width
        ]
        spread = int.from_bytes(row, sys.byteorder)
        if len(self) < REMEMBERED:
            self[at] = spread
        return spread

    def numbers(self, together: int) -> list[int]:
        """Rows that were added, as a number for each weight."""
        size = array(self._code).itemsize
        return memoryview(together.to_bytes(self._width * size, sys.byteorder)).cast(self._code).tolist()


@dataclass(frozen=True, slots=True)
class Model:
    """Weights as read from the file.

    ``place`` tells a feature's row in ``said``, and its rarity in ``rarity``; a row has a weight for each topic, and
    one for each hidden unit. ``heard`` has a row for each hidden unit, with a weight for each topic. ``scale`` is how
    many units of a byte make one unit of a weight: of the linear view, of the network's first layer, of its second.
    """

    topics: tuple[str, ...]
    place: Mapping[str, int]
    rarity: "array[float]"
    said: Rows
    heard: Rows
    bias: tuple[Sequence[float], Sequence[float], Sequence[float]]
    scale: tuple[float, float, float]
    words: frozenset[str]
    gate: Gate

    def scores(self, features: Mapping[str, float]) -> list[float]:
        """How strongly these features speak for each topic: the logarithm of its share of belief, as ``topics``."""
        rarity = self.rarity
        places = map(self.place.get, features)
        known = [(at, value) for at, value in zip(places, features.values(), strict=True) if at is not None]
        length = math.hypot(*[value * rarity[at] for at, value in known]) or 1.0
        sums = self._sums([at for at, _ in known])
        topics, shift = len(self.topics), SHIFT * len(known)
        linear = _weighed(sums[:topics], shift, self.scale[0] * length, self.bias[0])
        hidden = _weighed(sums[topics:], shift, self.scale[1] * length, self.bias[1])
        return [
            (1 - NETWORK) * one + NETWORK * other
            for one, other in zip(_logarithms(linear), _logarithms(self._beyond(hidden)), strict=True)
        ]

    def _sums(self, places: Sequence[int]) -> list[int]:
        """The sum of these features' rows, a number a weight."""
        row, numbers = self.said.__getitem__, self.said.numbers
        sums = numbers(sum(map(row, places[:AT_ONCE])))
        for start in range(AT_ONCE, len(places), AT_ONCE):
            sums = list(map(add, sums, numbers(sum(map(row, places[start : start + AT_ONCE])))))
        return sums

    def _beyond(self, hidden: Iterable[float]) -> list[float]:
        """What the hidden units say for each topic; one that is not above zero says nothing."""
        awake = {at: round(each * FINENESS) for at, each in enumerate(hidden) if each > 0}
        together = sum(map(mul, map(self.heard.__getitem__, awake), awake.values()))
        shift = SHIFT * sum(awake.values())
        return _weighed(self.heard.numbers(together), shift, self.scale[2] * FINENESS, self.bias[2])


def _weighed(sums: Iterable[int], shift: int, scale: float, bias: Iterable[float]) -> list[float]:
    return [(each - shift) / scale + own for each, own in zip(sums, bias, strict=True)]


def _logarithms(scores: Sequence[float]) -> list[float]:
    """The logarithms of the shares of belief that these scores are, none too low."""
    top = max(scores)
    whole = top + math.log(sum([math.exp(each - top) for each in scores]))
    return [max(LOWEST, each - whole) for each in scores]


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores turned into shares of one."""
    top = max(scores)
    powers = [math.exp(each - top) for each in scores]
    total = sum(powers)
    return [each / total for each in powers]


@cache
def model() -> Model:
    """The model in ``weights.zip``, read once."""
    with resources.files(__package__).joinpath("weights.zip").open("rb") as file:
        return opened(file)


def opened(packed: IO[bytes]) -> Model:
    """A model from the file's content, as ``bot.questions.train`` writes it.

    Raises:
        zipfile.BadZipFile: It is not such a file.
    """
    with zipfile.ZipFile(packed) as file:
        head = json.loads(file.read("head.json"))
        names, words = (file.read(each).decode().split("\n") for each in ("features.txt", "words.txt"))
        said, heard, rarity = (file.read(each) for each in ("said", "heard", "rarity"))
    topics, bias = tuple(head["topics"]), tuple(head["bias"])
    return Model(
        topics=topics,
        place={name: at for at, name in enumerate(names)},
        rarity=array("f", rarity),
        said=Rows(said, len(topics) + len(bias[1]), "H"),
        heard=Rows(heard, len(topics), "I"),
        bias=(bias[0], bias[1], bias[2]),
        scale=tuple(head["scale"]),
        words=frozenset(words),
        gate=Gate(tuple(map(tuple, head["gate"]["weights"])), tuple(head["gate"]["bias"])),
    )
