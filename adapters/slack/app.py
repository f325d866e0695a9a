"""Slack's side of the one web application."""

from typing import Any

import structlog
from aiohttp import web
from slack_bolt import BoltResponse
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.error import BoltUnhandledRequestError

from adapters.slack import gate, parse, sentences
from adapters.slack.authorize import Authorization
from adapters.slack.calls import Line
from adapters.slack.desk import Desk
from adapters.slack.documents import Documents
from adapters.slack.errands import Errands
from adapters.slack.installations import (
    PLATFORM,
    Installation,
    Installations,
    OneInstallation,
    Unavailable,
    VaultInstallations,
)
from adapters.slack.life import Life
from adapters.slack.listeners import Conversation
from adapters.slack.messenger import SlackMessenger
from adapters.slack.oauth import Install
from adapters.slack.parse import Origin
from adapters.slack.people import Directory
from adapters.slack.quiet import QUIET, named
from adapters.slack.replying import Replier
from bot.clock import Clock, SystemClock
from bot.conversation.requests import Installed
from bot.domain.people import Direct
from bot.ports import SendingError, Store
from bot.router import Parley
from bot.settings import Settings

DRAIN_SECONDS = 20.0

log = structlog.get_logger()


class SlackAdapter:
    """Parley in Slack. ``messenger`` is the outbox's way there.

    ``clock`` is the clock Parley lives by; ``wall`` the real one, which signatures and tokens go by.
    Raises ``ValueError`` where the settings do not name a signing secret.
    """

    def __init__(
        self, parley: Parley, settings: Settings, store: Store, clock: Clock, wall: Clock | None = None
    ) -> None:
        secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else ""
        if not secret:
            raise ValueError("SLACK_SIGNING_SECRET must not be empty")
        self._secret = secret
        self._wall = wall or SystemClock()
        self._line = Line(settings.slack_api_url)
        self._errands = Errands()
        self._install: Install | None = None
        self._installations = self._installed_by(settings, store)
        directory = Directory(self._line, self._installations, self._wall)
        self.messenger = SlackMessenger(self._line, self._installations, directory)
        self._desk = Desk(parley, directory, self.messenger, clock)
        self._replier = Replier(self._line, self.messenger)
        self._conversation = Conversation(
            self._desk, self._replier, Documents(self._line, settings.slack_api_url), self._errands
        )
        self._life = Life(self._desk, self._replier, directory, self._installations, self._errands)
        self._bolt: AsyncApp | None = None

    def _installed_by(self, settings: Settings, store: Store) -> Installations:
        if settings.slack_client_id and settings.slack_client_secret:
            client = settings.slack_client_id, settings.slack_client_secret.get_secret_value()
            many = VaultInstallations(store, self._line, self._wall, *client)
            self._install = Install(many, self._wall, api_url=settings.slack_api_url, client=client)
            self._install.installed = self._introduce
            return many
        token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
        return OneInstallation(token, self._line)

    def add_to(self, app: web.Application) -> None:
        """Put Slack's routes into the application, and finish what is under way when it ends."""
        app.router.add_post("/slack/events", self.events)
        if self._install:
            app.router.add_get("/slack/install", self._install.start, allow_head=False)
            app.router.add_get("/slack/oauth_redirect", self._install.finish, allow_head=False)
        app.on_cleanup.append(self._close)

    async def _close(self, _: web.Application) -> None:
        await self._errands.finish(DRAIN_SECONDS)
        await self._line.close()

    # --- what arrives

    async def events(self, request: web.Request) -> web.Response:
        """Everything Slack sends: events, commands, shortcuts, presses and forms."""
        try:
            body = await gate.body_of(request)
            now = self._wall.now().timestamp()
            if not gate.signed(body, request.headers, self._secret, now):
                return web.Response(status=200 if gate.is_certificate_check(body) else 401)
            payload = gate.parsed(body)
        except gate.TurnedAway as turned:
            return web.Response(status=turned.status, headers=gate.NO_RETRY)
        return await to_aiohttp_response(await self._dispatched(payload))

    async def _dispatched(self, payload: dict[str, Any]) -> BoltResponse:
        """The dispatcher's answer. Its socket mode is the one that takes a payload already verified and parsed."""
        try:
            return await self.bolt.async_dispatch(AsyncBoltRequest(body=parse.hosted(payload), mode="socket_mode"))
        except Exception as error:  # noqa: BLE001 # the SDK stumbles in many ways over what it does not expect
            return await _not_handled(error, payload)

    @property
    def bolt(self) -> AsyncApp:
        """Slack's own dispatcher, made with the first request, in the loop that serves it.

        ``process_before_response``: a listener's work is durable before Slack has its answer. Requests reach it
        verified and parsed, which is why it is not to verify them again.
        """
        if self._bolt is None:
            self._bolt = AsyncApp(
                name="parley",
                logger=QUIET,
                client=self._line.client(),
                authorize=Authorization(self._installations),  # type: ignore[arg-type] # Bolt takes None: not installed
                process_before_response=True,
                raise_error_for_unhandled_request=True,
                request_verification_enabled=False,
                user_facing_authorize_error_message=sentences.NOT_INSTALLED,
            )
            self._bolt.error(_not_handled)
            self._conversation.register(self._bolt)
            self._life.register(self._bolt)
        return self._bolt

    async def _introduce(self, installation: Installation) -> None:
        """One private message to whoever installed Parley. That it cannot be delivered undoes nothing."""
        if not installation.installer:
            return
        try:
            where = await self.messenger.channel_of(Direct(PLATFORM, installation.tenant, installation.installer))
            origin = Origin(installation, user=installation.installer, channel=where, direct=True, private=True)
            reply = await self._desk.ask(Installed(), origin)
            self._errands.start(self._replier.deliver(reply, origin, None), "introduction")
        except (SendingError, Unavailable) as error:
            log.warning("installer not told", tenant=installation.tenant, error=type(error).__name__)


async def _not_handled(error: Exception, body: Any) -> BoltResponse:  # noqa: ANN401 # whatever Slack sent
    """Nothing is answered with 404 or 500: Slack would send it again, and count it against the app.

    503 asks for it again: the core could not work, and nothing was changed. What was not understood would not be
    understood the second time either.
    """
    if isinstance(error, BoltUnhandledRequestError):
        return BoltResponse(status=200, body="")
    kind = named(body.get("type") if isinstance(body, dict) else None)
    if isinstance(error, Unavailable | SendingError):
        log.warning("asked to send again", kind=kind, error=type(error).__name__)
        return BoltResponse(status=503, body="")
    log.error("payload not understood", kind=kind, exc_info=error)
    return BoltResponse(status=200, body="")
