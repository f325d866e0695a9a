"""From planned reminders to messages: everything due for one conference on one court day becomes one message."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.channel import ChannelRecord
from bot.domain.conference import ATTENDANCE, CONFERENCE, Conference
from bot.domain.nudges import Nudge, NudgeState, Rung
from bot.domain.outbox import Delivery, DeliveryState, Kind, address_key, delivery_id
from bot.domain.people import Address, Direct, Role
from bot.ports import UnitOfWork
from bot.services.planning import ROW, Plan, plan_of
from bot.services.roles import registrar_of

_NEVER_POSTED = (DeliveryState.CANCELLED, DeliveryState.SKIPPED, DeliveryState.MISSED)
_ATTEMPTS = 20
"""How often a day's message may be begun anew after it was cancelled unposted."""
_LONGEST_AFTER = dt.timedelta(days=14)
"""A notice that a day has passed is of no more use than this long after it."""


def keepers(conference: Conference, record: ChannelRecord) -> tuple[str, ...]:
    """Who hears about trouble: the registrar first, then the editors, by id."""
    registrar = registrar_of(record, conference) or conference.entered.person
    editors = sorted(person for person, role in record.roles.items() if role is Role.EDITOR and person != registrar)
    return (registrar, *editors)


def place_for(nudge: Nudge, conference: Conference, record: ChannelRecord) -> Address:
    """Where a reminder goes: to whoever owns the item, else to the channel; what only one can answer, to them."""
    registrar = keepers(conference, record)[0]
    person: str | None = None
    if nudge.item.startswith(ROW):
        row = conference.row(nudge.item.removeprefix(ROW))
        follower = row.follow_up.person if row and row.follow_up else None
        person = follower or (row.owner.person if row and row.owner else registrar)
    elif nudge.item == CONFERENCE:
        person = registrar if nudge.rung == Rung.PASSED else None
    elif nudge.rung != Rung.TEAM and (owner := conference.duty(nudge.item).owner) is not None:
        person = owner.person
    if person is None and record.unreachable and record.direct_to:
        person = record.direct_to
    return Direct(conference.home.platform, conference.home.tenant, person) if person else conference.home


def day_id(conference: Conference, address: Address, day: dt.date, attempt: int) -> str:
    """The id of the message that carries one conference's reminders to one address on one court day."""
    return delivery_id(conference.id, Kind.NUDGE, *address_key(address), day.isoformat(), str(attempt))


def is_of_day(delivery: Delivery, conference: Conference, day: dt.date) -> bool:
    """Whether a message was made for that court day."""
    return any(delivery.id == day_id(conference, delivery.address, day, attempt) for attempt in range(_ATTEMPTS))


def useful_until(nudge: Nudge) -> dt.date:
    """The last court day a reminder is worth sending on."""
    return nudge.deadline + (_LONGEST_AFTER if nudge.rung == Rung.PASSED else dt.timedelta())


def gather(uow: UnitOfWork, now: dt.datetime, limit: int) -> Sequence[Nudge]:
    """Merge what is due into deliveries; returns the reminders that were looked at, as they are now.

    Its unit of work holds each conference it touches, so that replicas and people's presses take turns.
    """
    due = uow.nudges.due(now, limit)
    conferences = uow.conferences.read({each.conference for each in due})
    records = uow.channels.read({each.home for each in conferences.values()})
    first: dict[str, Delivery | None] = {}

    def stored(delivery: str) -> Delivery | None:
        return first[delivery] if delivery in first else uow.outbox.get(delivery)

    merges = {
        each.id: Merge(plan_of(each, records[each.home]), records[each.home], now, stored)
        for each in conferences.values()
    }
    first |= dict.fromkeys(each for nudge in due for each in merges[nudge.conference].first_choice(nudge))
    first |= uow.outbox.hold(first.keys())
    changed = [merges[each.conference].merged(each) for each in due]
    uow.outbox.add(*(planned for each in merges.values() for planned in each.planned.values()))
    uow.nudges.save(*changed)
    return changed


@dataclass
class Merge:
    """The reminders of one conference that are due now. ``stored`` gives a message that exists already, by its id."""

    plan: Plan
    record: ChannelRecord
    now: dt.datetime
    stored: Callable[[str], Delivery | None]
    planned: dict[str, Delivery] = field(default_factory=dict)

    def first_choice(self, nudge: Nudge) -> tuple[str, ...]:
        """The message it would be put into if it went out at this moment."""
        if not self.plan.fits(nudge):
            return ()
        day = self.plan.hours.local(self.now).date()
        return (day_id(self.plan.conference, place_for(nudge, self.plan.conference, self.record), day, 0),)

    def merged(self, nudge: Nudge) -> Nudge:
        """The reminder as it is after being put into a message, or passed over."""
        if not self.plan.fits(nudge):
            return replace(nudge, state=NudgeState.CANCELLED)
        hours, until = self.plan.hours, self._useful_until(nudge)
        at = hours.allowed_from(self.now, until) if until else None
        due: dt.datetime | None = nudge.due_at
        while at is not None and due is not None and until is not None:
            delivery = self._for(place_for(nudge, self.plan.conference, self.record), at, due)
            if delivery is not None:
                return replace(nudge, state=NudgeState.SENDING, delivery=delivery.id)
            # That day's message is out already: the next business day's carries it, if it comes in time.
            later = hours.next_business_morning(at.date())
            at = due = later if later.date() <= until else None
        return replace(nudge, state=NudgeState.MISSED)

    def _useful_until(self, nudge: Nudge) -> dt.date | None:
        """The last court day the reminder is worth sending on; ``None`` when that is over."""
        last = useful_until(nudge)
        over = self.plan.hours.local(self.now).date() > last
        return None if over or not self.plan.in_time(nudge, self.now) else last

    def _for(self, address: Address, at: dt.datetime, due: dt.datetime) -> Delivery | None:
        """The address's message of that court day, new or still waiting; ``None`` once it is on its way or out."""
        conference = self.plan.conference
        for attempt in range(_ATTEMPTS):
            made = day_id(conference, address, at.date(), attempt)
            existing = self.planned.get(made) or self.stored(made)
            if existing is None:
                fresh = Delivery(
                    made,
                    Kind.NUDGE,
                    address,
                    due,
                    conference.id,
                    conference.revision,
                    not_before=at if at > self.now else None,
                )
                self.planned[made] = fresh
                return fresh
            if existing.state is DeliveryState.WAITING:
                return existing
            if existing.state not in _NEVER_POSTED:
                return None
        return None


def is_attendance(item: str) -> bool:
    """Whether it is about who comes: the count, or one party's row."""
    return item.startswith(ATTENDANCE)
