"""One request, one unit of work, one commit."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.conversation.cards import Card, Text
from bot.conversation.context import Context
from bot.conversation.replies import SILENT, Reply, Visibility
from bot.conversation.requests import Request
from bot.domain.errors import NotAllowed, ParleyError
from bot.ports import Store
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
        if request is None:
            return said(wording.OLD_BUTTON)
        with self._store.begin() as uow:
            if context.delivery and not uow.seen.first_time(context.channel, context.delivery, context.now):
                return SILENT
            try:
                reply = self._answered(request, Turn(context, uow))
            except NotAllowed as refusal:
                return Reply(no_access(str(refusal), may_ask=refusal.may_ask))
            except ParleyError as error:
                return said(str(error))
            uow.commit()
        self._committed()
        if context.audience.outsiders and not context.direct:
            return Reply(reply.content, Visibility.PRIVATE, reply.replaces, reply.attachments)
        return reply

    def _answered(self, request: Request, turn: Turn) -> Reply:
        answer: Reply | Request = request
        while isinstance(answer, Request):
            answer = self._handlers[type(answer)](answer, turn)
        return answer


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
