"""The loop: woken at once, stopped cleanly, and honest about whether it runs."""

import asyncio
import datetime as dt
from dataclasses import replace

import pytest

from bot.conversation.cards import Card, Text
from bot.domain.people import Address
from bot.ports import UnitOfWork
from bot.scheduler import Timing
from bot.scheduler.throttle import Throttle
from bot.services import posting
from tests.builders import CHANNEL, moment
from tests.fakes.team import UNPACED, Team

LINE = Card("", (Text(("A line.",)),))
NEVER = Timing(poll=dt.timedelta(hours=1))


async def test_it_looks_at_once_when_woken_from_another_thread() -> None:
    loop, looked, posted = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
    team = Team(timing=NEVER, chores=(lambda *_: loop.call_soon_threadsafe(looked.set),))
    team.web.fault = lambda call, _: posted.set() if call == "accepted" else None
    running = asyncio.create_task(team.scheduler.run())
    await looked.wait()
    team.do(lambda uow: posting.post(uow, CHANNEL, LINE, team.now))
    await asyncio.to_thread(team.scheduler.wake)
    await asyncio.wait_for(posted.wait(), 10)
    team.scheduler.stop()
    await running


async def test_told_to_stop_it_finishes_what_is_being_sent() -> None:
    team = Team(timing=NEVER)
    team.do(lambda uow: posting.post(uow, CHANNEL, LINE, team.now))
    team.point = lambda name: team.scheduler.stop() if name == "before_post" else None
    team.restart()
    await team.scheduler.run()
    assert len(team.web.messages) == 1
    assert team.do(lambda uow: uow.outbox.next_due()) is None


async def test_a_pass_is_fresh_however_long_it_takes_as_long_as_it_gets_on(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds, team, fresh = [0.0], Team(timing=replace(UNPACED, together=1)), list[bool]()
    monkeypatch.setattr("bot.scheduler.time.monotonic", lambda: seconds[0])
    for number in range(5):
        place = replace(CHANNEL, id=str(number))
        team.do(lambda uow, place=place: posting.post(uow, place, LINE, team.now))  # type: ignore[misc] # one each

    def slow(call: str, _: Address) -> None:
        seconds[0] += 9
        fresh.extend([team.scheduler.fresh] if call == "post" else ())

    team.web.fault = slow
    await team.scheduler.run_due()
    assert fresh == [True] * 5
    seconds[0] += UNPACED.post.total_seconds() + 4
    assert not team.scheduler.fresh


async def test_a_failing_pass_is_survived_and_not_taken_for_a_good_one() -> None:
    failing = [True]

    def chore(_: UnitOfWork, __: dt.datetime) -> None:
        if failing:
            failing.pop()
            team.scheduler.stop()
            raise OSError

    team = Team(timing=NEVER, chores=(chore,))
    await team.scheduler.run()
    assert not team.scheduler.fresh
    team.restart()
    await team.scheduler.run_due()
    assert team.scheduler.fresh


async def test_chores_are_done_once_a_minute_each_in_its_own_unit_of_work() -> None:
    done: list[dt.datetime] = []

    def chore(uow: UnitOfWork, now: dt.datetime) -> None:
        uow.vault.put("chore", "web", "firm", "last", now.isoformat())
        done.append(now)

    team = Team(chores=(chore,))
    for second in (0, 30, 60, 61):
        await team.at(moment("2026-11-23T10:00") + dt.timedelta(seconds=second))
    assert len(done) == 2
    assert team.do(lambda uow: uow.vault.get("chore", "web", "firm", "last")) == done[-1].isoformat()


def test_a_lease_too_short_to_outlast_a_post_is_refused() -> None:
    with pytest.raises(ValueError, match="lease"):
        Timing(lease=dt.timedelta(seconds=40))


class TestThrottle:
    NOW = moment("2026-11-23T10:00")
    TEAM = ("slack", "T1")

    def waits(self, throttle: Throttle, count: int, later: float = 0) -> list[float]:
        at = self.NOW + dt.timedelta(seconds=later)
        return [throttle.wait(self.TEAM, at).total_seconds() for _ in range(count)]

    def test_a_second_holds_so_many_and_the_rest_come_one_after_the_other(self) -> None:
        throttle = Throttle({"slack": 2.0})
        assert self.waits(throttle, 4) == [0, 0, 0.5, 1.0]
        assert self.waits(throttle, 2, later=0.5) == [0, 0.5]

    def test_one_workspace_does_not_slow_another(self) -> None:
        throttle = Throttle({"slack": 1.0})
        self.waits(throttle, 5)
        assert not throttle.wait(("slack", "T2"), self.NOW)
        assert not throttle.wait(("web", "firm"), self.NOW)

    def test_it_slows_down_when_asked_and_recovers(self) -> None:
        throttle = Throttle({"slack": 4.0})
        self.waits(throttle, 4)
        throttle.slow_down(self.TEAM)
        assert self.waits(throttle, 3, later=1) == [0, 0, 0.5]
        for _ in range(200):
            throttle.went_well(self.TEAM)
        assert self.waits(throttle, 4, later=10) == [0, 0, 0, 0]
