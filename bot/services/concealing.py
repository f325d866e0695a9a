"""Parley's own earlier messages in a channel, once people of another organisation can read it, and once they cannot."""

import datetime as dt
from dataclasses import replace

from bot.domain.channel import ChannelRecord
from bot.domain.conference import Conference
from bot.domain.outbox import Kind
from bot.ports import UnitOfWork
from bot.services import posting
from bot.wording import concealing as wording

CONCEALED = "concealed"
"""The slot beside the cards' own that says since when they are neutral."""
_WITHDRAWN = (Kind.NUDGE, Kind.POST, Kind.THREAD_LINE)


def concealed(uow: UnitOfWork, conference: Conference) -> bool:
    """Whether the cards are neutral, or on their way to be."""
    return uow.cards.message(conference.id, CONCEALED) is not None


def conceal(uow: UnitOfWork, conference: Conference, now: dt.datetime) -> bool:
    """Have the cards say nothing, and take back what else was said; whether anything stood there until now.

    It can be called as often as the channel is looked at: each message is replaced once.
    """
    cards = any(uow.cards.message(conference.id, kind) for kind in (Kind.HEADLINE, Kind.ATTENDANCE))
    standing = [
        each
        for each in uow.outbox.standing(conference.id)
        if each.kind in _WITHDRAWN and each.address == conference.home and not each.status_only
    ]
    for each in standing:
        posting.withdraw(uow, conference, each, wording.withdrawn(), now)
    if concealed(uow, conference) or not (cards or standing):
        return False
    uow.cards.remember(conference.id, CONCEALED, now.isoformat())
    _refresh(uow, conference, now)
    return True


def lapse(uow: UnitOfWork, record: ChannelRecord) -> ChannelRecord:
    """The record of a channel that is the firm's own: consent was for those who read along then, and is over.

    Shared again, the channel holds what was posted for the firm alone, and others may have come.
    """
    if record.consent is None:
        return record
    kept = replace(record, consent=None)
    uow.channels.save(kept)
    return kept


def reveal(uow: UnitOfWork, conference: Conference, now: dt.datetime) -> None:
    """Have neutral cards show again what may be shown. What was taken back stays so."""
    if concealed(uow, conference):
        uow.cards.forget(conference.id, CONCEALED)
        _refresh(uow, conference, now)


def _refresh(uow: UnitOfWork, conference: Conference, now: dt.datetime) -> None:
    if uow.cards.message(conference.id, Kind.HEADLINE) is not None:
        posting.refresh_headline(uow, conference, now)
    if uow.cards.message(conference.id, Kind.ATTENDANCE) is not None:
        posting.refresh_attendance(uow, conference, now)
