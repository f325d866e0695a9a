"""Where Parley is installed: one record a tenant, kept in the vault.

A tenant is a workspace, or an organisation of Enterprise Grid that installed Parley as a whole.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Protocol

import structlog

from adapters.slack.calls import Line
from bot.clock import Clock
from bot.ports import Refused, SendingError, Store

PLATFORM = "slack"
KIND = "slack_installation"
KEY = "bot"
CACHE_SECONDS = 60.0
REFRESH_BEFORE_SECONDS = 2 * 3600

log = structlog.get_logger()


class Unavailable(Exception):
    """Parley itself could not do its part now: Slack is asked to deliver again."""


@dataclass(frozen=True, slots=True)
class Installation:
    """One tenant's bot: its token, and who it is there.

    ``team`` is empty for an organisation-wide installation. ``scopes`` is empty when not known. ``installed_at``
    and ``expires_at`` are seconds since 1970; a token without ``expires_at`` does not expire.
    """

    tenant: str
    token: str
    team: str = ""
    enterprise: str = ""
    bot_id: str = ""
    bot_user: str = ""
    scopes: tuple[str, ...] = ()
    installer: str = ""
    installed_at: int = 0
    refresh_token: str = ""
    expires_at: int = 0

    def home_of(self, team: str) -> bool:
        """Whether that workspace or organisation id is this tenant's own."""
        return bool(team) and team in (self.tenant, self.team, self.enterprise)

    def may(self, scope: str) -> bool:
        """Whether the scope was granted, as far as is known."""
        return scope in self.scopes


class Installations(Protocol):
    """Where tokens come from."""

    async def of(self, tenant: str) -> Installation:
        """The tenant's installation with a token that is good now. Raises ``Refused`` when there is none."""

    async def found(self, enterprise: str, team: str, *, org_wide: bool) -> Installation | None:
        """The installation an arriving payload belongs to."""

    async def gone(self, tenant: str, at: int, *, bot_user: str = "") -> bool:
        """Forget a tenant that Slack says left at ``at``; false when it was installed again since."""


class VaultInstallations:
    """Many workspaces: records in the vault, remembered for a minute, tokens renewed before they expire."""

    def __init__(self, store: Store, line: Line, clock: Clock, client_id: str, client_secret: str) -> None:
        self._store = store
        self._line = line
        self._clock = clock
        self._secrets = {"client_id": client_id, "client_secret": client_secret}
        self._known: dict[str, tuple[float, Installation | None]] = {}
        self._renewing: dict[str, asyncio.Lock] = {}

    async def of(self, tenant: str) -> Installation:
        """See ``Installations.of``."""
        found = await self._kept(tenant)
        if found is None:
            raise Refused("not_installed")
        return await self._fresh(found)

    async def found(self, enterprise: str, team: str, *, org_wide: bool) -> Installation | None:
        """See ``Installations.found``. An organisation's own installation serves each of its workspaces."""
        tenants = [enterprise] if org_wide else [team, enterprise]
        for tenant in filter(None, tenants):
            if found := await self._kept(tenant):
                return found
        return None

    async def gone(self, tenant: str, at: int, *, bot_user: str = "") -> bool:
        """See ``Installations.gone``."""
        self._known.pop(tenant, None)
        found = await self._kept(tenant)
        if found is None:
            return True
        if found.installed_at > at or (bot_user and found.bot_user != bot_user):
            return False
        await asyncio.to_thread(self._write, tenant, None)
        return True

    async def save(self, installation: Installation) -> None:
        """Keep an installation in place of the tenant's earlier one."""
        await asyncio.to_thread(self._write, installation.tenant, installation)

    async def exchange(self, code: str) -> Installation:
        """The installation a code of Slack's stands for, kept. Raises ``SendingError`` where Slack does not give it."""
        answer = await self._granted(code=code)
        installation = self._from_answer(answer)
        await self.save(installation)
        return installation

    async def _granted(self, **arguments: str) -> Any:  # noqa: ANN401 # Slack's answer
        """A token of Slack's. The secret goes in the body: the SDK's own method uses what aiohttp is to drop."""
        fields = self._secrets | arguments
        return await self._line.call(None, lambda client: client.api_call("oauth.v2.access", data=fields))

    async def _kept(self, tenant: str) -> Installation | None:
        now = self._clock.now().timestamp()
        known = self._known.get(tenant)
        if known and known[0] > now:
            return known[1]
        try:
            found = await asyncio.to_thread(self._read, tenant)
        except Exception as error:
            log.exception("installation not read", tenant=tenant)
            raise Unavailable from error
        self._known[tenant] = (now + CACHE_SECONDS, found)
        return found

    async def _fresh(self, found: Installation) -> Installation:
        if not self._stale(found):
            return found
        async with self._renewing.setdefault(found.tenant, asyncio.Lock()):
            self._known.pop(found.tenant, None)
            current = await self._kept(found.tenant) or found
            return await self._renewed(current) if self._stale(current) else current

    async def _renewed(self, old: Installation) -> Installation:
        """The installation with a new token. Another process may have been quicker: then its token is taken."""
        try:
            answer = await self._granted(grant_type="refresh_token", refresh_token=old.refresh_token)
        except SendingError as error:
            self._known.pop(old.tenant, None)
            current = await self._kept(old.tenant) or old
            if current.token == old.token and old.expires_at <= self._clock.now().timestamp():
                raise
            log.warning("token not renewed", tenant=old.tenant, error=str(error))
            return current
        new = replace(
            old, token=answer["access_token"], refresh_token=answer["refresh_token"], expires_at=self._expiry(answer)
        )
        await self.save(new)
        return new

    def _expiry(self, answer: Mapping[str, Any]) -> int:
        seconds = answer.get("expires_in")
        return int(self._clock.now().timestamp()) + int(seconds) if seconds else 0

    def _stale(self, found: Installation) -> bool:
        soon = self._clock.now().timestamp() + REFRESH_BEFORE_SECONDS
        return bool(found.refresh_token) and 0 < found.expires_at < soon

    def _from_answer(self, answer: Mapping[str, Any]) -> Installation:
        """The installation that ``oauth.v2.access`` answered with."""
        team = (answer.get("team") or {}).get("id", "")
        enterprise = (answer.get("enterprise") or {}).get("id", "")
        return Installation(
            tenant=enterprise if answer.get("is_enterprise_install") else team,
            token=answer["access_token"],
            team=team,
            enterprise=enterprise,
            bot_user=answer.get("bot_user_id") or "",
            scopes=tuple(str(answer.get("scope") or "").split(",")),
            installer=(answer.get("authed_user") or {}).get("id", ""),
            installed_at=int(self._clock.now().timestamp()),
            refresh_token=answer.get("refresh_token") or "",
            expires_at=self._expiry(answer),
        )

    def _read(self, tenant: str) -> Installation | None:
        with self._store.begin() as uow:
            kept = uow.vault.get(KIND, PLATFORM, tenant, KEY)
        if kept is None:
            return None
        values = json.loads(kept)
        return Installation(**values | {"scopes": tuple(values["scopes"])})

    def _write(self, tenant: str, installation: Installation | None) -> None:
        with self._store.begin() as uow:
            if installation is None:
                uow.vault.delete(KIND, PLATFORM, tenant, KEY)
            else:
                uow.vault.put(KIND, PLATFORM, tenant, KEY, json.dumps(asdict(installation)))
            uow.commit()
        self._known.pop(tenant, None)


