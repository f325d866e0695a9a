import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer

import storage
from bot.clock import SteppedClock
from bot.settings import Settings
from bot.wiring import Program, application, assemble
from tests.builders import moment
from tests.scenarios.team import Team
from tests.scenarios.web_team import WebTeam

ORDER = (Path(__file__).parent / "order.txt").read_text("utf-8")
SAMPLE = (Path(__file__).parents[2] / "bot" / "orders" / "sample_order.txt").read_text("utf-8")


@pytest.fixture
def order() -> str:
    return ORDER


@pytest.fixture
def sample() -> str:
    return SAMPLE


@pytest.fixture
def start() -> dt.datetime:
    return moment("2026-11-23T10:00")


@pytest.fixture
def program(tmp_path: Path, start: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{tmp_path / 'parley.db'}"
    storage.migrate(url)
    return assemble(Settings(parley_database_url=url), SteppedClock(start))


@pytest.fixture(params=["web"])
async def team(program: Program) -> AsyncIterator[Team]:
    async with TestServer(application(program)) as server, ClientSession() as session:
        yield await WebTeam.at(session, str(server.make_url("")).rstrip("/"))
    program.store.dispose()
