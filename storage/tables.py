"""The tables. Aggregates are sealed documents beside the columns that queries need.

Tenant and channel are part of every key a platform's id appears in.
"""

import datetime as dt

from sqlalchemy import (
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from storage.sealing import Sealed


class Moment(TypeDecorator[dt.datetime]):
    """An aware moment, stored and returned in UTC on every engine."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """To UTC; SQLite keeps no zone beside it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment must be aware")
        moment = value.astimezone(dt.UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """In UTC again."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Base(DeclarativeBase):
    """What all tables share: one naming scheme for constraints, one type for moments."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
        }
    )
    type_annotation_map = {dt.datetime: Moment(), str: Text()}  # noqa: RUF012 - SQLAlchemy's own declaration


def _of_conference(*, primary_key: bool = False) -> Mapped[str]:
    return mapped_column(ForeignKey("conferences.id", ondelete="CASCADE"), primary_key=primary_key)


class ConferenceRow(Base):
    """A registered conference. ``delete_on`` is empty while it is active or held; ``docket`` is a keyed digest."""

    __tablename__ = "conferences"

    id: Mapped[str] = mapped_column(primary_key=True)
    platform: Mapped[str]
    tenant: Mapped[str]
    channel: Mapped[str]
    status: Mapped[str]
    active: Mapped[bool]
    revision: Mapped[int]
    version: Mapped[int]
    docket: Mapped[str | None]
    entered_at: Mapped[dt.datetime]
    closed_at: Mapped[dt.datetime | None]
    delete_on: Mapped[dt.date | None]
    document: Mapped[str] = mapped_column(Sealed)

    __table_args__ = (
        Index(
            "one_active_conference",
            "platform",
            "tenant",
            "channel",
            unique=True,
            sqlite_where=text("active"),
            postgresql_where=text("active"),
        ),
        Index("conferences_by_channel", "platform", "tenant", "channel"),
        Index("conferences_by_docket", "platform", "tenant", "docket"),
        Index(
            "conferences_to_purge",
            "delete_on",
            sqlite_where=text("delete_on IS NOT NULL"),
            postgresql_where=text("delete_on IS NOT NULL"),
        ),
    )


class ProposalRow(Base):
    """A reading that waits for a person."""

    __tablename__ = "proposals"

    id: Mapped[str] = mapped_column(primary_key=True)
    platform: Mapped[str]
    tenant: Mapped[str]
    channel: Mapped[str]
    made_at: Mapped[dt.datetime] = mapped_column(index=True)
    document: Mapped[str] = mapped_column(Sealed)


class ChannelRow(Base):
    """What is remembered about a channel."""

    __tablename__ = "channels"

    platform: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(Sealed)


class NudgeRow(Base):
    """A planned reminder."""

    __tablename__ = "nudges"

    id: Mapped[str] = mapped_column(primary_key=True)
    conference: Mapped[str] = _of_conference()
    revision: Mapped[int]
    item: Mapped[str]
    deadline: Mapped[dt.date]
    rung: Mapped[str]
    due_at: Mapped[dt.datetime]
    state: Mapped[str]
    delivery: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("conference", "revision", "item", "deadline", "rung"),
        Index(
            "nudges_scheduled",
            "due_at",
            "deadline",
            "rung",
            "conference",
            sqlite_where=text("state = 'scheduled'"),
            postgresql_where=text("state = 'scheduled'"),
        ),
        Index(
            "nudges_by_delivery",
            "delivery",
            sqlite_where=text("delivery IS NOT NULL"),
            postgresql_where=text("delivery IS NOT NULL"),
        ),
    )


class DeliveryRow(Base):
    """A message on its way. ``at`` is from when on someone may take it; empty when it is over."""

    __tablename__ = "deliveries"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    platform: Mapped[str]
    tenant: Mapped[str]
    place: Mapped[str]
    conference: Mapped[str | None] = mapped_column(ForeignKey("conferences.id", ondelete="CASCADE"), index=True)
    revision: Mapped[int]
    content: Mapped[str] = mapped_column(Sealed)
    status_only: Mapped[bool]
    state: Mapped[str]
    due_at: Mapped[dt.datetime]
    at: Mapped[dt.datetime | None]
    not_before: Mapped[dt.datetime | None]
    useful_until: Mapped[dt.datetime | None]
    unsure: Mapped[bool]
    since: Mapped[dt.datetime | None]
    owner: Mapped[str | None]
    lease_until: Mapped[dt.datetime | None]
    attempts: Mapped[int]
    cancel_requested: Mapped[bool]
    again: Mapped[bool]
    serial: Mapped[int]
    message: Mapped[str | None]
    error: Mapped[str | None]

    __table_args__ = (
        Index(
            "deliveries_actionable",
            "at",
            sqlite_where=text("at IS NOT NULL"),
            postgresql_where=text("at IS NOT NULL"),
        ),
        Index("deliveries_by_place", "platform", "tenant", "place"),
    )


class GateRow(Base):
    """From when on the next message may go to an address: the platform's pace, shared by all replicas."""

    __tablename__ = "gates"

    platform: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    opens_at: Mapped[dt.datetime]


class PostedCardRow(Base):
    """Which platform message carries a card."""

    __tablename__ = "posted_cards"

    conference: Mapped[str] = _of_conference(primary_key=True)
    slot: Mapped[str] = mapped_column(primary_key=True)
    message: Mapped[str]


class EntryRow(Base):
    """One act. Content columns can never be changed; a row is deleted only under a permit."""

    __tablename__ = "audit"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    platform: Mapped[str]
    tenant: Mapped[str]
    channel: Mapped[str]
    conference: Mapped[str]
    """Empty for an act that belongs to no conference."""
    at: Mapped[dt.datetime]
    document: Mapped[str] = mapped_column(Sealed)
    seal: Mapped[str]

    __table_args__ = (Index("audit_by_channel", "platform", "tenant", "channel", "conference", "seq"),)


class ChainRow(Base):
    """The last seal and the length of one chain of entries, so that a missing end is noticed."""

    __tablename__ = "audit_chains"

    platform: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    conference: Mapped[str] = mapped_column(primary_key=True)
    length: Mapped[int]
    seal: Mapped[str]


class PermitRow(Base):
    """While a row stands here, inside one transaction, audit entries may be deleted: the purge."""

    __tablename__ = "audit_permits"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class SeenRow(Base):
    """An event or press of a platform that was handled."""

    __tablename__ = "seen"

    platform: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    delivery: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(index=True)


class VaultRow(Base):
    """What an adapter keeps of a tenant."""

    __tablename__ = "vault"

    kind: Mapped[str] = mapped_column(primary_key=True)
    platform: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(Sealed)
