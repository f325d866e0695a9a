"""Who is in a conversation, and so who outside the firm can read it. What Teams does not say counts as outside.

Microsoft, "Build apps for shared and private channels": an outsider is a member of another tenant than the channel's
host, or a guest.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from adapters.teams.parse import threaded
from adapters.teams.references import References
from adapters.teams.send import Connector
from bot.domain.people import Audience, Channel
from bot.ports import SendingError

FRESH_SECONDS = 300.0
FRESH_FOR_POSTING = 30.0
"""Before something is posted unprompted the roster may be this old, no older."""
GUESTS = {"guest", "anonymous"}
OWNERS = {"owner", "admin"}
_EXTERNAL = "#ext#"


@dataclass(frozen=True, slots=True)
class Member:
    """A member as Teams describes them. ``tenant`` is empty when it does not say."""

    tenant: str
    name: str
    guest: bool
    admin: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody in a conversation, by directory id and by the bot's own id, as of ``at``."""

    members: Mapping[str, Member]
    at: float

    def audience(self, tenant: str) -> Audience:
        """Who can read along, for the tenant that hosts the conversation."""
        if not self.members or any(not each.tenant for each in self.members.values()):
            return Audience.UNKNOWN
        outside = any(each.guest or each.tenant != tenant for each in self.members.values())
        return Audience.SHARED if outside else Audience.OWN


class Rosters:
    """Rosters by conversation, fetched when needed and kept for minutes."""

    def __init__(
        self, connector: Connector, references: References, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._connector = connector
        self._references = references
        self._monotonic = monotonic
        self._kept: dict[Channel, Roster] = {}
        self._locks: dict[Channel, asyncio.Lock] = {}

    async def audience(self, channel: Channel, oldest: float = FRESH_SECONDS) -> Audience:
        """Who can read the channel."""
        known = await self._references.place(channel)
        roster = await self._roster(channel, oldest)
        if roster is None or known is None:
            return Audience.UNKNOWN
        return Audience.SHARED if known.shared else roster.audience(channel.tenant)

    async def member(self, channel: Channel, person: str) -> Member | None:
        """A person as a member of the conversation; ``None`` when they are none, or Teams does not say."""
        roster = await self._roster(channel, FRESH_SECONDS)
        if roster is not None and person not in roster.members:
            roster = await self._roster(channel, FRESH_FOR_POSTING)
        return roster.members.get(person) if roster else None

    def kept(self, channel: Channel) -> Audience | None:
        """Who could read the channel when its roster was last fetched; ``None`` when none is kept."""
        roster = self._kept.get(channel)
        return roster.audience(channel.tenant) if roster else None

    def forget(self, channel: Channel) -> None:
        """Somebody came or went."""
        self._kept.pop(channel, None)

    async def _roster(self, channel: Channel, oldest: float) -> Roster | None:
        lock = self._locks.setdefault(channel, asyncio.Lock())
        async with lock:
            kept = self._kept.get(channel)
            if kept is None or self._monotonic() - kept.at > oldest:
                kept = await self._fetched(channel)
                if kept is None:
                    return None
                self._kept[channel] = kept
            return kept

    async def _fetched(self, channel: Channel) -> Roster | None:
        known = await self._references.place(channel)
        if known is None:
            return None
        try:
            members = await self._connector.members(known.service_url, threaded(channel.id, None))
        except SendingError:
            return None
        by_id = {key: _member(each) for each in members for key in _ids(each)}
        return Roster(by_id, self._monotonic())


def _ids(member: Mapping[str, Any]) -> set[str]:
    return {str(member[name]) for name in ("id", "aadObjectId", "objectId") if member.get(name)}


def _member(member: Mapping[str, Any]) -> Member:
    role = str(member.get("userRole") or "").casefold()
    external = _EXTERNAL in str(member.get("userPrincipalName") or "").casefold()
    return Member(
        tenant=str(member.get("tenantId") or ""),
        name=str(member.get("name") or ""),
        guest=role in GUESTS or external,
        admin=role in OWNERS,
    )
