"""What is said on the way from a court's order to a registered conference."""

import datetime as dt
from collections.abc import Mapping, Sequence

from bot.conversation.cards import Button, Buttons, Card, Element, Fact, Facts, Items, Small, Strong, Style, Text
from bot.conversation.forms import FileField, Form, TextField
from bot.conversation.requests import (
    AllowStatusOnly,
    CloseConference,
    ConfirmProposal,
    DiscardProposal,
    EditProposal,
    EnterByHand,
    ProposeByHand,
    ReadOrder,
    SaveProposal,
    SeparateMatter,
    ShowAttendance,
    ShowDeadlines,
    ShowMore,
    ShowStatus,
    StartAdjourning,
    StartRegistering,
)
from bot.domain.conference import Answer, Conference
from bot.domain.day_words import long_day, short_day
from bot.domain.order import DocumentKind, Doubt, OrderReading
from bot.domain.proposal import Proposal
from bot.wording import order_form
from bot.wording.date_checks import oddities
from bot.wording.headline import when
from bot.wording.order_form import LABELS
from bot.wording.order_values import old_and_new
from bot.wording.words import note, say, where

LONGEST_ORDER = 60_000
"""Characters a form takes; longer orders come as a file or a message."""

PASTE_SOMETHING = "Paste the order's text here, or choose a file. Without either, press Enter by hand."
GONE = "This reading is no longer kept. Paste the order again with register."
NOT_YOURS = "This reading belongs to the person who started it. Start your own with register."
IN_THE_CHANNEL = "A conference is registered in its matter's channel. Paste the order there, or type register there."
DISCARDED = "Forgotten. Nothing was saved."
SEPARATE = "A different matter belongs in a channel of its own. Invite me there and register it; nothing changed here."
NO_ACTIVE = "The conference this was to change is not active any more. Nothing was changed."
NOTHING_MOVED = "Nothing was changed. Paste the order here once the Court has made it."
NOTHING_NEW = "Nothing in this document differs from what is registered here. Nothing was changed."


def start_form(values: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None) -> Form:
    """Takes an order's text or file, or offers to enter it by hand."""
    given = values or {}
    return Form(
        "Register a conference",
        "Read",
        ReadOrder(),
        (
            TextField(
                "order",
                "The order's text",
                given.get("order", ""),
                "Paste the whole order. Nothing is saved until you confirm what was read.",
                multiline=True,
                optional=True,
                max_length=LONGEST_ORDER,
            ),
            FileField("file", "Or the order as a file", "PDF, Word or text"),
        ),
        intro=(Buttons((Button("Enter by hand", EnterByHand()),)),),
        errors=errors or {},
    )


def hand_form(values: Mapping[str, str], errors: Mapping[str, str] | None = None) -> Form:
    """The empty form, or the one just filled in with its faults."""
    intro = (say("Enter what the order states. Leave out what it does not. There is no field for an amount."),)
    fields = order_form.order_fields(values)
    return Form("Enter the order by hand", "Look it over", ProposeByHand(), fields, intro, errors or {})


def edit_form(proposal: Proposal, values: Mapping[str, str], errors: Mapping[str, str] | None = None) -> Form:
    """Everything that was read, open to correction."""
    made = TextField(
        "demand_made_on",
        "Day the demand was made",
        values.get("demand_made_on", ""),
        "If one was already made. Its amount has no field.",
        optional=True,
    )
    more = (made,) if proposal.order.demand_rule is not None else ()
    fields = (*order_form.order_fields(values), *more)
    return Form("Edit what was read", "Look it over", SaveProposal(proposal=proposal.id), fields, errors=errors or {})


def already_registered(active: Conference) -> Card:
    """The channel has a conference: ways forward."""
    return note(
        f"This channel already tracks a conference on {when(active)}, entered by {active.entered.name}.",
        buttons=(
            Button("View", ShowStatus(active.id), Style.PRIMARY),
            Button("Moved to a new date", StartAdjourning(active.id, active.revision)),
            Button("Replace", StartRegistering(anyway=True)),
            Button("It's a different matter", SeparateMatter()),
        ),
    )


