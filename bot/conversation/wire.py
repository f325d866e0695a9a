"""Requests as buttons carry them, and cards as the outbox keeps them.

A button's value is a versioned JSON list, positional and short: platforms allow little room. It holds ids only and
is read with suspicion: whatever does not decode exactly is ``None``, and the person is told the button is too old.
"""

import dataclasses
import enum
import json
import typing
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from bot.conversation import cards, requests
from bot.conversation.cards import Card
from bot.conversation.requests import FormRequest, PlatformEvent, Request

VERSION = "1"

REQUESTS: Mapping[str, type[Request]] = MappingProxyType(
    {
        name: each
        for name, each in vars(requests).items()
        if isinstance(each, type) and issubclass(each, Request) and each not in (Request, FormRequest, PlatformEvent)
    }
)
"""Every concrete request by name."""

BUTTONS: Mapping[str, type[Request]] = MappingProxyType(
    {name: each for name, each in REQUESTS.items() if not issubclass(each, PlatformEvent)}
)
"""Those a button or a form can hold. What a platform tells is none of them: some clients let a person send a press
that no button of Parley's made, and nobody uninstalls Parley for a whole firm that way.
"""


def _carried(request_type: type[Request]) -> list[dataclasses.Field[Any]]:
    return [each for each in dataclasses.fields(request_type) if each.name != "values"]


def encode(request: Request) -> str:
    """A request as a button's value. What was typed into a form is not carried."""
    fields = [getattr(request, each.name) for each in _carried(type(request))]
    return json.dumps([VERSION, type(request).__name__, *fields], separators=(",", ":"))


def decode(value: str, typed: Mapping[str, str] | None = None) -> Request | None:
    """The request a button's value stands for, with ``typed`` as a form's values; ``None`` if it is not one."""
    try:
        version, name, *fields = json.loads(value)
        request_type = BUTTONS[name]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    carried = _carried(request_type)
    required = sum(1 for each in carried if each.default is dataclasses.MISSING)
    if version != VERSION or not required <= len(fields) <= len(carried):
        return None
    if any(type(given).__name__ != _type_name(each) for given, each in zip(fields, carried, strict=False)):
        return None
    arguments: dict[str, Any] = {each.name: given for each, given in zip(carried, fields, strict=False)}
    if issubclass(request_type, FormRequest):
        arguments["values"] = MappingProxyType(dict(typed or {}))
    return request_type(**arguments)


def _type_name(each: dataclasses.Field[Any]) -> str:
    return each.type if isinstance(each.type, str) else each.type.__name__


# --- cards, for the outbox

_CARD_TYPES: Mapping[str, type] = MappingProxyType(
    {name: each for name, each in vars(cards).items() if isinstance(each, type) and dataclasses.is_dataclass(each)}
)


def dump_card(card: Card) -> str:
    """A card as JSON text."""
    return json.dumps(_plain(card), separators=(",", ":"), ensure_ascii=False)


def load_card(text: str) -> Card:
    """The card of ``dump_card``. Raises ``ValueError`` when the text is none that this version knows."""
    try:
        card = _rich(json.loads(text))
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("not a card of this version") from error
    if isinstance(card, Card):
        return card
    raise ValueError("not a card")


def _plain(value: object) -> object:
    if isinstance(value, Request):
        return {"@": "Request", "value": encode(value)}
    if isinstance(value, enum.Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        fields = {each.name: _plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
        return {"@": value.__class__.__name__} | fields
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _rich(value: object) -> object:
    if isinstance(value, list):
        return tuple(_rich(each) for each in value)
    if not isinstance(value, dict):
        return value
    fields = dict(value)
    name = fields.pop("@")
    if name == "Request":
        request = decode(fields["value"])
        if request is None:
            raise ValueError("a request that this version does not know")
        return request
    made = _CARD_TYPES[name]
    hints = typing.get_type_hints(made)
    return made(**{key: _cast(hints[key], _rich(each)) for key, each in fields.items()})


def _cast(hint: object, value: object) -> object:
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint(value)
    return value
