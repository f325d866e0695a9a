"""What the engine's benchmarks share: databases, matters with something due, and a platform that answers at once."""

import asyncio
import datetime as dt
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

import storage
from bot.conversation.cards import Card
from bot.domain.nudges import Nudge, nudge_id
from bot.domain.outbox import Kind
from bot.domain.people import Address, Audience, Channel
from bot.wording.attendance import board
from bot.wording.headline import headline
from tests.builders import moment
from tests.fakes.databases import fresh_postgres, running_postgres
from tests.fakes.matters import conference, order

COMPOSERS = {Kind.HEADLINE: headline, Kind.ATTENDANCE: board}
DUE = moment("2027-01-05T09:00")
DEADLINE = dt.date(2027, 1, 12)


class Instant:
    """Accepts everything at once and notes when the last post was handed over."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.posts: list[float] = []
        self.channels: dict[str, list[float]] = {}

    async def audience(self, channel: Channel) -> Audience:
        del channel
        return Audience.OWN

    async def post(
        self, address: Address, card: Card, *, key: str, thread: str | None = None, pin: bool = False
    ) -> str:
        del card, key, thread, pin
        self.posts.append(time.perf_counter())
        self.channels.setdefault(str(address), []).append(time.perf_counter())
        if self.seconds:
            await asyncio.sleep(self.seconds)
        return str(len(self.posts))

    async def update(self, address: Address, message: str, card: Card) -> None:
        del address, message, card

    async def find(
        self, address: Address, key: str, since: dt.datetime, thread: str | None = None, *, besides: str | None = None
    ) -> str | None:
        del address, key, since, thread, besides
        return None

    async def delete(self, address: Address, message: str) -> None:
        del address, message


@contextmanager
def two_databases(kind: str) -> Iterator[tuple[str, str]]:
    """Two fresh, migrated databases of one kind, to be measured side by side."""
    with ExitStack() as stack:
        if kind == "sqlite":
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            urls = (f"sqlite:///{folder}/one.db", f"sqlite:///{folder}/two.db")
            for each in urls:
                storage.migrate(each)
            yield urls
            return
        server = stack.enter_context(running_postgres("bench", quick=False))
        yield stack.enter_context(fresh_postgres(server)), stack.enter_context(fresh_postgres(server))


@contextmanager
def databases(*kinds: str) -> Iterator[Iterator[tuple[str, str]]]:
    """A fresh, migrated database of each kind asked for: ``sqlite``, ``postgresql``."""
    with tempfile.TemporaryDirectory() as folder:
        yield _databases(kinds, Path(folder))


def _databases(kinds: tuple[str, ...], folder: Path) -> Iterator[tuple[str, str]]:
    if "sqlite" in kinds:
        url = f"sqlite:///{folder / 'parley.db'}"
        storage.migrate(url)
        yield "sqlite", url
    if "postgresql" in kinds:
        with running_postgres("bench", quick=False) as server, fresh_postgres(server) as url:
            yield "postgresql", url


def register(store: storage.SqlStore, count: int, platform: str = "web", nudges_each: int = 1) -> None:
    """Matters in channels of their own, each with reminders due at nine on January 5."""
    rungs = ("7", "snoozed:2027-01-05", "catch_up", "3", "1")[:nudges_each]
    made = conference(order(demand=None, response=None), rows=(), entered="2026-12-01T10:00")
    for first in range(0, count, 500):
        with store.begin() as uow:
            for number in range(first, min(first + 500, count)):
                name = f"c{number}"
                home = Channel(platform, f"T{number % 4}", f"matter-{number}")
                each = uow.conferences.save(
                    conference(made.order, id=name, home=home, rows=(), entered=made.entered.at)
                )
                planned = [
                    Nudge(nudge_id(name, 1, "letter", DEADLINE, rung), name, 1, "letter", rung, DUE, DEADLINE)
                    for rung in rungs
                ]
                uow.nudges.replace(each.id, planned)
            uow.commit()


def store_future(url: str, count: int) -> None:
    """So many nudges of one further matter, due more than a month later."""
    store = storage.open_store(url)
    with store.begin() as uow:
        uow.conferences.save(conference(id="far", home=Channel("web", "T9", "far"), rows=()))
        uow.commit()
    store.dispose()
    parsed = make_url(url)
    sqlite = parsed.get_backend_name() == "sqlite"
    engine = create_engine(parsed if sqlite else parsed.set(drivername="postgresql+psycopg"))
    numbers = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count) "
        if sqlite
        else "WITH n AS (SELECT generate_series(1, :count) AS i) "
    )
    due = (
        "datetime('2027-03-01', '+' || (i % 100000) || ' minutes') || '.000000'"
        if sqlite
        else ("timestamptz '2027-03-01 00:00+00' + (i % 100000) * interval '1 minute'")
    )
    columns = "id, conference, revision, item, deadline, rung, due_at, state"
    values = f"'far-' || i, 'far', 1, 'letter', DATE('2027-06-01'), CAST(i AS TEXT), {due}, 'scheduled'"
    statement = f"INSERT INTO nudges ({columns}) {numbers} SELECT {values} FROM n"  # noqa: S608 - no input in it
    with engine.begin() as connection:
        connection.execute(text(statement), {"count": count})
    if not sqlite:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE nudges"))
    engine.dispose()


def row(*cells: object) -> None:
    """One line of a table."""
    sys.stdout.write(
        "  ".join(f"{each:>12.3f}" if isinstance(each, float) else f"{each!s:>12}" for each in cells) + "\n"
    )
    sys.stdout.flush()
