"""By which keys a message would be found that was sent before the database was restored from a backup."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.nudges import Nudge, NudgeState
from bot.domain.outbox import Delivery, Kind
from bot.ports import UnitOfWork
from bot.services.merging import day_id
from bot.services.planning import hours_of


@dataclass(frozen=True, slots=True)
class Earlier:
    """A message there may be: its key, from when on, and which reminders it told of, where it did not tell of all."""

    key: str
    since: dt.datetime
    nudges: frozenset[str] = frozenset()


def earlier(uow: UnitOfWork, delivery: Delivery) -> Iterator[Earlier]:
    """The message itself; and the messages of earlier days that reminders now put into it would have been in.

    A reminder due at the reminding hour of a day was in that day's message: it was planned before, and a conference's
    reminders are merged together.
    """
    yield Earlier(delivery.key, delivery.due_at)
    if delivery.kind is not Kind.NUDGE or delivery.content or delivery.conference is None:
        return
    conference = uow.conferences.read([delivery.conference]).get(delivery.conference)
    if conference is None:
        return
    hours = hours_of(conference, uow.channels.read([conference.home])[conference.home])
    by_day: dict[dt.date, list[Nudge]] = {}
    for each in carried(uow, delivery):
        by_day.setdefault(hours.local(each.due_at).date(), []).append(each)
    for day, nudges in by_day.items():
        of_day = replace(delivery, id=day_id(conference, delivery.address, day, 0))
        due = [each.id for each in nudges if each.due_at == hours.morning(day)]
        if due and of_day.id != delivery.id:
            yield Earlier(of_day.key, hours.morning(day), frozenset(due))


def carried(uow: UnitOfWork, delivery: Delivery) -> Sequence[Nudge]:
    """The reminders that wait in it."""
    return [each for each in uow.nudges.carried_by([delivery.id]) if each.state is NudgeState.SENDING]
