"""The local web chat in a real browser: a whole matter, as a visitor of the page plays it."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.wiring import Program

pytestmark = [pytest.mark.browser]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NARROW = {"width": 360, "height": 720}


@pytest.fixture
async def address(program: Program) -> AsyncIterator[str]:
    async with TestServer(program.application()) as server:
        yield str(server.make_url("/"))
    program.store.dispose()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest.fixture
async def page(browser: Browser, address: str) -> AsyncIterator[Page]:
    page = await browser.new_page(viewport={"width": 1280, "height": 860})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    await page.goto(address)
    yield page
    assert faults == []


async def say(page: Page, text: str) -> None:
    await page.fill("#say", text)
    await page.press("#say", "Enter")


async def press(page: Page, label: str) -> None:
    await page.get_by_role("button", name=label, exact=True).last.click()


async def shows(page: Page, text: str) -> None:
    await expect(page.locator("#messages")).to_contain_text(text)


async def step(page: Page, to: str = "") -> None:
    if to:
        await page.fill("#moment", to)
        await page.get_by_role("button", name="Step", exact=True).click()
    else:
        await page.get_by_role("button", name="Next message").click()


async def registered(page: Page, order: str) -> None:
    await page.get_by_role("button", name="Invite Parley").last.click()
    await say(page, order)
    await shows(page, "Nothing is saved yet.")
    await press(page, "Confirm zone")
    await shows(page, "confirmed")
    await press(page, "Save and ask for a second check")
    await shows(page, "Registered for")
    await step(page, "2026-11-23T15:30")
    await expect(page.locator("#pinned")).to_contain_text("Settlement conference: Fri Jan 15")


async def test_a_whole_matter_is_played_on_the_page(page: Page, order: str) -> None:
    await registered(page, order)
    await say(page, "what goes in the letter?")
    await shows(page, "history of settlement negotiations")
    await press(page, "Boreal Freight LLC")
    await page.fill("#field-name", "TBD")
    await page.get_by_role("button", name="Save").last.click()
    await expect(page.locator("#error-name")).not_to_be_empty()
    await expect(page.locator("#field-name")).to_have_value("TBD")
    await page.fill("#field-name", "Bo Sample")
    await page.select_option("#field-mode", "by_phone")
    await page.fill("#field-title", "Vice President")
    await page.fill("#field-known", "told by e-mail, Jan 6")
    await page.get_by_role("button", name="Save").last.click()
    await expect(page.locator("#dialog")).not_to_be_visible()
    await shows(page, "Bo Sample")
    await step(page, "2026-12-24T14:01")
    await shows(page, "Demand: 7 days, Thu Dec 31")
    await press(page, "More")
    await press(page, "Held")
    await expect(page.locator("#dialog")).to_contain_text("Every reminder stops")
    await page.get_by_role("button", name="Close as held").click()
    await shows(page, "Closed: held")


async def test_what_one_person_does_another_open_page_shows_by_itself(
    page: Page, browser: Browser, address: str, order: str
) -> None:
    other = await browser.new_page()
    await other.goto(address)
    await registered(page, order)
    await shows(other, "Settlement conference: Fri Jan 15")


async def test_a_private_answer_is_seen_by_nobody_else(page: Page) -> None:
    await page.get_by_role("button", name="Invite Parley").last.click()
    await say(page, "/parley help")
    await shows(page, "What I can do here")
    await page.select_option("#person", "alex")
    await expect(page.locator("#messages")).not_to_contain_text("What I can do here")


async def test_a_message_can_be_looked_behind(page: Page, order: str) -> None:
    await registered(page, order)
    await page.get_by_role("button", name="About this message").last.click()
    for tab in ("Plain text", "Slack blocks", "Teams card", "Stored rows"):
        await page.get_by_role("tab", name=tab).click()
        await expect(page.locator("#view")).not_to_be_empty()


async def test_a_dropped_file_is_read_as_an_order(page: Page, order: str, tmp_path: Path) -> None:
    await page.get_by_role("button", name="Invite Parley").last.click()
    file = tmp_path / "order.txt"
    file.write_text(order, "utf-8")
    await page.set_input_files("#file", file)
    await shows(page, "Nothing is saved yet.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_on_a_phone_nothing_runs_off_the_side(browser: Browser, address: str, order: str, scheme: str) -> None:
    page = await browser.new_page(viewport=NARROW, color_scheme="dark" if scheme == "dark" else "light")
    await page.goto(address)
    await page.get_by_role("button", name="Invite Parley").last.click()
    await say(page, order)
    await shows(page, "Nothing is saved yet.")
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


async def test_the_page_can_be_used_from_the_keyboard_alone(page: Page) -> None:
    await page.get_by_role("button", name="Invite Parley").last.focus()
    await page.keyboard.press("Enter")
    await page.focus("#say")
    await page.keyboard.type("help")
    await page.keyboard.press("Enter")
    await shows(page, "What I can do here")
    await page.get_by_role("button", name="Register a conference").last.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("#dialog")).not_to_be_visible()


async def test_every_control_has_a_name_a_screen_reader_can_say(page: Page, order: str) -> None:
    await registered(page, order)
    await press(page, "Boreal Freight LLC")
    nameless = await page.evaluate(
        """[...document.querySelectorAll('button, input, select, textarea')]
        .filter((each) => each.offsetParent !== null)
        .filter((each) => !(each.textContent.trim() || each.getAttribute('aria-label') || each.labels?.length))
        .map((each) => each.outerHTML)"""
    )
    assert nameless == []
