"""The outbox in SQL: leases, the platforms' pace, and what others ask of a delivery while it is being sent."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, literal, select, tuple_, update

from bot import metrics
from bot.domain import outbox
from bot.domain.outbox import Backlog, Delivery, DeliveryState, Kind, address_key, address_of
from bot.domain.people import Address
from storage.statements import add_new, added, insert, table
from storage.tables import DeliveryRow, GateRow, Moment

Place = tuple[str, str, str]
_FIELDS = [each.name for each in fields(Delivery) if each.name not in ("kind", "state", "address")]
_MUTABLE = [each.name for each in table(DeliveryRow).columns if each.name not in ("id", "content")]
_FINAL = [each.value for each in DeliveryState if each.final]
_CARDS = [each.value for each in Kind if each.card]


@dataclass(frozen=True)
class SqlOutbox:
    """Deliveries. A batch passes over what another unit of work holds; one alone waits for it."""

    connection: Connection

    def add(self, *deliveries: Delivery) -> None:
        """Insert what is not there."""
        add_new(self.connection, DeliveryRow, [_values(each) for each in deliveries])

    def refresh(self, delivery: Delivery) -> None:
        """Insert it, or have the one that is there run again."""
        if not added(self.connection, DeliveryRow, _values(delivery)):
            stored = self._one(delivery.id)
            self._write([outbox.run_again(stored, delivery) if stored else delivery])

    def get(self, delivery: str) -> Delivery | None:
        """The delivery, locked."""
        return self._one(delivery)

    def hold(self, deliveries: Collection[str]) -> Mapping[str, Delivery]:
        """Those that exist, locked."""
        return {each.id: each for each in self._locked(deliveries, wait=True)} if deliveries else {}

    def look(self, delivery: str) -> Delivery | None:
        """The delivery, without a lock."""
        return next(iter(self._all(_select().where(DeliveryRow.id == delivery))), None)

    def of(self, conference: str) -> Sequence[Delivery]:
        """The conference's deliveries, locked: whoever changes its nudges takes these first."""
        query = _select().where(DeliveryRow.conference == conference).order_by(DeliveryRow.id).with_for_update()
        return sorted(self._all(query), key=lambda each: (each.due_at, each.id))

    def standing(self, conference: str) -> Sequence[Delivery]:
        """Those that are out, without a lock."""
        out = (DeliveryRow.state == DeliveryState.SENT.value, DeliveryRow.message.is_not(None))
        query = _select().where(DeliveryRow.conference == conference, *out)
        return self._all(query.order_by(DeliveryRow.due_at, DeliveryRow.id))

    def cancel(self, *deliveries: str) -> None:
        """Cancel, or ask for it."""
        if deliveries:
            stored = self._locked(deliveries, wait=True)
            after = [outbox.cancelled(each) for each in stored]
            self._write(after)
            for before, each in zip(stored, after, strict=True):
                if each.state is not before.state:
                    metrics.settled(each)

    def claim(
        self, now: dt.datetime, owner: str, lease: dt.timedelta, limit: int, pace: Mapping[str, dt.timedelta]
    ) -> Sequence[Delivery]:
        """Take what is due and what the platforms' pace allows; put off the rest."""
        first = _select().where(DeliveryRow.at <= now).order_by(DeliveryRow.at, DeliveryRow.due_at).limit(limit)
        found = self._all(first.with_for_update(skip_locked=True))
        gates = self._gates({address_key(each.address) for each in found}, pace, now)
        taken, later, waits = [], [], Counter[Place]()
        for each in found:
            place = address_key(each.address)
            gap = pace.get(place[0], dt.timedelta())
            opens = gates.get(place, now)
            if opens > now:
                later.append(outbox.put_off(each, opens + waits[place] * gap))
                waits[place] += 1
                continue
            taken.append(outbox.claimed(each, owner, now + lease))
            gates[place] = now + gap
        self._open_at({address_key(each.address) for each in taken if pace.get(each.address.platform)}, gates)
        self._take(taken, owner, now + lease)
        self._write(later)
        return taken

    def _gates(
        self, places: set[Place], pace: Mapping[str, dt.timedelta], now: dt.datetime
    ) -> dict[Place, dt.datetime]:
        """When each place opens; a paced place has a row, held until the end, so that replicas take turns."""
        gates = self._held_gates(places)
        missing = sorted(place for place in places - gates.keys() if pace.get(place[0]))
        if missing:
            add_new(self.connection, GateRow, [_gate(place, now) for place in missing])
            gates |= self._held_gates(set(missing))
        return gates

    def _held_gates(self, places: set[Place]) -> dict[Place, dt.datetime]:
        if not places:
            return {}
        key = (GateRow.platform, GateRow.tenant, GateRow.place)
        query = select(*key, GateRow.opens_at).where(tuple_(*key).in_(places)).order_by(*key).with_for_update()
        rows = self.connection.execute(query)
        return {(platform, tenant, place): opens for platform, tenant, place, opens in rows}

    def _open_at(self, places: set[Place], gates: Mapping[Place, dt.datetime]) -> None:
        if not places:
            return
        statement = update(GateRow).where(
            GateRow.platform == bindparam("p"), GateRow.tenant == bindparam("t"), GateRow.place == bindparam("c")
        )
        rows = [{"p": place[0], "t": place[1], "c": place[2], "opens_at": gates[place]} for place in sorted(places)]
        self.connection.execute(statement, rows)

    def _take(self, taken: Sequence[Delivery], owner: str, until: dt.datetime) -> None:
        if not taken:
            return
        self.connection.execute(
            update(DeliveryRow)
            .where(DeliveryRow.id.in_([each.id for each in taken]))
            .values(
                state=DeliveryState.SENDING.value,
                owner=owner,
                lease_until=until,
                at=until,
                attempts=DeliveryRow.attempts + 1,
            )
        )

    def mark(self, deliveries: Collection[str], owner: str, now: dt.datetime, lease: dt.timedelta) -> frozenset[str]:
        """Note that they may have arrived, where still held and not cancelled."""
        if not deliveries:
            return frozenset()
        held = [each for each in self._locked(deliveries) if _held(each, owner) and not each.cancel_requested]
        ids = frozenset(each.id for each in held)
        until = now + lease
        values = {
            "unsure": True,
            "since": func.coalesce(DeliveryRow.since, literal(now, Moment())),
            "lease_until": until,
            "at": until,
        }
        if ids:
            self.connection.execute(update(DeliveryRow).where(DeliveryRow.id.in_(ids)).values(**values))
        return ids

    def record(self, deliveries: Sequence[Delivery], owner: str) -> Sequence[Delivery]:
        """Record outcomes, keeping what others asked for meanwhile."""
        outcomes = {each.id: each for each in deliveries}
        stored = self._locked(outcomes) if outcomes else []
        kept = [outbox.recorded(each, outcomes[each.id]) for each in stored if _held(each, owner)]
        self._write(kept)
        return kept

    def hold_back(self, address: Address, until: dt.datetime) -> None:
        """Shut the address's gate until that moment, unless it is shut for longer."""
        statement = insert(self.connection, GateRow).values(**_gate(address_key(address), until))
        later = func.max if self.connection.dialect.name == "sqlite" else func.greatest
        self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["platform", "tenant", "place"],
                set_={"opens_at": later(GateRow.opens_at, statement.excluded.opens_at)},
            )
        )

    def pending(self, until: dt.datetime) -> Sequence[Delivery]:
        """The index of what is not over, up to that moment."""
        return self._all(_select().where(DeliveryRow.at <= until).order_by(DeliveryRow.at, DeliveryRow.id))

    def waiting(self, now: dt.datetime) -> Backlog:
        """Counted on the index of what is not over."""
        query = select(func.count(), func.min(DeliveryRow.due_at)).where(DeliveryRow.at <= now)
        return Backlog(*self.connection.execute(query).one())

    def next_due(self) -> dt.datetime | None:
        """The first of the same index."""
        query = select(DeliveryRow.at).where(DeliveryRow.at.is_not(None)).order_by(DeliveryRow.at).limit(1)
        return self.connection.scalar(query)

    def forget_before(self, moment: dt.datetime) -> None:
        """Delete what is long over."""
        over = (DeliveryRow.due_at < moment, DeliveryRow.state.in_(_FINAL), DeliveryRow.kind.not_in(_CARDS))
        self.connection.execute(delete(DeliveryRow).where(*over))

    def _one(self, delivery: str) -> Delivery | None:
        return next(iter(self._locked([delivery])), None)

    def _locked(self, deliveries: Iterable[str], *, wait: bool = False) -> list[Delivery]:
        ids = list(deliveries)
        query = _select().where(DeliveryRow.id.in_(ids)).order_by(DeliveryRow.id)
        return self._all(query.with_for_update(skip_locked=len(ids) > 1 and not wait))

    def _all(self, query: Select[Any]) -> list[Delivery]:
        return [_delivery(row) for row in self.connection.execute(query)]

    def _write(self, deliveries: Sequence[Delivery]) -> None:
        if not deliveries:
            return
        statement = update(DeliveryRow).where(DeliveryRow.id == bindparam("the_id"))
        rows = [{"the_id": each.id} | {name: _values(each)[name] for name in _MUTABLE} for each in deliveries]
        self.connection.execute(statement, rows)


def _held(delivery: Delivery, owner: str) -> bool:
    return delivery.state is DeliveryState.SENDING and delivery.owner == owner


def _gate(place: Place, opens: dt.datetime) -> dict[str, object]:
    return {"platform": place[0], "tenant": place[1], "place": place[2], "opens_at": opens}


def _select() -> Select[Any]:
    return select(table(DeliveryRow))


def _delivery(row: Row[Any]) -> Delivery:
    stored = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
    return Delivery(
        kind=Kind(stored["kind"]),
        address=address_of(stored["platform"], stored["tenant"], stored["place"]),
        state=DeliveryState(stored["state"]),
        **{name: stored[name] for name in _FIELDS},
    )


def _values(delivery: Delivery) -> dict[str, object]:
    platform, tenant, place = address_key(delivery.address)
    values: dict[str, object] = {name: getattr(delivery, name) for name in _FIELDS}
    return values | {
        "kind": delivery.kind.value,
        "state": delivery.state.value,
        "platform": platform,
        "tenant": tenant,
        "place": place,
        "at": delivery.actionable_at,
    }
