"""Microsoft Teams: the route it calls, and what answering it needs."""

import aiohttp
from aiohttp import web

from adapters.teams.auth import Gate, Keys
from adapters.teams.http import Endpoint, Local, Signed
from adapters.teams.look import Look
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.pacing import Pace
from adapters.teams.references import References
from adapters.teams.roster import Rosters
from adapters.teams.sdk import Pipeline
from adapters.teams.send import Connector
from adapters.teams.tokens import NoTokens, Tokens, sign_in_with
from adapters.teams.turns import Platform, Turns
from bot.clock import Clock
from bot.ports import Store
from bot.router import Parley
from bot.settings import BadSettings, Settings

ROUTE = "/api/messages"
CONNECTIONS = 200


class TeamsAdapter:
    """Teams: ``messenger`` serves the outbox, ``add_to`` puts the route into an application.

    Without an app id it answers only programs on this machine. Raises ``BadSettings`` when other machines could
    reach it so.
    """

    def __init__(self, parley: Parley, settings: Settings, store: Store, clock: Clock) -> None:
        if not settings.teams and not settings.loopback:
            raise BadSettings("MICROSOFT_APP_ID: without it Teams is answered on this machine only (PARLEY_HOST)")
        self._opened: aiohttp.ClientSession | None = None
        self._tokens = Tokens(sign_in_with(settings, self._session)) if settings.teams else None
        connector = Connector(self._session, self._tokens or NoTokens(), Pace(), local=not settings.teams)
        references = References(store)
        rosters = Rosters(connector, references)
        # Without an app id there is only Microsoft's Agents Playground, which has no dialogs.
        self.messenger = TeamsMessenger(connector, references, rosters, Look(dialogs=settings.teams))
        self._turns = Turns(parley, Platform(connector, references, rosters, self.messenger), clock.now)
        self._endpoint = Endpoint(self._guard(settings), Pipeline(self._turns, self.messenger).run)

    def add_to(self, app: web.Application) -> None:
        """Put the route into the application, and finish with it what is on its way when it stops."""
        app[ADAPTER] = self
        app.router.add_post(ROUTE, self._endpoint.messages)
        app.on_shutdown.append(self._drain)
        app.on_cleanup.append(self._close)

    async def settle(self) -> None:
        """Wait until the answers on their way have been sent."""
        await self._turns.close()

    def _guard(self, settings: Settings) -> Signed | Local:
        if settings.microsoft_app_id is None:
            return Local()
        keys = Keys(settings.microsoft_openid_metadata_url, self._session)
        return Signed(Gate(settings.microsoft_app_id, settings.microsoft_app_tenant_id, keys))

    def _session(self) -> aiohttp.ClientSession:
        """The one session for everything that is sent, opened on the loop when first needed."""
        if self._opened is None or self._opened.closed:
            self._opened = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS))
        return self._opened

    async def _drain(self, _: web.Application) -> None:
        await self.settle()

    async def _close(self, _: web.Application) -> None:
        if self._tokens:
            await self._tokens.close()
        if self._opened:
            await self._opened.close()


ADAPTER = web.AppKey("teams", TeamsAdapter)
"""Where an application keeps its Teams adapter."""
