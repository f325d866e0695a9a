"""A matter's life in any order, with crashes, against what its team should have seen."""

import asyncio
import datetime as dt
from collections import Counter
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.conversation.requests import MarkDone, MarkNotApplicable, SnoozeItem, UndoItem
from bot.domain.conference import LETTER, DutyState, Status
from bot.domain.court_days import calendar_for
from bot.domain.nudges import NudgeState
from bot.domain.order import NamedDay
from bot.domain.outbox import Kind
from bot.domain.people import Address, Channel
from bot.ports import RetryAfter, Unsure
from tests.builders import EASTERN, REGISTRAR, moment
from tests.fakes.matters import conference, order
from tests.fakes.platform import Posted, no_fault
from tests.fakes.team import Team

CALENDAR = calendar_for(None)
LAST = dt.date(2027, 3, 20)
"""Letters and conferences of the model lie before it."""


class Killed(BaseException):
    """The process is gone."""


class OneMatter(RuleBasedStateMachine):
    """One letter, one conference; the machine remembers only what a person in the channel would know."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.stop_at: tuple[str, int] | None = None
        self.closed = False
        self.letter: dt.date | None = None
        self.open = True
        self.snoozed_until: dt.date | None = None
        self.revision = 1
        self.checked = 0

    def teardown(self) -> None:
        self.loop.close()

    @initialize(start=st.integers(0, 40), letter=st.integers(3, 70))
    def register(self, start: int, letter: int) -> None:
        at = moment("2026-12-14T10:00") + dt.timedelta(days=start)
        self.team = Team(at.isoformat(), point=self._point)
        self.letter = at.date() + dt.timedelta(letter)
        reading = order("2027-03-19T10:00", self.letter.isoformat(), None, demand=None, response=None)
        self.team.register(conference(reading, rows=(), entered=at))
        self._tick()

    def _point(self, name: str) -> None:
        if self.stop_at and self.stop_at[0] == name:
            if self.stop_at[1]:
                self.stop_at = (name, self.stop_at[1] - 1)
            else:
                self.stop_at = None
                raise Killed

    def _tick(self) -> None:
        async def pass_over() -> None:
            try:
                await self.team.scheduler.run_due()
            except* Killed:
                self.team.restart()

        self.loop.run_until_complete(pass_over())

    @property
    def today(self) -> dt.date:
        return self.team.now.astimezone(EASTERN).date()

    # --- time passes, well or badly

    @rule(minutes=st.integers(1, 3 * 24 * 60))
    def time_passes(self, minutes: int) -> None:
        """Whatever falls due on the way is sent when it falls due."""
        end = self.team.now + dt.timedelta(minutes=minutes)
        self._tick()
        while (due := self.loop.run_until_complete(self.team.scheduler.next_due())) is not None and due <= end:
            if due <= self.team.now:
                break
            self.team.clock.step_to(due)
            self._tick()
        self.team.clock.step_to(end)
        self._tick()

    @rule(hours=st.integers(1, 120))
    def an_outage(self, hours: int) -> None:
        self.team.clock.step_to(self.team.now + dt.timedelta(hours=hours))
        self.team.restart()
        self._tick()

    @rule(point=st.sampled_from(("claimed", "marked", "before_post", "posted", "recorded")), passing=st.integers(0, 1))
    def a_crash_to_come(self, point: str, passing: int) -> None:
        self.stop_at = (point, passing)

    @rule(error=st.sampled_from((Unsure("cut"), RetryAfter(20))), call=st.sampled_from(("post", "accepted")))
    def a_bad_answer_to_come(self, error: BaseException, call: str) -> None:
        left = [error]
        if isinstance(error, RetryAfter) and call == "accepted":
            return

        def fault(made: str, _: Address) -> BaseException | None:
            return left.pop() if made == call and left else None

        self.team.web.fault = fault

    # --- people act

    @precondition(lambda self: not self.closed)
    @rule(days=st.integers(2, 40))
    def move(self, days: int) -> None:
        self.letter = min(self.today + dt.timedelta(days), LAST)
        found = self.team.conference()
        moved = replace(found.order, letter_due=NamedDay(self.letter))
        self.revision += 1
        self.team.change(order=moved, revision=self.revision, duties=MappingProxyType({}))
        self.open, self.snoozed_until = True, None

    @precondition(lambda self: not self.closed)
    @rule(request=st.sampled_from((MarkDone, MarkNotApplicable)))
    def mark(self, request: Any) -> None:
        self.team.press(request("c1", self.revision, LETTER), REGISTRAR)
        self.open = False

    @precondition(lambda self: not self.closed)
    @rule()
    def take_back(self) -> None:
        self.team.press(UndoItem("c1", self.revision, LETTER), REGISTRAR)
        duty = self.team.conference().duty(LETTER)
        self.open = duty.state is DutyState.OPEN
        self.snoozed_until = duty.snoozed_until.astimezone(EASTERN).date() if duty.snoozed_until else None

    @precondition(lambda self: not self.closed and self.open)
    @rule(until=st.sampled_from(("tomorrow", "two_days", "monday", "morning_of")))
    def snooze(self, until: str) -> None:
        self.team.press(SnoozeItem("c1", self.revision, LETTER, until), REGISTRAR)
        duty = self.team.conference().duty(LETTER)
        if duty.snoozed_until is not None:
            self.snoozed_until = duty.snoozed_until.astimezone(EASTERN).date()
            assert self.letter is not None
            assert self.snoozed_until <= max(CALENDAR.reminding_day(self.letter), self.today)

    @precondition(lambda self: not self.closed)
    @rule()
    def close(self) -> None:
        self.team.close(status=Status.SETTLED)
        self.closed = True

    # --- what must hold after each of these

    @invariant()
    def everything_posted_was_right_when_it_was_posted(self) -> None:
        if not hasattr(self, "team"):
            return
        posts = list(self.team.web.messages.values())
        keys = self._reminder_keys()
        for post in posts[self.checked :]:
            if post.key in keys:
                self._right(post)
        self.checked = len(posts)

    def _reminder_keys(self) -> set[str]:
        """What tells reminders from what answers a person's own act: cards and lines about it."""
        return {each.key for each in self.team.deliveries() if each.kind is Kind.NUDGE}

    def _right(self, post: Posted) -> None:
        local = post.at.astimezone(EASTERN)
        assert 8 <= local.hour < 18
        if not post.deleted:
            assert not self.closed
        if not isinstance(post.address, Channel) or "letter" not in post.text:
            return
        assert self.open
        assert self.letter is not None
        weekend_rescue = local.date() <= self.letter
        assert CALENDAR.business_day(local.date()) or weekend_rescue
        if "passed" in post.text:
            assert local.date() > self.letter
        else:
            assert local.date() <= self.letter
            assert self.snoozed_until is None or local.date() >= self.snoozed_until

    @invariant()
    def there_is_at_most_one_post_a_day(self) -> None:
        if hasattr(self, "team"):
            keys = self._reminder_keys()
            posts = [
                each for each in self.team.web.standing() if isinstance(each.address, Channel) and each.key in keys
            ]
            days = Counter(each.at.astimezone(EASTERN).date() for each in posts)
            assert max(days.values(), default=0) <= 1

    @invariant()
    def no_key_was_ever_posted_twice(self) -> None:
        if hasattr(self, "team"):
            keys = Counter(each.key for each in self.team.web.messages.values())
            assert max(keys.values(), default=0) <= 1

    @invariant()
    def nothing_is_scheduled_for_what_is_over(self) -> None:
        if not hasattr(self, "team"):
            return
        ahead = [each for each in self.team.nudges() if each.state is NudgeState.SCHEDULED]
        if self.closed:
            assert ahead == []
        if not self.open:
            assert not [each for each in ahead if each.item == LETTER]
        assert {each.revision for each in ahead} <= {self.revision}

    @precondition(lambda self: not self.closed and self.open and self.letter is not None)
    @rule()
    def the_day_before_is_never_missed_while_the_service_runs(self) -> None:
        """From well before the letter's day to after it, undisturbed: the team hears of it."""
        assert self.letter is not None
        self.stop_at, self.team.web.fault = None, no_fault
        if self.snoozed_until is not None or self.letter <= self.today + dt.timedelta(4):
            return
        before = len(self.team.web.messages)
        self.time_passes(int((_evening(self.letter) - self.team.now).total_seconds() // 60))
        keys = self._reminder_keys()
        told = [each for each in list(self.team.web.messages.values())[before:] if each.key in keys]
        assert told


def _evening(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(20), EASTERN)


TestOneMatter = OneMatter.TestCase
TestOneMatter.settings = settings(
    max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
