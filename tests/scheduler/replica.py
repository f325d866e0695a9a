"""One process that sends what is due: started, killed and stopped by the tests.

Run:  python -m tests.scheduler.replica DATABASE_URL PLATFORM_URL SECONDS_AHEAD [STOPS SEED]

It stops itself up to STOPS times between two steps of the protocol, for longer than its lease.
"""

import asyncio
import datetime as dt
import os
import random
import signal
import subprocess
import sys
from dataclasses import dataclass

import aiohttp

from bot import logs
from bot.conversation.cards import Card
from bot.domain.people import Address
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
)


STILL = 2.5
"""Seconds of a stop: the lease, and time for another process to take over and post."""
_STOPPING = 0.1
"""Of all steps."""


@dataclass
class Stopping:
    """Steps at which the process may stop itself, to be continued from outside."""

    left: int
    dice: random.Random

    def point(self, _: str) -> None:
        """A step was done."""
        if self.left and self.dice.random() < _STOPPING:
            self.left -= 1
            subprocess.Popen(("/bin/sh", "-c", f"sleep {STILL}; kill -CONT {os.getpid()}"))
            os.kill(os.getpid(), signal.SIGSTOP)


class StoppingMessenger(HttpMessenger):
    """Stops at the last moment, when the message is as good as on its way."""

    def __init__(self, url: str, session: aiohttp.ClientSession, stopping: Stopping) -> None:
        super().__init__(url, session)
        self._stopping = stopping

    async def post(
        self, address: Address, card: Card, *, key: str, thread: str | None = None, pin: bool = False
    ) -> str:
        self._stopping.point("handing_over")
        return await super().post(address, card, key=key, thread=thread, pin=pin)


class ShiftedClock:
    """The machine's clock, so many seconds ahead."""

    def __init__(self, ahead: float) -> None:
        self._ahead = dt.timedelta(seconds=ahead)

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC) + self._ahead


async def main(database: str, platform: str, ahead: str, stops: str = "0", seed: str = "0") -> None:
    """Send until told to stop."""
    stopping = Stopping(int(stops), random.Random(seed))  # noqa: S311 - a test's dice
    logs.configure("json", level=40)
    async with aiohttp.ClientSession() as session:
        scheduler = Scheduler(
            open_store(database),
            {"web": StoppingMessenger(platform, session, stopping)},
            ShiftedClock(float(ahead)),
            composers=COMPOSERS,
            timing=TIMING,
            point=stopping.point,
        )
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, scheduler.stop)
        await scheduler.run()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
