"""Examples with a blank, written out with words from a list: the contrast between the letter and everything else."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from bot.questions.examples import Example

FILE = Path(__file__).parent / "templates.toml"
TIMES = 5
"""How often a line is written out, at most."""
_BLANK = re.compile(r"\{(\w+)\}")


def written_out(file: Path = FILE) -> list[Example]:
    """Every line with its blanks filled, each time with the next words of the list."""
    data = tomllib.loads(file.read_text("utf-8"))
    words: dict[str, list[str]] = data["words"]
    turn = dict.fromkeys(words, 0)
    return [
        Example(filled, (topic,), unclear=False, source="templates")
        for topic, lines in data["lines"].items()
        for line in lines
        for filled in _filled(line, words, turn)
    ]


def _filled(line: str, words: dict[str, list[str]], turn: dict[str, int]) -> Iterator[str]:
    blanks = _BLANK.findall(line)
    if not blanks:
        yield line
        return
    for _ in range(min(TIMES, max(len(words[blank]) for blank in blanks))):
        text = line
        for blank in blanks:
            text = text.replace(f"{{{blank}}}", words[blank][turn[blank] % len(words[blank])], 1)
            turn[blank] += 1
        yield text[0].upper() + text[1:] if turn[blanks[0]] % 2 else text
