"""What happens to channels and installations, told to the core."""

from collections.abc import Mapping
from types import MappingProxyType

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from adapters.slack import parse
from adapters.slack.authorize import installation_of
from adapters.slack.desk import Desk
from adapters.slack.errands import Errands
from adapters.slack.installations import Installation, Installations
from adapters.slack.parse import Origin, Payload
from adapters.slack.people import Directory, channel_in
from adapters.slack.replying import Replier
from bot.conversation.replies import Visibility
from bot.conversation.requests import ChannelMoved, Invited, Readable, Removed, Request, Uninstalled

log = structlog.get_logger()

HAPPENINGS: Mapping[str, Request] = MappingProxyType(
    {
        "channel_left": Removed(),
        "group_left": Removed(),
        "channel_archive": Removed("archived"),
        "group_archive": Removed("archived"),
        "channel_deleted": Removed("deleted"),
        "group_deleted": Removed("deleted"),
        "channel_unarchive": Readable(),
        "group_unarchive": Readable(),
        "channel_shared": Readable(),
        "channel_unshared": Readable(),
    }
)
"""Events that mean one thing whatever they hold. A channel's new name means nothing: Parley keeps ids."""


class Life:
    """Channels that come, change and go; workspaces that leave."""

    def __init__(
        self, desk: Desk, replier: Replier, directory: Directory, installations: Installations, errands: Errands
    ) -> None:
        self._desk = desk
        self._replier = replier
        self._directory = directory
        self._installations = installations
        self._errands = errands

    def register(self, app: AsyncApp) -> None:
        """Listen to what happens to channels and installations."""
        for name in HAPPENINGS:
            app.event(name)(self.happened)
        app.event("member_joined_channel")(self.joined)
        app.event("member_left_channel")(self.left)
        app.event("channel_id_changed")(self.moved)
        app.event("app_uninstalled")(self.uninstalled)
        app.event("tokens_revoked")(self.revoked)

    async def happened(self, event: Payload, body: Payload, context: AsyncBoltContext, ack: AsyncAck) -> None:
        """Something that happened to a channel."""
        origin = parse.of_event(installation_of(context), body, event)
        self._directory.forget(channel_in(origin.installation, origin.channel))
        await self._tell(HAPPENINGS[str(event["type"])], origin)
        await ack()

    async def joined(self, event: Payload, body: Payload, context: AsyncBoltContext, ack: AsyncAck) -> None:
        """Parley was invited, or someone came who may be an outsider."""
        installation = installation_of(context)
        inviter = str(event.get("inviter") or "")
        if self._is_parley(event, context):
            await self._tell(Invited(inviter), parse.of_event(installation, body, event, user=inviter))
        elif await self._directory.from_outside(installation, str(event.get("user") or "")):
            origin = parse.of_event(installation, body, event)
            self._directory.forget(channel_in(installation, origin.channel))
            await self._tell(Readable(), origin)
        await ack()

    async def left(self, event: Payload, body: Payload, context: AsyncBoltContext, ack: AsyncAck) -> None:
        """Parley was removed, or someone went who may have been an outsider."""
        origin = parse.of_event(installation_of(context), body, event)
        self._directory.forget(channel_in(origin.installation, origin.channel))
        if self._is_parley(event, context):
            await self._tell(Removed(), origin)
        await ack()

    async def moved(self, event: Payload, body: Payload, context: AsyncBoltContext, ack: AsyncAck) -> None:
        """Slack gave a channel a new id: it does so where sharing begins or ends."""
        old = {"channel": event.get("old_channel_id")}
        origin = parse.of_event(installation_of(context), body, old)
        new = str(event.get("new_channel_id") or "")
        if origin.channel and new:
            await self._tell(ChannelMoved(new), origin)
        await ack()

    async def uninstalled(self, body: Payload, context: AsyncBoltContext, ack: AsyncAck) -> None:
        """A workspace let Parley go. Slack may say so after Parley was installed again."""
        gone = await self._leaving(context)
        at = _when(body)
        if await self._installations.gone(gone.tenant, at):
            await self._tell(
                Uninstalled(at), Origin(gone, delivery=f"event:{body.get('event_id', '')}", direct=True, told=True)
            )
        else:
            log.info("late word of an uninstall", tenant=gone.tenant)
        await ack()

    async def revoked(self, event: Payload, body: Payload, context: AsyncBoltContext, ack: AsyncAck) -> None:
        """A token was taken back: Parley cannot speak there until it is installed again. The record stays."""
        tokens = event.get("tokens")
        bots = tokens.get("bot") if isinstance(tokens, Mapping) else None
        gone = await self._leaving(context)
        for bot in bots if isinstance(bots, list) else ():
            await self._installations.gone(gone.tenant, _when(body), bot_user=str(bot))
        await ack()

    async def _leaving(self, context: AsyncBoltContext) -> Installation:
        enterprise, team = context.enterprise_id or "", context.team_id or ""
        org_wide = bool(context.is_enterprise_install)
        found = await self._installations.found(enterprise, team, org_wide=org_wide)
        return found or Installation(enterprise if org_wide or not team else team, token="")

    async def _tell(self, request: Request, origin: Origin) -> None:
        reply = await self._desk.ask(request, origin)
        public = bool(origin.channel) and reply.visibility is Visibility.THREAD
        if reply.content is not None and (public or origin.user):
            self._errands.start(self._replier.deliver(reply, origin, None), "told")

    def _is_parley(self, event: Payload, context: AsyncBoltContext) -> bool:
        return bool(context.bot_user_id) and event.get("user") == context.bot_user_id


def _when(body: Payload) -> int:
    at = body.get("event_time")
    return at if isinstance(at, int) else 0
