"""How an order's words and paragraph numbers are shown."""

import re
from collections.abc import Iterable

from bot.domain.order import Source

_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)")


_CITED = re.compile(r"\((?:¶|opening paragraph)[^()]*\)$")


def shown(words: str) -> str:
    """The order's words on one line, without marks of bold and italics. Nothing else is changed."""
    if "*" in words or "_" in words:
        words = _EMPHASIS.sub("", words)
    return " ".join(words.split())


def named_paragraphs(numbers: Iterable[str]) -> str:
    """As in "¶ 2", "¶¶ 2, 4", "opening paragraph"."""
    known = list(dict.fromkeys(numbers))
    numbered = [each for each in known if each != "0"]
    marks = [f"¶{'¶' if len(numbered) > 1 else ''} {', '.join(numbered)}"] if numbered else []
    return ", ".join((["opening paragraph"] if "0" in known else []) + marks)


def cited(sentence: str, numbers: Iterable[str]) -> str:
    """A sentence with its paragraphs in brackets before the full stop, unless it names them itself."""
    named = named_paragraphs(numbers)
    ended = sentence.rstrip(".")
    return f"{ended} ({named})." if named and not _CITED.search(ended) else f"{ended}."


def quoted(sources: Iterable[Source]) -> str:
    """The order's words, each sentence with its paragraph, as in “…” (¶ 2)."""
    return " ".join(f"“{shown(each.words)}” ({named_paragraphs((each.paragraph,))})" for each in sources)
