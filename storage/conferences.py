"""Conferences and the proposals they come from, in SQL."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, and_, delete, select, true, type_coerce, update
from sqlalchemy.exc import IntegrityError

from bot.domain.conference import Conference
from bot.domain.errors import EditedMeanwhile
from bot.domain.people import Channel
from bot.domain.proposal import Proposal
from bot.wording import errors as wording
from storage.audit import SqlAudit
from storage.codec import dump, load
from storage.prepared import first
from storage.sealing import Cipher
from storage.statements import PLACE, columns_of, given, in_channel, insert, upsert
from storage.tables import ConferenceRow, ProposalRow

_ACTIVE = ConferenceRow.active.is_(true())
_FOUND = select(type_coerce(ConferenceRow.document, Text), ConferenceRow.version)
_BY_ID = _FOUND.where(given(ConferenceRow, "id")).with_for_update(key_share=True)
_ACTIVE_IN = _FOUND.where(given(ConferenceRow, *PLACE), _ACTIVE).with_for_update(key_share=True)
_KEPT = 128
"""How many opened conferences stay in memory: those a firm works with, at some fifty kilobytes each."""


@lru_cache(maxsize=_KEPT)
def _opened(cipher: Cipher, sealed: str, version: int) -> Conference:
    """What a sealed document says. It cannot be stale: all of it is the key, and a conference is immutable."""
    return replace(load(Conference, cipher.open(sealed)), version=version)


def forget_opened() -> None:
    """What was deleted stays in no memory either."""
    _opened.cache_clear()


@dataclass(frozen=True)
class SqlConferences:
    """Conferences, each one sealed document with the columns it is found by."""

    connection: Connection
    cipher: Cipher

    def get(self, conference: str) -> Conference | None:
        """The conference, its row locked on engines that lock rows."""
        return self._one(_BY_ID, id=conference)

    def read(self, conferences: Collection[str]) -> Mapping[str, Conference]:
        """Those that exist, without a lock."""
        if not conferences:
            return {}
        rows = self.connection.execute(_FOUND.where(ConferenceRow.id.in_(conferences)))
        found = (_opened(self.cipher, sealed, version) for sealed, version in rows)
        return {each.id: each for each in found}

    def active_in(self, channel: Channel) -> Conference | None:
        """The channel's active conference, locked."""
        return self._one(_ACTIVE_IN, **columns_of(channel))

    def past_in(self, channel: Channel) -> Sequence[Conference]:
        """The channel's closed conferences, newest first."""
        closed = (in_channel(ConferenceRow, channel), ~ConferenceRow.active)
        return self._all(*closed, order=ConferenceRow.closed_at.desc())

    def with_docket(self, channel: Channel, docket: str) -> Sequence[Conference]:
        """Active conferences of the tenant with that docket, in other channels."""
        found = self._all(
            ConferenceRow.platform == channel.platform,
            ConferenceRow.tenant == channel.tenant,
            ConferenceRow.docket.in_(self.cipher.digests(docket)),
            _ACTIVE,
        )
        return [each for each in found if each.home != channel]

    def of_tenant(self, platform: str, tenant: str) -> Sequence[Conference]:
        """The tenant's active conferences."""
        return self._all(ConferenceRow.platform == platform, ConferenceRow.tenant == tenant, _ACTIVE)

    def all(self) -> Sequence[Conference]:
        """Every conference on record."""
        return self._all()

    def to_purge(self, on: dt.date) -> Sequence[Conference]:
        """Closed conferences without a hold whose day has come."""
        return self._all(ConferenceRow.delete_on <= on)

    def _one(self, query: Select[str, int], **values: object) -> Conference | None:
        row = first(self.connection, query, values)
        return _opened(self.cipher, *row) if row else None

    def _all(self, *where: ColumnElement[bool], order: Any = ConferenceRow.id) -> list[Conference]:  # noqa: ANN401
        rows = self.connection.execute(_FOUND.where(*where).order_by(order))
        return [_opened(self.cipher, sealed, version) for sealed, version in rows]

    def save(self, conference: Conference) -> Conference:
        """Insert version 1, or update the version that was read."""
        saved = replace(conference, version=conference.version + 1)
        columns = self._columns(saved)
        try:
            # A savepoint, so that a clash leaves the rest of the transaction usable on every engine.
            with self.connection.begin_nested():
                if conference.version == 0:
                    self.connection.execute(insert(self.connection, ConferenceRow).values(id=saved.id, **columns))
                    return saved
                same = and_(ConferenceRow.id == saved.id, ConferenceRow.version == conference.version)
                changed = self.connection.execute(update(ConferenceRow).where(same).values(**columns)).rowcount
        except IntegrityError:
            raise EditedMeanwhile(wording.EDITED_MEANWHILE) from None
        if not changed:
            raise EditedMeanwhile(wording.EDITED_MEANWHILE)
        return saved

    def _columns(self, conference: Conference) -> dict[str, object]:
        home, docket = conference.home, conference.order.docket
        purgeable = not conference.active and conference.hold is None
        return {
            **columns_of(home),
            "status": conference.status.value,
            "active": conference.active,
            "revision": conference.revision,
            "version": conference.version,
            "docket": self.cipher.digest(docket) if docket else None,
            "entered_at": conference.entered.at,
            "closed_at": (conference.closed or conference.entered).at,
            "delete_on": conference.delete_on if purgeable else None,
            "document": dump(conference),
        }

    def delete(self, conference: str) -> None:
        """Delete it; nudges, deliveries and posted cards go with it, and so does its part of the record."""
        SqlAudit(self.connection, self.cipher).purge(conference=conference)
        self.connection.execute(delete(ConferenceRow).where(ConferenceRow.id == conference))
        forget_opened()


@dataclass(frozen=True)
class SqlProposals:
    """Readings that wait."""

    connection: Connection

    def get(self, proposal: str) -> Proposal | None:
        """The proposal, or ``None``."""
        document = self.connection.scalar(select(ProposalRow.document).where(ProposalRow.id == proposal))
        return load(Proposal, document) if document else None

    def save(self, proposal: Proposal) -> None:
        """Insert or replace."""
        key = {"id": proposal.id, **columns_of(proposal.channel)}
        upsert(self.connection, ProposalRow, {**key, "made_at": proposal.made, "document": dump(proposal)})

    def delete(self, proposal: str) -> None:
        """Delete one."""
        self.connection.execute(delete(ProposalRow).where(ProposalRow.id == proposal))

    def forget_before(self, moment: dt.datetime) -> None:
        """Delete those made before."""
        self.connection.execute(delete(ProposalRow).where(ProposalRow.made_at < moment))
