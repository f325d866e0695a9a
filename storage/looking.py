"""What the database holds about a channel, row by row as it is stored: for the local web chat's curious visitor."""

from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.sql.elements import ColumnElement

from bot.domain.people import Channel
from storage.tables import Base, ConferenceRow

MOST_ROWS = 40
MOST_CHARACTERS = 1_500


def rows_about(connection: Connection, channel: Channel) -> dict[str, list[dict[str, Any]]]:
    """Every table's rows that belong to the channel, newest tables last; long values are cut, and say so."""
    found = {table.name: _rows(connection, table, channel) for table in Base.metadata.sorted_tables}
    return {name: rows for name, rows in found.items() if rows}


def _rows(connection: Connection, table: Table, channel: Channel) -> list[dict[str, Any]]:
    where = _where(table, channel)
    if where is None:
        return []
    rows = connection.execute(select(table).where(where).limit(MOST_ROWS)).mappings()
    return [{name: _shown(value) for name, value in row.items()} for row in rows]


def _where(table: Table, channel: Channel) -> ColumnElement[bool] | None:
    columns = table.c
    if "conference" in columns and "channel" not in columns:
        mine = select(ConferenceRow.id).where(
            ConferenceRow.platform == channel.platform,
            ConferenceRow.tenant == channel.tenant,
            ConferenceRow.channel == channel.id,
        )
        return columns.conference.in_(mine)
    if "channel" in columns and "tenant" in columns:
        return (
            (columns.platform == channel.platform)
            & (columns.tenant == channel.tenant)
            & (columns.channel == channel.id)
        )
    return None


def _shown(value: object) -> object:
    if isinstance(value, str) and len(value) > MOST_CHARACTERS:
        return f"{value[:MOST_CHARACTERS]} … ({len(value)} characters)"
    return value
