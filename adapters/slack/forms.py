"""Forms as modals, and what comes back from them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from adapters.slack import limits, render, sentences
from adapters.slack.limits import length, pieces
from adapters.slack.render import Block, plain_text
from bot.conversation import wire
from bot.conversation.cards import Card, Small, Strong, Text
from bot.conversation.forms import Choice, ChoiceField, Field, FileField, Form, TextField
from bot.conversation.requests import FormRequest

CALLBACK = "form"
"""Every form's ``callback_id``."""
VERSION = 1
RADIO_AT_MOST = 5
"""Choices up to this many are all shown; more stand in a menu."""
LONGEST_TEXT_PARTS = 3
"""Inputs a long text may take up; longer ones come as a file or a message."""
FILE_TYPES = ("pdf", "docx", "txt")

_PART = "~"


@dataclass(frozen=True, slots=True)
class Seat:
    """The place a form was opened from: ids only, asked about again when the form comes back."""

    channel: str = ""
    thread: str | None = None
    direct: bool = False


def modal(form: Form, seat: Seat, *, files: bool = False) -> dict[str, Any]:
    """A form as a modal. ``files`` is whether Parley may read files here; a file field is left out otherwise."""
    inputs = [block for field in form.fields for block in _field(field, form.errors.get(field.name), files=files)]
    intro = [block for element in form.intro for block in render.element_blocks(element)]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain_text(form.title, limits.VIEW_TITLE),
        "submit": plain_text(form.submit, limits.VIEW_TITLE),
        "close": plain_text(sentences.CANCEL, limits.VIEW_TITLE),
        "private_metadata": _sealed(form.request, seat),
        "blocks": render.numbered([*intro[: max(0, limits.VIEW_BLOCKS - len(inputs))], *inputs]),
    }


def window(card: Card, seat: Seat) -> dict[str, Any]:
    """A card as a modal: an answer where there is no message to answer in."""
    body = render.blocks(Card("", card.elements), limits.VIEW_BLOCKS - 1)
    title = card.title if length(card.title) <= limits.VIEW_TITLE else ""
    heading = render.blocks(Card(card.title, ())) if not title and card.title else []
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain_text(title or sentences.NAME, limits.VIEW_TITLE),
        "close": plain_text(sentences.CLOSE, limits.VIEW_TITLE),
        "private_metadata": _sealed(None, seat),
        "blocks": render.numbered([*heading, *body]) or render.blocks(Card("", (Text((sentences.DONE,)),))),
    }


def home(card: Card) -> dict[str, Any]:
    """A card as a person's App Home."""
    return {"type": "home", "blocks": render.blocks(card, limits.VIEW_BLOCKS)}


def fields_of(view: Mapping[str, Any]) -> frozenset[str]:
    """The fields a modal has."""
    inputs = (each for each in view.get("blocks") or () if each.get("type") == "input")
    return frozenset(str(each.get("block_id", "")) for each in inputs)


def first_field(view: Mapping[str, Any]) -> str:
    """The modal's first field, where what concerns the whole form is said; empty when it has none."""
    return next((str(each["block_id"]) for each in view.get("blocks") or () if each.get("type") == "input"), "")


# --- what comes back


def seat_of(view: Mapping[str, Any]) -> Seat:
    """The place the form was opened from; an empty seat when the modal does not say."""
    kept = _kept(view)
    return Seat(str(kept.get("c", "")), kept.get("t"), bool(kept.get("d")))


def request_of(view: Mapping[str, Any]) -> str:
    """The form's request as it was encoded; empty when the modal does not say."""
    return str(_kept(view).get("r", ""))


def typed(view: Mapping[str, Any]) -> dict[str, str]:
    """What was typed or chosen, by field; the parts of a long text together again. Files are not in here."""
    values: dict[str, str] = {}
    for block_id, actions in _state(view):
        for element in actions.values():
            name = block_id.split(_PART)[0]
            values[name] = values.get(name, "") + _value(element)
    return values


