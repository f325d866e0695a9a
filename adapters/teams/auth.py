"""Who may call ``/api/messages``: the tokens of incoming calls, checked as the platform demands.

See Microsoft's "Authenticate requests from the Bot Connector service to your bot".
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import jwt
import structlog

log = structlog.get_logger()

Session = Callable[[], aiohttp.ClientSession]
"""The session to call out with, opened on the loop when first needed."""

SKEW_SECONDS = 300
FRESH_SECONDS = 24 * 3600.0
AGAIN_SECONDS = 60.0
"""How often at most a key nobody knows makes the keys be fetched again."""
FETCH_TIMEOUT = aiohttp.ClientTimeout(total=8, connect=4)
ALGORITHM = "RS256"
CHANNEL = "msteams"


class Unauthorized(Exception):
    """The call carries no token, or not one of the platform's for this bot."""


class Forbidden(Exception):
    """The token is good, but not for this activity, channel or tenant."""


class KeysUnavailable(Exception):
    """The platform's keys have never been had, so nothing can be checked yet."""


@dataclass(frozen=True, slots=True)
class Key:
    """A signing key of the platform, and the channels it may speak for."""

    public: Any
    endorsements: frozenset[str]


class Keys:
    """The platform's signing keys, fetched when first needed, daily, and when a key turns up that is not among them."""

    def __init__(self, metadata_url: str, session: Session, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._url = metadata_url
        self._session = session
        self._monotonic = monotonic
        self._lock = asyncio.Lock()
        self._keys: dict[str, Key] = {}
        self._fetched: float | None = None
        self._tried: float | None = None
        self.issuer = ""

    async def get(self, key_id: str) -> Key:
        """The key of that id. Raises ``Unauthorized`` or ``KeysUnavailable``."""
        if self._wanted(key_id):
            async with self._lock:
                if self._wanted(key_id):
                    await self._fetch()
        if self._fetched is None:
            raise KeysUnavailable
        if key_id not in self._keys:
            raise Unauthorized("unknown_key")
        return self._keys[key_id]

    def _wanted(self, key_id: str) -> bool:
        now = self._monotonic()
        if self._tried is not None and now - self._tried < AGAIN_SECONDS and self._fetched is not None:
            return False
        stale = self._fetched is None or now - self._fetched > FRESH_SECONDS
        return stale or key_id not in self._keys

    async def _fetch(self) -> None:
        self._tried = self._monotonic()
        try:
            metadata = await self._json(self._url)
            keys = await self._json(str(metadata["jwks_uri"]))
            self._keys = {str(each["kid"]): _key(each) for each in keys["keys"] if each.get("kty") == "RSA"}
            self.issuer = str(metadata["issuer"])
            self._fetched = self._monotonic()
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError, jwt.PyJWTError) as error:
            log.warning("signing keys not fetched", reason=type(error).__name__)

    async def _json(self, url: str) -> dict[str, Any]:
        async with self._session().get(url, timeout=FETCH_TIMEOUT) as response:
            response.raise_for_status()
            answer = await response.json(content_type=None)
            return dict(answer)


def _key(jwk: dict[str, Any]) -> Key:
    public = jwt.PyJWK(jwk, algorithm=ALGORITHM).key
    return Key(public, frozenset(map(str, jwk.get("endorsements", ()))))


@dataclass(frozen=True, slots=True)
class Verified:
    """What a good token says: the service it speaks for, and the channels its key is endorsed for."""

    service_url: str
    endorsements: frozenset[str]


class Gate:
    """Checks tokens against one app id, and activities against their token."""

    def __init__(self, app_id: str, tenant: str | None, keys: Keys) -> None:
        self._app_id = app_id
        self._tenant = tenant
        self._keys = keys

    async def token(self, authorization: str) -> Verified:
        """What the token says. Raises ``Unauthorized`` or ``KeysUnavailable``."""
        scheme, _, token = authorization.partition(" ")
        if scheme.casefold() != "bearer" or not token:
            raise Unauthorized("no_token")
        try:
            header = jwt.get_unverified_header(token)
        except (jwt.PyJWTError, ValueError, RecursionError):
            raise Unauthorized("not_a_token") from None
        if header.get("alg") != ALGORITHM or not isinstance(header.get("kid"), str):
            raise Unauthorized("wrong_algorithm")
        key = await self._keys.get(header["kid"])
        try:
            claims = jwt.decode(
                token,
                key.public,
                algorithms=[ALGORITHM],
                audience=self._app_id,
                issuer=self._keys.issuer,
                leeway=SKEW_SECONDS,
                options={"require": ["exp", "iss", "aud"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise Unauthorized(type(error).__name__) from None
        service_url = claims.get("serviceurl")
        if not isinstance(service_url, str) or not service_url:
            raise Unauthorized("no_service_url")
        return Verified(service_url.rstrip("/"), key.endorsements)

    def activity(self, verified: Verified, channel: str, service_url: str, tenant: str) -> None:
        """Whether the token is one for this activity. Raises ``Forbidden``."""
        if service_url != verified.service_url or not sendable(service_url):
            raise Forbidden("service_url")
        if channel != CHANNEL or channel not in verified.endorsements:
            raise Forbidden("endorsement")
        if not tenant or (self._tenant and tenant != self._tenant):
            raise Forbidden("tenant")


def sendable(service_url: str) -> bool:
    """Whether replies, which carry the bot's own token, may go there: HTTPS, or this machine."""
    try:
        parts = urlsplit(service_url)
        return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and loopback(service_url)))
    except ValueError:
        return False


def loopback(url: str) -> bool:
    """Whether a URL is of this machine."""
    try:
        return urlsplit(url).hostname in {"localhost", "127.0.0.1", "::1"}
    except ValueError:
        return False
