"""Installing, leaving, sharing and deleting, as Teams tells of them."""

import datetime as dt
from typing import Any

import pytest

from bot.conversation.cards import Card, Text
from bot.conversation.replies import SILENT, Reply, Visibility
from bot.conversation.requests import Installed, Invited, Readable, Removed, Request, Uninstalled
from bot.domain.people import Audience, Channel
from tests.adapters.teams.fake_teams import BOT, CHANNEL, CHAT, ELSEWHERE, GROUP, TEAM, TENANT, Client, member

SECOND = "19:second@thread.tacv2"


@pytest.fixture(autouse=True)
def _quiet(client: Client) -> None:
    for request in (Removed, Uninstalled, Readable, Installed, Invited):
        client.handlers.replies[request] = lambda *_: SILENT


def asked(client: Client) -> list[tuple[Request, str]]:
    return [(request, context.channel.id) for request, context in client.handlers.asked]


def update(client: Client, **more: Any) -> dict[str, Any]:
    return client.activity(type="conversationUpdate", **more)


def installation(client: Client, action: str, **more: Any) -> dict[str, Any]:
    return client.activity(type="installationUpdate", action=action, **more)


async def test_installing_for_oneself_is_told_as_an_installation(client: Client) -> None:
    await client.send(installation(client, "add", conversation=CHAT))
    assert asked(client) == [(Installed(), CHAT)]


async def test_being_added_to_a_team_or_chat_is_an_invitation(client: Client) -> None:
    await client.send(installation(client, "add", conversation=TEAM))
    await client.send(update(client, conversation=GROUP, membersAdded=[{"id": BOT}]))
    assert asked(client) == [(Invited(by="aad-dana"), TEAM), (Installed(), TEAM), (Invited(by="aad-dana"), GROUP)]


async def test_an_introduction_is_one_post_in_a_team_of_a_hundred_and_fifty(client: Client) -> None:
    client.teams.members[TEAM] = [member(f"m{n}") for n in range(150)]
    hello = Reply(Card("", (Text(("Parley here.",)),)), Visibility.THREAD)
    client.handlers.replies[Invited] = lambda *_: hello
    everybody = [{"id": BOT}, *({"id": f"29:m{n}"} for n in range(150))]
    await client.send(update(client, conversation=TEAM, membersAdded=everybody))
    assert [each["to"] for each in client.teams.posted] == [TEAM]
    assert not client.teams.created


async def test_an_introduction_outsiders_would_read_goes_to_the_inviter_alone(client: Client) -> None:
    client.teams.members[TEAM] = [member("dana"), member("morgan", ELSEWHERE)]
    client.handlers.replies[Invited] = lambda *_: Reply(Card("", (Text(("Parley here.",)),)), Visibility.THREAD)
    await client.send(installation(client, "add", conversation=TEAM))
    assert [each["to"] for each in client.teams.posted] == [CHAT]


async def test_people_who_join_are_not_welcomed(client: Client) -> None:
    await client.send(update(client, membersAdded=[{"id": "29:alex"}]))
    assert not client.teams.posted
    assert not client.handlers.asked


async def test_leaving_a_team_is_told_for_each_channel_parley_knows_there(client: Client) -> None:
    client.teams.members[SECOND] = [member("dana")]
    for conversation in (CHANNEL, SECOND, CHAT):
        await client.send(client.mention("status", conversation=conversation))
    client.handlers.asked.clear()
    await client.send(installation(client, "remove", conversation=TEAM))
    assert asked(client) == [(Removed(), TEAM), (Removed(), CHANNEL), (Removed(), SECOND)]


async def test_leaving_the_last_place_uninstalls_at_the_moment_teams_names(client: Client) -> None:
    await client.send(client.mention("status"))
    client.handlers.asked.clear()
    await client.send(installation(client, "remove", conversation=TEAM))
    at = int(dt.datetime(2026, 11, 23, 15, tzinfo=dt.UTC).timestamp())
    assert client.handlers.asked[-1][0] == Uninstalled(at)


async def test_a_person_who_removes_parley_for_themselves_deletes_nobodys_record(client: Client) -> None:
    await client.send(client.mention("status"))
    await client.send(client.mention("status", conversation=CHAT))
    client.handlers.asked.clear()
    await client.send(installation(client, "remove", conversation=CHAT))
    assert not client.handlers.asked


async def test_a_removal_that_arrives_after_a_new_installation_is_of_no_account(client: Client) -> None:
    await client.send(installation(client, "add", conversation=TEAM, timestamp="2026-11-24T09:00:00Z"))
    client.handlers.asked.clear()
    await client.send(installation(client, "remove", conversation=TEAM, timestamp="2026-11-23T09:00:00Z"))
    assert not client.handlers.asked


async def test_a_deleted_channel_is_told_by_its_own_id(client: Client) -> None:
    await client.send(client.mention("status"))
    client.handlers.asked.clear()
    deleted = {"eventType": "channelDeleted", "channel": {"id": CHANNEL}}
    await client.send(update(client, conversation=TEAM, channelData=deleted))
    assert asked(client) == [(Removed("channel_deleted"), CHANNEL)]


async def test_an_archived_team_is_told_for_its_channels_and_its_return_too(client: Client) -> None:
    await client.send(client.mention("status"))
    client.handlers.asked.clear()
    await client.send(update(client, conversation=TEAM, channelData={"eventType": "teamArchived"}))
    await client.send(update(client, conversation=TEAM, channelData={"eventType": "teamUnarchived"}))
    assert asked(client)[:2] == [(Removed("archived"), TEAM), (Removed("archived"), CHANNEL)]
    assert (Invited(), CHANNEL) in asked(client)[2:]


@pytest.mark.parametrize("event", ["channelRenamed", "teamRenamed", "channelCreated"])
async def test_a_new_name_changes_nothing_parley_keeps(client: Client, event: str) -> None:
    await client.send(update(client, channelData={"eventType": event, "channel": {"id": CHANNEL, "name": "New"}}))
    assert not client.handlers.asked


async def test_sharing_a_channel_is_told_at_once_and_remembered(client: Client) -> None:
    shared = {"eventType": "channelShared", "channel": {"id": CHANNEL, "type": "shared"}}
    await client.send(update(client, conversation=TEAM, channelData=shared))
    assert asked(client) == [(Readable(), CHANNEL)]
    assert client.handlers.asked[0][1].audience is Audience.SHARED
    assert await client.adapter.messenger.audience(Channel("teams", TENANT, CHANNEL)) is Audience.SHARED


async def test_a_guest_who_joins_is_told_as_a_change_of_readers(client: Client) -> None:
    await client.send(client.mention("status"))
    client.handlers.asked.clear()
    client.teams.members[CHANNEL].append(member("gail", role="guest"))
    await client.send(update(client, membersAdded=[{"id": "29:gail"}]))
    assert (Readable(), CHANNEL) in asked(client)
    assert client.handlers.asked[-1][1].audience is Audience.SHARED


async def test_edits_deletions_reactions_and_typing_are_left_alone(client: Client) -> None:
    for kind in ("messageUpdate", "messageDelete", "messageReaction", "typing", "event", "endOfConversation", "new"):
        status, _ = await client.send(client.activity(type=kind, text="status"))
        assert status == 202
    assert not client.handlers.asked
    assert not client.teams.posted
