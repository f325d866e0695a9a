"""What was due before this process began may have been sent already: the database may have been restored from a backup.

So it is looked for in the platform's history first. Where that is impossible, or the platform asks to wait, it goes out
and says that it is late: after an outage that is true, and more likely than a backup.
"""

import asyncio
import datetime as dt
from dataclasses import dataclass, field, replace

import structlog

from bot.clock import Clock
from bot.domain.outbox import Delivery, DeliveryState
from bot.ports import RetryAfter, SendingError
from bot.scheduler.reaching import Platforms
from bot.services.recalling import Earlier
from bot.services.sending import Outgoing

log = structlog.get_logger()

_STALE = dt.timedelta(minutes=5)
"""A restart takes less: what is no later than that is not looked for."""


@dataclass
class Recall:
    """Looks once for each message that is older than this process."""

    outgoing: Outgoing
    platforms: Platforms
    clock: Clock
    began: dt.datetime = field(init=False)
    _asked_to_wait: dict[tuple[str, str], dt.datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """From now on what falls due is this process's own."""
        self.began = self.clock.now()

    async def unless_sent(self, delivery: Delivery) -> Delivery | None:
        """The delivery, with what is still to be told; ``None`` if all of it stands on the platform already."""
        if not self._older(delivery):
            return delivery
        for earlier in await asyncio.to_thread(self.outgoing.earlier, delivery):
            message = await self._find(delivery, earlier)
            if message is None:
                continue
            log.warning("sent before", delivery=delivery.id, kind=delivery.kind)
            if earlier.nudges:
                await asyncio.to_thread(self.outgoing.told, delivery, earlier.nudges)
                continue
            sent = replace(delivery, state=DeliveryState.SENT, message=message)
            await asyncio.to_thread(self.outgoing.record, [sent])
            return None
        return delivery

    def _older(self, delivery: Delivery) -> bool:
        late = self.clock.now() - delivery.due_at > _STALE
        return late and delivery.due_at < self.began and not delivery.unsure and delivery.message is None

    async def _find(self, delivery: Delivery, earlier: Earlier) -> str | None:
        team = delivery.address.platform, delivery.address.tenant
        thread = await asyncio.to_thread(self.outgoing.thread_of, delivery)
        async with self.platforms.turn:
            if self.clock.now() < self._asked_to_wait.get(team, self.began):
                return None
            try:
                async with self.platforms.in_time(delivery.address.platform) as messenger:
                    return await messenger.find(delivery.address, earlier.key, earlier.since, thread)
            except RetryAfter as error:
                self._asked_to_wait[team] = self.clock.now() + dt.timedelta(seconds=error.seconds)
            except SendingError:
                pass
        return None
