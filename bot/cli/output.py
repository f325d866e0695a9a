"""What commands print: sentences for people, JSON for programs."""

import json
import sys
from collections.abc import Callable
from typing import Any

import click

from bot.domain.errors import ParleyError

Json = dict[str, Any]

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
batch_option = click.option("--batch", is_flag=True, help="Read JSON lines from standard input, print JSON lines.")


def show(value: object) -> None:
    """Print a text as it is, anything else as one line of JSON."""
    click.echo(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def answer_lines(answer: Callable[[Json], Json]) -> None:
    """Answer each line of standard input with a line. What cannot be answered is a line with an ``error``."""
    for line in sys.stdin:
        if line.strip():
            show(_answered(answer, line))


def _answered(answer: Callable[[Json], Json], line: str) -> Json:
    try:
        case = json.loads(line)
    except ValueError:
        return {"error": "This line is not JSON."}
    if not isinstance(case, dict):
        return {"error": "Each line must be a JSON object."}
    try:
        return answer(case)
    except ParleyError as error:
        return {"id": case.get("id"), "error": str(error)}
