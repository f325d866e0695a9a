"""What Slack's documentation says a surface may hold, written down apart from the code that has to keep to it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

TEXTS = {"header": 150, "button": 75, "title": 100, "confirm": 30, "deny": 30}


def faults(blocks: list[dict[str, Any]], at_most: int) -> list[str]:
    """Everything Slack would refuse in a surface of at most so many blocks."""
    found = [f"{len(blocks)} blocks"] if len(blocks) > at_most else []
    found += [f"{kind} twice: {name}" for kind, name in _twice(blocks)]
    total = sum(units(each["text"]) for each in parts(blocks) if isinstance(each.get("text"), str))
    found += [f"{total} characters"] if total > 13_000 and at_most == 50 else []
    for each in parts(blocks):
        found += list(_faults(each))
    return found


def parts(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object within a payload."""
    if isinstance(value, Mapping):
        yield value
        for each in value.values():
            yield from parts(each)
    elif isinstance(value, list):
        for each in value:
            yield from parts(each)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _twice(blocks: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for key in ("action_id", "block_id"):
        names = Counter(each[key] for each in parts(blocks) if key in each and each.get("type") != "plain_text_input")
        if key == "action_id":
            names = Counter(each[key] for each in parts(blocks) if each.get("type") == "button")
        yield from ((key, name) for name, count in names.items() if count > 1)


def _faults(part: Mapping[str, Any]) -> Iterator[str]:  # noqa: C901, PLR0912 # a list of rules reads best as a list
    match part.get("type"):
        case "plain_text":
            if not 1 <= units(part["text"]) <= 3000 or not part["text"].strip():
                yield "plain text of the wrong length"
            if part.get("emoji") is not False:
                yield "emoji"
        case "mrkdwn":
            yield "mrkdwn"
        case "text":
            if not part["text"]:
                yield "empty rich text"
        case "header" if units(part["text"]["text"]) > 150:
            yield "header too long"
        case "actions" if not 1 <= len(part["elements"]) <= 25:
            yield "number of actions"
        case "context" if not 1 <= len(part["elements"]) <= 10:
            yield "number of context elements"
        case "rich_text" | "rich_text_list" | "rich_text_section" | "rich_text_quote" | "rich_text_preformatted":
            if not part["elements"]:
                yield "empty rich text element"
        case "button":
            yield from _button(part)
        case "input":
            yield from _input(part)
        case "radio_buttons" if not 1 <= len(part["options"]) <= 10:
            yield "number of radio buttons"
        case "static_select":
            yield from _select(part)
        case _:
            return


def _button(part: Mapping[str, Any]) -> Iterator[str]:
    if units(part["text"]["text"]) > 75:
        yield "button label too long"
    if units(part["value"]) > 2000:
        yield "button value too long"
    confirm = part.get("confirm")
    if confirm:
        limits = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
        yield from (f"confirm {name}" for name, most in limits.items() if units(confirm[name]["text"]) > most)


def _input(part: Mapping[str, Any]) -> Iterator[str]:
    if units(part["label"]["text"]) > 2000 or units(part.get("hint", {}).get("text", "")) > 2000:
        yield "label or hint too long"
    element = part["element"]
    if element["type"] == "plain_text_input":
        if not 1 <= element["max_length"] <= 3000:
            yield "max_length"
        if units(element.get("initial_value", "")) > element["max_length"]:
            yield "initial value longer than allowed"
        if units(element.get("placeholder", {}).get("text", "")) > 150:
            yield "placeholder too long"


def _select(part: Mapping[str, Any]) -> Iterator[str]:
    groups = part.get("option_groups") or [{"options": part.get("options", [])}]
    if len(groups) > 100:
        yield "number of option groups"
    for group in groups:
        if not 1 <= len(group["options"]) <= 100:
            yield "number of options"
        if any(units(each["value"]) > 75 or units(each["text"]["text"]) > 75 for each in group["options"]):
            yield "option too long"
