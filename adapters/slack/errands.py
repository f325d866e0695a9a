"""Work that goes on after Slack has its answer, and is finished before the process ends."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import structlog

log = structlog.get_logger()
T = TypeVar("T")


class Errands:
    """Tasks that are remembered until they are done."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, T], what: str) -> asyncio.Task[T]:
        """Begin a piece of work. That it failed is logged, by its name and the kind of error."""
        task = asyncio.create_task(work, name=what)
        self._running.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("errand failed", errand=task.get_name(), exc_info=error)

    async def finish(self, seconds: float) -> None:
        """Wait for everything that is running, at most so long."""
        if self._running:
            await asyncio.wait(set(self._running), timeout=seconds)
