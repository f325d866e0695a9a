"""Each step of the delivery protocol, and what follows when it ends badly."""

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any

import pytest

from bot.conversation.cards import Card, Text
from bot.conversation.requests import PostAgain
from bot.domain.conference import Status
from bot.domain.outbox import DeliveryState, Kind
from bot.domain.people import Address, Channel
from bot.ports import Refused, RetryAfter, Store, UnitOfWork, Unsure
from bot.scheduler import Timing
from bot.services import posting
from bot.services.planning import replan
from tests.builders import CHANNEL, REGISTRAR, moment
from tests.fakes.matters import conference, order
from tests.fakes.memory import MemoryStore
from tests.fakes.platform import no_fault
from tests.fakes.team import UNPACED, Team, in_channel, nowhere, private

SECOND = dt.timedelta(seconds=1)
START = "2027-01-05T08:00"
DUE = moment("2027-01-05T09:00")


class Killed(BaseException):
    """The process is gone at this point."""


def due_team(store: Store | None = None, point: Callable[[str], None] | None = None) -> Team:
    """A team with one reminder due at nine."""
    team = Team(START, store or MemoryStore(), point=point or nowhere)
    team.register(conference(order(demand=None, response=None), rows=(), entered=START))
    team.clock.step_to(DUE)
    return team


def failing(call: str, error: BaseException, times: int = 1) -> Callable[[str, Address], BaseException | None]:
    """Fails the first few such calls."""
    left = [error] * times

    def fault(made: str, _: Address) -> BaseException | None:
        return left.pop() if made == call and left else None

    return fault


async def test_a_dropped_answer_is_looked_for_and_not_posted_again() -> None:
    team = due_team()
    team.web.fault = failing("accepted", Unsure("dropped"))
    assert len(await team.at(DUE)) == 1
    assert await team.at(DUE + 10 * SECOND) == []
    assert [each.state for each in team.deliveries()] == [DeliveryState.SENT]


async def test_a_post_that_did_not_arrive_is_posted_after_looking() -> None:
    team = due_team()
    team.web.fault = failing("post", Unsure("dropped"))
    assert await team.at(DUE) == []
    assert len(await team.at(DUE + 10 * SECOND)) == 1


async def test_where_looking_is_impossible_the_registrar_decides() -> None:
    team = due_team()
    team.web.blind = True
    team.web.fault = failing("accepted", Unsure("dropped"))
    await team.at(DUE)
    (told,) = await team.at(DUE + 10 * SECOND)
    assert private([told], REGISTRAR.id)
    (lost,) = (each for each in team.deliveries() if each.kind is Kind.NUDGE)
    assert lost.state is DeliveryState.UNKNOWN
    assert [each.request for each in told.card.buttons] == [PostAgain(lost.id)]
    team.press(PostAgain(lost.id), REGISTRAR)
    team.press(PostAgain(lost.id), REGISTRAR)
    assert len(in_channel(await team.at(team.now))) == 1


async def test_a_request_to_wait_is_honoured_to_the_second() -> None:
    team = due_team()
    team.web.fault = failing("post", RetryAfter(30))
    assert await team.at(DUE) == []
    assert await team.at(DUE + 29 * SECOND) == []
    assert len(await team.at(DUE + 30 * SECOND)) == 1


async def test_a_request_to_wait_holds_back_everything_for_that_address() -> None:
    team = due_team()
    team.web.fault = failing("post", RetryAfter(30))
    await team.at(DUE)
    found = team.conference()
    team.do(lambda uow: posting.post(uow, CHANNEL, Card("", (Text(("A line.",)),)), team.now, conference=found))
    assert await team.at(DUE + 29 * SECOND) == []
    assert len(await team.at(DUE + 31 * SECOND)) == 2


async def test_a_slow_platform_is_left_after_its_time_and_looked_at_later() -> None:
    team = due_team()
    team.timing = replace(UNPACED, post=dt.timedelta(milliseconds=20))
    team.restart()
    original = team.web.post

    async def slow(*given: object, **named: object) -> str:
        message = await original(*given, **named)  # type: ignore[arg-type] # whatever was given
        await asyncio.sleep(5)
        return message

    team.web.post = slow  # type: ignore[method-assign] # a platform that answers late
    await team.at(DUE)
    team.web.post = original  # type: ignore[method-assign] # and recovers
    assert await team.at(DUE + 10 * SECOND) == []
    assert len(team.web.standing()) == 1


