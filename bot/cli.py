"""The command line. Each command imports what it needs, so that ``--help`` needs nothing."""

import datetime as dt
import functools
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

import click

from bot.domain.errors import ParleyError

Json = dict[str, Any]

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
batch_option = click.option("--batch", is_flag=True, help="Read JSON lines from standard input, print JSON lines.")


class OneLineErrors(click.Group):
    """A group whose commands end a ``ParleyError`` with its sentence on standard error and status 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (ParleyError, OSError) as error:
            click.echo(f"parley: {error}", err=True)
            ctx.exit(1)


@click.group(cls=OneLineErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="parley")
def main() -> None:
    """Settlement conferences in a litigation team's Slack, Teams or local web chat.

    Try it here, without any account:  parley serve

    Ask about an order:  parley ask --order order.pdf "What goes in the letter?"
    """


@main.command()
@click.option("--no-migrate", is_flag=True, help="Do not bring the database up to date first.")
def serve(no_migrate: bool) -> None:
    """Run Parley: the web chat, and Slack and Teams where they are configured.

    Brings the database up to date, then serves until it is told to stop (Ctrl-C or SIGTERM), finishing what it is
    doing. Without any setting it serves the local web chat on http://127.0.0.1:3978.
    """
    from bot.wiring import serve as run

    run(_settings(), migrate=not no_migrate)


@main.command()
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
        _batch(lambda case: {"id": case.get("id"), **answer_about(_text(case, "q"), reading)})
        return
    if not question:
        raise click.UsageError("Give a question, or --batch.")
    if explain:
        _print(explained(question))
        return
    answered = answer_about(question, reading)
    _print(answered if as_json else answered["text"])


@main.command()
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
        _print(proposal)
        return
    sources = proposal["sources"]
    for name, value in proposal.items():
        if name in ("sources", "warnings"):
            continue
        click.echo(f"{name:24} {_shown(value)}")
        if source := sources.get(name):
            click.echo(f"{'':24} “{' '.join(source['words'].split())}” (¶ {source['paragraph']})")
    for warning in proposal["warnings"]:
        click.echo(f"! {warning['text']}")


@main.command()
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
        _batch(count)
        return
    if not conference:
        raise click.UsageError("Give --conference, or --batch.")
    counted = count_conference(
        {"conference": conference, "tz": tz, "order_date": order_date, "demand_made": demand_made}
    )
    if "error" in counted:
        raise ParleyError(counted["error"])
    if as_json:
        _print(counted)
        return
    for rule, result in counted.items():
        click.echo(f"{rule}: {result['due']}. {result['why']}")
        for each in result["alternatives"]:
            click.echo(f"  or {each['date']}: {each['reading']}")
        for warning in result["warnings"]:
            click.echo(f"  ! {warning['text']}")


@main.command()
@click.option("--at", help="An ISO moment with its offset; now if left out.")
@json_option
def nudges(at: str | None, as_json: bool) -> None:
    """Show everything that would be sent by a moment, one line a message: when, where and why.

    Reminders, catching up, notices that a day has passed, the day before, digests, and what waits. Nothing is sent.
    """
    from bot.wiring import operating

    program = operating.offline(_settings())
    moment = _moment(at) if at else program.clock.now()
    planned = operating.preview(program, moment)
    if as_json:
        _print({"at": moment.isoformat(), "nudges": planned})
        return
    for each in planned:
        click.echo(f"{each['due_at']}  {each['where']}  {each['what']}: {each['why']}")
    if not planned:
        click.echo("Nothing would be sent by then.")


@main.command()
@batch_option
@click.option("--name", help="A name to check, as the attendance form would.")
@click.option("--text", help="A text to check, as a message would be.")
def check(batch: bool, name: str | None, text: str | None) -> None:
    """Say what a form would make of a name, or a message of a text.

    --batch takes {"id", "name", "party", "counsel": [...]} or {"id", "text"} a line.
    """
    from bot.services.checking import check as checked

    if batch:
        _batch(checked)
    elif name is not None or text is not None:
        _print(checked({"name": name} if name is not None else {"text": text}))
    else:
        raise click.UsageError("Give --name, --text or --batch.")


@main.command()
@click.option("--new-key", is_flag=True, help="Print a fresh encryption key and do nothing else.")
@json_option
def doctor(new_key: bool, as_json: bool) -> None:
    """Look whether Parley could run here: settings, database, encryption, platforms."""
    if new_key:
        from cryptography.fernet import Fernet

        click.echo(Fernet.generate_key().decode())
        return
    from bot.wiring.doctor import examine

    findings = examine(_settings())
    if as_json:
        _print({"healthy": all(each["ok"] for each in findings), "findings": findings})
    else:
        for each in findings:
            click.echo(f"{'ok ' if each['ok'] else 'NOT'}  {each['what']}: {each['says']}")
    if not all(each["ok"] for each in findings):
        sys.exit(1)


@main.command()
@json_option
def migrate(as_json: bool) -> None:
    """Bring the database up to date. An SQLite file that needs it is copied beside itself first."""
    from bot.wiring import operating

    done = operating.migrate(_settings())
    _print(done if as_json else done["says"])


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write a consistent copy of the SQLite database to FILE while Parley runs.

    For PostgreSQL use pg_dump. To restore, stop Parley and put the copy in the database's place.
    """
    from bot.wiring import operating

    operating.backup(_settings(), file)
    click.echo(f"Written to {file}.")


