"""``POST /api/messages``: what arrives is checked before anything of it is believed."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import structlog
from aiohttp import web

from adapters.teams.auth import Forbidden, Gate, KeysUnavailable, Unauthorized, Verified, loopback, sendable
from adapters.teams.parse import Incoming, Malformed, read

log = structlog.get_logger()

LARGEST_BODY = 1024 * 1024


class Answer(Protocol):
    """What an invoke is answered with."""

    status: int
    body: dict[str, Any] | None


Run = Callable[[dict[str, Any], Incoming], Awaitable[Answer | None]]
"""Handles one activity. Raises ``Malformed``."""


class Guard(Protocol):
    """Decides who may call."""

    async def caller(self, request: web.Request) -> Verified:
        """Who calls. Raises ``Unauthorized``, ``Forbidden`` or ``KeysUnavailable``."""

    def activity(self, verified: Verified, incoming: Incoming, channel: str) -> None:
        """Whether the caller may send this. Raises ``Forbidden``."""


class Signed:
    """Only the platform, for the tenants served here."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def caller(self, request: web.Request) -> Verified:
        """The bearer of a good token."""
        return await self._gate.token(request.headers.get("Authorization", ""))

    def activity(self, verified: Verified, incoming: Incoming, channel: str) -> None:
        """An activity that its token is good for."""
        self._gate.activity(verified, channel, incoming.place.service_url, incoming.place.tenant)


class Local:
    """Only programs of this machine, such as Microsoft's Agents Playground: no browser's page, and no other host."""

    async def caller(self, request: web.Request) -> Verified:
        """A program on this machine."""
        if not loopback(f"http://{request.remote if ':' not in (request.remote or '') else f'[{request.remote}]'}"):
            raise Forbidden("not_this_machine")
        if not loopback(f"http://{request.host}") or "Origin" in request.headers:
            raise Forbidden("not_a_program")
        return Verified("", frozenset())

    def activity(self, verified: Verified, incoming: Incoming, channel: str) -> None:  # noqa: ARG002 - the protocol's
        """An activity that is answered on this machine."""
        if not loopback(incoming.place.service_url) or not sendable(incoming.place.service_url):
            raise Forbidden("service_url")


class Endpoint:
    """The route."""

    def __init__(self, guard: Guard, run: Run) -> None:
        self._guard = guard
        self._run = run

    async def messages(self, request: web.Request) -> web.Response:
        """One activity. Whatever arrives, the answer is one that tells the platform what to do, never an accident."""
        try:
            verified = await self._guard.caller(request)
            raw = await _body(request)
            incoming = read(raw)
            self._guard.activity(verified, incoming, str(raw.get("channelId") or ""))
            answer = await self._run(raw, incoming)
        except Unauthorized as error:
            return _refused(401, str(error))
        except Forbidden as error:
            return _refused(403, str(error))
        except Malformed:
            return _refused(400, "malformed")
        except KeysUnavailable:
            return web.Response(status=503, headers={"Retry-After": "5"})
        if answer is None:
            return web.Response(status=202)
        return web.json_response(answer.body or {}, status=answer.status)


def _refused(status: int, reason: str) -> web.Response:
    log.info("a call was refused", status=status, reason=reason)
    return web.Response(status=status)


async def _body(request: web.Request) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    if (request.content_length or 0) > LARGEST_BODY or len(content := await request.read()) > LARGEST_BODY:
        raise web.HTTPRequestEntityTooLarge(LARGEST_BODY)
    try:
        raw = json.loads(content)
    except (ValueError, RecursionError):
        raise Malformed("not JSON") from None
    if not isinstance(raw, dict):
        raise Malformed("not an object")
    return raw
