"""What only a real database can show: encryption, migrations, the sealed record, backups, presses at once."""

import datetime as dt
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from cryptography.fernet import Fernet
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

import storage
from bot.conversation.cards import Card, Text
from bot.domain.audit import Entry
from bot.domain.channel import ChannelRecord
from bot.domain.errors import EditedMeanwhile
from bot.services import posting
from storage.schema import MIGRATIONS, known
from storage.sealing import CannotOpen
from storage.tables import Base
from tests.builders import CHANNEL, REGISTRAR, moment
from tests.fakes.databases import fresh_postgres
from tests.fakes.matters import conference, order

NOW = moment("2026-11-23T10:00")
KEY, NEWER = Fernet.generate_key().decode(), Fernet.generate_key().decode()


_open: list[storage.SqlStore] = []


def opened(url: str, keys: Sequence[str] = ()) -> storage.SqlStore:
    """A store that is closed at the end of the test."""
    _open.append(storage.open_store(url, keys))
    return _open[-1]


@pytest.fixture(autouse=True)
def _closed_at_the_end() -> Iterator[None]:
    yield
    while _open:
        _open.pop().dispose()


def raw(url: str, statement: str, **values: Any) -> list[Any]:
    """Run one statement beside the store."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    engine = create_engine(parsed)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement), values)
            return list(result) if result.returns_rows else []
    finally:
        engine.dispose()


def filled(url: str, *keys: str) -> storage.SqlStore:
    """A store that holds one of everything that can name somebody."""
    store = opened(url, keys)
    with store.begin() as uow:
        made = uow.conferences.save(conference())
        uow.channels.save(ChannelRecord(CHANNEL, people=MappingProxyType({REGISTRAR.id: REGISTRAR})))
        card = Card("", (Text(("Plaintiff A v. Defendant B",)),))
        posting.notify(uow, REGISTRAR.id, CHANNEL, card, NOW, conference=made)
        uow.audit.append(
            Entry(CHANNEL, "c1", "named", REGISTRAR.id, NOW, after=MappingProxyType({"name": "Plaintiff A"}))
        )
        uow.audit.append(Entry(CHANNEL, "c1", "verified", REGISTRAR.id, NOW))
        uow.vault.put("token", "web", "firm", "bot", "Plaintiff A's token")
        uow.commit()
    return store


class TestEncryption:
    def test_with_keys_no_name_docket_or_token_is_readable_in_the_file(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'parley.db'}"
        storage.migrate(url)
        filled(url, KEY).dispose()
        stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        assert b"Plaintiff A" not in stored
        assert b"Paralegal" not in stored
        assert b"26-cv" not in stored
        assert b"fernet:" in stored

    def test_without_keys_what_is_stored_is_marked_as_plain(self, database_url: str) -> None:
        filled(database_url).dispose()
        ((document,),) = raw(database_url, "SELECT document FROM conferences")
        assert document.startswith("plain:")

    def test_a_newer_key_reads_what_an_older_one_wrote_and_finds_its_docket(self, database_url: str) -> None:
        filled(database_url, KEY).dispose()
        with opened(database_url, [NEWER, KEY]).begin() as uow:
            assert uow.conferences.active_in(CHANNEL) is not None
            other = replace(CHANNEL, id="other")
            assert uow.conferences.with_docket(other, order().docket or "")
            assert uow.audit.intact(CHANNEL)

    @pytest.mark.parametrize("keys", [(), (NEWER,)])
    def test_without_the_right_key_nothing_is_opened_and_it_is_said(
        self, database_url: str, keys: tuple[str, ...]
    ) -> None:
        filled(database_url, KEY).dispose()
        with opened(database_url, keys).begin() as uow, pytest.raises(CannotOpen):
            uow.conferences.active_in(CHANNEL)

    def test_keys_given_later_still_read_what_was_plain(self, database_url: str) -> None:
        filled(database_url).dispose()
        with opened(database_url, [KEY]).begin() as uow:
            assert uow.conferences.active_in(CHANNEL) is not None


class TestTheRecord:
    @pytest.mark.parametrize("statement", ["UPDATE audit SET document = 'plain:{}'", "DELETE FROM audit"])
    def test_the_database_itself_refuses_to_change_or_delete_an_entry(self, database_url: str, statement: str) -> None:
        store = filled(database_url)
        with pytest.raises(DBAPIError, match="append-only"):
            raw(database_url, statement)
        with store.begin() as uow:
            assert uow.audit.intact(CHANNEL)

    @pytest.mark.parametrize(
        "statement",
        [
            "DELETE FROM audit WHERE seq = (SELECT min(seq) FROM audit)",
            "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
            "DELETE FROM audit",
        ],
        ids=["first", "last", "all"],
    )
    def test_a_missing_entry_is_noticed(self, database_url: str, statement: str) -> None:
        store = filled(database_url)
        raw(database_url, "INSERT INTO audit_permits VALUES (1)")
        raw(database_url, statement)
        with store.begin() as uow:
            assert not uow.audit.intact(CHANNEL)

    def test_an_entry_changed_by_force_is_noticed(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'parley.db'}"
        storage.migrate(url)
        store = filled(url)
        raw(url, "DROP TRIGGER audit_no_update")
        raw(url, "UPDATE audit SET document = replace(document, 'verified', 'edited') WHERE seq = 2")
        with store.begin() as uow:
            assert not uow.audit.intact(CHANNEL)


class TestMigrations:
    def test_they_lead_to_the_tables_the_code_works_with(self, database_url: str) -> None:
        engine = create_engine(make_url(database_url).set(drivername=_driver(database_url)))
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": False})
            assert compare_metadata(context, Base.metadata) == []
        engine.dispose()

    def test_the_revision_this_version_works_with_is_the_last_one(self) -> None:
        assert storage.head() == ScriptDirectory(str(MIGRATIONS)).get_current_head() == known()[-1]

    def test_a_migrated_database_says_so_and_migrating_again_changes_nothing(self, database_url: str) -> None:
        assert storage.current(database_url) == storage.head()
        assert storage.migrate(database_url) == storage.head()

    def test_an_empty_database_has_no_revision(self, tmp_path: Path) -> None:
        assert storage.current(f"sqlite:///{tmp_path / 'new.db'}") is None

    def test_a_newer_database_is_refused_and_left_alone(self, database_url: str) -> None:
        raw(database_url, "UPDATE alembic_version SET version_num = '9999'")
        with pytest.raises(storage.NewerSchema):
            storage.migrate(database_url)
        assert storage.current(database_url) == "9999"

    def test_an_older_file_is_copied_beside_itself_first(self, tmp_path: Path, monkeypatch: Any) -> None:
        path = tmp_path / "parley.db"
        storage.migrate(f"sqlite:///{path}")
        before = storage.head()
        monkeypatch.setattr("storage.schema.known", lambda: [before, "9999"])
        monkeypatch.setattr("storage.schema._upgrade", lambda connection: connection.execute(text("SELECT 1")))
        storage.migrate(f"sqlite:///{path}")
        (copy,) = tmp_path.glob(f"parley.db.{before}.*.backup")
        assert storage.current(f"sqlite:///{copy}") == before

    def test_a_file_of_the_first_version_finds_the_nearest_deadline_in_its_index(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'parley.db'}"
        storage.migrate(url)
        raw(url, "DROP INDEX nudges_scheduled")
        raw(url, "CREATE INDEX nudges_scheduled ON nudges (due_at) WHERE state = 'scheduled'")
        raw(url, "UPDATE alembic_version SET version_num = '0001'")
        assert storage.migrate(url) == storage.head()
        columns = [row.name for row in raw(url, "PRAGMA index_info('nudges_scheduled')")]
        assert columns == ["due_at", "deadline", "rung", "conference"]

    def test_nothing_pending_does_not_import_alembic(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'parley.db'}"
        storage.migrate(url)
        code = f"import storage, sys; storage.migrate({url!r}); sys.exit('alembic' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

    @pytest.mark.postgres
    def test_replicas_starting_together_migrate_once(self, postgres_server: str) -> None:
        with fresh_postgres(postgres_server, migrated=False) as url:
            results: list[str] = []
            together(4, lambda: results.append(storage.migrate(url)))
            assert results == [storage.head()] * 4


def _driver(url: str) -> str:
    return "sqlite" if url.startswith("sqlite") else "postgresql+psycopg"


def together(count: int, work: Callable[[], object]) -> None:
    """Run the same work in several threads at once, to the end."""
    threads = [threading.Thread(target=work) for _ in range(count)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


class TestAtOnce:
    def test_presses_on_one_conference_take_turns(self, database_url: str) -> None:
        store = filled(database_url)

        def press() -> None:
            with store.begin() as uow:
                found = uow.conferences.get("c1")
                assert found is not None
                uow.conferences.save(replace(found, revision=found.revision + 1))
                uow.commit()

        together(8, press)
        with store.begin() as uow:
            found = uow.conferences.get("c1")
        assert found is not None
        assert (found.revision, found.version) == (9, 9)

    def test_two_registrations_in_one_channel_keep_one(self, database_url: str) -> None:
        store = opened(database_url)
        outcomes: list[str] = []
        names = iter(["a", "b", "c", "d"])

        def register() -> None:
            try:
                with store.begin() as uow:
                    uow.conferences.save(conference(id=next(names)))
                    uow.commit()
                outcomes.append("kept")
            except EditedMeanwhile:
                outcomes.append("refused")

        together(4, register)
        assert sorted(outcomes) == ["kept", "refused", "refused", "refused"]

    def test_one_event_delivered_many_times_at_once_is_new_once(self, database_url: str) -> None:
        store = opened(database_url)
        firsts: list[bool] = []

        def deliver() -> None:
            with store.begin() as uow:
                firsts.append(uow.seen.first_time(CHANNEL, "event", NOW))
                uow.commit()

        together(6, deliver)
        assert sorted(firsts) == [False] * 5 + [True]

    def test_entries_written_at_once_make_one_chain(self, database_url: str) -> None:
        store = opened(database_url)

        def append() -> None:
            with store.begin() as uow:
                uow.audit.append(Entry(CHANNEL, "c1", "edited", REGISTRAR.id, NOW))
                uow.commit()

        together(6, append)
        with store.begin() as uow:
            assert len(uow.audit.of(CHANNEL)) == 6
            assert uow.audit.intact(CHANNEL)


def on_disk(folder: Path) -> bytes:
    """Every byte of the database's files."""
    return b"".join(path.read_bytes() for path in folder.iterdir())


