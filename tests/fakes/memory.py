"""A store in memory that keeps the same promises as the real ones."""

import dataclasses
import datetime as dt
import hashlib
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from bot.domain import outbox
from bot.domain.audit import Entry
from bot.domain.channel import ChannelRecord
from bot.domain.conference import Conference
from bot.domain.errors import EditedMeanwhile
from bot.domain.nudges import Nudge, NudgeState, Rung
from bot.domain.outbox import Backlog, Delivery, DeliveryState
from bot.domain.people import Address, Channel
from bot.domain.proposal import Proposal
from bot.wording import errors as wording

_BEGINNING = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass
class _State:
    """Everything stored. Values are immutable, so copying the tables copies the state."""

    conferences: dict[str, Conference] = field(default_factory=dict)
    proposals: dict[str, Proposal] = field(default_factory=dict)
    channels: dict[Channel, ChannelRecord] = field(default_factory=dict)
    nudges: dict[str, Nudge] = field(default_factory=dict)
    deliveries: dict[str, Delivery] = field(default_factory=dict)
    gates: dict[Address, dt.datetime] = field(default_factory=dict)
    cards: dict[tuple[str, str], str] = field(default_factory=dict)
    audit: tuple[Entry, ...] = ()
    seen: dict[tuple[Channel, str], dt.datetime] = field(default_factory=dict)
    vault: dict[tuple[str, str, str, str], str] = field(default_factory=dict)

    def copy(self) -> "_State":
        names = [each.name for each in dataclasses.fields(self) if each.name != "audit"]
        return replace(self, **{name: getattr(self, name).copy() for name in names})


class MemoryStore:
    """One unit of work at a time; what is not committed is forgotten."""

    one_writer = True

    def __init__(self) -> None:
        self._state = _State()
        self._lock = threading.Lock()

    @contextmanager
    def begin(self) -> Iterator["MemoryUnitOfWork"]:
        with self._lock:
            uow = MemoryUnitOfWork(self, self._state.copy())
            yield uow

    def together(self, works: "Sequence[Callable[[MemoryUnitOfWork], Any]]") -> list[Any]:
        return [self._alone(work) for work in works]

    def _alone(self, work: "Callable[[MemoryUnitOfWork], Any]") -> Any:
        try:
            with self.begin() as uow:
                return work(uow)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is handed on
            return error

    def keep(self, state: _State) -> None:
        self._state = state


class MemoryUnitOfWork:
    def __init__(self, store: MemoryStore, state: _State) -> None:
        self._store = store
        self._state = state
        self.conferences = MemoryConferences(state)
        self.proposals = MemoryProposals(state)
        self.channels = MemoryChannels(state)
        self.nudges = MemoryNudges(state)
        self.outbox = MemoryOutbox(state)
        self.cards = MemoryPostedCards(state)
        self.audit = MemoryAudit(state)
        self.seen = MemorySeen(state)
        self.vault = MemoryVault(state)

    def commit(self) -> None:
        self._store.keep(self._state.copy())


@dataclass
class MemoryConferences:
    state: _State

    def get(self, conference: str) -> Conference | None:
        return self.state.conferences.get(conference)

    def read(self, conferences: Collection[str]) -> Mapping[str, Conference]:
        return {each: self.state.conferences[each] for each in conferences if each in self.state.conferences}

    def active_in(self, channel: Channel) -> Conference | None:
        return next((each for each in self._in(channel) if each.active), None)

    def past_in(self, channel: Channel) -> Sequence[Conference]:
        closed = [each for each in self._in(channel) if not each.active]
        return sorted(closed, key=lambda each: (each.closed or each.entered).at, reverse=True)

    def _in(self, channel: Channel) -> list[Conference]:
        return [each for each in self.state.conferences.values() if each.home == channel]

    def with_docket(self, channel: Channel, docket: str) -> Sequence[Conference]:
        active = self.of_tenant(channel.platform, channel.tenant)
        return [each for each in active if each.home != channel and each.order.docket == docket]

    def of_tenant(self, platform: str, tenant: str) -> Sequence[Conference]:
        found = [
            each
            for each in self.state.conferences.values()
            if each.active and (each.home.platform, each.home.tenant) == (platform, tenant)
        ]
        return sorted(found, key=lambda each: each.id)

    def all(self) -> Sequence[Conference]:
        return sorted(self.state.conferences.values(), key=lambda each: each.id)

    def save(self, conference: Conference) -> Conference:
        stored = self.state.conferences.get(conference.id)
        rival = self.active_in(conference.home) if conference.active else None
        if (stored.version if stored else 0) != conference.version or (rival and rival.id != conference.id):
            raise EditedMeanwhile(wording.EDITED_MEANWHILE)
        saved = replace(conference, version=conference.version + 1)
        self.state.conferences[conference.id] = saved
        return saved

    def to_purge(self, on: dt.date) -> Sequence[Conference]:
        closed = [each for each in self.state.conferences.values() if not each.active and each.hold is None]
        return [each for each in closed if each.delete_on is not None and each.delete_on <= on]

    def delete(self, conference: str) -> None:
        state = self.state
        state.conferences.pop(conference, None)
        _keep(state.nudges, lambda each: each.conference != conference)
        _keep(state.deliveries, lambda each: each.conference != conference)
        for key in [key for key in state.cards if key[0] == conference]:
            del state.cards[key]
        state.audit = tuple(each for each in state.audit if each.conference != conference)


