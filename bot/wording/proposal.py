"""The proposal card: what was read, each fact beside where it was read, and nothing saved yet."""

import datetime as dt
from collections.abc import Sequence

from bot.conversation.cards import (
    Button,
    Buttons,
    Card,
    Confirm,
    Divider,
    Element,
    Fact,
    Facts,
    Items,
    Quote,
    Small,
    Strong,
    Style,
    Text,
)
from bot.conversation.requests import (
    ConfirmProposal,
    ConfirmZone,
    DiscardProposal,
    EditProposal,
    SayDemandMade,
    SeparateMatter,
    ShowSources,
    ShowStatus,
)
from bot.domain.conference import Answer, Conference
from bot.domain.day_words import long_day, zone_name
from bot.domain.order import OrderReading, Provision
from bot.domain.proposal import Proposal
from bot.wording.date_checks import oddities
from bot.wording.headline import when
from bot.wording.order_form import LABELS
from bot.wording.order_values import NOT_STATED, old_and_new, unstated, value_words, values_of, zone_words
from bot.wording.proposal_dates import counts, open_doubts, passed_words
from bot.wording.words import note, where

ALWAYS_SHOWN = (
    "conference_at",
    "platform",
    "dial_in",
    "letter_due",
    "letter_email",
    "letter_marking",
    "page_limit",
    "demand_rule",
    "response_rule",
    "caption",
    "docket",
    "judge",
    "order_date",
)
"""Facts a person expects: shown as "not stated" where the order has none."""
ZONE_FIRST = "One thing first: is the court's clock as proposed? Confirm the zone, or choose another with Edit."
HOUR_FIRST = "One thing first: the conference's day and hour are needed. Add them with Edit."
ELSEWHERE = "The same docket is registered in another channel that you are in."
_QUESTION = "Has a settlement demand already been made? No figures, please."


def proposal_card(
    proposal: Proposal,
    now: dt.datetime,
    active: Conference | None = None,
    changed: Sequence[str] | None = None,
    lead: Sequence[str] = (),
) -> Card:
    """What was read, for the person who asked alone; ``lead`` are sentences to begin with.

    ``active`` is the conference the channel already has, ``changed`` the fields in which this order differs from it,
    ``None`` where it is for another case.
    """
    order = proposal.order
    elements: list[Element] = [Text((Strong(each),)) for each in lead if each]
    if active is not None:
        elements += [*_beside(proposal, active, changed), Buttons(_decisions(proposal, active)), Divider()]
    elements.append(_facts(proposal))
    if passed := passed_words(proposal, now):
        elements.append(Text((Strong(passed[0]), passed[1])))
    doubts = (*oddities(order, order.tz), *(each.text for each in open_doubts(order)))
    if dates := [line for line in counts(proposal, now) if line.partition(": ")[2] not in doubts]:
        elements.append(Items(tuple((line,) for line in dates)))
    if doubts:
        elements += [Text((Strong("Please look at:"),)), Items(tuple((each,) for each in doubts))]
    elements += _controls(proposal, active)
    title = "Read from the order. Nothing is saved yet." if order.text else "Entered by hand. Nothing is saved yet."
    return Card(title, tuple(elements))


def _beside(proposal: Proposal, active: Conference, changed: Sequence[str] | None) -> list[Element]:
    """What the channel already tracks, and what this order would change of it."""
    entered = f"entered by {active.entered.name}"
    here = f"This channel already tracks a conference on {when(active)}, {entered}. Nothing of it has changed."
    if changed is None:
        return [Text((here, f" This order is for another docket, {proposal.order.docket}."))]
    if not changed:
        return [Text((here, " No date, party or detail in this order differs from it."))]
    facts = tuple(Fact(LABELS[each], old_and_new(each, active.order, proposal.order)) for each in changed)
    return [Text((here,)), Text(("What this order would change:",)), Facts(facts)]


def _facts(proposal: Proposal) -> Facts:
    order = proposal.order
    values = values_of(order)
    names = [name for name in LABELS if name != "zone" and (values[name] or name in ALWAYS_SHOWN)]
    facts = [Fact(LABELS[name], (values[name] or unstated(order),), source_of(name, proposal)) for name in names]
    facts.insert(1, Fact(LABELS["zone"], (_zone(proposal),), None))
    if rule := next(iter(order.provisions.get(Provision.AUTHORITY, ()) or order.attendance_quotes), None):
        facts.append(Fact("Attendance", (f"“{rule.plain}”",), where(rule)))
    return Facts(tuple(facts))


def source_of(name: str, proposal: Proposal) -> str | None:
    """Where a fact comes from: a paragraph, or the person."""
    if name in proposal.edited:
        return "entered by you"
    return where(proposal.order.sources.get(name))


