"""What a party would tell a judge in confidence, and nobody else: how its case stands and how far it would go.

Such words carry no mark. They are told by the company they keep: an opinion, of a claim or a witness; a side, and what
it would give. The errands of a matter (who sends what, who comes when) speak of the same people in other words, and
weigh against it. The words are data, in disclosures.toml beside this module.
"""

import re
import tomllib
from pathlib import Path

_DATA = tomllib.loads(Path(__file__).with_name("disclosures.toml").read_text(encoding="utf-8"))


def _any_of(listed: str) -> re.Pattern[str]:
    entries = sorted(filter(None, (entry.strip() for entry in re.split(r"[;\n]", listed))), key=len, reverse=True)
    words = (re.escape(entry).replace(r"\*", r"\w*").replace(r"\ ", " ") for entry in entries)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


_WORDS = {name: _any_of(listed) for name, listed in _DATA.items()}
_COUNTED = {"outlook": (1, 3), "case": (1, 2), "will": (1, 3), "terms": (1, 2), "side": (1, 1), "secret": (2, 1)}
"""What one word of a kind weighs, and how many of them are counted."""
_TELLING = ("outlook", "will", "secret")
"""Without one of these nothing is given away: "there are 14 claims in the complaint"."""
_TOGETHER = 2
"""An opinion of something, or two of them."""
_MOST_ERRANDS = 4
_ENOUGH = 3
_PROSE = re.compile(r"[A-Z“\"](?:(?!\bI\b)[^\d@#])*[.”\"]")
"""Whole sentences, without a number in them or anybody who says "I"."""
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")
_PIECE = 500


def gives_away(words: str) -> bool:
    """Whether words give away what a party thinks of its case or how far it would go: most of them, when many."""
    pieces = _pieces(words)
    return 2 * sum(_weight(each) >= _ENOUGH for each in pieces) > len(pieces)


def _pieces(words: str) -> list[str]:
    """Whole sentences taken together, up to a paragraph's length."""
    pieces = [""]
    for sentence in _SENTENCE.split(words):
        if pieces[-1] and len(pieces[-1]) + len(sentence) > _PIECE:
            pieces.append("")
        pieces[-1] = f"{pieces[-1]} {sentence}".strip()
    return pieces


def _weight(piece: str) -> int:
    found = {name: len({each[0].casefold() for each in known.finditer(piece)}) for name, known in _WORDS.items()}
    opinions = sum(found[name] for name in _TELLING)
    if opinions + bool(found["case"] or found["terms"]) < _TOGETHER or not opinions:
        return 0
    weight = sum(each * min(found[name], most) for name, (each, most) in _COUNTED.items())
    prose = not found["errands"] and _PROSE.fullmatch(piece) is not None
    return weight + prose - min(found["errands"], _MOST_ERRANDS)
