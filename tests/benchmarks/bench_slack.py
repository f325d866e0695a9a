"""How fast a mention in Slack is acknowledged and answered, beside a bare Bolt app that says a constant, in one run.

Signed mentions over HTTP against a Web API on loopback. The bare app is Bolt as its documentation writes it: no store,
no question. Parley checks the signature, asks Slack who can read, finds the answer to a question, commits to SQLite,
each commit to the disk, and acknowledges then. The questions are those set aside in ``tests/questions``, each asked
in turn, and every second channel has a conference of its own. Last, Parley is asked fifty times a second while its
outbox sends.

Run with ``python tests/benchmarks/bench_slack.py``; a number after it is the seconds of each measurement.
"""

import asyncio
import datetime as dt
import hashlib
import hmac
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

HERE = Path(__file__)
SECRET = "of the benchmark"
TOKEN = "xoxb-of-the-benchmark"
TEAM, BOT = "T0BENCH", "U0BENCH"
ASIDE = HERE.parents[1] / "questions" / "aside.jsonl"
QUESTIONS = [json.loads(line)["q"] for line in ASIDE.read_text("utf-8").splitlines()]
CHANNELS = 200
"""Taken in turn, as a firm's matters are."""
CONNECTIONS = 8
ROUNDS = 3
BAR = 0.4
A_SECOND = 50
WORST_P99 = 0.1
NOTICES = 20_000


# --- the two apps, each in a process of its own


def serve_bare(port: int) -> None:
    """Bolt, as its documentation has it."""
    from slack_bolt.async_app import AsyncApp  # noqa: PLC0415 - only this process needs it
    from slack_sdk.web.async_client import AsyncWebClient  # noqa: PLC0415

    client = AsyncWebClient(token=TOKEN, base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client, signing_secret=SECRET)

    @app.event("app_mention")  # type: ignore[untyped-decorator, unused-ignore] # Bolt's own is not typed
    async def mentioned(event: dict[str, Any], say: Any) -> None:
        await say("a constant", thread_ts=event["ts"])

    web.run_app(app.web_app("/slack/events"), host="127.0.0.1", port=port, print=None, access_log=None)


def serve_parley(port: int, notices: int = 0, handlers: Any = None) -> None:
    """Parley with its own answers, SQLite, and its outbox."""
    import storage  # noqa: PLC0415 - only this process needs them
    from adapters.slack.app import SlackAdapter  # noqa: PLC0415
    from bot import logs, wiring  # noqa: PLC0415
    from bot.clock import SystemClock  # noqa: PLC0415
    from bot.handlers import HANDLERS  # noqa: PLC0415
    from bot.router import Parley  # noqa: PLC0415
    from bot.scheduler import Scheduler  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415
    from bot.wiring.program import TIMING  # noqa: PLC0415

    logs.configure("json", level=40)
    wiring.warm_up()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/parley.db"
        storage.migrate(url)
        store, clock = storage.open_store(url), SystemClock()
        messengers: dict[str, Any] = {}
        scheduler = Scheduler(store, messengers, clock, composers={}, timing=TIMING)
        slack = SlackAdapter(Parley(store, handlers or HANDLERS), Settings(), store, clock)
        messengers["slack"] = slack.messenger
        if not notices:
            _register(Parley(store, HANDLERS), clock)
        _fill_outbox(store, clock, notices)
        app = web.Application()
        slack.add_to(app)
        if notices:
            app.cleanup_ctx.append(_sending(scheduler))
        web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


