"""Posting, finding, updating and taking back, and what each of Slack's refusals means."""

import datetime as dt
import uuid
from collections.abc import AsyncIterator

import pytest

from adapters.slack.app import SlackAdapter
from adapters.slack.messenger import SlackMessenger
from bot.domain.people import Channel, Direct
from bot.ports import CannotLook, MessageGone, Messenger, Refused, RetryAfter, SendingError, Unsure
from tests.adapters.slack.core import card
from tests.adapters.slack.fake_slack import TEAM, TOKEN, FakeSlack, Fault, error, limited

HERE = Channel("slack", TEAM, "C1")
PRIVATELY = Direct("slack", TEAM, "U1PARA")


@pytest.fixture
async def messenger(adapter: SlackAdapter) -> AsyncIterator[SlackMessenger]:
    yield adapter.messenger
    await adapter._line.close()


def long_ago() -> dt.datetime:
    return dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)


async def test_it_is_a_messenger(messenger: SlackMessenger) -> None:
    port: Messenger = messenger

    assert await port.post(HERE, card("Due tomorrow."), key="k")


async def test_a_post_carries_its_key_and_nothing_of_the_case(messenger: SlackMessenger, slack: FakeSlack) -> None:
    key = str(uuid.uuid4())

    posted = await messenger.post(HERE, card("Due tomorrow."), key=key)

    [call] = slack.called("chat.postMessage")
    assert call["metadata"] == {"event_type": "parley_post", "event_payload": {"key": key}}
    assert call["client_msg_id"] == key
    assert (call["unfurl_links"], call["unfurl_media"]) == (False, False)
    assert posted == slack.messages["C1"][0]["ts"]


async def test_a_post_can_go_into_a_thread_and_be_pinned(messenger: SlackMessenger, slack: FakeSlack) -> None:
    headline = await messenger.post(HERE, card("Headline."), key="k1", pin=True)
    await messenger.post(HERE, card("Changed."), key="k2", thread=headline)

    assert slack.pins == [("C1", headline)]
    assert slack.messages["C1"][1]["thread_ts"] == headline


async def test_a_pin_that_is_refused_does_not_undo_the_post(messenger: SlackMessenger, slack: FakeSlack) -> None:
    slack.faults["pins.add"].append(error("too_many_pins"))

    assert await messenger.post(HERE, card("Headline."), key="k1", pin=True)


async def test_a_private_conversation_is_opened_once(messenger: SlackMessenger, slack: FakeSlack) -> None:
    await messenger.post(PRIVATELY, card("Yours."), key="k1")
    await messenger.post(PRIVATELY, card("Yours too."), key="k2")

    assert len(slack.messages["D-U1PARA"]) == 2
    assert len(slack.called("conversations.open")) == 1


@pytest.mark.parametrize(
    ("fault", "meaning"),
    [
        (limited(7), RetryAfter),
        (error("ratelimited"), RetryAfter),
        (error("is_archived"), Refused),
        (error("channel_not_found"), Refused),
        (error("not_in_channel"), Refused),
        (error("restricted_action"), Refused),
        (error("token_revoked"), Refused),
        (error("msg_too_long"), Refused),
        (error("internal_error"), Unsure),
        (error("fatal_error"), Unsure),
        (Fault(500, {"ok": False, "error": "x"}), Unsure),
        (Fault(503, "<html>busy</html>"), Unsure),
        (Fault(200, "<html>proxy</html>"), Unsure),
        (Fault(200, {}), Unsure),
        (Fault(cut="before"), Unsure),
        (Fault(cut="after"), Unsure),
    ],
    ids=lambda each: getattr(each, "__name__", None) or f"{each.status}{each.body}{each.cut}"[:40],
)
async def test_each_failure_to_post_is_called_by_its_name(
    messenger: SlackMessenger, slack: FakeSlack, fault: Fault, meaning: type[SendingError]
) -> None:
    slack.faults["chat.postMessage"].append(fault)

    with pytest.raises(meaning):
        await messenger.post(HERE, card("Due tomorrow."), key="k")
    assert len(slack.called("chat.postMessage")) == 1


async def test_slacks_own_wait_is_passed_on(messenger: SlackMessenger, slack: FakeSlack) -> None:
    slack.faults["chat.postMessage"].append(limited(7))

    with pytest.raises(RetryAfter) as wait:
        await messenger.post(HERE, card("Due tomorrow."), key="k")
    assert wait.value.seconds == 7


