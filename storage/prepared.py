"""Statements every question needs. On SQLite the driver runs them itself: SQLAlchemy's way there costs five times that.

On PostgreSQL, where the network costs more than that, they run as all others do.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Convert = Callable[[Any], Any] | None
"""What a type does to a value on its way in or out; ``None`` where it does nothing."""
_INFO = "prepared"
"""Where a connection keeps what was compiled for it."""


class Compiled(NamedTuple):
    """A statement in a dialect's words, with what becomes of each value on its way in and out."""

    words: str
    values: Sequence[tuple[str, Convert]]
    columns: Sequence[Convert]


def first(connection: Connection, statement: Executable, values: Mapping[str, object]) -> Sequence[Any] | None:
    """The statement's first row, or ``None``. The statement is one made once, since it is known by its identity.

    Raises:
        DBAPIError: the database refused, as from SQLAlchemy.
    """
    if connection.dialect.name != "sqlite":
        result = connection.execute(statement, values)
        return result.first() if result.returns_rows else None
    if not connection.in_transaction():
        connection.begin()
    known: dict[Executable, Compiled] = connection.info.setdefault(_INFO, {})
    compiled = known.get(statement)
    if compiled is None:
        compiled = known[statement] = compiled_for(connection.dialect, statement, values)
    given = [values[name] if convert is None else convert(values[name]) for name, convert in compiled.values]
    try:
        row = (
            cast("sqlite3.Connection", connection.connection.driver_connection)
            .execute(compiled.words, given)
            .fetchone()
        )
    except sqlite3.Error as error:
        raise DBAPIError.instance(compiled.words, None, error, sqlite3.Error, dialect=connection.dialect) from error
    if row is None:
        return None
    return [each if convert is None else convert(each) for each, convert in zip(row, compiled.columns, strict=True)]


def compiled_for(dialect: Dialect, statement: Executable, values: Mapping[str, object]) -> Compiled:
    """The statement for a dialect, given values of these names."""
    made = cast("SQLCompiler", statement.compile(dialect=dialect, column_keys=list(values)))  # type: ignore[attr-defined]
    return Compiled(
        str(made),
        [(name, _inwards(dialect, made.binds[name].type)) for name in made.positiontup or ()],
        [_outwards(dialect, each.type) for each in statement.exported_columns],  # type: ignore[attr-defined]
    )


def _inwards(dialect: Dialect, kind: TypeEngine[Any]) -> Convert:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _outwards(dialect: Dialect, kind: TypeEngine[Any]) -> Convert:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
