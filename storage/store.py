"""Units of work on a database."""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.domain.channel import Preferences
from bot.domain.errors import EditedMeanwhile
from bot.domain.people import Channel
from bot.wording import errors as wording
from storage.audit import PURGED, SqlAudit
from storage.cards import SqlPostedCards
from storage.channels import SqlChannels, SqlSeen, SqlVault
from storage.conferences import SqlConferences, SqlProposals
from storage.engine import PRIVATE_FILE, BadDatabase, engine_for, erase_deleted
from storage.looking import rows_about
from storage.nudges import SqlNudges
from storage.outbox import SqlOutbox
from storage.sealing import Cipher, use_cipher

Work = TypeVar("Work")

_CLASHES = {"40001", "40P01"}
"""PostgreSQL's codes for a transaction that lost against another one."""

_TRIAL = "UPDATE audit_permits SET id = id"
"""Changes nothing, and is refused where nothing may be changed."""
_SQLITE_TRIAL = "PRAGMA user_version = 0"
"""Writes one page to the disk, so that a full one is noticed; the number means nothing here."""


class SqlUnitOfWork:
    """One transaction, or a part of one. ``commit`` keeps it; leaving without rolls it back."""

    def __init__(
        self, connection: Connection, cipher: Cipher, keep: Callable[[], None], preferences: Preferences
    ) -> None:
        self._connection = connection
        self._cipher = cipher
        self._keep = keep
        self._preferences = preferences

    @cached_property
    def conferences(self) -> SqlConferences:
        """Registered conferences."""
        return SqlConferences(self._connection, self._cipher)

    @cached_property
    def proposals(self) -> SqlProposals:
        """Readings that wait for a person."""
        return SqlProposals(self._connection)

    @cached_property
    def channels(self) -> SqlChannels:
        """What is remembered about channels."""
        return SqlChannels(self._connection, self._cipher, self._preferences)

    @cached_property
    def nudges(self) -> SqlNudges:
        """The schedule."""
        return SqlNudges(self._connection)

    @cached_property
    def outbox(self) -> SqlOutbox:
        """Deliveries on their way."""
        return SqlOutbox(self._connection)

    @cached_property
    def cards(self) -> SqlPostedCards:
        """Which messages carry which cards."""
        return SqlPostedCards(self._connection)

    @cached_property
    def audit(self) -> SqlAudit:
        """The append-only record."""
        return SqlAudit(self._connection, self._cipher)

    @cached_property
    def seen(self) -> SqlSeen:
        """What was handled already."""
        return SqlSeen(self._connection)

    @cached_property
    def vault(self) -> SqlVault:
        """What adapters keep."""
        return SqlVault(self._connection)

    def commit(self) -> None:
        """Keep what was done."""
        self._keep()