async def test_what_was_cancelled_while_it_was_sent_is_taken_back() -> None:
    team = due_team()

    def adjourned_meanwhile(call: str, _: Address) -> BaseException | None:
        if call == "accepted":
            team.change(status=Status.ADJOURNED)
        return None

    team.web.fault = adjourned_meanwhile
    await team.at(DUE)
    assert team.web.standing() == []
    assert [each.state for each in team.deliveries()] == [DeliveryState.RETRACTED]


async def test_what_was_cancelled_after_the_claim_is_not_posted() -> None:
    team = due_team(point=lambda name: adjourn() if name == "claimed" else None)

    def adjourn() -> None:
        if team.conference().status is Status.SCHEDULED:
            team.change(status=Status.ADJOURNED)

    assert await team.at(DUE) == []
    assert [each.state for each in team.deliveries()] == [DeliveryState.CANCELLED]


class StandsStill:
    """Stands still for longer than its lease once it is about to post, while another process takes over."""

    def __init__(self, team: Team) -> None:
        self.team = team
        self.post, self.update = team.web.post, team.web.update
        self.still_to_stop = True

    async def _while_another_works(self) -> None:
        if self.still_to_stop:
            self.still_to_stop = False
            self.team.clock.step_to(self.team.now + 61 * SECOND)
            await self.team.another("another").run_due()

    async def posting(self, *given: Any, **named: Any) -> str:
        await self._while_another_works()
        return await self.post(*given, **named)

    async def updating(self, address: Address, message: str, card: Card) -> None:
        await self._while_another_works()
        await self.update(address, message, card)


async def test_what_a_process_posts_after_another_took_over_is_taken_back(sql_store: Store) -> None:
    team = due_team(sql_store)
    team.web.post = StandsStill(team).posting  # type: ignore[method-assign] # the process stands still here
    await team.at(DUE)
    await team.at(DUE + 70 * SECOND)
    posted = list(team.web.messages.values())
    assert [each.deleted for each in posted] == [False, True]
    assert [each.message for each in team.deliveries()] == [posted[0].id]


async def test_what_it_may_have_posted_then_is_looked_for_and_taken_back(sql_store: Store) -> None:
    team = due_team(sql_store)
    still = StandsStill(team)

    async def without_an_answer(*given: Any, **named: Any) -> str:
        mine = still.still_to_stop
        posted = await still.posting(*given, **named)
        if mine:
            raise Unsure("no_answer")
        return posted

    team.web.post = without_an_answer  # type: ignore[method-assign] # the process stands still here
    await team.at(DUE)
    await team.at(DUE + 70 * SECOND)
    assert [each.deleted for each in team.web.messages.values()] == [False, True]


async def test_a_second_one_is_taken_back_only_once_the_first_is_on_record(sql_store: Store) -> None:
    team = due_team(sql_store)
    team.web.post = StandsStill(team).posting  # type: ignore[method-assign] # the process stands still here
    team.web.fault = failing("accepted", Unsure("dropped"))
    await team.at(DUE)
    assert len(team.web.standing()) == 2
    await team.at(DUE + 140 * SECOND)
    await team.at(DUE + 141 * SECOND)
    assert len(team.web.standing()) == 1


async def test_a_card_updated_after_another_took_over_is_brought_up_to_date_again(sql_store: Store) -> None:
    team = Team(START, store=sql_store)
    found = team.register(cards=True)
    await team.at(team.now)
    team.do(lambda uow: posting.refresh_headline(uow, found, team.now))
    team.web.update = StandsStill(team).updating  # type: ignore[method-assign] # the process stands still here
    await team.at(team.now)
    await team.at(team.now + SECOND)
    (headline,) = (each for each in team.web.standing(CHANNEL) if each.pinned)
    assert headline.updates == 3


async def test_a_process_that_stood_still_before_it_posted_claims_anew_before_it_does() -> None:
    team, steps = due_team(), list[str]()

    def stand_still_once(name: str) -> None:
        if name == "before_post" and name not in steps:
            team.clock.step_to(team.now + 61 * SECOND)
        steps.append(name)

    team.point = stand_still_once
    team.restart()
    assert len(await team.at(DUE)) == 1
    assert steps.index("posted") > len(steps) - 1 - steps[::-1].index("claimed") > steps.index("before_post")


