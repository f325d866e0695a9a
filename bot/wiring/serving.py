"""Running, from the first request to the last message on its way out."""

import asyncio
import gc
import signal

import structlog
from aiohttp import web

import storage
from adapters import service
from bot import logs, orders
from bot.questions import understand
from bot.settings import Settings
from bot.wiring.platforms import application
from bot.wiring.program import Program, assemble

log = structlog.get_logger()

GRACE_SECONDS = 20.0
"""How long requests under way may take to finish when Parley is told to stop."""
GARBAGE_AFTER = 20_000
"""How many values more than were freed are made before garbage is searched for."""


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
    app = application(program)
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
