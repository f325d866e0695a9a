"""The store itself: where a unit of work begins, and what it offers."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from bot.ports.records import Audit, Channels, Conferences, Proposals, Seen, Vault
from bot.ports.schedule import Nudges, Outbox, PostedCards

Work = TypeVar("Work")


class UnitOfWork(Protocol):
    """One unit of work: everything read and written in it is one transaction, kept only by ``commit``."""

    @property
    def conferences(self) -> Conferences: ...
    @property
    def proposals(self) -> Proposals: ...
    @property
    def channels(self) -> Channels: ...
    @property
    def nudges(self) -> Nudges: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def cards(self) -> PostedCards: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def seen(self) -> Seen: ...
    @property
    def vault(self) -> Vault: ...
    def commit(self) -> None:
        """Keep what was done. Leaving without it rolls everything back."""


class Store(Protocol):
    """Where units of work begin."""

    @property
    def one_writer(self) -> bool:
        """Whether units of work wait for one another anyway, so that doing several together costs nobody time."""

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        """A new unit of work, over when the context is left."""

    def together(self, works: Sequence[Callable[[UnitOfWork], Work]]) -> list[Work | Exception]:
        """Do several things in their order, each in a unit of work of its own, at the price of one commit.

        What each returned, or raised; nothing of what it did without a commit is kept. When this returns, all that
        was committed is kept for good.
        """
