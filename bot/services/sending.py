"""The outbox's units of work: claim, mark, record, and what follows from a message that did not arrive."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import structlog

from bot import metrics
from bot.conversation.cards import Card
from bot.domain.conference import Conference
from bot.domain.nudges import NudgeState
from bot.domain.outbox import Backlog, Delivery, DeliveryState, Kind, delivery_id
from bot.domain.people import Audience, Channel, Direct
from bot.ports import Store, UnitOfWork
from bot.services import digest
from bot.services.deciding import NOT_REACHED, Decision, Letter, decide, send_instead
from bot.services.lateness import Judgment, holds, judged
from bot.services.merging import gather, keepers
from bot.services.posting import Composers, notify_once
from bot.services.recalling import Earlier, carried, earlier
from bot.wording import concealing as concealing_wording
from bot.wording import delivering as wording
from bot.wording.words import court_day

log = structlog.get_logger()

Pace = Mapping[str, dt.timedelta]


@dataclass(frozen=True)
class Outgoing:
    """What the scheduler does to the store, one unit of work for each step. ``owner`` names this process's claims."""

    store: Store
    owner: str
    lease: dt.timedelta
    composers: Composers
    pace: Pace = field(default_factory=dict)

    def claim(self, now: dt.datetime, limit: int, *, merging: bool = True) -> tuple[int, Sequence[Delivery]]:
        """Merge what is due, and take what can be sent now; how many reminders were merged, and what was taken."""
        with self.store.begin() as uow:
            merged = gather(uow, now, limit) if merging else ()
            taken = uow.outbox.claim(now, self.owner, self.lease, limit, self.pace)
            uow.commit()
        for each in merged:
            if each.state is not NudgeState.SENDING:
                metrics.PASSED_OVER.labels(each.state).inc()
                log.info("passed over", nudge=each.id, conference=each.conference, state=each.state)
        return len(merged), taken

    def next_due(self) -> dt.datetime | None:
        """When there will be something to do."""
        with self.store.begin() as uow:
            moments = (uow.nudges.next_due(), uow.outbox.next_due())
        return min(filter(None, moments), default=None)

    def prepare(
        self, deliveries: Sequence[Delivery], audiences: Mapping[Channel, Audience], now: dt.datetime
    ) -> Decision:
        """Mark, decide and compose; returns what may leave now, and what became of the rest: settled or let go."""
        by_id = {each.id: each for each in deliveries}
        with self.store.begin() as uow:
            marked = uow.outbox.mark(by_id, self.owner, now, self.lease)
            since = {each: by_id[each].since or now for each in marked}
            going = [replace(by_id[each], unsure=True, since=since[each]) for each in by_id if each in marked]
            decision = decide(uow, going, audiences, now, self.composers)
            settled = [replace(each, unsure=False, since=None) for each in decision.settled]
            self._settle(uow, settled)
            uow.commit()
        self.release([each for each in deliveries if each.id not in marked])
        return replace(decision, settled=tuple(settled))

    def release(self, deliveries: Sequence[Delivery]) -> Sequence[Delivery]:
        """Let claimed deliveries go unsent; those cancelled meanwhile end here. Returns those not held any more."""
        return self.record([replace(each, state=DeliveryState.WAITING) for each in deliveries])

    def hold(self, delivery: Delivery, until: dt.datetime) -> Sequence[Delivery]:
        """Go on with it from that moment: it may have arrived, or is still to be taken back. Returns it if not held."""
        return self.record([replace(delivery, state=DeliveryState.SENDING, lease_until=until)])

    def earlier(self, delivery: Delivery) -> Sequence[Earlier]:
        """The messages that would show that it, or a part of it, was sent before a backup was restored."""
        with self.store.begin() as uow:
            return list(earlier(uow, delivery))

    def told(self, delivery: Delivery, nudges: Collection[str]) -> None:
        """These of its reminders are out already, with an earlier message."""
        with self.store.begin() as uow:
            if delivery.conference is not None and uow.conferences.get(delivery.conference) is not None:
                found = [each for each in carried(uow, delivery) if each.id in nudges]
                uow.nudges.save(*(replace(each, state=NudgeState.SENT) for each in found))
                uow.commit()

    def only_updates(self, delivery: Delivery) -> bool:
        """Whether it replaces a message that is known, which can safely be done twice."""
        if delivery.kind is Kind.POST:
            return delivery.message is not None
        if not delivery.kind.card or delivery.conference is None:
            return False
        with self.store.begin() as uow:
            return uow.cards.message(delivery.conference, delivery.kind) is not None

    def thread_of(self, delivery: Delivery) -> str | None:
        """The thread it was, or will be, posted in."""
        if delivery.kind is not Kind.THREAD_LINE or delivery.conference is None:
            return None
        with self.store.begin() as uow:
            return uow.cards.message(delivery.conference, Kind.HEADLINE)

    def record(self, outcomes: Sequence[Delivery]) -> Sequence[Delivery]:
        """Record what became of deliveries, with all that follows; what another unit of work holds is waited for.

        Returns those that could not be recorded, because this process holds them no longer.
        """
        left = self._record(outcomes)
        return [each for one in left for each in self._record([one])] if len(outcomes) > 1 else left

    def _record(self, outcomes: Sequence[Delivery]) -> Sequence[Delivery]:
        if not outcomes:
            return ()
        with self.store.begin() as uow:
            done = {each.id for each in self._settle(uow, outcomes)}
            uow.commit()
        return [each for each in outcomes if each.id not in done]

    def judge(self, late: Sequence[Delivery], now: dt.datetime) -> Sequence[tuple[Delivery, Judgment]]:
        """What to do about messages that this process handed over after it had lost them."""
        with self.store.begin() as uow:
            found = [(each, judged(uow, each, now)) for each in late]
            uow.commit()
        return found

    def _settle(self, uow: UnitOfWork, outcomes: Sequence[Delivery]) -> Sequence[Delivery]:
        recorded = uow.outbox.record(outcomes, self.owner)
        uow.nudges.settle(
            {each.id: NudgeState(each.state) for each in recorded if each.kind is Kind.NUDGE and each.state.final}
        )
        for each in recorded:
            if each.kind.card and each.conference is not None and each.message is not None:
                uow.cards.remember(each.conference, each.kind, each.message)
            if each.kind is Kind.DIGEST and each.state.final and each.state is not DeliveryState.CANCELLED:
                digest.following(uow, each, each.due_at)
        return recorded

    def gone(self, letter: Letter) -> None:
        """The card's message was deleted by someone: forget it, and post the card anew, unless it was the last word."""
        delivery = letter.delivery
        with self.store.begin() as uow:
            if not delivery.kind.card:
                self._settle(uow, [replace(delivery, state=DeliveryState.SKIPPED, unsure=False, since=None)])
                uow.commit()
                return
            anew = replace(delivery, state=DeliveryState.WAITING, message=None, unsure=False, since=None)
            if self._settle(uow, [anew]) and delivery.conference is not None:
                uow.cards.forget(delivery.conference, delivery.kind)
            uow.commit()

    def asked_to_wait(self, delivery: Delivery, until: dt.datetime) -> None:
        """Nothing was delivered; nobody sends there before that moment."""
        with self.store.begin() as uow:
            uow.outbox.hold_back(delivery.address, until)
            self._settle(
                uow, [replace(delivery, state=DeliveryState.WAITING, not_before=until, unsure=False, since=None)]
            )
            uow.commit()

    def refused(self, delivery: Delivery, code: str, now: dt.datetime) -> None:
        """The platform will not deliver there: the registrar hears of it, and reminders go another way."""
        with self.store.begin() as uow:
            if not holds(uow.outbox.look(delivery.id), self.owner):
                return
            if delivery.kind is Kind.POST and delivery.message is not None:
                self._remains(uow, delivery, code, now)
                uow.commit()
                return
            if isinstance(delivery.address, Channel):
                record = uow.channels.get(delivery.address)
                since = record.unreachable_since or now
                # Who asked for private reminders asked for this time, not for the next.
                direct_to = record.direct_to if record.unreachable else None
                uow.channels.save(replace(record, unreachable=code, unreachable_since=since, direct_to=direct_to))
            dead = replace(delivery, state=DeliveryState.DEAD, error=code, unsure=False)
            conference = _conference(uow, delivery)
            if conference is not None and uow.outbox.record([dead], self.owner):
                self._another_way(uow, delivery, conference, code, now)
                uow.nudges.settle({delivery.id: NudgeState.DEAD})
            elif conference is None:
                self._settle(uow, [dead])
            uow.commit()

    def _remains(self, uow: UnitOfWork, delivery: Delivery, code: str, now: dt.datetime) -> None:
        """A message could not be replaced: the registrar hears which one still stands."""
        conference = _conference(uow, delivery)
        if self._settle(uow, [replace(delivery, state=DeliveryState.DEAD, error=code, unsure=False)]) and conference:
            record = uow.channels.read([conference.home])[conference.home]
            said = [each for each in uow.outbox.standing(conference.id) if each.message == delivery.message]
            posted = court_day(said[0].due_at, conference.zone) if said else None
            notice = concealing_wording.remains(conference, posted)
            person = keepers(conference, record)[0]
            notify_once(uow, person, conference, notice, now, once=("remains", delivery.id))

    def _another_way(
        self, uow: UnitOfWork, delivery: Delivery, conference: Conference, code: str, now: dt.datetime
    ) -> None:
        record = uow.channels.read([conference.home])[conference.home]
        people = keepers(conference, record)
        nudges = [each for each in uow.nudges.carried_by([delivery.id]) if each.state is NudgeState.SENDING]
        if isinstance(delivery.address, Channel):
            if nudges:
                send_instead(uow, delivery, conference, nudges, (people[0], code))
            elif record.unreachable_since is not None:
                notice = wording.unreachable(conference, delivery.kind)
                once = ("unreachable", conference.id, record.unreachable_since.isoformat())
                notify_once(uow, people[0], conference, notice, now, once=once)
            return
        tried = delivery.address.person
        backup = next((each for each in people[1:] if each != tried), None) if tried == people[0] else None
        if nudges and tried not in people:
            _to_the_channel(uow, delivery, conference, tried)
        elif nudges and backup is not None:
            send_instead(uow, delivery, conference, nudges, (backup, delivery.content))
        elif delivery.kind is Kind.NOTICE and backup is not None:
            address = replace(delivery.address, person=backup)
            fresh = Delivery(delivery_id(delivery.id, backup), Kind.NOTICE, address, now, content=delivery.content)
            uow.outbox.add(replace(fresh, conference=conference.id, revision=conference.revision))

    def unknown(self, delivery: Delivery, now: dt.datetime, card: Card | None = None) -> None:
        """Nobody can say whether it arrived: the registrar decides whether to post it again."""
        with self.store.begin() as uow:
            conference = _conference(uow, delivery)
            card = card or self._said(uow, delivery, now)
            lost = replace(delivery, state=DeliveryState.UNKNOWN, unsure=False)
            if self._settle(uow, [lost]) and conference is not None:
                record = uow.channels.read([conference.home])[conference.home]
                told = [each for each in keepers(conference, record) if not _is_theirs(delivery, each)]
                notice = wording.perhaps_posted(conference, delivery.kind, delivery.id, card)
                once = ("unknown", delivery.id, str(delivery.serial))
                for person in told[:1]:
                    notify_once(uow, person, conference, notice, now, once=once)
            uow.commit()

    def _said(self, uow: UnitOfWork, delivery: Delivery, now: dt.datetime) -> Card | None:
        own = {delivery.address: Audience.OWN} if isinstance(delivery.address, Channel) else {}
        decision = decide(uow, [replace(delivery, cancel_requested=False)], own, now, self.composers)
        return decision.letters[0].card if decision.letters else None

    def reachable(self, channels: Collection[Channel], now: dt.datetime) -> None:
        """Messages arrive there again: the note that they do not is taken away, and cards left behind are renewed."""
        if not channels:
            return
        with self.store.begin() as uow:
            again = [each.channel for each in uow.channels.read(channels).values() if each.unreachable]
            for channel in again:
                conference = uow.conferences.active_in(channel)
                record = uow.channels.get(channel)
                uow.channels.save(replace(record, unreachable=None, unreachable_since=None, direct_to=None))
                if conference is not None:
                    _revive_cards(uow, conference, now)
            if again:
                uow.commit()

    def keep_house(self, now: dt.datetime, chores: Sequence[Callable[[UnitOfWork, dt.datetime], object]]) -> Backlog:
        """Forget what is long over, do the chores, each in its own unit of work, and say what is still due."""
        with self.store.begin() as uow:
            uow.seen.forget_before(now - dt.timedelta(days=7))
            uow.proposals.forget_before(now - dt.timedelta(days=30))
            uow.outbox.forget_before(now - dt.timedelta(days=90))
            backlog = uow.outbox.waiting(now)
            uow.commit()
        for chore in chores:
            with self.store.begin() as uow:
                chore(uow, now)
                uow.commit()
        return backlog


