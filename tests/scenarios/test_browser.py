"""The local web chat in a real browser: a whole matter, as a visitor of the page plays it."""

import base64
import io
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer, unused_port
from playwright.async_api import Browser, Page, async_playwright, expect
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen import canvas

from bot.wiring import Program, application, assemble

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest_asyncio.fixture(loop_scope="module")
async def address(program: Program) -> AsyncIterator[str]:
    async with TestServer(application(program)) as server:
        yield str(server.make_url("/"))
    program.store.dispose()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest.fixture
def narrow() -> bool:
    return False


@pytest.fixture
def scheme() -> str:
    return "light"


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, address: str, scheme: str, *, narrow: bool) -> AsyncIterator[Page]:
    context = await browser.new_context(
        viewport={"width": 360 if narrow else 1280, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = await context.new_page()
    page.set_default_timeout(10_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    await page.goto(address)
    yield page
    await context.close()
    assert faults == []


async def invite(page: Page) -> None:
    await page.get_by_role("button", name="Invite Parley").last.click()
    await expect(page.get_by_role("button", name="Invite Parley")).to_have_count(0)


async def say(page: Page, text: str) -> None:
    await page.fill("#say", text)
    await page.press("#say", "Enter")


async def press(page: Page, label: str) -> None:
    await page.get_by_role("button", name=label, exact=True).last.click()


async def shows(page: Page, text: str) -> None:
    await expect(page.locator("#messages")).to_contain_text(text)


async def step(page: Page, to: str = "") -> None:
    if await page.locator("#menu").is_visible():
        await page.click("#menu")
    if to:
        await page.fill("#moment", to)
        await page.get_by_role("button", name="Step", exact=True).click()
    else:
        await page.get_by_role("button", name="Next message").click()


async def registered(page: Page, order: str) -> None:
    await invite(page)
    await say(page, order)
    await shows(page, "Nothing is saved yet.")
    await press(page, "Confirm zone")
    await shows(page, "confirmed")
    await press(page, "Save and ask for a second check")
    await shows(page, "Registered for")
    await step(page, "2026-11-23T10:30")
    await expect(page.locator("#pinned")).to_contain_text("Settlement conference: Fri Jan 15")
    await shows(page, "Attendance, Fri Jan 15")


def pdf(text: str) -> bytes:
    file = io.BytesIO()
    paper = canvas.Canvas(file, pagesize=letter)
    for page in _pages(text.splitlines(), 48):
        lines = paper.beginText(60, 730)
        lines.setFont("Times-Roman", 10)
        lines.textLines(page)
        paper.drawText(lines)
        paper.showPage()
    paper.save()
    return file.getvalue()


def _pages(lines: list[str], length: int) -> list[list[str]]:
    return [lines[start : start + length] for start in range(0, len(lines), length)]


DROP = """([name, content]) => {
  const bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  document.querySelector("main").dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true }));
}"""


async def drop(page: Page, name: str, content: bytes) -> None:
    await page.evaluate(DROP, [name, base64.b64encode(content).decode("ascii")])


# --- a matter, and who sees what of it


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
    await step(page, "2026-12-24T09:01")
    await shows(page, "Demand: 7 days, Thu Dec 31")
    await press(page, "More")
    await press(page, "Settled before")
    await expect(page.locator("#dialog")).to_contain_text("Every reminder stops")
    await page.get_by_role("button", name="Close as settled").click()
    await expect(page.locator("#pinned")).to_contain_text("Settlement conference: Fri Jan 15")
    await step(page, "2026-12-24T09:02")
    await expect(page.locator("#pinned")).to_contain_text("Closed: settled")


async def test_what_one_person_does_another_open_page_shows_by_itself(
    page: Page, browser: Browser, address: str, order: str
) -> None:
    elsewhere = await browser.new_context()
    other = await elsewhere.new_page()
    await other.goto(address)
    await registered(page, order)
    await shows(other, "Settlement conference: Fri Jan 15")
    await elsewhere.close()


async def test_an_open_page_goes_on_by_itself_when_parley_was_started_again(
    browser: Browser, order: str, program: Program
) -> None:
    again = assemble(program.settings, program.clock)
    port = unused_port()
    context = await browser.new_context()
    page = await context.new_page()
    async with TestServer(application(program), port=port) as server:
        await page.goto(str(server.make_url("/")))
        await registered(page, order)
    async with TestServer(application(again), port=port):
        await expect(page.locator("#next")).to_contain_text("Next message due", timeout=20_000)
        await expect(page.locator(".message")).to_have_count(0, timeout=20_000)
        await step(page)
        await shows(page, "Settlement conference: Fri Jan 15")
        await context.close()
    program.store.dispose()
    again.store.dispose()


async def test_a_private_answer_is_seen_by_nobody_else(page: Page) -> None:
    await invite(page)
    await say(page, "/parley help")
    await shows(page, "What I can do here")
    await page.select_option("#person", "alex")
    await expect(page.locator("#messages")).not_to_contain_text("What I can do here")


async def test_what_came_into_another_channel_is_counted_until_it_is_opened(page: Page) -> None:
    await say(page, "Good morning, Alex.")
    await shows(page, "Good morning, Alex.")
    await page.get_by_role("button", name="# second-matter").click()
    await page.select_option("#person", "alex")
    await page.get_by_role("button", name="# our-matter 1 new").click()
    await expect(page.get_by_role("button", name="# our-matter", exact=True)).to_be_visible()
    await page.reload()
    await page.get_by_role("button", name="# second-matter").click()
    await expect(page.get_by_role("button", name="# our-matter", exact=True)).to_be_visible()


async def test_where_parley_was_not_invited_the_page_says_that_nobody_listens(page: Page) -> None:
    await expect(page.locator("#absent")).not_to_be_visible()
    await say(page, "when is our letter due?")
    await expect(page.locator("#absent")).to_be_visible()
    await page.locator("#absent").get_by_role("button", name="Invite Parley").click()
    await expect(page.locator("#absent")).not_to_be_visible()


async def test_an_order_sent_where_parley_was_not_invited_is_not_read(page: Page, order: str) -> None:
    await expect(page.get_by_role("button", name="Invite Parley").last).to_be_visible()
    await drop(page, "order.txt", order.encode("utf-8"))
    await expect(page.get_by_role("alert")).to_contain_text("Parley is not in this channel")
    await expect(page.locator(".message")).to_have_count(0)


async def test_a_form_opens_on_its_first_field(page: Page) -> None:
    await invite(page)
    await say(page, "register")
    await expect(page.locator("#field-order")).to_be_focused()


@pytest.mark.parametrize("narrow", [True])
async def test_a_form_is_seen_from_its_title(page: Page, order: str) -> None:
    await registered(page, order)
    await press(page, "Boreal Freight LLC")
    await expect(page.locator("#field-name")).to_be_focused()
    await expect(page.locator("#dialog-title")).to_be_in_viewport(ratio=1)


async def test_sharing_a_channel_is_said_above_it(page: Page) -> None:
    await page.get_by_label("Channel menu").click()
    await page.get_by_role("button", name="Share with the other firm").click()
    await expect(page.locator("#shared")).to_have_text("Shared with another firm")


# --- an order comes in


async def test_the_sample_order_is_pasted_word_for_word(page: Page, sample: str) -> None:
    await invite(page)
    await press(page, "Paste the sample order")
    await expect(page.locator("#say")).to_have_value(sample.strip())


async def test_a_dropped_pdf_is_read_as_an_order(page: Page, order: str) -> None:
    await invite(page)
    await drop(page, "order.pdf", pdf(order))
    await shows(page, "Nothing is saved yet.")
    await shows(page, "Friday, January 15, 2027, 10:00 am")


async def test_a_chosen_file_is_read_as_an_order(page: Page, order: str, tmp_path: Path) -> None:
    await invite(page)
    file = tmp_path / "order.txt"
    file.write_text(order, "utf-8")
    await page.set_input_files("#file", file)
    await shows(page, "Nothing is saved yet.")


async def test_a_long_message_is_folded_until_it_is_asked_for(page: Page, order: str) -> None:
    await say(page, order)
    spoken = page.locator(".spoken")
    folded = await spoken.bounding_box()
    await press(page, "Show all")
    whole = await spoken.bounding_box()
    assert folded is not None
    assert whole is not None
    assert folded["height"] < 120 < whole["height"]
    await expect(page.get_by_role("button", name="Show less")).to_have_attribute("aria-expanded", "true")


async def test_a_message_can_be_looked_behind(page: Page, order: str) -> None:
    await registered(page, order)
    await page.get_by_role("button", name="About this message").last.click()
    for tab in ("Plain text", "Slack blocks", "Teams card", "Stored rows"):
        await expect(page.get_by_role("tab", name=tab)).to_be_focused()
        await expect(page.locator("#view")).not_to_be_empty()
        await page.keyboard.press("ArrowRight")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="About this message").last).to_be_focused()


# --- nobody loses their place


async def test_an_answer_is_brought_into_sight_wherever_one_has_scrolled(page: Page, order: str) -> None:
    await registered(page, order)
    await page.evaluate("document.querySelector('#messages').scrollTop = 0")
    await say(page, "deadlines")
    await expect(page.locator(".message", has_text="Calendar (.ics)").last).to_be_in_viewport()


async def test_what_the_clock_was_run_for_is_brought_into_sight(page: Page, order: str) -> None:
    await registered(page, order)
    await page.evaluate("document.querySelector('#messages').scrollTop = 0")
    await step(page)
    await expect(page.locator(".message", has_text="Demand: 7 days")).to_be_in_viewport()


async def test_a_message_updated_in_place_leaves_the_focus_where_it_was(page: Page, order: str) -> None:
    await invite(page)
    await say(page, order)
    await press(page, "No")
    await expect(page.locator(".message.private[data-version='2']")).to_be_visible()
    await expect(page.locator("button:focus")).to_have_text("No")
    before = await page.locator("button:focus").bounding_box()
    await press(page, "Not sure")
    await expect(page.locator(".message.private[data-version='3']")).to_be_visible()
    await expect(page.locator("button:focus")).to_have_text("Not sure")
    await expect(page.locator("button:focus")).to_be_in_viewport()
    after = await page.locator("button:focus").bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 40


async def test_the_focus_goes_back_to_its_button_when_a_dialog_closes(page: Page, order: str) -> None:
    await registered(page, order)
    await press(page, "Boreal Freight LLC")
    await expect(page.locator("#field-name")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Boreal Freight LLC").last).to_be_focused()
    await press(page, "Verify dates")
    await press(page, "Not yet")
    await expect(page.get_by_role("button", name="Verify dates")).to_be_focused()


async def test_a_screen_reader_hears_what_is_new_and_not_the_whole_list_again(page: Page, order: str) -> None:
    await registered(page, order)
    await expect(page.locator("#messages")).not_to_have_attribute("aria-live", "polite")
    await say(page, "who has to attend?")
    await expect(page.locator("#announce")).to_contain_text("Parley: ")
    await expect(page.locator("#announce")).to_contain_text("ultimate settlement authority")
    await expect(page.locator("#announce")).not_to_contain_text("Settlement conference: Fri Jan 15")


async def test_the_page_can_be_used_from_the_keyboard_alone(page: Page) -> None:
    await page.get_by_role("button", name="Invite Parley").last.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Invite Parley")).to_have_count(0)
    await page.focus("#say")
    await page.keyboard.type("help")
    await page.keyboard.press("Enter")
    await shows(page, "What I can do here")
    await page.get_by_role("button", name="Register a conference").last.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#dialog :focus")).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(page.locator("#dialog")).not_to_be_visible()


async def test_when_parley_has_stopped_the_page_says_so_and_keeps_what_was_typed(page: Page) -> None:
    await page.route("**/web/say", lambda route: route.fulfill(status=403, body="This page is from an earlier start."))
    await say(page, "what goes in the letter?")
    await expect(page.get_by_role("alert")).to_contain_text("earlier start")
    await expect(page.locator("#say")).to_have_value("what goes in the letter?")


# --- everyone can read it

NAMELESS = """[...document.querySelectorAll('button, input, select, textarea, summary')]
  .filter((each) => each.offsetParent !== null)
  .filter((each) => !(each.textContent.trim() || each.getAttribute('aria-label') || each.labels?.length))
  .map((each) => each.outerHTML)"""
REPEATED = """[...document.querySelectorAll('[id]')].map((each) => each.id)
  .filter((id, place, all) => all.indexOf(id) !== place)"""
DANGLING = """[...document.querySelectorAll('[aria-labelledby], [aria-describedby], [aria-controls], label[for]')]
  .flatMap((each) => ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for']
    .flatMap((name) => (each.getAttribute(name) || '').split(' ').filter(Boolean)))
  .filter((id) => !document.getElementById(id) && id !== 'dialog-title')"""
FAINT = """() => {
  const rgba = (text) => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return { r, g, b, a }; };
  const over = (top, under) => ({
    r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a),
    b: top.b * top.a + under.b * (1 - top.a), a: 1 });
  const behind = (node) => {
    if (!node) return { r: 255, g: 255, b: 255, a: 1 };
    const own = rgba(getComputedStyle(node).backgroundColor);
    return own.a === 1 ? own : over(own, behind(node.parentElement));
  };
  const light = ({ r, g, b }) => [r, g, b].map((each) => each / 255)
    .map((each) => (each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
    .reduce((sum, each, place) => sum + each * [0.2126, 0.7152, 0.0722][place], 0);
  const faint = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !node.offsetParent) continue;
    const ground = behind(node);
    const [a, b] = [light(over(rgba(getComputedStyle(node).color), ground)), light(ground)];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) faint.push(`${contrast.toFixed(2)} ${walk.currentNode.data.trim().slice(0, 40)}`);
  }
  return faint;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_control_has_a_name_and_every_text_contrast(page: Page, order: str) -> None:
    await registered(page, order)
    await say(page, "what goes in the letter?")
    await shows(page, "history of settlement negotiations")
    await press(page, "Boreal Freight LLC")
    await page.get_by_role("button", name="Save").last.click()
    await expect(page.locator("#error-mode")).not_to_be_empty()
    for fault in (NAMELESS, REPEATED, DANGLING, FAINT):
        assert await page.evaluate(fault) == []
    await expect(page.get_by_role("dialog")).to_have_accessible_name("Attendance")
    await expect(page.locator("#field-mode")).to_have_accessible_description(
        await page.locator("#error-mode").inner_text()
    )


OVERFLOW = """[...document.querySelectorAll('html, main, #messages, #messages *, dialog, dialog *')]
  .filter((each) => each.getClientRects().length && each.getBoundingClientRect().right > innerWidth + 0.5)
  .map((each) => each.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("narrow", [True])
async def test_on_a_phone_twenty_parties_and_their_form_stay_within_the_page(page: Page, order: str) -> None:
    plaintiffs = ",\n".join(f"MORGAN A. SAMPLE{letter}" for letter in "ABCDEFGHIJ")
    defendants = ",\n".join(f"BOREAL FREIGHT AND WAREHOUSING {letter} LLC" for letter in "ABCDEFGHIJ")
    many = order.replace("AVERY SAMPLE", plaintiffs).replace("BOREAL FREIGHT LLC", defendants)
    await registered(page, many)
    await shows(page, "of 20 parties")
    assert await page.evaluate(OVERFLOW) == []
    await (
        page.locator("#messages")
        .get_by_role("button", name="BOREAL")
        .last.or_(page.locator("#messages").get_by_role("button", name="Sample"))
        .first.click()
    )
    await expect(page.locator("#dialog")).to_be_visible()
    assert await page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("narrow", [True])
async def test_on_a_phone_the_channels_slide_in_and_out(page: Page) -> None:
    await expect(page.locator("#person")).not_to_be_visible()
    await page.get_by_role("button", name="Channels, people and clock").click()
    await expect(page.locator("#person")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("#person")).not_to_be_visible()
    await expect(page.locator("#menu")).to_be_focused()
