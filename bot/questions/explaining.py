"""Why a message was taken as it was: the topic, the words that spoke for it, and how far the next one was."""

from collections.abc import Mapping
from operator import itemgetter

from bot.domain.order import OrderReading
from bot.questions import names
from bot.questions.deciding import Question
from bot.questions.features import features
from bot.questions.model import model
from bot.questions.spelling import speller
from bot.questions.text import plain
from bot.questions.understanding import understand

MOST = 8
_NAMES = {
    "w": "word",
    "p": "pair",
    "c": "concept",
    "d": "concepts",
    "g": "family",
    "n": "piece",
    "m": "mark",
}


def explain(text: str, previous: str | None = None, *, order: OrderReading | None = None) -> dict[str, object]:
    """For each question of a message: its topics, their shares, how far ahead the first is, and what spoke for it."""
    found = understand(text, previous, order=order)
    return {
        "text": text,
        "questions": [_explained(each, order) for each in found.questions],
        "left_over": list(found.left_over),
    }


def _explained(question: Question, order: OrderReading | None) -> dict[str, object]:
    by = model()
    known = names.of_order(order)
    words = plain(question.words, speller(by.words), {**known, **names.other_judges(question.words, known, by.words)})
    (first, share), (second, next_share) = question.shares[0], question.shares[1]
    weighed = sorted(_spoke(features(words), first, second).items(), key=itemgetter(1), reverse=True)
    return {
        "question": question.words,
        "verdict": str(question.verdict),
        "topics": list(question.topics),
        "shares": {name: round(value, 3) for name, value in question.shares},
        "ahead_of_next_by": round(share - next_share, 3),
        "words": words,
        "spoke_for_it": [
            {"feature": f"{_NAMES[each[0]]} {each[2:]}", "weight": round(value, 2)}
            for each, value in weighed[:MOST]
            if value > 0
        ],
    }


def _spoke(found: Mapping[str, float], first: str, second: str) -> dict[str, float]:
    """How much of the first topic's lead over the second goes when one feature is left out."""
    by = model()
    one, other = by.topics.index(first), by.topics.index(second)

    def lead(left: Mapping[str, float]) -> float:
        scores = by.scores(left)
        return scores[one] - scores[other]

    whole = lead(found)
    return {each: whole - lead({name: found[name] for name in found if name != each}) for each in found}
