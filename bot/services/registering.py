"""From an order's text to a reading that waits for a person. Nothing is saved before they confirm it."""

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
    EnterByHand,
    ProposeByHand,
    ReadOrder,
    RegisterFrom,
    Request,
    SaveProposal,
    SayDemandMade,
    SeparateMatter,
    ShowSources,
    StartRegistering,
)
from bot.domain.conference import Answer, Conference
from bot.domain.confidences import Verdict, judge_text
from bot.domain.dates import DateFault, read_date
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.moving import amended, changed_fields, order_after
from bot.domain.order import DocumentKind, OrderReading
from bot.domain.proposal import Proposal
from bot.orders import read
from bot.orders.dockets import core
from bot.services.order_fields import fault_words, fill
from bot.services.roles import Action, require
from bot.services.turn import Handler, Turn
from bot.wording import order_form
from bot.wording import registering as wording
from bot.wording.answer_cards import letter_arrived
from bot.wording.proposal import ELSEWHERE, proposal_card, sources_card
from bot.wording.proposal_dates import zone_of
from bot.wording.words import court_day, note

LATER = frozenset(
    {DocumentKind.ADJOURNMENT, DocumentKind.FORMAT_CHANGE, DocumentKind.TIME_CHANGE, DocumentKind.VACATUR}
)
"""Documents that change a conference and set none up."""


def start(request: StartRegistering, turn: Turn) -> Reply:
    """Open the form, or say what the channel already tracks."""
    active = _here(turn)
    if isinstance(active, Card):
        return Reply(active)
    if active is not None and not request.anyway:
        return Reply(wording.already_registered(active))
    return Reply(wording.start_form())


def _here(turn: Turn) -> Conference | Card | None:
    """The channel's conference, or what to say to someone who may not register."""
    if turn.context.direct:
        raise NotFound(wording.IN_THE_CHANNEL)
    active = turn.active()
    try:
        require(turn, active, Action.REGISTER)
    except NotAllowed as refusal:
        if turn.context.outsider:
            raise
        return wording.may_not_register(str(refusal))
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
    if isinstance(active, Card):
        return Reply(active)
    reading = read(text)
    if reading.kind is DocumentKind.NOT_AN_ORDER and judge_text(text) is Verdict.LETTER:
        return Reply(letter_arrived(active))
    if active is not None and reading.kind in LATER:
        return _later(reading, active, turn)
    setting = reading.kind is DocumentKind.SETTLEMENT_CONFERENCE_ORDER
    if not setting or (reading.conference_at is None and reading.conference_date is None):
        return Reply(wording.not_registered(reading))
    proposal = _proposal(turn, reading, active)
    known = active is not None and reading.tz == active.zone
    return _kept(replace(proposal, zone_confirmed=known), turn)


def _later(reading: OrderReading, active: Conference, turn: Turn) -> Reply:
    """A document that changes the registered conference: old beside new."""
    if not _same_case(reading, active.order):
        return Reply(wording.other_docket(reading, active))
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
    proposal = replace(_proposal(turn, order, active), zone_confirmed=True, moves=True)
    turn.uow.proposals.save(proposal)
    return Reply(wording.later_card(proposal, active, changed))


def _same_case(order: OrderReading, other: OrderReading) -> bool:
    """Whether two documents may be of one case: their dockets agree, or one names none."""
    return not (order.docket and other.docket) or core(order.docket) == core(other.docket)


def _proposal(turn: Turn, order: OrderReading, active: Conference | None) -> Proposal:
    context = turn.context
    replaces = active.id if active else None
    return Proposal(str(uuid.uuid4()), context.channel, context.person, context.now, order, replaces=replaces)


def _kept(proposal: Proposal, turn: Turn, *, lead: str = "") -> Reply:
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


def _differences(proposal: Proposal, active: Conference | None) -> Sequence[str]:
    """What an order for the case registered here would change."""
    if active is None or not _same_case(proposal.order, active.order):
        return ()
    return changed_fields(active.order, amended(active.order, proposal.order))


def _known_elsewhere(proposal: Proposal, turn: Turn) -> bool:
    """Whether the docket is registered in another channel in which this person was seen too."""
    docket, person = proposal.order.docket, turn.context.person.id
    if docket is None:
        return False
    others = turn.uow.conferences.with_docket(proposal.channel, docket)
    return any(person in turn.uow.channels.get(each.home).people for each in others)


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


def enter_by_hand(_: EnterByHand, turn: Turn) -> Reply:
    """Open the empty form."""
    active = _here(turn)
    return Reply(active if isinstance(active, Card) else wording.hand_form({}))


def propose_by_hand(request: ProposeByHand, turn: Turn) -> Reply:
    """Look over what was entered by hand."""
    active = _here(turn)
    if isinstance(active, Card):
        return Reply(active)
    bare = OrderReading(DocumentKind.SETTLEMENT_CONFERENCE_ORDER)
    filled = fill(bare, "", request.values, court_day(turn.context.now, zone_of(bare)))
    if filled.errors:
        return Reply(wording.hand_form(filled.kept, filled.errors))
    proposal = _proposal(turn, replace(filled.order, tz=filled.zone), active)
    return _kept(replace(proposal, zone_confirmed=True, edited=frozenset(filled.changed)), turn)


def edit(request: EditProposal, turn: Turn) -> Reply:
    """Open the form with everything that was read."""
    proposal = proposal_of(request.proposal, turn)
    order = proposal.order
    values = {**order_form.shown(order, zone_of(order)), "demand_made_on": wording.demand_day(proposal)}
    return Reply(wording.edit_form(proposal, values))


def save(request: SaveProposal, turn: Turn) -> Reply:
    """Look over the edited reading."""
    proposal = proposal_of(request.proposal, turn)
    order, typed = proposal.order, request.values
    today = court_day(turn.context.now, zone_of(order))
    filled = fill(order, zone_of(order), typed, today)
    made, fault = _demand_day(typed.get("demand_made_on", wording.demand_day(proposal)), proposal, turn)
    errors = dict(filled.errors) | ({"demand_made_on": fault} if fault else {})
    if errors:
        return Reply(wording.edit_form(proposal, filled.kept, errors))
    edited = replace(
        proposal,
        order=replace(filled.order, tz=filled.zone),
        zone_confirmed=True,
        edited=proposal.edited | set(filled.changed),
        demand_made_on=made.demand_made_on,
        demand_made=made.demand_made,
    )
    return _kept(edited, turn)


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
    return _kept(replace(proposal_of(request.proposal, turn), zone_confirmed=True), turn)


def say_demand_made(request: SayDemandMade, turn: Turn) -> Reply:
    """Whether a demand has been made: a person's answer."""
    proposal = proposal_of(request.proposal, turn)
    if request.answer not in wording.ANSWERS:
        raise NotFound(wording.GONE)
    answer = Answer(request.answer)
    made_on = proposal.demand_made_on if answer is Answer.YES else None
    return _kept(replace(proposal, demand_made=answer, demand_made_on=made_on), turn)


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
        EnterByHand: enter_by_hand,
        ProposeByHand: propose_by_hand,
        ReadOrder: read_order,
        RegisterFrom: register_from,
        SaveProposal: save,
        SayDemandMade: say_demand_made,
        SeparateMatter: separate_matter,
        ShowSources: show_sources,
        StartRegistering: start,
    }
)
"""From an order's text to a reading; ``bot.services.confirming`` does the rest."""
