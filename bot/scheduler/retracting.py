"""Taking messages back: one called off while it was being sent, and a second one posted after standing still."""

import asyncio
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import structlog

from bot.clock import Clock
from bot.domain.outbox import Delivery, DeliveryState
from bot.ports import CannotLook, Refused, RetryAfter, SendingError
from bot.scheduler.reaching import Platforms, at_once
from bot.scheduler.timing import Timing
from bot.services.lateness import Late
from bot.services.sending import Outgoing

log = structlog.get_logger()


@dataclass
class Retraction:
    """Takes back what should not stand."""

    outgoing: Outgoing
    platforms: Platforms
    clock: Clock
    timing: Timing
    _late: list[Delivery] = field(default_factory=list)
    """Handed over, perhaps, after the lease had gone to another process."""

    def suspect(self, late: Iterable[Delivery]) -> None:
        """These may have been handed over too late: ``tidy`` looks into it."""
        self._late.extend(late)

    async def tidy(self) -> None:
        """Take back what this process posted a second time, having stood still until another had taken over."""
        if not self._late:
            return
        judged = await asyncio.to_thread(self.outgoing.judge, self._late, self.clock.now())
        self._late = [each for each, judgment in judged if judgment.late is Late.WAIT]
        backs = [each for each in judged if each[1].late is Late.TAKE_BACK]
        undone = await at_once(self._undo(each, judgment.standing) for each, judgment in backs)
        self._late.extend(each for (each, _), done in zip(backs, undone, strict=True) if not done)

    async def _undo(self, late: Delivery, standing: str | None) -> bool:
        """Take back a second message, if there is one; whether that is settled."""
        message = late.message
        if message is None:
            thread = await asyncio.to_thread(self.outgoing.thread_of, late)
            since = late.since or late.due_at
            try:
                async with self.platforms.called(late.address.platform) as messenger:
                    message = await messenger.find(late.address, late.key, since, thread, besides=standing)
            except (CannotLook, Refused):
                return True
            except SendingError:
                return False
        if message is None:
            return True
        log.warning("posted late, taken back", delivery=late.id)
        return await self._deleted(replace(late, message=message)) is None

    async def take_back(self, delivery: Delivery) -> Delivery | None:
        """Delete a message that was called off; returns it retracted, or ``None`` where it is to be tried again.

        One out of reach stays, for anybody.
        """
        wait = await self._deleted(delivery)
        if wait is not None:
            await asyncio.to_thread(self.outgoing.hold, delivery, self.clock.now() + wait)
            return None
        retracted = replace(delivery, state=DeliveryState.RETRACTED)
        await asyncio.to_thread(self.outgoing.record, [retracted])
        return retracted

    async def _deleted(self, delivery: Delivery) -> dt.timedelta | None:
        """Have the platform delete a message; how long to wait before it is asked again, if that is needed."""
        try:
            async with self.platforms.called(delivery.address.platform) as messenger:
                await messenger.delete(delivery.address, delivery.message or "")
        except Refused as refused:
            log.warning("not taken back", delivery=delivery.id, code=refused.code)
        except SendingError as error:
            asked = dt.timedelta(seconds=error.seconds) if isinstance(error, RetryAfter) else None
            return asked or self.timing.backoff(delivery.attempts)
        return None
