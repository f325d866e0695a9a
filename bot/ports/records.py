"""What the store keeps for good: conferences, channels, the record of what was done, and what adapters need kept."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from bot.domain.audit import Entry
from bot.domain.channel import ChannelRecord
from bot.domain.conference import Conference
from bot.domain.people import Channel
from bot.domain.proposal import Proposal


class Conferences(Protocol):
    """Registered conferences, each belonging to one channel."""

    def get(self, conference: str) -> Conference | None:
        """The conference of that id, locked for this unit of work until it ends."""

    def read(self, conferences: Collection[str]) -> Mapping[str, Conference]:
        """Those of these conferences that exist, by id, as they stand now and without a lock."""

    def active_in(self, channel: Channel) -> Conference | None:
        """The one conference the channel works towards, or ``None``."""

    def past_in(self, channel: Channel) -> Sequence[Conference]:
        """Closed conferences of the channel, newest first."""

    def with_docket(self, channel: Channel, docket: str) -> Sequence[Conference]:
        """Active conferences with that docket in other channels of the same platform and tenant."""

    def of_tenant(self, platform: str, tenant: str) -> Sequence[Conference]:
        """Every active conference of a tenant."""

    def all(self) -> Sequence[Conference]:
        """Every conference on record, closed ones included: for whoever runs Parley."""

    def save(self, conference: Conference) -> Conference:
        """Keep it, and return it with its new version.

        Raises ``EditedMeanwhile`` when its version is not the stored one (0 for a new conference), or when the
        channel already has another active conference.
        """

    def to_purge(self, on: dt.date) -> Sequence[Conference]:
        """Closed conferences without a hold whose record is to be deleted on or before that day."""

    def delete(self, conference: str) -> None:
        """Delete it with everything derived from it: nudges, deliveries, audit entries, posted cards."""


class Proposals(Protocol):
    """Readings that wait for a person."""

    def get(self, proposal: str) -> Proposal | None:
        """The proposal of that id; ``None`` once it was registered, discarded or forgotten."""

    def save(self, proposal: Proposal) -> None:
        """Keep it, in place of what had its id."""

    def delete(self, proposal: str) -> None:
        """Forget it; one that is not there is as good as deleted."""

    def forget_before(self, moment: dt.datetime) -> None:
        """Delete proposals made before that moment."""


class Channels(Protocol):
    """What is remembered about channels."""

    def get(self, channel: Channel) -> ChannelRecord:
        """The record of a channel; a fresh one if Parley has not met it."""

    def read(self, channels: Collection[Channel]) -> Mapping[Channel, ChannelRecord]:
        """The records of these channels, fresh ones where Parley has not met them, without a lock."""

    def save(self, record: ChannelRecord) -> None:
        """Keep it, in place of what was known of its channel."""

    def of_tenant(self, platform: str, tenant: str) -> Sequence[ChannelRecord]:
        """The record of every channel of the tenant that Parley has met."""

    def forget(self, channel: Channel) -> None:
        """Delete the channel's record and every conference in it."""

    def forget_tenant(self, platform: str, tenant: str) -> None:
        """Delete everything of a tenant."""

    def move(self, old: Channel, new: Channel) -> None:
        """The platform gave the channel a new id: move everything that belongs to it."""


class Audit(Protocol):
    """The append-only record."""

    def append(self, entry: Entry) -> None:
        """Write an entry, sealed so that a later change of it is noticed."""

    def of(self, channel: Channel, conference: str | None = None) -> Sequence[Entry]:
        """The channel's entries, or those of one conference in it, oldest first."""

    def intact(self, channel: Channel) -> bool:
        """Whether every entry still carries the seal it was written with."""


class Seen(Protocol):
    """Deliveries of the platforms that were already handled."""

    def first_time(self, channel: Channel, delivery: str, now: dt.datetime) -> bool:
        """Record it; false if it was there already."""

    def forget_before(self, moment: dt.datetime) -> None:
        """Delete what was recorded before that moment."""


class Vault(Protocol):
    """What adapters must keep of a tenant: installations, tokens, conversation references.

    Values are encrypted, and deleted with the tenant.
    """

    def get(self, kind: str, platform: str, tenant: str, key: str) -> str | None:
        """What was put there last, or ``None``."""

    def put(self, kind: str, platform: str, tenant: str, key: str, value: str) -> None:
        """Keep a value, in place of what was there."""

    def delete(self, kind: str, platform: str, tenant: str, key: str) -> None:
        """Forget what was put there, if anything was."""

    def keys(self, kind: str, platform: str, tenant: str) -> Sequence[str]:
        """Every key of that kind, in order."""
