"""How to reach conversations and people again: the newest service URL and ids of each, kept in the tenant's vault."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from adapters.teams.parse import PLATFORM, Incoming, Place
from bot.domain.people import Channel
from bot.ports import Store

PLACE = "teams.place"
PERSON = "teams.person"


@dataclass(frozen=True, slots=True)
class PlaceReference:
    """The way to a conversation.

    ``shared`` is whether Teams has said that other organisations reach it; ``added`` when Parley was installed there,
    in seconds since 1970, or 0.
    """

    service_url: str
    bot: str
    kind: str
    team: str = ""
    shared: bool = False
    added: int = 0


@dataclass(frozen=True, slots=True)
class PersonReference:
    """The way to a person: the bot's own id for them, and the personal chat once there is one."""

    service_url: str
    bot: str
    account: str
    chat: str = ""


Reference = PlaceReference | PersonReference
Key = tuple[str, str, str]
"""The kind, the tenant, and the id."""


class References:
    """Read through and written only when something changed, so that an ordinary message costs no write."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[Key, Reference | None] = {}
        self.blocked: dict[tuple[str, str], str] = {}
        """Conversations the platform refuses, by tenant and id, with its code, until something is heard from them."""

    async def note(self, incoming: Incoming) -> None:
        """Keep what an activity shows of the way to its conversation and sender, and try again where it was blocked."""
        place, sender = incoming.place, incoming.sender
        self.blocked.pop((place.tenant, place.id), None)
        if not place.tenant or not place.service_url:
            return
        seen: dict[Key, Reference] = {
            (PLACE, place.tenant, place.id): self._placed(place, await self.place(place.channel))
        }
        if sender.id and sender.account and sender.account != place.bot:
            known = await self.person(place.tenant, sender.id)
            chat = place.id if place.personal else known.chat if known else ""
            self.blocked.pop((place.tenant, chat), None)
            person = PersonReference(place.service_url, place.bot, sender.account, chat)
            seen[PERSON, place.tenant, sender.id] = person
        await self._put(seen)

    @staticmethod
    def _placed(place: Place, known: PlaceReference | None) -> PlaceReference:
        before = known or PlaceReference(place.service_url, place.bot, place.kind)
        shared = place.channel_type == "shared" if place.channel_type else before.shared
        team = place.team or before.team
        return PlaceReference(place.service_url, place.bot, place.kind, team, shared, before.added)

    async def mark_shared(self, place: Place, *, shared: bool) -> None:
        """Teams said that a channel is, or is no longer, shared with another team."""
        known = self._placed(place, await self.place(place.channel))
        await self._put({(PLACE, place.tenant, place.id): replace(known, shared=shared)})

    async def mark_added(self, place: Place, at: int) -> None:
        """Parley was installed there at that moment."""
        known = self._placed(place, await self.place(place.channel))
        await self._put({(PLACE, place.tenant, place.id): replace(known, added=at)})

    async def place(self, channel: Channel) -> PlaceReference | None:
        """The way to a conversation, if Parley has heard from it."""
        found = await self._get(PLACE, channel.tenant, channel.id)
        return found if isinstance(found, PlaceReference) else None

    async def person(self, tenant: str, person: str) -> PersonReference | None:
        """The way to a person, if Parley has heard from them."""
        found = await self._get(PERSON, tenant, person)
        return found if isinstance(found, PersonReference) else None

    async def remember_chat(self, tenant: str, person: str, chat: str) -> None:
        """The personal chat with a person."""
        if known := await self.person(tenant, person):
            await self._put({(PERSON, tenant, person): replace(known, chat=chat)})

    async def in_team(self, tenant: str, team: str) -> list[Channel]:
        """The channels of a team that Parley has heard from."""
        keys = await asyncio.to_thread(self._keys, PLACE, tenant)
        channels = [Channel(PLATFORM, tenant, key) for key in keys]
        return [each for each in channels if (known := await self.place(each)) and team and known.team == team]

    async def anywhere(self, tenant: str) -> bool:
        """Whether Parley is still in any conversation of the tenant, private chats among them."""
        if await asyncio.to_thread(self._keys, PLACE, tenant):
            return True
        people = await asyncio.to_thread(self._keys, PERSON, tenant)
        known = [await self.person(tenant, each) for each in people]
        return any(each is not None and each.chat for each in known)

    async def forget(self, channels: Iterable[Channel]) -> None:
        """Parley is no longer there."""
        for each in channels:
            self._known[PLACE, each.tenant, each.id] = None
            await asyncio.to_thread(self._delete, each)

    def forget_tenant(self, tenant: str) -> None:
        """The tenant's vault was deleted."""
        self._known = {key: known for key, known in self._known.items() if key[1] != tenant}

    async def _get(self, kind: str, tenant: str, key: str) -> Reference | None:
        if (kind, tenant, key) not in self._known:
            self._known[kind, tenant, key] = await asyncio.to_thread(self._read, kind, tenant, key)
        return self._known[kind, tenant, key]

    async def _put(self, references: Mapping[Key, Reference]) -> None:
        new = {key: each for key, each in references.items() if await self._get(*key) != each}
        if new:
            self._known.update(new)
            await asyncio.to_thread(self._write, new)

    def _read(self, kind: str, tenant: str, key: str) -> Reference | None:
        with self._store.begin() as uow:
            kept = uow.vault.get(kind, PLATFORM, tenant, key)
        if kept is None:
            return None
        made = PlaceReference if kind == PLACE else PersonReference
        return made(**json.loads(kept))

    def _write(self, references: Mapping[Key, Reference]) -> None:
        with self._store.begin() as uow:
            for (kind, tenant, key), each in references.items():
                uow.vault.put(kind, PLATFORM, tenant, key, json.dumps(asdict(each)))
            uow.commit()

    def _keys(self, kind: str, tenant: str) -> list[str]:
        with self._store.begin() as uow:
            return list(uow.vault.keys(kind, PLATFORM, tenant))

    def _delete(self, channel: Channel) -> None:
        with self._store.begin() as uow:
            uow.vault.delete(PLACE, PLATFORM, channel.tenant, channel.id)
            uow.commit()
