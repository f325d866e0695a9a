"""What the audit says of attendance and of a setting, and showing it."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from bot.conversation.replies import Reply
from bot.conversation.requests import Request, ShowHistory
from bot.domain.attendance import AttendanceState, Attendee
from bot.domain.conference import Conference
from bot.domain.people import Stamp
from bot.ports import UnitOfWork
from bot.services.listing import nothing_registered
from bot.services.roles import Action, require
from bot.services.turn import Handler, Turn
from bot.wording.history import history


def of_row(party: str, state: AttendanceState, attendee: Attendee | None) -> Mapping[str, str]:
    """What the record says of one party's row."""
    said = {"party": party, "state": state.value}
    if attendee is not None:
        said |= {"name": attendee.name, "mode": attendee.mode.value}
        flags = {"counsel_confirmed": attendee.counsel_confirmed, "kept_although_questioned": attendee.override}
        said |= {name: "yes" for name, given in flags.items() if given}
    return said


def of_setting(conference: Conference) -> Mapping[str, str]:
    """What the record says of a conference's setting, so that a later one can tell which an old button means."""
    at = conference.order.conference_at
    return {
        "status": conference.status.value,
        "revision": str(conference.revision),
        "conference_at": at.isoformat() if at and conference.at else "",
    }


def setting_of(uow: UnitOfWork, conference: Conference, revision: int) -> dt.datetime | None:
    """The court-local moment of an earlier setting, as recorded when it was moved."""
    wanted = str(revision)
    for entry in uow.audit.of(conference.home, conference.id):
        at = entry.before.get("conference_at")
        if at and entry.before.get("revision") == wanted:
            return dt.datetime.fromisoformat(at)
    return conference.order.previous_conference_at if revision == conference.revision - 1 else None


def show_history(request: ShowHistory, turn: Turn) -> Reply | Request:
    """The audit of a conference, a page at a time."""
    conference = turn.conference(request.conference) if request.conference else turn.matter()
    if conference is None:
        return nothing_registered(turn)
    require(turn, conference, Action.RECORDS)
    entries = turn.uow.audit.of(conference.home, conference.id)
    names = names_of(turn.uow, conference)
    intact = turn.uow.audit.intact(conference.home)
    return Reply(history(conference, entries, names, request.page, intact=intact), replaces=request.page > 1)


def names_of(uow: UnitOfWork, conference: Conference) -> Mapping[str, str]:
    """The names of the people known in the conference's channel, by their ids."""
    known = {person.id: person.name for person in uow.channels.get(conference.home).people.values()}
    return known | {stamp.person: stamp.name for stamp in _stamps(conference)}


def _stamps(conference: Conference) -> list[Stamp]:
    changes = [change.by for row in conference.rows for change in row.history]
    marks = [stamp for duty in conference.duties.values() for stamp in (duty.by, duty.owner) if stamp]
    ends = [stamp for stamp in (conference.verified, conference.closed, conference.hold) if stamp]
    return [conference.entered, *conference.edits.values(), *changes, *marks, *ends]


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType({ShowHistory: show_history})
