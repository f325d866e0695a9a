"""Real processes killed, or stopped for longer than their lease, while they post to a platform that fails in every way.

Run:  python -m tests.scheduler.killing --rounds 20             (as many as patience allows; each has its own seed)
      python -m tests.scheduler.killing --rounds 20 --stops 8   (every round has two processes, stopped and continued)
"""

import argparse
import asyncio
import datetime as dt
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from aiohttp import web
from aiohttp.test_utils import unused_port
from sqlalchemy.exc import OperationalError

import storage
from bot.domain.conference import Status
from bot.domain.outbox import DeliveryState
from bot.domain.people import Channel
from bot.ports import Store, UnitOfWork
from bot.services.planning import replan
from tests.builders import moment
from tests.fakes.databases import fresh_postgres, running_postgres
from tests.fakes.http_platform import Server
from tests.fakes.matters import conference, order
from tests.scheduler.replica import STILL

START, NINE = moment("2027-01-05T08:00"), moment("2027-01-05T09:00:01")
_PATIENCE = 90.0
Result = TypeVar("Result")


@dataclass
class Outcome:
    """What a round came to. ``moved`` counts messages standing for a conference that had moved before they left."""

    due: int
    kills: int
    stops: int
    lost: int
    doubled: int
    moved: int
    too_early: int
    seconds: float


@dataclass
class Round:
    """So many matters due at nine; some move before, some while their reminders are being sent."""

    database: str
    seed: int
    replicas: int = 1
    due: int = 40
    kills: int = 4
    stops: int = 0
    running: list[asyncio.subprocess.Process] = field(default_factory=list)
    out_before_move: set[str] = field(default_factory=set)

    async def run(self) -> Outcome:
        """Start everything, let it be killed, and count at the end."""
        began = time.monotonic()
        store = storage.open_store(self.database)
        self._register(store)
        server = Server(self.seed, kills=self.kills, stops=self.stops, still=STILL)
        runner = web.AppRunner(server.application(), access_log=None)
        await runner.setup()
        port = unused_port()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        ahead = str((NINE - dt.datetime.now(dt.UTC)).total_seconds())
        start = partial(self._start, f"http://127.0.0.1:{port}", ahead)
        moving = asyncio.create_task(self._move_some(store))
        try:
            await self._until_quiet(store, start)
            await moving
            await self._until_quiet(store, start)
        finally:
            for each in self.running:
                if each.returncode is None:
                    each.terminate()
            await asyncio.gather(*(each.wait() for each in self.running))
            await runner.cleanup()
        outcome = self._counted(server, time.monotonic() - began)
        store.dispose()
        return outcome

    def _register(self, store: Store) -> None:
        with store.begin() as uow:
            for number in range(self.due):
                home = Channel("web", "firm", f"matter-{number}")
                made = conference(order(demand=None, response=None), id=f"c{number}", home=home, rows=(), entered=START)
                replan(uow, uow.conferences.save(made), START)
            uow.commit()
        for number in range(0, self.due, 10):
            self._move(store, number)

    async def _start(self, platform: str, ahead: str) -> None:
        seed = self.seed + len(self.running)
        stops = (str(self.stops), str(seed))
        command = (sys.executable, "-m", "tests.scheduler.replica", self.database, platform, ahead, *stops)
        root = Path(__file__).parents[2]
        self.running.append(await asyncio.create_subprocess_exec(*command, cwd=root))

    async def _move_some(self, store: Store) -> None:
        dice = random.Random(self.seed)  # noqa: S311 - a test's dice
        for number in range(5, self.due, 10):
            await asyncio.sleep(dice.random())
            await asyncio.to_thread(_patiently, self._move, store, number)

    def _move(self, store: Store, number: int) -> None:
        with store.begin() as uow:
            self.out_before_move |= {f"matter-{number}"} if _adjourned(uow, f"c{number}") else set()
            uow.commit()

    async def _until_quiet(self, store: Store, start: Callable[[], Awaitable[None]]) -> None:
        last = time.monotonic() + _PATIENCE
        while time.monotonic() < last:
            alive = [each for each in self.running if each.returncode is None]
            for _ in range(self.replicas - len(alive)):
                await start()
            if await asyncio.to_thread(_patiently, _quiet, store, self.due):
                return
            await asyncio.sleep(0.1)
        raise TimeoutError(f"seed {self.seed}: still busy after {_PATIENCE} s")

    def _counted(self, server: Server, seconds: float) -> Outcome:
        standing = Counter(each["place"] for name, each in server.messages.items() if name not in server.deleted)
        places = {number: f"channel:matter-{number}" for number in range(self.due)}
        moved = {place for number, place in places.items() if number % 5 == 0}
        right_moved = {f"channel:{name}" for name in self.out_before_move}
        return Outcome(
            self.due,
            len(server.killed),
            len(server.stopped),
            sum(1 for place in places.values() if place not in moved and not standing[place]),
            sum(count - 1 for count in standing.values() if count > 1),
            sum(1 for place in moved if standing[place] and place not in right_moved),
            server.too_early,
            seconds,
        )


def _patiently(work: Callable[..., Result], *given: object) -> Result:
    """Again while a process that was stopped holds SQLite's only lock for longer than anybody waits."""
    while True:
        try:
            return work(*given)
        except OperationalError as error:
            if "locked" not in str(error):
                raise


def _adjourned(uow: UnitOfWork, name: str) -> bool:
    """Adjourn it; whether its reminder was out before."""
    found = uow.conferences.get(name)
    assert found is not None
    out = any(each.state is DeliveryState.SENT for each in uow.outbox.of(name))
    replan(uow, uow.conferences.save(replace(found, status=Status.ADJOURNED)), NINE)
    return out


def _quiet(store: Store, due: int) -> bool:
    """Whether nothing is on its way and nothing is due."""
    with store.begin() as uow:
        now = NINE + dt.timedelta(hours=1)
        if uow.nudges.planned(now, now) or uow.outbox.next_due() is not None:
            return False
        return all(uow.outbox.of(f"c{number}") or number % 5 == 0 for number in range(due))


@contextmanager
def database(kind: str) -> Iterator[str]:
    """A fresh database for a round."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{folder}/parley.db"
            storage.migrate(url)
            yield url
        return
    with running_postgres("killing") as server, fresh_postgres(server) as url:
        yield url


def main() -> None:
    """Many rounds, one line each, and the sum. Fails if anything was lost, doubled, or posted for what had moved."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=20)
    arguments.add_argument("--due", type=int, default=60)
    arguments.add_argument("--kills", type=int, default=12)
    arguments.add_argument("--stops", type=int, default=0, help="instead of kills, so many stops")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--kinds", nargs="+", default=["sqlite", "postgresql"])
    given = arguments.parse_args()
    wrong = kills = stops = 0
    killing = 0 if given.stops else given.kills
    for number in range(given.rounds):
        kind = given.kinds[number % len(given.kinds)]
        replicas = 2 if given.stops else 1 + (number // len(given.kinds)) % 2
        with database(kind) as url:
            made = Round(url, given.seed + number, replicas, given.due, killing, given.stops)
            outcome = asyncio.run(made.run())
        kills, stops = kills + outcome.kills, stops + outcome.stops
        wrong += outcome.lost + outcome.doubled + outcome.moved
        sys.stdout.write(f"{kind} x{replicas} seed {given.seed + number}: {outcome}\n")
        sys.stdout.flush()
    sys.stdout.write(
        f"{given.rounds} rounds, {kills} kills, {stops} stops, {wrong} lost, doubled or posted for what had moved\n"
    )
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
