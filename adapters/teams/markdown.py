"""Words for a TextBlock or a Fact, which Teams reads as Markdown.

Everything that comes from a person or an order is shown as it stands: no link, emphasis, list, HTML entity or
``{{DATE(…)}}`` can be made out of it.
"""

import re
import unicodedata
from itertools import groupby, zip_longest
from operator import itemgetter

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
    text = re.sub(r"\s*\n\s*", line_break, _emphasised(line)).strip()
    return _AT_LINE_START.sub(_unlisted, text)


def _unlisted(found: re.Match[str]) -> str:
    space, mark = found.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"


def at(mention: Mention) -> str:
    """The tag of a mention. The same text stands in the card's ``msteams.entities``."""
    return f"<at>{mention_name(mention)}</at>"


def mention_name(mention: Mention) -> str:
    """The name as it may stand inside a tag."""
    return re.sub(r"[\\*_\[\]`~<>{}&\s]+", " ", clean(mention.name)).strip() or "member"


def _emphasised(line: Line) -> str:
    spans = filter(itemgetter(1), map(_run, line))
    runs = [(strong, "".join(text for _, text in group)) for strong, group in groupby(spans, itemgetter(0))]
    shown = ""
    for (strong, text), (_, following) in zip_longest(runs, runs[1:], fillvalue=(False, "")):
        shown += _bold(text, shown[-1:], following[:1]) if strong else text
    return shown


def _run(span: Span) -> tuple[bool, str]:
    """Whether the span is emphasised, and its words."""
    match span:
        case str():
            return False, escaped(span)
        case Strong(text):
            return True, escaped(text)
        case Mention():
            return False, at(span)


def _bold(text: str, before: str, after: str) -> str:
    """Bold line by line. Where Markdown would not take the stars for emphasis but show them, words stay plain."""
    lines = text.split("\n")
    last = len(lines) - 1
    return "\n".join(
        _bold_line(each, before if n == 0 else "", after if n == last else "") for n, each in enumerate(lines)
    )


def _bold_line(text: str, before: str, after: str) -> str:
    words = text.strip()
    if not words:
        return text
    start = text.index(words)
    left, right = text[:start], text[start + len(words) :]
    opens = not _mark(words[0]) or bool(left) or _edge(before)
    closes = not _mark(words[-1]) or bool(right) or _edge(after)
    return f"{left}**{words}**{right}" if opens and closes else text


def _mark(char: str) -> bool:
    """Whether Markdown counts the character as punctuation."""
    return unicodedata.category(char)[0] in "PS"


def _edge(char: str) -> bool:
    """Whether stars beside it may open or close emphasis around punctuation."""
    return not char or char.isspace() or _mark(char)
