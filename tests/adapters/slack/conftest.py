"""Parley's Slack routes against the fake Slack, with a core that answers as each test says."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from pydantic import SecretStr

from adapters.slack.app import SlackAdapter
from bot.clock import SystemClock
from bot.router import Parley
from bot.settings import Settings
from tests.adapters.slack.core import Core
from tests.adapters.slack.fake_slack import TOKEN, FakeSlack
from tests.adapters.slack.sender import SECRET, Sender
from tests.fakes.memory import MemoryStore


@pytest.fixture(autouse=True)
def _no_slack_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        yield fake


@pytest.fixture
def core() -> Core:
    return Core()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def settings(slack: FakeSlack) -> Settings:
    return settings_for(slack)


def settings_for(slack: FakeSlack, **more: Any) -> Settings:
    plain: dict[str, Any] = {
        "_env_file": None,
        "slack_bot_token": SecretStr(TOKEN),
        "slack_signing_secret": SecretStr(SECRET),
        "slack_api_url": slack.url,
    }
    return Settings(**plain | more)


@pytest.fixture
def adapter(core: Core, settings: Settings, store: MemoryStore) -> SlackAdapter:
    return SlackAdapter(Parley(store, core), settings, store, SystemClock())


@pytest.fixture
async def client(adapter: SlackAdapter) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    app = web.Application()
    adapter.add_to(app)
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.fixture
def sender(client: TestClient[web.Request, web.Application], slack: FakeSlack) -> Sender:
    return Sender(client, slack)
