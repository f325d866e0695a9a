"""Slack's side of the conversation: signed requests, as Slack sends them."""

import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

from tests.adapters.slack.fake_slack import BOT, TEAM, FakeSlack

SECRET = "a signing secret of the tests"
_numbers = itertools.count(1)


def number() -> int:
    return next(_numbers)


def signature(body: bytes, stamp: str, secret: str = SECRET) -> str:
    return "v0=" + hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()


def headers_of(body: bytes, content_type: str, *, stamp: str | None = None, secret: str = SECRET) -> dict[str, str]:
    stamp = stamp or str(int(time.time()))
    signed = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature(body, stamp, secret)}
    return signed | {"Content-Type": content_type}


def stamp() -> str:
    return f"{time.time():.0f}.{number():06d}"


class Sender:
    """Sends what people do in the fake workspace to the routes under test."""

    def __init__(self, client: TestClient[Any, Any], slack: FakeSlack) -> None:
        self.client = client
        self.slack = slack

    async def raw(self, body: bytes, headers: Mapping[str, str]) -> ClientResponse:
        return await self.client.post("/slack/events", data=body, headers=headers)

    async def json(self, payload: Mapping[str, Any], **more: str) -> ClientResponse:
        body = json.dumps(payload).encode()
        return await self.raw(body, headers_of(body, "application/json") | more)

    async def form(self, fields: Mapping[str, str]) -> ClientResponse:
        body = urlencode(fields).encode()
        return await self.raw(body, headers_of(body, "application/x-www-form-urlencoded"))

    # --- events

    def envelope(self, event: Mapping[str, Any], **more: Any) -> dict[str, Any]:
        authorizations = [{"team_id": TEAM, "enterprise_id": None, "user_id": BOT, "is_bot": True}]
        return {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": "A1",
            "event_id": f"Ev{number()}",
            "event_time": int(time.time()),
            "authorizations": authorizations,
            "event": dict(event),
        } | more

    async def event(self, event: Mapping[str, Any], **more: Any) -> ClientResponse:
        return await self.json(self.envelope(event, **more))

    async def mention(self, text: str, user: str = "U1PARA", channel: str = "C1", **more: Any) -> ClientResponse:
        return await self.event(
            {"type": "app_mention", "user": user, "team": TEAM, "text": f"<@{BOT}> {text}", "channel": channel}
            | {"ts": stamp()}
            | more
        )

    async def direct(self, text: str, user: str = "U1PARA", **more: Any) -> ClientResponse:
        return await self.event(
            {"type": "message", "channel_type": "im", "user": user, "team": TEAM, "text": text}
            | {"channel": f"D-{user}", "ts": stamp()}
            | more
        )

    # --- interactions

    async def command(self, text: str, user: str = "U1PARA", channel: str = "C1", **more: str) -> ClientResponse:
        return await self.form(
            {
                "command": "/parley",
                "text": text,
                "team_id": TEAM,
                "user_id": user,
                "channel_id": channel,
                "trigger_id": f"trigger.{number()}",
                "response_url": self.slack.response_url(),
            }
            | more
        )

    async def interaction(self, payload: Mapping[str, Any]) -> ClientResponse:
        return await self.form({"payload": json.dumps(payload)})

    def pressing(self, value: str, user: str = "U1PARA", channel: str = "C1", **more: Any) -> dict[str, Any]:
        message = stamp()
        return {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": user, "team_id": TEAM},
            "trigger_id": f"trigger.{number()}",
            "response_url": self.slack.response_url(),
            "channel": {"id": channel},
            "container": {"type": "message", "message_ts": message, "channel_id": channel, "is_ephemeral": False},
            "message": {"ts": message},
            "actions": [{"type": "button", "action_id": "press:0", "block_id": "b", "value": value}],
        } | more

    async def press(self, value: str, user: str = "U1PARA", channel: str = "C1", **more: Any) -> ClientResponse:
        return await self.interaction(self.pressing(value, user, channel, **more))

    async def submit(
        self, view: Mapping[str, Any], values: Mapping[str, Any], user: str = "U1PARA", **more: Any
    ) -> ClientResponse:
        state = {block: {"value": _element(value)} for block, value in values.items()}
        payload = {
            "type": "view_submission",
            "team": {"id": TEAM},
            "user": {"id": user, "team_id": TEAM},
            "trigger_id": f"trigger.{number()}",
            "view": {"id": "V0", "hash": "h"} | dict(view) | {"state": {"values": state}},
        }
        return await self.interaction(payload | more)


def _element(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    return {"type": "plain_text_input", "value": value}