def _sending(scheduler: Any) -> Callable[[web.Application], AsyncIterator[None]]:
    async def running(_: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(scheduler.run())
        yield
        scheduler.stop()
        await task

    return running


def _register(parley: Any, clock: Any) -> None:
    """A conference in every second channel, of the sample order with days to come."""
    from bot import orders  # noqa: PLC0415 - only this process needs them
    from bot.conversation.context import Context  # noqa: PLC0415
    from bot.conversation.requests import RegisterFrom  # noqa: PLC0415
    from bot.domain.people import Audience, Channel, Person  # noqa: PLC0415

    held = clock.now() + dt.timedelta(days=60)
    text = orders.sample().text.replace("December 13, 2023", f"{held:%B} {held.day}, {held:%Y}")
    for number in range(0, CHANNELS, 2):
        where, registrar = Channel("slack", TEAM, f"C{number}"), Person(TEAM, "U0", "Registrar")
        context = Context(where, registrar, clock.now(), Audience.OWN)
        shown = parley.handle(RegisterFrom(text.replace("07291", f"{number:05}")), context).content
        for label in ("Confirm zone", "Save and ask for a second check"):
            request = next(each.request for each in shown.buttons if each.label == label)
            shown = parley.handle(request, context).content
        assert shown.title == "Saved", shown.text


def _fill_outbox(store: Any, clock: Any, notices: int) -> None:
    from bot.conversation.cards import Card, Text  # noqa: PLC0415 - only this process needs them
    from bot.domain.people import Channel  # noqa: PLC0415
    from bot.services import posting  # noqa: PLC0415

    card = Card("Tomorrow: ex parte letter", (Text(("By e-mail to chambers, not served or filed (¶ 2).",)),))
    with store.begin() as uow:
        for number in range(notices):
            posting.notify(uow, f"U{number:07}", Channel("slack", TEAM, "C1"), card, clock.now())
        uow.commit()


def serve_nudging(port: int) -> None:
    """Parley while its outbox is full."""
    serve_parley(port, NOTICES)


def serve_constant(port: int) -> None:
    """Parley where the answer itself takes no time: what the road to it costs."""
    from bot.conversation.cards import Card, Text  # noqa: PLC0415 - only this process needs them
    from bot.conversation.replies import Reply, Visibility  # noqa: PLC0415
    from bot.conversation.requests import AskQuestion  # noqa: PLC0415

    answer = Reply(Card("", (Text(("a constant",)),)), Visibility.THREAD)
    serve_parley(port, handlers={AskQuestion: lambda _, __: answer})


APPS = {"bare": serve_bare, "constant": serve_constant, "parley": serve_parley, "nudging": serve_nudging}


# --- the far end


class WebApi:
    """Answers what an app asks of Slack, and says when a thread was written to."""

    def __init__(self) -> None:
        self.waiting: dict[str, asyncio.Future[None]] = {}
        self.notices = 0

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._call)
        return app

    async def _call(self, request: web.Request) -> web.Response:
        match request.match_info["method"]:
            case "auth.test":
                made: dict[str, Any] = {"team_id": TEAM, "user_id": BOT, "bot_id": "B0BENCH"}
            case "users.info":
                made = {"user": {"id": request.query["user"], "team_id": TEAM, "profile": {"real_name": "P"}}}
            case "conversations.info":
                made = {"channel": {"id": request.query["channel"], "is_ext_shared": False}}
            case "conversations.members":
                made = {"members": [BOT, "U0"]}
            case "conversations.open":
                made = {"channel": {"id": f"D{request.query.get('users', '')}"}}
            case _:
                made = await self._post(request)
        return web.json_response({"ok": True} | made)

    async def _post(self, request: web.Request) -> dict[str, Any]:
        posted = await request.json() if request.content_type == "application/json" else dict(await request.post())
        if waiting := self.waiting.pop(str(posted.get("thread_ts")), None):
            waiting.set_result(None)
        else:
            self.notices += 1
        return {"ts": f"{time.time():.6f}", "channel": posted.get("channel")}


class Load:
    """People who mention the app."""

    def __init__(self, api: WebApi, url: str, http: aiohttp.ClientSession) -> None:
        self._api = api
        self._url = url
        self._http = http
        self._numbers = itertools.count(1)

    async def mention(self) -> tuple[float, float]:
        """One mention; seconds until it was acknowledged, and until it was answered."""
        number = next(self._numbers)
        stamp = f"{1_700_000_000 + number}.000100"
        answered = self._api.waiting[stamp] = asyncio.get_running_loop().create_future()
        body = json.dumps(_envelope(number, stamp)).encode()
        begun = time.perf_counter()
        async with self._http.post(f"{self._url}/slack/events", data=body, headers=_signed(body)) as response:
            await response.read()
            assert response.status == 200
        acknowledged = time.perf_counter() - begun
        await asyncio.wait_for(answered, 30)
        return acknowledged, time.perf_counter() - begun

    async def closed(self, connections: int, seconds: float) -> tuple[float, list[float], list[float]]:
        """Answers a second where each connection waits for its answer; acknowledged and answered after how long."""
        acks: list[float] = []
        answers: list[float] = []
        ends = time.perf_counter() + seconds

        async def connection() -> None:
            while time.perf_counter() < ends:
                ack, answer = await self.mention()
                acks.append(ack)
                answers.append(answer)

        begun = time.perf_counter()
        await asyncio.gather(*(connection() for _ in range(connections)))
        return len(acks) / (time.perf_counter() - begun), sorted(acks), sorted(answers)

    async def open(self, a_second: int, seconds: float) -> list[float]:
        """How long acknowledgements took where so many people a second ask, whoever else waits."""
        asked: list[asyncio.Task[tuple[float, float]]] = []
        begun = time.perf_counter()
        for number in range(int(a_second * seconds)):
            await asyncio.sleep(max(0.0, begun + number / a_second - time.perf_counter()))
            asked.append(asyncio.create_task(self.mention()))
        return sorted([ack for ack, _ in await asyncio.gather(*asked)])