async def test_a_refusal_heard_after_another_took_over_shuts_no_channel(sql_store: Store) -> None:
    team = due_team(sql_store)
    still = StandsStill(team)

    async def refused_in_the_end(*given: Any, **named: Any) -> str:
        mine = still.still_to_stop
        posted = await still.posting(*given, **named)
        if mine:
            raise Refused("not_in_channel")
        return posted

    team.web.post = refused_in_the_end  # type: ignore[method-assign] # the process stands still here
    await team.at(DUE)
    assert team.record().unreachable is None


async def test_a_card_deleted_by_someone_is_posted_anew() -> None:
    team = Team(START)
    found = team.register(cards=True)
    await team.at(team.now)
    headline = next(each for each in team.web.standing() if each.pinned)
    headline.deleted = True
    team.do(lambda uow: posting.refresh_headline(uow, found, team.now))
    await team.at(team.now)
    assert [each.pinned for each in team.web.standing(CHANNEL)] == [False, True]


async def test_a_card_is_posted_once_and_updated_from_then_on() -> None:
    team = Team(START)
    found = team.register(cards=True)
    for _ in range(3):
        team.do(lambda uow: posting.refresh_headline(uow, found, team.now))
        await team.at(team.now)
    (headline,) = (each for each in team.web.standing() if each.pinned)
    assert headline.updates == 2


async def test_a_line_goes_into_the_headlines_thread_even_when_both_are_new() -> None:
    team = Team(START)
    found = team.register(cards=True)
    team.do(lambda uow: posting.thread_line(uow, found, Card("", (Text(("A line.",)),)), team.now))
    posts = await team.at(team.now)
    headline = next(each for each in posts if each.pinned)
    assert [each.thread for each in posts if each.text == "A line."] == [headline.id]


async def test_an_update_whose_answer_was_lost_is_done_again() -> None:
    team = Team(START)
    found = team.register(cards=True)
    await team.at(team.now)
    team.do(lambda uow: posting.refresh_headline(uow, found, team.now))
    team.web.fault = failing("update", Unsure("dropped"))
    await team.at(team.now)
    await team.at(team.now + 10 * SECOND)
    (headline,) = (each for each in team.web.standing() if each.pinned)
    assert headline.updates == 1


async def test_the_pace_of_a_platform_is_kept_for_each_address() -> None:
    paced = Timing(pace={"web": SECOND})
    team = Team(START, timing=paced)
    for number in range(3):
        card = Card("", (Text((f"{number}",)),))
        team.do(lambda uow, card=card: posting.post(uow, CHANNEL, card, team.now))  # type: ignore[misc] # one each
        team.do(lambda uow, card=card: posting.post(uow, replace(CHANNEL, id="b"), card, team.now))  # type: ignore[misc] # the same
    counts = [len(await team.at(team.now + SECOND / 2)) for _ in range(6)]
    assert counts == [2, 0, 2, 0, 2, 0]


async def test_a_workspace_gets_no_more_than_its_share_a_second() -> None:
    team = Team(START, timing=Timing(per_team={"web": 2.0}))
    for number in range(6):
        channel = Channel("web", "firm", f"{number}")
        team.do(lambda uow, at=channel: posting.post(uow, at, Card("", (Text(("A",)),)), team.now))  # type: ignore[misc] # one each
    counts = [len(await team.at(team.now + SECOND)) for _ in range(4)]
    assert counts == [2, 2, 2, 0]


async def test_a_platform_that_is_not_set_up_keeps_its_messages_waiting() -> None:
    team = due_team()
    team.platform = "elsewhere"
    team.restart()
    assert await team.at(DUE) == []
    team.platform = "web"
    team.restart()
    assert len(await team.at(DUE + 61 * SECOND)) == 1


async def test_a_clock_stepped_back_does_not_post_again() -> None:
    team = due_team()
    await team.at(DUE)
    team.clock._now = DUE - 300 * SECOND
    team.restart()
    await team.scheduler.run_due()
    await team.at(DUE + SECOND)
    assert len(team.web.standing()) == 1


async def test_a_failure_to_record_is_made_good_by_looking() -> None:
    team = due_team()
    failures = iter([OSError("disk full")])

    def full(name: str) -> None:
        if name == "posted" and (error := next(failures, None)):
            raise error

    team.point = full
    team.restart()
    with pytest.raises(ExceptionGroup):
        await team.at(DUE)
    assert await team.at(DUE + 61 * SECOND) == []
    assert len(team.web.standing()) == 1


POINTS = ("claimed", "marked", "before_post", "posted", "recorded", "looked")


