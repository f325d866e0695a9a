"""Where the parts are put together: the only module that knows them all."""

import asyncio
import datetime as dt
import gc
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog
from aiohttp import web

import storage
from adapters import service
from bot import logs, orders
from bot.clock import Clock, SteppedClock, SystemClock
from bot.domain.conference import Conference
from bot.domain.errors import NotFound
from bot.domain.holidays import announce, read_closures
from bot.domain.outbox import Kind
from bot.handlers import HANDLERS
from bot.ports import Messenger
from bot.questions import understand
from bot.router import Parley
from bot.scheduler import Scheduler
from bot.services import closing, exporting, nudging
from bot.services.posting import Composers
from bot.settings import Settings
from bot.wording.attendance import board
from bot.wording.headline import headline

log = structlog.get_logger()

COMPOSERS: Composers = {Kind.HEADLINE: headline, Kind.ATTENDANCE: board}
"""How the cards that are updated in place are made."""
GRACE_SECONDS = 20.0
"""How long requests under way may take to finish when Parley is told to stop."""
SMALL_BODY = 1024 * 1024
GARBAGE_AFTER = 20_000
"""How many values more than were freed are made before garbage is searched for."""


@dataclass
class Program:
    """Parley, put together for one set of settings."""

    settings: Settings
    clock: Clock
    store: storage.SqlStore
    parley: Parley
    scheduler: Scheduler
    messengers: dict[str, Messenger] = field(default_factory=dict)

    def application(self) -> web.Application:
        """The HTTP application, with the routes of every platform that is configured."""
        checks = {
            "database": self._writable,
            "migrations": lambda: storage.current(self.settings.parley_database_url) == storage.head(),
            "scheduler": self._ticking,
        }
        largest = service.LARGEST_UPLOAD if self.settings.web_chat else SMALL_BODY
        app = service.application(service.Readiness(checks), largest)
        for wanted, add in (
            (self.settings.slack, _add_slack),
            (self._teams, _add_teams),
            (self.settings.web_chat, _add_web),
        ):
            if wanted:
                add(self, app)
        return app

    @property
    def _teams(self) -> bool:
        """Teams, where configured; and without sign-in for this machine's own programs, in the local try-out."""
        return self.settings.teams or (self.settings.web_chat and self.settings.loopback)

    def _writable(self) -> bool:
        self.store.ping()
        return True

    def _ticking(self) -> bool:
        return self.scheduler.fresh

    # --- what the command line asks

    def conferences(self) -> list[Conference]:
        """Every conference on record."""
        with self.store.begin() as uow:
            return list(uow.conferences.all())

    def preview(self, at: dt.datetime) -> list[dict[str, str]]:
        """What would be sent by a moment, when, where and why."""
        with self.store.begin() as uow:
            return nudging.preview(uow, at, self.clock.now())

    def export(self, conference: str, form: str) -> bytes:
        """A conference's record as ``json``, ``csv`` or ``ics``. Raises ``NotFound``."""
        with self.store.begin() as uow:
            found = uow.conferences.get(conference)
            if found is None:
                raise NotFound("There is no conference of that id; list them with: parley export")
            return exporting.export(uow, found, form, self.clock.now()).content

    def purge(self, conference: str | None, *, dry_run: bool) -> list[str]:
        """Delete what is due, or one conference's record; returns the ids."""
        with self.store.begin() as uow:
            now = self.clock.now()
            deleted = closing.purge_one(uow, conference, now) if conference else closing.purge_due(uow, now)
            if not dry_run:
                uow.commit()
            return deleted


def assemble(settings: Settings, clock: Clock | None = None) -> Program:
    """Put the parts together. The database must be up to date."""
    if settings.parley_closures:
        announce(read_closures(settings.parley_closures.read_text("utf-8")))
    time = clock or (SteppedClock(settings.parley_clock) if settings.parley_clock else SystemClock())
    store = storage.open_store(settings.parley_database_url, settings.encryption_keys)
    messengers: dict[str, Messenger] = {}
    scheduler = Scheduler(store, messengers, time, composers=COMPOSERS, chores=(closing.purge_due,))
    parley = Parley(store, HANDLERS, scheduler.wake)
    return Program(settings, time, store, parley, scheduler, messengers)


def _add_slack(program: Program, app: web.Application) -> None:
    from adapters.slack.app import SlackAdapter  # noqa: PLC0415 - its SDK is loaded only where it is used

    slack = SlackAdapter(program.parley, program.settings, program.store, program.clock)
    slack.add_to(app)
    program.messengers["slack"] = slack.messenger


def _add_teams(program: Program, app: web.Application) -> None:
    from adapters.teams.app import TeamsAdapter  # noqa: PLC0415 - its SDK is loaded only where it is used

    teams = TeamsAdapter(program.settings, program.parley, program.store, program.clock.now)
    teams.add_to(app)
    program.messengers["teams"] = teams.messenger


