"""Requests nobody should send, by the thousand: ``python -m tests.adapters.slack.fuzz --requests 100000 --seed 1``.

Unsigned, forged, stale, replayed and oversized requests must have no effect; what is signed but deformed must end
without a server error; and nothing of it, no secret and no typed word, may reach the log.
"""

import argparse
import asyncio
import copy
import io
import json
import logging
import random
import string
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.slack.app import SlackAdapter
from bot import logs
from bot.clock import SystemClock
from bot.conversation import wire
from bot.conversation.requests import ShowStatus
from bot.router import Parley
from tests.adapters.slack.conftest import settings_for
from tests.adapters.slack.core import Core
from tests.adapters.slack.fake_slack import TEAM, TOKEN, FakeSlack
from tests.adapters.slack.sender import SECRET, Sender, headers_of, number
from tests.fakes.memory import MemoryStore

TYPED = "two million dollars and not a cent more"
JUNK: tuple[Any, ...] = (None, True, 0, -1, 2**70, 1.5, "", "x" * 300, TYPED, [], [None], {}, {"id": None}, [[[[]]]])
AT_ONCE = 16

Wire = tuple[bytes, dict[str, str]]


@dataclass
class Report:
    """What came of it."""

    statuses: Counter[str] = field(default_factory=Counter)
    effects: int = 0
    """Requests that reached the core though they were unsigned, stale, replayed or too large."""
    server_errors: int = 0
    leaks: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def clean(self) -> bool:
        """Whether everything went as it must."""
        return not (self.effects or self.server_errors or self.leaks)


class Mill:
    """Makes requests of each kind out of good ones."""

    def __init__(self, sender: Sender, seed: int) -> None:
        self._sender = sender
        self._random = random.Random(seed)  # noqa: S311 # a repeatable run, not a secret
        self.replayed = [self._good() for _ in range(20)]
        self.inert: dict[str, Callable[[], Wire]] = {
            "unsigned": self._unsigned,
            "forged": self._forged,
            "stale": self._stale,
            "replayed": self._replayed,
            "oversized": self._oversized,
            "noise": self._noise,
        }
        self.signed: dict[str, Callable[[], Wire]] = {"deformed": self._deformed, "signed noise": self._signed_noise}

    def payload(self) -> dict[str, Any]:
        """One of the things Slack does send, with words in it that must not be logged."""
        sender = self._sender
        message = {"type": "app_mention", "user": "U1PARA", "channel": "C1", "text": TYPED, "ts": f"5.{number()}"}
        direct = message | {"type": "message", "channel_type": "im", "channel": "D1"}
        shortcut = {"type": "message_action", "callback_id": "register_from_message", "message": {"text": TYPED}}
        view = {"id": "V", "callback_id": "form", "private_metadata": "{}", "state": {"values": {"a": {"value": {}}}}}
        return self._random.choice(
            [
                sender.envelope(message),
                sender.envelope(direct),
                sender.envelope({"type": "member_joined_channel", "user": "U0PARLEY", "channel": "C1"}),
                sender.envelope({"type": "app_home_opened", "user": "U1PARA", "tab": "home"}),
                sender.envelope({"type": "channel_id_changed", "old_channel_id": "C1", "new_channel_id": "C2"}),
                sender.pressing(wire.encode(ShowStatus())),
                sender.pressing(wire.encode(ShowStatus())) | shortcut,
                sender.pressing("") | {"type": "view_submission", "view": view},
                {"command": "/parley", "text": f"ask {TYPED}", "user_id": "U1PARA", "channel_id": "C1"}
                | {"team_id": TEAM, "trigger_id": f"trigger.{number()}"},
            ]
        )

    def _encoded(self, payload: Any) -> tuple[bytes, str]:
        if self._random.random() < 0.5:  # a coin
            return json.dumps(payload).encode(), "application/json"
        return urlencode({"payload": json.dumps(payload)}).encode(), "application/x-www-form-urlencoded"

    def _good(self) -> Wire:
        body, kind = self._encoded(self.payload())
        return body, headers_of(body, kind)

    def _unsigned(self) -> Wire:
        body, kind = self._encoded(self.payload())
        return body, {"Content-Type": kind}

    def _forged(self) -> Wire:
        body, headers = self._good()
        turn = self._random.randrange(4)
        if turn == 0:
            return body, headers | {
                "X-Slack-Signature": "v0=" + "".join(self._random.choices("0123456789abcdef", k=64))
            }
        if turn == 1:
            return body, headers | {
                "X-Slack-Request-Timestamp": self._random.choice(["", "abc", "-1", "9" * 40, "1.5"])
            }
        if turn == 2:  # the third of four
            return body, headers_of(body, "application/json", secret="another")
        changed = bytearray(body)
        changed[self._random.randrange(len(changed))] ^= 1
        return bytes(changed), headers

    def _stale(self) -> Wire:
        body, kind = self._encoded(self.payload())
        away = self._random.choice([-1, 1]) * self._random.randint(310, 10**6)
        return body, headers_of(body, kind, stamp=str(int(time.time()) + away))

    def _replayed(self) -> Wire:
        body, headers = self._random.choice(self.replayed)
        stamp = str(int(time.time()))
        return body, headers_of(body, headers["Content-Type"], stamp=stamp) | {"X-Slack-Retry-Num": "1"}

    def _oversized(self) -> Wire:
        body = json.dumps(self.payload() | {"padding": "x" * (1024 * 1024 + self._random.randrange(5))}).encode()
        return body, headers_of(body, "application/json")

    def _noise(self) -> Wire:
        body = self._random.randbytes(self._random.randrange(2000))
        names = ["Content-Type", "X-Slack-Signature", "X-Slack-Request-Timestamp", "X-Slack-Retry-Num"]
        text = string.ascii_letters + string.digits + "=;,/"
        return body, {name: "".join(self._random.choices(text, k=30)) for name in self._random.sample(names, 2)}

    def _deformed(self) -> Wire:
        payload: Any = self.payload()
        for _ in range(self._random.randint(1, 3)):
            self._deform(payload)
        body, kind = self._encoded(payload)
        return body, headers_of(body, kind)

    def _deform(self, payload: Any) -> None:
        node = payload
        while isinstance(node, dict | list) and node:
            key = self._random.choice(list(node) if isinstance(node, dict) else range(len(node)))
            if not isinstance(node[key], dict | list) or self._random.random() < 0.3:  # now and then
                node[key] = copy.deepcopy(self._random.choice(JUNK))
                return
            node = node[key]

    def _signed_noise(self) -> Wire:
        body = self._random.choice([self._random.randbytes(50), b"{" * 5000, b"[" * 5000, b"payload=", b"\xff", b"{}"])
        return body, headers_of(body, self._random.choice(["application/json", "text/plain; charset=none", "x"]))


