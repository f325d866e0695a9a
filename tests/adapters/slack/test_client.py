"""The shorter way to Slack says what the SDK's own would."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import Client


class Ear:
    """Hears requests, and answers each with what ``answer`` makes."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.answer: Callable[[], web.Response] = lambda: web.json_response({"ok": True, "ts": "1.0"})

    async def hear(self, request: web.Request) -> web.Response:
        told = ("Authorization", "Content-Type", "User-Agent") if request.method == "POST" else ("Authorization",)
        self.heard.append(
            {name: request.headers.get(name) for name in told}
            | {"method": request.method, "url": str(request.rel_url), "body": await request.text()}
        )
        return self.answer()


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
async def clients(ear: Ear) -> AsyncIterator[tuple[AsyncWebClient, Client]]:
    app = web.Application()
    app.router.add_route("*", "/api/{method}", ear.hear)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        given: dict[str, Any] = {
            "token": "xoxb-of-the-test",
            "base_url": str(server.make_url("/api/")),
            "session": session,
            "retry_handlers": [],
        }
        yield AsyncWebClient(**given), Client(**given)


async def test_calls_arrive_as_the_sdk_would_make_them(clients: tuple[AsyncWebClient, Client], ear: Ear) -> None:
    for client in clients:
        await client.chat_postMessage(channel="C1", text="Tomorrow – ¶ 2", thread_ts=None, unfurl_links=False)
        await client.conversations_info(channel="C1", include_num_members=True)
        await client.conversations_members(channel="C1", cursor="", limit=None)
        await client.auth_test(token="xoxb-of-another")
    half = len(ear.heard) // 2
    assert ear.heard[:half] == ear.heard[half:]


async def test_what_is_not_done_is_an_error(clients: tuple[AsyncWebClient, Client], ear: Ear) -> None:
    for ear.answer in (
        lambda: web.json_response({"ok": False, "error": "is_archived"}),
        lambda: web.json_response({"ok": True}, status=500),
        lambda: web.json_response(["ok"]),
        lambda: web.Response(text="<html>busy</html>", content_type="text/html"),
    ):
        with pytest.raises(SlackApiError):
            await clients[1].chat_postMessage(channel="C1", text="Tomorrow")
