"""The attendance list as a whole: showing it, copying it, reminding those who owe an answer, adding a party."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.conversation.cards import Card, Copyable, Text
from bot.conversation.replies import Attachment, Reply
from bot.conversation.requests import (
    AddParty,
    CopyAttendance,
    RemindOutstanding,
    Request,
    SaveParty,
    ShowAttendance,
)
from bot.domain import roll
from bot.domain.attendance import Row, Side
from bot.domain.audit import Entry
from bot.domain.channel import ChannelRecord
from bot.domain.conference import Conference
from bot.domain.confidences import Verdict, judge_text
from bot.domain.nudges import NudgeState
from bot.domain.people import Audience, Stamp
from bot.services import posting
from bot.services.listing import asked_for, nothing_registered
from bot.services.planning import ROW, replan
from bot.services.recording import record
from bot.services.roles import Action, record_of, registrar_of, require
from bot.services.turn import Handler, Turn
from bot.wording import attendance_forms as forms
from bot.wording import attendance_list as listing
from bot.wording import attendance_replies as wording
from bot.wording.attendance import PER_PAGE, board
from bot.wording.words import court_day

REMIND_AGAIN_AFTER = dt.timedelta(hours=4)
"""How long after one reminder by hand the next may follow."""
_REMINDED = "attendance_reminded"
_LONGEST_NAME = 300


def show(request: ShowAttendance, turn: Turn) -> Reply | Request:
    """The list, privately. People of another organisation see parties and states, and no person's name."""
    conference = asked_for(request.conference, turn)
    require(turn, conference, Action.SEE_DATES)
    if conference is None:
        return nothing_registered(turn)
    context = turn.context
    readable = Audience.OWN if context.direct else context.audience
    audience = Audience.SHARED if context.outsider else readable
    paged = bool(request.conference) and len(conference.rows) > PER_PAGE
    return Reply(board(conference, context.now, audience, request.page), replaces=paged)


def copy(request: CopyAttendance, turn: Turn) -> Reply:
    """The list as plain text, and as a table."""
    conference = turn.conference(request.conference)
    require(turn, conference, Action.ATTEND)
    card = Card("", (Text(("For counsel's own use.",)), Copyable(listing.plain_list(conference))))
    return Reply(card, attachments=(Attachment("attendance.csv", "text/csv", listing.table(conference)),))


def remind(request: RemindOutstanding, turn: Turn) -> Reply:
    """Remind, privately, those who owe an answer; at most once in four hours."""
    conference = turn.conference(request.conference)
    require(turn, conference, Action.ATTEND)
    if not conference.active:
        return Reply(wording.closed(conference))
    rows = [row for row in conference.rows if row.outstanding]
    if not rows:
        return Reply(wording.nothing_open())
    now, last = turn.context.now, _last_reminder(turn, conference)
    if last is not None and now < last.at + REMIND_AGAIN_AFTER:
        again = (last.at + REMIND_AGAIN_AFTER).astimezone(ZoneInfo(conference.zone))
        return Reply(wording.reminded_before(_by(last, turn, conference), again, conference.zone))
    owing = owed(rows, record_of(turn, conference), conference)
    own = owing.pop(turn.context.person.id, None)
    untold = _not_told_twice(owing, turn, conference)
    today = court_day(now, conference.zone)
    for person, theirs in untold.items():
        card = wording.outstanding(conference, theirs, today)
        posting.notify(turn.uow, person, conference.home, card, now, conference=conference)
    record(turn, conference, _REMINDED, after={"parties": str(len(rows))})
    names = [_name(person, turn, conference) for person in untold]
    before = [_name(person, turn, conference) for person in owing if person not in untold]
    yours = wording.outstanding(conference, own, today) if own else None
    return Reply(wording.reminded(len(rows), names, before, yours))


