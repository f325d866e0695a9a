"""Moving a conference when the Court has ordered it. A request moves nothing."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.conversation.replies import Reply
from bot.conversation.requests import Request, SaveAdjournment, ShowStatus, StartAdjourning
from bot.domain.conference import Conference
from bot.domain.moving import changed_fields, reset, with_values, without_date
from bot.domain.order import DayCount, NamedDay, OrderReading
from bot.services import posting
from bot.services.auditing import of_setting, setting_of
from bot.services.order_fields import fill
from bot.services.planning import replan
from bot.services.recording import record, values
from bot.services.roles import Action, require
from bot.services.turn import Handler, Turn
from bot.wording import adjourning as wording
from bot.wording import attendance_replies
from bot.wording.words import court_day


def start(request: StartAdjourning, turn: Turn) -> Reply:
    """Open the dialog that says what moving does."""
    conference, refused = opened(request.conference, request.revision, turn)
    return refused or Reply(wording.start_form(conference))


def save(request: SaveAdjournment, turn: Turn) -> Reply:
    """Move the conference to the date the Court set, or take its date off."""
    conference, refused = opened(request.conference, request.revision, turn)
    if refused:
        return refused
    answer = request.values.get("so_ordered", "")
    if answer == wording.ASKED:
        return Reply(wording.only_asked(conference))
    order, errors, read_as = _ordered(conference, request.values, turn)
    if answer != wording.ORDERED:
        errors = {"so_ordered": wording.CHOOSE, **errors}
    if errors:
        return Reply(wording.start_form(conference, request.values, errors))
    return _move(conference, order, read_as, turn)


def opened(conference: str, revision: int, turn: Turn) -> tuple[Conference, Reply | None]:
    """The conference for somebody who may change it, with the answer to give where the button is outdated."""
    found = turn.conference(conference)
    require(turn, found, Action.EDIT)
    if not found.active:
        return found, Reply(attendance_replies.closed(found))
    if revision != found.revision:
        setting = setting_of(turn.uow, found, revision)
        return found, Reply(attendance_replies.superseded(found, setting, ShowStatus(found.id)))
    return found, None


def _ordered(
    conference: Conference, typed: Mapping[str, str], turn: Turn
) -> tuple[OrderReading, dict[str, str], Sequence[str]]:
    """The order with the dates typed, a sentence beside each that cannot be taken, and how any in numbers were read."""
    at, letter = (typed.get(name, "").strip() for name in ("conference_at", "letter_due"))
    if not at:
        letter_alone = letter and letter != wording.counted_letter(conference)
        errors = {"letter_due": wording.LETTER_WITHOUT_CONFERENCE} if letter_alone else {}
        return without_date(_unprinted(conference.order)), errors, ()
    today = court_day(turn.context.now, conference.zone)
    filled = fill(conference.order, conference.zone, {"conference_at": at, "letter_due": letter}, today)
    errors = {"conference_at" if name == "zone" else name: text for name, text in filled.errors.items()}
    errors = _about_dates(conference, filled.order, turn.context.now) | errors
    return _restated(filled.order, conference.order), errors, filled.read_as


def _about_dates(conference: Conference, order: OrderReading, now: dt.datetime) -> dict[str, str]:
    errors: dict[str, str] = {}
    at = order.conference_at
    if at is None:
        return errors
    if conference.at is not None and at == conference.order.conference_at:
        errors["conference_at"] = wording.SAME_DATE
    elif at.replace(tzinfo=ZoneInfo(conference.zone)) <= now:
        errors["conference_at"] = wording.PASSED
    letter = order.letter_due
    if isinstance(letter, NamedDay) and letter.date > at.date():
        errors["letter_due"] = wording.LETTER_AFTER
    return errors


def _restated(order: OrderReading, before: OrderReading) -> OrderReading:
    """Days the old order printed beside a count belong to the old setting."""
    bare = _unprinted(order)
    return bare if order.letter_due == before.letter_due else replace(bare, letter_due=order.letter_due)


def _unprinted(order: OrderReading) -> OrderReading:
    rules: dict[str, object] = {}
    if isinstance(order.letter_due, DayCount) and order.letter_due.date:
        rules["letter_due"] = replace(order.letter_due, date=None)
    for name, rule in (("demand_rule", order.demand_rule), ("response_rule", order.response_rule)):
        if rule is not None and isinstance(rule.due, DayCount) and rule.due.date:
            rules[name] = replace(rule, due=replace(rule.due, date=None))
    return with_values(order, rules) if rules else order


def _move(conference: Conference, order: OrderReading, read_as: Sequence[str], turn: Turn) -> Reply:
    now, stamp, uow = turn.context.now, turn.stamp, turn.uow
    moved = uow.conferences.save(reset(conference, order, stamp, adjourned=True))
    fields = changed_fields(conference.order, moved.order)
    before = {**values(conference.order, fields), **of_setting(conference)}
    record(turn, moved, "adjourned", before, {**values(moved.order, fields), **of_setting(moved)})
    replan(uow, moved, now)
    posting.refresh_headline(uow, moved, now)
    posting.refresh_attendance(uow, moved, now)
    posting.thread_line(uow, moved, wording.adjourned_line(moved, conference, stamp.name), now)
    return Reply(wording.adjourned(moved, conference, read_as))


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType({StartAdjourning: start, SaveAdjournment: save})
