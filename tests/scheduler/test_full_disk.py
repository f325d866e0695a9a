"""A disk that fills up, or a database that turns read-only, between posting and recording."""

import datetime as dt
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from bot.domain.outbox import DeliveryState
from bot.domain.people import Channel
from bot.ports import Store
from storage import BadDatabase, SqlStore, migrate, open_store
from tests.builders import moment
from tests.fakes.databases import fresh_postgres
from tests.fakes.matters import conference, order
from tests.fakes.team import UNPACED, Team

START, DUE = "2027-01-05T08:00", moment("2027-01-05T09:00")
SECOND = dt.timedelta(seconds=1)
MATTERS = 8


@dataclass
class Place:
    """A database, and how writing to it is made impossible and possible again."""

    store: SqlStore
    shut: Callable[[], None]
    open: Callable[[], None]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Place]:
    """A file system of its own, of two megabytes, filled to the last byte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk), capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("mounting a file system is not allowed here")
    filler = disk / "filler"

    def fill() -> None:
        with suppress(OSError), filler.open("wb", buffering=0) as file:
            for size in (64 * 1024, 1):
                with suppress(OSError):
                    while file.write(b"x" * size):
                        pass

    try:
        yield from _sqlite(disk / "parley.db", fill, filler.unlink)
    finally:
        subprocess.run(("umount", disk), check=True)


@pytest.fixture
def size_limit(tmp_path: Path) -> Iterator[Place]:
    """The system lets no file of this process grow beyond what the database's log has reached."""
    file = tmp_path / "parley.db"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def shut() -> None:
        reached = file.with_name("parley.db-wal").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (reached, before[1]))

    def reopen() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    try:
        yield from _sqlite(file, shut, reopen)
    finally:
        reopen()


@pytest.fixture
def read_only(request: pytest.FixtureRequest) -> Iterator[Place]:
    """PostgreSQL that takes no writes, as after a failover to its standby."""
    server = request.getfixturevalue("postgres_server")
    admin = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with fresh_postgres(server) as url:
        store, name = open_store(url), make_url(url).database
        yield Place(store, lambda: _read_only(admin, name, "on"), lambda: _read_only(admin, name, "off"))
        store.dispose()
    admin.dispose()


def _sqlite(file: Path, shut: Callable[[], None], reopen: Callable[[], None]) -> Iterator[Place]:
    url = f"sqlite:///{file}"
    migrate(url)
    store = open_store(url)
    yield Place(store, shut, reopen)
    store.dispose()


def _read_only(admin: Engine, name: str | None, value: str) -> None:
    with admin.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = {value}"))
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
        connection.execute(text(others), {"name": name})


@pytest.fixture(params=["small_disk", "size_limit", pytest.param("read_only", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> Place:
    found: Place = request.getfixturevalue(request.param)
    return found


def due_in(store: Store) -> Team:
    """Eight matters with a reminder due at nine, posted one after the other."""
    team = Team(START, store=store, timing=replace(UNPACED, together=1))
    for number in range(MATTERS):
        home = Channel("web", "firm", f"matter-{number}")
        made = conference(order(demand=None, response=None), id=f"c{number}", home=home, rows=(), entered=START)
        team.register(made)
    team.clock.step_to(DUE)
    return team


@pytest.mark.parametrize("step", ["claimed", "marked", "before_post", "posted"])
async def test_what_could_not_be_recorded_is_neither_lost_nor_doubled_once_there_is_room(
    place: Place, step: str
) -> None:
    team, before = due_in(place.store), [place.shut]
    team.point = lambda name: before.pop()() if name == step and before else None
    team.restart()
    for since in (0, 70):
        await fails(team, since)
        with pytest.raises(BadDatabase):
            place.store.ping()
    place.open()
    place.store.ping()
    for since in (71, 140):
        team.clock.step_to(DUE + since * SECOND)
        await team.scheduler.run_due()
    told = sorted(each.address.id for each in team.web.messages.values())  # type: ignore[union-attr] # channels only
    assert told == [f"matter-{number}" for number in range(MATTERS)]
    states = {each.state for number in range(MATTERS) for each in team.deliveries(f"c{number}")}
    assert states == {DeliveryState.SENT}


async def fails(team: Team, since: int) -> None:
    """A pass so many seconds after nine that cannot be brought to its end."""
    team.clock.step_to(DUE + since * SECOND)
    with pytest.raises((DBAPIError, ExceptionGroup)):
        await team.scheduler.run_due()
