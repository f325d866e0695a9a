"""Parley's parts, put together for one set of settings."""

import datetime as dt
from dataclasses import dataclass

import storage
from bot.clock import Clock, SteppedClock, SystemClock
from bot.domain.channel import Preferences
from bot.domain.holidays import announce, read_closures
from bot.domain.outbox import Kind
from bot.handlers import HANDLERS
from bot.ports import Messenger
from bot.router import Parley
from bot.scheduler import Scheduler, Timing
from bot.services import closing
from bot.services.posting import Composers
from bot.settings import Settings
from bot.wording.attendance import board
from bot.wording.headline import headline

COMPOSERS: Composers = {Kind.HEADLINE: headline, Kind.ATTENDANCE: board}
"""How the cards that are updated in place are made."""
TIMING = Timing(
    pace={"slack": dt.timedelta(seconds=1), "teams": dt.timedelta(seconds=1)}, per_team={"slack": 8.0, "teams": 30.0}
)
"""How fast each platform takes messages. Slack, "Rate limits": one a second in a channel, several hundred a minute in a
workspace. Microsoft, "Optimize your bot: rate limiting": 60 in thirty seconds in a conversation, 50 requests a second
for an app in a tenant, of which replies take their share.
"""


@dataclass(frozen=True)
class Program:
    """The parts. ``messengers`` are by platform; each platform adds its own when it is set up."""

    settings: Settings
    clock: Clock
    store: storage.SqlStore
    parley: Parley
    scheduler: Scheduler
    messengers: dict[str, Messenger]


def assemble(settings: Settings, clock: Clock | None = None) -> Program:
    """Put the parts together, without any platform yet. The database must be up to date."""
    if settings.parley_closures:
        announce(read_closures(settings.parley_closures.read_text("utf-8")))
    time = clock or (SteppedClock(settings.parley_clock) if settings.parley_clock else SystemClock())
    preferences = Preferences(retention_days=settings.parley_retention_days)
    store = storage.open_store(settings.parley_database_url, settings.encryption_keys, preferences)
    messengers: dict[str, Messenger] = {}
    scheduler = Scheduler(store, messengers, time, composers=COMPOSERS, chores=(closing.purge_due,), timing=TIMING)
    parley = Parley(store, HANDLERS, scheduler.wake)
    return Program(settings, time, store, parley, scheduler, messengers)


async def step_through(program: Program, clock: SteppedClock, moment: dt.datetime) -> None:
    """Let the clock run to a moment, stopping wherever something is due, so that each is sent at its own time."""
    await program.scheduler.run_due(clock.now())
    while (due := await program.scheduler.next_due()) is not None and due <= moment:
        clock.step_to(max(due, clock.now()))
        if not await program.scheduler.run_due(clock.now()):
            break
    clock.step_to(moment)
    await program.scheduler.run_due(moment)
