"""What Teams tells about installing, membership and channels, as requests."""

from dataclasses import dataclass, replace

from adapters.teams.parse import PLATFORM, Incoming, Place
from adapters.teams.references import References
from adapters.teams.roster import Rosters
from bot.conversation.requests import Installed, Invited, Readable, Removed, Request, Uninstalled
from bot.domain.people import Channel

ADDED = "add"
REMOVED = "remove"
GONE = {
    "channelDeleted": "channel_deleted",
    "teamDeleted": "team_deleted",
    "teamHardDeleted": "team_deleted",
    "teamArchived": "archived",
}
"""Events after which nothing can be posted, and why, as a code."""
BACK = {"channelRestored", "teamRestored", "teamUnarchived"}


@dataclass(frozen=True, slots=True)
class Told:
    """A request that Teams itself makes, and the channel it is about."""

    request: Request
    channel: Channel


class Events:
    """Follows what Teams tells, and keeps references and rosters in step with it."""

    def __init__(self, references: References, rosters: Rosters) -> None:
        self._references = references
        self._rosters = rosters

    async def read(self, incoming: Incoming, now: int) -> list[Told]:
        """What the core should hear of it. ``now`` is in seconds since 1970, for an event without its own time."""
        if incoming.type == "installationUpdate":
            return await self._installation(incoming, now)
        if incoming.event in GONE:
            return await self._gone(incoming, GONE[incoming.event])
        if incoming.place.bot in incoming.removed:
            return await self._removed(incoming, now)
        await self._references.note(incoming)
        if incoming.place.bot in incoming.added:
            return [] if incoming.place.personal else [_invited(incoming)]
        if incoming.event in BACK:
            return [Told(Invited(), each) for each in await self._meant(incoming)]
        if incoming.event in {"channelShared", "channelUnshared"}:
            return await self._shared(incoming, shared=incoming.event == "channelShared")
        return await self._came_or_went(incoming)

    async def _installation(self, incoming: Incoming, now: int) -> list[Told]:
        if incoming.action == REMOVED:
            return await self._removed(incoming, now)
        await self._references.note(incoming)
        if incoming.action != ADDED:
            return []
        await self._references.mark_added(incoming.place, incoming.at or now)
        installed = Told(Installed(), incoming.place.channel)
        return [installed] if incoming.place.personal else [_invited(incoming), installed]

    async def _removed(self, incoming: Incoming, now: int) -> list[Told]:
        """Parley was taken out of a chat or a team; out of the last one, private chats too, and the data goes.

        Events may arrive late: one from before the latest installation is of no account.
        """
        place, at = incoming.place, incoming.at or now
        known = await self._references.place(place.channel)
        if known is not None and known.added > at:
            return []
        channels = [place.channel] if place.personal else await self._meant(incoming)
        await self._references.forget(channels)
        if place.personal:
            await self._references.remember_chat(place.tenant, incoming.sender.id, "")
        told = [] if place.personal else [Told(Removed(), each) for each in channels]
        if not await self._references.anywhere(place.tenant):
            told.append(Told(Uninstalled(at), place.channel))
        return told

    async def _gone(self, incoming: Incoming, reason: str) -> list[Told]:
        if incoming.event == "channelDeleted":
            channels = [Channel(PLATFORM, incoming.place.tenant, incoming.event_channel)]
        else:
            channels = await self._meant(incoming)
        if reason != "archived":
            await self._references.forget(channels)
        return [Told(Removed(reason), each) for each in channels]

    async def _shared(self, incoming: Incoming, *, shared: bool) -> list[Told]:
        channel = Channel(PLATFORM, incoming.place.tenant, incoming.event_channel or incoming.place.id)
        await self._references.mark_shared(_at(incoming.place, channel.id), shared=shared)
        self._rosters.forget(channel)
        return [Told(Readable(), channel)]

    async def _came_or_went(self, incoming: Incoming) -> list[Told]:
        """Somebody joined or left: the core hears of it where that changes who can read along.

        Where no roster is kept there is nothing to compare, and it is fetched before the next post in any case.
        """
        if not incoming.added and not incoming.removed and not incoming.event.startswith("channelMember"):
            return []
        told = []
        for channel in await self._meant(incoming):
            before = self._rosters.kept(channel)
            self._rosters.forget(channel)
            if before is not None and await self._rosters.audience(channel) is not before:
                told.append(Told(Readable(), channel))
        return told

    async def _meant(self, incoming: Incoming) -> list[Channel]:
        """The channels an event is about: the one it names, or all of the team's that Parley knows."""
        place = incoming.place
        if incoming.event.startswith("channel") and incoming.event_channel:
            return [Channel(PLATFORM, place.tenant, incoming.event_channel)]
        known = await self._references.in_team(place.tenant, place.team) if place.team else []
        return list(dict.fromkeys([place.channel, *known]))


def _invited(incoming: Incoming) -> Told:
    return Told(Invited(by=incoming.sender.id), incoming.place.channel)


def _at(place: Place, channel: str) -> Place:
    return replace(place, id=channel)