class SqlStore:
    """Where units of work on one database begin. Safe to use from several threads."""

    def __init__(self, engine: Engine, cipher: Cipher, preferences: Preferences) -> None:
        use_cipher(engine, cipher)
        self._engine = engine
        self._cipher = cipher
        self._preferences = preferences
        self.one_writer = engine.dialect.name == "sqlite"
        # With one writer at a time, waiting here is fair; polling the database's lock is not.
        self._turn = threading.Lock() if self.one_writer else nullcontext()
        self._to_erase = False

    @contextmanager
    def begin(self) -> Iterator[SqlUnitOfWork]:
        """A unit of work.

        Raises:
            EditedMeanwhile: another transaction won; nothing was kept.
        """
        try:
            with self._turn:
                with self._engine.connect() as connection:
                    yield SqlUnitOfWork(connection, self._cipher, connection.commit, self._preferences)
                    self._to_erase |= connection.info.pop(PURGED, False)
                self._erase()
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) in _CLASHES:
                raise EditedMeanwhile(wording.EDITED_MEANWHILE) from error
            raise

    def together(self, works: Sequence[Callable[[SqlUnitOfWork], Work]]) -> list[Work | Exception]:
        """Do several things, each in a unit of work of its own: with one writer, in one transaction."""
        if self.one_writer and len(works) > 1:
            try:
                return self._in_one(works)
            except (DBAPIError, sqlite3.Error):
                # SQLite may have rolled back everything by itself. Nothing was kept, so all of it is done again.
                pass
        return [self._alone(work) for work in works]

    def _in_one(self, works: Sequence[Callable[[SqlUnitOfWork], Work]]) -> list[Work | Exception]:
        with self._turn:
            with self._engine.connect() as connection:
                connection.begin()
                done = [self._in_part(connection, work) for work in works]
                connection.commit()
                self._to_erase |= connection.info.pop(PURGED, False)
            self._erase()
        return done

    def _in_part(self, connection: Connection, work: Callable[[SqlUnitOfWork], Work]) -> Work | Exception:
        part = _Savepoint(connection)
        try:
            return work(SqlUnitOfWork(connection, self._cipher, part.keep, self._preferences))
        except (DBAPIError, sqlite3.Error):
            raise
        except Exception as error:  # noqa: BLE001 - it is for whoever wanted this work done
            return error
        finally:
            part.end()

    def _alone(self, work: Callable[[SqlUnitOfWork], Work]) -> Work | Exception:
        try:
            with self.begin() as uow:
                return work(uow)
        except Exception as error:  # noqa: BLE001 - the same
            return error

    def _erase(self) -> None:
        """After a purge, leave nothing of it in SQLite's log either; where that is read just now, after the next."""
        if self._to_erase and self._engine.dialect.name == "sqlite":
            self._to_erase = not erase_deleted(self._engine)

    def ping(self) -> None:
        """Make sure the database answers and can be written to.

        Raises:
            BadDatabase: it cannot.
        """
        try:
            with self._turn, self._engine.connect() as connection:
                for statement in (_TRIAL, _SQLITE_TRIAL) if self.one_writer else (_TRIAL,):
                    connection.execute(text(statement))
                connection.commit()
        except DBAPIError as error:
            raise BadDatabase(f"The database cannot be written to ({type(error.orig).__name__}).") from error

    def backup(self, path: Path) -> None:
        """Copy the whole SQLite database, as it is at this moment, into a new file.

        Raises:
            BadDatabase: the file exists or cannot be written, or this is PostgreSQL, which has its own tool.
        """
        if self._engine.dialect.name != "sqlite":
            raise BadDatabase(
                "This database is PostgreSQL: use pg_dump, as in pg_dump --format=custom --file=parley.dump."
            )
        copy_sqlite(self._engine, path)

    def rows(self, channel: Channel) -> dict[str, list[dict[str, Any]]]:
        """What is stored about a channel, table by table."""
        with self._turn, self._engine.connect() as connection:
            return rows_about(connection, channel)

    def dispose(self) -> None:
        """Close every connection."""
        self._engine.dispose()


class _Savepoint:
    """A part of an SQLite transaction. SQLAlchemy's own costs as much as the rest of a question's statements."""

    def __init__(self, connection: Connection) -> None:
        self._cursor = connection.connection.cursor()
        self._cursor.execute("SAVEPOINT part")

    def keep(self) -> None:
        """Keep what was done so far, as far as the transaction is kept."""
        self._cursor.execute("RELEASE part")
        self._cursor.execute("SAVEPOINT part")

    def end(self) -> None:
        """Undo what was not kept."""
        self._cursor.execute("ROLLBACK TO part")
        self._cursor.execute("RELEASE part")
        self._cursor.close()


def copy_sqlite(engine: Engine, path: Path) -> None:
    """Copy an SQLite database into a new file while others may write to it.

    Raises:
        BadDatabase: the file exists, or cannot be written.
    """
    raw = engine.raw_connection()
    try:
        path.touch(mode=PRIVATE_FILE, exist_ok=False)
        raw.cursor().execute("VACUUM INTO ?", (str(path),))
    except FileExistsError:
        raise BadDatabase(f"{path} exists already; nothing was overwritten.") from None
    except OSError as error:
        raise BadDatabase(f"{path} cannot be written: {error.strerror}.") from error
    except sqlite3.Error as error:
        path.unlink()
        raise BadDatabase(f"{path} cannot be written: {error}.") from error
    finally:
        raw.close()


def open_store(url: str, keys: Sequence[str] = (), preferences: Preferences | None = None) -> SqlStore:
    """The store at ``url``, with the keys its sealed columns are encrypted with, newest first.

    ``preferences`` are those a channel begins with.
    """
    return SqlStore(engine_for(url), Cipher(keys), preferences or Preferences())
