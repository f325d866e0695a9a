"""The six journeys of a matter, as every platform has them, driven over HTTP through the connector of the tests."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

import storage
from adapters.teams.app import ADAPTER
from bot.clock import SteppedClock
from bot.wiring import Program, assemble
from tests.adapters.teams.fake_teams import CHANNEL, ELSEWHERE, FakeTeams, Sending, member, settings_for
from tests.adapters.teams.teams_team import SHARED_CHANNEL, TeamsTeam, chat
from tests.builders import moment
from tests.scenarios.test_journeys import *  # noqa: F403 - the journeys themselves

SCENARIOS = Path(__file__).parents[2] / "scenarios"
NAMES = {"dana": "Dana Ruiz", "alex": "Alex Chen", "robin": "Robin Hale"}


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
    app = program.application()
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        url = f"http://127.0.0.1:{server.port}/api/messages"
        made = TeamsTeam(program, teams, Sending(http, url, teams, app[ADAPTER].settle))
        await made.install("dana")
        yield made
