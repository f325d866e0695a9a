"""Make ``weights.zip`` from the examples: ``python -m bot.questions.train``.

Needs numpy and scipy, which nothing else at run time does. The same examples always give the same file.
"""

import json
import sys
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from bot.questions.deciding import signs, sort_of
from bot.questions.descending import Numbers, shares
from bot.questions.examples import Example, read
from bot.questions.features import features
from bot.questions.fitting import Fitted, Row, fit
from bot.questions.model import SHIFT
from bot.questions.names import SAMPLE, other_judges
from bot.questions.splitting import split
from bot.questions.templates import written_out
from bot.questions.text import plain

SCALE = 4.0
INNER_SCALE = 8.0
OUTER_SCALE = 32.0
"""Units of a byte to a unit of a weight: of the linear view, and of the network's two layers."""
LEAST = 2
"""Units below which a weight says nothing."""
HAND = "writer"
"""What the files of one writer's examples begin with."""
FOLDS = 3
MIX = (0.65, 0.12, 0.15, 0.045, 0.035)
"""How often teams send each of ``bot.questions.deciding.SORTS``, as far as writers imagine it."""
RARE = 2
"""Examples a word must be seen in."""
WEIGHTS = Path(__file__).parent / "weights.zip"


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


def held_out(found: Sequence[Row], hands: Sequence[str]) -> list[tuple[dict[str, float], str]]:
    """Each hand's messages with one topic: the shares of belief under a model that has not seen the hand, the topic.

    ``hands`` names who wrote each row; the hands are left out in ``FOLDS`` groups.
    """
    writers = sorted({each for each in hands if each.startswith(HAND)})
    seen: list[tuple[dict[str, float], str]] = []
    for fold in range(FOLDS):
        out = set(writers[fold::FOLDS])
        fitted = fit([row for row, hand in zip(found, hands, strict=True) if hand not in out])
        asked = [row for row, hand in zip(found, hands, strict=True) if hand in out and row[2] == 1]
        believed = shares(fitted.scores([row for row, _, _ in asked]))
        seen.extend(
            (dict(zip(fitted.topics, each, strict=True)), topic)
            for each, (_, topic, _) in zip(believed.tolist(), asked, strict=True)
        )
    return seen


def fit_gate(seen: Sequence[tuple[dict[str, float], str]]) -> dict[str, object]:
    """How likely each sort of message is by the signs of it, for the mix of sorts that teams send."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  only here

    sorts = [sort_of()[topic] for _, topic in seen]
    counted = Counter(sorts)
    regression = LogisticRegression(max_iter=2000)
    regression.fit(
        [signs(list(shares.items())) for shares, _ in seen],
        sorts,
        sample_weight=[MIX[each] * len(sorts) / counted[each] for each in sorts],
    )
    return {"weights": regression.coef_.round(4).tolist(), "bias": regression.intercept_.round(4).tolist()}


def contents(
    fitted: Fitted, found: Sequence[Row], ordinary: frozenset[str], gate: dict[str, object]
) -> dict[str, bytes]:
    """What the weights' file holds, each part by its name, as ``bot.questions.model`` reads it."""
    usual: dict[str, float] = {}
    for row, _, _ in found:
        usual.update(row)
    worth = np.array([usual[name] * rarity for name, rarity in zip(fitted.features, fitted.rarity, strict=True)])
    linear = _units(fitted.linear.weights * worth[:, None], SCALE)
    inner = _units(fitted.inner.weights * worth[:, None], INNER_SCALE)
    head = {
        "topics": fitted.topics,
        "bias": [each.bias.round(4).tolist() for each in (fitted.linear, fitted.inner, fitted.outer)],
        "scale": [SCALE, INNER_SCALE, OUTER_SCALE],
        "gate": gate,
    }
    return {
        "head.json": json.dumps(head).encode(),
        "features.txt": "\n".join(fitted.features).encode(),
        "words.txt": "\n".join(sorted(ordinary)).encode(),
        "rarity": np.array(fitted.rarity, "<f4").tobytes(),
        "said": _packed(np.hstack([linear, inner])),
        "heard": _packed(_units(fitted.outer.weights, OUTER_SCALE)),
    }


def _units(weights: Numbers, scale: float) -> Numbers:
    """Weights in whole units; those that say next to nothing say nothing."""
    units = np.asarray(np.rint(weights * scale), np.float32)
    units[np.abs(units) < LEAST] = 0
    return units


def _packed(units: Numbers) -> bytes:
    return (np.clip(units, 1 - SHIFT, SHIFT - 1) + SHIFT).astype("u1").tobytes()


def write(parts: Mapping[str, bytes], path: Path) -> None:
    """Write the weights' file; the same parts always make the same file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)


def main() -> None:
    examples = [*read(), *written_out()]
    ordinary = vocabulary(examples)
    each_found = [(row, each.source) for each in examples for row in rows([each], ordinary)]
    found = [row for row, _ in each_found]
    gate = fit_gate(held_out(found, [source for _, source in each_found]))
    fitted = fit(found)
    write(contents(fitted, found, ordinary, gate), WEIGHTS)
    sys.stdout.write(f"{len(examples)} examples, {len(fitted.topics)} topics, {len(fitted.features)} features\n")


if __name__ == "__main__":
    main()