def _keep(table: dict[Any, Any], wanted: Callable[[Any], bool]) -> None:
    for key in [key for key, value in table.items() if not wanted(value)]:
        del table[key]


@dataclass
class MemoryProposals:
    state: _State

    def get(self, proposal: str) -> Proposal | None:
        return self.state.proposals.get(proposal)

    def save(self, proposal: Proposal) -> None:
        self.state.proposals[proposal.id] = proposal

    def delete(self, proposal: str) -> None:
        self.state.proposals.pop(proposal, None)

    def forget_before(self, moment: dt.datetime) -> None:
        _keep(self.state.proposals, lambda each: each.made >= moment)


@dataclass
class MemoryChannels:
    state: _State

    def get(self, channel: Channel) -> ChannelRecord:
        return self.state.channels.get(channel) or ChannelRecord(channel)

    def read(self, channels: Collection[Channel]) -> Mapping[Channel, ChannelRecord]:
        return {each: self.get(each) for each in channels}

    def save(self, record: ChannelRecord) -> None:
        self.state.channels[record.channel] = record

    def of_tenant(self, platform: str, tenant: str) -> Sequence[ChannelRecord]:
        records = self.state.channels.values()
        found = [each for each in records if (each.channel.platform, each.channel.tenant) == (platform, tenant)]
        return sorted(found, key=lambda each: each.channel.id)

    def forget(self, channel: Channel) -> None:
        conferences = MemoryConferences(self.state)
        for each in [each.id for each in self.state.conferences.values() if each.home == channel]:
            conferences.delete(each)
        state = self.state
        state.channels.pop(channel, None)
        state.gates.pop(channel, None)
        _keep(state.proposals, lambda each: each.channel != channel)
        _keep(state.deliveries, lambda each: each.address != channel)
        state.audit = tuple(each for each in state.audit if each.channel != channel)
        for key in [key for key in state.seen if key[0] == channel]:
            del state.seen[key]

    def forget_tenant(self, platform: str, tenant: str) -> None:
        state = self.state
        owners = (platform, tenant)

        def ours(channel: Channel) -> bool:
            return (channel.platform, channel.tenant) == owners

        known = {
            *state.channels,
            *(each.home for each in state.conferences.values()),
            *(each.channel for each in state.proposals.values()),
            *(each.channel for each in state.audit),
            *(channel for channel, _ in state.seen),
        }
        for channel in filter(ours, known):
            self.forget(channel)
        _keep(state.deliveries, lambda each: (each.address.platform, each.address.tenant) != owners)
        for address in [each for each in state.gates if (each.platform, each.tenant) == owners]:
            del state.gates[address]
        for key in [key for key in state.vault if key[1:3] == owners]:
            del state.vault[key]

    def move(self, old: Channel, new: Channel) -> None:
        state = self.state
        if record := state.channels.pop(old, None):
            state.channels[new] = replace(record, channel=new)
        for each in [each for each in state.conferences.values() if each.home == old]:
            state.conferences[each.id] = replace(each, home=new)
        for proposal in [each for each in state.proposals.values() if each.channel == old]:
            state.proposals[proposal.id] = replace(proposal, channel=new)
        for delivery in [each for each in state.deliveries.values() if each.address == old]:
            state.deliveries[delivery.id] = replace(delivery, address=new)
        state.audit = tuple(replace(each, channel=new) if each.channel == old else each for each in state.audit)


