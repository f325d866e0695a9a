"""The domain's dataclasses as JSON text and back, by their own annotations.

Fields a later version added are ignored by an earlier one, and those an earlier one did not know take their defaults.
Aware moments come back in UTC; naive ones, which are court time, as they were.
"""

import dataclasses
import datetime as dt
import enum
import json
import types
import typing
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

Value = TypeVar("Value")
_TAG = "@"
"""Names the class where an annotation allows several."""


class _Codec(NamedTuple):
    to_json: Callable[[Any], Any]
    from_json: Callable[[Any], Any]


def dump(value: object) -> str:
    """A dataclass of the domain as JSON text."""
    return json.dumps(_codec(type(value)).to_json(value), separators=(",", ":"), ensure_ascii=False)


def load(kind: type[Value], text: str) -> Value:
    """The value of ``dump``. Raises ``ValueError``, ``TypeError`` or ``KeyError`` when the text is not one."""
    loaded: Value = _codec(kind).from_json(json.loads(text))
    return loaded


def _moment_to_json(value: dt.datetime) -> str:
    return (value if value.tzinfo is None else value.astimezone(dt.UTC)).isoformat()


def _as_is(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds by itself
    return value


_made: dict[Any, _Codec] = {
    str: _Codec(_as_is, _as_is),
    int: _Codec(_as_is, _as_is),
    bool: _Codec(_as_is, _as_is),
    dt.datetime: _Codec(_moment_to_json, dt.datetime.fromisoformat),
    dt.date: _Codec(dt.date.isoformat, dt.date.fromisoformat),
    dt.time: _Codec(dt.time.isoformat, dt.time.fromisoformat),
}


def _codec(hint: Any) -> _Codec:  # noqa: ANN401 - any annotation
    if hint not in _made:
        _made[hint] = _make(hint)
    return _made[hint]


def _make(hint: Any) -> _Codec:  # noqa: ANN401 - the same
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _union(arguments)
    if origin in (tuple, frozenset):
        return _many(origin, _codec(arguments[0]))
    if origin is Mapping or origin is dict:
        return _mapping(_codec(arguments[0]), _codec(arguments[1]))
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return _Codec(lambda value: value.value, hint)
    if dataclasses.is_dataclass(hint):
        return _record(hint)
    raise TypeError(f"no way to store {hint}")


def _many(container: type[Any], each: _Codec) -> _Codec:
    return _Codec(
        lambda values: [each.to_json(value) for value in values],
        lambda values: container(each.from_json(value) for value in values),
    )


def _mapping(key: _Codec, value: _Codec) -> _Codec:
    return _Codec(
        lambda items: {key.to_json(name): value.to_json(item) for name, item in items.items()},
        lambda items: MappingProxyType({key.from_json(name): value.from_json(item) for name, item in items.items()}),
    )


def _union(choices: tuple[Any, ...]) -> _Codec:
    kinds = [each for each in choices if each is not types.NoneType]
    inner = _codec(kinds[0]) if len(kinds) == 1 else _tagged({each.__name__: each for each in kinds})
    if len(kinds) == len(choices):
        return inner
    return _Codec(
        lambda value: None if value is None else inner.to_json(value),
        lambda value: None if value is None else inner.from_json(value),
    )


def _tagged(kinds: Mapping[str, Any]) -> _Codec:
    return _Codec(
        lambda value: {_TAG: type(value).__name__} | _codec(type(value)).to_json(value),
        lambda value: _codec(kinds[value[_TAG]]).from_json(value),
    )


def _record(kind: Any) -> _Codec:  # noqa: ANN401 - any dataclass
    fields: dict[str, _Codec] = {}

    def known() -> dict[str, _Codec]:
        # Found on first use, since a dataclass may hold itself.
        if not fields:
            hints = typing.get_type_hints(kind)
            fields.update({each.name: _codec(hints[each.name]) for each in dataclasses.fields(kind)})
        return fields

    def to_json(value: Any) -> dict[str, Any]:  # noqa: ANN401 - an instance of that dataclass
        return {name: each.to_json(getattr(value, name)) for name, each in known().items()}

    def from_json(items: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the same
        return kind(**{name: each.from_json(items[name]) for name, each in known().items() if name in items})

    return _Codec(to_json, from_json)
