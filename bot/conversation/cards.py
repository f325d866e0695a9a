"""The closed vocabulary of what Parley shows.

An element exists only if Slack, Teams and the web chat can all show it and act on it.
Every renderer matches exhaustively over ``Element``; polish for one platform belongs in its ``render.py``.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.requests import Request


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry the line: a date, a name, a state."""

    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A person who should be notified. Used only where a private message could not be delivered."""

    person: str
    name: str


Span = str | Strong | Mention
Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph."""

    line: Line


@dataclass(frozen=True, slots=True)
class Small:
    """A remark in smaller type: who entered it, what is not verified."""

    line: Line


@dataclass(frozen=True, slots=True)
class Fact:
    """A label, its value, and (optionally) the words or paragraph it comes from."""

    label: str
    value: Line
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """A short table of facts."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the order, verbatim, with the paragraph they stand in."""

    words: str
    paragraph: str | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list; numbered when the order of its entries means something."""

    lines: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Copyable:
    """Text to be copied exactly: a marking, an attendance list."""

    text: str


class Style(StrEnum):
    """How a button asks to be pressed."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Confirm:
    """A question put before a press takes effect; ``yes`` and ``no`` are the verbs on its buttons."""

    title: str
    text: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class Button:
    """A button holds a request; who pressed it comes from the platform."""

    label: str
    request: Request
    style: Style = Style.PLAIN
    confirm: Confirm | None = None


@dataclass(frozen=True, slots=True)
class Buttons:
    """A row of buttons."""

    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between two parts of a card."""


Element = Text | Small | Facts | Quote | Items | Copyable | Buttons | Divider


@dataclass(frozen=True, slots=True)
class Own:
    """A shared card that holds something of their own for these ``people``, by id, those it matters most to first.

    ``request`` asks for the card as one of them sees it. A platform that shows everybody the same leaves it out.
    """

    request: Request
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One message. ``text`` is the whole of it in plain words, for notifications and screen readers.

    ``title`` is a heading shown above the elements; it may be empty. ``summary`` is one line for a lock screen,
    ``text`` itself when empty. ``own`` is set where some people can be shown more than everybody sees.
    """

    title: str
    elements: tuple[Element, ...]
    summary: str = ""
    own: Own | None = None

    @property
    def text(self) -> str:
        """The card in plain text, complete."""
        parts = [self.title] if self.title else []
        parts.extend(filter(None, map(plain_element, self.elements)))
        return "\n".join(parts)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Every button of the card, in order."""
        return tuple(button for each in self.elements if isinstance(each, Buttons) for button in each.buttons)


def plain(line: Line) -> str:
    """A line without its emphasis."""
    return "".join(_plain_span(span) for span in line)


def _plain_span(span: Span) -> str:
    match span:
        case str():
            return span
        case Strong(text):
            return text
        case Mention(name=name):
            return name


def plain_element(element: Element) -> str:
    """An element in plain text; buttons as their labels in brackets."""
    match element:
        case Text(line) | Small(line):
            return plain(line)
        case Facts(facts):
            return "\n".join(_plain_fact(each) for each in facts)
        case Quote(words, paragraph):
            return f"“{words}”" + (f" (¶ {paragraph})" if paragraph and paragraph != "0" else "")
        case Items(lines, numbered):
            marks = (f"{n}." for n in range(1, len(lines) + 1)) if numbered else ("•" for _ in lines)
            return "\n".join(f"{mark} {plain(line)}" for mark, line in zip(marks, lines, strict=True))
        case Copyable(text):
            return text
        case Buttons(buttons):
            return " ".join(f"[{each.label}]" for each in buttons)
        case Divider():
            return ""


def _plain_fact(fact: Fact) -> str:
    source = f" ({fact.source})" if fact.source else ""
    return f"{fact.label}: {plain(fact.value)}{source}"
