"""Correcting a registered conference, and having a second person verify its dates."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from bot.conversation.replies import Reply
from bot.conversation.requests import EditConference, Request, SaveConference, ShowStatus, VerifyDates
from bot.domain.conference import Conference
from bot.domain.errors import NotAllowed, NotFound, Superseded
from bot.domain.moving import changed_fields, reset, stamped
from bot.domain.parties import with_parties
from bot.services import planning, posting
from bot.services.auditing import names_of, of_setting, setting_of
from bot.services.order_fields import Filled, fill, without_amounts
from bot.services.recording import record, values
from bot.services.roles import DATES, Action, require
from bot.services.turn import Handler, Turn
from bot.wording import editing as wording
from bot.wording.attendance_replies import closed, superseded
from bot.wording.order_form import shown
from bot.wording.words import court_day, note


def edit(request: EditConference, turn: Turn) -> Reply:
    """Open the form with the conference's facts."""
    conference = _open(request.conference, turn)
    return Reply(wording.form(conference, shown(conference.order, conference.zone)))


def _open(conference: str, turn: Turn) -> Conference:
    found = turn.conference(conference)
    require(turn, found, Action.EDIT)
    if found.status.closed:
        raise NotAllowed(wording.CLOSED)
    return found


def save(request: SaveConference, turn: Turn) -> Reply:
    """Keep the corrected facts: old beside new to the person who saved, one line to the channel where a date moved.

    A form opened before somebody else changed other fields corrects its own, and leaves theirs as they stand.
    """
    conference = _open(request.conference, turn)
    typed, elsewhere = _own(conference, request)
    whole = {**shown(conference.order, conference.zone), **typed}
    today = court_day(turn.context.now, conference.zone)
    filled = fill(conference.order, conference.zone, whole, today, needs_date=conference.at is not None)
    errors = dict(filled.errors) | _passed(conference, filled, turn)
    changed = (*filled.changed, *(("zone",) if filled.zone != conference.zone else ()))
    if elsewhere & (set(changed) | errors.keys()):
        return _overtaken(conference, changed, whole, turn)
    if errors:
        return Reply(wording.form(conference, without_amounts(whole), errors))
    if not changed:
        return Reply(wording.as_typed() if elsewhere else note(wording.NOTHING_CHANGED))
    after = turn.uow.conferences.save(corrected(conference, filled, changed, turn))
    _tell(conference, after, changed, turn)
    return Reply(wording.saved(conference, after, changed, filled.read_as, elsewhere))


def _own(conference: Conference, request: SaveConference) -> tuple[Mapping[str, str], frozenset[str]]:
    """What the person changed of what the form showed, and the fields that were changed since it was opened."""
    now = shown(conference.order, conference.zone)
    facts = request.facts or (wording.facts_mark(conference) if request.version == conference.version else "")
    mine = wording.differing({name: request.values.get(name, text) for name, text in now.items()}, facts)
    typed = {name: text for name, text in request.values.items() if name in mine}
    return typed, wording.differing(now, facts)


def _overtaken(conference: Conference, changed: Sequence[str], typed: Mapping[str, str], turn: Turn) -> Reply:
    """The form again as it was typed, with who came first and how the facts that differ stand now."""
    last = turn.uow.audit.of(conference.home, conference.id)[-1:]
    edited = [conference.edits[each] for each in changed if each in conference.edits]
    newest = max(edited, key=lambda each: each.at, default=None)
    by = newest.person if newest else next((each.person for each in last), conference.entered.person)
    name = "" if by == turn.context.person.id else names_of(turn.uow, conference).get(by, "")
    return Reply(wording.overtaken(conference, without_amounts(typed), changed, name))


def _passed(conference: Conference, filled: Filled, turn: Turn) -> dict[str, str]:
    """A new date that lies behind is a slip, or a conference that was held."""
    if filled.order.conference_at == conference.order.conference_at:
        return {}
    at = replace(conference, order=filled.order, zone=filled.zone, status=type(conference.status).SCHEDULED).at
    return {"conference_at": wording.has_passed(filled.order)} if at and at < turn.context.now else {}


def corrected(conference: Conference, filled: Filled, changed: Sequence[str], turn: Turn) -> Conference:
    """The conference with its facts corrected; a date that changes is verified again."""
    stamp = turn.stamp
    if {"conference_at", "zone"} & set(changed):
        after = replace(reset(conference, filled.order, stamp, adjourned=False), zone=filled.zone)
    else:
        verified = None if DATES & set(changed) else conference.verified
        after = replace(conference, order=filled.order, verified=verified)
    edits = stamped(conference, tuple(changed), stamp)
    return replace(after, edits=edits, rows=with_parties(after.rows, conference.order, filled.order))


def _tell(before: Conference, after: Conference, changed: Sequence[str], turn: Turn) -> None:
    uow, now = turn.uow, turn.context.now
    fields = changed_fields(before.order, after.order)
    old, new = values(before.order, fields), values(after.order, fields)
    if before.zone != after.zone:
        old, new = {**old, "zone": before.zone}, {**new, "zone": after.zone}
    if before.revision != after.revision:
        old, new = {**old, **of_setting(before)}, {**new, **of_setting(after)}
    record(turn, after, "edited", old, new)
    planning.replan(uow, after, now)
    posting.refresh_headline(uow, after, now)
    posting.refresh_attendance(uow, after, now)
    if line := wording.line(before, after, changed, turn.stamp.name):
        posting.thread_line(uow, after, line, now)


def verify(request: VerifyDates, turn: Turn) -> Reply:
    """A second person has compared the dates with the order."""
    conference = turn.conference(request.conference)
    require(turn, conference, Action.VERIFY)
    if conference.status.closed:
        return Reply(closed(conference))
    if request.revision != conference.revision:
        setting = setting_of(turn.uow, conference, request.revision)
        return Reply(superseded(conference, setting, ShowStatus(conference.id)))
    if conference.at is None:
        raise NotFound(wording.NO_DATE)
    if request.dates not in ("", conference.dates_mark):
        raise Superseded(wording.DATES_CHANGED)
    if conference.verified is not None:
        return Reply(wording.already_verified(conference.verified.name))
    saved = turn.uow.conferences.save(replace(conference, verified=turn.stamp))
    record(turn, saved, "verified", after={"revision": str(saved.revision)})
    planning.replan(turn.uow, saved, turn.context.now)
    posting.refresh_headline(turn.uow, saved, turn.context.now)
    posting.thread_line(turn.uow, saved, note(wording.VERIFIED_LINE), turn.context.now)
    return Reply(wording.verified(saved))


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType(
    {EditConference: edit, SaveConference: save, VerifyDates: verify}
)
