"""Calls to Slack's Web API: one session, no retries of the SDK's own, and errors in the core's words."""

import asyncio
import contextlib
import ssl
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.client import Client
from adapters.slack.quiet import QUIET
from bot.ports import MessageGone, Refused, RetryAfter, SendingError, Unsure

TIMEOUT_SECONDS = 10
WAIT_WITHOUT_WORD_SECONDS = 30.0
NO_CONNECTION_WAIT_SECONDS = 5.0

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
GONE = frozenset({"message_not_found", "cant_update_message", "cant_delete_message", "edit_window_closed"})
LIMITED = frozenset({"ratelimited", "rate_limited"})
MAYBE_DONE = frozenset(
    {"internal_error", "fatal_error", "request_timeout", "service_unavailable", "unknown_error", "team_added_to_org"}
)
"""Slack's words for: some of it may have happened."""

Call = Callable[[AsyncWebClient], Awaitable[Any]]


class Line:
    """The connection to Slack that every call of this process shares.

    It opens with the first call, in the event loop that makes it, and is closed once, after the last.
    """

    def __init__(self, api_url: str) -> None:
        self._api_url = api_url if api_url.endswith("/") else f"{api_url}/"
        host = urlsplit(api_url).hostname or ""
        self._direct = host in LOOPBACK or bool(proxy_bypass(host))
        self._session: aiohttp.ClientSession | None = None
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._clients: dict[str, AsyncWebClient] = {}

    @property
    def session(self) -> aiohttp.ClientSession:
        """The session, with the time limit that the SDK would otherwise not apply to it."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=TIMEOUT_SECONDS), connector=aiohttp.TCPConnector(limit=64)
            )
            self._clients.clear()
        return self._session

    def client(self, token: str | None = None) -> AsyncWebClient:
        """A client that never sends a thing twice. ``retry_handlers`` is empty because the SDK's default resends."""
        session = self.session
        if token is None or token not in self._clients:
            made = Client(
                token=token,
                base_url=self._api_url,
                timeout=TIMEOUT_SECONDS,
                session=session,
                retry_handlers=[],
                logger=QUIET,
            )
            made.proxy = self._proxy(made.proxy)
            if token is None:
                return made
            self._clients[token] = made
        return self._clients[token]

    def answering(self, response_url: str) -> AsyncWebhookClient:
        """A client for the address that came with a command or a press."""
        made = AsyncWebhookClient(response_url, session=self.session, retry_handlers=[], logger=QUIET)
        made.proxy = self._proxy(made.proxy)
        return made

    def _proxy(self, found: str | None) -> str | None:
        """The SDK takes its proxy from the environment and does not heed the environment's exceptions."""
        return None if self._direct else found

    async def call(self, token: str | None, call: Call) -> Any:  # noqa: ANN401 # Slack's answer, as the SDK types it
        """Make one call. Raises ``RetryAfter``, ``Refused``, ``MessageGone`` or ``Unsure``."""
        self._under_way += 1
        self._idle.clear()
        try:
            return await call(self.client(token))
        except SlackApiError as error:
            raise meaning(error) from None
        except (aiohttp.ClientConnectorError, ssl.SSLError):
            raise RetryAfter(NO_CONNECTION_WAIT_SECONDS) from None
        except (aiohttp.ClientError, SlackClientError, OSError, ValueError, AttributeError, TypeError) as error:
            raise Unsure(type(error).__name__) from None
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def close(self) -> None:
        """Close the connection after the calls under way, the scheduler's among them."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(TIMEOUT_SECONDS):
                await self._idle.wait()
        if self._session is not None:
            await self._session.close()
        self._clients.clear()


def meaning(error: SlackApiError) -> SendingError:
    """What an error answer of Slack means for a message."""
    response = error.response
    code = _code(response)
    status = getattr(response, "status_code", 0)
    if status == 429 or code in LIMITED:  # noqa: PLR2004 # HTTP's own number
        return RetryAfter(_seconds(response))
    if status >= 500 or code in MAYBE_DONE:  # noqa: PLR2004 # the same
        return Unsure(code)
    return MessageGone(code) if code in GONE else Refused(code)


def _code(response: Any) -> str:  # noqa: ANN401 # the SDK's answers are a mapping or raw
    try:
        return str(response.get("error") or "unknown_error")
    except (AttributeError, ValueError):
        return "unknown_error"


def _seconds(response: Any) -> float:  # noqa: ANN401 # the same
    headers = {str(name).lower(): value for name, value in dict(getattr(response, "headers", None) or {}).items()}
    try:
        return max(1.0, float(headers.get("retry-after", WAIT_WITHOUT_WORD_SECONDS)))
    except (TypeError, ValueError):
        return WAIT_WITHOUT_WORD_SECONDS