@pytest.mark.parametrize("passing", [1, 3])
@pytest.mark.parametrize("point", POINTS)
async def test_killed_at_any_point_nothing_is_lost_or_doubled(sql_store: Store, point: str, passing: int) -> None:
    await killed_and_restarted(sql_store, point, passing)


@pytest.mark.parametrize("passing", [1, 2, 4, 7])
@pytest.mark.parametrize("point", POINTS)
async def test_the_same_in_memory(memory: Store, point: str, passing: int) -> None:
    await killed_and_restarted(memory, point, passing)


async def killed_and_restarted(store: Store, point: str, passing: int) -> None:
    """Due in eight channels, answers dropped now and then; killed once, then restarted until all is quiet."""
    alive = {"left": passing}

    def stop_at(name: str) -> None:
        if name == point and alive["left"]:
            alive["left"] -= 1
            if not alive["left"]:
                raise Killed

    team = Team(START, store=store, point=stop_at, timing=replace(UNPACED, together=1))
    channels = [Channel("web", "firm", f"matter-{number}") for number in range(8)]
    for number, home in enumerate(channels):
        made = conference(order(demand=None, response=None), id=f"c{number}", home=home, rows=(), entered=START)
        team.register(made)
    dropped = iter([Unsure("dropped")])
    team.web.fault = lambda call, _: next(dropped, None) if call == "accepted" else None
    team.clock.step_to(DUE)
    for round_number in range(8):
        try:
            await team.at(DUE + round_number * 70 * SECOND)
        except* Killed:
            team.restart()
        team.web.fault = no_fault if round_number > 2 else team.web.fault
    assert sorted(each.address.id for each in team.web.standing()) == sorted(each.id for each in channels)  # type: ignore[union-attr] # channels only


async def test_after_downtime_the_nearest_deadlines_go_out_first(sql_store: Store) -> None:
    team = Team(START, store=sql_store, timing=replace(UNPACED, batch=4, together=1))
    letters = [dt.date(2027, 1, 8 + 3 * number % 11) for number in range(11)]
    for number, letter in enumerate(letters):
        reading = order("2027-02-11T10:00", letter.isoformat(), None, demand=None, response=None)
        home = Channel("web", "firm", letter.isoformat())
        team.register(conference(reading, id=f"c{number}", home=home, rows=(), entered=START))
    posts = in_channel(await team.at("2027-01-08T12:00"))
    told = [each.address.id for each in posts]  # type: ignore[union-attr] # channels only
    by_pass = (sorted(told[start : start + 4]) for start in range(0, len(told), 4))
    assert list(chain.from_iterable(by_pass)) == sorted(told)
    assert len(told) > 8


async def test_two_replicas_share_the_work_without_doubling(sql_store: Store) -> None:
    team = Team(START, store=sql_store)
    for number in range(40):
        home = Channel("web", "firm", f"matter-{number}")
        made = conference(order(demand=None, response=None), id=f"c{number}", home=home, rows=(), entered=START)
        team.register(made)
    team.clock.step_to(DUE)
    team.timing = replace(UNPACED, batch=5)
    await asyncio.gather(team.another("a").run_due(), team.another("b").run_due(), team.another("c").run_due())
    assert len(team.web.standing()) == 40
    assert len({each.address for each in team.web.standing()}) == 40


async def test_moved_while_two_replicas_send_leaves_nothing_of_the_earlier_setting(sql_store: Store) -> None:
    team = Team(START, store=sql_store)
    for number in range(12):
        home = Channel("web", "firm", f"matter-{number}")
        made = conference(order(demand=None, response=None), id=f"c{number}", home=home, rows=(), entered=START)
        team.register(made)
    team.clock.step_to(DUE)
    team.timing = replace(UNPACED, batch=3, together=2)

    out_before: list[str] = []

    def adjourned(uow: UnitOfWork, number: int) -> None:
        found = uow.conferences.get(f"c{number}")
        assert found is not None
        sent = [each for each in uow.outbox.of(found.id) if each.state is DeliveryState.SENT]
        out_before.extend(each.message for each in sent if each.message)
        replan(uow, uow.conferences.save(replace(found, status=Status.ADJOURNED)), team.now)

    async def adjourn() -> None:
        for number in range(12):
            await asyncio.to_thread(team.do, partial(adjourned, number=number))

    await asyncio.gather(team.another("a").run_due(), adjourn(), team.another("b").run_due())
    await team.at(DUE + 61 * SECOND)
    assert [each.id for each in team.web.standing()] == sorted(out_before, key=lambda each: int(each[1:]))