class OneInstallation:
    """One workspace, by the token in the settings. Slack is asked once who that token is."""

    def __init__(self, token: str, line: Line) -> None:
        self._token = token
        self._line = line
        self._found: Installation | None = None
        self._asking = asyncio.Lock()

    async def of(self, tenant: str) -> Installation:
        """See ``Installations.of``."""
        found = await self._identity()
        if not found.home_of(tenant):
            raise Refused("not_installed")
        return found

    async def found(self, enterprise: str, team: str, *, org_wide: bool) -> Installation | None:
        """See ``Installations.found``. What is signed for this app is for its one installation, whoever pressed."""
        del enterprise, team, org_wide
        try:
            return await self._identity()
        except Refused:
            return None
        except SendingError as error:
            raise Unavailable from error

    async def gone(self, tenant: str, at: int, *, bot_user: str = "") -> bool:
        """See ``Installations.gone``. A token that still works was not taken away."""
        del at, bot_user
        if self._found and not self._found.home_of(tenant):
            return False
        try:
            await self._line.call(self._token, lambda client: client.auth_test())
        except Refused:
            return True
        except SendingError as error:
            raise Unavailable from error
        return False

    async def _identity(self) -> Installation:
        if self._found:
            return self._found
        async with self._asking:
            if self._found is None:
                self._found = await self._asked()
        return self._found

    async def _asked(self) -> Installation:
        answer = await self._line.call(self._token, lambda client: client.auth_test())
        headers = {str(name).lower(): str(value) for name, value in dict(answer.headers).items()}
        team = answer.get("team_id") or ""
        enterprise = answer.get("enterprise_id") or ""
        org_wide = bool(answer.get("is_enterprise_install"))
        return Installation(
            tenant=enterprise if org_wide else team,
            token=self._token,
            team="" if org_wide else team,
            enterprise=enterprise,
            bot_id=answer.get("bot_id") or "",
            bot_user=answer.get("user_id") or "",
            scopes=tuple(each.strip() for each in headers.get("x-oauth-scopes", "").split(",") if each.strip()),
        )