def _zone(proposal: Proposal) -> str:
    zone = proposal.order.tz
    if zone is None:
        return f"{NOT_STATED}; choose it with Edit"
    words = zone_words(zone, proposal.order.conference_at)
    if proposal.zone_confirmed:
        return f"{words}, confirmed"
    return f"{words}, proposed" if "tz" in proposal.order.sources else f"{NOT_STATED}; proposed {words}, from the court"


# --- buttons


def _controls(proposal: Proposal, active: Conference | None) -> list[Element]:
    order = proposal.order
    elements: list[Element] = []
    if order.demand_rule is not None:
        elements += [Text((_demand_line(proposal),)), Buttons(_demand_buttons(proposal))]
    elements.append(Divider())
    first: list[Button] = []
    if not proposal.zone_confirmed and order.tz:
        first.append(Button("Confirm zone", ConfirmZone(proposal.id), Style.PRIMARY))
    if order.text:
        first.append(Button("Show sources", ShowSources(proposal.id)))
    first.append(Button("Edit", EditProposal(proposal.id)))
    elements.append(Buttons(tuple(first)))
    if active is None:
        elements.append(Buttons(_decisions(proposal, active)))
    return elements


def _demand_line(proposal: Proposal) -> str:
    if proposal.demand_made is Answer.YES:
        day = f" on {long_day(proposal.demand_made_on)}" if proposal.demand_made_on else ""
        more = "" if day else " Add its day with Edit; its amount has no field."
        return f"Recorded: a demand was made{day}.{more}"
    return {Answer.NO: "Recorded: no demand yet."}.get(proposal.demand_made, _QUESTION)


def _demand_buttons(proposal: Proposal) -> tuple[Button, ...]:
    answers = {Answer.YES: "Yes", Answer.NO: "No", Answer.NOT_SURE: "Not sure"}
    return tuple(Button(label, SayDemandMade(proposal.id, answer)) for answer, label in answers.items())


def _decisions(proposal: Proposal, active: Conference | None) -> tuple[Button, ...]:
    discard = Button("Discard", DiscardProposal(proposal.id))
    if active is None:
        save = Button("Save and ask for a second check", ConfirmProposal(proposal.id), Style.PRIMARY)
        return (save, discard)
    return (*choices(proposal, active), discard)


def choices(proposal: Proposal, active: Conference) -> tuple[Button, ...]:
    """What can be done with a reading in a channel that has a conference."""
    return (
        Button("View", ShowStatus(active.id)),
        _moved(proposal, active),
        Button("Replace", ConfirmProposal(proposal.id, "replace"), Style.DANGER, _replacing(active)),
        Button("It's a different matter", SeparateMatter(proposal.id)),
    )


def _moved(proposal: Proposal, active: Conference) -> Button:
    request = ConfirmProposal(proposal.id, "move")
    if proposal.order.conference_at == active.order.conference_at:
        return Button("Update from this order", request, confirm=_UPDATING)
    return Button("Moved to a new date", request, confirm=_MOVING)


_UPDATING = Confirm(
    "Update from this order?",
    "What this order says takes the place of what is registered. The date and the names stay.",
    "Update",
    "Keep as is",
)
_MOVING = Confirm(
    "Move the conference?",
    "Reminders for the current dates stop. Names stay, and each will be asked to reconfirm. "
    "The dates need a second check again.",
    "Move conference",
    "Keep as is",
)


def _replacing(active: Conference) -> Confirm:
    return Confirm(
        "Replace the conference?",
        f"The one on {when(active)} is closed as cancelled with its names and history, its reminders stop, "
        "and this one starts without names.",
        "Replace conference",
        "Keep as is",
    )


# --- what is asked on the way


def sources_card(proposal: Proposal) -> Card:
    """Each field beside the words it was read from."""
    order = proposal.order
    elements: list[Element] = []
    for name, label in LABELS.items():
        source = order.sources.get("tz" if name == "zone" else name)
        if source is None or name in proposal.edited:
            continue
        value = zone_name(order.tz) if name == "zone" and order.tz else value_words(name, order)
        elements += [Text((Strong(f"{label}: "), value)), Quote(source.plain, source.paragraph)]
    missing = [LABELS[name] for name in ALWAYS_SHOWN if not value_words(name, order)]
    if missing:
        elements.append(Small((f"Not stated: {', '.join(missing)}.",)))
    return Card("Where each fact was read", tuple(elements))


def passed_card(proposal: Proposal, order: OrderReading) -> Card:
    """The conference's day has gone by."""
    day = long_day(order.conference_at) if order.conference_at else "That day"
    held = () if proposal.moves else (Button("Save as held", ConfirmProposal(proposal.id, "held")),)
    correct = Button("Correct the date", EditProposal(proposal.id), Style.PRIMARY)
    return note(
        f"{day} has passed. I won't send reminders for it.",
        buttons=(correct, *held, Button("Discard", DiscardProposal(proposal.id))),
    )
