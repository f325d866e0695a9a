"""One store of each kind, behind the same fixture."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.ports import Store
from storage import migrate, open_store
from tests.fakes.databases import fresh_postgres, postgres_server
from tests.fakes.memory import MemoryStore

__all__ = ["postgres_server"]


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, encrypted where that means something."""
    if request.param == "memory":
        yield MemoryStore()
        return
    keys = [Fernet.generate_key().decode()]
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'parley.db'}"
        migrate(url)
        opened = open_store(url, keys)
        yield opened
        opened.dispose()
        return
    with fresh_postgres(request.getfixturevalue("postgres_server")) as url:
        opened = open_store(url, keys)
        yield opened
        opened.dispose()
