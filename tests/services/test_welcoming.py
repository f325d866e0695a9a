import datetime as dt
from dataclasses import replace

import pytest

from bot.conversation.requests import (
    AllowStatusOnly,
    ChannelMoved,
    Installed,
    Invited,
    LeaveChannel,
    Removed,
    Uninstalled,
)
from bot.conversation.wire import load_card
from bot.domain.outbox import Delivery, Kind
from bot.domain.people import Audience, Channel, Direct
from bot.router import Parley
from bot.services import welcoming
from tests.builders import CHANNEL, OUTSIDER, REGISTRAR, context, moment
from tests.fakes.memory import MemoryStore
from tests.matter import Team


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def parley(store: MemoryStore) -> Parley:
    return Parley(store, welcoming.HANDLERS)


def sent(store: MemoryStore) -> list[Delivery]:
    with store.begin() as uow:
        return list(uow.outbox.claim(moment("2099-01-01T09:00"), "test", lease(), 100, {}))


def lease() -> dt.timedelta:
    return dt.timedelta(minutes=1)


def words(delivery: Delivery) -> str:
    return load_card(delivery.content).text


def test_invited_into_the_firms_own_channel_it_introduces_itself_there(store: MemoryStore, parley: Parley) -> None:
    parley.handle(Invited(REGISTRAR.id), context())
    (delivery,) = sent(store)
    assert (delivery.kind, delivery.address) == (Kind.POST, CHANNEL)
    assert "Parley here." in words(delivery)
    assert "[Register a conference]" in words(delivery)


def test_invited_again_it_does_not_introduce_itself_again(store: MemoryStore, parley: Parley) -> None:
    for request in (Invited(REGISTRAR.id), Removed(), Invited(REGISTRAR.id)):
        parley.handle(request, context())
    assert len(sent(store)) == 1


@pytest.mark.parametrize("audience", [Audience.SHARED, Audience.UNKNOWN])
def test_where_outsiders_may_read_only_the_inviter_hears_of_it(
    store: MemoryStore, parley: Parley, audience: Audience
) -> None:
    parley.handle(Invited(REGISTRAR.id), context(audience=audience))
    (delivery,) = sent(store)
    assert delivery.address == Direct(CHANNEL.platform, CHANNEL.tenant, REGISTRAR.id)
    assert "[Allow status-only]" in words(delivery)


def test_consent_given_in_the_private_message_counts_for_the_channel(store: MemoryStore, parley: Parley) -> None:
    parley.handle(Invited(REGISTRAR.id), context(audience=Audience.SHARED))
    private = context(channel=Channel(CHANNEL.platform, CHANNEL.tenant, "a-direct-message"), direct=True)
    parley.handle(AllowStatusOnly(CHANNEL.id), private)
    with store.begin() as uow:
        consent = uow.channels.get(CHANNEL).consent
    assert consent is not None
    assert consent.by.person == REGISTRAR.id


def test_an_outsider_cannot_consent(store: MemoryStore, parley: Parley) -> None:
    parley.handle(AllowStatusOnly(), context(OUTSIDER, audience=Audience.SHARED))
    with store.begin() as uow:
        assert uow.channels.get(CHANNEL).consent is None


def test_leaving_forgets_the_channel(store: MemoryStore, parley: Parley) -> None:
    parley.handle(Invited(REGISTRAR.id), context())
    parley.handle(LeaveChannel(), context())
    with store.begin() as uow:
        assert uow.channels.get(CHANNEL).introduced is None


def test_whoever_installs_it_is_told_once_privately_what_to_do_next(store: MemoryStore, parley: Parley) -> None:
    parley.handle(Installed(), context())
    (delivery,) = sent(store)
    assert delivery.kind is Kind.NOTICE
    assert "Parley is installed" in words(delivery)


@pytest.mark.parametrize(("seconds_after_install", "kept"), [(-60, True), (60, False)])
def test_uninstalling_deletes_everything_unless_it_was_installed_again_since(
    store: MemoryStore, parley: Parley, seconds_after_install: int, *, kept: bool
) -> None:
    parley.handle(Invited(REGISTRAR.id), context())
    parley.handle(Installed(), context())
    at = int(moment("2026-11-23T10:00").timestamp()) + seconds_after_install
    parley.handle(Uninstalled(at), context())
    with store.begin() as uow:
        assert (uow.channels.get(CHANNEL).introduced is not None) is kept


def test_a_channels_record_follows_it_to_its_new_id(store: MemoryStore, parley: Parley) -> None:
    parley.handle(Invited(REGISTRAR.id), context())
    parley.handle(ChannelMoved("new-id"), context())
    with store.begin() as uow:
        assert uow.channels.get(replace(CHANNEL, id="new-id")).introduced is not None


def test_the_notice_that_the_channel_is_out_of_reach_names_the_matter() -> None:
    team = Team(welcoming.HANDLERS)
    team.register()
    team.do(Removed())
    (told,) = team.told(REGISTRAR)
    assert told.startswith("The channel of Plaintiff A v. Defendant B no longer has me as a member")