async def run(count: int, seed: int) -> Report:
    """Send so many requests, and say what came of it."""
    report, core, heard = Report(), Core(), io.StringIO()
    with redirect_stderr(heard):
        logs.configure("json")
        async with FakeSlack() as slack:
            store = MemoryStore()
            app = web.Application()
            SlackAdapter(Parley(store, core), settings_for(slack), store, SystemClock()).add_to(app)
            async with TestClient(TestServer(app)) as client:
                started = time.perf_counter()
                await _sent(Mill(Sender(client, slack), seed), client, core, count, report)
                report.seconds = time.perf_counter() - started
    logging.getLogger().handlers.clear()
    report.leaks = [each for each in (TYPED, SECRET, TOKEN) if each in heard.getvalue()]
    return report


async def _sent(mill: Mill, client: TestClient[Any, Any], core: Core, count: int, report: Report) -> None:
    for body, headers in mill.replayed:
        await _send(client, "first", (body, headers), report)
    weights = {"oversized": 1}
    kinds = list(mill.inert)
    chosen = mill._random.choices(kinds, [weights.get(each, 30) for each in kinds], k=count * 2 // 3)
    before = len(core.asked)
    await _many(client, [(kind, mill.inert[kind]) for kind in chosen], report)
    report.effects = len(core.asked) - before
    signed = list(mill.signed)
    rest = mill._random.choices(signed, k=count - len(chosen))
    await _many(client, [(kind, mill.signed[kind]) for kind in rest], report)


async def _many(client: TestClient[Any, Any], wanted: list[tuple[str, Callable[[], Wire]]], report: Report) -> None:
    waiting = iter(wanted)

    async def worker() -> None:
        for kind, make in waiting:
            await _send(client, kind, make(), report)

    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))


async def _send(client: TestClient[Any, Any], kind: str, wire_: Wire, report: Report) -> None:
    body, headers = wire_
    async with client.post("/slack/events", data=io.BytesIO(body), headers=headers) as response:
        report.statuses[f"{kind}: {response.status}"] += 1
        report.server_errors += response.status >= 500  # HTTP's own number


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    report = asyncio.run(run(given.requests, given.seed))
    lines = [f"{kind:24} {times}" for kind, times in sorted(report.statuses.items())]
    outcome = f"{report.server_errors} server errors, {report.effects} effects, {report.leaks or 'no'} leaks"
    sys.stdout.write("\n".join([*lines, f"{outcome}, {given.requests / report.seconds:.0f} requests a second", ""]))
    return 0 if report.clean else 1


if __name__ == "__main__":
    sys.exit(main())