def _not_told_twice(owed: Mapping[str, list[Row]], turn: Turn, conference: Conference) -> dict[str, list[Row]]:
    """Who is to be told of which rows: none they had a reminder of just now. Those soon to come are left out then."""
    now = turn.context.now
    of_rows = [each for each in turn.uow.nudges.of(conference.id) if each.item.startswith(ROW)]
    told = {
        each.item
        for each in of_rows
        if each.state in (NudgeState.SENDING, NudgeState.SENT) and now - REMIND_AGAIN_AFTER < each.due_at <= now
    }
    found = {person: [row for row in rows if ROW + row.id not in told] for person, rows in owed.items()}
    untold = {person: rows for person, rows in found.items() if rows}
    telling = {ROW + row.id for rows in untold.values() for row in rows}
    soon = [
        replace(each, state=NudgeState.SKIPPED)
        for each in of_rows
        if each.state is NudgeState.SCHEDULED and each.item in telling and each.due_at < now + REMIND_AGAIN_AFTER
    ]
    turn.uow.nudges.save(*soon)
    return untold


def _last_reminder(turn: Turn, conference: Conference) -> Entry | None:
    entries = turn.uow.audit.of(conference.home, conference.id)
    return max((each for each in entries if each.action == _REMINDED), key=lambda each: each.at, default=None)


def _by(entry: Entry, turn: Turn, conference: Conference) -> Stamp:
    return Stamp(entry.person, _name(entry.person, turn, conference), entry.at)


def owed(rows: Sequence[Row], channel: ChannelRecord, conference: Conference) -> dict[str, list[Row]]:
    """Each person with the rows they owe an answer for; what nobody owns is the registrar's."""
    registrar = registrar_of(channel, conference) or conference.entered.person
    owing: dict[str, list[Row]] = {}
    for row in rows:
        following = row.follow_up.person if row.follow_up else None
        person = following or (row.owner.person if row.owner else registrar)
        owing.setdefault(person, []).append(row)
    return owing


def _name(person: str, turn: Turn, conference: Conference) -> str:
    known = record_of(turn, conference).people
    if person in known:
        return known[person].name
    stamps = [conference.entered, *(row.owner for row in conference.rows if row.owner)]
    return next((stamp.name for stamp in stamps if stamp.person == person), "the registrar")


def add_party(request: AddParty, turn: Turn) -> Reply:
    """The form for a further row."""
    conference = turn.conference(request.conference)
    require(turn, conference, Action.ATTEND)
    return Reply(forms.party_form(conference, {}) if conference.active else wording.closed(conference))


def save_party(request: SaveParty, turn: Turn) -> Reply:
    """Add a row: another party, an insurer."""
    conference = turn.conference(request.conference)
    require(turn, conference, Action.ATTEND)
    if not conference.active:
        return Reply(wording.closed(conference))
    party, side = request.values.get("party", "").strip(), request.values.get("side", "")
    same = next((row for row in conference.rows if row.party.casefold() == party.casefold()), None)
    errors = _party_errors(party, side, same)
    if errors:
        kept = {"party": "" if errors.get("party") == forms.FIGURE_TYPED else party, "side": side}
        return Reply(forms.party_form(conference, kept, errors))
    gone = {each.after.get("party", "") for each in turn.uow.audit.of(conference.home, conference.id)}
    row = roll.new_row(conference.rows, party, Side(side), gone)
    saved = turn.uow.conferences.save(replace(conference, rows=(*conference.rows, row)))
    record(turn, saved, "party_added", after={"party": row.id, "side": side})
    posting.refresh_attendance(turn.uow, saved, turn.context.now)
    posting.refresh_headline(turn.uow, saved, turn.context.now)
    replan(turn.uow, saved, turn.context.now)
    return Reply(wording.party_added(saved, row))


def _party_errors(party: str, side: str, same: Row | None) -> dict[str, str]:
    errors = {}
    if not party:
        errors["party"] = forms.PARTY_NEEDED
    elif len(party) > _LONGEST_NAME:
        errors["party"] = forms.TOO_LONG
    elif judge_text(party) is not Verdict.CLEAN:
        errors["party"] = forms.FIGURE_TYPED
    elif same is not None:
        errors["party"] = forms.PARTY_LISTED
    if side not in list(Side):
        errors["side"] = forms.SIDE_NEEDED
    return errors


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType(
    {
        ShowAttendance: show,
        CopyAttendance: copy,
        RemindOutstanding: remind,
        AddParty: add_party,
        SaveParty: save_party,
    }
)
