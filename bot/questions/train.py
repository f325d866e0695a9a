"""Make ``weights.json`` from the examples: ``python -m bot.questions.train``.

Needs scikit-learn, which nothing else here does. The same examples always give the same file.
"""

import base64
import json
import math
import sys
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.questions.examples import Example, read
from bot.questions.features import features
from bot.questions.model import SHIFT
from bot.questions.names import SAMPLE, other_judges
from bot.questions.splitting import split
from bot.questions.templates import written_out
from bot.questions.text import plain

SCALE = 2.0
RARE = 2
STRENGTH = 100.0
RARITY = 0.7
WEIGHTS = Path(__file__).parent / "weights.json"

Row = tuple[dict[str, float], str, float]


def vocabulary(examples: Sequence[Example]) -> frozenset[str]:
    """Words seen at least twice: what spelling is corrected towards, and what is no judge's name."""
    counted = Counter(word for each in examples for word in set(plain(each.words, names=SAMPLE)) if word.isalpha())
    return frozenset(word for word, times in counted.items() if times >= RARE)


def words_of(message: str, ordinary: frozenset[str]) -> list[str]:
    return plain(message, names={**SAMPLE, **other_judges(message, SAMPLE, ordinary)})


def rows(examples: Sequence[Example], ordinary: frozenset[str]) -> list[Row]:
    """What the model is fitted to: each message for its topic; a message with several, for each by its share."""
    found: list[Row] = []
    for each in examples:
        whole = features(words_of(each.words, ordinary))
        found.extend((whole, topic, 1.0 / len(each.topics)) for topic in each.topics)
        parts = split(each.words)
        if len(each.topics) == len(parts) and not each.unclear and (len(parts) > 1 or parts[0].context):
            found.extend(
                (features(words_of(part.words, ordinary)), topic, 0.7)
                for part, topic in zip(parts, each.topics, strict=True)
            )
    return found


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted model. ``weights`` has a row for each feature and a column for each topic."""

    topics: list[str]
    features: list[str]
    rarity: list[float]
    weights: Any
    bias: list[float]


def fit(found: Sequence[Row]) -> Fitted:
    """Fit a logistic regression to the rows, each scaled to length one."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  needed where weights are made, nowhere else

    counted = Counter(name for row, _, _ in found for name in row)
    names = sorted(name for name, times in counted.items() if times >= RARE)
    rarity = [round((math.log(len(found) / counted[name]) + 0.3) ** RARITY, 4) for name in names]
    topics = sorted({topic for _, topic, _ in found})
    classifier = LogisticRegression(C=STRENGTH, max_iter=300)
    classifier.fit(
        matrix([row for row, _, _ in found], dict(zip(names, rarity, strict=True))),
        [topics.index(topic) for _, topic, _ in found],
        sample_weight=[share for *_, share in found],
    )
    return Fitted(topics, names, rarity, classifier.coef_.T, [round(float(each), 4) for each in classifier.intercept_])


def matrix(found: Sequence[Mapping[str, float]], rarity: Mapping[str, float]) -> Any:  # noqa: ANN401  scipy is untyped
    """The features as a sparse matrix, in the order of ``rarity``."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415  as above

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
    return csr_matrix((data, columns, starts), shape=(len(found), len(place)))


def document(fitted: Fitted, found: Sequence[Row], ordinary: frozenset[str]) -> dict[str, object]:
    """The content of the weights' file: each feature's row packed as ``bot.questions.model`` reads it."""
    import numpy as np  # noqa: PLC0415  as above

    usual: dict[str, float] = {}
    for row, _, _ in found:
        usual.update(row)
    worth = np.array([usual[name] * rarity for name, rarity in zip(fitted.features, fitted.rarity, strict=True)])
    units = np.clip(np.rint(fitted.weights * worth[:, None] * SCALE), 1 - SHIFT, SHIFT - 1) + SHIFT
    return {
        "topics": fitted.topics,
        "bias": fitted.bias,
        "scale": SCALE,
        "words": sorted(ordinary),
        "features": fitted.features,
        "rarity": fitted.rarity,
        "rows": base64.b85encode(zlib.compress(units.astype("<u2").tobytes(), 9)).decode(),
    }


def main() -> None:
    examples = [*read(), *written_out()]
    ordinary = vocabulary(examples)
    found = rows(examples, ordinary)
    fitted = fit(found)
    text = json.dumps(document(fitted, found, ordinary), ensure_ascii=False, separators=(",", ":"))
    WEIGHTS.write_text(text + "\n", "utf-8")
    sys.stdout.write(f"{len(examples)} examples, {len(fitted.topics)} topics, {len(fitted.features)} features\n")


if __name__ == "__main__":
    main()
