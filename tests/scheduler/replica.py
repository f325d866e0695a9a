"""One process that sends what is due: started, and killed, by the tests.

Run:  python -m tests.scheduler.replica DATABASE_URL PLATFORM_URL SECONDS_AHEAD
"""

import asyncio
import datetime as dt
import signal
import sys

import aiohttp

from bot import logs
from bot.scheduler import Scheduler, Timing
from storage import open_store
from tests.fakes.http_platform import HttpMessenger
from tests.fakes.team import COMPOSERS

_MS = dt.timedelta(milliseconds=1)
TIMING = Timing(
    lease=1500 * _MS,
    post=700 * _MS,
    skew=100 * _MS,
    margin=100 * _MS,
    poll=50 * _MS,
    look_again=200 * _MS,
    batch=10,
    together=4,
    pace={},
    per_team={},
)


class ShiftedClock:
    """The machine's clock, so many seconds ahead."""

    def __init__(self, ahead: float) -> None:
        self._ahead = dt.timedelta(seconds=ahead)

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC) + self._ahead


async def main(database: str, platform: str, ahead: str) -> None:
    """Send until told to stop."""
    logs.configure("json", level=40)
    async with aiohttp.ClientSession() as session:
        scheduler = Scheduler(
            open_store(database),
            {"web": HttpMessenger(platform, session)},
            ShiftedClock(float(ahead)),
            composers=COMPOSERS,
            timing=TIMING,
        )
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, scheduler.stop)
        await scheduler.run()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
