"""The local chat after a restart: the database is kept, the page's messages are not."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer

import storage
from bot.clock import SteppedClock
from bot.orders import sample
from bot.settings import Settings
from bot.wiring import application, assemble
from tests.builders import moment
from tests.scenarios.team import MATTER
from tests.scenarios.web_team import WebTeam

START = moment("2023-12-07T10:00")


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{tmp_path / 'parley.db'}"
    storage.migrate(url)
    return url


@asynccontextmanager
async def started(url: str, now: dt.datetime = START) -> AsyncIterator[WebTeam]:
    program = assemble(Settings(parley_database_url=url), SteppedClock(now))
    async with TestServer(application(program)) as server, ClientSession() as session:
        yield await WebTeam.at(session, str(server.make_url("")).rstrip("/"))
    await asyncio.to_thread(program.store.dispose)


async def register(team: WebTeam) -> None:
    await team.invite("dana")
    await team.say("dana", sample().text)
    await team.press("dana", "Confirm zone")
    await team.press("dana", "Save and ask for a second check")
    await team.step(START + dt.timedelta(minutes=1))


async def test_the_cards_of_a_registered_conference_are_posted_again(url: str) -> None:
    async with started(url) as team:
        await register(team)
    later = START + dt.timedelta(minutes=5)
    async with started(url, later) as team:
        assert await team.sees("dana") == []
        await team.step(later)
        cards = "\n\n".join(await team.sees("alex"))
        assert cards.count("Settlement conference: Wed Dec 13") == 1
        assert cards.count("Attendance, Wed Dec 13") == 1


async def test_a_change_after_a_restart_updates_the_card_posted_since(url: str) -> None:
    async with started(url) as team:
        await register(team)
    later = START + dt.timedelta(minutes=5)
    async with started(url, later) as team:
        await team.say("alex", "good morning")
        await team.step(later)
        await team.press("dana", "Alfano")
        known = {"name": "Ann Sample", "title": "Owner", "mode": "attends", "known": "told by e-mail"}
        assert await team.fill("dana", known) == {}
        await team.step(later + dt.timedelta(minutes=1))
        seen = await team.sees("alex")
        assert seen[0] == "good morning"
        assert sum("Attendance, Wed Dec 13" in each and "Ann Sample" in each for each in seen) == 1


async def test_parley_is_still_in_the_channels_it_was_invited_to(url: str) -> None:
    async with started(url) as team:
        await team.invite("dana")
    async with started(url) as team:
        await team.say("dana", "help", MATTER)
        assert any("What I can do here" in each for each in await team.sees("dana"))


async def test_a_channel_that_was_made_and_shared_is_still_there_and_shared(url: str) -> None:
    async with started(url) as team:
        room = await team.open("Sample v. Boreal")
        await team.share("dana", room)
    async with started(url) as team:
        assert {"name": "Sample v. Boreal", "shared": True, "parley": False}.items() <= (await team.room(room)).items()
