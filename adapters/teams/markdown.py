"""Words for a TextBlock or a Fact, which Teams reads as Markdown.

Everything that comes from a person or an order is shown as it stands: no link, emphasis, list, HTML entity or
``{{DATE(…)}}`` can be made out of it.
"""

import re

from bot.conversation.cards import Line, Mention, Span, Strong

_ANYWHERE = re.compile(r"[\\*_\[\]`~<>{}]|&(?=#?\w{1,32};|$)")
_AT_LINE_START = re.compile(r"^([ \t]*)([#+-]|\d{1,9}(?=[.)]))", re.MULTILINE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text without characters that are not text, where Teams reads no Markdown."""
    return _CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def escaped(text: str) -> str:
    """Text with nothing left for Markdown to act on in the middle of a line."""
    return _ANYWHERE.sub(r"\\\g<0>", clean(text))


def shown(line: Line) -> str:
    """A line as one paragraph: a line break in it starts a new paragraph, the only break every client shows."""
    return _joined(line, "\n\n")


def shown_flat(line: Line) -> str:
    """A line in a list or a fact, where a break would end the entry."""
    return _joined(line, " ")


def _joined(line: Line, line_break: str) -> str:
    text = re.sub(r"\s*\n\s*", line_break, "".join(_span(each) for each in line)).strip()
    return _AT_LINE_START.sub(_unlisted, text)


def _unlisted(found: re.Match[str]) -> str:
    space, mark = found.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"


def at(mention: Mention) -> str:
    """The tag of a mention. The same text stands in the card's ``msteams.entities``."""
    return f"<at>{mention_name(mention)}</at>"


def mention_name(mention: Mention) -> str:
    """The name as it may stand inside a tag."""
    return re.sub(r"[\\*_\[\]`~<>{}&\s]+", " ", _CONTROLS.sub("", mention.name)).strip() or "member"


def _span(span: Span) -> str:
    match span:
        case str():
            return escaped(span)
        case Strong(text):
            return _bold(escaped(text))
        case Mention():
            return at(span)


def _bold(text: str) -> str:
    """Bold line by line, the stars against the words: elsewhere Markdown would show them."""
    return re.sub(r"^([^\S\n]*)(\S[^\n]*?)([^\S\n]*)$", r"\1**\2**\3", text, flags=re.MULTILINE)
