"""The end of a matter: closing and reopening it, holding its record, and deleting it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.conversation.replies import Reply
from bot.conversation.requests import (
    CloseConference,
    HoldRecord,
    PreviewPurge,
    PurgeRecord,
    Reopen,
    Request,
    ShowStatus,
)
from bot.domain.audit import Entry
from bot.domain.conference import Conference, Status
from bot.domain.errors import NotAllowed, NotFound
from bot.ports import UnitOfWork
from bot.services import posting
from bot.services.auditing import setting_of
from bot.services.planning import replan
from bot.services.recording import record
from bot.services.roles import Action, require
from bot.services.turn import Handler, Turn
from bot.wording import attendance_replies
from bot.wording import closing as wording
from bot.wording.errors import RECORD_GONE
from bot.wording.headline import deletion_words
from bot.wording.words import court_day

DELETED = "record_deleted"
"""The act that is left in the audit when a record is deleted."""
RETENTION = "retention"
"""Who deletes when the time to keep a record is over."""
OPERATOR = "operator"
"""Who deletes by command on the machine Parley runs on."""
_EAST = dt.timedelta(hours=14)
"""How far ahead of UTC a court's day can be."""


def close(request: CloseConference, turn: Turn) -> Reply:
    """Close as held, settled or cancelled: reminders stop, the record is kept until its day."""
    conference = turn.conference(request.conference)
    require(turn, conference, Action.EDIT)
    if request.outcome not in (Status.HELD, Status.SETTLED, Status.CANCELLED):
        raise NotFound(wording.NO_SUCH_OUTCOME)
    if not conference.active:
        return Reply(wording.closed_already(conference, request.outcome))
    if request.revision != conference.revision:
        setting = setting_of(turn.uow, conference, request.revision)
        return Reply(attendance_replies.superseded(conference, setting, ShowStatus(conference.id)))
    outcome, now = Status(request.outcome), turn.context.now
    today = court_day(now, conference.zone)
    days = turn.uow.channels.get(conference.home).preferences.retention_days
    if outcome is Status.HELD and (conference.at is None or conference.at > now):
        return Reply(wording.not_held_yet(conference, days, today))
    closed = replace(conference, status=outcome, closed=turn.stamp, delete_on=today + dt.timedelta(days))
    saved = _saved(turn, closed, conference, "closed")
    posting.thread_line(turn.uow, saved, wording.closed_line(saved, turn.stamp.name, today), now)
    return Reply(wording.closed(saved, today))


def reopen(request: Reopen, turn: Turn) -> Reply:
    """Take a closing back."""
    conference = turn.conference(request.conference)
    require(turn, conference, Action.EDIT)
    if conference.active:
        return Reply(wording.open_already(conference))
    rival = turn.uow.conferences.active_in(conference.home)
    if rival is not None:
        return Reply(wording.another_is_active(rival))
    status = Status.SCHEDULED if conference.order.conference_at else Status.ADJOURNED
    saved = _saved(turn, replace(conference, status=status, closed=None, delete_on=None), conference, "reopened")
    posting.thread_line(turn.uow, saved, wording.reopened_line(saved, turn.stamp.name), turn.context.now)
    return Reply(wording.reopened(saved))


def _saved(turn: Turn, after: Conference, before: Conference, action: str) -> Conference:
    now = turn.context.now
    saved = turn.uow.conferences.save(after)
    record(turn, saved, action, {"status": before.status.value}, {"status": saved.status.value})
    replan(turn.uow, saved, now)
    posting.refresh_headline(turn.uow, saved, now)
    posting.refresh_attendance(turn.uow, saved, now)
    return saved


def hold(request: HoldRecord, turn: Turn) -> Reply:
    """Stop the record's deletion, or allow it again; released late, it still goes no sooner than tomorrow."""
    conference = turn.conference(request.conference)
    require(turn, conference, Action.RECORDS)
    now = turn.context.now
    today = court_day(now, conference.zone)
    if request.on != (conference.hold is not None):
        due = conference.delete_on
        if not request.on and due is not None:
            due = max(due, today + dt.timedelta(1))
        changed = replace(conference, hold=turn.stamp if request.on else None, delete_on=due)
        conference = turn.uow.conferences.save(changed)
        record(turn, conference, "hold_placed" if request.on else "hold_released")
        posting.refresh_headline(turn.uow, conference, now)
    return Reply(wording.held_back(conference) if request.on else wording.released(conference, today))


def preview(request: PreviewPurge, turn: Turn) -> Reply:
    """What deleting would remove."""
    conference, refused = _deletable(request.conference, turn)
    if refused:
        return refused
    uow = turn.uow
    held = {
        "parties": len(conference.rows),
        "changes": sum(len(row.history) for row in conference.rows),
        "history": len(uow.audit.of(conference.home, conference.id)),
        "reminders": len(uow.nudges.of(conference.id)),
        "messages": len(uow.outbox.of(conference.id)),
    }
    return Reply(wording.preview(conference, held))


def purge(request: PurgeRecord, turn: Turn) -> Reply:
    """Delete the record and everything derived from it; one line says that a record was deleted."""
    conference, refused = _deletable(request.conference, turn)
    if refused:
        return refused
    now = turn.context.now
    _delete(turn.uow, conference, turn.stamp.person, now)
    return Reply(wording.deleted(now.astimezone(ZoneInfo(conference.zone)), conference.zone), replaces=True)


def _deletable(conference: str, turn: Turn) -> tuple[Conference, Reply | None]:
    found = turn.conference(conference)
    require(turn, found, Action.PURGE)
    if found.active:
        return found, Reply(wording.still_active(found))
    if found.hold is not None:
        return found, Reply(wording.on_hold(found, court_day(turn.context.now, found.zone)))
    return found, None


def purge_due(uow: UnitOfWork, now: dt.datetime) -> list[str]:
    """Delete every record whose day has come, and return the ids. The caller commits."""
    latest = (now.astimezone(dt.UTC) + _EAST).date()
    due = [each for each in uow.conferences.to_purge(latest) if _due(each, now)]
    for conference in due:
        _delete(uow, conference, RETENTION, now)
    return [each.id for each in due]


def _due(conference: Conference, now: dt.datetime) -> bool:
    return conference.delete_on is not None and conference.delete_on <= court_day(now, conference.zone)


def purge_one(uow: UnitOfWork, conference: str, now: dt.datetime) -> list[str]:
    """Delete one closed record by command. Raises ``NotFound``, or ``NotAllowed`` while it is open or held."""
    found = uow.conferences.get(conference)
    if found is None:
        raise NotFound(RECORD_GONE)
    if found.active:
        raise NotAllowed(wording.CLOSE_FIRST)
    if found.hold is not None:
        raise NotAllowed(f"{deletion_words(found, court_day(now, found.zone))} {wording.RELEASE_FIRST}")
    _delete(uow, found, OPERATOR, now)
    return [found.id]


def _delete(uow: UnitOfWork, conference: Conference, person: str, now: dt.datetime) -> None:
    posting.last_word(uow, conference, wording.record_deleted(), now)
    uow.conferences.delete(conference.id)
    uow.audit.append(Entry(conference.home, None, DELETED, person, now))


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType(
    {
        CloseConference: close,
        Reopen: reopen,
        HoldRecord: hold,
        PreviewPurge: preview,
        PurgeRecord: purge,
    }
)
