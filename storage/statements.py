"""The few statements every repository needs, for SQLite and PostgreSQL alike."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Table, and_
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.people import Channel
from storage.tables import Base

Row = type[Base]


def table(row: Row) -> Table:
    """The table behind a mapped class."""
    return cast("Table", row.__table__)


def insert(connection: Connection, row: Row) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what to do on a conflict."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table(row))
    return postgresql.insert(table(row))


def add_new(connection: Connection, row: Row, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows; those whose key is there already are left as they are."""
    if rows:
        connection.execute(insert(connection, row).on_conflict_do_nothing(), list(rows))


def added(connection: Connection, row: Row, values: Mapping[str, object]) -> bool:
    """Insert a row unless its key is there already; whether it was inserted."""
    first_key = next(iter(table(row).primary_key))
    statement = insert(connection, row).values(**values).on_conflict_do_nothing().returning(first_key)
    return connection.execute(statement).first() is not None


def upsert(connection: Connection, row: Row, *rows: Mapping[str, object]) -> None:
    """Insert rows, or replace those with the same primary key."""
    if not rows:
        return
    statement = insert(connection, row)
    keys = [each.name for each in table(row).primary_key]
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), list(rows))


def in_channel(row: Any, channel: Channel) -> ColumnElement[bool]:  # noqa: ANN401 - any table with these columns
    """The rows of one channel."""
    return and_(row.platform == channel.platform, row.tenant == channel.tenant, row.channel == channel.id)


def of_tenant(row: Any, platform: str, tenant: str) -> ColumnElement[bool]:  # noqa: ANN401 - the same
    """The rows of one tenant."""
    return and_(row.platform == platform, row.tenant == tenant)
