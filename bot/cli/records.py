"""Commands about what is registered here: what will be sent, what is on record, what is due to be deleted."""

import datetime as dt
import sys
from pathlib import Path

import click

from bot.cli.output import json_option, show


@click.command()
@click.option("--at", help="An ISO moment with its offset; now if left out.")
@json_option
def nudges(at: str | None, as_json: bool) -> None:
    """Show everything that would be sent by a moment, one line a message: when, where and why.

    Reminders, catching up, notices that a day has passed, the day before, digests, and what waits. Nothing is sent.
    """
    from bot.settings import load
    from bot.wiring import operating

    program = operating.offline(load())
    moment = _moment(at) if at else program.clock.now()
    planned = operating.preview(program, moment)
    if as_json:
        show({"at": moment.isoformat(), "nudges": planned})
        return
    for each in planned:
        click.echo(f"{each['due_at']}  {each['where']}  {each['what']}: {each['why']}")
    if not planned:
        click.echo("Nothing would be sent by then.")


@click.command()
@click.argument("conference", required=False)
@click.option("--json", "form", flag_value="json", default=True, help="Everything, with the audit (the default).")
@click.option("--csv", "form", flag_value="csv", help="The attendance list.")
@click.option("--ics", "form", flag_value="ics", help="Calendar events.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to write; standard output if not given."
)
def export(conference: str | None, form: str, out: Path | None) -> None:
    """Export a conference's record. Without CONFERENCE, list those there are."""
    from bot.settings import load
    from bot.wiring import operating

    program = operating.offline(load())
    if conference is None:
        listed = [f"{each.id}  {each.home.platform}  {each.status.value}" for each in operating.conferences(program)]
        click.echo("\n".join(listed) or "No conference is on record.")
        return
    content = operating.export(program, conference, form)
    if out:
        out.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)


@click.command()
@click.argument("conference", required=False)
@click.option("--dry-run", is_flag=True, help="Say what would be deleted, delete nothing.")
@json_option
def purge(conference: str | None, dry_run: bool, as_json: bool) -> None:
    """Delete the records whose day has come, or that of CONFERENCE. A hold stops both."""
    from bot.settings import load
    from bot.wiring import operating

    deleted = operating.purge(operating.offline(load()), conference, dry_run=dry_run)
    if as_json:
        show({"would_delete" if dry_run else "deleted": deleted})
    else:
        show(f"{'would delete' if dry_run else 'deleted'} {len(deleted)} record{'s'[: len(deleted) != 1]}")


def _moment(text: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise click.UsageError("--at takes a moment like 2027-01-08T09:00:00-05:00.") from None
    if moment.tzinfo is None:
        raise click.UsageError("--at must name its offset, as in 2027-01-08T09:00:00-05:00.")
    return moment
