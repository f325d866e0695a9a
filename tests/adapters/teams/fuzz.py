"""Throws malformed activities at the route, over HTTP and signed, and reports what went wrong.

``python -m tests.adapters.teams.fuzz 100000 [SEED]`` is the long form.
"""

import asyncio
import copy
import json
import logging
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import structlog
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.teams import pacing
from adapters.teams.app import TeamsAdapter
from adapters.teams.look import OPENED_FROM
from bot.clock import SteppedClock
from bot.conversation.requests import NameAttendee, SaveProposal, SeeOwn
from bot.router import Parley
from tests.adapters.teams.fake_teams import CHANNEL, CHAT, NOW, Client, FakeTeams, Handlers, member, settings_for
from tests.fakes.memory import MemoryStore

Json = dict[str, Any]

SECRET = "SECRET-TYPED-TEXT"
JUNK: tuple[Any, ...] = (
    None,
    True,
    -1,
    1e308,
    "",
    "x",
    "\ud800",
    "\x00",
    "é" * 600,
    [],
    {},
    [None],
    [[]],
    [1, "a"],
    {"id": 3},
    {"id": {"id": []}},
    [{"mentioned": "x", "type": "mention", "text": "<at>"}],
    {"action": {"data": {"parley.request": ["1"]}}},
    {"action": {"data": {"parley.request": '["1","ShowHelp",""]', "parley.home": 7, "name": {"a": 1}}}},
    {"data": {"parley.request": "[" * 3000}},
    "2026-99-99T99:99:99Z",
    "9" * 400,
)


@dataclass
class Outcome:
    """What went wrong, and how calls were answered. ``sent`` counts what was sent after a call that was refused."""

    accidents: list[tuple[int, str]] = field(default_factory=list)
    leaks: int = 0
    sent: int = 0
    answers: dict[int, int] = field(default_factory=dict)


def _paths(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        yield (*path, key)
        yield from _paths(each, (*path, key))


def mutated(activity: Json, dice: random.Random) -> Json:
    """The activity with one to four of its fields replaced, removed or moved."""
    made = copy.deepcopy(activity)
    for _ in range(dice.randint(1, 4)):
        paths = list(_paths(made))
        path = dice.choice(paths)
        parent: Any = made
        for key in path[:-1]:
            parent = parent[key]
        if dice.random() < 0.3:
            del parent[path[-1]]
        else:
            parent[path[-1]] = copy.deepcopy(dice.choice(JUNK))
        if not made:
            return made
    return made


def _wellformed(client: Client) -> list[Json]:
    press = client.press(NameAttendee("c", 1, "p"))
    return [
        client.mention(SECRET),
        client.activity(conversation=CHAT, text=SECRET),
        press,
        client.press(SeeOwn("c", "headline"), value=_asked_by_itself(client)),
        client.activity(type="invoke", name="task/fetch", value={"data": press["value"]["action"]["data"]}),
        client.activity(type="invoke", name="task/submit", value={"data": _sent(client)}, conversation=CHAT),
        client.activity(type="invoke", name="fileConsent/invoke", value={"action": "accept", "context": {}}),
        client.activity(type="conversationUpdate", membersAdded=[{"id": "29:x"}], membersRemoved=[{"id": "29:y"}]),
        client.activity(type="installationUpdate", action="add"),
    ]


def _asked_by_itself(client: Client) -> Json:
    refresh: Json = client.press(SeeOwn("c", "headline"))["value"]
    return refresh | {"trigger": "automatic"}


def _sent(client: Client) -> Json:
    form = client.press(SaveProposal(proposal="p", values={"order": SECRET}), home=CHANNEL)
    data: Json = form["value"]["action"]["data"]
    return data | {OPENED_FROM: "m0"}


async def run(client: Client, dice: random.Random, times: int) -> Outcome:
    """Send ``times`` malformed activities, each with a token good for the service URL."""
    outcome = Outcome()
    seeds = _wellformed(client)
    for _ in range(times):
        activity = mutated(dice.choice(seeds), dice)
        before = len(client.teams.posted) + len(client.teams.updated) + len(client.teams.created)
        status, body = await client.send(json.dumps(activity))
        after = len(client.teams.posted) + len(client.teams.updated) + len(client.teams.created)
        outcome.answers[status] = outcome.answers.get(status, 0) + 1
        outcome.sent += after - before if status >= 400 else 0
        if status >= 500:
            outcome.accidents.append((status, json.dumps(activity)))
        outcome.leaks += SECRET in str(body)
    return outcome


async def _long(times: int, seed: int) -> Outcome:
    teams = FakeTeams()
    teams.members = {CHANNEL: [member("dana")], CHAT: [member("dana")]}
    server = TestServer(teams.app())
    await server.start_server()
    teams.url = f"http://127.0.0.1:{server.port}"
    handlers, store, app = Handlers(), MemoryStore(), web.Application()
    adapter = TeamsAdapter(Parley(store, handlers), settings_for(teams), store, SteppedClock(NOW))
    adapter.add_to(app)
    ours = TestServer(app)
    await ours.start_server()
    async with aiohttp.ClientSession() as http:
        url = f"http://127.0.0.1:{ours.port}/api/messages"
        client = Client(http, url, teams, adapter.settle, handlers=handlers, adapter=adapter, store=store)
        outcome = await run(client, random.Random(seed), times)  # noqa: S311 - a seeded choice of faults
    await ours.close()
    await server.close()
    return outcome


def main() -> int:
    """The long form; exit status 1 when anything went wrong."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    pacing.LIMITS = ((10**9, 1.0),)  # type: ignore[assignment] # nothing here minds how fast it is answered
    logging.disable()
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    outcome = asyncio.run(_long(times, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
    report = {
        "answers": outcome.answers,
        "accidents": outcome.accidents[:3],
        "leaks": outcome.leaks,
        "sent after a refusal": outcome.sent,
    }
    sys.stdout.write(f"{json.dumps(report)}\n")
    return 1 if outcome.accidents or outcome.leaks or outcome.sent else 0


if __name__ == "__main__":
    sys.exit(main())
