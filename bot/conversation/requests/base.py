"""What every request is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Request:
    """The base of all requests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRequest(Request):
    """A request that comes from a form; ``values`` maps each field's name to what was typed or chosen."""

    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