def _conference(uow: UnitOfWork, delivery: Delivery) -> Conference | None:
    return uow.conferences.read([delivery.conference]).get(delivery.conference) if delivery.conference else None


def _revive_cards(uow: UnitOfWork, conference: Conference, now: dt.datetime) -> None:
    for each in uow.outbox.of(conference.id):
        if each.kind.card and each.state is DeliveryState.DEAD:
            uow.outbox.refresh(replace(each, state=DeliveryState.WAITING, due_at=now, since=None, error=None))


def _is_theirs(delivery: Delivery, person: str) -> bool:
    return isinstance(delivery.address, Direct) and delivery.address.person == person


def _to_the_channel(uow: UnitOfWork, delivery: Delivery, conference: Conference, person: str) -> None:
    """The owner cannot be reached privately: the channel is told, and the owner named."""
    public = Delivery(
        delivery_id(delivery.id, "instead", "channel"),
        Kind.NUDGE,
        conference.home,
        delivery.due_at,
        conference.id,
        conference.revision,
        NOT_REACHED + person,
    )
    uow.outbox.add(public)
    nudges = [each for each in uow.nudges.carried_by([delivery.id]) if each.state is NudgeState.SENDING]
    uow.nudges.save(*(replace(each, delivery=public.id) for each in nudges))
