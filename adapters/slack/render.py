"""Cards as Block Kit.

Words reach Slack only in ``plain_text`` and rich-text elements, so that nothing a person or an order says can ping,
link or format. Words that are too long are cut where they are seen and stay whole in the message's own text;
what carries meaning for a machine, such as a button's value, is never cut: it is refused with ``ValueError``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from adapters.slack import limits
from adapters.slack.limits import clipped, length, pieces
from bot.conversation import wire
from bot.conversation.cards import (
    Button,
    Buttons,
    Card,
    Confirm,
    Copyable,
    Divider,
    Element,
    Fact,
    Facts,
    Items,
    Line,
    Mention,
    Quote,
    Small,
    Span,
    Strong,
    Style,
    Text,
    plain,
    plain_element,
)

Block = dict[str, Any]
QUIETLY: Mapping[str, Any] = {"unfurl_links": False, "unfurl_media": False, "mrkdwn": False}
"""How every message is posted: nothing in it is looked up or formatted."""
PRESS = "press"
"""Every button's ``action_id`` begins so."""

_USER = re.compile(r"[UW][A-Z0-9]{2,}")


def message(card: Card) -> dict[str, Any]:
    """A card as the arguments of a message: its text in full, and its blocks."""
    return {"text": spoken(card), "blocks": blocks(card)}


def spoken(card: Card) -> str:
    """The whole card for notifications and screen readers. Slack's three control characters are escaped."""
    text = card.text if card.text.startswith(card.summary) else f"{card.summary}\n{card.text}"
    escaped = limits.clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return clipped(escaped, limits.MESSAGE_TEXT).strip() or limits.ELLIPSIS


def blocks(card: Card, at_most: int = limits.MESSAGE_BLOCKS) -> list[Block]:
    """A card as at most so many blocks."""
    made = _title(card.title)
    for element in _shortened(card.elements):
        made.extend(element_blocks(element))
    return numbered(_fitted(made, at_most))


def element_blocks(element: Element) -> list[Block]:
    """One element of a card."""
    match element:
        case Text(line):
            return _paragraph(line)
        case Small(line):
            return _paragraph(line) if _mentions(line) else _small(plain(line))
        case Facts(facts):
            return _rich("rich_text_section", _facts(facts))
        case Quote(words, paragraph):
            place = f" (¶ {paragraph})" if paragraph and paragraph != "0" else ""
            return _rich("rich_text_quote", _texts(f"“{words}”{place}"))
        case Items(lines, numbered=ordered):
            return _items(lines, ordered=ordered)
        case Copyable(text):
            return _rich("rich_text_preformatted", _texts(text))
        case Buttons(buttons):
            return [_row(buttons[at : at + limits.ACTIONS]) for at in range(0, len(buttons), limits.ACTIONS)]
        case Divider():
            return [{"type": "divider"}]


def plain_text(text: str, at_most: int) -> dict[str, Any]:
    """A text object nothing in which is interpreted."""
    return {"type": "plain_text", "text": clipped(text, at_most).strip() or limits.ELLIPSIS, "emoji": False}


def numbered(made: Sequence[Block]) -> list[Block]:
    """The blocks, each button among them with an ``action_id`` of its own."""
    buttons = (each for block in made if block["type"] == "actions" for each in block["elements"])
    for number, button in enumerate(buttons):
        button["action_id"] = f"{PRESS}:{number}"
    return list(made)


# --- words


def _title(title: str) -> list[Block]:
    if not title.strip():
        return []
    if length(title) > limits.HEADER:
        return _paragraph((Strong(clipped(title, limits.RICH_TEXT)),))
    return [{"type": "header", "text": plain_text(title, limits.HEADER)}]


def _paragraph(line: Line) -> list[Block]:
    return _rich("rich_text_section", [each for span in line for each in _span(span)])


def _span(span: Span) -> list[dict[str, Any]]:
    match span:
        case str():
            return _texts(span)
        case Strong(text):
            return _texts(text, bold=True)
        case Mention(person, name):
            if _USER.fullmatch(person):
                return [{"type": "user", "user_id": person}]
            return _texts(name)


def _texts(text: str, **style: bool) -> list[dict[str, Any]]:
    styled = {"style": style} if style else {}
    return [{"type": "text", "text": piece} | styled for piece in pieces(text, limits.RICH_TEXT)]


