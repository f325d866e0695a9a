"""How fast a message on Teams is answered, beside the SDK's stock adapter, in one run on one machine.

Message to reply over HTTP on a loopback connector, without tokens on either side. The stock adapter echoes; Parley
finds the answer to a real question, once keeping nothing on disk, as the stock adapter does, and once with SQLite,
every commit to the disk. Then the rest of the process is watched while the connector takes three seconds.

Run with ``python tests/benchmarks/bench_teams.py``; a number after it is the seconds of each measurement.
"""

import asyncio
import itertools
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

HERE = Path(__file__)
QUESTION = "what goes in the letter?"
CHATS = 300
"""Conversations taken in turn, so that no conversation's own limit is met."""
BAR = 5.0
ROUNDS = 3
WORST_P99 = 0.1


# --- the two bots, each in a process of its own


def serve_stock(port: int) -> None:
    """The SDK's own adapter, as its samples wire it."""
    from botbuilder.core import ActivityHandler, TurnContext  # noqa: PLC0415 - only this process needs the SDK
    from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication  # noqa: PLC0415

    class Echo(ActivityHandler):  # type: ignore[misc] # the SDK ships no types
        async def on_message_activity(self, turn_context: TurnContext) -> None:
            await turn_context.send_activity(f"echo {turn_context.activity.text}")

    class Anonymous:
        APP_ID = ""
        APP_PASSWORD = ""

    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(Anonymous()))
    bot = Echo()

    async def messages(request: web.Request) -> web.Response:
        answer: web.Response = await adapter.process(request, bot)
        return answer

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


def serve_parley(port: int, database: str = "") -> None:
    """Parley with its own answers, keeping what it keeps in memory or in a database."""
    from adapters.teams.app import TeamsAdapter  # noqa: PLC0415 - only this process needs them
    from bot import logs  # noqa: PLC0415
    from bot.clock import SystemClock  # noqa: PLC0415
    from bot.router import Parley  # noqa: PLC0415
    from bot.services import answering  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415

    logs.configure("json", level=40)
    store = _sql_store(database) if database else _memory_store()
    settings = Settings(_env_file=None)  # type: ignore[call-arg] # pydantic-settings takes it
    adapter = TeamsAdapter(Parley(store, answering.HANDLERS), settings, store, SystemClock())
    app = web.Application()
    adapter.add_to(app)
    app.router.add_get("/ping", _ping)
    app.router.add_get("/thread", _thread)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


def serve_with_sqlite(port: int) -> None:
    """Parley with SQLite, every commit to the disk."""
    with tempfile.TemporaryDirectory() as folder:
        serve_parley(port, f"sqlite:///{folder}/parley.db")


def _sql_store(url: str) -> Any:
    import storage  # noqa: PLC0415

    storage.migrate(url)
    return storage.open_store(url)


def _memory_store() -> Any:
    sys.path.insert(0, str(HERE.parents[2]))
    from tests.fakes.memory import MemoryStore  # noqa: PLC0415

    return MemoryStore()


async def _ping(_: web.Request) -> web.Response:
    """What another platform's acknowledgement would wait for."""
    return web.Response()


async def _thread(_: web.Request) -> web.Response:
    """What a job of the database would wait for."""
    await asyncio.to_thread(time.sleep, 0)
    return web.Response()


BOTS = {"stock": serve_stock, "parley": serve_parley, "parley sqlite": serve_with_sqlite}


# --- the far end


class Connector:
    """Answers what a bot asks of Teams, and says when a conversation was written to."""

    def __init__(self) -> None:
        self.url = ""
        self.waiting: dict[str, asyncio.Future[None]] = {}
        self.delay = 0.0
        self.sign_in_delay = 0.0

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/v3/conversations/{conversation}/activities{rest:.*}", self._post)
        app.router.add_get("/v3/conversations/{conversation}/pagedmembers", self._members)
        return app

    async def _post(self, request: web.Request) -> web.Response:
        await request.read()
        await asyncio.sleep(self.delay)
        if waiting := self.waiting.pop(request.match_info["conversation"], None):
            waiting.set_result(None)
        return web.json_response({"id": "m1"}, status=201)

    async def _members(self, request: web.Request) -> web.Response:
        person = request.match_info["conversation"].removeprefix("a:")
        return web.json_response({"members": [{"id": f"29:{person}", "name": "P", "tenantId": "t"}]})


