"""Laying the ladder: which reminders a conference should have, and keeping the schedule to that."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.domain.channel import ChannelRecord
from bot.domain.conference import (
    ATTENDANCE,
    CONFERENCE,
    DEMAND,
    RESPONSE,
    Answer,
    Conference,
    Duty,
    DutyState,
    Status,
)
from bot.domain.court_days import CourtCalendar, calendar_for
from bot.domain.due import Deadline
from bot.domain.ladder import Hours, rung_days
from bot.domain.matter_deadlines import MatterDeadline, deadlines_of
from bot.domain.nudges import Nudge, NudgeState, Rung, nudge_id
from bot.domain.outbox import Delivery, DeliveryState, Kind
from bot.ports import UnitOfWork

ROW = f"{ATTENDANCE}:"
"""What the item of one party's attendance begins with; the row's id follows."""
_PRIVATE_FROM = 3
"""Up to this many days before, the channel hears how many confirmations are open; earlier only the owners do."""


@lru_cache(maxsize=256)
def calendar_of(court: str | None) -> CourtCalendar:
    """The calendar of a court; made once, since it holds two centuries of holidays."""
    return calendar_for(court)


def hours_of(conference: Conference, record: ChannelRecord) -> Hours:
    """When the conference's channel may be disturbed."""
    return Hours(record.preferences, calendar_of(conference.order.court), conference.zone)


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to remind of, and the court day to count to. ``time`` is the order's hour, if it gives one."""

    item: str
    day: dt.date
    time: dt.time | None = None
    matter: MatterDeadline | None = None


def targets(conference: Conference) -> Sequence[Target]:
    """Everything that still has to happen and has a day."""
    if conference.status is not Status.SCHEDULED:
        return ()
    found = [each for each in (_target(conference, item) for item in _items(conference)) if each is not None]
    if conference.at is not None:
        day = conference.at.date()
        found.extend(Target(ROW + row.id, day) for row in conference.rows if row.outstanding and not row.not_ours)
        if any(row.outstanding for row in conference.rows):
            found.append(Target(ATTENDANCE, day))
    return found


def _items(conference: Conference) -> tuple[MatterDeadline, ...]:
    return deadlines_of(conference, calendar_of(conference.order.court))


def _target(conference: Conference, item: MatterDeadline) -> Target | None:
    duty = conference.duty(item.key)
    if item.deadline is None or duty.state is not DutyState.OPEN:
        return None
    if item.key == DEMAND and duty.already is Answer.YES:
        return None
    if item.key == RESPONSE and (duty.already is Answer.YES or not _demand_made(conference)):
        return None
    return Target(item.key, counted_to(duty, item.deadline), item.deadline.time, item)


def counted_to(duty: Duty, deadline: Deadline) -> dt.date:
    """The day reminders count to: the reading the team chose, else the earliest one."""
    return deadline.working_day(duty.chosen)


