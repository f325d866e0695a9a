"""What outlives a restart of the local chat: its channels, and the cards of what is registered in them.

The page's messages are in memory and gone with the program. The channels are kept in the vault, and every card that is
updated in place is posted again.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from adapters.web.platform import PLATFORM, TENANT, LocalPlatform, Room
from bot.clock import Clock
from bot.domain.outbox import Kind
from bot.ports import Store
from bot.services.posting import refresh_attendance, refresh_headline

KIND = "room"


@dataclass(frozen=True)
class Memory:
    """Keeps the channels in the store. ``wake`` tells the scheduler there is something to post."""

    store: Store
    platform: LocalPlatform
    clock: Clock
    wake: Callable[[], None]

    async def remember(self, room: Room) -> None:
        """Keep a channel as it is now."""
        await asyncio.to_thread(self._remember, room)

    async def back(self) -> None:
        """Open the channels again and have the cards posted again."""
        await asyncio.to_thread(self._back)
        self.wake()

    def _remember(self, room: Room) -> None:
        with self.store.begin() as uow:
            uow.vault.put(KIND, PLATFORM, TENANT, room.id, json.dumps(asdict(room)))
            uow.commit()

    def _back(self) -> None:
        with self.store.begin() as uow:
            for key in uow.vault.keys(KIND, PLATFORM, TENANT):
                if kept := uow.vault.get(KIND, PLATFORM, TENANT, key):
                    self.platform.rooms[key] = Room(**json.loads(kept))
            for conference in uow.conferences.of_tenant(PLATFORM, TENANT):
                for card, refresh in ((Kind.HEADLINE, refresh_headline), (Kind.ATTENDANCE, refresh_attendance)):
                    if uow.cards.message(conference.id, card) is not None:
                        uow.cards.forget(conference.id, card)
                        refresh(uow, conference, self.clock.now())
            uow.commit()
