"""The examples the model learns from: plain files a paralegal can add a line to."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "examples"


@dataclass(frozen=True, slots=True)
class Example:
    """A message, the topics it asks about in order, whether it could mean any one of them, and its file."""

    words: str
    topics: tuple[str, ...]
    unclear: bool
    source: str


def read(folder: Path = FOLDER) -> list[Example]:
    """Every example in the folder, in the files' order."""
    found: list[Example] = []
    for path in sorted(folder.iterdir()):
        if path.suffix == ".toml":
            found.extend(_lists(path))
        elif path.suffix == ".jsonl":
            found.extend(_rows(path))
    return found


def _lists(path: Path) -> Iterator[Example]:
    """Questions one a line under ``topic``, ``"first + second"`` or ``"? this that"``."""
    for heading, lines in tomllib.loads(path.read_text("utf-8")).items():
        topics = tuple(each for each in heading.split() if each not in "?+")
        for line in lines.strip().splitlines():
            yield Example(line, topics, heading.startswith("?"), path.stem)


def _rows(path: Path) -> Iterator[Example]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Example(row["q"], tuple(row["topics"]), row.get("kind") == "clarify", path.stem)
