"""What every store promises about nudges and deliveries."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.nudges import Nudge, NudgeState, nudge_id
from bot.domain.outbox import Backlog, Delivery, DeliveryState, Kind
from bot.domain.people import Address, Channel, Direct
from bot.ports import Store
from tests.builders import CHANNEL, moment
from tests.fakes.matters import conference

NOW = moment("2027-01-05T09:00")
DAY = dt.date(2027, 1, 12)
LEASE = dt.timedelta(seconds=60)
SECOND = dt.timedelta(seconds=1)
NO_PACE: dict[str, dt.timedelta] = {}


def nudge(
    rung: str = "7",
    at: dt.datetime = NOW,
    about: str = "c1",
    *,
    item: str = "letter",
    state: NudgeState = NudgeState.SCHEDULED,
    delivery: str | None = None,
) -> Nudge:
    return Nudge(nudge_id(about, 1, item, DAY, rung), about, 1, item, rung, at, DAY, state, delivery)


def delivery(
    name: str = "d1", at: dt.datetime = NOW, address: Address = CHANNEL, kind: Kind = Kind.POST, **fields: Any
) -> Delivery:
    return Delivery(name, kind, address, at, **fields)


def kept(store: Store, *deliveries: Delivery, conferences: tuple[str, ...] = ("c1",)) -> None:
    with store.begin() as uow:
        for number, each in enumerate(conferences):
            uow.conferences.save(conference(id=each, home=Channel("web", "firm", f"channel-{number}")))
        uow.outbox.add(*deliveries)
        uow.commit()


def claim(
    store: Store,
    now: dt.datetime = NOW,
    owner: str = "me",
    *,
    limit: int = 100,
    pace: Mapping[str, dt.timedelta] = NO_PACE,
) -> Sequence[Delivery]:
    with store.begin() as uow:
        taken = uow.outbox.claim(now, owner, LEASE, limit, pace)
        uow.commit()
    return taken


def mark(store: Store, *ids: str, now: dt.datetime = NOW, owner: str = "me") -> frozenset[str]:
    with store.begin() as uow:
        marked = uow.outbox.mark(ids, owner, now, LEASE)
        uow.commit()
    return marked


def record(store: Store, *outcomes: Delivery, owner: str = "me") -> Sequence[Delivery]:
    with store.begin() as uow:
        recorded = uow.outbox.record(outcomes, owner)
        uow.commit()
    return recorded


def stored(store: Store, name: str = "d1") -> Delivery:
    with store.begin() as uow:
        found = uow.outbox.look(name)
    assert found is not None
    return found


def gone(store: Store, name: str) -> bool:
    with store.begin() as uow:
        return uow.outbox.look(name) is None


class TestNudges:
    def test_replacing_cancels_what_is_no_longer_planned_and_leaves_what_was_sent(self, store: Store) -> None:
        kept(store)
        sent = nudge("7", state=NudgeState.SENT)
        with store.begin() as uow:
            uow.nudges.replace("c1", [sent, nudge("3")])
            uow.nudges.replace("c1", [nudge("7"), nudge("1", NOW + SECOND)])
            states = {each.rung: each.state for each in uow.nudges.of("c1")}
        assert states == {"7": NudgeState.SENT, "3": NudgeState.CANCELLED, "1": NudgeState.SCHEDULED}

    def test_what_was_cancelled_can_be_planned_again_at_another_time(self, store: Store) -> None:
        kept(store)
        with store.begin() as uow:
            uow.nudges.replace("c1", [nudge("3")])
            uow.nudges.replace("c1", [])
            assert uow.nudges.next_due() is None
            uow.nudges.replace("c1", [nudge("3", NOW + LEASE)])
            assert uow.nudges.next_due() == NOW + LEASE

    def test_due_ones_come_whole_conferences_at_a_time(self, store: Store) -> None:
        kept(store, conferences=("c1", "c2"))
        with store.begin() as uow:
            uow.nudges.replace("c1", [nudge("7", NOW - SECOND), nudge("3"), nudge("1", NOW + SECOND)])
            uow.nudges.replace("c2", [nudge("7", NOW, "c2")])
            assert [each.rung for each in uow.nudges.due(NOW, 1)] == ["7", "3"]
            assert {each.conference for each in uow.nudges.due(NOW, 10)} == {"c1", "c2"}
            assert uow.nudges.due(NOW - LEASE, 10) == []

    def test_of_a_backlog_the_nearest_deadlines_come_first_and_notices_of_what_has_passed_last(
        self, store: Store
    ) -> None:
        kept(store, conferences=("c1", "c2", "c3"))
        near, far = NOW.date() + dt.timedelta(1), NOW.date() + dt.timedelta(7)
        with store.begin() as uow:
            uow.nudges.replace("c1", [replace(nudge("passed", NOW - LEASE), deadline=NOW.date() - dt.timedelta(1))])
            uow.nudges.replace("c2", [replace(nudge("7", NOW - LEASE, "c2"), deadline=far)])
            uow.nudges.replace("c3", [replace(nudge("1", NOW, "c3"), deadline=near)])
            order = [{each.conference for each in uow.nudges.due(NOW, limit)} for limit in (1, 2, 3)]
        assert order == [{"c3"}, {"c2", "c3"}, {"c1", "c2", "c3"}]

    def test_a_plan_up_to_a_moment_includes_what_is_overdue(self, store: Store) -> None:
        kept(store)
        with store.begin() as uow:
            uow.nudges.replace("c1", [nudge("7", NOW - LEASE), nudge("3"), nudge("1", NOW + LEASE)])
            assert [each.rung for each in uow.nudges.planned(NOW, NOW)] == ["7", "3"]

    def test_the_outcome_of_a_delivery_reaches_only_the_nudges_still_sending_with_it(self, store: Store) -> None:
        kept(store)
        with store.begin() as uow:
            uow.nudges.replace("c1", [nudge("7"), nudge("3"), nudge("1")])
            uow.nudges.save(
                nudge("7", state=NudgeState.SENDING, delivery="d1"),
                nudge("3", state=NudgeState.SKIPPED, delivery="d1"),
            )
            uow.nudges.settle({"d1": NudgeState.SENT, "d2": NudgeState.DEAD})
            states = {each.rung: each.state for each in uow.nudges.of("c1")}
            assert states == {"7": NudgeState.SENT, "3": NudgeState.SKIPPED, "1": NudgeState.SCHEDULED}
            assert {each.rung for each in uow.nudges.carried_by(["d1"])} == {"7", "3"}

    def test_they_come_back_equal_and_in_utc(self, store: Store) -> None:
        kept(store)
        with store.begin() as uow:
            uow.nudges.replace("c1", [nudge()])
            (found,) = uow.nudges.of("c1")
        assert found == nudge()


class TestClaims:
    def test_a_delivery_comes_back_equal(self, store: Store) -> None:
        whole = delivery(
            address=Direct("web", "firm", "alice"),
            kind=Kind.NOTICE,
            conference="c1",
            revision=3,
            content="{}",
            status_only=True,
            not_before=NOW,
            useful_until=NOW + LEASE,
        )
        kept(store, whole)
        assert stored(store) == whole

    def test_adding_the_same_id_twice_keeps_the_first(self, store: Store) -> None:
        kept(store, delivery(content="first"), delivery(content="second"))
        assert stored(store).content == "first"

    def test_what_is_due_is_claimed_once_until_its_lease_ends(self, store: Store) -> None:
        kept(store, delivery(), delivery("later", NOW + SECOND))
        (mine,) = claim(store)
        assert (mine.id, mine.state, mine.owner, mine.attempts) == ("d1", DeliveryState.SENDING, "me", 1)
        assert claim(store, owner="you") == []
        again = claim(store, NOW + LEASE, owner="you")
        assert {(each.id, each.owner, each.attempts) for each in again} == {("d1", "you", 2), ("later", "you", 1)}

    def test_one_put_off_waits_for_its_time(self, store: Store) -> None:
        kept(store, delivery(not_before=NOW + SECOND))
        assert claim(store) == []
        assert len(claim(store, NOW + SECOND)) == 1

    def test_a_claim_takes_no_more_than_its_limit(self, store: Store) -> None:
        kept(store, *(delivery(f"d{n}", address=Channel("web", "firm", f"{n}")) for n in range(5)))
        assert len(claim(store, limit=3)) == 3
        assert len(claim(store, limit=3)) == 2

    def test_a_paced_address_gets_one_at_a_time_and_the_rest_is_put_off(self, store: Store) -> None:
        pace = {"slack": SECOND}
        one, two = Channel("slack", "T", "one"), Channel("slack", "T", "two")
        kept(store, *(delivery(f"d{n}", address=one) for n in range(3)), delivery("other", address=two))
        assert {each.address for each in claim(store, pace=pace)} == {one, two}
        assert claim(store, NOW + SECOND / 2, pace=pace) == []
        assert len(claim(store, NOW + SECOND, pace=pace)) == 1
        assert len(claim(store, NOW + 2 * SECOND, pace=pace)) == 1

    def test_an_address_held_back_waits_even_where_there_is_no_pace(self, store: Store) -> None:
        kept(store, delivery(), delivery("other", address=Channel("web", "firm", "other")))
        with store.begin() as uow:
            uow.outbox.hold_back(CHANNEL, NOW + 30 * SECOND)
            uow.outbox.hold_back(CHANNEL, NOW + SECOND)
            uow.commit()
        assert [each.id for each in claim(store)] == ["other"]
        assert claim(store, NOW + 29 * SECOND) == []
        assert [each.id for each in claim(store, NOW + 30 * SECOND)] == ["d1"]


class TestOutcomes:
    def test_a_marked_delivery_is_unsure_from_the_first_mark_on(self, store: Store) -> None:
        kept(store, delivery())
        claim(store)
        assert mark(store, "d1") == {"d1"}
        assert mark(store, "d1", now=NOW + SECOND) == {"d1"}
        found = stored(store)
        assert (found.unsure, found.since, found.lease_until) == (True, NOW, NOW + SECOND + LEASE)

    def test_only_the_holder_may_mark_and_record(self, store: Store) -> None:
        kept(store, delivery())
        (mine,) = claim(store)
        assert mark(store, "d1", owner="you") == frozenset()
        assert record(store, replace(mine, state=DeliveryState.SENT), owner="you") == []
        assert stored(store).state is DeliveryState.SENDING

    def test_a_sent_delivery_is_over(self, store: Store) -> None:
        kept(store, delivery())
        (mine,) = claim(store)
        record(store, replace(mine, state=DeliveryState.SENT, message="m1", unsure=False))
        found = stored(store)
        assert (found.state, found.message, found.owner, found.lease_until) == (DeliveryState.SENT, "m1", None, None)
        assert claim(store, NOW + 2 * LEASE) == []

    def test_a_batch_is_recorded_together(self, store: Store) -> None:
        kept(store, *(delivery(f"d{n}", address=Channel("web", "firm", f"{n}")) for n in range(3)))
        taken = claim(store)
        assert mark(store, *(each.id for each in taken)) == {"d0", "d1", "d2"}
        assert len(record(store, *(replace(each, state=DeliveryState.SENT) for each in taken))) == 3

    def test_what_stands_is_what_was_sent_about_the_conference_and_not_taken_back(self, store: Store) -> None:
        about = [delivery(f"d{number}", conference="c1") for number in range(4)]
        kept(store, *about, delivery("other"), conferences=("c1",))
        first, second, third, *_ = claim(store)
        record(
            store,
            replace(first, state=DeliveryState.SENT, message="m1"),
            replace(second, state=DeliveryState.RETRACTED, message="m2"),
            replace(third, state=DeliveryState.SKIPPED),
        )
        with store.begin() as uow:
            assert [each.message for each in uow.outbox.standing("c1")] == ["m1"]

    def test_cancelling_what_waits_ends_it(self, store: Store) -> None:
        kept(store, delivery())
        with store.begin() as uow:
            uow.outbox.cancel("d1", "nobody")
            uow.commit()
        assert stored(store).state is DeliveryState.CANCELLED
        assert claim(store) == []

    def test_what_is_cancelled_before_the_mark_is_not_posted(self, store: Store) -> None:
        kept(store, delivery())
        (mine,) = claim(store)
        with store.begin() as uow:
            uow.outbox.cancel("d1")
            uow.commit()
        assert mark(store, "d1") == frozenset()
        (kept_now,) = record(store, replace(mine, state=DeliveryState.WAITING))
        assert kept_now.state is DeliveryState.CANCELLED

    def test_what_is_cancelled_after_the_mark_is_to_be_taken_back(self, store: Store) -> None:
        kept(store, delivery())
        (mine,) = claim(store)
        mark(store, "d1")
        with store.begin() as uow:
            uow.outbox.cancel("d1")
            uow.commit()
        (kept_now,) = record(store, replace(mine, state=DeliveryState.SENT, message="m1"))
        assert (kept_now.state, kept_now.cancel_requested) == (DeliveryState.SENDING, True)
        (again,) = claim(store, owner="you")
        assert (again.message, again.unsure) == ("m1", False)

    def test_what_is_over_stays_as_it_is_when_cancelled(self, store: Store) -> None:
        kept(store, delivery())
        (mine,) = claim(store)
        record(store, replace(mine, state=DeliveryState.SENT, message="m1"))
        with store.begin() as uow:
            uow.outbox.cancel("d1")
            uow.commit()
        assert stored(store).state is DeliveryState.SENT


class TestCards:
    CARD = delivery("card", kind=Kind.HEADLINE, conference="c1")

    def refresh(self, store: Store, at: dt.datetime = NOW) -> None:
        with store.begin() as uow:
            uow.outbox.refresh(replace(self.CARD, due_at=at))
            uow.commit()

    def test_refreshes_before_it_is_sent_are_one(self, store: Store) -> None:
        kept(store)
        self.refresh(store)
        self.refresh(store)
        assert len(claim(store)) == 1
        assert stored(store, "card").serial == 0

    def test_a_refresh_while_it_is_sent_makes_it_run_again_under_a_new_key(self, store: Store) -> None:
        kept(store)
        self.refresh(store)
        (mine,) = claim(store)
        self.refresh(store)
        (after,) = record(store, replace(mine, state=DeliveryState.SENT))
        assert after.state is DeliveryState.WAITING
        assert after.key != mine.key
        assert len(claim(store)) == 1

    def test_a_refresh_after_it_was_sent_runs_it_again_under_a_new_key(self, store: Store) -> None:
        kept(store)
        self.refresh(store)
        (mine,) = claim(store)
        record(store, replace(mine, state=DeliveryState.SENT))
        self.refresh(store, NOW + SECOND)
        assert claim(store) == []
        (again,) = claim(store, NOW + SECOND)
        assert again.key != mine.key

    def test_cards_outlive_the_sweep_of_what_is_over(self, store: Store) -> None:
        kept(store, delivery("old"), delivery("new", NOW + LEASE))
        self.refresh(store)
        record(store, *(replace(each, state=DeliveryState.SENT) for each in claim(store, NOW + LEASE)))
        with store.begin() as uow:
            uow.outbox.forget_before(NOW + SECOND)
            uow.commit()
        assert [gone(store, each) for each in ("old", "new", "card")] == [True, False, False]


def test_the_backlog_counts_what_is_due_and_not_out(store: Store) -> None:
    kept(store, delivery(), delivery("d2", NOW - SECOND), delivery("d3", NOW + SECOND))
    with store.begin() as uow:
        assert uow.outbox.waiting(NOW) == Backlog(2, NOW - SECOND)
        assert uow.outbox.waiting(NOW - LEASE) == Backlog()
        assert uow.outbox.next_due() == NOW - SECOND


def test_the_deliveries_of_a_conference_go_with_it(store: Store) -> None:
    kept(store, delivery(conference="c1"), delivery("d2"))
    with store.begin() as uow:
        assert [each.id for each in uow.outbox.of("c1")] == ["d1"]
        uow.conferences.delete("c1")
        assert uow.outbox.get("d1") is None
        assert uow.outbox.get("d2") is not None


def test_deliveries_follow_a_channel_to_its_new_id(store: Store) -> None:
    kept(store, delivery())
    new = replace(CHANNEL, id="renamed")
    with store.begin() as uow:
        uow.channels.move(CHANNEL, new)
        found = uow.outbox.get("d1")
        assert found is not None
        assert found.address == new