def _demand_made(conference: Conference) -> bool:
    """The response is reminded of once there is a demand to respond to."""
    demand = conference.duty(DEMAND)
    return demand.already is Answer.YES or demand.state is DutyState.DONE or conference.order.demand_rule is None


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to remind of, and every reminder there should be, whenever due, except catching up."""

    conference: Conference
    hours: Hours
    targets: Mapping[str, Target]
    laid: Mapping[str, Nudge]

    def fits(self, nudge: Nudge) -> bool:
        """Whether a planned reminder still belongs to the conference as it stands."""
        if nudge.rung != Rung.CATCH_UP:
            return nudge.id in self.laid
        target = self.targets.get(nudge.item)
        same = target is not None and (target.day, self.conference.revision) == (nudge.deadline, nudge.revision)
        snoozed = self.conference.duty(nudge.item).snoozed_until
        return same and (snoozed is None or snoozed <= nudge.due_at)

    def in_time(self, nudge: Nudge, now: dt.datetime) -> bool:
        """Whether the day it counts to is still ahead; a notice that the day has passed is always in time."""
        return nudge.rung == Rung.PASSED or not passed(self.targets[nudge.item], self.hours, now)


def plan_of(conference: Conference, record: ChannelRecord) -> Plan:
    """The plan of a conference as it stands, at the hours of its channel."""
    hours = hours_of(conference, record)
    known = {each.item: each for each in targets(conference)}
    laid = [each for target in known.values() for each in _laid(conference, target, hours)]
    if conference.status is Status.SCHEDULED:
        laid.extend(_follow_ups(conference, hours))
    return Plan(conference, hours, known, {each.id: each for each in laid})


def _laid(conference: Conference, target: Target, hours: Hours) -> Iterator[Nudge]:
    if target.item == CONFERENCE:
        ready = hours.calendar.reminding_day(target.day - dt.timedelta(1))
        yield _nudge(conference, target, Rung.READINESS, hours.morning(ready))
        yield _nudge(conference, target, Rung.PASSED, hours.next_business_morning(target.day))
        return
    rungs = {day: str(rung) for day, rung in rung_days(target.day, hours.preferences.ladder, hours.calendar).items()}
    if target.item.startswith(ATTENDANCE):
        # The day before is the readiness line's, and on the day itself Parley is silent.
        most = _PRIVATE_FROM if target.item == ATTENDANCE else max(hours.preferences.ladder)
        least = 2 if target.item == ATTENDANCE else 1
        rungs = {day: rung for day, rung in rungs.items() if least <= int(rung) <= most}
    snoozed = conference.duty(target.item).snoozed_until
    for day, rung in rungs.items() if snoozed is None else _after(snoozed, rungs, hours).items():
        at = hours.morning(day)
        if target.time is None or at < dt.datetime.combine(target.day, target.time, at.tzinfo):
            yield _nudge(conference, target, rung, at)
            if rung == "1" and conference.duty(target.item).owner is not None:
                yield _nudge(conference, target, Rung.TEAM, at)
    if snoozed is not None and hours.local(snoozed).date() not in rungs:
        yield _nudge(conference, target, f"{Rung.SNOOZED}:{hours.local(snoozed).date()}", snoozed)
    if not target.item.startswith(ATTENDANCE) and (conference.at is None or target.day < conference.at.date()):
        yield _nudge(conference, target, Rung.PASSED, hours.next_business_morning(target.day))


def _after(snoozed: dt.datetime, rungs: Mapping[dt.date, str], hours: Hours) -> Mapping[dt.date, str]:
    """The rungs that still come: from the end of a snooze on.

    The business day after one that ended between two rungs is silent, unless it is the day before or the day itself.
    """
    end = hours.local(snoozed).date()
    silent = hours.next_business_morning(end).date() if end not in rungs else None
    ahead = {day: rung for day, rung in rungs.items() if hours.morning(day) >= snoozed}
    return {day: rung for day, rung in ahead.items() if day != silent or int(rung) <= 1}


def _follow_ups(conference: Conference, hours: Hours) -> Iterator[Nudge]:
    """On the day someone said they would know, they are asked."""
    for row in conference.rows:
        if row.outstanding and row.follow_up is not None and conference.at is not None:
            day = hours.calendar.reminding_day(row.follow_up.by)
            target = Target(ROW + row.id, conference.at.date())
            yield _nudge(conference, target, f"{Rung.FOLLOW_UP}:{row.follow_up.by}", hours.morning(day))


def _nudge(conference: Conference, target: Target, rung: str, at: dt.datetime) -> Nudge:
    made = nudge_id(conference.id, conference.revision, target.item, target.day, rung)
    return Nudge(made, conference.id, conference.revision, target.item, str(rung), at, target.day)


def replan(uow: UnitOfWork, conference: Conference, now: dt.datetime) -> None:
    """Make the schedule fit the conference as it is now: to be called after every change, before the commit.

    What was sent is never sent again, rungs that have gone by are not replayed, and reminders on their way that no
    longer fit are cancelled or taken back.
    """
    record = uow.channels.get(conference.home)
    deliveries = uow.outbox.of(conference.id)
    before = uow.nudges.of(conference.id)
    plan = plan_of(conference, record)
    still_scheduled = {each.id for each in before if each.state is NudgeState.SCHEDULED}
    ahead = [each for each in plan.laid.values() if each.due_at > now or each.id in still_scheduled]
    catching_up = [each for each in before if each.id in still_scheduled and each.rung == Rung.CATCH_UP]
    ahead.extend(each for each in catching_up if plan.fits(each))
    ahead.extend(_arrivals(plan, before, now))
    uow.nudges.replace(conference.id, ahead)
    _withdraw(uow, [each for each in before if not plan.fits(each)], before, deliveries)


def _arrivals(plan: Plan, before: Sequence[Nudge], now: dt.datetime) -> Iterator[Nudge]:
    """For deadlines planned for the first time: one catching up if rungs have gone by, silence if the day has."""
    conference, hours = plan.conference, plan.hours
    known = {(each.revision, each.item, each.deadline) for each in before}
    fresh = not any(each.revision == conference.revision for each in before)
    for target in plan.targets.values():
        if target.item.startswith(ATTENDANCE) or (conference.revision, target.item, target.day) in known:
            continue
        if passed(target, hours, now):
            arrived = _nudge(conference, target, Rung.PASSED, hours.next_business_morning(target.day))
            yield replace(arrived, state=NudgeState.SKIPPED)
            continue
        rungs = [each for each in plan.laid.values() if each.item == target.item and each.rung != Rung.PASSED]
        gone_by = any(each.due_at <= now for each in rungs)
        ahead = any(each.due_at > now for each in rungs)
        at = hours.allowed_from(now, target.day) if gone_by and (fresh or not ahead) else None
        if at is not None and not any(hours.local(each.due_at).date() == at.date() > now.date() for each in rungs):
            yield _nudge(conference, target, Rung.CATCH_UP, at)


def passed(target: Target, hours: Hours, now: dt.datetime) -> bool:
    """Whether the day, or the order's hour on it, is over."""
    local = hours.local(now)
    if local.date() != target.day:
        return local.date() > target.day
    return target.time is not None and local.time() >= target.time


def _withdraw(uow: UnitOfWork, stale: Sequence[Nudge], before: Sequence[Nudge], deliveries: Sequence[Delivery]) -> None:
    """Take what no longer fits out of messages that wait, and take back messages that hold nothing else."""
    sending = [each for each in before if each.state is NudgeState.SENDING]
    carrying = {each.delivery for each in sending if each not in stale}
    on_their_way = {each.id: each for each in deliveries if each.kind is Kind.NUDGE and not each.state.final}
    uow.outbox.cancel(*(each for each in on_their_way if each not in carrying))
    waiting = {each.id for each in on_their_way.values() if each.state is DeliveryState.WAITING}
    dropped = [each for each in sending if each in stale and each.delivery in waiting]
    uow.nudges.save(*(replace(each, state=NudgeState.CANCELLED) for each in dropped))
