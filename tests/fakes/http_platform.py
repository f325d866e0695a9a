"""A platform behind a real socket that accepts and drops, answers 500 and 429, is slow, and strikes who is posting."""

import asyncio
import contextlib
import datetime as dt
import itertools
import os
import random
import signal
import time
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from bot.conversation.cards import Card
from bot.domain.outbox import address_key
from bot.domain.people import Address, Audience, Channel
from bot.ports import Refused, RetryAfter, Unsure

FAULTS = {
    "none": 60,
    "drop_before": 5,
    "drop_after": 10,
    "error_before": 5,
    "error_after": 8,
    "wait": 7,
    "slow": 5,
}
RETRY_AFTER = 1
_SLOW = 2.0
_STRUCK = 0.12
"""Of the stages of all posts."""
_TOO_MANY, _FAILED = 429, 500


@dataclass
class Server:
    """The far end. At each stage of a post it may kill the process that posts, or stop it for ``still`` seconds."""

    seed: int
    faulty: bool = True
    kills: int = 0
    stops: int = 0
    still: float = 0.0
    stages: tuple[str, ...] = ("arrived", "accepted", "answered")
    messages: dict[str, dict[str, str]] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    killed: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    too_early: int = 0
    _chance: random.Random = field(init=False)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    _closed_until: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311 - a test's dice, thrown the same each time

    def application(self) -> web.Application:
        app = web.Application()
        app.add_routes([web.post("/post", self._post), web.get("/find", self._find), web.post("/delete", self._delete)])
        return app

    def _perhaps_strike(self, stage: str, pid: int) -> None:
        if stage not in self.stages or self._chance.random() >= _STRUCK:
            return
        if len(self.killed) < self.kills:
            self.killed.append(stage)
            _signal(pid, signal.SIGKILL)
        elif len(self.stopped) < self.stops:
            self.stopped.append(stage)
            _signal(pid, signal.SIGSTOP)
            asyncio.get_running_loop().call_later(self.still, _signal, pid, signal.SIGCONT)

    async def _post(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self._perhaps_strike("arrived", body["pid"])
        if time.monotonic() < self._closed_until.get(body["place"], 0):
            self.too_early += 1
        fault = self._chance.choices(list(FAULTS), list(FAULTS.values()))[0] if self.faulty else "none"
        if fault == "wait":
            self._closed_until[body["place"]] = time.monotonic() + RETRY_AFTER - 0.05
            return web.Response(status=_TOO_MANY, headers={"Retry-After": str(RETRY_AFTER)})
        if fault in ("drop_before", "error_before"):
            return self._broken(request, fault)
        message = f"m{next(self._ids)}"
        self.messages[message] = {"place": body["place"], "key": body["key"], "thread": body["thread"]}
        self._perhaps_strike("accepted", body["pid"])
        if fault in ("drop_after", "error_after"):
            return self._broken(request, fault)
        if fault == "slow":
            await asyncio.sleep(_SLOW)
        self._perhaps_strike("answered", body["pid"])
        return web.json_response({"message": message})

    @staticmethod
    def _broken(request: web.Request, fault: str) -> web.Response:
        if fault.startswith("drop") and request.transport is not None:
            request.transport.abort()
        return web.Response(status=_FAILED)

    async def _find(self, request: web.Request) -> web.Response:
        asked = request.query
        known = (*self.deleted, asked["besides"])
        standing = {name: each for name, each in self.messages.items() if name not in known}
        found = (
            name for name, each in standing.items() if (each["place"], each["key"]) == (asked["place"], asked["key"])
        )
        return web.json_response({"message": next(found, None)})

    async def _delete(self, request: web.Request) -> web.Response:
        self.deleted.append((await request.json())["message"])
        return web.json_response({})


def _signal(pid: int, what: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, what)


class HttpMessenger:
    """The near end, as ``bot.ports.Messenger`` asks. Each call is made once."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self._url = url
        self._session = session

    async def audience(self, channel: Channel) -> Audience:
        del channel
        return Audience.OWN

    async def post(
        self, address: Address, card: Card, *, key: str, thread: str | None = None, pin: bool = False
    ) -> str:
        del card, pin
        body = {"place": address_key(address)[2], "key": key, "thread": thread or "", "pid": os.getpid()}
        answer = await self._call("POST", "/post", json=body)
        return str(answer["message"])

    async def update(self, address: Address, message: str, card: Card) -> None:
        del address, message, card

    async def find(
        self, address: Address, key: str, since: dt.datetime, thread: str | None = None, *, besides: str | None = None
    ) -> str | None:
        del since, thread
        answer = await self._call(
            "GET", "/find", params={"place": address_key(address)[2], "key": key, "besides": besides or ""}
        )
        found: str | None = answer["message"]
        return found

    async def delete(self, address: Address, message: str) -> None:
        await self._call("POST", "/delete", json={"place": address_key(address)[2], "message": message})

    async def _call(self, method: str, path: str, **given: object) -> dict[str, str | None]:
        try:
            async with self._session.request(method, self._url + path, **given) as response:  # type: ignore[arg-type] # passed on
                if response.status == _TOO_MANY:
                    raise RetryAfter(float(response.headers["Retry-After"]))
                if response.status >= _FAILED:
                    raise Unsure(str(response.status))
                if response.status >= 400:
                    raise Refused(str(response.status))
                answer: dict[str, str | None] = await response.json()
                return answer
        except (aiohttp.ClientError, ConnectionError) as error:
            raise Unsure(type(error).__name__) from error
