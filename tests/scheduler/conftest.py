"""Databases and stores for the tests of sending."""

from collections.abc import Iterator

import pytest

from bot.ports import Store
from storage import open_store
from tests.fakes.databases import database_url, postgres_server
from tests.fakes.memory import MemoryStore

__all__ = ["database_url", "postgres_server"]


@pytest.fixture
def sql_store(database_url: str) -> Iterator[Store]:
    """An empty store on each kind of database."""
    opened = open_store(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def memory() -> Store:
    """A store in memory."""
    return MemoryStore()
