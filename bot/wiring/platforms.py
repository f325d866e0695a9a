"""The HTTP application: the pages an operator watches, and the routes of each platform that is configured."""

import datetime as dt

from aiohttp import web

import storage
from adapters import service
from bot.clock import SteppedClock
from bot.settings import Settings
from bot.wiring.program import Program, step_through

SMALL_BODY = 1024 * 1024
"""Bytes that platforms need at most; the web chat takes an order's file besides."""


def application(program: Program) -> web.Application:
    """The application of a program, whose messengers are complete from now on."""
    settings, store, scheduler = program.settings, program.store, program.scheduler

    def writable() -> bool:
        store.ping()
        return True

    ready = service.Readiness(
        {
            "database": writable,
            "migrations": lambda: storage.current(settings.parley_database_url) == storage.head(),
            "scheduler": lambda: scheduler.fresh,
        }
    )
    app = service.application(ready, service.LARGEST_UPLOAD if settings.web_chat else SMALL_BODY)
    for wanted, add in ((settings.slack, _add_slack), (_teams(settings), _add_teams), (settings.web_chat, _add_web)):
        if wanted:
            add(program, app)
    return app


def _teams(settings: Settings) -> bool:
    """Teams, where configured; and without sign-in for this machine's own programs, in the local try-out."""
    return settings.teams or (settings.web_chat and settings.loopback)


def _add_slack(program: Program, app: web.Application) -> None:
    from adapters.slack.app import SlackAdapter

    slack = SlackAdapter(program.parley, program.settings, program.store, program.clock)
    slack.add_to(app)
    program.messengers["slack"] = slack.messenger


def _add_teams(program: Program, app: web.Application) -> None:
    from adapters.teams.app import TeamsAdapter

    teams = TeamsAdapter(program.parley, program.settings, program.store, program.clock)
    teams.add_to(app)
    program.messengers["teams"] = teams.messenger


def _add_web(program: Program, app: web.Application) -> None:
    from adapters.slack import render as slack
    from adapters.teams import render as teams
    from adapters.web.app import add_to
    from adapters.web.desk import Desk
    from adapters.web.memory import Memory
    from adapters.web.messenger import WebMessenger
    from adapters.web.platform import LocalPlatform
    from bot.orders import sample

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
        now=clock.now,
        next_due=program.scheduler.next_due,
        step=step if isinstance(clock, SteppedClock) else None,
        previews={"Slack blocks": slack.message, "Teams card": teams.message},
        rows=program.store.rows,
        sample=sample().text,
        back=memory.back,
        remember=memory.remember,
    )
    add_to(app, desk)