async def test_a_refusal_carries_slacks_code(messenger: SlackMessenger, slack: FakeSlack) -> None:
    slack.channels["C1"]["is_archived"] = True

    with pytest.raises(Refused) as refused:
        await messenger.post(HERE, card("Due tomorrow."), key="k")
    assert refused.value.code == "is_archived"


async def test_no_connection_is_no_doubt(adapter: SlackAdapter, slack: FakeSlack) -> None:
    await slack.__aexit__(None, None, None)

    with pytest.raises(RetryAfter):
        await adapter.messenger.delete(HERE, "1.1")
    await adapter._line.close()


async def test_another_tenant_is_not_reached_with_this_ones_token(messenger: SlackMessenger, slack: FakeSlack) -> None:
    with pytest.raises(Refused) as refused:
        await messenger.post(Channel("slack", "T0OTHER", "C1"), card("x"), key="k")

    assert refused.value.code == "not_installed"
    assert not slack.called("chat.postMessage")


async def test_a_post_is_found_by_its_key_pages_down(messenger: SlackMessenger, slack: FakeSlack) -> None:
    wanted = await messenger.post(HERE, card("Due tomorrow."), key="wanted")
    for number in range(40):
        await messenger.post(HERE, card("Later."), key=f"later {number}")

    assert await messenger.find(HERE, "wanted", long_ago()) == wanted
    assert len(slack.called("conversations.history")) == 3
    assert all(int(each["limit"]) == 15 for each in slack.called("conversations.history"))


async def test_what_was_not_posted_is_not_found(messenger: SlackMessenger) -> None:
    await messenger.post(HERE, card("Something else."), key="another")

    assert await messenger.find(HERE, "wanted", long_ago()) is None


async def test_a_reply_is_found_in_its_thread(messenger: SlackMessenger) -> None:
    headline = await messenger.post(HERE, card("Headline."), key="h")
    reply = await messenger.post(HERE, card("Changed."), key="wanted", thread=headline)

    assert await messenger.find(HERE, "wanted", long_ago(), thread=headline) == reply


async def test_a_private_post_is_found_too(messenger: SlackMessenger) -> None:
    posted = await messenger.post(PRIVATELY, card("Yours."), key="wanted")

    assert await messenger.find(PRIVATELY, "wanted", long_ago()) == posted


@pytest.mark.parametrize("code", ["missing_scope", "not_in_channel", "channel_not_found"])
async def test_without_the_right_to_look_it_says_that_it_cannot(
    messenger: SlackMessenger, slack: FakeSlack, code: str
) -> None:
    slack.faults["conversations.history"].append(error(code))

    with pytest.raises(CannotLook):
        await messenger.find(HERE, "wanted", long_ago())


async def test_a_look_that_is_limited_is_tried_later(messenger: SlackMessenger, slack: FakeSlack) -> None:
    slack.faults["conversations.history"].append(limited(60))

    with pytest.raises(RetryAfter):
        await messenger.find(HERE, "wanted", long_ago())


async def test_an_update_replaces_the_card(messenger: SlackMessenger, slack: FakeSlack) -> None:
    posted = await messenger.post(HERE, card("0 of 2."), key="k")

    await messenger.update(HERE, posted, card("1 of 2."))

    [message] = slack.messages["C1"]
    assert message["text"] == "1 of 2."
    assert "1 of 2." in str(message["blocks"])


async def test_a_message_somebody_deleted_cannot_be_updated(messenger: SlackMessenger) -> None:
    with pytest.raises(MessageGone):
        await messenger.update(HERE, "1.1", card("1 of 2."))


async def test_taking_back_twice_is_taking_back_once(messenger: SlackMessenger, slack: FakeSlack) -> None:
    posted = await messenger.post(HERE, card("Too early."), key="k")

    await messenger.delete(HERE, posted)
    await messenger.delete(HERE, posted)

    assert slack.messages["C1"] == []


async def test_the_token_goes_to_slack_and_nowhere_else(messenger: SlackMessenger, slack: FakeSlack) -> None:
    await messenger.post(HERE, card("x"), key="k")

    assert {each.token for each in slack.calls} == {TOKEN}
    assert TOKEN not in str([each.arguments for each in slack.calls])
