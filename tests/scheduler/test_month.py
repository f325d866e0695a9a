"""A month of one matter on a stepped clock: every message, to be read by someone who asks "would I have muted this?".

``PARLEY_GALLERY=write pytest tests/scheduler/test_month.py`` writes the listing; the difference is then read.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot.conversation.requests import MarkDone, SaveMadeOn, SnoozeItem, UndoItem
from bot.domain.attendance import AttendanceState, Attendee, Mode, Row, Side
from bot.domain.conference import DEMAND, LETTER, RESPONSE, Duty, DutyState, Status
from bot.domain.people import Person, Role
from bot.services import digest
from bot.wording.marking import MADE_ON
from bot.wording.previewing import where
from tests.builders import CHANNEL, EASTERN
from tests.fakes.matters import conference, stamp
from tests.fakes.platform import Posted
from tests.fakes.team import Team

LISTING = Path(__file__).parent / "month.txt"
PARTNER = Person("firm", "partner", "Partner")


class Month:
    """What was posted, and between it what people did."""

    def __init__(self) -> None:
        self.team = Team("2026-12-14T10:00")
        self.lines: list[str] = []

    async def until(self, end: str) -> None:
        """Let time pass."""
        await self.team.scheduler.run_due()
        for each in await self.team.until(end):
            self.lines += _told(each)

    async def act(self, at: str, what: str, deed: Callable[[], object]) -> None:
        """Somebody does something at that moment."""
        await self.until(at)
        deed()
        self.lines.append(f"{_when(self.team)}  * {what}")
        before = {name: each.updates for name, each in self.team.web.messages.items()}
        posts = await self.team.at(self.team.now)
        for each in posts:
            self.lines += _told(each)
        updated = [
            each for name, each in self.team.web.messages.items() if before.get(name, each.updates) < each.updates
        ]
        self.lines += [f"    (a card is updated in place: {each.text.splitlines()[0]})" for each in updated]


def _when(team: Team) -> str:
    return team.now.astimezone(EASTERN).strftime("%a %b %d %H:%M")


def _told(post: Posted) -> list[str]:
    when = post.at.astimezone(EASTERN).strftime("%a %b %d %H:%M")
    thread = ", in the thread" if post.thread else ""
    return [f"{when}  {where(post.address)}{thread}", *(f"    {line}" for line in post.text.splitlines())]


async def lived() -> str:
    """A matter with an owner for its letter, from registering to closing."""
    month = Month()
    team = month.team
    rows = (
        Row("p1", "Plaintiff A", Side.PLAINTIFF, owner=stamp(person="partner", name="Partner")),
        Row("p2", "Defendant B", Side.DEFENDANT),
    )
    letter = Duty(LETTER, owner=stamp(person="partner", name="Partner"))
    team.record(people={"partner": PARTNER}, roles={"partner": Role.EDITOR}, digests=frozenset({"partner"}))
    team.do(lambda uow: digest.subscribe(uow, CHANNEL, "partner", team.now, None))
    registered = conference(rows=rows, duties=(letter,), entered=team.now)
    await month.act("2026-12-14T10:00", "Paralegal registers", lambda: team.register(registered, cards=True))
    await month.act(
        "2026-12-28T15:00",
        "Partner: the demand was made on December 28",
        lambda: made(team, DEMAND, "December 28, 2026"),
    )
    await month.act(
        "2027-01-04T11:00", "Partner: the response was made", lambda: made(team, RESPONSE, "January 4, 2027")
    )
    await month.act(
        "2027-01-05T09:30",
        "Partner: remind me of the letter on Thursday",
        lambda: team.press(SnoozeItem("c1", 1, LETTER, "two_days"), PARTNER),
    )
    await month.act("2027-01-08T11:00", "Partner names A. Sample for Plaintiff A", lambda: named(team))
    await month.act("2027-01-11T16:00", "Partner: letter sent", lambda: team.press(MarkDone("c1", 1, LETTER), PARTNER))
    await month.act("2027-01-11T16:02", "Partner: no, undo", lambda: team.press(UndoItem("c1", 1, LETTER), PARTNER))
    await month.act("2027-01-12T11:00", "Partner: letter sent", lambda: team.press(MarkDone("c1", 1, LETTER), PARTNER))
    await month.until("2027-01-19T12:00")
    await month.act("2027-01-19T13:00", "Paralegal: held", lambda: team.close(status=Status.HELD))
    await month.until("2027-02-28T12:00")
    return "\n".join(month.lines) + "\n"


def made(team: Team, item: str, day: str) -> None:
    team.press(SaveMadeOn(conference="c1", revision=1, item=item, values={MADE_ON: day}), PARTNER)
    assert team.conference().duty(item).state is DutyState.DONE


def named(team: Team) -> None:
    first, second = team.conference().rows
    sample = Attendee("A. Sample", "CFO", Mode.ATTENDS, "told by the client")
    team.change(rows=(replace(first, state=AttendanceState.CONFIRMED, attendee=sample), second))


async def test_a_month_of_one_matter_reads_as_it_was_reviewed() -> None:
    listing = await lived()
    if os.environ.get("PARLEY_GALLERY") == "write":
        LISTING.write_text(listing, "utf-8")
    assert listing == LISTING.read_text("utf-8")
