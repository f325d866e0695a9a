"""Keeping the record of who did what, without free text."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.attendance import AttendanceState, Attendee
from bot.domain.audit import Entry
from bot.domain.conference import Conference
from bot.ports import UnitOfWork
from bot.services.turn import Turn

NOTHING: Mapping[str, str] = MappingProxyType({})


def note(
    turn: Turn,
    conference: Conference,
    action: str,
    before: Mapping[str, str] = NOTHING,
    after: Mapping[str, str] = NOTHING,
) -> None:
    """Append one act of the person who asks. Values are dates, states and names; empty ones are left out."""
    stamp = turn.stamp
    entry = Entry(conference.home, conference.id, action, stamp.person, stamp.at, _stated(before), _stated(after))
    turn.uow.audit.append(entry)


def _stated(values: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({key: value for key, value in values.items() if value})


def of_row(party: str, state: AttendanceState, attendee: Attendee | None) -> Mapping[str, str]:
    """What the record says of one party's row."""
    said = {"party": party, "state": state.value}
    if attendee is not None:
        said |= {"name": attendee.name, "mode": attendee.mode.value}
        said["counsel_confirmed"] = "yes" if attendee.counsel_confirmed else ""
        said["kept_although_questioned"] = "yes" if attendee.override else ""
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
        if entry.before.get("revision") == wanted and "conference_at" in entry.before:
            return dt.datetime.fromisoformat(entry.before["conference_at"])
    return conference.order.previous_conference_at if revision == conference.revision - 1 else None
