"""Where adapters put requests before the core."""

import asyncio
from typing import NamedTuple

from bot.conversation.context import Context
from bot.conversation.replies import Reply
from bot.conversation.requests import Request
from bot.router import Parley

MOST_AT_ONCE = 8
"""Requests that share a commit, and so wait for the slowest among them."""


class _Waiting(NamedTuple):
    asked: Request | None
    context: Context
    reply: asyncio.Future[Reply]


class Counter:
    """Has the core answer, off the event loop, in the order of arrival.

    Where requests have to wait for one another, those that came while the core was at work go to it together: they
    share one commit and one change of threads. Where they do not, each goes at once.
    """

    def __init__(self, parley: Parley) -> None:
        self._parley = parley
        self._waiting: list[_Waiting] = []
        self._serving: asyncio.Task[None] | None = None

    async def ask(self, asked: Request | None, context: Context) -> Reply:
        """The core's answer, committed. Raises what the core raises."""
        if not self._parley.one_at_a_time:
            return await asyncio.to_thread(self._parley.handle, asked, context)
        waiting = _Waiting(asked, context, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._serving is None or self._serving.done():
            self._serving = asyncio.create_task(self._serve())
        return await waiting.reply

    async def _serve(self) -> None:
        while self._waiting:
            served, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            for each, reply in zip(served, await self._replies(served), strict=True):
                if each.reply.done():
                    continue
                if isinstance(reply, Exception):
                    each.reply.set_exception(reply)
                else:
                    each.reply.set_result(reply)

    async def _replies(self, served: list[_Waiting]) -> list[Reply | Exception]:
        asked = [(each.asked, each.context) for each in served]
        try:
            return await asyncio.to_thread(self._parley.handle_together, asked)
        except Exception as error:  # noqa: BLE001 - each of them hears of it
            return [error] * len(served)
