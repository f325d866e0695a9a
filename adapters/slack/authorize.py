"""Whose payload it is, from what is remembered: no call to Slack for each, and no event lost to one that failed."""

import structlog
from slack_bolt.async_app import AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize

from adapters.slack.installations import Installation, Installations
from adapters.slack.quiet import named

KEY = "installation"

log = structlog.get_logger()


class Authorization(AsyncAuthorize):
    """Finds the installation a payload belongs to, and leaves it in the payload's context."""

    def __init__(self, installations: Installations) -> None:
        self._installations = installations

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        **_: object,
    ) -> AuthorizeResult | None:
        """The bot that serves the payload; ``None`` where Parley is not installed."""
        org_wide = bool(context.is_enterprise_install)
        found = await self._installations.found(enterprise_id or "", team_id or "", org_wide=org_wide)
        if found is None:
            log.warning("not installed here", team=named(team_id), enterprise=named(enterprise_id))
            return None
        found = await self._installations.of(found.tenant)
        context[KEY] = found
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            bot_token=found.token,
            bot_id=found.bot_id or None,
            bot_user_id=found.bot_user or None,
        )


def installation_of(context: AsyncBoltContext) -> Installation:
    """The installation the authorisation found."""
    found: Installation = context[KEY]
    return found
