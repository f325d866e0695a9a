from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.web.security import HEADER, guard, loopback

TOKEN = "made-up-page-token"
Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def page() -> AsyncIterator[Client]:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(text="done")

    app = web.Application(middlewares=[guard(TOKEN)])
    app.add_routes([web.get("/", answer), web.post("/web/say", answer), web.post("/api/messages", answer)])
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_the_page_itself_may_post(page: Client) -> None:
    response = await page.post("/web/say", headers={HEADER: TOKEN})
    assert response.status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {HEADER: "guessed"},
        {HEADER: TOKEN, "Origin": "https://elsewhere.example"},
        {HEADER: TOKEN, "Host": "elsewhere.example"},
        {HEADER: TOKEN, "Origin": "null"},
    ],
)
async def test_another_sites_page_may_not_post(page: Client, headers: dict[str, str]) -> None:
    response = await page.post("/web/say", headers=headers)
    assert response.status == 403


async def test_a_foreign_name_for_this_machine_may_not_even_look(page: Client) -> None:
    response = await page.get("/", headers={"Host": "rebound.example"})
    assert response.status == 403


async def test_the_page_forbids_scripts_and_frames_from_elsewhere(page: Client) -> None:
    response = await page.get("/")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


async def test_other_platforms_routes_are_left_to_their_own_checks(page: Client) -> None:
    response = await page.post("/api/messages")
    assert response.status == 200


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1:3978", True),
        ("localhost:3978", True),
        ("[::1]:3978", True),
        ("127.0.0.2", True),
        ("example.com", False),
        ("localhost.example.com", False),
        ("10.0.0.1:3978", False),
        ("", False),
    ],
)
def test_only_loopback_names_are_this_machine(host: str, *, own: bool) -> None:
    assert loopback(host) is own
