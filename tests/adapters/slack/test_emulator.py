"""Against a Slack that nobody here wrote: the ``emulate`` package from npm, where Node.js and npm are there."""

import asyncio
import shutil
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from pydantic import SecretStr

from adapters.slack.app import SlackAdapter
from adapters.slack.scopes import ALWAYS, OPTIONAL
from bot.clock import SystemClock
from bot.conversation import wire
from bot.conversation.cards import Button, Buttons, Card, Text
from bot.conversation.forms import Form, TextField
from bot.conversation.replies import Reply
from bot.conversation.requests import EnterByHand, Installed, ReadOrder, ShowStatus
from bot.domain.people import Audience, Channel, Direct
from bot.ports import MessageGone
from bot.router import Parley
from tests.adapters.slack.conftest import settings_for
from tests.adapters.slack.core import Core, card, private
from tests.adapters.slack.fake_slack import FakeSlack
from tests.adapters.slack.sender import SECRET, Sender
from tests.adapters.slack.test_messenger import long_ago
from tests.fakes.memory import MemoryStore

pytestmark = pytest.mark.node

TEAM = "T000000001"
BOT = "U000PARLEY"
DANA = "xoxp-dana"
PARLEY = "xoxb-parley"
SCRIPT = Path(__file__).with_name("emulator.mjs")