def files_in(view: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The first file given in each file field."""
    return {
        block_id: element["files"][0]
        for block_id, actions in _state(view)
        for element in actions.values()
        if element.get("type") == "file_input" and element.get("files")
    }


def _state(view: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, Mapping[str, Any]]]]:
    values: Mapping[str, Mapping[str, Mapping[str, Any]]] = view.get("state", {}).get("values", {})
    return values.items()


def _value(element: Mapping[str, Any]) -> str:
    match element.get("type"):
        case "plain_text_input":
            return str(element.get("value") or "")
        case "static_select" | "radio_buttons":
            return str((element.get("selected_option") or {}).get("value", ""))
        case _:
            return ""


def _sealed(request: FormRequest | None, seat: Seat) -> str:
    kept = {"v": VERSION, "r": wire.encode(request) if request else "", "c": seat.channel}
    kept |= {"t": seat.thread} if seat.thread else {}
    kept |= {"d": 1} if seat.direct else {}
    sealed = json.dumps(kept, separators=(",", ":"))
    if length(sealed) > limits.PRIVATE_METADATA:
        raise ValueError(f"{type(request).__name__} does not fit into a modal")
    return sealed


def _kept(view: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        kept = json.loads(view.get("private_metadata") or "{}")
    except (ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) and kept.get("v") == VERSION else {}


# --- fields


def _field(field: Field, error: str | None, *, files: bool) -> list[Block]:
    match field:
        case TextField():
            inputs = _text_inputs(field)
        case ChoiceField():
            inputs = [_input(field, _choices(field))] if any(each.value for each in field.choices) else []
        case FileField():
            inputs = [_input(field, _file())] if files else []
    warning = render.element_blocks(Small((Strong(error),))) if error and inputs else []
    return [*warning, *inputs]


def _input(field: Field, element: dict[str, Any], *, part: int = 0) -> Block:
    block_id = f"{field.name}{_PART}{part}" if part else field.name
    if length(block_id) > limits.BLOCK_ID:
        raise ValueError(f"the field {field.name[:40]} has too long a name")
    label = field.label if not part else f"{field.label} {sentences.CONTINUED}"
    made = {
        "type": "input",
        "block_id": block_id,
        "element": element | {"action_id": "value"},
        "label": plain_text(label, limits.INPUT_LABEL),
        "optional": field.optional or part > 0,
    }
    if field.hint.strip() and not part:
        made["hint"] = plain_text(field.hint, limits.INPUT_HINT)
    return made


def _text_inputs(field: TextField) -> list[Block]:
    """One input, or several where the text may be longer than one of Slack's holds."""
    parts = min(LONGEST_TEXT_PARTS, -(-field.max_length // limits.INPUT_TEXT)) if field.multiline else 1
    at_most = min(max(field.max_length, 1), limits.INPUT_TEXT)
    values = pieces(field.value, at_most)
    return [
        _input(field, _text_input(field, at_most, values[part] if part < len(values) else ""), part=part)
        for part in range(max(parts, 1))
    ]


def _text_input(field: TextField, at_most: int, value: str) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "plain_text_input", "multiline": field.multiline, "max_length": at_most}
    if value:
        made["initial_value"] = value
    if field.placeholder.strip():
        made["placeholder"] = plain_text(field.placeholder, limits.PLACEHOLDER)
    return made


def _choices(field: ChoiceField) -> dict[str, Any]:
    options = [_option(each) for each in field.choices if each.value]
    made: dict[str, Any]
    if len(options) <= RADIO_AT_MOST:
        made = {"type": "radio_buttons", "options": options}
    elif len(options) <= limits.OPTIONS:
        made = {"type": "static_select", "options": options}
    else:
        made = {"type": "static_select", "option_groups": _groups(options)}
    chosen = [option for option in options if field.value and option["value"] == field.value]
    return made | ({"initial_option": chosen[0]} if chosen else {})


def _option(choice: Choice) -> dict[str, Any]:
    if length(choice.value) > limits.OPTION_VALUE:
        raise ValueError("a choice's value has more than 75 characters")
    return {"text": plain_text(choice.label, limits.OPTION_LABEL), "value": choice.value}


def _groups(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    starts = range(0, min(len(options), limits.OPTIONS * limits.OPTION_GROUPS), limits.OPTIONS)
    return [
        {
            "label": plain_text(f"{at + 1}–{min(at + limits.OPTIONS, len(options))}", limits.OPTION_LABEL),
            "options": options[at : at + limits.OPTIONS],
        }
        for at in starts
    ]


def _file() -> dict[str, Any]:
    return {"type": "file_input", "filetypes": list(FILE_TYPES), "max_files": 1}