@main.command()
@click.argument("conference", required=False)
@click.option("--json", "form", flag_value="json", default=True, help="Everything, with the audit (the default).")
@click.option("--csv", "form", flag_value="csv", help="The attendance list.")
@click.option("--ics", "form", flag_value="ics", help="Calendar events.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to write; standard output if not given."
)
def export(conference: str | None, form: str, out: Path | None) -> None:
    """Export a conference's record. Without CONFERENCE, list those there are."""
    from bot.wiring import operating

    program = operating.offline(_settings())
    if conference is None:
        listed = [f"{each.id}  {each.home.platform}  {each.status.value}" for each in operating.conferences(program)]
        click.echo("\n".join(listed) or "No conference is on record.")
        return
    content = operating.export(program, conference, form)
    if out:
        out.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)


@main.command()
@click.argument("conference", required=False)
@click.option("--dry-run", is_flag=True, help="Say what would be deleted, delete nothing.")
@json_option
def purge(conference: str | None, dry_run: bool, as_json: bool) -> None:
    """Delete the records whose day has come, or that of CONFERENCE. A hold stops both."""
    from bot.wiring import operating

    deleted = operating.purge(operating.offline(_settings()), conference, dry_run=dry_run)
    verb = "would delete" if dry_run else "deleted"
    _print({verb.replace(" ", "_"): deleted} if as_json else f"{verb} {len(deleted)} record{'s'[: len(deleted) != 1]}")


# --- what commands share


def _settings() -> Any:  # noqa: ANN401 - imported late; see Settings
    from bot.settings import load

    return load()


@functools.cache
def _order(path: Path | None) -> Any:  # noqa: ANN401 - imported late; see OrderReading
    from bot.domain.order import DocumentKind
    from bot.orders import read, sample, text_of

    if path is None:
        return sample()
    reading = read(text_of(path.read_bytes(), path.name))
    if reading.kind is DocumentKind.NOT_AN_ORDER:
        raise ParleyError(f"{path.name} is not a court's order that Parley can read.")
    return reading


def _batch(answer: Callable[[Json], Json], lines: IO[str] | Iterable[str] | None = None) -> None:
    for line in lines or sys.stdin:
        if line.strip():
            click.echo(json.dumps(_answered(answer, line), ensure_ascii=False))


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


def _text(case: Json, name: str) -> str:
    value = case.get(name)
    if not isinstance(value, str):
        raise ParleyError(f"“{name}” must be a text.")
    return value


def _moment(text: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise click.UsageError("--at takes a moment like 2027-01-08T09:00:00-05:00.") from None
    if moment.tzinfo is None:
        raise click.UsageError("--at must name its offset, as in 2027-01-08T09:00:00-05:00.")
    return moment


def _shown(value: object) -> str:
    if value is None or value == []:
        return "not stated"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _print(value: object) -> None:
    click.echo(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
