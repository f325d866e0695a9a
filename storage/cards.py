"""Which platform message carries a conference's card, in SQL."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, delete, select

from storage.statements import upsert
from storage.tables import PostedCardRow


@dataclass(frozen=True)
class SqlPostedCards:
    """One message for each slot of a conference."""

    connection: Connection

    def message(self, conference: str, slot: str) -> str | None:
        """The message, or ``None`` while there is none."""
        return self.connection.scalar(select(PostedCardRow.message).where(_slot(conference, slot)))

    def remember(self, conference: str, slot: str, message: str) -> None:
        """Insert or replace."""
        upsert(self.connection, PostedCardRow, {"conference": conference, "slot": slot, "message": message})

    def forget(self, conference: str, slot: str) -> None:
        """The message is gone."""
        self.connection.execute(delete(PostedCardRow).where(_slot(conference, slot)))


def _slot(conference: str, slot: str) -> ColumnElement[bool]:
    return and_(PostedCardRow.conference == conference, PostedCardRow.slot == slot)
