"""Channels that come, change and go; workspaces that leave."""

import time
from typing import Any

import pytest

from bot.conversation.requests import ChannelMoved, Invited, Readable, Removed, Request, Uninstalled
from bot.domain.people import Audience
from tests.adapters.slack.core import Core, private, public
from tests.adapters.slack.fake_slack import BOT, TEAM, TOKEN, FakeSlack
from tests.adapters.slack.sender import Sender

PLAIN: tuple[tuple[dict[str, Any], Request], ...] = (
    ({"type": "channel_left", "channel": "C1"}, Removed()),
    ({"type": "group_left", "channel": "C1"}, Removed()),
    ({"type": "member_left_channel", "channel": "C1", "user": BOT}, Removed()),
    ({"type": "channel_archive", "channel": "C1", "user": "U1PARA"}, Removed("archived")),
    ({"type": "group_archive", "channel": "C1"}, Removed("archived")),
    ({"type": "channel_deleted", "channel": "C1"}, Removed("deleted")),
    ({"type": "group_deleted", "channel": "C1"}, Removed("deleted")),
    ({"type": "channel_unarchive", "channel": "C1", "user": "U1PARA"}, Readable()),
    ({"type": "group_unarchive", "channel": "C1"}, Readable()),
    ({"type": "channel_shared", "channel": "C1", "connected_team_id": "T0OTHER"}, Readable()),
    ({"type": "channel_unshared", "channel": "C1", "previously_connected_team_id": "T0OTHER"}, Readable()),
    ({"type": "channel_id_changed", "old_channel_id": "C1", "new_channel_id": "C9"}, ChannelMoved("C9")),
)


@pytest.mark.parametrize(("event", "request_"), PLAIN, ids=lambda each: each["type"] if isinstance(each, dict) else "")
async def test_what_happens_to_a_channel_is_told(
    sender: Sender, core: Core, event: dict[str, Any], request_: Request
) -> None:
    assert (await sender.event(event)).status == 200

    assert core.requests == [request_]
    assert core.context.channel.id == "C1"
    assert not core.context.outsider


async def test_a_channel_that_became_shared_is_told_with_who_can_read(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    slack.channels["C1"]["is_ext_shared"] = True

    await sender.event({"type": "channel_shared", "channel": "C1", "connected_team_id": "T0OTHER"})

    assert core.context.audience is Audience.SHARED


async def test_an_invitation_is_told_in_the_inviters_name(sender: Sender, slack: FakeSlack, core: Core) -> None:
    core.answers[Invited] = public("Parley here.")

    await sender.event({"type": "member_joined_channel", "user": BOT, "channel": "C1", "inviter": "U2ASSO"})

    [message] = await slack.until(lambda: slack.messages["C1"])
    assert message.get("thread_ts") is None
    assert core.requests == [Invited("U2ASSO")]
    assert core.context.person.name == "Associate"


async def test_in_a_shared_channel_only_the_inviter_hears(sender: Sender, slack: FakeSlack, core: Core) -> None:
    slack.channels["C1"]["is_ext_shared"] = True
    core.answers[Invited] = private("I have not introduced myself.")

    await sender.event({"type": "member_joined_channel", "user": BOT, "channel": "C1", "inviter": "U2ASSO"})

    [whisper] = await slack.until(lambda: slack.ephemeral)
    assert whisper["user"] == "U2ASSO"
    assert not slack.messages["C1"]


async def test_a_note_for_an_inviter_nobody_names_is_kept_back(sender: Sender, slack: FakeSlack, core: Core) -> None:
    core.answers[Invited] = private("I have not introduced myself.")

    assert (await sender.event({"type": "member_joined_channel", "user": BOT, "channel": "C1"})).status == 200

    assert core.requests == [Invited()]
    assert not slack.ephemeral
    assert not slack.messages["C1"]


async def test_colleagues_come_and_go_without_a_word(sender: Sender, core: Core) -> None:
    await sender.event({"type": "member_joined_channel", "user": "U2ASSO", "channel": "C1"})
    await sender.event({"type": "member_left_channel", "user": "U2ASSO", "channel": "C1"})

    assert core.asked == []


async def test_an_uninstall_is_told_with_its_moment(sender: Sender, slack: FakeSlack, core: Core) -> None:
    await sender.mention("help")
    core.asked.clear()
    del slack.tokens[TOKEN]
    at = int(time.time())

    await sender.event({"type": "app_uninstalled"}, event_time=at)

    assert core.requests == [Uninstalled(at)]
    assert core.context.channel.tenant == TEAM


async def test_an_uninstall_is_not_believed_while_the_token_works(sender: Sender, core: Core) -> None:
    assert (await sender.event({"type": "app_uninstalled"})).status == 200

    assert core.asked == []


async def test_a_revoked_token_deletes_nothing(sender: Sender, core: Core) -> None:
    assert (await sender.event({"type": "tokens_revoked", "tokens": {"bot": [BOT], "oauth": []}})).status == 200

    assert core.asked == []
