"""The append-only record in SQL: each entry carries a keyed digest over itself and the seal before it."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update

from bot.domain.audit import Entry
from bot.domain.people import Channel
from storage.codec import dump, load
from storage.sealing import Cipher
from storage.statements import add_new, in_channel, insert, of_tenant
from storage.tables import ChainRow, EntryRow, PermitRow

PURGED = "purged"
"""Marks a connection on which something was deleted for good."""


@dataclass(frozen=True)
class SqlAudit:
    """One chain for each conference, and one for each channel's acts outside any."""

    connection: Connection
    cipher: Cipher

    def append(self, entry: Entry) -> None:
        """Seal an entry to the chain's last one and keep it."""
        length, before = self._end(entry)
        seal = self.cipher.digest(_sealed_content(entry, before))
        connection, conference = self.connection, entry.conference or ""
        connection.execute(
            insert(connection, EntryRow).values(
                platform=entry.channel.platform,
                tenant=entry.channel.tenant,
                channel=entry.channel.id,
                conference=conference,
                at=entry.at,
                document=dump(replace(entry, seal="")),
                seal=seal,
            )
        )
        chain = _chain(entry.channel, conference)
        connection.execute(update(ChainRow).where(chain).values(length=length + 1, seal=seal))

    def _end(self, entry: Entry) -> tuple[int, str]:
        """Length and last seal of the entry's chain, which stays locked: entries are appended one by one."""
        channel, conference = entry.channel, entry.conference or ""
        key = {"platform": channel.platform, "tenant": channel.tenant, "channel": channel.id, "conference": conference}
        add_new(self.connection, ChainRow, [{**key, "length": 0, "seal": ""}])
        query = select(ChainRow.length, ChainRow.seal).where(_chain(channel, conference)).with_for_update()
        length, seal = self.connection.execute(query).one()
        return length, seal

    def of(self, channel: Channel, conference: str | None = None) -> Sequence[Entry]:
        """The channel's entries, or a conference's, in the order they were written."""
        where = [in_channel(EntryRow, channel)]
        if conference is not None:
            where.append(EntryRow.conference == conference)
        return [entry for entry, _ in self._entries(and_(*where))]

    def _entries(self, where: ColumnElement[bool]) -> list[tuple[Entry, str]]:
        query = select(EntryRow.document, EntryRow.seal, EntryRow.channel).where(where).order_by(EntryRow.seq)
        found = []
        for document, seal, channel in self.connection.execute(query):
            entry = load(Entry, document)
            found.append((replace(entry, seal=seal, channel=replace(entry.channel, id=channel)), seal))
        return found

    def intact(self, channel: Channel) -> bool:
        """Whether each entry still fits its seal, and none is missing from inside or from the end of a chain."""
        query = select(ChainRow.conference, ChainRow.length, ChainRow.seal).where(in_channel(ChainRow, channel))
        chains = {conference: (length, seal) for conference, length, seal in self.connection.execute(query)}
        of_channel = select(EntryRow.conference).where(in_channel(EntryRow, channel)).distinct()
        stray = set(self.connection.scalars(of_channel)) - chains.keys()
        return not stray and all(self._fits(channel, name, *end) for name, end in chains.items())

    def _fits(self, channel: Channel, conference: str, length: int, last: str) -> bool:
        entries = self._entries(and_(in_channel(EntryRow, channel), EntryRow.conference == conference))
        before = ""
        for entry, seal in entries:
            belongs = (entry.conference or "", entry.channel) == (conference, channel)
            if not belongs or seal not in self.cipher.digests(_sealed_content(entry, before)):
                return False
            before = seal
        return (len(entries), before) == (length, last)

    def purge(self, *, conference: str | None = None, channel: Channel | None = None) -> None:
        """Delete the whole of a conference's chain, or every chain of a channel."""
        for row in (EntryRow, ChainRow):
            if conference is not None:
                self._delete(row, row.conference == conference)
            if channel is not None:
                self._delete(row, in_channel(row, channel))

    def purge_tenant(self, platform: str, tenant: str) -> None:
        """Delete every chain of a tenant."""
        for row in (EntryRow, ChainRow):
            self._delete(row, of_tenant(row, platform, tenant))

    def _delete(self, row: type[EntryRow] | type[ChainRow], where: ColumnElement[bool]) -> None:
        self.connection.info[PURGED] = True
        self.connection.execute(insert(self.connection, PermitRow).values(id=1))
        self.connection.execute(delete(row).where(where))
        self.connection.execute(delete(PermitRow))

    def move(self, old: Channel, new: Channel) -> None:
        """The platform gave the channel a new id. The seals do not cover it."""
        for row in (EntryRow, ChainRow):
            self.connection.execute(update(row).where(in_channel(row, old)).values(channel=new.id))


def _chain(channel: Channel, conference: str) -> ColumnElement[bool]:
    return and_(in_channel(ChainRow, channel), ChainRow.conference == conference)


def _sealed_content(entry: Entry, before: str) -> str:
    """What a seal covers: everything but the channel's id, which a platform may change."""
    content = (
        before,
        entry.channel.platform,
        entry.channel.tenant,
        entry.conference,
        entry.action,
        entry.person,
        entry.at.astimezone(dt.UTC).isoformat(),
        sorted(entry.before.items()),
        sorted(entry.after.items()),
    )
    return json.dumps(content)
