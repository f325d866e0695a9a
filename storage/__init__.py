"""Storage on SQLAlchemy: SQLite for one machine, PostgreSQL for several. The only place that knows SQL."""

from storage.engine import BadDatabase
from storage.schema import NewerSchema, current, head, migrate
from storage.store import SqlStore, SqlUnitOfWork, open_store

__all__ = ["BadDatabase", "NewerSchema", "SqlStore", "SqlUnitOfWork", "current", "head", "migrate", "open_store"]
