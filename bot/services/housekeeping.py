"""What is done regularly beside sending: forgetting what is long over, and the chores of other services."""

import datetime as dt
from collections.abc import Callable, Sequence

from bot.domain.outbox import Backlog
from bot.ports import Store, UnitOfWork

Chore = Callable[[UnitOfWork, dt.datetime], object]
"""Something to be done regularly, in a unit of work of its own, such as deleting records whose time has come."""
_SEEN = dt.timedelta(days=7)
"""No platform delivers the same event or press again after so long."""
_PROPOSALS = dt.timedelta(days=30)
"""How long what was read from an order waits for somebody to confirm it."""
_DELIVERIES = dt.timedelta(days=90)
"""How long it can be looked up what became of a message."""


def keep_house(store: Store, now: dt.datetime, chores: Sequence[Chore]) -> Backlog:
    """Forget what is long over, do the chores, and say what is still due to be sent."""
    with store.begin() as uow:
        uow.seen.forget_before(now - _SEEN)
        uow.proposals.forget_before(now - _PROPOSALS)
        uow.outbox.forget_before(now - _DELIVERIES)
        backlog = uow.outbox.waiting(now)
        uow.commit()
    for chore in chores:
        with store.begin() as uow:
            chore(uow, now)
            uow.commit()
    return backlog
