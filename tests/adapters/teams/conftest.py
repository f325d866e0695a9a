"""Parley's side and a Teams of the tests' own, joined over HTTP."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.teams.app import TeamsAdapter
from bot.router import Parley
from tests.adapters.teams.fake_teams import (
    CHANNEL,
    GROUP,
    NOW,
    TEAM,
    Client,
    Connect,
    FakeTeams,
    Handlers,
    member,
    settings_for,
)
from tests.fakes.memory import MemoryStore


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
        adapter = TeamsAdapter(settings_for(teams, **changes), Parley(store, handlers), store, lambda: NOW)
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
