"""Bringing a database's tables up to date. Alembic is imported only when something is pending."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from bot.clock import SystemClock
from storage.engine import BadDatabase, engine_for
from storage.store import copy_sqlite

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x50415243
"""PostgreSQL's advisory lock that makes replicas take turns at migrating."""


class NewerSchema(BadDatabase):
    """The database was written by a later version of Parley."""


def known() -> Sequence[str]:
    """Every revision this version knows, oldest first."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def head() -> str:
    """The revision this version works with."""
    return known()[-1]


def current(url: str) -> str | None:
    """The database's revision; ``None`` while it has no tables."""
    engine = engine_for(url)
    try:
        with engine.connect() as connection:
            return _revision(connection)
    finally:
        engine.dispose()


def migrate(url: str) -> str:
    """Bring the database up to date and return its revision. An older SQLite file is copied beside itself first.

    Raises:
        NewerSchema: a later version of Parley wrote it.
    """
    engine = engine_for(url)
    try:
        with engine.connect() as connection:
            revision = _revision(connection)
        if revision == head():
            return head()
        if revision is not None and revision not in known():
            raise NewerSchema(f"The database is at {revision}, which is newer than this version of Parley knows.")
        if revision is not None and engine.dialect.name == "sqlite":
            _copy_beside(engine, revision)
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            _upgrade(connection)
        return head()
    finally:
        engine.dispose()


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def _copy_beside(engine: Engine, revision: str) -> None:
    database = Path(str(engine.url.database))
    stamp = SystemClock().now().strftime("%Y%m%dT%H%M%SZ")
    copy_sqlite(engine, database.with_name(f"{database.name}.{revision}.{stamp}.backup"))


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - a start with nothing pending saves its 90 ms
    from alembic.config import Config  # noqa: PLC0415 - the same

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
