"""How long from due to handed over, among few and among many stored; and how many a second are claimed and recorded.

Run:  python tests/benchmarks/bench_schedule.py [--stored 1000000] [--due 1000] [--kinds sqlite postgresql]
"""

import argparse
import asyncio
import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

import logging

import structlog

import storage
from bot.clock import SteppedClock
from bot.domain.outbox import Delivery, DeliveryState, Kind
from bot.domain.people import Channel
from bot.scheduler import Scheduler, Timing
from tests.benchmarks import engine

TIMING = Timing()
TARGET_RATIO, TARGET_RATE = 1.3, 1000


def deliver(url: str, due: int) -> tuple[float, float]:
    """Seconds until the median and the last of ``due`` posts were handed over."""
    store = storage.open_store(url)
    engine.register(store, due)
    platform = engine.Instant()
    scheduler = Scheduler(store, {"web": platform}, SteppedClock(engine.DUE), composers=engine.COMPOSERS, timing=TIMING)
    start = time.perf_counter()
    asyncio.run(scheduler.run_due())
    store.dispose()
    if len(platform.posts) != due:
        raise SystemExit(f"{len(platform.posts)} of {due} were posted")
    return median(platform.posts) - start, max(platform.posts) - start


def clear(url: str) -> None:
    """Forget everything, for the next round."""
    store = storage.open_store(url)
    with store.begin() as uow:
        for number in range(4):
            uow.channels.forget_tenant("web", f"T{number}")
        uow.commit()
    store.dispose()


def claim_and_record(url: str, count: int) -> float:
    """Deliveries a second through claim, mark and record, in batches of a hundred, each committed."""
    store = storage.open_store(url)
    with store.begin() as uow:
        uow.outbox.add(
            *(
                Delivery(f"d{n}", Kind.POST, Channel("web", "T0", f"{n}"), engine.DUE, content="{}")
                for n in range(count)
            )
        )
        uow.commit()
    done, start = 0, time.perf_counter()
    while done < count:
        with store.begin() as uow:
            taken = uow.outbox.claim(engine.DUE, "me", TIMING.lease, TIMING.batch, {})
            uow.commit()
        with store.begin() as uow:
            uow.outbox.mark([each.id for each in taken], "me", engine.DUE, TIMING.lease)
            uow.commit()
        with store.begin() as uow:
            uow.outbox.record([replace(each, state=DeliveryState.SENT, message="m") for each in taken], "me")
            uow.commit()
        done += len(taken)
    rate = count / (time.perf_counter() - start)
    store.dispose()
    return rate


def main() -> None:
    """Measure, print, and fail where a target is missed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--stored", type=int, default=1_000_000)
    arguments.add_argument("--due", type=int, default=1000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--kinds", nargs="+", default=["sqlite", "postgresql"])
    given = arguments.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    missed = False
    engine.row("database", "stored", "median s", "last s", "ratio", "claimed/s")
    for kind in given.kinds:
        with engine.two_databases(kind) as (few, many):
            engine.store_future(many, given.stored)
            for url in (few, many):
                deliver(url, 100)
                clear(url)
            # Turn about, so that whatever else the machine does falls on both.
            rounds = [(_round(few, given.due), _round(many, given.due)) for _ in range(given.rounds)]
            ratio = median(after[1] / before[1] for before, after in rounds)
            rate = claim_and_record(many, 5000)
            engine.row(kind, given.due, *_middle([before for before, _ in rounds]), "", "")
            engine.row(kind, given.stored, *_middle([after for _, after in rounds]), ratio, rate)
            missed |= ratio > TARGET_RATIO or (kind == "postgresql" and rate < TARGET_RATE)
    sys.exit(missed)


def _round(url: str, due: int) -> tuple[float, float]:
    """Median and last of one round, on a database that is as it was before."""
    found = deliver(url, due)
    clear(url)
    return found


def _middle(rounds: list[tuple[float, float]]) -> tuple[float, float]:
    return median(each[0] for each in rounds), median(each[1] for each in rounds)


if __name__ == "__main__":
    main()
