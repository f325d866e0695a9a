"""Commands that answer from what they are given. They read no settings and no database, and keep nothing."""

import json
import sys
from pathlib import Path

import click

from bot.cli.output import Json, answer_lines, batch_option, json_option, show
from bot.domain.errors import ParleyError
from bot.domain.order import DocumentKind, OrderReading


@click.command()
@click.argument("question", required=False)
@click.option("--order", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The order to answer from.")
@click.option("--explain", is_flag=True, help="Say which topic was matched, why, and how far from the next.")
@json_option
@batch_option
def ask(question: str | None, order: Path | None, explain: bool, as_json: bool, batch: bool) -> None:
    """Answer QUESTION from an order, with the paragraph.

    Without --order, from the sample order. --batch takes lines like {"id": "1", "q": "When is the letter due?"}.
    """
    from bot.questions import explain as explained
    from bot.wording.answers import answer_about

    reading = _order(order)
    if batch:
        answer_lines(lambda case: {"id": case.get("id"), **answer_about(_question(case), reading)})
        return
    if not question:
        raise click.UsageError("Give a question, or --batch.")
    if explain:
        show(explained(question))
        return
    answered = answer_about(question, reading)
    show(answered if as_json else answered["text"])


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@json_option
def read(file: str, as_json: bool) -> None:
    """Read an order (text, PDF or Word; - for standard input) and show what it says.

    Each field stands beside the words it was read from. Nothing is saved.
    """
    from bot.orders import as_proposal, read, text_of

    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    proposal: Json = as_proposal(read(text_of(data, "" if file == "-" else file)))
    if as_json:
        show(proposal)
    else:
        _show_proposal(**proposal)


@click.command()
@click.option("--conference", help="The conference's court time, as in 2023-12-13T14:30.")
@click.option("--tz", default="America/New_York", show_default=True, help="The court's time zone.")
@click.option("--order-date", help="The day the order was signed.")
@click.option("--demand-made", help="The day the demand was in fact made.")
@json_option
@batch_option
def deadlines(
    conference: str | None, tz: str, order_date: str | None, demand_made: str | None, as_json: bool, batch: bool
) -> None:
    """Count the demand and response dates of a conference as Rule 6(a) counts them.

    --batch takes one case a line, as in
    {"id": "1", "conference": "2026-02-02T10:00", "tz": "America/New_York", "rule": "demand"}.
    """
    from bot.services.counting import count, count_conference

    if batch:
        answer_lines(count)
        return
    if not conference:
        raise click.UsageError("Give --conference, or --batch.")
    counted = count_conference(
        {"conference": conference, "tz": tz, "order_date": order_date, "demand_made": demand_made}
    )
    if "error" in counted:
        raise ParleyError(counted["error"])
    if as_json:
        show(counted)
        return
    for rule, result in counted.items():
        click.echo(f"{rule}: {result['due']}. {result['why']}")
        for each in result["alternatives"]:
            click.echo(f"  or {each['date']}: {each['reading']}")
        for warning in result["warnings"]:
            click.echo(f"  ! {warning['text']}")


@click.command()
@batch_option
@click.option("--name", help="A name to check, as the attendance form would.")
@click.option("--text", help="A text to check, as a message would be.")
def check(batch: bool, name: str | None, text: str | None) -> None:
    """Say what a form would make of a name, or a message of a text.

    --batch takes {"id", "name", "party", "counsel": [...]} or {"id", "text"} a line.
    """
    from bot.services.checking import check as checked

    if batch:
        answer_lines(checked)
    elif name is not None or text is not None:
        show(checked({"name": name} if name is not None else {"text": text}))
    else:
        raise click.UsageError("Give --name, --text or --batch.")


def _order(path: Path | None) -> OrderReading:
    """The order in a file; the sample order without one."""
    from bot.orders import read, sample, text_of

    if path is None:
        return sample()
    reading = read(text_of(path.read_bytes(), path.name))
    if reading.kind is DocumentKind.NOT_AN_ORDER:
        raise ParleyError(f"{path.name} is not a court's order that Parley can read.")
    return reading


def _question(case: Json) -> str:
    question = case.get("q")
    if not isinstance(question, str):
        raise ParleyError("“q” must be a text.")
    return question


def _show_proposal(sources: Json, warnings: list[Json], **fields: object) -> None:
    for name, value in fields.items():
        click.echo(f"{name:24} {_shown(value)}")
        if source := sources.get(name):
            click.echo(f"{'':24} “{' '.join(source['words'].split())}” (¶ {source['paragraph']})")
    for warning in warnings:
        click.echo(f"! {warning['text']}")


def _shown(value: object) -> str:
    if value is None or value == []:
        return "not stated"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