def _add_web(program: Program, app: web.Application) -> None:
    from adapters.slack import render as slack  # noqa: PLC0415 - only the local page shows other platforms' cards
    from adapters.teams import render as teams  # noqa: PLC0415 - the same
    from adapters.web.app import add_to  # noqa: PLC0415 - the same
    from adapters.web.desk import Desk  # noqa: PLC0415 - the same
    from adapters.web.memory import Memory  # noqa: PLC0415 - the same
    from adapters.web.messenger import WebMessenger  # noqa: PLC0415 - the same
    from adapters.web.platform import LocalPlatform  # noqa: PLC0415 - the same
    from bot.orders import sample  # noqa: PLC0415 - the same

    clock = program.clock

    async def step(moment: dt.datetime) -> None:
        if isinstance(clock, SteppedClock):
            await step_through(program, clock, moment)

    platform = LocalPlatform.furnished()
    memory = Memory(program.store, platform, clock, program.scheduler.wake)
    program.messengers["web"] = WebMessenger(platform, clock)
    desk = Desk(
        program.parley,
        platform,
        clock.now,
        program.scheduler.next_due,
        step if isinstance(clock, SteppedClock) else None,
        {"Slack blocks": slack.message, "Teams card": teams.message},
        program.store.rows,
        sample().text,
        memory.back,
        memory.remember,
    )
    add_to(app, desk)


async def step_through(program: Program, clock: SteppedClock, moment: dt.datetime) -> None:
    """Let the clock run to a moment, stopping wherever something is due, so that each is sent at its own time."""
    await program.scheduler.run_due(clock.now())
    while (due := await program.scheduler.next_due()) is not None and due <= moment:
        clock.step_to(max(due, clock.now()))
        if not await program.scheduler.run_due(clock.now()):
            break
    clock.step_to(moment)
    await program.scheduler.run_due(moment)


# --- running


def serve(settings: Settings, *, migrate: bool = True) -> None:
    """Run until told to stop, then finish what is under way."""
    logs.configure(settings.parley_log_format)
    if migrate:
        storage.migrate(settings.parley_database_url)
    if not settings.encryption_keys:
        log.warning("not encrypted", setting="PARLEY_ENCRYPTION_KEYS", make_one="parley doctor --new-key")
    warm_up()
    asyncio.run(_serve(assemble(settings)))


def warm_up() -> None:
    """Load what questions are answered with, so that the first is as quick as any.

    What is loaded stays, so no search for garbage goes through it again; and what answering makes is freed without
    one, so they can be rare.
    """
    understand("When is the conference?", order=orders.sample())
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER)


async def _serve(program: Program) -> None:
    stopping = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, stopping.set)
    app = program.application()
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=GRACE_SECONDS)
    await runner.setup()
    site = web.TCPSite(runner, program.settings.parley_host, program.settings.parley_port)
    await site.start()
    sending = asyncio.create_task(program.scheduler.run())
    _announce(program, runner)
    await stopping.wait()
    app[service.DRAINING].set()
    program.scheduler.stop()
    await sending
    await runner.cleanup()
    program.store.dispose()


def _announce(program: Program, runner: web.AppRunner) -> None:
    host, port = runner.addresses[0][:2]
    print(f"Parley is ready: http://{host}:{port}", flush=True)  # noqa: T201 - where to look, for whoever started it
    log.info("ready", slack=program.settings.slack, teams=program.settings.teams, web_chat=program.settings.web_chat)


# --- what the command line needs besides


def offline(settings: Settings) -> Program:
    """The program without its platforms, on a database that is brought up to date."""
    storage.migrate(settings.parley_database_url)
    return assemble(settings)


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


def examine(settings: Settings) -> list[dict[str, Any]]:
    """Whether Parley could run here, point by point."""
    checks: Mapping[str, Callable[[Settings], str]] = {
        "database": _examine_database,
        "migrations": _examine_migrations,
        "encryption": _examine_encryption,
        "platforms": _examine_platforms,
    }
    return [_examined(what, check, settings) for what, check in checks.items()]


def _examined(what: str, check: Callable[[Settings], str], settings: Settings) -> dict[str, Any]:
    try:
        return {"what": what, "ok": True, "says": check(settings)}
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is wrong
        return {"what": what, "ok": False, "says": str(error).split("\n", 1)[0]}


def _examine_database(settings: Settings) -> str:
    storage.current(settings.parley_database_url)
    return "answers"


def _examine_migrations(settings: Settings) -> str:
    current, head = storage.current(settings.parley_database_url), storage.head()
    return "current" if current == head else f"at {current or 'nothing'}; parley migrate brings it to {head}"


def _examine_encryption(settings: Settings) -> str:
    number = len(settings.encryption_keys)
    return f"{number} key{'s'[: number != 1]}" if number else "none: names and orders are stored in the clear"


def _examine_platforms(settings: Settings) -> str:
    on = {"Slack": settings.slack, "Teams": settings.teams, "local web chat": settings.web_chat}
    return ", ".join(name for name, configured in on.items() if configured)