class TestTheFile:
    def test_a_backup_is_a_whole_database_and_is_readable_by_its_owner_only(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'parley.db'}"
        storage.migrate(url)
        store, copy = filled(url, KEY), tmp_path / "copy.db"
        store.backup(copy)
        assert copy.stat().st_mode & 0o077 == 0
        with opened(f"sqlite:///{copy}", [KEY]).begin() as uow:
            assert uow.conferences.active_in(CHANNEL) is not None

    def test_a_backup_overwrites_nothing(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'parley.db'}"
        storage.migrate(url)
        with pytest.raises(storage.BadDatabase, match="exists already"):
            opened(url).backup(tmp_path / "parley.db")

    def test_a_backup_that_cannot_be_written_is_refused_in_one_sentence(self, tmp_path: Path) -> None:
        store = opened(f"sqlite:///{tmp_path / 'parley.db'}")
        with pytest.raises(storage.BadDatabase, match="cannot be written: No such file"):
            store.backup(tmp_path / "nowhere" / "copy.db")
        with pytest.raises(storage.BadDatabase, match="cannot be written: "):
            store.backup(Path("/proc/copy.db"))

    def test_a_backup_that_breaks_off_leaves_no_part_of_itself(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'parley.db'}"
        storage.migrate(url)
        store = filled(url)
        with store._engine.connect() as connection:
            root = connection.exec_driver_sql("SELECT rootpage FROM sqlite_schema WHERE name = 'audit'").scalar_one()
            size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
        store.dispose()
        with (tmp_path / "parley.db").open("r+b") as file:
            file.seek((root - 1) * size)
            file.write(b"\xff" * size)
        with pytest.raises(storage.BadDatabase, match="malformed"):
            opened(url).backup(tmp_path / "copy.db")
        assert not (tmp_path / "copy.db").exists()

    def test_the_file_and_its_log_are_for_their_owner_only(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'parley.db'}"
        storage.migrate(url)
        store = filled(url)
        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
        store.dispose()
        assert modes == dict.fromkeys(("parley.db", "parley.db-wal", "parley.db-shm"), 0o600)

    def test_a_file_that_cannot_be_created_is_said_to_be_so(self) -> None:
        with pytest.raises(storage.BadDatabase, match="cannot be created: "):
            opened("sqlite:////proc/parley.db")

    @pytest.mark.parametrize("purge", ["conference", "channel", "tenant"])
    def test_after_a_purge_no_name_is_left_on_disk_while_the_store_stays_open(self, tmp_path: Path, purge: str) -> None:
        url = f"sqlite:///{tmp_path / 'parley.db'}"
        storage.migrate(url)
        store = filled(url)
        assert b"Plaintiff A v." in on_disk(tmp_path)
        with store.begin() as uow:
            {
                "conference": lambda: uow.conferences.delete("c1"),
                "channel": lambda: uow.channels.forget(CHANNEL),
                "tenant": lambda: uow.channels.forget_tenant(CHANNEL.platform, CHANNEL.tenant),
            }[purge]()
            uow.commit()
        assert b"Plaintiff A v." not in on_disk(tmp_path)

    def test_a_reader_in_the_way_delays_that_to_the_next_unit_of_work(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'parley.db'}"
        storage.migrate(url)
        store = filled(url)
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=10")
        reader = sqlite3.connect(tmp_path / "parley.db", isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM conferences").fetchone()
        with store.begin() as uow:
            uow.conferences.delete("c1")
            uow.commit()
        assert b"Plaintiff A v." in on_disk(tmp_path)
        reader.close()
        with store.begin():
            pass
        assert b"Plaintiff A v." not in on_disk(tmp_path)

    @pytest.mark.postgres
    def test_a_backup_of_postgresql_names_its_own_tool(self, postgres_server: str, tmp_path: Path) -> None:
        with fresh_postgres(postgres_server) as url:
            store = opened(url)
            with pytest.raises(storage.BadDatabase, match="pg_dump"):
                store.backup(tmp_path / "copy")
            store.dispose()

    def test_sqlite_survives_power_loss_and_keeps_foreign_keys(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'parley.db'}"
        storage.migrate(url)
        store = opened(url)
        with store._engine.connect() as connection:
            asked = {
                name: connection.scalar(text(f"PRAGMA {name}"))
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
        assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}

    def test_a_database_that_can_be_written_to_answers(self, database_url: str) -> None:
        opened(database_url).ping()

    def test_one_that_cannot_is_said_to_be_so(self, tmp_path: Path) -> None:
        with pytest.raises(storage.BadDatabase):
            opened(f"sqlite:///{tmp_path / 'empty.db'}").ping()

    @pytest.mark.parametrize("url", ["nonsense", "mysql://localhost/parley", "sqlite://", "sqlite:///:memory:"])
    def test_what_is_no_usable_database_is_refused_in_one_sentence(self, url: str) -> None:
        with pytest.raises(storage.BadDatabase, match="PARLEY_DATABASE_URL"):
            opened(url)

    def test_moments_are_kept_in_utc(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'parley.db'}"
        storage.migrate(url)
        filled(url).dispose()
        ((stored,),) = raw(url, "SELECT entered_at FROM conferences")
        assert stored.startswith("2026-11-23 15:00:00")

    def test_a_naive_moment_is_refused(self, database_url: str) -> None:
        store = opened(database_url)
        with store.begin() as uow, pytest.raises(Exception, match="aware"):
            uow.seen.first_time(CHANNEL, "event", dt.datetime(2026, 11, 23))  # noqa: DTZ001 - naive on purpose


def test_what_breaks_a_shared_transaction_does_not_take_its_neighbours_along(tmp_path: Path) -> None:
    def stray(uow: storage.store.SqlUnitOfWork) -> None:
        uow.cards.remember("no conference", "headline", "message")

    def kept(uow: storage.store.SqlUnitOfWork) -> None:
        uow.vault.put("kind", "web", "firm", "key", "value")
        uow.commit()

    url = f"sqlite:///{tmp_path / 'parley.db'}"
    storage.migrate(url)
    store = opened(url)
    before, broken, after = store.together([kept, stray, kept])
    assert (before, isinstance(broken, DBAPIError), after) == (None, True, None)
    with store.begin() as uow:
        assert uow.vault.keys("kind", "web", "firm") == ["key"]