def _facts(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for fact in facts:
        made += _texts("\n") if made else []
        made += _texts(f"{fact.label}: ", bold=True)
        made += [each for span in fact.value for each in _span(span)]
        made += _texts(f" ({fact.source})", italic=True) if fact.source else []
    return made


def _small(text: str) -> list[Block]:
    parts = [each for each in pieces(text, limits.CONTEXT_TEXT) if each.strip()]
    rows = (parts[at : at + limits.CONTEXT_ELEMENTS] for at in range(0, len(parts), limits.CONTEXT_ELEMENTS))
    return [{"type": "context", "elements": [plain_text(each, limits.CONTEXT_TEXT) for each in row]} for row in rows]


def _items(lines: Iterable[Line], *, ordered: bool) -> list[Block]:
    spoken_lines = [[each for span in line for each in _span(span)] for line in lines]
    sections = [{"type": "rich_text_section", "elements": each} for each in spoken_lines if _says_something(each)]
    if not sections:
        return []
    listed = {"type": "rich_text_list", "style": "ordered" if ordered else "bullet", "elements": sections}
    return [{"type": "rich_text", "elements": [listed]}]


def _rich(kind: str, elements: list[dict[str, Any]]) -> list[Block]:
    if not _says_something(elements):
        return []
    return [{"type": "rich_text", "elements": [{"type": kind, "elements": elements}]}]


def _says_something(elements: Iterable[dict[str, Any]]) -> bool:
    return any(each["type"] != "text" or each["text"].strip() for each in elements)


def _mentions(line: Line) -> bool:
    return any(isinstance(span, Mention) for span in line)


# --- buttons


def _row(buttons: Iterable[Button]) -> Block:
    return {"type": "actions", "elements": [_button(each) for each in buttons]}


def _button(button: Button) -> dict[str, Any]:
    value = wire.encode(button.request)
    if length(value) > limits.BUTTON_VALUE:
        raise ValueError(f"{type(button.request).__name__} does not fit into a button")
    made = {"type": "button", "text": plain_text(button.label, limits.BUTTON_LABEL), "value": value}
    if button.style is not Style.PLAIN:
        made["style"] = button.style.value
    if button.confirm:
        made["confirm"] = _confirm(button.confirm, danger=button.style is Style.DANGER)
    return made


def _confirm(confirm: Confirm, *, danger: bool) -> dict[str, Any]:
    return {
        "title": plain_text(confirm.title, limits.CONFIRM_TITLE),
        "text": plain_text(confirm.text, limits.CONFIRM_TEXT),
        "confirm": plain_text(confirm.yes, limits.CONFIRM_VERB),
        "deny": plain_text(confirm.no, limits.CONFIRM_VERB),
        "style": "danger" if danger else "primary",
    }


# --- fitting


def _shortened(elements: Iterable[Element]) -> Iterable[Element]:
    """The elements with as many words as one message may show; every button stays."""
    room = limits.SURFACE_TEXT - limits.RICH_TEXT
    for element in elements:
        words = plain_element(element)
        if isinstance(element, Buttons) or length(words) <= room:
            yield element
        elif room > limits.HEADER:
            yield Text((clipped(words, room),))
        room = max(0, room - length(words))


def _fitted(made: list[Block], at_most: int) -> list[Block]:
    """Where there are too many blocks: words together, then buttons together below them."""
    if len(made) <= at_most:
        return made
    joined = _joined_words(made)
    if len(joined) <= at_most:
        return joined
    words = [each for each in joined if each["type"] not in ("actions", "divider")]
    buttons = [button for each in joined if each["type"] == "actions" for button in each["elements"]]
    rows = [
        {"type": "actions", "elements": buttons[at : at + limits.ACTIONS]}
        for at in range(0, len(buttons), limits.ACTIONS)
    ]
    return [*_joined_words(words), *rows][:at_most]


def _joined_words(made: Iterable[Block]) -> list[Block]:
    joined: list[Block] = []
    for block in made:
        words = _as_words(block)
        before = joined[-1] if joined else None
        if words and before and before["type"] == "rich_text":
            before["elements"] += words
        elif words:
            joined.append({"type": "rich_text", "elements": words})
        else:
            joined.append(block)
    return joined


def _as_words(block: Block) -> list[dict[str, Any]]:
    match block["type"]:
        case "rich_text":
            return list(block["elements"])
        case "context":
            text = [{"type": "text", "text": each["text"]} for each in block["elements"]]
            return [{"type": "rich_text_section", "elements": text}]
        case _:
            return []
