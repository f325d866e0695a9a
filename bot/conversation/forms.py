"""Forms: a modal in Slack, a dialog or a card in Teams, a dialog in the web chat.

Dates are typed in words ("Friday, January 15, 2027, 10:00 am"), so that a weekday that disagrees can be noticed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.conversation.cards import Element
from bot.conversation.requests import FormRequest


@dataclass(frozen=True, slots=True)
class TextField:
    """One line, or several when ``multiline``. ``value`` is what stands in it already."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    placeholder: str = ""
    multiline: bool = False
    optional: bool = False
    max_length: int = 3000


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a choice field."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of a few answers; ``value`` is the chosen one, or empty."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    value: str = ""
    hint: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class FileField:
    """A document (an order as PDF, Word or text). Its value is the text taken from it by the adapter."""

    name: str
    label: str
    hint: str = ""
    optional: bool = True


Field = TextField | ChoiceField | FileField


@dataclass(frozen=True, slots=True)
class Form:
    """A form. On submission ``request`` comes back with ``values`` filled in.

    ``errors`` maps a field's name to one sentence shown beside it; input is kept in the fields' values.
    """

    title: str
    submit: str
    request: FormRequest
    fields: tuple[Field, ...]
    intro: tuple[Element, ...] = ()
    errors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
