"""The bot's own token for calling the platform: fetched once, kept, and renewed before it runs out."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import aiohttp
import structlog

from adapters.teams.auth import Session
from bot.ports import RetryAfter
from bot.settings import Settings

log = structlog.get_logger()

SCOPE = "https://api.botframework.com/.default"
GOVERNMENT_SCOPE = "https://api.botframework.us/.default"
LOGIN = "https://login.microsoftonline.com"
ANY_TENANT = "botframework.com"
"""The tenant that signs in bots registered for many tenants."""
RENEW_SECONDS = 600.0
"""A token this close to its end is renewed in the background while it still serves."""
EXPIRED_SECONDS = 30.0
WAIT_SECONDS = 15.0
FETCH_TIMEOUT = aiohttp.ClientTimeout(total=20, connect=5)


@dataclass(frozen=True, slots=True)
class Token:
    """A token, and for how many seconds from now it is good."""

    value: str
    seconds: float


SignIn = Callable[[], Awaitable[Token]]
"""Fetches a fresh token. Raises ``SignInFailed``."""


class SignInFailed(Exception):
    """The platform's sign-in did not give a token; the message is its code."""


class Bearer(Protocol):
    """What sending needs of all this."""

    async def header(self) -> dict[str, str]:
        """The ``Authorization`` header, or none. Raises ``RetryAfter``."""


class NoTokens:
    """For the local client, which asks for none."""

    async def header(self) -> dict[str, str]:
        """No header."""
        return {}


class Tokens:
    """One token at a time, shared by all that is sent."""

    def __init__(self, sign_in: SignIn, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._sign_in = sign_in
        self._monotonic = monotonic
        self._value = ""
        self._ends = float("-inf")
        self._failed = float("-inf")
        self._renewing: asyncio.Task[None] | None = None

    async def header(self) -> dict[str, str]:
        """The ``Authorization`` header. Raises ``RetryAfter`` while there is no token to be had."""
        left = self._ends - self._monotonic()
        if left < RENEW_SECONDS:
            self._start_renewing()
        if left < EXPIRED_SECONDS and self._renewing:
            await asyncio.shield(self._renewing)
            if self._ends - self._monotonic() <= 0:
                raise RetryAfter(WAIT_SECONDS)
        return {"Authorization": f"Bearer {self._value}"}

    def _start_renewing(self) -> None:
        idle = self._renewing is None or self._renewing.done()
        if idle and self._monotonic() - self._failed >= WAIT_SECONDS:
            self._renewing = asyncio.create_task(self._renew())

    async def _renew(self) -> None:
        try:
            token = await self._sign_in()
        except SignInFailed as error:
            self._failed = self._monotonic()
            log.warning("signing in to the platform failed", code=str(error))
            return
        self._value, self._ends = token.value, self._monotonic() + token.seconds

    async def close(self) -> None:
        """Stop renewing."""
        if self._renewing:
            self._renewing.cancel()
            await asyncio.gather(self._renewing, return_exceptions=True)


def sign_in_with(settings: Settings, session: Session) -> SignIn:
    """The way to sign in that the settings call for: a secret, a certificate, or the machine's managed identity."""
    app_id = settings.microsoft_app_id or ""
    if settings.microsoft_app_password:
        return _secret(app_id, settings.microsoft_app_password.get_secret_value(), _token_url(settings), session)
    if settings.microsoft_app_certificate:
        return _certificate(app_id, settings.microsoft_app_certificate, settings)
    return _managed_identity(app_id)


def _token_url(settings: Settings) -> str:
    tenant = settings.microsoft_app_tenant_id or ANY_TENANT
    return settings.microsoft_token_url or f"{LOGIN}/{tenant}/oauth2/v2.0/token"


def _scope(token_url: str) -> str:
    return GOVERNMENT_SCOPE if ".us/" in token_url else SCOPE


def _secret(app_id: str, secret: str, url: str, session: Session) -> SignIn:
    form = {"grant_type": "client_credentials", "client_id": app_id, "client_secret": secret, "scope": _scope(url)}

    async def sign_in() -> Token:
        try:
            async with session().post(url, data=form, timeout=FETCH_TIMEOUT, allow_redirects=False) as response:
                return _token(await response.json(content_type=None))
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise SignInFailed(type(error).__name__) from None

    return sign_in


def _certificate(app_id: str, path: Path, settings: Settings) -> SignIn:
    url = _token_url(settings)
    pem = path.read_text(encoding="utf-8")

    def acquire() -> Any:  # noqa: ANN401 # MSAL answers with a dictionary of what it got
        import msal  # type: ignore[import-untyped] # noqa: PLC0415 # it ships no types; few sign in this way

        app = msal.ConfidentialClientApplication(
            app_id,
            authority=url.removesuffix("/oauth2/v2.0/token"),
            client_credential={"private_key": pem, "public_certificate": pem},
        )
        return app.acquire_token_for_client(scopes=[_scope(url)])

    return _in_own_thread(acquire)


def _managed_identity(app_id: str) -> SignIn:
    def acquire() -> Any:  # noqa: ANN401 # MSAL answers with a dictionary of what it got
        import msal  # noqa: PLC0415 # few sign in this way
        import requests  # noqa: PLC0415 # the client MSAL asks for

        identity = msal.UserAssignedManagedIdentity(client_id=app_id)
        client = msal.ManagedIdentityClient(identity, http_client=requests.Session())
        return client.acquire_token_for_client(resource=SCOPE.removesuffix("/.default"))

    return _in_own_thread(acquire)


def _in_own_thread(acquire: Callable[[], Any]) -> SignIn:
    """MSAL blocks, so it has a thread of its own: neither the loop nor the database's threads wait for it."""
    thread = ThreadPoolExecutor(1, thread_name_prefix="sign-in")

    async def sign_in() -> Token:
        try:
            return _token(await asyncio.get_running_loop().run_in_executor(thread, acquire))
        except SignInFailed:
            raise
        except Exception as error:  # noqa: BLE001 - whatever MSAL or its client raises, there is no token
            raise SignInFailed(type(error).__name__) from None

    return sign_in


def _token(answer: Any) -> Token:  # noqa: ANN401 # whatever the far end said
    if not isinstance(answer, dict) or not isinstance(answer.get("access_token"), str):
        code = answer.get("error") if isinstance(answer, dict) else None
        raise SignInFailed(code if isinstance(code, str) and code.replace("_", "").isalnum() else "no_token")
    try:
        return Token(answer["access_token"], float(answer.get("expires_in", 0)))
    except (TypeError, ValueError):
        raise SignInFailed("no_expiry") from None
