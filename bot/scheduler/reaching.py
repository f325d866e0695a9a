"""Calls to platforms: so many at a time, none longer than it may take, and none that fails in a way nobody expected."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import structlog

from bot.ports import Messenger, SendingError, Unsure
from bot.scheduler.timing import Timing

log = structlog.get_logger()

Result = TypeVar("Result")


class Platforms:
    """The platforms that can be reached. ``turn`` is held by whoever calls one."""

    def __init__(self, messengers: Mapping[str, Messenger], timing: Timing) -> None:
        self._messengers = messengers
        self._longest = timing.post.total_seconds()
        self.turn = asyncio.Semaphore(timing.together)

    def __contains__(self, platform: str) -> bool:
        return platform in self._messengers

    @asynccontextmanager
    async def called(self, platform: str) -> AsyncIterator[Messenger]:
        """The platform's messenger for one call, once it is its turn. Raises as ``in_time`` does."""
        async with self.turn, self.in_time(platform) as messenger:
            yield messenger

    @asynccontextmanager
    async def in_time(self, platform: str) -> AsyncIterator[Messenger]:
        """The platform's messenger for one call, by whoever holds a turn.

        Raises:
            SendingError: the messenger did.
            Unsure: it took too long, or failed in any other way; it may have been done.
        """
        try:
            async with asyncio.timeout(self._longest):
                yield self._messengers[platform]
        except SendingError:
            raise
        except Exception as error:
            log.warning("no answer", platform=platform, reason=type(error).__name__)
            raise Unsure("no_answer") from error


async def at_once(work: Iterable[Coroutine[Any, Any, Result]]) -> list[Result]:
    """Everything at once; if one fails, the others are stopped."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(each) for each in work]
    return [each.result() for each in tasks]
