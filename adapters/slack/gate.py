"""What may come in: signed by Slack, recent, small and readable. Judged on the raw bytes, before anything is parsed."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

LARGEST = 1024 * 1024
WINDOW_SECONDS = 300
FIELDS_AT_MOST = 100
NO_RETRY: Mapping[str, str] = {"X-Slack-No-Retry": "1"}

_STAMP = re.compile(r"[0-9]{1,12}")


class TurnedAway(Exception):
    """A request that is not let in; ``status`` says why."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def body_of(request: web.Request) -> bytes:
    """The raw body. Raises ``TurnedAway`` where it is too large."""
    if (request.content_length or 0) > LARGEST:
        raise TurnedAway(413)
    body = bytearray()
    async for chunk in request.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > LARGEST:
            raise TurnedAway(413)
    return bytes(body)


def signed(body: bytes, headers: Mapping[str, str], secret: str, now: float) -> bool:
    """Whether the body carries Slack's signature of the last five minutes."""
    stamp = headers.get("X-Slack-Request-Timestamp", "")
    if not _STAMP.fullmatch(stamp) or abs(now - int(stamp)) > WINDOW_SECONDS:
        return False
    expected = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    given = headers.get("X-Slack-Signature", "").encode("utf-8", "surrogateescape")
    return hmac.compare_digest(f"v0={expected}".encode(), given)


def is_certificate_check(body: bytes) -> bool:
    """Whether Slack only looks at the certificate, which it does without anything else to say."""
    return len(body) < 1024 and dict(parse_qsl(body.decode("latin-1"))).get("ssl_check") == "1"  # noqa: PLR2004 # small


def parsed(body: bytes) -> dict[str, Any]:
    """The payload: JSON, a form's ``payload``, or the form itself. Raises ``TurnedAway`` where it is none of these."""
    try:
        text = body.decode()
        payload = json.loads(text) if text.lstrip().startswith(("{", "[")) else _form(text)
    except (ValueError, RecursionError):
        raise TurnedAway(400) from None
    if not isinstance(payload, dict):
        raise TurnedAway(400)
    if payload.get("type") == "event_callback" and not isinstance(payload.get("event"), dict):
        raise TurnedAway(400)
    return payload


def _form(text: str) -> object:
    fields = dict(parse_qsl(text, keep_blank_values=True, strict_parsing=True, max_num_fields=FIELDS_AT_MOST))
    return json.loads(fields["payload"]) if "payload" in fields else fields