def _envelope(number: int, stamp: str) -> dict[str, Any]:
    event = {
        "type": "app_mention",
        "user": f"U{number % 50}",
        "team": TEAM,
        "text": f"<@{BOT}> {QUESTIONS[number % len(QUESTIONS)]}",
        "channel": f"C{number % CHANNELS}",
        "ts": stamp,
        "thread_ts": stamp,
    }
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "event_id": f"Ev{number}",
        "event_time": int(time.time()),
        "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
        "event": event,
    }


def _signed(body: bytes) -> dict[str, str]:
    stamp = str(int(time.time()))
    signature = hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={signature}",
    }


@asynccontextmanager
async def app(kind: str, api: WebApi, api_url: str) -> AsyncIterator[Load]:
    """An app in a process of its own, warmed up."""
    port = unused_port()
    settings = {"SLACK_API_URL": api_url, "SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET}
    process = subprocess.Popen(  # noqa: ASYNC220 - before anything is measured
        [sys.executable, str(HERE), "--serve", kind, str(port)], env=os.environ | settings
    )
    url = f"http://127.0.0.1:{port}"
    try:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
            await _up(http, url)
            load = Load(api, url, http)
            await asyncio.gather(*(_one_after_another(load.mention, CHANNELS // 4) for _ in range(4)))
            yield load
    finally:
        process.terminate()
        process.wait()


async def _one_after_another(ask: Callable[[], Awaitable[object]], times: int) -> None:
    for _ in range(times):
        await ask()


async def _up(http: aiohttp.ClientSession, url: str) -> None:
    for _ in range(600):
        try:
            async with http.get(url):
                return
        except aiohttp.ClientError:
            await asyncio.sleep(0.1)
    raise TimeoutError("the app did not start")


async def main(seconds: float) -> int:
    """The apps by turns, so that each meets the same machine, and the verdict."""
    api = WebApi()
    server = TestServer(api.app())
    await server.start_server()
    api_url = f"http://127.0.0.1:{server.port}/api/"
    rates: dict[tuple[str, int], list[float]] = {}
    async with AsyncExitStack() as stack:
        loads = {
            kind: await stack.enter_async_context(app(kind, api, api_url)) for kind in ("bare", "constant", "parley")
        }
        for connections, _, (kind, load) in itertools.product((1, CONNECTIONS), range(ROUNDS), loads.items()):
            rate, acks, answers = await load.closed(connections, seconds)
            took = f"acknowledged {_times(acks)}, answered {_times(answers)}"
            _say(f"{kind:8} {connections} connections: {rate:5.0f}/s, {took}")
            rates.setdefault((kind, connections), []).append(rate)
    before = api.notices
    async with app("nudging", api, api_url) as load:
        acks = await load.open(A_SECOND, 2 * seconds)
    await server.close()
    _say(f"parley at {A_SECOND} a second while it sends ({api.notices - before} notices): acknowledged {_times(acks)}")
    bare = statistics.median(rates["bare", CONNECTIONS])
    ratios = {kind: statistics.median(rates[kind, CONNECTIONS]) / bare for kind in ("constant", "parley")}
    verdict = f"{ratios['constant']:.2f} with a constant, {ratios['parley']:.2f} with its answers (bar {BAR})"
    _say(f"of bare Bolt at {CONNECTIONS} connections: {verdict}")
    return 0 if ratios["parley"] >= BAR and _at(acks, 0.99) < WORST_P99 else 1


def _at(times: list[float], part: float) -> float:
    return times[min(len(times) - 1, int(len(times) * part))]


def _times(times: list[float]) -> str:
    return f"p50 {_at(times, 0.5) * 1e3:.1f} p99 {_at(times, 0.99) * 1e3:.1f} ms"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if "--serve" in sys.argv:
        APPS[sys.argv[2]](int(sys.argv[3]))
    else:
        sys.exit(asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 2.0)))
