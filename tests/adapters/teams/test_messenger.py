"""The outbox's way to Teams, over HTTP, with the faults of the platform's table."""

import dataclasses
import datetime as dt
import json

import pytest

from adapters.teams.messenger import TeamsMessenger
from adapters.teams.pacing import LIMITS, Pace
from bot.conversation.cards import Card, Text
from bot.domain.people import Audience, Channel, Direct
from bot.ports import CannotLook, MessageGone, Refused, RetryAfter, Unsure
from tests.adapters.teams.fake_teams import CHANNEL, CHAT, TENANT, Client, Connect, FakeTeams, member

MATTER = Channel("teams", TENANT, CHANNEL)
DANA = Direct("teams", TENANT, "aad-dana")
CARD = Card("", (Text(("Tomorrow: the letter.",)),))


@pytest.fixture
async def messenger(client: Client) -> TeamsMessenger:
    await client.send(client.mention("status"))
    client.teams.posted.clear()
    client.teams.calls.clear()
    return client.adapter.messenger


async def test_a_channel_post_starts_a_thread_and_returns_its_id(messenger: TeamsMessenger, teams: FakeTeams) -> None:
    message = await messenger.post(MATTER, CARD, key="k1", pin=True)
    assert message.startswith("m")
    assert teams.posted[0]["to"] == CHANNEL
    assert teams.posted[0]["channelData"] == {"parleyKey": "k1"}


async def test_a_line_in_a_thread_stands_in_it(messenger: TeamsMessenger, teams: FakeTeams) -> None:
    await messenger.post(MATTER, CARD, key="k1", thread="m7")
    assert teams.posted[0]["to"] == f"{CHANNEL};messageid=m7"


async def test_a_card_is_updated_and_deleted_where_it_stands(messenger: TeamsMessenger, teams: FakeTeams) -> None:
    await messenger.update(MATTER, "m7", CARD)
    await messenger.delete(MATTER, "m7")
    assert (teams.updated[0]["to"], teams.updated[0]["message"]) == (CHANNEL, "m7")
    assert teams.deleted == [(CHANNEL, "m7")]


async def test_a_person_is_written_to_in_their_own_chat(messenger: TeamsMessenger, teams: FakeTeams) -> None:
    await messenger.post(DANA, CARD, key="k")
    await messenger.post(DANA, CARD, key="k2")
    assert [each["to"] for each in teams.posted] == [CHAT, CHAT]
    assert len(teams.created) == 1


async def test_nobody_can_look_whether_something_was_posted(messenger: TeamsMessenger) -> None:
    with pytest.raises(CannotLook):
        await messenger.find(MATTER, "k", dt.datetime.now(dt.UTC))


@pytest.mark.parametrize("address", [Channel("teams", TENANT, "19:new"), Direct("teams", TENANT, "nobody")])
async def test_where_parley_was_never_spoken_to_it_cannot_post(
    messenger: TeamsMessenger, address: Channel | Direct
) -> None:
    with pytest.raises(Refused, match="never_heard_from"):
        await messenger.post(address, CARD, key="k")


async def test_another_tenant_with_the_same_channel_id_is_another_place(messenger: TeamsMessenger) -> None:
    with pytest.raises(Refused):
        await messenger.post(dataclasses.replace(MATTER, tenant="elsewhere"), CARD, key="k")


@pytest.mark.parametrize(("status", "headers", "seconds"), [(429, {"Retry-After": "7"}, 7.0), (412, {}, 15.0)])
async def test_what_was_surely_not_delivered_is_to_be_sent_later(
    messenger: TeamsMessenger, teams: FakeTeams, status: int, headers: dict[str, str], seconds: float
) -> None:
    teams.fail(CHANNEL, status, **headers)
    with pytest.raises(RetryAfter) as caught:
        await messenger.post(MATTER, CARD, key="k")
    assert caught.value.seconds == seconds


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
async def test_what_may_have_been_delivered_is_never_sent_again_here(
    messenger: TeamsMessenger, teams: FakeTeams, status: int
) -> None:
    teams.fail(CHANNEL, status)
    with pytest.raises(Unsure):
        await messenger.post(MATTER, CARD, key="k")
    assert teams.calls.count(f"POST {CHANNEL}") == 1


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "BadSyntax"),
        (401, "BotNotRegistered"),
        (403, "MessageWritesBlocked"),
        (404, "ActivityNotFoundInConversation"),
        (413, "MessageSizeTooBig"),
    ],
)
async def test_a_refusal_carries_the_platforms_code(
    messenger: TeamsMessenger, teams: FakeTeams, status: int, code: str
) -> None:
    teams.fail(CHANNEL, status, code)
    with pytest.raises(Refused) as caught:
        await messenger.post(MATTER, CARD, key="k")
    assert caught.value.code == code


