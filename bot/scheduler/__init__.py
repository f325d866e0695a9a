"""Sending what is due, so that nothing is lost, nothing is sent twice, and nothing is sent for what has moved on."""

import asyncio
import contextlib
import datetime as dt
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import structlog

from bot import metrics
from bot.clock import Clock
from bot.ports import Messenger, Store
from bot.scheduler.courier import Courier
from bot.scheduler.reaching import Platforms
from bot.scheduler.timing import Timing
from bot.services.housekeeping import Chore, keep_house
from bot.services.posting import Composers
from bot.services.sending import Outgoing
from bot.services.undelivered import Undelivered

__all__ = ["Scheduler", "Timing"]

log = structlog.get_logger()

_HOUSEKEEPING = dt.timedelta(minutes=1)


def _nothing(_: str) -> None:
    """Where tests stop, the program goes on."""


class Scheduler:
    """Sends what is due: for as long as ``run`` runs, and on each call of ``run_due``."""

    def __init__(  # noqa: PLR0913 - where the parts meet
        self,
        store: Store,
        messengers: Mapping[str, Messenger],
        clock: Clock,
        *,
        composers: Composers,
        chores: Sequence[Chore] = (),
        timing: Timing | None = None,
        owner: str = "",
        point: Callable[[str], None] = _nothing,
    ) -> None:
        """``messengers`` are by platform; ``owner`` names this process's claims; ``point`` hears of each step done."""
        self._store = store
        self._clock = clock
        self._chores = chores
        self._timing = timing or Timing()
        owner = owner or uuid.uuid4().hex
        self._outgoing = Outgoing(store, owner, self._timing.lease, composers, self._timing.pace)
        undelivered, platforms = Undelivered(store, owner, composers), Platforms(messengers, self._timing)
        self._courier = Courier(self._outgoing, undelivered, platforms, clock, self._timing, self._heard(point))
        self._turn = asyncio.Lock()
        self._awake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = False
        self._housekept: dt.datetime | None = None
        self._beat: float | None = None

    @property
    def fresh(self) -> bool:
        """Whether passes go on as they should: the last step was done at most three polls and a post ago.

        Measured by a clock nobody steps.
        """
        allowed = (3 * self._timing.poll + self._timing.post).total_seconds()
        return self._beat is not None and time.monotonic() - self._beat <= allowed

    def wake(self) -> None:
        """There may be something to send: look at once. May be called from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._awake.set)

    def stop(self) -> None:
        """Finish what is being sent, then leave ``run``."""
        self._stopping = True
        self._awake.set()

    async def run(self) -> None:
        """Send what is due until ``stop``: looking at each ``wake``, and at least once a poll."""
        self._loop = asyncio.get_running_loop()
        while not self._stopping:
            self._awake.clear()
            try:
                await self.run_due()
            except Exception:
                metrics.TICKS.labels("failed").inc()
                log.exception("tick failed")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._awake.wait(), self._timing.poll.total_seconds())
        await self._courier.retraction.tidy()

    async def run_due(self, now: dt.datetime | None = None) -> int:
        """Send everything due at ``now``, which is the clock's time unless given.

        Returns how many reminders and messages were taken up, those put off to a better moment included.
        """
        async with self._turn:
            await self._courier.retraction.tidy()
            taken, merging = 0, True
            while not self._stopping:
                moment = max(now, self._clock.now()) if now else self._clock.now()
                claim = partial(self._outgoing.claim, moment, self._timing.batch, merging=merging)
                merged, batch = await asyncio.to_thread(claim)
                if merging and not merged and not batch:
                    break
                # A backlog is merged nearest deadline first. What is merged leaves before more is.
                merging = len(batch) < self._timing.batch
                self._courier.point("claimed")
                taken += merged + len(batch)
                await self._courier.carry(batch)
            await self._keep_house(self._clock.now())
            self._beat = time.monotonic()
            metrics.LAST_TICK.set(self._clock.now().timestamp())
            metrics.TICKS.labels("done").inc()
            return taken

    def _heard(self, point: Callable[[str], None]) -> Callable[[str], None]:
        """``point``, heard here as well: a long pass is alive as long as its steps are done."""

        def heard(step: str) -> None:
            self._beat = time.monotonic()
            point(step)

        return heard

    async def next_due(self) -> dt.datetime | None:
        """When there will be something to do."""
        return await asyncio.to_thread(self._outgoing.next_due)

    async def _keep_house(self, now: dt.datetime) -> None:
        if self._housekept is not None and now - self._housekept < _HOUSEKEEPING:
            return
        self._housekept = now
        backlog = await asyncio.to_thread(keep_house, self._store, now, self._chores)
        metrics.DUE.set(backlog.count)
        metrics.OLDEST.set((now - backlog.oldest).total_seconds() if backlog.oldest else 0)
