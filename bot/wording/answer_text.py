"""How an order's words and paragraph numbers are shown."""

import re
from collections.abc import Iterable

_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)")


def shown(words: str) -> str:
    """The order's words on one line, without marks of bold and italics. Nothing else is changed."""
    return " ".join(_EMPHASIS.sub("", words).split())


def named_paragraphs(numbers: Iterable[str]) -> str:
    """As in "¶ 2", "¶¶ 2, 4", "opening paragraph"."""
    known = list(dict.fromkeys(numbers))
    numbered = [each for each in known if each != "0"]
    marks = [f"¶{'¶' if len(numbered) > 1 else ''} {', '.join(numbered)}"] if numbered else []
    return ", ".join((["opening paragraph"] if "0" in known else []) + marks)


def cited(sentence: str, numbers: Iterable[str]) -> str:
    """A sentence with its paragraphs in brackets before the full stop."""
    named = named_paragraphs(numbers)
    return f"{sentence.rstrip('.')} ({named})." if named else sentence
