"""Channels, what was seen of the platforms, and what adapters keep, in SQL."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, Text, and_, delete, select, tuple_, type_coerce, update

from bot.domain.channel import ChannelRecord, Preferences
from bot.domain.conference import Conference
from bot.domain.outbox import address_key
from bot.domain.people import Channel
from bot.domain.proposal import Proposal
from storage.audit import SqlAudit
from storage.codec import dump, load
from storage.conferences import SqlConferences, forget_opened
from storage.prepared import first
from storage.sealing import Cipher
from storage.statements import PLACE, added, columns_of, given, in_channel, of_tenant, upsert
from storage.tables import ChannelRow, ConferenceRow, DeliveryRow, GateRow, ProposalRow, SeenRow, VaultRow

_RECORD = select(type_coerce(ChannelRow.document, Text)).where(given(ChannelRow, *PLACE)).with_for_update()
_VALUE = select(VaultRow.value).where(given(VaultRow, "kind", "platform", "tenant", "key"))
_KEPT = 512
"""How many opened records stay in memory."""


@lru_cache(maxsize=_KEPT)
def _opened(cipher: Cipher, sealed: str) -> ChannelRecord:
    """What a sealed document says. It cannot be stale: all of it is the key, and a record is immutable."""
    return load(ChannelRecord, cipher.open(sealed))


def _forget() -> None:
    """What was deleted stays in no memory either."""
    forget_opened()
    _opened.cache_clear()


@dataclass(frozen=True)
class SqlChannels:
    """Records of channels, and deleting or moving all that belongs to one.

    A channel that Parley has not met begins with ``preferences``.
    """

    connection: Connection
    cipher: Cipher
    preferences: Preferences = field(default_factory=Preferences)
    _held: dict[Channel, ChannelRecord] = field(default_factory=dict)
    """Those this transaction has locked, so that nobody else changes them."""

    def get(self, channel: Channel) -> ChannelRecord:
        """The channel's record, locked; a fresh one if there is none."""
        if channel not in self._held:
            row = first(self.connection, _RECORD, columns_of(channel))
            self._held[channel] = _opened(self.cipher, *row) if row else self._fresh(channel)
        return self._held[channel]

    def read(self, channels: Collection[Channel]) -> Mapping[Channel, ChannelRecord]:
        """The channels' records, without a lock."""
        if not channels:
            return {}
        keys = [(each.platform, each.tenant, each.id) for each in channels]
        query = select(ChannelRow.document).where(
            tuple_(ChannelRow.platform, ChannelRow.tenant, ChannelRow.channel).in_(keys)
        )
        records = (load(ChannelRecord, document) for document in self.connection.scalars(query))
        return {each: self._fresh(each) for each in channels} | {each.channel: each for each in records}

    def _fresh(self, channel: Channel) -> ChannelRecord:
        return ChannelRecord(channel, self.preferences)

    def save(self, record: ChannelRecord) -> None:
        """Insert or replace."""
        self._held[record.channel] = record
        upsert(self.connection, ChannelRow, {**columns_of(record.channel), "document": dump(record)})

    def of_tenant(self, platform: str, tenant: str) -> Sequence[ChannelRecord]:
        """Every channel of the tenant that Parley has met."""
        query = select(ChannelRow.document).where(of_tenant(ChannelRow, platform, tenant)).order_by(ChannelRow.channel)
        return [load(ChannelRecord, document) for document in self.connection.scalars(query)]

    def forget(self, channel: Channel) -> None:
        """Delete everything that belongs to the channel."""
        SqlAudit(self.connection, self.cipher).purge(channel=channel)
        for row in (ConferenceRow, ProposalRow, ChannelRow, SeenRow):
            self.connection.execute(delete(row).where(in_channel(row, channel)))
        for placed in (DeliveryRow, GateRow):
            self.connection.execute(delete(placed).where(_at(placed, channel)))
        self._held.clear()
        _forget()

    def forget_tenant(self, platform: str, tenant: str) -> None:
        """Delete everything of the tenant."""
        SqlAudit(self.connection, self.cipher).purge_tenant(platform, tenant)
        for row in (ConferenceRow, ProposalRow, ChannelRow, SeenRow, DeliveryRow, GateRow, VaultRow):
            self.connection.execute(delete(row).where(of_tenant(row, platform, tenant)))
        self._held.clear()
        _forget()

    def move(self, old: Channel, new: Channel) -> None:
        """Give everything of the channel its new id."""
        conferences = SqlConferences(self.connection, self.cipher)
        ids = self.connection.scalars(select(ConferenceRow.id).where(in_channel(ConferenceRow, old))).all()
        for each in filter(None, map(conferences.get, ids)):
            self._rewrite_conference(replace(each, home=new))
        record = self.get(old)
        self.connection.execute(delete(ChannelRow).where(in_channel(ChannelRow, old)))
        del self._held[old]
        if record != self._fresh(old):
            self.save(replace(record, channel=new))
        for document in self.connection.scalars(select(ProposalRow.document).where(in_channel(ProposalRow, old))).all():
            proposal = replace(load(Proposal, document), channel=new)
            same = ProposalRow.id == proposal.id
            self.connection.execute(update(ProposalRow).where(same).values(channel=new.id, document=dump(proposal)))
        self.connection.execute(update(DeliveryRow).where(_at(DeliveryRow, old)).values(place=address_key(new)[2]))
        SqlAudit(self.connection, self.cipher).move(old, new)

    def _rewrite_conference(self, conference: Conference) -> None:
        same = ConferenceRow.id == conference.id
        values = {"channel": conference.home.id, "document": dump(conference)}
        self.connection.execute(update(ConferenceRow).where(same).values(**values))


