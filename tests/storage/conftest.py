"""Databases of both kinds."""

from tests.fakes.databases import database_url, postgres_server

__all__ = ["database_url", "postgres_server"]
