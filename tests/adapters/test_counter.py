import asyncio
import threading
from collections.abc import Sequence

import pytest

from adapters.counter import Counter
from bot.conversation.context import Context
from bot.conversation.replies import SILENT, Reply
from bot.conversation.requests import Request, ShowHelp, ShowHome
from bot.router import Parley
from bot.services.turn import Turn
from tests.builders import context
from tests.fakes.memory import MemoryStore


class Core(Parley):
    """Handles what it is given once it is let, and remembers what came together."""

    def __init__(self) -> None:
        super().__init__(MemoryStore(), {ShowHelp: self._answer, ShowHome: self._fail})
        self.together: list[int] = []
        self.began = threading.Event()
        self.let = threading.Event()

    def handle_together(self, asked: Sequence[tuple[Request | None, Context]]) -> list[Reply | Exception]:
        self.together.append(len(asked))
        self.began.set()
        self.let.wait(5)
        return super().handle_together(asked)

    def _answer(self, _: ShowHelp, __: Turn) -> Reply:
        return SILENT

    def _fail(self, _: ShowHome, __: Turn) -> Reply:
        raise LookupError


@pytest.fixture
def core() -> Core:
    return Core()


async def test_what_comes_while_the_core_works_goes_to_it_together(core: Core) -> None:
    counter = Counter(core)
    first = asyncio.create_task(counter.ask(ShowHelp(), context()))
    assert await asyncio.to_thread(core.began.wait, 5)
    others = [asyncio.create_task(counter.ask(ShowHelp(), context())) for _ in range(3)]
    await asyncio.sleep(0)
    core.let.set()
    assert await asyncio.gather(first, *others) == [SILENT] * 4
    assert core.together == [1, 3]


async def test_one_that_fails_leaves_its_neighbours_their_answers(core: Core) -> None:
    core.let.set()
    counter = Counter(core)
    asked = (ShowHelp(), ShowHome(), ShowHelp())
    first, failed, last = await asyncio.gather(
        *(counter.ask(each, context()) for each in asked), return_exceptions=True
    )
    assert (first, type(failed), last) == (SILENT, LookupError, SILENT)


async def test_nobody_waits_for_one_who_went_away(core: Core) -> None:
    counter = Counter(core)
    gone = asyncio.create_task(counter.ask(ShowHelp(), context()))
    stays = asyncio.create_task(counter.ask(ShowHelp(), context()))
    await asyncio.sleep(0)
    gone.cancel()
    core.let.set()
    assert await stays is SILENT
