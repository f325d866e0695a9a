"""One request, one unit of work, one commit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from bot.conversation.cards import Card, Text
from bot.conversation.context import Context
from bot.conversation.replies import SILENT, Reply, Visibility
from bot.conversation.requests import Request
from bot.domain.errors import EditedMeanwhile, NotAllowed, ParleyError
from bot.ports import Store, UnitOfWork
from bot.services.own_buttons import fitted
from bot.services.turn import Handler, Turn
from bot.wording import errors as wording
from bot.wording.roles import no_access


class Parley:
    """The core: answers requests from any platform.

    ``committed`` is called after each commit, so that whoever sends the outbox can look at once.
    """

    def __init__(
        self, store: Store, handlers: Mapping[type[Request], Handler], committed: Callable[[], None] = lambda: None
    ) -> None:
        self._store = store
        self._handlers = handlers
        self._committed = committed

    def handle(self, request: Request | None, context: Context) -> Reply:
        """Answer one request. ``None`` stands for a button this version cannot read.

        A delivery already handled is answered with ``SILENT``. A ``ParleyError`` rolls back and is said privately.
        """
        (reply,) = self.handle_together([(request, context)])
        if isinstance(reply, Exception):
            raise reply
        return reply

    def look(self, request: Request, context: Context) -> Reply | None:
        """What the answer to a request would be; nothing comes of it. ``None`` where it would be refused."""
        with self._store.begin() as uow:
            try:
                return self._answered(request, Turn(context, uow))
            except ParleyError:
                return None

    @property
    def one_at_a_time(self) -> bool:
        """Whether requests wait for one another in the store, so that they may as well be handled together."""
        return self._store.one_writer

    def handle_together(self, asked: Sequence[tuple[Request | None, Context]]) -> list[Reply | Exception]:
        """Answer several requests in their order, each as ``handle`` would; where that would raise, what it raises."""
        kept: list[Request] = []
        replies = self._tried(asked, kept)
        overtaken = [index for index, reply in enumerate(replies) if isinstance(reply, EditedMeanwhile)]
        again = self._tried([asked[index] for index in overtaken], kept) if overtaken else []
        for index, reply in zip(overtaken, again, strict=True):
            replies[index] = said(str(reply)) if isinstance(reply, EditedMeanwhile) else reply
        if kept:
            self._committed()
        return replies

    def _tried(self, asked: Sequence[tuple[Request | None, Context]], kept: list[Request]) -> list[Reply | Exception]:
        """Each in a unit of work of its own.

        Whoever was overtaken may try again: a handler reads all it builds on anew, and says itself where what was
        shown before no longer stands.
        """
        return self._store.together([partial(self._handled, *each, kept) for each in asked])

    def _handled(self, request: Request | None, context: Context, kept: list[Request], uow: UnitOfWork) -> Reply:
        if request is None:
            return said(wording.OLD_BUTTON)
        if context.delivery and not uow.seen.first_time(context.channel, context.delivery, context.now):
            return SILENT
        try:
            turn = Turn(context, uow)
            reply = _fitted(self._answered(request, turn), turn)
        except NotAllowed as refusal:
            return Reply(no_access(str(refusal), may_ask=refusal.may_ask))
        except EditedMeanwhile:
            raise
        except ParleyError as error:
            return said(str(error))
        uow.commit()
        kept.append(request)
        return reply

    def _answered(self, request: Request, turn: Turn) -> Reply:
        answer: Reply | Request = request
        while isinstance(answer, Request):
            answer = self._handlers[type(answer)](answer, turn)
        return answer


def _fitted(reply: Reply, turn: Turn) -> Reply:
    """The reply as it may be shown: to one person alone where outsiders read, and then with what they may press."""
    context = turn.context
    if context.audience.outsiders and not context.direct:
        reply = replace(reply, visibility=Visibility.PRIVATE)
    if reply.visibility is Visibility.PRIVATE and isinstance(reply.content, Card):
        return replace(reply, content=fitted(reply.content, turn))
    return reply


def said(sentence: str) -> Reply:
    """A private reply of one sentence."""
    return Reply(Card("", (Text((sentence,)),)))


def merged(*tables: Mapping[type[Request], Handler]) -> Mapping[type[Request], Handler]:
    """One table of handlers out of each service's own. Raises ``ValueError`` if two claim the same request."""
    together: dict[type[Request], Any] = {}
    for table in tables:
        if twice := together.keys() & table.keys():
            raise ValueError(f"two services handle {', '.join(sorted(each.__name__ for each in twice))}")
        together.update(table)
    return together
