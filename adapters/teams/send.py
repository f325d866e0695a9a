"""Calls to the platform: one session, paced, each answer mapped to what the outbox understands."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote

import aiohttp
from yarl import URL

from adapters.teams.auth import Session, loopback, sendable
from adapters.teams.pacing import Pace
from adapters.teams.tokens import Bearer
from bot.ports import MessageGone, Refused, RetryAfter, Unsure

Json = dict[str, Any]
T = TypeVar("T")

TIMEOUT = aiohttp.ClientTimeout(total=10, connect=4)
"""The scheduler's lease allows a post ten seconds."""
UPLOAD_TIMEOUT = aiohttp.ClientTimeout(total=60, connect=5)
LONGEST_HOLD = 3.0
"""Seconds a post may be held back here; beyond them the outbox is asked to come again."""
WAIT_SECONDS = 15.0
PAGE = 500
MOST_PAGES = 20
UNDELIVERED = {412, 429}
_CODE = re.compile(r"[A-Za-z_]{1,60}")
HTTP_OK = range(200, 300)
SERVER_FAULTS = range(500, 600)
HTTP_TIMEOUT = 408
HTTP_UNAVAILABLE = 503
NO_MESSAGE = "ActivityNotFoundInConversation"
"""What Teams says of a message that was deleted."""


class Connector:
    """The Bot Connector's REST interface, as much of it as Parley uses.

    Every call may raise ``RetryAfter`` (not delivered), ``Refused`` or ``Unsure``. Service URLs must come from a
    verified activity, because the bot's own token goes there. ``local`` allows this machine only.
    """

    def __init__(self, session: Session, bearer: Bearer, pace: Pace, *, local: bool = False) -> None:
        self._session = session
        self._bearer = bearer
        self._pace = pace
        self._local = local

    async def send(self, service_url: str, conversation: str, activity: Json) -> str:
        """Send a message; returns the platform's id of it. Raises ``Unsure`` when no id came back."""
        await self._paced(conversation)
        answer = await self._call("POST", service_url, ["conversations", conversation, "activities"], activity)
        if isinstance(answer.get("id"), str) and answer["id"]:
            return str(answer["id"])
        raise Unsure("no_id")

    async def update(self, service_url: str, conversation: str, message: str, activity: Json) -> None:
        """Replace a message."""
        await self._paced(conversation)
        await self._call("PUT", service_url, ["conversations", conversation, "activities", message], activity)

    async def delete(self, service_url: str, conversation: str, message: str) -> None:
        """Take a message back."""
        await self._paced(conversation)
        await self._call("DELETE", service_url, ["conversations", conversation, "activities", message])

    async def open_chat(self, service_url: str, bot: str, tenant: str, account: str) -> str:
        """The personal chat with one person; returns its conversation id."""
        chat = {
            "bot": {"id": bot},
            "isGroup": False,
            "members": [{"id": account}],
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        answer = await self._call("POST", service_url, ["conversations"], chat)
        if isinstance(answer.get("id"), str) and answer["id"]:
            return str(answer["id"])
        raise Unsure("no_id")

    async def members(self, service_url: str, conversation: str) -> list[Json]:
        """Everybody in a conversation. Raises ``Refused`` when there are more than can be looked through."""
        found: list[Json] = []
        more = ""
        for _ in range(MOST_PAGES):
            query = {"pageSize": str(PAGE)} | ({"continuationToken": more} if more else {})
            path = ["conversations", conversation, "pagedmembers"]
            answer = await self._call("GET", service_url, path, query=query)
            members = answer.get("members")
            found += [each for each in members if isinstance(each, dict)] if isinstance(members, list) else []
            more = str(answer.get("continuationToken") or "")
            if not more:
                return found
        raise Refused("too_many_members")

    async def upload(self, url: str, content: bytes) -> None:
        """Put a file where the person allowed it, without the bot's token."""
        if not sendable(url):
            raise Refused("not_https")
        span = f"bytes 0-{len(content) - 1}/{len(content)}"
        headers = {"Content-Range": span, "Content-Type": "application/octet-stream"}
        try:
            async with self._session().put(
                URL(url, encoded=True), data=content, headers=headers, timeout=UPLOAD_TIMEOUT, allow_redirects=False
            ) as response:
                _judge(response.status, response.headers, b"")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unsure(type(error).__name__) from None

    async def download(self, url: str, most: int) -> bytes:
        """A file of at most ``most`` bytes, fetched without the bot's token. Raises ``Refused``."""
        if not sendable(url) or (loopback(url) and not self._local):
            raise Refused("not_https")
        try:
            async with self._session().get(
                URL(url, encoded=True), timeout=UPLOAD_TIMEOUT, allow_redirects=False
            ) as response:
                _judge(response.status, response.headers, b"")
                content = bytearray()
                async for chunk in response.content.iter_chunked(65536):
                    content += chunk
                    if len(content) > most:
                        raise Refused("too_large")
                return bytes(content)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unsure(type(error).__name__) from None

    async def _paced(self, conversation: str) -> None:
        bare = conversation.partition(";")[0]
        if (wait := self._pace.wait(bare)) > LONGEST_HOLD:
            raise RetryAfter(wait)
        if wait := self._pace.book(bare):
            await asyncio.sleep(wait)

    async def _call(
        self,
        method: str,
        service_url: str,
        path: list[str],
        body: Json | None = None,
        *,
        query: Mapping[str, str] | None = None,
    ) -> Json:
        if not sendable(service_url) or (self._local and not loopback(service_url)):
            raise Refused("service_url")
        url = URL("/".join([service_url, "v3", *(quote(each, safe="") for each in path)]), encoded=True)
        headers = await self._bearer.header()
        try:
            async with self._session().request(
                method,
                url.update_query(query) if query else url,
                json=body,
                headers=headers,
                timeout=TIMEOUT,
                allow_redirects=False,
            ) as response:
                return _judge(response.status, response.headers, await response.read())
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            # The connection never stood, so nothing was delivered.
            raise RetryAfter(WAIT_SECONDS) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unsure(type(error).__name__) from None


def _judge(status: int, headers: Mapping[str, str], body: bytes) -> Json:
    """The answer of a call that was accepted; the platform's table of statuses for one that was not."""
    if status in HTTP_OK:
        return _json(body)
    if status in UNDELIVERED or (status == HTTP_UNAVAILABLE and "Retry-After" in headers):
        raise RetryAfter(_seconds(headers.get("Retry-After", "")))
    if status in SERVER_FAULTS or status == HTTP_TIMEOUT:
        raise Unsure(f"http_{status}")
    code = _code(body) or f"http_{status}"
    raise MessageGone(code) if code == NO_MESSAGE else Refused(code)


def _json(body: bytes) -> Json:
    try:
        read = json.loads(body) if body.strip() else {}
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _code(body: bytes) -> str:
    error = _json(body).get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) and _CODE.fullmatch(code) else ""


def _seconds(value: str) -> float:
    return min(max(float(value), 1.0), 3600.0) if value.isascii() and value.isdigit() else WAIT_SECONDS


async def patiently(attempt: Callable[[], Awaitable[T]], longest: float = 20.0, tries: int = 3) -> T:
    """A direct answer, sent again only while the platform says that nothing was delivered."""
    while True:
        try:
            return await attempt()
        except RetryAfter as error:
            tries -= 1
            if not tries or error.seconds > longest:
                raise
            await asyncio.sleep(error.seconds)
