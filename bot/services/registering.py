"""From an order's text to a reading that waits for a person. Nothing is saved before they confirm it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.conversation.replies import Reply
from bot.conversation.requests import (
    EnterByHand,
    ProposeByHand,
    ReadOrder,
    RegisterFrom,
    Request,
    StartRegistering,
)
from bot.domain.conference import Conference
from bot.domain.confidences import Verdict, judge_text
from bot.domain.errors import NotFound
from bot.domain.moving import changed_fields, order_after
from bot.domain.order import DocumentKind, OrderReading
from bot.orders import read
from bot.services.order_fields import fill, without_amounts
from bot.services.proposals import keep, new_proposal, same_case
from bot.services.roles import Action, require
from bot.services.turn import Handler, Turn
from bot.wording import registering as wording
from bot.wording.answer_cards import letter_arrived
from bot.wording.proposal_dates import zone_of
from bot.wording.words import court_day, note

LATER = frozenset(
    {DocumentKind.ADJOURNMENT, DocumentKind.FORMAT_CHANGE, DocumentKind.TIME_CHANGE, DocumentKind.VACATUR}
)
"""Documents that change a conference and set none up."""
_NOTHING_READ = OrderReading(DocumentKind.SETTLEMENT_CONFERENCE_ORDER)


def start(request: StartRegistering, turn: Turn) -> Reply:
    """Open the form, or say what the channel already tracks."""
    active = _here(turn)
    if active is not None and not request.anyway:
        return Reply(wording.already_registered(active))
    return Reply(wording.start_form())


def _here(turn: Turn) -> Conference | None:
    """The channel's conference, for somebody who may register there."""
    if turn.context.direct:
        raise NotFound(wording.IN_THE_CHANNEL)
    active = turn.active()
    require(turn, active, Action.REGISTER)
    return active


def read_order(request: ReadOrder, turn: Turn) -> Reply:
    """Read what the form holds."""
    text = "\n".join(filter(None, (request.values.get(name, "").strip() for name in ("order", "file"))))
    if not text:
        return Reply(wording.start_form(request.values, {"order": wording.PASTE_SOMETHING}))
    return propose(text, turn)


def register_from(request: RegisterFrom, turn: Turn) -> Reply:
    """Read a message's or a file's text."""
    return propose(request.text, turn)


def propose(text: str, turn: Turn) -> Reply:
    """Read an order and show what it says; the reading waits for the person."""
    active = _here(turn)
    reading = read(text, court_day(turn.context.now, active.zone if active else zone_of(_NOTHING_READ)))
    if reading.kind is DocumentKind.NOT_AN_ORDER and judge_text(text) is Verdict.LETTER:
        return Reply(letter_arrived(active))
    if active is not None and reading.kind in LATER:
        return _later(reading, active, turn)
    setting = reading.kind is DocumentKind.SETTLEMENT_CONFERENCE_ORDER
    if not setting or (reading.conference_at is None and reading.conference_date is None):
        return Reply(wording.not_registered(reading))
    proposal = new_proposal(turn, reading, active)
    known = active is not None and reading.tz == active.zone
    return keep(replace(proposal, zone_confirmed=known), turn)


def _later(reading: OrderReading, active: Conference, turn: Turn) -> Reply:
    """A document that changes the registered conference: old beside new."""
    if not same_case(reading, active.order):
        return Reply(wording.other_docket(reading, active))
    if unsigned := next((each for each in reading.warnings if each.code == "unsigned_proposed"), None):
        return Reply(note(unsigned.text, wording.NOTHING_MOVED))
    reading = _at_the_present_hour(reading, active)
    order = order_after(active.order, reading)
    changed = changed_fields(active.order, order)
    if not changed:
        return Reply(wording.nothing_new(reading))
    words = {name: source for name, source in reading.sources.items() if name in changed}
    order = replace(
        order,
        kind=reading.kind,
        tz=active.zone,
        warnings=reading.warnings,
        sources=MappingProxyType({**order.sources, **words}),
    )
    proposal = replace(new_proposal(turn, order, active), zone_confirmed=True, moves=True)
    turn.uow.proposals.save(proposal)
    return Reply(wording.later_card(proposal, active, changed))


def _at_the_present_hour(reading: OrderReading, active: Conference) -> OrderReading:
    """A new day given without an hour, at the hour the conference has now, for a person to look at."""
    now = active.order.conference_at
    if now is None or reading.conference_at is not None or reading.conference_date is None:
        return reading
    at = dt.datetime.combine(reading.conference_date, now.time())
    return replace(reading, conference_at=at, warnings=(*reading.warnings, wording.HOUR_KEPT))


def enter_by_hand(_: EnterByHand, turn: Turn) -> Reply:
    """Open the empty form."""
    _here(turn)
    return Reply(wording.hand_form({}))


def propose_by_hand(request: ProposeByHand, turn: Turn) -> Reply:
    """Look over what was entered by hand."""
    active = _here(turn)
    bare = _NOTHING_READ
    filled = fill(bare, "", request.values, court_day(turn.context.now, zone_of(bare)))
    if filled.errors:
        return Reply(wording.hand_form(without_amounts(request.values), filled.errors))
    proposal = new_proposal(turn, replace(filled.order, tz=filled.zone), active)
    entered = replace(proposal, zone_confirmed=True, edited=frozenset(filled.changed))
    return keep(entered, turn, lead=" ".join(filled.read_as))


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType(
    {
        EnterByHand: enter_by_hand,
        ProposeByHand: propose_by_hand,
        ReadOrder: read_order,
        RegisterFrom: register_from,
        StartRegistering: start,
    }
)
"""From an order's text to a reading; ``proposals`` and ``confirming`` do the rest."""
