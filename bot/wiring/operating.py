"""What whoever runs Parley asks of it at the command line."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import storage
from bot.domain.conference import Conference
from bot.domain.errors import NotFound
from bot.services import closing, exporting, nudging
from bot.settings import Settings
from bot.wiring.program import Program, assemble


def offline(settings: Settings) -> Program:
    """The program without its platforms, on a database that is brought up to date."""
    storage.migrate(settings.parley_database_url)
    return assemble(settings)


def conferences(program: Program) -> Sequence[Conference]:
    """Every conference on record."""
    with program.store.begin() as uow:
        return uow.conferences.all()


def preview(program: Program, at: dt.datetime) -> list[dict[str, str]]:
    """What would be sent by a moment, when, where and why."""
    with program.store.begin() as uow:
        return nudging.preview(uow, at, program.clock.now())


def export(program: Program, conference: str, form: str) -> bytes:
    """A conference's record as ``json``, ``csv`` or ``ics``. Raises ``NotFound``."""
    with program.store.begin() as uow:
        found = uow.conferences.get(conference)
        if found is None:
            raise NotFound("There is no conference of that id; list them with: parley export")
        return exporting.export(uow, found, form, program.clock.now()).content


def purge(program: Program, conference: str | None, *, dry_run: bool) -> list[str]:
    """Delete the records whose day has come, or one conference's, unless held; returns the conferences' ids."""
    with program.store.begin() as uow:
        now = program.clock.now()
        deleted = closing.purge_one(uow, conference, now) if conference else closing.purge_due(uow, now)
        if not dry_run:
            uow.commit()
        return deleted


def migrate(settings: Settings) -> dict[str, Any]:
    """Bring the database up to date and say what was done."""
    before = storage.current(settings.parley_database_url)
    after = storage.migrate(settings.parley_database_url)
    says = f"Already at {after}." if before == after else f"Brought from {before or 'nothing'} to {after}."
    return {"before": before, "after": after, "says": says}


def backup(settings: Settings, file: Path) -> None:
    """Copy the SQLite database while it is in use."""
    store = storage.open_store(settings.parley_database_url, settings.encryption_keys)
    try:
        store.backup(file)
    finally:
        store.dispose()
