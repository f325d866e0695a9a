"""Ten thousand reminders due at nine over two thousand channels, at the pace a platform allows each channel.

Run:  python tests/benchmarks/bench_drain.py [--channels 2000] [--each 5] [--separate] [--kinds sqlite postgresql]

A channel's reminders are one message, as they are in use; ``--separate`` has each sent by itself, a second apart, which
is what the platform's pace would make of them without merging. Posts take 20 ms. One in fifty is answered with a
request to wait.
"""

import argparse
import asyncio
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import datetime as dt
import logging

import structlog

import storage
from bot.clock import Clock
from bot.conversation.cards import Card, Text
from bot.conversation.wire import dump_card
from bot.domain.outbox import Delivery, Kind
from bot.domain.people import Address, Channel
from bot.ports import RetryAfter
from bot.scheduler import Scheduler, Timing
from tests.benchmarks import engine

PACE = dt.timedelta(seconds=1)
TIMING = Timing(pace={"web": PACE}, per_team={}, together=50, batch=200)
RETRY_AFTER = 2


class FromNine:
    """Nine o'clock when it is made, and running from there."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def now(self) -> dt.datetime:
        return engine.DUE + dt.timedelta(seconds=time.monotonic() - self._began)


class Paced(engine.Instant):
    """Takes 20 ms for a post, asks one in fifty to wait, and counts who did not."""

    def __init__(self) -> None:
        super().__init__(0.02)
        self.dice = random.Random(1)  # noqa: S311 - a benchmark's dice
        self.closed: dict[str, float] = {}
        self.asked = self.too_early = 0
        self.progress = asyncio.Event()

    async def post(
        self, address: Address, card: Card, *, key: str, thread: str | None = None, pin: bool = False
    ) -> str:
        place = str(address)
        self.too_early += time.monotonic() < self.closed.get(place, 0)
        if self.dice.random() < 0.02:
            self.asked += 1
            self.closed[place] = time.monotonic() + RETRY_AFTER
            raise RetryAfter(RETRY_AFTER)
        posted = await super().post(address, card, key=key, thread=thread, pin=pin)
        self.progress.set()
        return posted

    async def all_out(self, messages: int) -> None:
        """Until so many were posted."""
        while len(self.posts) < messages:
            self.progress.clear()
            await self.progress.wait()


def fill(store: storage.SqlStore, given: argparse.Namespace) -> int:
    """Put in what is due; returns how many messages that is."""
    if not given.separate:
        engine.register(store, given.channels, nudges_each=given.each)
        return int(given.channels)
    content = dump_card(Card("", (Text(("A reminder.",)),)))
    with store.begin() as uow:
        for number in range(given.channels):
            home = Channel("web", f"T{number % 4}", f"matter-{number}")
            uow.outbox.add(
                *(
                    Delivery(f"{number}-{each}", Kind.POST, home, engine.DUE, content=content)
                    for each in range(given.each)
                )
            )
        uow.commit()
    return int(given.channels * given.each)


async def drain(scheduler: Scheduler, platform: Paced, messages: int) -> float:
    """Seconds until all are out."""
    began = time.perf_counter()
    running = asyncio.create_task(scheduler.run())
    await platform.all_out(messages)
    seconds = time.perf_counter() - began
    scheduler.stop()
    await running
    return seconds


def main() -> None:
    """Measure, print, and fail if a request to wait was not honoured or a channel was posted to too fast."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--channels", type=int, default=2000)
    arguments.add_argument("--each", type=int, default=5)
    arguments.add_argument("--separate", action="store_true")
    arguments.add_argument("--kinds", nargs="+", default=["sqlite", "postgresql"])
    given = arguments.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    engine.row("database", "reminders", "messages", "seconds", "ideal s", "asked", "too early", "most in 1 s")
    wrong = 0
    with engine.databases(*given.kinds) as each_database:
        for kind, url in each_database:
            store, platform = storage.open_store(url), Paced()
            messages = fill(store, given)
            clock: Clock = FromNine()
            scheduler = Scheduler(store, {"web": platform}, clock, composers=engine.COMPOSERS, timing=TIMING)
            seconds = asyncio.run(drain(scheduler, platform, messages))
            ideal = float((given.each - 1) * PACE.total_seconds() if given.separate else 0)
            most = max(_most_in_a_second(times) for times in platform.channels.values())
            engine.row(
                kind, given.channels * given.each, messages, seconds, ideal, platform.asked, platform.too_early, most
            )
            wrong += platform.too_early + (len(platform.posts) != messages) + (most > 2)
            store.dispose()
    sys.exit(wrong > 0)


def _most_in_a_second(times: list[float]) -> int:
    return max(sum(1 for other in times if 0 <= other - each < 0.95) for each in times)


if __name__ == "__main__":
    main()
