"""The six journeys of a matter in Slack, with everything Parley has: its services, SQLite, its outbox."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

import storage
from adapters.slack.app import SlackAdapter
from bot.clock import SteppedClock
from bot.wiring import Program, assemble
from tests.adapters.slack.conftest import settings_for
from tests.adapters.slack.fake_slack import FakeSlack
from tests.adapters.slack.sender import Sender
from tests.adapters.slack.slack_team import SlackTeam
from tests.builders import moment
from tests.scenarios.conftest import order, sample, start  # noqa: F401 # fixtures of the journeys
from tests.scenarios.test_journeys import *  # noqa: F403 # each journey, played by this module's team


@pytest.fixture
def program(slack: FakeSlack, tmp_path: Path, start: Any) -> Program:  # noqa: F811 # the fixture
    url = f"sqlite:///{tmp_path / 'parley.db'}"
    storage.migrate(url)
    return assemble(settings_for(slack, parley_database_url=url), SteppedClock(start))


@pytest.fixture
async def team(program: Program, slack: FakeSlack) -> AsyncIterator[SlackTeam]:
    adapter = SlackAdapter(program.parley, program.settings, program.store, program.clock)
    program.messengers["slack"] = adapter.messenger
    app = web.Application()
    adapter.add_to(app)
    async with TestClient(TestServer(app)) as client:
        yield SlackTeam(program, adapter, slack, Sender(client, slack))
    program.store.dispose()


def test_the_journeys_begin_on_a_monday() -> None:
    assert moment("2026-11-23T10:00").weekday() == 0
