"""A person confirms a reading: one commit saves the conference, its roll, its reminders and its cards."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.conversation.cards import Card
from bot.conversation.replies import Reply
from bot.conversation.requests import ConfirmProposal, Request
from bot.domain.conference import DEMAND, Answer, Conference, Duty, DutyState, Status
from bot.domain.errors import NotFound
from bot.domain.moving import amended, changed_fields, reset, stamped
from bot.domain.order import DocumentKind, OrderReading
from bot.domain.parties import rows_of, with_added_parties
from bot.domain.people import Role
from bot.domain.proposal import Proposal
from bot.services import planning, posting
from bot.services.auditing import of_setting
from bot.services.proposals import card_of, proposal_of
from bot.services.recording import record, stated, values
from bot.services.roles import DATES, Action, give, registrar_of, require
from bot.services.turn import Handler, Turn
from bot.wording import editing as editing_wording
from bot.wording import proposal as proposal_wording
from bot.wording import registering as wording
from bot.wording.proposal_dates import passed_words
from bot.wording.words import court_day


def confirm(request: ConfirmProposal, turn: Turn) -> Reply:
    """Save what the reading holds. ``choice`` settles a past date, or a channel that already has a conference."""
    proposal = proposal_of(request.proposal, turn)
    active = turn.uow.conferences.active_in(proposal.channel)
    if asked := _still_to_ask(proposal, request.choice, turn):
        return asked
    if request.choice == "move":
        return _move(proposal, active, turn)
    if request.choice == "held":
        return _save_as_held(proposal, turn)
    if active is not None and request.choice != "replace":
        return Reply(card_of(proposal, turn), replaces=True)
    return _register(proposal, active, turn)


def _still_to_ask(proposal: Proposal, choice: str, turn: Turn) -> Reply | None:
    """What a person has to say before anything is saved."""
    order = proposal.order
    if order.conference_at is None:
        if choice == "move" and proposal.moves:
            return None
        return Reply(card_of(proposal, turn, lead=proposal_wording.HOUR_FIRST), replaces=True)
    if order.tz is None or not proposal.zone_confirmed:
        return Reply(card_of(proposal, turn, lead=proposal_wording.ZONE_FIRST), replaces=True)
    if choice != "held" and order.conference_at.replace(tzinfo=ZoneInfo(order.tz)) < turn.context.now:
        return Reply(proposal_wording.passed_card(proposal, order), replaces=True)
    return None


# --- a new conference


def _register(proposal: Proposal, active: Conference | None, turn: Turn) -> Reply:
    now, uow = turn.context.now, turn.uow
    conference = new_conference(proposal, turn)
    if active is not None:
        _retire(active, conference, turn)
    conference = uow.conferences.save(conference)
    channel = uow.channels.get(conference.home)
    uow.channels.save(give(channel, turn.stamp.person, Role.REGISTRAR, registrar_of(channel, None)))
    _noted(proposal, conference, turn)
    planning.replan(uow, conference, now)
    posting.refresh_headline(uow, conference, now)
    posting.refresh_attendance(uow, conference, now)
    silent = turn.context.audience.outsiders and channel.consent is None
    return Reply(wording.registered(conference, passed_words(proposal, now), silent=silent), replaces=True)


def _save_as_held(proposal: Proposal, turn: Turn) -> Reply:
    """A conference that is over: only its record is kept, and no reminder or card is sent."""
    days = turn.uow.channels.get(proposal.channel).preferences.retention_days
    bare = new_conference(proposal, turn)
    until = court_day(turn.context.now, bare.zone) + timedelta(days)
    held = turn.uow.conferences.save(replace(bare, status=Status.HELD, closed=turn.stamp, delete_on=until))
    _noted(proposal, held, turn)
    return Reply(wording.saved_as_held(held), replaces=True)


def _noted(proposal: Proposal, conference: Conference, turn: Turn) -> None:
    turn.uow.proposals.delete(proposal.id)
    record(turn, conference, "registered", after={**stated(conference.order), "zone": conference.zone})


def new_conference(proposal: Proposal, turn: Turn) -> Conference:
    """The conference a reading sets up, with what the person said of the demand."""
    stamp, order = turn.stamp, proposal.order
    duties: dict[str, Duty] = {}
    if order.demand_rule is not None and proposal.demand_made is not Answer.NOT_SURE:
        made = proposal.demand_made is Answer.YES
        state = DutyState.DONE if made else DutyState.OPEN
        duties[DEMAND] = Duty(DEMAND, state, proposal.demand_made, proposal.demand_made_on, by=stamp)
    return Conference(
        id=str(uuid.uuid4()),
        home=proposal.channel,
        order=order,
        zone=order.tz or "",
        entered=stamp,
        edits=MappingProxyType(dict.fromkeys(sorted(proposal.edited), stamp)),
        duties=MappingProxyType(duties),
        rows=rows_of(order),
    )


def _retire(active: Conference, successor: Conference, turn: Turn) -> None:
    """Close the conference another takes the place of; its names and history stay with its record."""
    require(turn, active, Action.EDIT)
    now = turn.context.now
    days = turn.uow.channels.get(active.home).preferences.retention_days
    closed = replace(
        active,
        status=Status.CANCELLED,
        closed=turn.stamp,
        delete_on=court_day(now, active.zone) + timedelta(days),
    )
    saved = turn.uow.conferences.save(closed)
    record(turn, saved, "replaced", {"status": active.status}, {"status": saved.status})
    planning.replan(turn.uow, saved, now)
    posting.refresh_headline(turn.uow, saved, now)
    posting.refresh_attendance(turn.uow, saved, now)
    posting.thread_line(turn.uow, saved, wording.replaced_line(successor, turn.stamp.name), now)


# --- a later document for the conference that is registered


def _move(proposal: Proposal, active: Conference | None, turn: Turn) -> Reply:
    if active is None or (proposal.moves and active.id != proposal.replaces):
        raise NotFound(wording.NO_ACTIVE)
    require(turn, active, Action.EDIT)
    after = after_later_document(proposal, active, turn)
    saved = turn.uow.conferences.save(after)
    turn.uow.proposals.delete(proposal.id)
    fields = changed_fields(active.order, saved.order)
    before, now_says = values(active.order, fields), values(saved.order, fields)
    if saved.revision != active.revision:
        record(turn, saved, "moved", {**before, **of_setting(active)}, {**now_says, **of_setting(saved)})
    else:
        record(turn, saved, "edited", before, now_says)
    now = turn.context.now
    planning.replan(turn.uow, saved, now)
    posting.refresh_headline(turn.uow, saved, now)
    posting.refresh_attendance(turn.uow, saved, now)
    if line := _line(active, saved, fields, turn.stamp.name):
        posting.thread_line(turn.uow, saved, line, now)
    return Reply(wording.moved(saved, active), replaces=True)


def _line(before: Conference, after: Conference, fields: Sequence[str], by: str) -> Card | None:
    if after.revision == before.revision:
        return editing_wording.line(before, after, fields, by)
    return wording.moved_line(after, before, by)


def after_later_document(proposal: Proposal, active: Conference, turn: Turn) -> Conference:
    """The conference with what the later document, as the person confirmed it, changes; everything else stays."""
    order, stamp = _as_registered(proposal, active), turn.stamp
    fields = changed_fields(active.order, order)
    if order.conference_at != active.order.conference_at:
        after = replace(reset(active, order, stamp, adjourned=True), zone=order.tz or active.zone)
    else:
        verified = None if DATES & set(fields) else active.verified
        after = replace(active, order=order, verified=verified, edits=stamped(active, fields, stamp))
    return replace(after, rows=with_added_parties(after.rows, order))


def _as_registered(proposal: Proposal, active: Conference) -> OrderReading:
    """The order to keep. Its paragraphs are the registered order's, so no words of a later one stand as theirs."""
    order = proposal.order
    if not proposal.moves:
        return amended(active.order, order)
    changed = set(changed_fields(active.order, order))
    own = {name: source for name, source in order.sources.items() if name not in changed}
    return replace(
        order,
        kind=DocumentKind.SETTLEMENT_CONFERENCE_ORDER,
        warnings=active.order.warnings,
        sources=MappingProxyType(own),
    )


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType({ConfirmProposal: confirm})
