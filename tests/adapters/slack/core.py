"""A core that answers each request as a test says, and remembers what it was asked."""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.conversation import wire
from bot.conversation.cards import Card, Text
from bot.conversation.context import Context
from bot.conversation.replies import Reply, Visibility
from bot.conversation.requests import Request
from bot.services.turn import Handler, Turn

Answer = Reply | Callable[[Request, Turn], Reply]


def card(*sentences: str, title: str = "") -> Card:
    return Card(title, tuple(Text((each,)) for each in sentences))


def private(*sentences: str) -> Reply:
    return Reply(card(*sentences))


def public(*sentences: str) -> Reply:
    return Reply(card(*sentences), Visibility.THREAD)


@dataclass
class Core(Mapping[type[Request], Handler]):
    answers: dict[type[Request], Answer] = field(default_factory=dict)
    asked: list[tuple[Request, Context]] = field(default_factory=list)
    slow: threading.Event | None = None
    """Where set, every answer waits for it."""

    def __getitem__(self, kind: type[Request]) -> Handler:
        return self._answer

    def __iter__(self) -> Iterator[type[Request]]:
        return iter(wire.REQUESTS.values())

    def __len__(self) -> int:
        return len(wire.REQUESTS)

    def _answer(self, request: Request, turn: Turn) -> Reply:
        self.asked.append((request, turn.context))
        if self.slow:
            self.slow.wait(10)
        answer = self.answers.get(type(request), public("Answered."))
        return answer(request, turn) if callable(answer) else answer

    @property
    def requests(self) -> list[Request]:
        return [request for request, _ in self.asked]

    @property
    def context(self) -> Context:
        """The context of the one request asked."""
        assert len(self.asked) == 1
        return self.asked[0][1]