def _at(row: type[DeliveryRow] | type[GateRow], channel: Channel) -> ColumnElement[bool]:
    platform, tenant, place = address_key(channel)
    return and_(row.platform == platform, row.tenant == tenant, row.place == place)


@dataclass(frozen=True)
class SqlSeen:
    """Events and presses already handled."""

    connection: Connection

    def first_time(self, channel: Channel, delivery: str, now: dt.datetime) -> bool:
        """Record it; a second transaction with the same one waits for the first and then sees it."""
        return added(self.connection, SeenRow, {**columns_of(channel), "delivery": delivery, "at": now})

    def forget_before(self, moment: dt.datetime) -> None:
        """Delete what was recorded before."""
        self.connection.execute(delete(SeenRow).where(SeenRow.at < moment))


@dataclass(frozen=True)
class SqlVault:
    """Small sealed values, by kind, platform, tenant and key."""

    connection: Connection

    def get(self, kind: str, platform: str, tenant: str, key: str) -> str | None:
        """The value, or ``None``."""
        row = first(self.connection, _VALUE, {"kind": kind, "platform": platform, "tenant": tenant, "key": key})
        return row[0] if row else None

    def put(self, kind: str, platform: str, tenant: str, key: str, value: str) -> None:
        """Insert or replace."""
        row = {"kind": kind, "platform": platform, "tenant": tenant, "key": key, "value": value}
        upsert(self.connection, VaultRow, row)

    def delete(self, kind: str, platform: str, tenant: str, key: str) -> None:
        """Delete one."""
        self.connection.execute(delete(VaultRow).where(_kept(kind, platform, tenant), VaultRow.key == key))

    def keys(self, kind: str, platform: str, tenant: str) -> Sequence[str]:
        """Every key of the kind."""
        query = select(VaultRow.key).where(_kept(kind, platform, tenant)).order_by(VaultRow.key)
        return self.connection.scalars(query).all()


def _kept(kind: str, platform: str, tenant: str) -> ColumnElement[bool]:
    return and_(VaultRow.kind == kind, of_tenant(VaultRow, platform, tenant))