class Load:
    """People who ask and wait for the reply."""

    def __init__(self, connector: Connector, url: str, http: aiohttp.ClientSession) -> None:
        self._connector = connector
        self._url = url
        self._http = http
        self._numbers = itertools.count(1)
        self._chats = itertools.cycle(range(CHATS))

    async def ask(self, chat: int | None = None) -> float:
        """One question; seconds until its reply arrived."""
        person = f"p{next(self._chats) if chat is None else chat}"
        conversation = f"a:{person}"
        waiting = self._connector.waiting[conversation] = asyncio.get_running_loop().create_future()
        activity = {
            "type": "message",
            "id": f"n{next(self._numbers)}",
            "channelId": "msteams",
            "serviceUrl": self._connector.url,
            "from": {"id": f"29:{person}", "name": "P"},
            "conversation": {"id": conversation, "conversationType": "personal", "tenantId": "t"},
            "recipient": {"id": "28:bot", "name": "Parley"},
            "channelData": {"tenant": {"id": "t"}},
            "text": QUESTION,
        }
        begun = time.perf_counter()
        async with self._http.post(f"{self._url}/api/messages", json=activity) as response:
            await response.read()
        await asyncio.wait_for(waiting, 30)
        return time.perf_counter() - begun

    async def measure(self, users: int, seconds: float) -> "Measured":
        """So many people ask, each again as soon as they are answered."""
        took: list[float] = []
        ends = time.perf_counter() + seconds

        async def person() -> None:
            while time.perf_counter() < ends:
                took.append(await self.ask())

        begun = time.perf_counter()
        await asyncio.gather(*(person() for _ in range(users)))
        lasted = time.perf_counter() - begun
        took.sort()
        return Measured(len(took) / lasted, took[len(took) // 2], took[int(len(took) * 0.99)])

    async def longest(self, path: str, during: asyncio.Task[Any]) -> float:
        """The longest that something unrelated waited while ``during`` ran, in seconds."""
        longest = 0.0
        while not during.done():
            begun = time.perf_counter()
            async with self._http.get(f"{self._url}{path}") as response:
                await response.read()
            longest = max(longest, time.perf_counter() - begun)
            await asyncio.sleep(0.01)
        await during
        return longest


@asynccontextmanager
async def bot(kind: str, connector: Connector) -> AsyncIterator[Load]:
    """A bot in a process of its own, warmed up."""
    port = unused_port()
    process = await asyncio.create_subprocess_exec(sys.executable, str(HERE), "--serve", kind, str(port))
    url = f"http://127.0.0.1:{port}"
    try:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
            await _up(http, url)
            load = Load(connector, url, http)
            for first in range(0, CHATS, 20):
                await asyncio.gather(*map(load.ask, range(first, first + 20)))
            yield load
    finally:
        process.terminate()
        await process.wait()


async def _up(http: aiohttp.ClientSession, url: str) -> None:
    for _ in range(300):
        try:
            async with http.get(url):
                return
        except aiohttp.ClientError:
            await asyncio.sleep(0.1)
    raise TimeoutError("the bot did not start")


@dataclass(frozen=True)
class Measured:
    """One measurement: replies a second, and how long they took, in seconds."""

    rate: float
    p50: float
    p99: float

    def __str__(self) -> str:
        return f"{self.rate:6.0f} replies/s, p50 {self.p50 * 1e3:6.1f} ms, p99 {self.p99 * 1e3:6.1f} ms"


async def main(seconds: float) -> int:
    """The bots in turn, several times over, each judged by its best: what else the machine does is not their doing."""
    connector = Connector()
    server = TestServer(connector.app())
    await server.start_server()
    connector.url = f"http://127.0.0.1:{server.port}"
    async with AsyncExitStack() as running:
        loads = {kind: await running.enter_async_context(bot(kind, connector)) for kind in BOTS}
        alone = await _best(loads, 1, seconds)
        best = await _best(loads, 16, seconds)
        for kind in BOTS:
            _say(f"{kind:13}  1 user:  {alone[kind]}")
            _say(f"{kind:13} 16 users: {best[kind]}")
        stuck = await _slow_connector(loads["parley"], connector)
    await server.close()
    ratio = best["parley"].rate / best["stock"].rate
    _say(f"parley answers {ratio:.1f} times as many as stock at 16 users (bar {BAR:.0f})")
    return 0 if ratio >= BAR and best["parley"].p99 < WORST_P99 and stuck < WORST_P99 else 1


async def _best(loads: dict[str, Load], users: int, seconds: float) -> dict[str, Measured]:
    rounds = [
        {kind: await load.measure(users, seconds / ROUNDS) for kind, load in loads.items()} for _ in range(ROUNDS)
    ]
    return {kind: max((each[kind] for each in rounds), key=lambda each: each.rate) for kind in loads}


async def _slow_connector(load: Load, connector: Connector) -> float:
    """The longest wait of anything else while thirty replies hang at a connector that takes three seconds."""
    connector.delay, longest = 3.0, 0.0
    for path, what in (("/ping", "an acknowledgement"), ("/thread", "a database job")):
        asking = asyncio.create_task(_all(load))
        waited = await load.longest(path, asking)
        _say(f"parley  connector of 3 s: {what} waited {waited * 1e3:.0f} ms at most")
        longest = max(longest, waited)
    return longest


async def _all(load: Load) -> None:
    await asyncio.gather(*(load.ask() for _ in range(30)))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if "--serve" in sys.argv:
        BOTS[sys.argv[2]](int(sys.argv[3]))
    else:
        sys.exit(asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 4.0)))
