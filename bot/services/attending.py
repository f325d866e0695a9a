"""Attendance: naming who decides for each party, changing it, and taking a change back."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol

from bot.conversation.cards import Card
from bot.conversation.replies import Reply
from bot.conversation.requests import (
    NameAttendee,
    PartyNotOurs,
    RemoveParty,
    Request,
    SaveAttendee,
    SayNumberOnFile,
    StillCorrect,
    UndoAttendance,
    WithdrawAttendee,
)
from bot.domain import roll
from bot.domain.attendance import AttendanceState, Change, Row
from bot.domain.conference import Conference
from bot.domain.errors import NotFound
from bot.services import auditing, posting
from bot.services.attendance_entry import Filled, read_entry
from bot.services.auditing import setting_of
from bot.services.planning import replan
from bot.services.recording import record
from bot.services.roles import Action, record_of, require
from bot.services.turn import Handler, Turn
from bot.wording import attendance_forms as forms
from bot.wording import attendance_replies as wording


class AboutParty(Protocol):
    """A request about one party's row."""

    @property
    def conference(self) -> str: ...
    @property
    def party(self) -> str: ...


class OfSetting(AboutParty, Protocol):
    """A request that belongs to one setting of the conference."""

    @property
    def revision(self) -> int: ...


def name_attendee(request: NameAttendee, turn: Turn) -> Reply:
    """The form for one party's person with authority."""
    conference, row, refused = _opened(request, turn)
    return refused or Reply(forms.attendee_form(conference, row, forms.filled(row)))


def save_attendee(request: SaveAttendee, turn: Turn) -> Reply:
    """Record who decides for a party, or that nobody is named yet; whoever was second is told what happened."""
    conference, row, refused = _opened(request, turn)
    if refused:
        return refused
    filled = read_entry(request.values, conference, row, turn.stamp, record_of(turn, conference).people)
    if filled.errors:
        return Reply(forms.attendee_form(conference, row, filled.values, filled.errors, asked=filled.asked))
    changed = _with(row, filled, turn)
    if changed is row:
        return Reply(wording.saved(conference, row))
    if request.seen != len(row.history):
        told = wording.changed_meanwhile(row, conference)
        return Reply(forms.attendee_form(conference, row, filled.values, asked=_still_asked(filled), told=told))
    action = "attendance_withdrawn" if filled.withdrawn else "attendance_named"
    saved = _keep(turn, conference, changed, action)
    return Reply(wording.saved(saved, changed))


def _with(row: Row, filled: Filled, turn: Turn) -> Row:
    if filled.withdrawn or filled.entry is None:
        return roll.withdrawn(row, turn.stamp)
    return roll.entered(row, filled.entry, turn.stamp)


def _still_asked(filled: Filled) -> frozenset[str]:
    attendee = filled.entry.attendee if filled.entry else None
    return frozenset({"counsel_confirmed"}) if attendee and attendee.counsel_confirmed else frozenset()


def say_number_on_file(request: SayNumberOnFile, turn: Turn) -> Reply:
    """Whether counsel has the person's number for the day."""
    conference, row, refused = _opened(request, turn)
    if refused:
        return refused
    if row.attendee is None:
        raise NotFound(wording.NOBODY_NAMED)
    changed = roll.number_on_file(row, on_file=request.on_file)
    if changed != row:
        answer = MappingProxyType({"party": row.id, "on_file": "yes" if request.on_file else "no"})
        record(turn, conference, "attendance_number", after=answer)
        conference = _saved(turn, conference, changed)
    return Reply(wording.number_noted(conference, changed, on_file=request.on_file), replaces=True)


def still_correct(request: StillCorrect, turn: Turn) -> Reply:
    """After a move: the person named before still comes."""
    conference, row, refused = _opened(request, turn)
    if refused:
        return refused
    if row.state is AttendanceState.CONFIRMED:
        return Reply(wording.already(row, conference, turn.context.now))
    if row.attendee is None:
        return Reply(forms.attendee_form(conference, row, forms.filled(row)))
    changed = roll.still_correct(row, turn.stamp)
    return Reply(wording.saved(_keep(turn, conference, changed, "attendance_reconfirmed"), changed))


def withdraw_attendee(request: WithdrawAttendee, turn: Turn) -> Reply:
    """The person named will not come after all."""
    conference, row, refused = _opened(request, turn)
    if refused:
        return refused
    changed = roll.withdrawn(row, turn.stamp)
    if changed is row:
        return Reply(wording.saved(conference, row))
    return Reply(wording.saved(_keep(turn, conference, changed, "attendance_withdrawn"), changed))


