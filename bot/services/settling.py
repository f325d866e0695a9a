"""Recording what became of deliveries, with all that follows from it in the same unit of work."""

from collections.abc import Sequence

from bot.domain.nudges import NudgeState
from bot.domain.outbox import Delivery, DeliveryState, Kind
from bot.ports import UnitOfWork
from bot.services import digest


def settle(uow: UnitOfWork, outcomes: Sequence[Delivery], owner: str) -> Sequence[Delivery]:
    """Record outcomes, their reminders' states and the cards' messages; returns what is now stored.

    What ``owner`` no longer holds is left out.
    """
    recorded = uow.outbox.record(outcomes, owner)
    uow.nudges.settle(
        {each.id: NudgeState(each.state) for each in recorded if each.kind is Kind.NUDGE and each.state.final}
    )
    for each in recorded:
        if each.kind.card and each.conference is not None and each.message is not None:
            uow.cards.remember(each.conference, each.kind, each.message)
        if each.kind is Kind.DIGEST and each.state.final and each.state is not DeliveryState.CANCELLED:
            digest.following(uow, each, each.due_at)
    return recorded