# --- documents that register nothing


def not_registered(order: OrderReading) -> Card:
    """An honest sentence about a document from which nothing can be registered."""
    hand = Button("Enter by hand", EnterByHand())
    doubts = [each.text for each in order.warnings if each.code in ("unsigned_proposed", "bot_instruction")]
    return note(_WHAT_IT_IS[order.kind], *doubts, "Nothing was saved.", buttons=(hand,))


_WHAT_IT_IS = {
    DocumentKind.SETTLEMENT_CONFERENCE_ORDER: (
        "This reads as a settlement-conference order, but I found no date for the conference in it."
    ),
    DocumentKind.ADJOURNMENT: (
        "This reads as an adjournment, and no conference is registered here for it to move. "
        "Register the original order first, or enter the conference by hand."
    ),
    DocumentKind.FORMAT_CHANGE: (
        "This changes how a conference is held, and none is registered here. Register the original order first."
    ),
    DocumentKind.TIME_CHANGE: (
        "This changes a conference's hour, and none is registered here. Register the original order first."
    ),
    DocumentKind.VACATUR: "This calls a conference off, and none is registered here.",
    DocumentKind.REFERRAL_NO_DATE: (
        "This refers the case to a magistrate judge and sets no date for a conference. Paste the scheduling order "
        "when it comes."
    ),
    DocumentKind.OTHER_CONFERENCE: (
        "This sets another kind of conference, not a settlement conference, so I do not track it."
    ),
    DocumentKind.NOT_AN_ORDER: (
        "This does not read as a court's order that sets a settlement conference. If it is one, paste its text from "
        "the first line to the signature, or enter it by hand."
    ),
}


def other_docket(order: OrderReading, active: Conference) -> Card:
    """A later document for another case."""
    return note(
        f"This document is for docket {order.docket}; this channel tracks {active.order.docket}.",
        "A different matter belongs in a channel of its own. Nothing was changed.",
    )


HOUR_KEPT = Doubt("hour_kept", "The hour here is the present one, since the document gives none.")


def nothing_new(order: OrderReading) -> Card:
    """A later document that says nothing else than what is registered."""
    return note(NOTHING_NEW, *(each.text for each in order.warnings))


# --- a later document for the conference registered here


def later_card(proposal: Proposal, active: Conference, changed: Sequence[str]) -> Card:
    """Old beside new, for a person to confirm."""
    old, new = active.order, proposal.order
    facts = tuple(Fact(LABELS[each], old_and_new(each, old, new), where(new.sources.get(each))) for each in changed)
    odd = oddities(new, active.zone) if "conference_at" in changed else ()
    doubts = tuple((each,) for each in (*odd, *(each.text for each in new.warnings)))
    title = f"{_LATER[new.kind]} Nothing is changed yet."
    lead = f"Registered here: {when(active)}. What would change:"
    controls = Buttons(_later_buttons(proposal, active))
    elements: list[Element] = [Text((lead,)), Facts(facts)]
    if doubts:
        elements.append(Items(doubts))
    return Card(title, (*elements, Small((_kept(proposal, active),)), controls))


_LATER = {
    DocumentKind.ADJOURNMENT: "This reads as an adjournment.",
    DocumentKind.FORMAT_CHANGE: "This changes how the conference is held.",
    DocumentKind.TIME_CHANGE: "This changes the conference's day or hour.",
    DocumentKind.VACATUR: "This calls the conference off.",
    DocumentKind.SETTLEMENT_CONFERENCE_ORDER: "This sets the conference anew.",
}


def _kept(proposal: Proposal, active: Conference) -> str:
    if proposal.order.conference_at == active.order.conference_at:
        return "The date stays, and so do the names and what is verified."
    return "Names are kept, and each will be asked to reconfirm. Reminders for the present date stop."


