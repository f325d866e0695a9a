"""A reading while it waits: how it is shown, and what a person adds to it before confirming."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from bot.conversation.cards import Card
from bot.conversation.replies import Reply
from bot.conversation.requests import (
    ConfirmZone,
    DiscardProposal,
    EditProposal,
    Request,
    SaveProposal,
    SayDemandMade,
    SeparateMatter,
    ShowSources,
)
from bot.domain.conference import Answer, Conference
from bot.domain.dates import DateFault, read_date
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.moving import amended, changed_fields
from bot.domain.order import OrderReading
from bot.domain.proposal import Proposal
from bot.orders.dockets import core
from bot.services.order_fields import fault_words, fill, without_amounts
from bot.services.roles import Action, require
from bot.services.turn import Handler, Turn
from bot.wording import order_form
from bot.wording import registering as wording
from bot.wording.proposal import ELSEWHERE, proposal_card, sources_card
from bot.wording.proposal_dates import zone_of
from bot.wording.words import court_day, note


def new_proposal(turn: Turn, order: OrderReading, active: Conference | None) -> Proposal:
    """A reading that waits for the person who asked, in the channel they asked in."""
    context = turn.context
    replaces = active.id if active else None
    return Proposal(str(uuid.uuid4()), context.channel, context.person, context.now, order, replaces=replaces)


def keep(proposal: Proposal, turn: Turn, *, lead: str = "") -> Reply:
    """Keep the reading, and show it to the person who asked alone."""
    turn.uow.proposals.save(proposal)
    return Reply(card_of(proposal, turn, lead=lead), replaces=True)


def card_of(proposal: Proposal, turn: Turn, *, lead: str = "") -> Card:
    """The proposal as it stands, beside what the channel already has."""
    active = turn.uow.conferences.active_in(proposal.channel)
    if proposal.moves and active is not None:
        return wording.later_card(proposal, active, changed_fields(active.order, proposal.order))
    lines = [lead, ELSEWHERE if _known_elsewhere(proposal, turn) else ""]
    return proposal_card(proposal, turn.context.now, active, _differences(proposal, active), lines)


def _differences(proposal: Proposal, active: Conference | None) -> Sequence[str] | None:
    """What an order would change of the conference registered here; ``None`` where it is for another case."""
    if active is None or not same_case(proposal.order, active.order):
        return None
    return changed_fields(active.order, amended(active.order, proposal.order))


def _known_elsewhere(proposal: Proposal, turn: Turn) -> bool:
    """Whether the docket is registered in another channel in which this person was seen too."""
    docket, person = proposal.order.docket, turn.context.person.id
    if docket is None:
        return False
    others = turn.uow.conferences.with_docket(proposal.channel, docket)
    return any(person in turn.uow.channels.get(each.home).people for each in others)


def same_case(order: OrderReading, other: OrderReading) -> bool:
    """Whether two documents may be of one case: their dockets agree, or one names none."""
    return not (order.docket and other.docket) or core(order.docket) == core(other.docket)


# --- what a person adds before confirming


def proposal_of(proposal: str, turn: Turn) -> Proposal:
    """The reading a button names. Raises ``NotFound`` when it is gone, ``NotAllowed`` when it is another person's."""
    found, context = turn.uow.proposals.get(proposal), turn.context
    at = (context.channel.platform, context.channel.tenant)
    if found is None or (found.channel.platform, found.channel.tenant) != at:
        raise NotFound(wording.GONE)
    if (found.person.tenant, found.person.id) != (context.person.tenant, context.person.id):
        raise NotAllowed(wording.NOT_YOURS)
    require(there(found, turn), turn.uow.conferences.active_in(found.channel), Action.REGISTER)
    return found


def there(proposal: Proposal, turn: Turn) -> Turn:
    """The turn as if asked in the channel the reading is for, wherever its button was pressed."""
    return Turn(replace(turn.context, channel=proposal.channel, direct=False), turn.uow)


def edit(request: EditProposal, turn: Turn) -> Reply:
    """Open the form with everything that was read."""
    proposal = proposal_of(request.proposal, turn)
    order = proposal.order
    values = {**order_form.shown(order, order.tz or ""), "demand_made_on": wording.demand_day(proposal)}
    return Reply(wording.edit_form(proposal, values))


def save(request: SaveProposal, turn: Turn) -> Reply:
    """Look over the edited reading."""
    proposal = proposal_of(request.proposal, turn)
    order, typed = proposal.order, request.values
    today = court_day(turn.context.now, zone_of(order))
    filled = fill(order, order.tz or "", typed, today)
    made, fault = _demand_day(typed.get("demand_made_on", wording.demand_day(proposal)), proposal, turn)
    errors = dict(filled.errors) | ({"demand_made_on": fault} if fault else {})
    if errors:
        return Reply(wording.edit_form(proposal, without_amounts(typed), errors))
    edited = replace(
        proposal,
        order=replace(filled.order, tz=filled.zone),
        zone_confirmed=True,
        edited=proposal.edited | set(filled.changed),
        demand_made_on=made.demand_made_on,
        demand_made=made.demand_made,
    )
    return keep(edited, turn, lead=" ".join(filled.read_as))


def _demand_day(text: str, proposal: Proposal, turn: Turn) -> tuple[Proposal, str]:
    """The reading with the day a demand was made, and what is wrong with the day if anything is."""
    if not text.strip():
        return replace(proposal, demand_made_on=None), ""
    today = court_day(turn.context.now, zone_of(proposal.order))
    read_day = read_date(text, today=today)
    if isinstance(read_day, DateFault):
        return proposal, fault_words(read_day)
    if read_day.date > today:
        return proposal, wording.future_demand(read_day.date)
    return replace(proposal, demand_made=Answer.YES, demand_made_on=read_day.date), ""


def show_sources(request: ShowSources, turn: Turn) -> Reply:
    """Each field beside the words it was read from."""
    return Reply(sources_card(proposal_of(request.proposal, turn)))


def confirm_zone(request: ConfirmZone, turn: Turn) -> Reply:
    """The proposed zone is right."""
    return keep(replace(proposal_of(request.proposal, turn), zone_confirmed=True), turn)


def say_demand_made(request: SayDemandMade, turn: Turn) -> Reply:
    """Whether a demand has been made: a person's answer."""
    proposal = proposal_of(request.proposal, turn)
    if request.answer not in wording.ANSWERS:
        raise NotFound(wording.GONE)
    answer = Answer(request.answer)
    made_on = proposal.demand_made_on if answer is Answer.YES else None
    return keep(replace(proposal, demand_made=answer, demand_made_on=made_on), turn)


def discard(request: DiscardProposal, turn: Turn) -> Reply:
    """Forget what was read."""
    if turn.uow.proposals.get(request.proposal) is not None:
        turn.uow.proposals.delete(proposal_of(request.proposal, turn).id)
    return Reply(note(wording.DISCARDED), replaces=True)


def separate_matter(request: SeparateMatter, turn: Turn) -> Reply:
    """What was read is not this channel's matter."""
    if request.proposal and turn.uow.proposals.get(request.proposal) is not None:
        turn.uow.proposals.delete(proposal_of(request.proposal, turn).id)
    return Reply(note(wording.SEPARATE), replaces=bool(request.proposal))


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType(
    {
        ConfirmZone: confirm_zone,
        DiscardProposal: discard,
        EditProposal: edit,
        SaveProposal: save,
        SayDemandMade: say_demand_made,
        SeparateMatter: separate_matter,
        ShowSources: show_sources,
    }
)
