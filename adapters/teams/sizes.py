"""Keeps a card within what Teams accepts, giving up first what is missed least."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from adapters.teams import words

Json = dict[str, Any]

LARGEST = 28 * 1024
"""Bytes of a card as sent. Teams documents more for messages today, and this much wherever it documents less."""
LARGEST_WITH_INPUT = 45 * 1024
"""Bytes of a form with what was typed into it, which is kept as long as messages bear it."""
SHORT_FALLBACK = 400
TEXT_LENGTHS = (6000, 2000, 800, 300)


def size(card: Json) -> int:
    """The card's size in bytes, as JSON in UTF-8."""
    return len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))


def fitted(card: Json) -> Json:
    """The card, changed in place as little as its size demands."""
    if size(card) <= LARGEST:
        return card
    typed = _typed(card)
    steps: list[Callable[[Json], None]] = [_shorten_fallback, _drop_second_ways]
    steps += [_shortening(length) for length in TEXT_LENGTHS]
    for step in [*steps, _drop_tail]:
        if size(card) - typed <= LARGEST:
            break
        step(card)
    if size(card) > LARGEST_WITH_INPUT:
        for each in _nodes(card):
            if str(each.get("type")).startswith("Input.Text"):
                each.pop("value", None)
    return card


def _nodes(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from _nodes(each)


def _typed(card: Json) -> int:
    inputs = (each for each in _nodes(card) if str(each.get("type")).startswith("Input."))
    return sum(len(str(each.get("value", "")).encode("utf-8", "replace")) for each in inputs)


def _shorten_fallback(card: Json) -> None:
    card["fallbackText"] = clipped(card["fallbackText"], SHORT_FALLBACK)


def _drop_second_ways(card: Json) -> None:
    for each in _nodes(card):
        if each.get("type") == "Action.Execute":
            each.pop("fallback", None)


def _shortening(length: int) -> Callable[[Json], None]:
    def shorten(card: Json) -> None:
        for each in _nodes(card["body"]):
            for name in ("text", "value") if "title" in each else ("text",):
                if isinstance(each.get(name), str):
                    each[name] = clipped(each[name], length)

    return shorten


def _drop_tail(card: Json) -> None:
    body: list[Json] = card["body"]
    note: Json = {"type": "TextBlock", "text": words.SHORTENED, "wrap": True, "isSubtle": True}
    lengths = [size(each) + 1 for each in body]
    room = LARGEST - (size(card) - sum(lengths)) - size(note) - 1
    kept = 0
    while kept < len(body) and sum(lengths[: kept + 1]) <= room:
        kept += 1
    card["body"] = [*body[:kept], note]
    card["fallbackText"] = clipped(card["fallbackText"], SHORT_FALLBACK)


def clipped(text: str, length: int) -> str:
    """Text of at most ``length`` characters, with an ellipsis where it was cut."""
    return text if len(text) <= length else text[: length - 1].rstrip("\\*") + "…"
