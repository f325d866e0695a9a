"""The main flows in Microsoft's own Agents Playground, with a real browser: cards filled, pressed and looked at.

Screenshots are kept where ``PARLEY_SCREENSHOTS`` names a folder.
"""

import asyncio
import datetime as dt
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer, unused_port
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

import storage
from bot.clock import SteppedClock
from bot.orders import sample
from bot.settings import Settings
from bot.wiring import Program, application, assemble, step_through
from tests.adapters.teams.outside import node_modules

pytestmark = [pytest.mark.node, pytest.mark.browser]

NOW = dt.datetime(2023, 11, 20, 15, tzinfo=dt.UTC)
DROPPED = 'aria-controls="confirm-'
"""The Playground's page drops the id of a hidden part, to which the button that shows it then refers in vain."""
QUIET = {"APPLICATION_INSIGHTS_NO_STATSBEAT": "1", "TEAMSAPPTESTER_BROWSER": "none"}


@dataclass
class Playground:
    """The page, as a person uses it."""

    page: Page

    @property
    def cards(self) -> Locator:
        return self.page.locator(".ac-adaptiveCard")

    async def open(self, place: str) -> None:
        await self.page.get_by_text(place, exact=True).first.dispatch_event("click")
        await self.page.wait_for_timeout(800)

    async def say(self, words: str) -> None:
        await self.page.locator("[contenteditable=true],textarea,[role=textbox]").first.click()
        await self.page.keyboard.type(words)
        await self.page.keyboard.press("Enter")

    async def mention(self, words: str) -> None:
        """A mention has to be picked from the list."""
        await self.page.locator("[contenteditable=true],textarea,[role=textbox]").first.click()
        await self.page.keyboard.type("@T")
        await self.page.get_by_text("Test Bot", exact=True).last.click()
        await self.page.keyboard.type(words)
        await self.page.get_by_text("Post", exact=True).click()

    async def press(self, label: str) -> None:
        await self.cards.last.get_by_role("button", name=label, exact=True).last.click()

    async def violations(self) -> list[str]:
        """What axe finds wrong with the cards on the page."""
        await self.page.add_script_tag(path=str(node_modules() / "axe-core" / "axe.min.js"))
        found: dict[str, Any] = await self.page.evaluate("axe.run('.ac-adaptiveCard')")
        nodes = [(each["id"], node["html"]) for each in found["violations"] for node in each["nodes"]]
        return [f"{rule}: {html[:200]}" for rule, html in nodes if DROPPED not in html]

    async def keep(self, name: str) -> None:
        if folder := os.environ.get("PARLEY_SCREENSHOTS"):
            await self.page.screenshot(path=str(Path(folder) / f"teams-{name}.png"))


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    """The whole of Parley, with a database of its own and a clock that stands still."""
    url = f"sqlite:///{tmp_path}/parley.db"
    storage.migrate(url)
    settings = Settings(_env_file=None, parley_database_url=url)  # type: ignore[call-arg] # pydantic-settings takes it
    made = assemble(settings, SteppedClock(NOW))
    yield made
    made.store.dispose()


async def let_pass(program: Program, seconds: int) -> None:
    """Let the clock run, so that what is due is sent."""
    clock = program.clock
    assert isinstance(clock, SteppedClock)
    await step_through(program, clock, clock.now() + dt.timedelta(seconds=seconds))


@pytest.fixture
async def service(program: Program) -> AsyncIterator[str]:
    """Parley, for programs of this machine."""
    server = TestServer(application(program))
    await server.start_server()
    yield f"http://127.0.0.1:{server.port}/api/messages"
    await server.close()


@pytest.fixture
async def address(service: str, tmp_path: Path) -> AsyncIterator[str]:
    """The Playground, started beside it."""
    port = unused_port()
    program = str(node_modules() / ".bin" / "agentsplayground")
    command = [program, "start", "-e", service, "-c", "msteams", "-p", str(port), "--dt"]
    process = await asyncio.create_subprocess_exec(
        *command, env=os.environ | QUIET, cwd=tmp_path, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await _answering(f"http://127.0.0.1:{port}/_debug/ping")
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        await process.wait()


async def _answering(url: str) -> None:
    async with aiohttp.ClientSession() as http:
        for _ in range(150):
            try:
                async with http.get(url) as response:
                    await response.read()
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.2)
    raise TimeoutError("the Playground did not start")


@pytest.fixture
async def playground(address: str) -> AsyncIterator[Playground]:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("needs Chromium")
    async with async_playwright() as playwright:
        browser: Browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 1500, "height": 1000})
        await page.goto(address)
        await expect(page.get_by_text("Personal Chat", exact=True).first).to_be_visible()
        await page.wait_for_timeout(1500)
        yield Playground(page)
        await browser.close()


async def test_help_is_shown_pressed_and_free_of_barriers(playground: Playground) -> None:
    await playground.say("help")
    await expect(playground.cards.last).to_contain_text("What I can do here")
    await playground.press("Privacy")
    await expect(playground.cards).to_have_count(2)
    await playground.keep("help")
    assert await playground.violations() == []


async def test_a_question_by_mention_is_answered_in_the_channel(playground: Playground) -> None:
    await playground.open("General")
    await playground.mention("how many pages may the letter have?")
    await expect(playground.cards.last).to_contain_text("10 pages")
    await playground.keep("question")
    assert await playground.violations() == []


async def test_a_conference_is_registered_and_its_attendance_named_in_the_channel(
    playground: Playground, program: Program
) -> None:
    await playground.open("General")
    await playground.mention("register")
    await expect(playground.cards.last).to_contain_text("Answered you privately")
    await playground.open("Personal Chat")
    await playground.press("Read")
    await expect(playground.cards.last).to_contain_text("Paste the order's text here")
    assert await playground.violations() == []
    await playground.keep("form")
    await playground.cards.last.locator("textarea").click()
    await playground.page.keyboard.insert_text(sample().text)
    await playground.press("Read")
    await expect(playground.cards.last).to_contain_text("7:23-cv-07291-PMH")
    assert await playground.violations() == []
    await playground.keep("proposal")
    await playground.press("Confirm zone")
    await expect(playground.cards.last.get_by_role("button", name="Confirm zone")).to_have_count(0)
    await playground.press("Save and ask for a second check")
    await expect(playground.cards.last).to_contain_text("Registered for")
    await playground.keep("registered")

    await let_pass(program, 60)
    await playground.open("General")
    await playground.keep("channel")
    assert await playground.violations() == []
    attendance = playground.cards.filter(has_text="Attendance, Wed Dec 13").first
    await attendance.get_by_role("button", name="Krasne", exact=True).click()
    form = playground.cards.first
    await form.get_by_label("Person with ultimate settlement authority").fill("Beth Sample")
    await form.get_by_label("Available by phone").check()
    assert await playground.violations() == []
    await form.get_by_role("button", name="Save", exact=True).click()
    await expect(form).to_contain_text("Say how this is known")
    await expect(form.get_by_label("Person with ultimate settlement authority")).to_have_value("Beth Sample")
    assert await playground.violations() == []
    await playground.keep("naming")
    await form.get_by_label("How is this known?").click()
    await playground.page.keyboard.insert_text("Told by e-mail, November 20")
    await form.get_by_role("button", name="Save", exact=True).click()
    await expect(form).to_contain_text("Beth Sample")
    await playground.keep("named")
    await let_pass(program, 60)
    await expect(playground.cards.filter(has_text="1 of 2 parties confirmed").first).to_be_visible()
    await playground.keep("updated")