def _later_buttons(proposal: Proposal, active: Conference) -> tuple[Button, ...]:
    discard = Button("Keep as is", DiscardProposal(proposal.id))
    edit = Button("Edit", EditProposal(proposal.id))
    if proposal.order.conference_at is None:
        off = Button("No new date yet", ConfirmProposal(proposal.id, "move"), Style.PRIMARY)
        return (off, Button("Cancelled for good", CloseConference(active.id, active.revision, "cancelled")), discard)
    same = proposal.order.conference_at == active.order.conference_at
    label = "Change it" if same else "Move conference"
    return (Button(label, ConfirmProposal(proposal.id, "move"), Style.PRIMARY), edit, discard)


# --- once confirmed


def registered(conference: Conference, passed: tuple[str, str] | None, *, silent: bool) -> Card:
    """To the person who confirmed. ``silent``: outsiders can read the channel, and nobody has agreed to posts yet."""
    where_shown = _SILENT if silent else "The card with the dates is in the channel."
    elements: list[Element] = [Text((f"Registered for {when(conference)}. {where_shown}",))]
    if passed:
        elements.append(Text((Strong(passed[0]), passed[1])))
    second = "A second person compares the dates with the order; until then reminders say they are not verified."
    elements += [Text((each,)) for each in (second, _et_al(conference)) if each]
    allow = (Button("Allow status-only", AllowStatusOnly(conference.home.id)),) if silent else ()
    buttons = (
        *allow,
        Button("Attendance", ShowAttendance(conference.id)),
        Button("Deadlines", ShowDeadlines(conference.id)),
        Button("More", ShowMore(conference.id)),
    )
    return Card("Saved", (*elements, Buttons(buttons)))


_SILENT = (
    "This channel includes, or may include, another organisation, so nothing is posted here until you allow dates and "
    "status only."
)


def _et_al(conference: Conference) -> str:
    order = conference.order
    sides = [
        name for name, more in (("plaintiffs", order.plaintiffs_et_al), ("defendants", order.defendants_et_al)) if more
    ]
    if not sides:
        return ""
    return f"The caption says “et al.”: further {' and '.join(sides)} can be added under Attendance."


def saved_as_held(conference: Conference) -> Card:
    """A past conference, saved for its record."""
    day = f" {short_day(conference.delete_on, year=True)}" if conference.delete_on else ""
    return note(f"Saved as held. No reminders will be sent. Parley's record will be deleted{day}.")


def moved(conference: Conference, before: Conference) -> Card:
    """To the person who confirmed a later document."""
    if conference.at is None:
        return note("The date is taken off. Names are kept; reminders stop until a new date is entered.")
    if conference.revision == before.revision:
        return note("Changed. The card in the channel shows it.")
    return note(f"Moved to {when(conference)}. The dates need a second check, and names are asked to reconfirm.")


def moved_line(conference: Conference, before: Conference, by: str) -> Card:
    """One line in the headline card's thread."""
    old = short_day(before.at, year=True) if before.at else "no date"
    if conference.at is None:
        return note(f"The conference of {old} is off; no new date yet. Entered by {by}.")
    letter = "" if conference.order.letter_due else " Letter date not entered; no letter reminders until it is."
    return note(f"Adjourned to {when(conference)}. Was {old}.{letter} Entered by {by}.")


def replaced_line(conference: Conference, by: str) -> Card:
    """One line in the thread of the conference that was replaced."""
    return note(f"Replaced by another conference on {when(conference)}. Entered by {by}.")


def demand_day(proposal: Proposal) -> str:
    """What stands in the form's field for the day of the demand."""
    return long_day(proposal.demand_made_on) if proposal.demand_made_on else ""


def future_demand(day: dt.date) -> str:
    """A demand already made has a day that has passed."""
    return f"{short_day(day, year=True)} is still to come; a demand already made has a day that has passed."


ANSWERS = frozenset(Answer)
