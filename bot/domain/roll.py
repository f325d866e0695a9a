"""How a row of the attendance list changes: every change is kept, with what it takes to take it back."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.domain.attendance import AttendanceState, Attendee, Change, FollowUp, Row, Side
from bot.domain.names import is_entity
from bot.domain.people import Stamp

UNDO_WITHIN = dt.timedelta(minutes=10)
"""How long a change can be taken back."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What someone says of one party: who comes, or that nobody is named yet and who follows up."""

    attendee: Attendee | None
    counsel: tuple[str, ...] = ()
    others: str = ""
    follow_up: FollowUp | None = None


def new_row(rows: Iterable[Row], party: str, side: Side, gone: Iterable[str] = ()) -> Row:
    """A further row, its id unlike any other's, also of those that are ``gone``: old buttons name them."""
    taken = {row.id for row in rows} | set(gone)
    number = next(number for number in range(1, len(taken) + 2) if f"x{number}" not in taken)
    return Row(f"x{number}", party, side, entity=is_entity(party) or None)


def entered(row: Row, entry: Entry, by: Stamp) -> Row:
    """The row with what someone says of the party; the same row when it says nothing new."""
    state = AttendanceState.CONFIRMED if entry.attendee else AttendanceState.NOT_NAMED
    entry = replace(entry, attendee=_with_number(entry.attendee, row.attendee))
    if row.state is state and _timeless(said(row)) == _timeless(entry):
        return row
    return _changed(replace(row, owner=_owner(row, entry, by)), by, state, entry)


def said(row: Row) -> Entry:
    """What the row says of its party now."""
    return Entry(row.attendee, row.counsel, row.others, row.follow_up)


def _with_number(attendee: Attendee | None, before: Attendee | None) -> Attendee | None:
    """Whether a number is on file stays known while the person and their way of attending stay the same."""
    if attendee is None or before is None or (attendee.name, attendee.mode) != (before.name, before.mode):
        return attendee
    return replace(attendee, phone_on_file=before.phone_on_file)


def _timeless(entry: Entry) -> tuple[Entry, bool]:
    """What is said, whenever counsel's authority was confirmed."""
    if entry.attendee is None:
        return entry, False
    confirmed = entry.attendee.counsel_confirmed is not None
    return replace(entry, attendee=replace(entry.attendee, counsel_confirmed=None)), confirmed


def _owner(row: Row, entry: Entry, by: Stamp) -> Stamp | None:
    """Whoever follows up owes the answer; with a person named, whoever owed it stays."""
    if entry.attendee is not None:
        return row.owner
    following = entry.follow_up
    return Stamp(following.person, following.who, by.at) if following and following.person else by


def withdrawn(row: Row, by: Stamp) -> Row:
    """The person named will not come: nobody is named, and somebody has to answer again."""
    if row.attendee is None:
        return row
    return _changed(
        replace(row, owner=row.owner or by), by, AttendanceState.WITHDRAWN, replace(said(row), attendee=None)
    )


def still_correct(row: Row, by: Stamp) -> Row:
    """After a move: the person named before still comes."""
    if row.state is not AttendanceState.TO_RECONFIRM:
        return row
    return _changed(row, by, AttendanceState.CONFIRMED, said(row))


def number_on_file(row: Row, *, on_file: bool) -> Row:
    """Whether counsel has the person's number for the day. The confirmation itself is as it was."""
    if row.attendee is None:
        return row
    return replace(row, attendee=replace(row.attendee, phone_on_file=on_file))


def confirmed_by(history: Sequence[Change]) -> Stamp | None:
    """Who confirmed the person that stood there last."""
    confirmed = (each.by for each in reversed(history) if each.after is AttendanceState.CONFIRMED and not each.undone)
    return next(confirmed, None)


def last_change(row: Row) -> Change | None:
    """The newest change, if it can be taken back: it did not itself take one back, or come from a move."""
    last = row.history[-1] if row.history else None
    if last is None or last.undone or last.undoes is not None or last.after is AttendanceState.TO_RECONFIRM:
        return None
    return last


def undone(row: Row, change: Change, by: Stamp) -> Row:
    """The row as it was before its last change; both the change and its undoing stay in the history."""
    was = Entry(change.attendee_before, change.counsel_before, change.others_before, change.follow_up_before)
    back = _changed(row, by, change.before, was, undoes=change.id)
    marked = tuple(replace(each, undone=True) if each.id == change.id else each for each in back.history)
    return replace(back, stamp=change.stamp_before, history=marked)


def _changed(row: Row, by: Stamp, state: AttendanceState, entry: Entry, undoes: str | None = None) -> Row:
    change = Change(
        str(len(row.history) + 1),
        by,
        row.state,
        state,
        row.attendee,
        entry.attendee,
        undoes=undoes,
        stamp_before=row.stamp,
        counsel_before=row.counsel,
        others_before=row.others,
        follow_up_before=row.follow_up,
    )
    return replace(
        row,
        state=state,
        attendee=entry.attendee,
        counsel=entry.counsel,
        others=entry.others,
        follow_up=None if entry.attendee else entry.follow_up,
        stamp=by,
        history=(*row.history, change),
    )
