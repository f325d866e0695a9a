"""Traps of the platform and its SDK, each kept shut."""

import asyncio
import io
import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from pydantic import SecretStr

from adapters.slack.app import SlackAdapter
from bot.clock import SystemClock
from bot.conversation import wire
from bot.conversation.replies import Reply
from bot.conversation.requests import AskQuestion, Request, ShowStatus
from bot.domain.people import Channel
from bot.ports import Unsure
from bot.router import Parley
from bot.services.turn import Turn
from bot.settings import Settings
from tests.adapters.slack.conftest import settings_for
from tests.adapters.slack.core import Core, card, public
from tests.adapters.slack.fake_slack import BOT, TEAM, FakeSlack, Fault, error
from tests.adapters.slack.sender import SECRET, Sender, headers_of, stamp
from tests.fakes.memory import MemoryStore

UNKNOWN_TO_PARLEY: tuple[dict[str, Any], ...] = (
    {"type": "event_callback", "event": {"type": "channel_rename", "channel": {"id": "C1", "name": "new"}}},
    {"type": "event_callback", "event": {"type": "reaction_added", "user": "U1PARA", "item": {"channel": "C1"}}},
    {"type": "event_callback", "event": {"type": "message", "subtype": "channel_join", "channel": "C1"}},
    {"type": "event_callback", "event": {"type": "something_slack_invents_tomorrow"}},
    {"type": "event_callback", "event": {}},
    {"type": "app_rate_limited", "team_id": TEAM, "minute_rate_limited": 1518467820},
    {"type": "app_requested"},
    {"type": "view_closed", "view": {"id": "V1", "callback_id": "form"}, "user": {"id": "U1PARA"}},
    {"type": "view_submission", "view": {"id": "V1", "callback_id": "another app's"}, "user": {"id": "U1PARA"}},
    {"type": "block_suggestion", "action_id": "x", "value": "y", "user": {"id": "U1PARA"}},
    {"type": "block_actions", "actions": [{"action_id": "unknown", "value": "x"}], "user": {"id": "U1PARA"}},
    {"type": "shortcut", "callback_id": "unknown", "user": {"id": "U1PARA"}},
    {"type": "message_action", "callback_id": "unknown", "user": {"id": "U1PARA"}},
    {"type": "interactive_message", "callback_id": "x", "actions": [], "user": {"id": "U1PARA"}},
    {"type": "dialog_submission", "callback_id": "x", "submission": {}, "user": {"id": "U1PARA"}},
    {"type": "workflow_step_edit", "callback_id": "x", "user": {"id": "U1PARA"}},
    {"command": "/another", "text": "", "user_id": "U1PARA", "channel_id": "C1"},
    {},
)


