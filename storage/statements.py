"""The few statements every repository needs, for SQLite and PostgreSQL alike."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Executable, Table, and_, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.people import Channel
from storage.prepared import first
from storage.tables import Base

Row = type[Base]


def table(row: Row) -> Table:
    """The table behind a mapped class."""
    return cast("Table", row.__table__)


def insert(connection: Connection, row: Row) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what to do on a conflict."""
    return _insert(connection.dialect.name, row)


def add_new(connection: Connection, row: Row, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows; those whose key is there already are left as they are."""
    if rows:
        connection.execute(_adding(connection.dialect.name, row), list(rows))


def added(connection: Connection, row: Row, values: Mapping[str, object]) -> bool:
    """Insert a row unless its key is there already; whether it was inserted."""
    return first(connection, _telling(connection.dialect.name, row), values) is not None


def upsert(connection: Connection, row: Row, values: Mapping[str, object]) -> None:
    """Insert a row, or replace the one with the same primary key."""
    first(connection, _replacing(connection.dialect.name, row, tuple(values)), values)


# Building a statement takes ten times as long as running it, so each of these is built once.


@cache
def _insert(dialect: str, row: Row) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table(row)) if dialect == "sqlite" else postgresql.insert(table(row))


@cache
def _adding(dialect: str, row: Row) -> Executable:
    return _insert(dialect, row).on_conflict_do_nothing()


@cache
def _telling(dialect: str, row: Row) -> Executable:
    return _insert(dialect, row).on_conflict_do_nothing().returning(next(iter(table(row).primary_key)))


@cache
def _replacing(dialect: str, row: Row, columns: Sequence[str]) -> Executable:
    statement = _insert(dialect, row)
    keys = [each.name for each in table(row).primary_key]
    changed = {name: statement.excluded[name] for name in columns if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


# --- which rows


PLACE = ("platform", "tenant", "channel")
"""The columns a channel is known by."""


def columns_of(channel: Channel) -> dict[str, object]:
    """The values of ``PLACE``."""
    return {"platform": channel.platform, "tenant": channel.tenant, "channel": channel.id}


def given(row: Any, *columns: str) -> ColumnElement[bool]:  # noqa: ANN401 - any table with these columns
    """The rows where these columns have the values given when the statement is run, for statements built once."""
    return and_(*(getattr(row, name) == bindparam(name) for name in columns))


def in_channel(row: Any, channel: Channel) -> ColumnElement[bool]:  # noqa: ANN401 - the same
    """The rows of one channel."""
    return and_(row.platform == channel.platform, row.tenant == channel.tenant, row.channel == channel.id)


def of_tenant(row: Any, platform: str, tenant: str) -> ColumnElement[bool]:  # noqa: ANN401 - the same
    """The rows of one tenant."""
    return and_(row.platform == platform, row.tenant == tenant)