@dataclass
class MemoryNudges:
    state: _State

    def of(self, conference: str) -> Sequence[Nudge]:
        return self._sorted(each for each in self.state.nudges.values() if each.conference == conference)

    @staticmethod
    def _sorted(nudges: Iterable[Nudge]) -> list[Nudge]:
        return sorted(nudges, key=lambda each: (each.due_at, each.id))

    def replace(self, conference: str, nudges: Sequence[Nudge]) -> None:
        wanted = {each.id for each in nudges}
        for each in self.of(conference):
            if each.state is NudgeState.SCHEDULED and each.id not in wanted:
                self.state.nudges[each.id] = replace(each, state=NudgeState.CANCELLED)
        for each in nudges:
            stored = self.state.nudges.get(each.id)
            if stored is None or stored.state in (NudgeState.SCHEDULED, NudgeState.CANCELLED):
                self.state.nudges[each.id] = each

    def save(self, *nudges: Nudge) -> None:
        self.state.nudges.update({each.id: each for each in nudges})

    def due(self, now: dt.datetime, limit: int) -> Sequence[Nudge]:
        due = self.planned(now, now)
        nearest = sorted(due, key=lambda each: (each.rung == Rung.PASSED, each.deadline, each.due_at))
        conferences = list(dict.fromkeys(each.conference for each in nearest))[:limit]
        return [each for each in due if each.conference in conferences]

    def planned(self, now: dt.datetime, until: dt.datetime) -> Sequence[Nudge]:
        del now
        scheduled = (each for each in self.state.nudges.values() if each.state is NudgeState.SCHEDULED)
        return self._sorted(each for each in scheduled if each.due_at <= until)

    def carried_by(self, deliveries: Collection[str]) -> Sequence[Nudge]:
        return self._sorted(each for each in self.state.nudges.values() if each.delivery in deliveries)

    def settle(self, outcomes: Mapping[str, NudgeState]) -> None:
        for each in self.carried_by(outcomes.keys()):
            if each.state is NudgeState.SENDING and each.delivery is not None:
                self.state.nudges[each.id] = replace(each, state=outcomes[each.delivery])

    def next_due(self) -> dt.datetime | None:
        scheduled = (each.due_at for each in self.state.nudges.values() if each.state is NudgeState.SCHEDULED)
        return min(scheduled, default=None)


@dataclass
class MemoryOutbox:
    state: _State

    def add(self, *deliveries: Delivery) -> None:
        for each in deliveries:
            self.state.deliveries.setdefault(each.id, each)

    def refresh(self, delivery: Delivery) -> None:
        stored = self.state.deliveries.get(delivery.id)
        self.state.deliveries[delivery.id] = outbox.run_again(stored, delivery) if stored else delivery

    def get(self, delivery: str) -> Delivery | None:
        return self.state.deliveries.get(delivery)

    def hold(self, deliveries: Collection[str]) -> Mapping[str, Delivery]:
        return {each: self.state.deliveries[each] for each in deliveries if each in self.state.deliveries}

    def look(self, delivery: str) -> Delivery | None:
        return self.state.deliveries.get(delivery)

    def of(self, conference: str) -> Sequence[Delivery]:
        found = (each for each in self.state.deliveries.values() if each.conference == conference)
        return sorted(found, key=lambda each: (each.due_at, each.id))

    def standing(self, conference: str) -> Sequence[Delivery]:
        return [each for each in self.of(conference) if each.state is DeliveryState.SENT and each.message is not None]

    def cancel(self, *deliveries: str) -> None:
        for each in deliveries:
            if each in self.state.deliveries:
                self.state.deliveries[each] = outbox.cancelled(self.state.deliveries[each])

    def claim(
        self, now: dt.datetime, owner: str, lease: dt.timedelta, limit: int, pace: Mapping[str, dt.timedelta]
    ) -> Sequence[Delivery]:
        taken = []
        for each in self._due(now)[:limit]:
            gap = pace.get(each.address.platform, dt.timedelta())
            opens = self.state.gates.get(each.address, _BEGINNING)
            if opens > now:
                put_off = outbox.put_off(each, opens)
                self.state.deliveries[each.id] = put_off
                continue
            if gap:
                self.state.gates[each.address] = now + gap
            self.state.deliveries[each.id] = outbox.claimed(each, owner, now + lease)
            taken.append(self.state.deliveries[each.id])
        return taken

    def _due(self, now: dt.datetime) -> list[Delivery]:
        due = [(at, each) for each in self.state.deliveries.values() if (at := each.actionable_at) and at <= now]
        return [each for _, each in sorted(due, key=lambda pair: (pair[0], pair[1].id))]

    def mark(self, deliveries: Collection[str], owner: str, now: dt.datetime, lease: dt.timedelta) -> frozenset[str]:
        held = [each for each in map(self.state.deliveries.get, deliveries) if each and _held(each, owner)]
        going = [each for each in held if not each.cancel_requested]
        for each in going:
            self.state.deliveries[each.id] = outbox.marked(each, now, now + lease)
        return frozenset(each.id for each in going)

    def record(self, deliveries: Sequence[Delivery], owner: str) -> Sequence[Delivery]:
        kept = []
        for each in deliveries:
            stored = self.state.deliveries.get(each.id)
            if stored and _held(stored, owner):
                kept.append(outbox.recorded(stored, each))
        self.state.deliveries.update({each.id: each for each in kept})
        return kept

    def hold_back(self, address: Address, until: dt.datetime) -> None:
        self.state.gates[address] = max(until, self.state.gates.get(address, until))

    def pending(self, until: dt.datetime) -> Sequence[Delivery]:
        return self._due(until)

    def waiting(self, now: dt.datetime) -> Backlog:
        due = self._due(now)
        return Backlog(len(due), min((each.due_at for each in due), default=None))

    def next_due(self) -> dt.datetime | None:
        return min((at for each in self.state.deliveries.values() if (at := each.actionable_at)), default=None)

    def forget_before(self, moment: dt.datetime) -> None:
        _keep(self.state.deliveries, lambda each: each.kind.card or not each.state.final or each.due_at >= moment)


