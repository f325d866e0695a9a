"""What it costs to wait: the share of a core the scheduler takes while nothing is due, and its statements a second.

Run:  python tests/benchmarks/bench_idle.py [--seconds 20] [--stored 100000] [--kinds sqlite postgresql]
"""

import argparse
import asyncio
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import logging

import structlog
from sqlalchemy import event

import storage
from bot.clock import SteppedClock
from bot.scheduler import Scheduler
from tests.benchmarks import engine

TARGET = 0.5
"""Per cent of a core."""


async def idle(scheduler: Scheduler, seconds: float) -> float:
    """Per cent of a core used while waiting, after a first pass."""
    running = asyncio.create_task(scheduler.run())
    await asyncio.sleep(1.5)
    began, used = time.perf_counter(), time.process_time()
    await asyncio.sleep(seconds)
    share = 100 * (time.process_time() - used) / (time.perf_counter() - began)
    scheduler.stop()
    await running
    return share


def main() -> None:
    """Measure, print, and fail above the target."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=20)
    arguments.add_argument("--stored", type=int, default=100_000)
    arguments.add_argument("--kinds", nargs="+", default=["sqlite", "postgresql"])
    given = arguments.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    engine.row("database", "stored", "core %", "statements/s")
    missed = False
    with engine.databases(*given.kinds) as each_database:
        for kind, url in each_database:
            engine.store_future(url, given.stored)
            store = storage.open_store(url)
            statements = _counted(store)
            clock = SteppedClock(engine.DUE)
            scheduler = Scheduler(store, {"web": engine.Instant()}, clock, composers=engine.COMPOSERS)
            share = asyncio.run(idle(scheduler, given.seconds))
            engine.row(kind, given.stored, share, statements[0] / (given.seconds + 1.5))
            missed |= share > TARGET
            store.dispose()
    sys.exit(missed)


def _counted(store: storage.SqlStore) -> list[int]:
    """A count that rises with every statement."""
    count = [0]

    def one_more(*_: object) -> None:
        count[0] += 1

    event.listen(store._engine, "before_cursor_execute", one_more)
    return count


if __name__ == "__main__":
    main()
