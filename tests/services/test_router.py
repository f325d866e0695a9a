"""Two changes in one instant: the second is tried once more on what the first left, and told when that fails too."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.conversation.cards import Card
from bot.conversation.replies import Reply
from bot.conversation.requests import Request, ShowStatus
from bot.domain.errors import EditedMeanwhile
from bot.domain.people import Stamp
from bot.router import Parley, said
from bot.services.turn import Handler, Turn
from bot.wording import errors as wording
from tests.builders import ASSOCIATE, context
from tests.fakes.matters import conference, stamp
from tests.fakes.memory import MemoryStore

NOW = "2027-01-06T10:00"


class Overtaken:
    """A handler somebody else is faster than, so many times."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.asked = 0

    def __call__(self, request: Request, turn: Turn) -> Reply:
        del request
        self.asked += 1
        read = turn.conference("c1")
        if self.asked <= self.times:
            raise EditedMeanwhile(wording.EDITED_MEANWHILE)
        turn.uow.conferences.save(replace(read, verified=turn.stamp))
        return said("Verified.")


def answered(handler: Callable[[Any, Turn], Reply]) -> tuple[str, Stamp | None, list[None]]:
    store, commits = MemoryStore(), list[None]()
    with store.begin() as uow:
        uow.conferences.save(conference(verified=False))
        uow.commit()
    handlers: Mapping[type[Request], Handler] = {ShowStatus: handler}
    reply = Parley(store, handlers, lambda: commits.append(None)).handle(
        ShowStatus("c1"), context(ASSOCIATE, NOW, delivery="d1")
    )
    assert isinstance(reply.content, Card)
    with store.begin() as uow:
        found = uow.conferences.get("c1")
    assert found is not None
    return reply.content.text, found.verified, commits


def test_a_change_overtaken_by_another_is_made_on_what_that_left() -> None:
    handler = Overtaken(1)
    text, verified, commits = answered(handler)
    assert (text, handler.asked, len(commits)) == ("Verified.", 2, 1)
    assert verified == stamp(NOW, ASSOCIATE.id, ASSOCIATE.name)


def test_a_change_overtaken_twice_is_told_and_keeps_nothing() -> None:
    handler = Overtaken(9)
    text, verified, commits = answered(handler)
    assert (text, handler.asked, verified, commits) == (wording.EDITED_MEANWHILE, 2, None, [])
