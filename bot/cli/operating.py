"""Commands for whoever runs Parley: start it, look after its database."""

import sys
from pathlib import Path

import click

from bot.cli.output import json_option, show


@click.command()
@click.option("--no-migrate", is_flag=True, help="Do not bring the database up to date first.")
def serve(no_migrate: bool) -> None:
    """Run Parley: the web chat, and Slack and Teams where they are configured.

    Brings the database up to date, then serves until it is told to stop (Ctrl-C or SIGTERM), finishing what it is
    doing. Without any setting it serves the local web chat on http://127.0.0.1:3978.
    """
    from bot.settings import load
    from bot.wiring import serve as run

    run(load(), migrate=not no_migrate)


@click.command()
@click.option("--new-key", is_flag=True, help="Print a fresh encryption key and do nothing else.")
@json_option
def doctor(new_key: bool, as_json: bool) -> None:
    """Look whether Parley could run here: settings, database, encryption, platforms."""
    if new_key:
        from cryptography.fernet import Fernet

        click.echo(Fernet.generate_key().decode())
        return
    from bot.settings import load
    from bot.wiring.doctor import examine

    findings = examine(load())
    healthy = all(each["ok"] for each in findings)
    if as_json:
        show({"healthy": healthy, "findings": findings})
    else:
        for each in findings:
            click.echo(f"{'ok ' if each['ok'] else 'NOT'}  {each['what']}: {each['says']}")
    if not healthy:
        sys.exit(1)


@click.command()
@json_option
def migrate(as_json: bool) -> None:
    """Bring the database up to date. An SQLite file that needs it is copied beside itself first."""
    from bot.settings import load
    from bot.wiring import operating

    done = operating.migrate(load())
    show(done if as_json else done["says"])


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write a consistent copy of the SQLite database to FILE while Parley runs.

    For PostgreSQL use pg_dump. To restore, stop Parley and put the copy in the database's place.
    """
    from bot.settings import load
    from bot.wiring import operating

    operating.backup(load(), file)
    click.echo(f"Written to {file}.")
