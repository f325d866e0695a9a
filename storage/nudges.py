"""The schedule in SQL."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select, update

from bot.domain.nudges import Nudge, NudgeState, Rung
from storage.statements import insert, table
from storage.tables import ConferenceRow, NudgeRow

_COLUMNS = (
    NudgeRow.id,
    NudgeRow.conference,
    NudgeRow.revision,
    NudgeRow.item,
    NudgeRow.rung,
    NudgeRow.due_at,
    NudgeRow.deadline,
    NudgeRow.state,
    NudgeRow.delivery,
)
_SCHEDULED = NudgeRow.state == NudgeState.SCHEDULED.value


@dataclass(frozen=True)
class SqlNudges:
    """Planned reminders. Only the few that are scheduled and due are ever looked at by the clock."""

    connection: Connection

    def of(self, conference: str) -> Sequence[Nudge]:
        """Every nudge of the conference."""
        return self._all(_select().where(NudgeRow.conference == conference).order_by(NudgeRow.due_at, NudgeRow.id))

    def replace(self, conference: str, nudges: Sequence[Nudge]) -> None:
        """Cancel what is scheduled and no longer wanted; schedule what is."""
        wanted = [each.id for each in nudges]
        dropped = (NudgeRow.conference == conference, _SCHEDULED, NudgeRow.id.not_in(wanted))
        self.connection.execute(update(NudgeRow).where(*dropped).values(state=NudgeState.CANCELLED.value))
        if not nudges:
            return
        statement = insert(self.connection, NudgeRow)
        self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["id"],
                set_={name: statement.excluded[name] for name in ("due_at", "state", "delivery")},
                where=_SCHEDULED | (NudgeRow.state == NudgeState.CANCELLED.value),
            ),
            [_values(each) for each in nudges],
        )

    def save(self, *nudges: Nudge) -> None:
        """Record state, time and delivery."""
        if not nudges:
            return
        changed = [
            {"the_id": each.id, "state": each.state.value, "delivery": each.delivery, "due_at": each.due_at}
            for each in sorted(nudges, key=lambda each: each.id)
        ]
        self.connection.execute(update(table(NudgeRow)).where(NudgeRow.id == bindparam("the_id")), changed)

    def due(self, now: dt.datetime, limit: int) -> Sequence[Nudge]:
        """What is due, of conferences nobody else holds; these stay locked. Sorted within the index of what is due."""
        is_due = (_SCHEDULED, NudgeRow.due_at <= now)
        nearest = (NudgeRow.rung == Rung.PASSED.value, NudgeRow.deadline, NudgeRow.due_at)
        first = select(NudgeRow.conference).where(*is_due).order_by(*nearest).limit(limit)
        conferences = set(self.connection.scalars(first))
        if not conferences:
            return []
        free = select(ConferenceRow.id).where(ConferenceRow.id.in_(conferences)).order_by(ConferenceRow.id)
        held = self.connection.scalars(free.with_for_update(key_share=True, skip_locked=True)).all()
        return self._all(_select().where(NudgeRow.conference.in_(held), *is_due).order_by(NudgeRow.due_at, NudgeRow.id))

    def planned(self, now: dt.datetime, until: dt.datetime) -> Sequence[Nudge]:
        """What is scheduled up to a moment."""
        del now
        return self._all(_select().where(_SCHEDULED, NudgeRow.due_at <= until).order_by(NudgeRow.due_at, NudgeRow.id))

    def carried_by(self, deliveries: Collection[str]) -> Sequence[Nudge]:
        """The nudges of these deliveries."""
        if not deliveries:
            return []
        return self._all(_select().where(NudgeRow.delivery.in_(deliveries)).order_by(NudgeRow.due_at, NudgeRow.id))

    def settle(self, outcomes: Mapping[str, NudgeState]) -> None:
        """One update for each outcome."""
        by_outcome: dict[NudgeState, list[str]] = defaultdict(list)
        for delivery, state in outcomes.items():
            by_outcome[state].append(delivery)
        for state, deliveries in by_outcome.items():
            carried = (NudgeRow.delivery.in_(deliveries), NudgeRow.state == NudgeState.SENDING.value)
            self.connection.execute(update(NudgeRow).where(*carried).values(state=state.value))

    def next_due(self) -> dt.datetime | None:
        """The first of the index of scheduled nudges."""
        query = select(NudgeRow.due_at).where(_SCHEDULED).order_by(NudgeRow.due_at).limit(1)
        return self.connection.scalar(query)

    def _all(self, query: Select[Any]) -> list[Nudge]:
        return [_nudge(row) for row in self.connection.execute(query)]


def _select() -> Select[Any]:
    columns: tuple[Any, ...] = _COLUMNS
    return select(*columns)


def _nudge(row: Row[Any]) -> Nudge:
    return Nudge(**{**row._mapping, "state": NudgeState(row.state)})  # noqa: SLF001 - SQLAlchemy's public name


def _values(nudge: Nudge) -> dict[str, object]:
    return {
        "id": nudge.id,
        "conference": nudge.conference,
        "revision": nudge.revision,
        "item": nudge.item,
        "rung": nudge.rung,
        "due_at": nudge.due_at,
        "deadline": nudge.deadline,
        "state": nudge.state.value,
        "delivery": nudge.delivery,
    }
