"""A platform in memory: what was posted where, and what goes wrong on request."""

import datetime as dt
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.conversation.cards import Card
from bot.domain.people import Address, Audience, Channel
from bot.ports import CannotLook, MessageGone


@dataclass
class Posted:
    """One message as it stands."""

    id: str
    address: Address
    card: Card
    key: str
    thread: str | None
    pinned: bool
    at: dt.datetime
    updates: int = 0
    deleted: bool = False

    @property
    def text(self) -> str:
        return self.card.text


Fault = Callable[[str, Address], BaseException | None]
"""Given the call and the address, what goes wrong, or ``None``; ``accepted`` comes after a post arrived."""


def no_fault(_: str, __: Address) -> BaseException | None:
    return None


@dataclass
class FakePlatform:
    """Implements ``Messenger``. ``clock`` stamps messages; ``blind`` makes looking impossible."""

    clock: Callable[[], dt.datetime]
    fault: Fault = no_fault
    blind: bool = False
    audiences: dict[Channel, Audience] = field(default_factory=dict)
    messages: dict[str, Posted] = field(default_factory=dict)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def _may_fail(self, call: str, address: Address) -> None:
        error = self.fault(call, address)
        if error is not None:
            raise error

    async def audience(self, channel: Channel) -> Audience:
        self._may_fail("audience", channel)
        return self.audiences.get(channel, Audience.OWN)

    async def post(
        self, address: Address, card: Card, *, key: str, thread: str | None = None, pin: bool = False
    ) -> str:
        self._may_fail("post", address)
        message = f"m{next(self._ids)}"
        self.messages[message] = Posted(message, address, card, key, thread, pin, self.clock())
        self._may_fail("accepted", address)
        return message

    async def update(self, address: Address, message: str, card: Card) -> None:
        self._may_fail("update", address)
        posted = self.messages.get(message)
        if posted is None or posted.deleted:
            raise MessageGone("message_not_found")
        posted.card = card
        posted.updates += 1

    async def find(
        self, address: Address, key: str, since: dt.datetime, thread: str | None = None, *, besides: str | None = None
    ) -> str | None:
        if self.blind:
            raise CannotLook
        self._may_fail("find", address)
        early = since - dt.timedelta(seconds=120)
        found = (
            each for each in self.messages.values() if (each.address, each.key, each.thread) == (address, key, thread)
        )
        return next((each.id for each in found if each.at >= early and not each.deleted and each.id != besides), None)

    async def delete(self, address: Address, message: str) -> None:
        self._may_fail("delete", address)
        self.messages[message].deleted = True

    def standing(self, address: Address | None = None) -> list[Posted]:
        """Messages that were not taken back, in the order they were posted."""
        return [each for each in self.messages.values() if not each.deleted and address in (None, each.address)]
