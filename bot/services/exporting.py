"""Handing a conference's record to somebody of the firm."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from bot.conversation.replies import Attachment, Reply
from bot.conversation.requests import ExportRecord, Request
from bot.domain.conference import Conference
from bot.domain.errors import NotFound
from bot.ports import UnitOfWork
from bot.services.auditing import names_of
from bot.services.planning import calendar_of
from bot.services.recording import record
from bot.services.roles import Action, require
from bot.services.turn import Handler, Turn
from bot.wording import attendance_list
from bot.wording import exporting as wording
from bot.wording.icalendar_file import calendar_file


def export_record(request: ExportRecord, turn: Turn) -> Reply:
    """The record as a file, to the person who asked. Who took it, and in which form, is recorded first."""
    conference = turn.conference(request.conference)
    require(turn, conference, Action.RECORDS)
    files = attachments(turn.uow, conference, request.form, turn.context.now)
    record(turn, conference, "exported", after={"form": request.form})
    return Reply(wording.handed(conference, request.form), attachments=files)


def attachments(uow: UnitOfWork, conference: Conference, form: str, now: dt.datetime) -> tuple[Attachment, ...]:
    """The files of one form. Raises ``NotFound`` for a form there is not."""
    if form == "csv":
        attendance = Attachment("attendance.csv", "text/csv", attendance_list.table(conference))
        entries = uow.audit.of(conference.home, conference.id)
        history = wording.history_table(conference, entries, names_of(uow, conference))
        return attendance, Attachment("history.csv", "text/csv", history)
    return (export(uow, conference, form, now),)


def export(uow: UnitOfWork, conference: Conference, form: str, now: dt.datetime) -> Attachment:
    """The main file of a form: ``json`` the record with its audit, ``csv`` the attendance list, ``ics`` the dates.

    Raises ``NotFound`` for a form there is not.
    """
    match form:
        case "json":
            entries = uow.audit.of(conference.home, conference.id)
            content = wording.record_json(conference, entries, now, intact=uow.audit.intact(conference.home))
            return Attachment("record.json", "application/json", content)
        case "csv":
            return Attachment("attendance.csv", "text/csv", attendance_list.table(conference))
        case "ics":
            court = calendar_of(conference.order.court)
            content = calendar_file(conference, court, stamp=now, sequence=conference.version)
            return Attachment("conference.ics", "text/calendar", content)
        case _:
            raise NotFound(wording.NO_SUCH_FORM)


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType({ExportRecord: export_record})
