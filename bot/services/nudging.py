"""Everything Parley would send unprompted, when, where and why: for whoever runs it, without sending anything."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from bot.domain.channel import ChannelRecord
from bot.domain.conference import Conference
from bot.domain.nudges import Nudge, NudgeState
from bot.domain.outbox import Delivery, DeliveryState, Kind
from bot.domain.people import Address
from bot.ports import UnitOfWork
from bot.services import digest
from bot.services.merging import Merge, is_attendance
from bot.services.planning import Plan, plan_of
from bot.services.reminding import LATE
from bot.wording import previewing as wording

_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Message:
    """One message to come; ``at`` is when it leaves, on the clock of the court, or of the person it goes to."""

    at: dt.datetime
    address: Address
    what: str
    why: str
    conference: str = ""

    def row(self) -> dict[str, str]:
        return {
            "due_at": self.at.isoformat(timespec="minutes"),
            "where": wording.where(self.address),
            "what": self.what,
            "why": self.why,
            "conference": self.conference,
        }


def preview(uow: UnitOfWork, until: dt.datetime, now: dt.datetime) -> list[dict[str, str]]:
    """Every message that would be sent from ``now`` to ``until``, in order: ``due_at where what why conference``.

    ``due_at`` is court time, ``what`` names the items or the kind of message. What people do until then changes it,
    and so does what a platform says only when it is asked, such as who can read a channel.
    """
    queue = uow.outbox.pending(until)
    planned = uow.nudges.planned(now, until)
    about = {each.conference for each in planned} | {each.conference for each in queue if each.conference}
    conferences = uow.conferences.read(about)
    records = uow.channels.read({each.home for each in conferences.values()})
    rehearsals = {each.id: _Rehearsal(uow, each, records[each.home], now, until) for each in conferences.values()}
    found: list[_Message] = []
    for each in queue:
        rehearsal = rehearsals.get(each.conference or "")
        if each.kind is Kind.DIGEST:
            found.extend(_weeks(uow, each, until, now))
        elif rehearsal is not None:
            rehearsal.queued(each)
        else:
            found.append(_Message(_leaving(each, now), each.address, each.kind, wording.queued(each)))
    for nudge in planned:
        rehearsals[nudge.conference].due(nudge)
    for rehearsal in rehearsals.values():
        found.extend(rehearsal.messages())
    found.extend(_deletions(uow, until, now))
    return [each.row() for each in sorted(found, key=lambda each: (each.at, wording.where(each.address), each.what))]


def _leaving(delivery: Delivery, now: dt.datetime) -> dt.datetime:
    return max(now, delivery.actionable_at or now)


@dataclass
class _Rehearsal:
    """The messages of one conference: those that wait, and those its reminders will be merged into."""

    uow: UnitOfWork
    conference: Conference
    record: ChannelRecord
    now: dt.datetime
    until: dt.datetime
    plan: Plan = field(init=False)
    merge: Merge = field(init=False)
    carried: dict[str, list[Nudge]] = field(default_factory=dict)
    waiting: dict[str, Delivery] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.plan = plan_of(self.conference, self.record)
        self.merge = Merge(self.plan, self.record, self.now, self.uow.outbox.look)

    def queued(self, delivery: Delivery) -> None:
        """A message that waits, with the reminders in it that still hold."""
        self.waiting[delivery.id] = delivery
        if delivery.kind is Kind.NUDGE:
            nudges = self.uow.nudges.carried_by([delivery.id])
            self.carried[delivery.id] = [
                each
                for each in nudges
                if each.state is NudgeState.SENDING and self.plan.fits(each) and self.plan.in_time(each, self.now)
            ]

    def due(self, nudge: Nudge) -> None:
        """A planned reminder, in order of due time: merged as it will be when it falls due."""
        self.merge.now = max(self.now, nudge.due_at)
        for each in self.merge.planned.values():
            if _leaving(each, self.now) < self.merge.now:
                self.merge.planned[each.id] = replace(each, state=DeliveryState.SENT)
        merged = self.merge.merged(nudge)
        if merged.delivery is not None and merged.state is NudgeState.SENDING:
            self.carried.setdefault(merged.delivery, []).append(nudge)

    def messages(self) -> Iterator[_Message]:
        """What comes of it by the end."""
        made = {each.id: replace(each, state=DeliveryState.WAITING) for each in self.merge.planned.values()}
        for each in (self.waiting | made).values():
            at = _leaving(each, self.now)
            if at <= self.until and (each.kind is not Kind.NUDGE or self.carried.get(each.id)):
                yield self._message(each, at.astimezone(ZoneInfo(self.conference.zone)))

    def _message(self, delivery: Delivery, at: dt.datetime) -> _Message:
        every = sorted(self.carried.get(delivery.id, ()), key=lambda each: each.due_at)
        latest = {each.item: each for each in every}.values()
        nudges = sorted(latest, key=lambda each: (each.deadline, is_attendance(each.item), each.item))
        if not nudges:
            why = wording.queued(delivery)
            return _Message(at, delivery.address, delivery.kind, why, self.conference.id)
        due = max(delivery.due_at, min(each.due_at for each in nudges)).astimezone(at.tzinfo)
        why = wording.reasons(nudges) + (wording.late(due) if at - due > LATE else "") + wording.so_far(delivery)
        if self.record.unreachable and delivery.address == self.conference.home:
            why += wording.refused(self.record.unreachable)
        return _Message(at, delivery.address, ", ".join(wording.items(nudges)), why, self.conference.id)


def _weeks(uow: UnitOfWork, delivery: Delivery, until: dt.datetime, now: dt.datetime) -> Iterator[_Message]:
    """A person's digest, this week's and the following ones, as long as they have something open."""
    zone = digest.zone_of(uow, delivery.address)
    at = _leaving(delivery, now)
    while at <= until:
        if digest.compose(uow, delivery.address, at) is not None:
            yield _Message(at.astimezone(ZoneInfo(zone)), delivery.address, delivery.kind, wording.DIGEST)
        at = digest.next_monday(at, zone)


def _deletions(uow: UnitOfWork, until: dt.datetime, now: dt.datetime) -> Iterator[_Message]:
    """Records whose day comes: their cards are replaced."""
    for conference in uow.conferences.to_purge(until.date()):
        kinds: Sequence[Kind] = (Kind.HEADLINE, Kind.ATTENDANCE)
        midnight = dt.datetime.combine(conference.delete_on or until.date(), dt.time(), ZoneInfo(conference.zone))
        at = max(now.astimezone(midnight.tzinfo), midnight)
        if at <= until and any(uow.cards.message(conference.id, kind) for kind in kinds):
            yield _Message(at, conference.home, "deletion", wording.DELETED, conference.id)