def _held(delivery: Delivery, owner: str) -> bool:
    return delivery.state is DeliveryState.SENDING and delivery.owner == owner


@dataclass
class MemoryPostedCards:
    state: _State

    def message(self, conference: str, slot: str) -> str | None:
        return self.state.cards.get((conference, slot))

    def remember(self, conference: str, slot: str, message: str) -> None:
        self.state.cards[conference, slot] = message

    def forget(self, conference: str, slot: str) -> None:
        self.state.cards.pop((conference, slot), None)


@dataclass
class MemoryAudit:
    state: _State

    def append(self, entry: Entry) -> None:
        chain = self._chain(entry.channel, entry.conference)
        seal = _seal(entry, chain[-1].seal if chain else "")
        self.state.audit = (*self.state.audit, replace(entry, seal=seal))

    def _chain(self, channel: Channel, conference: str | None) -> list[Entry]:
        return [each for each in self.state.audit if (each.channel, each.conference) == (channel, conference)]

    def of(self, channel: Channel, conference: str | None = None) -> Sequence[Entry]:
        return [each for each in self.state.audit if each.channel == channel and conference in (None, each.conference)]

    def intact(self, channel: Channel) -> bool:
        return all(self._chain_intact(channel, each) for each in {entry.conference for entry in self.of(channel)})

    def _chain_intact(self, channel: Channel, conference: str | None) -> bool:
        before = ""
        for each in self._chain(channel, conference):
            if each.seal != _seal(each, before):
                return False
            before = each.seal
        return True


def _seal(entry: Entry, before: str) -> str:
    content = (before, entry.conference, entry.action, entry.person, entry.at.astimezone(dt.UTC))
    return hashlib.sha256(repr((*content, dict(entry.before), dict(entry.after))).encode()).hexdigest()


@dataclass
class MemorySeen:
    state: _State

    def first_time(self, channel: Channel, delivery: str, now: dt.datetime) -> bool:
        known = (channel, delivery) in self.state.seen
        self.state.seen.setdefault((channel, delivery), now)
        return not known

    def forget_before(self, moment: dt.datetime) -> None:
        _keep(self.state.seen, lambda at: at >= moment)


@dataclass
class MemoryVault:
    state: _State

    def get(self, kind: str, platform: str, tenant: str, key: str) -> str | None:
        return self.state.vault.get((kind, platform, tenant, key))

    def put(self, kind: str, platform: str, tenant: str, key: str, value: str) -> None:
        self.state.vault[kind, platform, tenant, key] = value

    def delete(self, kind: str, platform: str, tenant: str, key: str) -> None:
        self.state.vault.pop((kind, platform, tenant, key), None)

    def keys(self, kind: str, platform: str, tenant: str) -> Sequence[str]:
        return sorted(key[3] for key in self.state.vault if key[:3] == (kind, platform, tenant))
