"""The outbox's units of work: claim, mark, record. What did not arrive is for ``bot.services.undelivered``."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import structlog

from bot import metrics
from bot.domain.nudges import NudgeState
from bot.domain.outbox import Delivery, DeliveryState, Kind
from bot.domain.people import Audience, Channel
from bot.ports import Store
from bot.services.deciding import Decision, decide
from bot.services.lateness import Judgment, judged
from bot.services.merging import gather
from bot.services.posting import Composers
from bot.services.recalling import Earlier, carried, earlier
from bot.services.settling import settle

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
            settle(uow, settled, self.owner)
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
            done = {each.id for each in settle(uow, outcomes, self.owner)}
            uow.commit()
        return [each for each in outcomes if each.id not in done]

    def judge(self, late: Sequence[Delivery], now: dt.datetime) -> Sequence[tuple[Delivery, Judgment]]:
        """What to do about messages that this process handed over after it had lost them."""
        with self.store.begin() as uow:
            found = [(each, judged(uow, each, now)) for each in late]
            uow.commit()
        return found
