"""What every store promises, whichever database is behind it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from bot.domain.audit import Entry
from bot.domain.channel import ChannelRecord, Preferences
from bot.domain.conference import DEMAND, LETTER, Answer, Conference, Duty, DutyState, Status
from bot.domain.errors import EditedMeanwhile
from bot.domain.order import Anchor, ConditionalRule, DayCount, Direction, DueRule, NamedDay, Unit
from bot.domain.people import Channel, Role
from bot.domain.proposal import Proposal
from bot.ports import Store, UnitOfWork
from tests.builders import ASSOCIATE, CHANNEL, REGISTRAR, moment
from tests.fakes.matters import conference, order, stamp

NOW = moment("2026-11-23T10:00")
OTHER = Channel("web", "firm", "second")
ELSEWHERE = Channel("web", "other-firm", "matter")


def saved(store: Store, made: Conference) -> Conference:
    with store.begin() as uow:
        kept = uow.conferences.save(made)
        uow.commit()
    return kept


def read(store: Store, wanted: Callable[[UnitOfWork], Any]) -> Any:
    with store.begin() as uow:
        return wanted(uow)


def test_what_is_not_committed_is_gone(store: Store) -> None:
    with store.begin() as uow:
        uow.conferences.save(conference())
        uow.channels.save(ChannelRecord(CHANNEL, invited_by="someone"))
    assert read(store, lambda uow: uow.conferences.active_in(CHANNEL)) is None
    assert read(store, lambda uow: uow.channels.get(CHANNEL)) == ChannelRecord(CHANNEL)


def test_an_error_inside_keeps_nothing(store: Store) -> None:
    def interrupted() -> None:
        with store.begin() as uow:
            uow.conferences.save(conference())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert read(store, lambda uow: uow.conferences.get("c1")) is None


def test_a_conference_comes_back_equal_with_its_version_raised(store: Store) -> None:
    made = conference(
        duties=(Duty(DEMAND, DutyState.DONE, Answer.YES, dt.date(2026, 12, 22), by=stamp(), before=Duty(DEMAND)),),
        hold=stamp(),
    )
    kept = saved(store, made)
    assert kept == replace(made, version=1)
    assert read(store, lambda uow: uow.conferences.get("c1")) == kept
    assert read(store, lambda uow: uow.conferences.active_in(CHANNEL)) == kept
    assert read(store, lambda uow: uow.conferences.read(["c1", "nobody"])) == {"c1": kept}


@pytest.mark.parametrize(
    "rule",
    [
        NamedDay(dt.date(2027, 1, 12), dt.time(17)),
        DayCount(2, Unit.BUSINESS_DAYS, Direction.BEFORE, Anchor.CONFERENCE, dt.date(2027, 1, 12), dt.time(12)),
        DayCount(2, Unit.HOURS, Direction.AFTER, Anchor.THEREAFTER),
        DayCount(1, Unit.MONTHS, Direction.BEFORE, Anchor.CONFERENCE),
    ],
)
def test_either_kind_of_rule_comes_back_as_that_kind(store: Store, rule: DueRule) -> None:
    saved(store, conference(replace(order(), letter_due=rule, demand_rule=ConditionalRule(rule))))
    found = read(store, lambda uow: uow.conferences.get("c1"))
    assert (found.order.letter_due, found.order.demand_rule.due) == (rule, rule)


def test_court_time_stays_naive_and_moments_stay_aware(store: Store) -> None:
    kept = saved(store, conference())
    found = read(store, lambda uow: uow.conferences.get("c1"))
    assert found.order.conference_at == dt.datetime(2027, 1, 15, 10)  # noqa: DTZ001 - court time
    assert found.order.conference_at.tzinfo is None
    assert found.entered.at == kept.entered.at
    assert found.entered.at.tzinfo is not None


def test_a_save_of_an_older_version_is_refused(store: Store) -> None:
    kept = saved(store, conference())
    saved(store, kept)
    with pytest.raises(EditedMeanwhile):
        saved(store, kept)


def test_a_new_conference_under_a_known_id_is_refused(store: Store) -> None:
    saved(store, conference())
    with pytest.raises(EditedMeanwhile):
        saved(store, conference(status=Status.HELD))


def test_a_channel_has_one_active_conference(store: Store) -> None:
    first = saved(store, conference())
    with store.begin() as uow:
        with pytest.raises(EditedMeanwhile):
            uow.conferences.save(conference(id="c2"))
        uow.conferences.save(replace(first, status=Status.HELD, closed=stamp()))
        uow.conferences.save(conference(id="c2"))
        uow.commit()
    assert read(store, lambda uow: uow.conferences.active_in(CHANNEL)).id == "c2"
    assert [each.id for each in read(store, lambda uow: uow.conferences.past_in(CHANNEL))] == ["c1"]


def test_past_conferences_come_newest_first(store: Store) -> None:
    for number, day in enumerate(("2027-01-02T10:00", "2027-03-02T10:00", "2027-02-02T10:00"), 1):
        saved(store, conference(id=f"c{number}", status=Status.HELD, closed=stamp(day)))
    assert [each.id for each in read(store, lambda uow: uow.conferences.past_in(CHANNEL))] == ["c2", "c3", "c1"]


def test_the_same_docket_is_found_in_other_channels_of_the_tenant_only(store: Store) -> None:
    saved(store, conference())
    saved(store, conference(id="c2", home=OTHER))
    saved(store, conference(id="c3", home=ELSEWHERE))
    saved(store, conference(order(docket="another"), id="c4", home=replace(OTHER, id="third")))
    found = read(store, lambda uow: uow.conferences.with_docket(CHANNEL, "0:26-cv-00000"))
    assert [each.id for each in found] == ["c2"]
    assert [each.id for each in read(store, lambda uow: uow.conferences.of_tenant("web", "firm"))] == ["c1", "c2", "c4"]


def test_only_closed_conferences_without_a_hold_are_to_be_purged_on_their_day(store: Store) -> None:
    day = dt.date(2027, 3, 14)
    saved(store, conference(id="open", home=OTHER, delete_on=day))
    saved(store, conference(id="held", status=Status.HELD, delete_on=day, hold=stamp()))
    saved(store, conference(id="later", status=Status.HELD, delete_on=day + dt.timedelta(1)))
    saved(store, conference(id="due", status=Status.HELD, delete_on=day))
    assert [each.id for each in read(store, lambda uow: uow.conferences.to_purge(day))] == ["due"]


def test_a_proposal_waits_until_it_is_deleted_or_too_old(store: Store) -> None:
    old = Proposal("old", CHANNEL, REGISTRAR, NOW - dt.timedelta(days=8), order())
    new = Proposal("new", CHANNEL, ASSOCIATE, NOW, order(), edited=frozenset({"judge"}))
    with store.begin() as uow:
        uow.proposals.save(old)
        uow.proposals.save(new)
        uow.proposals.forget_before(NOW - dt.timedelta(days=7))
        uow.proposals.save(replace(new, zone_confirmed=True))
        uow.commit()
    assert read(store, lambda uow: uow.proposals.get("old")) is None
    assert read(store, lambda uow: uow.proposals.get("new")) == replace(new, zone_confirmed=True)
    with store.begin() as uow:
        uow.proposals.delete("new")
        assert uow.proposals.get("new") is None


def test_a_channel_record_comes_back_equal(store: Store) -> None:
    record = ChannelRecord(
        CHANNEL,
        Preferences(hour=8, ladder=(5, 1)),
        introduced=NOW,
        people=MappingProxyType({REGISTRAR.id: REGISTRAR}),
        roles=MappingProxyType({REGISTRAR.id: Role.REGISTRAR}),
        digests=frozenset({"associate"}),
    )
    with store.begin() as uow:
        uow.channels.save(record)
        uow.commit()
    assert read(store, lambda uow: uow.channels.get(CHANNEL)) == record
    assert read(store, lambda uow: uow.channels.of_tenant("web", "firm")) == [record]
    fresh = ChannelRecord(OTHER)
    assert read(store, lambda uow: uow.channels.read([CHANNEL, OTHER])) == {CHANNEL: record, OTHER: fresh}


def full(uow: UnitOfWork, channel: Channel, name: str) -> None:
    uow.conferences.save(conference(id=name, home=channel))
    uow.channels.save(ChannelRecord(channel, invited_by=name))
    uow.proposals.save(Proposal(f"p-{name}", channel, REGISTRAR, NOW, order()))
    uow.audit.append(Entry(channel, name, "registered", REGISTRAR.id, NOW))
    uow.audit.append(Entry(channel, None, "invited", REGISTRAR.id, NOW))
    uow.seen.first_time(channel, "event", NOW)
    uow.cards.remember(name, "headline", f"m-{name}")
    uow.vault.put("token", channel.platform, channel.tenant, name, f"secret of {name}")


def test_a_forgotten_channel_leaves_the_others_alone(store: Store) -> None:
    with store.begin() as uow:
        full(uow, CHANNEL, "one")
        full(uow, OTHER, "two")
        uow.channels.forget(CHANNEL)
        uow.commit()
    with store.begin() as uow:
        assert uow.conferences.get("one") is None
        assert uow.proposals.get("p-one") is None
        assert uow.channels.get(CHANNEL) == ChannelRecord(CHANNEL)
        assert uow.audit.of(CHANNEL) == []
        assert uow.cards.message("one", "headline") is None
        assert uow.seen.first_time(CHANNEL, "event", NOW)
        assert uow.conferences.get("two") is not None
        assert len(uow.audit.of(OTHER)) == 2
        assert uow.audit.intact(OTHER)
        assert not uow.seen.first_time(OTHER, "event", NOW)


def test_a_forgotten_tenant_leaves_the_others_alone(store: Store) -> None:
    with store.begin() as uow:
        full(uow, CHANNEL, "one")
        full(uow, ELSEWHERE, "two")
        uow.channels.forget_tenant("web", "firm")
        uow.commit()
    with store.begin() as uow:
        assert uow.conferences.get("one") is None
        assert uow.vault.keys("token", "web", "firm") == []
        assert uow.audit.of(CHANNEL) == []
        assert uow.conferences.get("two") is not None
        assert uow.vault.get("token", "web", "other-firm", "two") == "secret of two"
        assert uow.audit.intact(ELSEWHERE)


def test_a_channel_with_a_new_id_keeps_everything(store: Store) -> None:
    with store.begin() as uow:
        full(uow, CHANNEL, "one")
        uow.channels.move(CHANNEL, OTHER)
        uow.commit()
    with store.begin() as uow:
        assert uow.conferences.active_in(CHANNEL) is None
        moved = uow.conferences.active_in(OTHER)
        assert moved is not None
        assert (moved.id, moved.home) == ("one", OTHER)
        assert uow.channels.get(OTHER).invited_by == "one"
        proposal = uow.proposals.get("p-one")
        assert proposal is not None
        assert proposal.channel == OTHER
        assert [each.action for each in uow.audit.of(OTHER)] == ["registered", "invited"]
        assert uow.audit.intact(OTHER)
        uow.conferences.save(moved)


def test_a_deleted_conference_takes_what_is_derived_from_it_and_nothing_else(store: Store) -> None:
    with store.begin() as uow:
        full(uow, CHANNEL, "one")
        uow.conferences.delete("one")
        uow.commit()
    with store.begin() as uow:
        assert [each.action for each in uow.audit.of(CHANNEL)] == ["invited"]
        assert uow.audit.intact(CHANNEL)
        assert uow.cards.message("one", "headline") is None
        assert uow.channels.get(CHANNEL).invited_by == "one"


def test_a_posted_card_is_remembered_by_slot_until_it_is_gone(store: Store) -> None:
    with store.begin() as uow:
        uow.conferences.save(conference())
        uow.cards.remember("c1", "headline", "m1")
        uow.cards.remember("c1", "headline", "m2")
        uow.cards.remember("c1", "attendance", "m3")
        assert uow.cards.message("c1", "headline") == "m2"
        uow.cards.forget("c1", "headline")
        assert uow.cards.message("c1", "headline") is None
        assert uow.cards.message("c1", "attendance") == "m3"


def test_the_record_comes_back_in_order_each_entry_with_its_own_seal(store: Store) -> None:
    acts = ("registered", "verified", "edited")
    with store.begin() as uow:
        for action in acts:
            uow.audit.append(
                Entry(CHANNEL, "c1", action, "associate", NOW, after=MappingProxyType({LETTER: "2027-01-12"}))
            )
        uow.audit.append(Entry(CHANNEL, None, "invited", "associate", NOW))
        uow.commit()
    entries = read(store, lambda uow: uow.audit.of(CHANNEL, "c1"))
    assert tuple(each.action for each in entries) == acts
    assert entries[0].after == {LETTER: "2027-01-12"}
    assert len({each.seal for each in entries}) == 3
    assert all(each.seal for each in entries)
    assert len(read(store, lambda uow: uow.audit.of(CHANNEL))) == 4
    assert read(store, lambda uow: uow.audit.intact(CHANNEL))


def test_a_delivery_is_new_once_for_each_channel(store: Store) -> None:
    with store.begin() as uow:
        assert uow.seen.first_time(CHANNEL, "event-1", NOW)
        assert not uow.seen.first_time(CHANNEL, "event-1", NOW)
        assert uow.seen.first_time(ELSEWHERE, "event-1", NOW)
        uow.seen.forget_before(NOW + dt.timedelta(1))
        assert uow.seen.first_time(CHANNEL, "event-1", NOW)


def test_the_vault_keeps_values_by_kind_and_tenant(store: Store) -> None:
    with store.begin() as uow:
        uow.vault.put("installation", "slack", "T1", "bot", "one")
        uow.vault.put("installation", "slack", "T1", "bot", "two")
        uow.vault.put("installation", "slack", "T2", "bot", "three")
        uow.vault.put("reference", "slack", "T1", "alice", "four")
        assert uow.vault.get("installation", "slack", "T1", "bot") == "two"
        assert uow.vault.keys("installation", "slack", "T1") == ["bot"]
        uow.vault.delete("installation", "slack", "T1", "bot")
        assert uow.vault.get("installation", "slack", "T1", "bot") is None
        assert uow.vault.get("installation", "slack", "T2", "bot") == "three"


def test_of_things_done_together_each_is_kept_or_not_by_itself(store: Store) -> None:
    def kept(key: str) -> Callable[[UnitOfWork], str]:
        def work(uow: UnitOfWork) -> str:
            uow.vault.put("kind", "web", "firm", key, "value")
            uow.commit()
            return key

        return work

    def left(uow: UnitOfWork) -> str:
        uow.vault.put("kind", "web", "firm", "left", "value")
        return "left"

    def failed(uow: UnitOfWork) -> str:
        uow.vault.put("kind", "web", "firm", "failed", "value")
        raise LookupError

    one, two, three, four = store.together([kept("a"), failed, left, kept("b")])
    assert (one, type(two), three, four) == ("a", LookupError, "left", "b")
    with store.begin() as uow:
        assert list(uow.vault.keys("kind", "web", "firm")) == ["a", "b"]


def test_of_things_done_together_a_later_one_sees_what_an_earlier_one_kept(store: Store) -> None:
    def first(uow: UnitOfWork) -> bool:
        fresh = uow.seen.first_time(CHANNEL, "once", NOW)
        uow.commit()
        return fresh

    assert store.together([first, first]) == [True, False]