async def test_an_answer_that_fails_after_the_acknowledgement_takes_nothing_back(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    slack.faults["chat.postMessage"].append(error("fatal_error"))

    assert (await sender.mention("help")).status == 200
    assert (await sender.press(wire.encode(ShowStatus()))).status == 200
    assert len(core.asked) == 2


async def test_what_was_acknowledged_is_said_before_the_process_ends(
    sender: Sender, slack: FakeSlack, client: TestClient[web.Request, web.Application]
) -> None:
    slack.faults["chat.postMessage"].append(Fault(wait=0.3))
    await sender.mention("help")

    await client.close()

    assert len(slack.messages["C1"]) == 1


async def test_the_schedulers_last_post_is_not_cut_off_by_the_end_of_the_process(
    adapter: SlackAdapter, slack: FakeSlack, client: TestClient[web.Request, web.Application]
) -> None:
    slack.faults["chat.postMessage"].append(Fault(wait=0.3))
    posting = asyncio.create_task(adapter.messenger.post(Channel("slack", TEAM, "C1"), card("Due."), key="k"))
    await slack.until(lambda: slack.called("chat.postMessage"))

    await client.close()

    assert await posting


async def test_the_work_is_durable_before_the_acknowledgement_and_sent_again_where_it_was_not(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    def broken(_: Request, __: Turn) -> Reply:
        raise OSError("disk full")

    core.answers[AskQuestion] = broken
    envelope = sender.envelope({"type": "app_mention", "user": "U1PARA", "text": "x", "channel": "C1", "ts": stamp()})

    assert (await sender.json(envelope)).status == 503
    core.answers[AskQuestion] = public("Answered.")
    assert (await sender.json(envelope, **{"X-Slack-Retry-Num": "1"})).status == 200
    assert await slack.until(lambda: slack.messages["C1"])


async def test_an_event_delivered_again_changes_nothing(sender: Sender, slack: FakeSlack, core: Core) -> None:
    event = {"type": "app_mention", "user": "U1PARA", "text": "x", "channel": "C1", "ts": stamp()}
    envelope = sender.envelope(event)

    for number in range(3):
        assert (await sender.json(envelope, **{"X-Slack-Retry-Num": str(number)})).status == 200

    await slack.until(lambda: slack.messages["C1"])
    assert len(core.asked) == len(slack.messages["C1"]) == 1


async def test_one_message_told_of_by_several_events_is_answered_once(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    event = {"type": "app_mention", "user": "U1PARA", "text": "x", "channel": "C1", "ts": stamp()}

    await asyncio.gather(*(sender.event(event) for _ in range(11)))

    await slack.until(lambda: slack.messages["C1"])
    assert len(core.asked) == len(slack.messages["C1"]) == 1


async def test_a_press_replayed_within_the_window_changes_nothing(sender: Sender, core: Core) -> None:
    pressing = sender.pressing(wire.encode(ShowStatus()))

    for _ in range(3):
        assert (await sender.interaction(pressing)).status == 200

    assert len(core.asked) == 1


@pytest.mark.parametrize("payload", UNKNOWN_TO_PARLEY, ids=lambda each: str(each.get("type", "form")))
async def test_what_parley_does_not_know_is_taken_without_a_word(
    sender: Sender, core: Core, payload: dict[str, Any]
) -> None:
    whole = {"team_id": TEAM, "team": {"id": TEAM}} | payload

    assert (await sender.json(whole)).status == 200
    assert (await sender.interaction(whole)).status == 200
    assert core.asked == []


@pytest.mark.parametrize(
    "body",
    [
        b"not json at all",
        b"[1, 2]",
        b"\xff\xfe\x00",
        b"{" * 100_000,
        b"[" * 100_000,
        b'{"type":"event_callback","event":null}',
        b'{"type":"event_callback"}',
        b"payload=%7Bbroken",
    ],
    ids=["text", "list", "bytes", "deep-objects", "deep-lists", "no-event", "event-missing", "form"],
)
async def test_signed_nonsense_is_turned_away_without_asking_for_it_again(
    sender: Sender, core: Core, body: bytes
) -> None:
    response = await sender.raw(body, headers_of(body, "application/json; charset=nonsense"))

    assert response.status == 400
    assert response.headers["X-Slack-No-Retry"] == "1"
    assert core.asked == []


@pytest.mark.parametrize(
    "payload",
    [
        {"authorizations": [None]},
        {"authorizations": "x"},
        {"event": {"type": ["app_mention"]}},
        {"event": {"type": "app_mention", "channel": {"id": 7}, "user": {"id": []}}},
        {"event": {"type": "message", "channel_type": "im", "files": "x", "user": 5, "ts": None}},
        {"type": "block_actions", "actions": None, "event": None},
        {"type": "view_submission", "view": "x"},
        {"type": "message_action", "callback_id": "register_from_message", "message": "x", "channel": 1},
    ],
)
async def test_signed_oddities_are_taken_and_come_to_nothing(
    sender: Sender, core: Core, payload: dict[str, Any]
) -> None:
    whole = sender.envelope({"type": "app_mention"}) | payload

    assert (await sender.json(whole)).status == 200
    assert core.asked == []


async def test_nothing_unsigned_is_read(
    sender: Sender, core: Core, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    body = json.dumps({"text": "the figure is two million"}).encode()
    plain = headers_of(body, "application/json")
    forged = [
        {},
        plain | {"X-Slack-Signature": "v0=" + "0" * 64},
        plain | {"X-Slack-Signature": "v0=naïve"},
        plain | {"X-Slack-Signature": ""},
        plain | {"X-Slack-Request-Timestamp": "abc"},
        plain | {"X-Slack-Request-Timestamp": "٣"},
        headers_of(body, "application/json", stamp="1500000000"),
        headers_of(body, "application/json", stamp="99999999999"),
        headers_of(body, "application/json", secret="another secret"),
    ]

    for headers in forged:
        assert (await sender.raw(body, headers)).status == 401

    assert core.asked == []
    heard = "".join(capfd.readouterr()) + caplog.text
    assert "two million" not in heard


async def test_a_look_at_the_certificate_is_answered(sender: Sender) -> None:
    assert (await sender.raw(b"ssl_check=1&token=x", {})).status == 200


async def test_the_address_verifies_itself(sender: Sender) -> None:
    response = await sender.json({"type": "url_verification", "challenge": "c4"})

    assert response.status == 200
    assert "c4" in await response.text()


def test_an_empty_signing_secret_stops_the_start(slack_less_settings: Settings) -> None:
    store = MemoryStore()

    with pytest.raises(ValueError, match="SLACK_SIGNING_SECRET"):
        SlackAdapter(Parley(store, Core()), slack_less_settings, store, SystemClock())


@pytest.fixture
def slack_less_settings() -> Settings:
    values: dict[str, Any] = {"_env_file": None, "slack_signing_secret": SecretStr("")}
    return Settings(**values)


async def test_slack_is_asked_once_who_the_token_is(sender: Sender, slack: FakeSlack, core: Core) -> None:
    for number in range(5):
        await sender.mention(f"question {number}")

    assert len(core.asked) == 5
    assert len(slack.called("auth.test")) == 1


async def test_an_event_is_not_lost_to_an_identity_slack_would_not_give(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    slack.faults["auth.test"].append(Fault(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "1"}))
    envelope = sender.envelope({"type": "app_mention", "user": "U1PARA", "text": "x", "channel": "C1", "ts": stamp()})

    assert (await sender.json(envelope)).status == 503
    assert (await sender.json(envelope)).status == 200
    assert len(core.asked) == 1


async def test_a_dropped_answer_makes_one_copy_and_is_called_unsure(adapter: SlackAdapter, slack: FakeSlack) -> None:
    slack.faults["chat.postMessage"].append(Fault(cut="after"))

    with pytest.raises(Unsure):
        await adapter.messenger.post(Channel("slack", TEAM, "C1"), card("Due tomorrow."), key="k1")

    assert len(slack.messages["C1"]) == len(slack.called("chat.postMessage")) == 1
    await adapter._line.close()


async def test_one_session_with_a_time_limit_serves_every_call(
    sender: Sender, adapter: SlackAdapter, slack: FakeSlack
) -> None:
    line = adapter._line
    first = line.session

    await sender.mention("help")
    await slack.until(lambda: slack.messages["C1"])

    assert line.session is first
    assert first.timeout.total == 10
    assert all(each.session is first for each in line._clients.values())
    assert line.client("any").retry_handlers == []


async def test_a_proxy_of_the_environment_is_not_used_for_this_machine(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, store: MemoryStore
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    adapter = SlackAdapter(Parley(store, Core()), settings, store, SystemClock())

    assert await adapter.messenger.post(Channel("slack", TEAM, "C1"), card("Here."), key="k")
    await adapter._line.close()


async def test_the_routes_live_beside_others_in_one_application(
    adapter: SlackAdapter, slack: FakeSlack, core: Core
) -> None:
    async def alive(_: web.Request) -> web.Response:
        return web.Response(text="alive")

    app = web.Application()
    app.router.add_get("/healthz", alive)
    adapter.add_to(app)
    async with TestClient(TestServer(app)) as client:
        assert (await client.get("/healthz")).status == 200
        assert (await Sender(client, slack).mention("help")).status == 200
    assert core.requests


async def test_the_environment_does_not_change_what_the_settings_say(
    monkeypatch: pytest.MonkeyPatch, slack: FakeSlack, store: MemoryStore, core: Core, tmp_path: Path
) -> None:
    settings = settings_for(slack)
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"):
        monkeypatch.setenv(name, "of another app")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    app = web.Application()
    SlackAdapter(Parley(store, core), settings, store, SystemClock()).add_to(app)

    async with TestClient(TestServer(app)) as client:
        assert (await Sender(client, slack).mention("help")).status == 200

    assert core.requests
    assert "of another app" not in {each.token for each in slack.calls}
    assert not any(os.scandir(tmp_path))


async def test_a_body_of_more_than_a_megabyte_is_turned_away(sender: Sender, core: Core) -> None:
    body = json.dumps({"text": "x" * (1024 * 1024)}).encode()
    headers = headers_of(body, "application/json")

    assert (await sender.client.post("/slack/events", data=io.BytesIO(body), headers=headers)).status == 413
    assert core.asked == []


async def test_a_slow_answer_keeps_nobody_else_waiting(sender: Sender, slack: FakeSlack, core: Core) -> None:
    slow = core.slow = threading.Event()
    waiting = asyncio.create_task(sender.mention("slow one"))
    await slack.until(lambda: core.asked)

    assert (await sender.json({"type": "url_verification", "challenge": "c"})).status == 200
    assert not waiting.done()

    slow.set()
    assert (await waiting).status == 200


async def test_an_answer_slower_than_slack_waits_is_acknowledged_and_still_given(
    monkeypatch: pytest.MonkeyPatch, sender: Sender, slack: FakeSlack, core: Core
) -> None:
    monkeypatch.setattr("adapters.slack.listeners.PATIENCE_SECONDS", 0.05)
    slow = core.slow = threading.Event()

    response = await sender.press(wire.encode(ShowStatus()))
    assert response.status == 200
    assert not slack.responses
    slow.set()

    assert await slack.until(lambda: slack.messages["C1"] or slack.responses)


async def test_parleys_own_messages_are_not_answered(sender: Sender, core: Core) -> None:
    assert (await sender.mention("help", user=BOT)).status == 200
    assert core.asked == []


async def test_another_signing_secret_is_no_key(sender: Sender) -> None:
    body = b'{"type":"url_verification","challenge":"c"}'

    assert (await sender.raw(body, headers_of(body, "application/json", secret=SECRET + " "))).status == 401