@cache
def packages() -> Path:
    """A folder with the emulator and a Node.js new enough for it, kept between runs."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    folder = Path(tempfile.gettempdir()) / "parley-slack-emulator-0.12.2"
    if not (folder / "node_modules" / "emulate").exists():
        folder.mkdir(exist_ok=True)
        (folder / "package.json").write_text("{}", encoding="utf-8")
        install = [npm, "install", "--no-audit", "--no-fund", "node@24", "emulate@0.12.2"]
        if subprocess.run(install, cwd=folder, capture_output=True, timeout=300, check=False).returncode:
            pytest.skip("npm cannot reach its registry")
    return folder


def free_ports() -> tuple[int, int]:
    """Two ports that are free."""
    with socket.socket() as one, socket.socket() as another:
        one.bind(("127.0.0.1", 0))
        another.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1]), int(another.getsockname()[1])


@dataclass
class Emulator:
    """The emulator, and what one of its people can do."""

    url: str
    session: aiohttp.ClientSession

    async def call(self, method: str, *, by: str = DANA, **arguments: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {by}"}
        async with self.session.post(f"{self.url}/api/{method}", json=arguments, headers=headers) as response:
            answer: dict[str, Any] = await response.json()
        assert answer["ok"], answer
        return answer

    async def person(self, name: str) -> str:
        members = (await self.call("users.list"))["members"]
        return str(next(each["id"] for each in members if each["name"] == name))

    async def channel(self, name: str) -> str:
        channels = (await self.call("conversations.list"))["channels"]
        return str(next(each["id"] for each in channels if each["name"] == name))

    async def said_in(self, channel: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.call("conversations.history", by=PARLEY, channel=channel))["messages"]
        return found


@dataclass
class Stage:
    """Parley before the emulator."""

    emulator: Emulator
    adapter: SlackAdapter
    sender: Sender
    core: Core


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with staged(slack_bot_token=SecretStr(PARLEY)) as one_workspace:
        yield one_workspace


@asynccontextmanager
async def staged(**more: Any) -> AsyncIterator[Stage]:
    """Parley and the emulator, each knowing the other."""
    folder, ports = packages(), free_ports()
    url, core, store, fake = f"http://127.0.0.1:{ports[0]}", Core(), MemoryStore(), FakeSlack()
    fake.url = f"{url}/api/"
    adapter = SlackAdapter(Parley(store, core), settings_for(fake, **more), store, SystemClock())
    app = web.Application()
    adapter.add_to(app)
    server = TestServer(app)
    async with server, aiohttp.ClientSession() as session:
        own = str(server.make_url("/slack/events"))
        async with started(folder, own, ports), web_client(server) as client:
            yield Stage(Emulator(url, session), adapter, Sender(client, fake), core)


def web_client(server: TestServer) -> TestClient[web.Request, web.Application]:
    return TestClient(server)


@asynccontextmanager
async def started(folder: Path, own: str, ports: tuple[int, int]) -> AsyncIterator[None]:
    """The emulator's process, sending its events to ``own``."""
    (folder / SCRIPT.name).write_text(SCRIPT.read_text(encoding="utf-8"), encoding="utf-8")
    node = str(folder / "node_modules" / ".bin" / "node")
    granted = ",".join((*ALWAYS, *OPTIONAL))
    process = await asyncio.create_subprocess_exec(
        *(node, SCRIPT.name, own, SECRET, *map(str, ports), granted),
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        assert b"ready" in await asyncio.wait_for(process.stdout.readline(), 30)
        yield
    finally:
        process.terminate()
        await process.wait()


async def until(look: Callable[[], Awaitable[Any]]) -> Any:
    """What ``look`` gives as soon as it gives something."""
    for _ in range(100):
        if found := await look():
            return found
        await asyncio.sleep(0.05)
    raise AssertionError("the emulator did not see it")


async def direct_channel(stage: Stage) -> str:
    opened = await stage.emulator.call("conversations.open", users=BOT)
    return str(opened["channel"]["id"])


async def test_a_person_says_something_and_reads_the_answer(stage: Stage) -> None:
    channel = await direct_channel(stage)

    await stage.emulator.call("chat.postMessage", channel=channel, text="status")

    assert stage.core.requests == [ShowStatus()]
    assert stage.core.context.person.name == "dana"
    assert not stage.core.context.outsider
    [asked] = [each for each in await stage.emulator.said_in(channel) if each["text"] == "status"]

    async def replies() -> list[dict[str, Any]]:
        answer = await stage.emulator.call("conversations.replies", by=PARLEY, channel=channel, ts=asked["ts"])
        return [each for each in answer["messages"] if each["text"] == "Answered."]

    [reply] = await until(replies)
    assert reply["blocks"]


async def test_parleys_own_words_come_back_as_events_and_are_not_answered(stage: Stage) -> None:
    dana = await stage.emulator.person("dana")

    await stage.adapter.messenger.post(Direct("slack", TEAM, dana), card("Due tomorrow."), key="k1")
    await asyncio.sleep(0.3)

    assert stage.core.asked == []


async def test_a_post_is_found_updated_and_taken_back(stage: Stage) -> None:
    dana = Direct("slack", TEAM, await stage.emulator.person("dana"))
    messenger = stage.adapter.messenger

    posted = await messenger.post(dana, card("Due tomorrow."), key="wanted", pin=True)
    assert await messenger.find(dana, "wanted", long_ago()) == posted
    assert await messenger.find(dana, "another", long_ago()) is None
    await messenger.update(dana, posted, card("Done."))
    [message] = await stage.emulator.said_in(await messenger.channel_of(dana))
    assert message["text"] == "Done."
    await messenger.delete(dana, posted)
    with pytest.raises(MessageGone):
        await messenger.update(dana, posted, card("Done."))


async def test_a_channel_that_does_not_say_who_reads_it_counts_as_shared(stage: Stage) -> None:
    channel = await stage.emulator.channel("matter")

    assert await stage.adapter.messenger.audience(Channel("slack", TEAM, channel)) is Audience.UNKNOWN


async def test_a_button_opens_a_form_and_the_form_is_answered(stage: Stage) -> None:
    form = Form("By hand", "Propose", ReadOrder(), (TextField("caption", "Caption"),))
    stage.core.answers[EnterByHand] = Reply(form)
    dana, channel = await stage.emulator.person("dana"), await direct_channel(stage)
    offer = Card("", (Text(("Nothing registered.",)), Buttons((Button("Enter by hand", EnterByHand()),))))
    posted = await stage.adapter.messenger.post(Direct("slack", TEAM, dana), offer, key="k")
    [message] = [each for each in await stage.emulator.said_in(channel) if each["ts"] == posted]
    button = message["blocks"][-1]["elements"][0]
    trigger = await stage.emulator.call("views.generateTriggerId", by=PARLEY, user_id=dana)

    pressed = await stage.sender.press(
        button["value"],
        dana,
        channel,
        trigger_id=trigger["trigger_id"],
        message={"ts": posted},
        team={"id": TEAM},
    )

    assert pressed.status == 200
    assert stage.core.requests == [EnterByHand()]
    view = {
        "type": "modal",
        "callback_id": "form",
        "blocks": [],
        "private_metadata": '{"v":1,"r":"[\\"1\\",\\"ReadOrder\\"]"}',
    }
    stage.core.answers[ReadOrder] = private("Read.")
    submitted = await stage.sender.submit(view, {"caption": "A v. B"}, dana, team={"id": TEAM})
    assert (await submitted.json())["view"]["blocks"]
    assert wire.encode(stage.core.requests[-1]) == wire.encode(ReadOrder())


async def test_an_expired_trigger_offers_the_form_again(stage: Stage) -> None:
    stage.core.answers[EnterByHand] = Reply(Form("By hand", "Propose", ReadOrder(), (TextField("caption", "Caption"),)))
    dana, channel = await stage.emulator.person("dana"), await direct_channel(stage)
    button = wire.encode(EnterByHand())

    await stage.sender.press(button, dana, channel, trigger_id="1.2.3", response_url="", team={"id": TEAM})

    async def offered() -> list[dict[str, Any]]:
        return [each for each in await stage.emulator.said_in(channel) if "button" in each["text"]]

    assert await until(offered)


async def test_an_administrator_installs_parley_and_is_welcomed() -> None:
    client = {"slack_client_id": "1.2", "slack_client_secret": SecretStr("of-the-emulator")}
    async with staged(slack_bot_token=None, **client) as stage:
        stage.core.answers[Installed] = private("Parley is installed.")
        dana = await stage.emulator.person("dana")
        begun = await stage.sender.client.get("/slack/install", allow_redirects=False)
        asked = parse_qs(urlsplit(begun.headers["Location"]).query)
        consent = {name: values[0] for name, values in asked.items()} | {"user_id": dana}
        consent["redirect_uri"] = str(stage.sender.client.make_url("/slack/oauth_redirect"))

        page = await stage.emulator.session.post(
            f"{stage.emulator.url}/oauth/v2/authorize/callback", data=consent, allow_redirects=False
        )
        back = urlsplit(page.headers["Location"])
        finished = await stage.sender.client.get(f"{back.path}?{back.query}")

        assert finished.status == 200
        assert stage.core.requests == [Installed()]
        installation = await stage.adapter._installations.of(TEAM)
        assert (installation.installer, installation.bot_user) == (dana, BOT)
        channel = await direct_channel(stage)

        async def welcome() -> list[dict[str, Any]]:
            found = await stage.emulator.call("conversations.history", channel=channel)
            return [each for each in found["messages"] if each["text"] == "Parley is installed."]

        assert await until(welcome)
