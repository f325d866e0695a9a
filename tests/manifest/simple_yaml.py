"""The part of YAML the manifest keeps to: maps and lists by indentation, plain or quoted values on one line."""

import json
import re
from typing import Any

_PAIR = re.compile(r"([A-Za-z_]+):(?:\s+(.*))?")


def read(text: str) -> Any:
    lines = [each for each in text.splitlines() if each.strip() and not each.lstrip().startswith("#")]
    value, rest = _block(lines, 0)
    assert not rest, f"not understood: {rest[0]}"
    return value


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _block(lines: list[str], indent: int) -> tuple[Any, list[str]]:
    if lines[0].lstrip().startswith("- "):
        return _list(lines, indent)
    return _map(lines, indent)


def _list(lines: list[str], indent: int) -> tuple[list[Any], list[str]]:
    made: list[Any] = []
    while lines and _indent(lines[0]) == indent and lines[0].lstrip().startswith("- "):
        first = lines[0].lstrip()[2:]
        if _PAIR.fullmatch(first) and not first.startswith('"'):
            value, lines = _map([" " * (indent + 2) + first, *lines[1:]], indent + 2)
        else:
            value, lines = _scalar(first), lines[1:]
        made.append(value)
    return made, lines


def _map(lines: list[str], indent: int) -> tuple[dict[str, Any], list[str]]:
    made: dict[str, Any] = {}
    while lines and _indent(lines[0]) == indent and (pair := _PAIR.fullmatch(lines[0].strip())):
        name, value = pair[1], pair[2]
        if value is None:
            made[name], lines = _block(lines[1:], _indent(lines[1]))
        else:
            made[name], lines = _scalar(value), lines[1:]
    return made, lines


def _scalar(text: str) -> Any:
    if text.startswith('"') or text in ("true", "false") or text.isdigit():
        return json.loads(text)
    assert not re.search(r"^[\[{&*!|>'%@`]|: | #", text), f"more YAML than the manifest may use: {text}"
    return text
