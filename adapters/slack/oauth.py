"""Installing Parley into a workspace, or an organisation, by the button on its install page."""

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode, urljoin

import structlog
from aiohttp import web

from adapters.slack import sentences
from adapters.slack.installations import Installation, VaultInstallations
from adapters.slack.scopes import ALWAYS, OPTIONAL
from bot.clock import Clock
from bot.ports import SendingError

COOKIE = "parley-slack-install"
GOOD_FOR_SECONDS = 600

log = structlog.get_logger()


class Install:
    """The two pages of an installation. The state is signed, expires, belongs to one browser and works once."""

    def __init__(
        self, installations: VaultInstallations, clock: Clock, *, api_url: str, client: tuple[str, str]
    ) -> None:
        self._installations = installations
        self._clock = clock
        self._authorize_url = urljoin(api_url, "/oauth/v2/authorize")
        self._client_id, self._client_secret = client
        self._used: dict[str, float] = {}
        self.installed: Callable[[Installation], Awaitable[None]] | None = None
        """Called after each installation."""

    async def start(self, request: web.Request) -> web.Response:
        """Send the browser to Slack, which asks the administrator; the manifest says which scopes may be left out."""
        state = self._state()
        query = {"client_id": self._client_id, "scope": ",".join((*ALWAYS, *OPTIONAL)), "state": state}
        response = web.HTTPFound(f"{self._authorize_url}?{urlencode(query)}")
        response.set_cookie(
            COOKIE,
            _digest(state),
            max_age=GOOD_FOR_SECONDS,
            path="/slack",
            secure=_by_https(request),
            httponly=True,
            samesite="Lax",
        )
        raise response

    async def finish(self, request: web.Request) -> web.Response:
        """Slack sends the browser back with a code: exchange it, and keep the installation."""
        state = request.query.get("state", "")
        if request.cookies.get(COOKIE, "") != _digest(state):
            return _page(400, sentences.INSTALL_OTHER_BROWSER)
        if not self._good(state):
            return _page(401, sentences.INSTALL_TOO_LATE)
        if "code" not in request.query:
            return _page(200, sentences.INSTALL_CANCELLED)
        try:
            installation = await self._installations.exchange(request.query["code"])
        except (SendingError, LookupError) as error:
            log.warning("not installed", error=str(error))
            return _page(502, sentences.INSTALL_FAILED)
        log.info("installed", tenant=installation.tenant)
        if self.installed:
            await self.installed(installation)
        response = _page(200, sentences.INSTALLED)
        response.del_cookie(COOKIE, path="/slack")
        return response

    def _state(self) -> str:
        until = int(self._clock.now().timestamp()) + GOOD_FOR_SECONDS
        plain = f"{until}.{secrets.token_urlsafe(24)}"
        return f"{plain}.{self._seal(plain)}"

    def _good(self, state: str) -> bool:
        """Whether the state is ours, in time, and seen for the first time."""
        now = self._clock.now().timestamp()
        self._used = {each: until for each, until in self._used.items() if until > now}
        plain, _, seal = state.rpartition(".")
        if not hmac.compare_digest(seal.encode(), self._seal(plain).encode()) or state in self._used:
            return False
        until = float(plain.partition(".")[0])
        self._used[state] = until
        return until > now

    def _seal(self, plain: str) -> str:
        return hmac.new(self._client_secret.encode(), plain.encode(), hashlib.sha256).hexdigest()


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode("utf-8", "surrogatepass")).hexdigest()


def _by_https(request: web.Request) -> bool:
    """Whether the browser speaks HTTPS, with this process or with the proxy before it."""
    return request.secure or request.headers.get("X-Forwarded-Proto", "") == "https"


def _page(status: int, sentence: str) -> web.Response:
    html = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Parley</title><p>{sentence}</p></html>'
    headers = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'",
        "Referrer-Policy": "no-referrer",
    }
    return web.Response(status=status, text=html, content_type="text/html", headers=headers)