def undo_attendance(request: UndoAttendance, turn: Turn) -> Reply:
    """Take the last change of a row back, within ten minutes of it."""
    conference, row = _row(request, turn)
    if not conference.active:
        return Reply(wording.closed(conference))
    last = roll.last_change(row)
    if last is None or last.id != request.change:
        named = next((each for each in row.history if each.id == request.change), None)
        return Reply(wording.undo_refused(conference, row, named, late=False))
    if turn.context.now - last.by.at > roll.UNDO_WITHIN:
        return Reply(wording.undo_refused(conference, row, last, late=True))
    changed = roll.undone(row, last, turn.stamp)
    return Reply(wording.undone(_keep(turn, conference, changed, "attendance_undone"), changed))


def party_not_ours(request: PartyNotOurs, turn: Turn) -> Reply:
    """This party is somebody else's to follow up."""
    conference, row, refused = _opened(request, turn)
    if refused:
        return refused
    if not row.not_ours:
        record(turn, conference, "attendance_not_ours", after=MappingProxyType({"party": row.id}))
        _saved(turn, conference, replace(row, not_ours=True, owner=None))
    return Reply(wording.not_ours(conference, row))


def remove_party(request: RemoveParty, turn: Turn) -> Reply:
    """Take a row off the list; whoever had confirmed it hears of it."""
    conference, row, refused = _opened(request, turn)
    if refused:
        return refused
    now, by = turn.context.now, turn.stamp
    record(turn, conference, "party_removed", auditing.of_row(row.id, row.state, row.attendee), {"party": row.id})
    rows = tuple(each for each in conference.rows if each.id != row.id)
    saved = _with_rows(turn, conference, rows)
    posting.thread_line(turn.uow, saved, wording.removed_line(row, by), now)
    earlier = roll.confirmed_by(row.history)
    if earlier is not None and earlier.person != by.person:
        posting.notify(
            turn.uow, earlier.person, saved.home, wording.removed_yours(saved, row, by), now, conference=saved
        )
    return Reply(wording.removed(saved, row), replaces=True)


def _row(request: AboutParty, turn: Turn) -> tuple[Conference, Row]:
    """The conference and its row, for somebody who may change attendance."""
    conference = turn.conference(request.conference)
    require(turn, conference, Action.ATTEND)
    row = conference.row(request.party)
    if row is None:
        raise NotFound(wording.NOT_LISTED)
    return conference, row


def _opened(request: OfSetting, turn: Turn) -> tuple[Conference, Row, Reply | None]:
    """The same, with the answer to give where the button is outdated."""
    conference, row = _row(request, turn)
    if not conference.active:
        return conference, row, Reply(wording.closed(conference))
    if request.revision != conference.revision:
        card: Card = wording.superseded(conference, setting_of(turn.uow, conference, request.revision))
        return conference, row, Reply(card)
    return conference, row, None


def _keep(turn: Turn, conference: Conference, row: Row, action: str) -> Conference:
    """Save a row that changed, record it, and tell those whom it concerns."""
    change = row.history[-1]
    before = auditing.of_row(row.id, change.before, change.attendee_before)
    after = auditing.of_row(row.id, change.after, change.attendee_after)
    record(turn, conference, action, before, after)
    saved = _saved(turn, conference, row)
    _tell(turn, saved, row, change)
    return saved


def _saved(turn: Turn, conference: Conference, row: Row) -> Conference:
    return _with_rows(turn, conference, tuple(row if each.id == row.id else each for each in conference.rows))


def _with_rows(turn: Turn, conference: Conference, rows: tuple[Row, ...]) -> Conference:
    now = turn.context.now
    saved = turn.uow.conferences.save(replace(conference, rows=rows))
    posting.refresh_attendance(turn.uow, saved, now)
    posting.refresh_headline(turn.uow, saved, now)
    replan(turn.uow, saved, now)
    return saved


def _tell(turn: Turn, conference: Conference, row: Row, change: Change) -> None:
    """One line in the thread where the person or their mode changed; whoever had confirmed it hears privately."""
    if not change.material:
        return
    now = turn.context.now
    posting.thread_line(turn.uow, conference, wording.thread_line(conference, row, change), now)
    earlier = roll.confirmed_by(row.history[:-1])
    if earlier is not None and earlier.person != change.by.person:
        card = wording.corrected(conference, row, change)
        posting.notify(turn.uow, earlier.person, conference.home, card, now, conference=conference)


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType(
    {
        NameAttendee: name_attendee,
        SaveAttendee: save_attendee,
        SayNumberOnFile: say_number_on_file,
        StillCorrect: still_correct,
        WithdrawAttendee: withdraw_attendee,
        UndoAttendance: undo_attendance,
        PartyNotOurs: party_not_ours,
        RemoveParty: remove_party,
    }
)
