"""Engines: SQLite made safe for several threads and for power loss, PostgreSQL through psycopg."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from bot.domain.errors import ParleyError

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000", "secure_delete=ON")
_PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
"""For its owner only. SQLite gives its log and its index the mode of the database itself."""


class BadDatabase(ParleyError):
    """A database that cannot be used; the sentence says why."""


def engine_for(url: str) -> Engine:
    """An engine for the database at ``url``.

    Raises:
        BadDatabase: the URL is not one, or names another kind of database.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise BadDatabase("PARLEY_DATABASE_URL is not a database URL, as in sqlite:////path/parley.db.") from None
    kind = parsed.get_backend_name()
    if kind == "sqlite":
        return _sqlite(parsed)
    if kind in ("postgresql", "postgres"):
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    raise BadDatabase(f"PARLEY_DATABASE_URL names {kind}; Parley stores in SQLite or PostgreSQL.")


def _sqlite(url: URL) -> Engine:
    if url.database in (None, "", ":memory:"):
        raise BadDatabase("PARLEY_DATABASE_URL must name a file: what is kept in memory would not outlive a restart.")
    _make_private(Path(str(url.database)))
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin_immediately)
    return engine


def _make_private(file: Path) -> None:
    try:
        file.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        if not file.exists():
            file.touch(mode=PRIVATE_FILE)
    except OSError as error:
        raise BadDatabase(f"The database {file} cannot be created: {error.strerror}.") from error


def erase_deleted(engine: Engine) -> bool:
    """Have SQLite's log give up what was deleted; whether it did, which a reader can delay."""
    raw = engine.raw_connection()
    try:
        (busy, *_) = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    finally:
        raw.close()


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    # The driver must not begin transactions by itself: they begin below, as writing ones.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediately(connection: Any) -> None:  # noqa: ANN401 - as SQLAlchemy declares it
    # Taking the write lock at once means no transaction has to upgrade later, and fail.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
