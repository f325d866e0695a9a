"""Parley's side and a Teams of the tests' own, joined over HTTP."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

import storage
from adapters.teams.app import ADAPTER, TeamsAdapter
from bot.clock import SteppedClock
from bot.router import Parley
from bot.wiring import Program, application, assemble
from tests.adapters.teams.fake_teams import (
    CHANNEL,
    ELSEWHERE,
    GROUP,
    NOW,
    TEAM,
    Client,
    Connect,
    FakeTeams,
    Handlers,
    Sending,
    member,
    settings_for,
)
from tests.adapters.teams.teams_team import SHARED_CHANNEL, TeamsTeam, chat
from tests.builders import moment
from tests.fakes.memory import MemoryStore

SCENARIOS = Path(__file__).parents[2] / "scenarios"
NAMES = {"dana": "Dana Ruiz", "alex": "Alex Chen", "robin": "Robin Hale"}


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    fake = FakeTeams()
    everybody = [member("dana"), member("alex"), member("sam", role="owner")]
    fake.members = {CHANNEL: everybody, TEAM: everybody, GROUP: everybody}
    fake.members |= {f"a:chat-with-{name}": [member(name)] for name in ("dana", "alex", "sam")}
    server = TestServer(fake.app())
    await server.start_server()
    fake.url = f"http://127.0.0.1:{server.port}"
    yield fake
    await server.close()


@pytest.fixture
async def connect(teams: FakeTeams) -> AsyncIterator[Connect]:
    """Starts Parley's side; settings may be changed by name."""
    open_things: list[Any] = []

    async def start(**changes: Any) -> Client:
        handlers, store = Handlers(), MemoryStore()
        adapter = TeamsAdapter(Parley(store, handlers), settings_for(teams, **changes), store, SteppedClock(NOW))
        app = web.Application()
        adapter.add_to(app)
        server = TestServer(app)
        await server.start_server()
        http = aiohttp.ClientSession()
        open_things.extend([http, server])
        url = f"http://127.0.0.1:{server.port}/api/messages"
        return Client(http, url, teams, adapter.settle, handlers=handlers, adapter=adapter, store=store)

    yield start
    for each in open_things:
        await each.close()


@pytest.fixture
async def client(connect: Connect) -> Client:
    made: Client = await connect()
    return made


@pytest.fixture
def order() -> str:
    return (SCENARIOS / "order.txt").read_text("utf-8")


@pytest.fixture
def sample() -> str:
    return (SCENARIOS.parents[1] / "bot" / "orders" / "sample_order.txt").read_text("utf-8")


@pytest.fixture
def start() -> dt.datetime:
    return moment("2026-11-23T10:00")


@pytest.fixture
async def program(teams: FakeTeams, tmp_path: Path, start: dt.datetime) -> AsyncIterator[Program]:
    url = f"sqlite:///{tmp_path / 'parley.db'}"
    storage.migrate(url)
    made = assemble(settings_for(teams, parley_database_url=url), SteppedClock(start))
    yield made
    made.store.dispose()


@pytest.fixture
async def team(program: Program, teams: FakeTeams) -> AsyncIterator[TeamsTeam]:
    everybody = [member(who) | {"name": name} for who, name in NAMES.items()] + [member("sam", role="owner")]
    morgan = member("morgan", ELSEWHERE)
    teams.members = {CHANNEL: everybody, SHARED_CHANNEL: [*everybody, morgan]}
    teams.members |= {chat(each["name"].split()[0].casefold()): [each] for each in [*everybody, morgan]}
    app = application(program)
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        url = f"http://127.0.0.1:{server.port}/api/messages"
        made = TeamsTeam(program, teams, Sending(http, url, teams, app[ADAPTER].settle))
        await made.install("dana")
        yield made
