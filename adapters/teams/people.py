"""Who asks, and where: the context of an activity, with what only the roster knows."""

import datetime as dt
import zoneinfo
from collections.abc import Callable
from dataclasses import replace

from adapters.teams.parse import PLATFORM, Incoming
from adapters.teams.roster import Rosters
from bot.conversation.context import Context
from bot.domain.errors import ParleyError
from bot.domain.people import Audience, Channel, Person


class Unknown(ParleyError):
    """Teams does not say who the person is in the channel they speak about."""


class Contexts:
    """Makes contexts."""

    def __init__(self, rosters: Rosters, now: Callable[[], dt.datetime]) -> None:
        self._rosters = rosters
        self._now = now
        self._zones = zoneinfo.available_timezones()

    async def of(self, incoming: Incoming, home: str = "") -> Context:
        """The context of a message or a press.

        A press on a private card names its ``home``, the channel it speaks about; it counts only for a member of
        that channel. Raises ``Unknown``.
        """
        place, sender = incoming.place, incoming.sender
        channel = Channel(PLATFORM, place.tenant, home) if home else place.channel
        member = await self._rosters.member(channel, sender.id)
        if member is None or not member.tenant:
            raise Unknown
        known = self.stranger(incoming, channel)
        direct = place.personal and not home
        return replace(
            known,
            person=replace(known.person, tenant=member.tenant, name=member.name or sender.name),
            audience=Audience.OWN if direct else await self._rosters.audience(channel),
            direct=direct,
            admin=member.admin,
            guest=member.guest,
        )

    async def told(self, incoming: Incoming, channel: Channel) -> Context:
        """The context of what Teams itself tells about a channel; the person is who caused it, as far as is known."""
        member = await self._rosters.member(channel, incoming.sender.id)
        known = self.stranger(incoming, channel)
        audience = known.audience if known.direct else await self._rosters.audience(channel)
        if member is None:
            return replace(known, audience=audience)
        person = replace(known.person, tenant=member.tenant, name=member.name or known.person.name)
        return replace(known, audience=audience, person=person, admin=member.admin, guest=member.guest)

    def stranger(self, incoming: Incoming, channel: Channel | None = None) -> Context:
        """A context that claims nothing about who can read along or which tenant the person belongs to."""
        place, sender = incoming.place, incoming.sender
        return Context(
            channel=channel or place.channel,
            person=Person("", sender.id, sender.name, self._zone(sender.zone)),
            now=self._now(),
            audience=Audience.OWN if place.personal else Audience.UNKNOWN,
            delivery=incoming.id,
            direct=place.personal,
            private=place.personal,
            thread=None if place.personal else place.thread,
            message=incoming.reply_to,
        )

    def _zone(self, zone: str | None) -> str | None:
        return zone if zone in self._zones else None