async def test_a_card_whose_message_was_deleted_is_gone_and_the_channel_is_not(
    messenger: TeamsMessenger, teams: FakeTeams
) -> None:
    message = await messenger.post(MATTER, CARD, key="k")
    teams.fail(CHANNEL, 404, "ActivityNotFoundInConversation")
    with pytest.raises(MessageGone):
        await messenger.update(MATTER, message, CARD)


async def test_a_refusal_without_a_code_of_its_own_is_named_by_its_status(
    messenger: TeamsMessenger, teams: FakeTeams
) -> None:
    teams.fail(CHANNEL, 403, "A sentence with someone's name")
    with pytest.raises(Refused) as caught:
        await messenger.post(MATTER, CARD, key="k")
    assert caught.value.code == "http_403"


async def test_a_dropped_connection_leaves_it_unsure(client: Client, messenger: TeamsMessenger) -> None:
    client.teams.fail(CHANNEL, 200)
    with pytest.raises(Unsure):
        await messenger.post(MATTER, CARD, key="k")


@pytest.mark.parametrize("code", ["BotDisabledByAdmin", "ConversationBlockedByUser", "BotNotInConversationRoster"])
async def test_a_lasting_refusal_is_not_tried_again_until_something_is_heard(
    client: Client, messenger: TeamsMessenger, code: str
) -> None:
    client.teams.fail(CHANNEL, 403, code)
    for _ in range(3):
        with pytest.raises(Refused, match=code):
            await messenger.post(MATTER, CARD, key="k")
    assert client.teams.calls.count(f"POST {CHANNEL}") == 1
    await client.send(client.mention("status"))
    await messenger.post(MATTER, CARD, key="k")


async def test_a_personal_chat_that_is_gone_is_opened_anew(messenger: TeamsMessenger, teams: FakeTeams) -> None:
    await messenger.post(DANA, CARD, key="k")
    teams.fail(CHAT, 404, "ConversationNotFound")
    with pytest.raises(Refused):
        await messenger.post(DANA, CARD, key="k")
    await messenger.post(DANA, CARD, key="k")
    assert len(teams.created) == 2


async def test_a_new_service_url_is_used_from_the_first_activity_that_names_it(
    client: Client, messenger: TeamsMessenger
) -> None:
    moved = client.teams.url.replace("127.0.0.1", "localhost")
    await client.send(client.mention("status", serviceUrl=moved), client.token(serviceurl=moved))
    with client.store.begin() as uow:
        kept = uow.vault.get("teams.place", "teams", TENANT, CHANNEL)
    assert kept is not None
    assert json.loads(kept)["service_url"] == moved
    await messenger.post(MATTER, CARD, key="k")


async def test_the_way_to_a_place_outlives_the_process(client: Client, connect: Connect) -> None:
    await client.send(client.mention("status"))
    again: Client = await connect()
    again.adapter.messenger._references._store = client.store
    await again.adapter.messenger.post(MATTER, CARD, key="k")


async def test_who_can_read_is_asked_again_before_a_post(client: Client, messenger: TeamsMessenger) -> None:
    assert await messenger.audience(MATTER) is Audience.OWN
    client.teams.members[CHANNEL].append(member("gail", role="guest"))
    rosters = messenger._rosters
    at = rosters._monotonic()
    rosters._monotonic = lambda: at + 31
    assert await messenger.audience(MATTER) is Audience.SHARED


async def test_what_teams_does_not_say_about_readers_is_unknown(client: Client, messenger: TeamsMessenger) -> None:
    messenger._rosters.forget(MATTER)
    client.teams.fail(f"members {CHANNEL}", 403, "BotNotInConversationRoster")
    assert await messenger.audience(MATTER) is Audience.UNKNOWN
    assert await messenger.audience(Channel("teams", TENANT, "19:never")) is Audience.UNKNOWN


def test_the_pace_of_a_conversation_stays_within_every_limit() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    sent = []
    for _ in range(200):
        now[0] += pace.book("a")
        sent.append(now[0])
    for count, seconds in LIMITS:
        assert all(later - earlier >= seconds for earlier, later in zip(sent, sent[count:], strict=False))


def test_one_busy_conversation_does_not_slow_another() -> None:
    pace = Pace(lambda: 0.0)
    for _ in range(100):
        pace.book("a")
    assert pace.wait("b") == 0.0


def test_conversations_long_quiet_are_forgotten() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    for n in range(1000):
        pace.book(str(n))
    now[0] += 7200
    pace.book("new")
    assert list(pace._booked) == ["new"]


async def test_a_long_wait_is_left_to_the_outbox(messenger: TeamsMessenger) -> None:
    for _ in range(100):
        messenger._connector._pace.book(CHANNEL)
    with pytest.raises(RetryAfter):
        await messenger.post(MATTER, CARD, key="k")
