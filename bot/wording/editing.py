"""Correcting a registered conference, and having a second person verify its dates."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.conversation.cards import Card, Element, Fact, Facts, Items, Strong, Text
from bot.conversation.forms import Form
from bot.conversation.requests import SaveConference
from bot.domain.conference import Conference
from bot.domain.day_words import short_day, zone_name
from bot.domain.order import OrderReading
from bot.wording.date_checks import closed_days, oddities
from bot.wording.order_form import LABELS, order_fields, shown
from bot.wording.order_values import unstated, within
from bot.wording.words import note

ANNOUNCED = frozenset(
    {"conference_at", "zone", "platform", "location", "letter_due", "demand_rule", "response_rule", "other_deadlines"}
)
"""Fields whose change the channel hears of."""

CLOSED = "This conference is closed, so its facts stay as they are. Reopen it under More to change them."
NOTHING_CHANGED = "Nothing was changed."
DATES_CHANGED = "A date was changed since that card was shown. Open deadlines, compare again, and verify there."
_MARK = 6
"""Characters of a field's mark. Two texts of one field share a mark once in sixteen million."""
NO_DATE = "There is no date to verify: the conference was moved and no new date is entered."
VERIFIED_LINE = "Dates verified against the order."


def form(conference: Conference, values: Mapping[str, str], errors: Mapping[str, str] | None = None) -> Form:
    """The conference's facts, open to correction."""
    request = SaveConference(conference=conference.id, version=conference.version, facts=facts_mark(conference))
    return Form("Edit the conference", "Save", request, order_fields(values), errors=errors or {})


def facts_mark(conference: Conference) -> str:
    """A short mark of what each field of the form shows, by which a later look finds those that changed since."""
    return "".join(_mark(name, text) for name, text in shown(conference.order, conference.zone).items())


def _mark(name: str, text: str) -> str:
    lines = "\n".join(line.strip() for line in text.strip().splitlines())
    return hashlib.sha256(f"{name}={lines}".encode()).hexdigest()[:_MARK]


def differing(values: Mapping[str, str], facts: str) -> frozenset[str]:
    """The fields that hold another text than the form with this mark showed; all of them for an older form's mark."""
    marks = [facts[at : at + _MARK] for at in range(0, len(facts), _MARK)]
    if len(marks) != len(values):
        return frozenset(values)
    return frozenset(
        name for (name, text), mark in zip(values.items(), marks, strict=True) if _mark(name, text) != mark
    )


def overtaken(conference: Conference, values: Mapping[str, str], changed: Sequence[str], by: str) -> Form:
    """The form as it was typed, to be saved after all. ``by``: who came first; empty for the same person."""
    who = by or "You"
    lines = [
        Text((f"{who} changed this conference while the form was open, so nothing of yours is saved yet.",)),
        Text(("What you typed is kept below. Saving puts it in the place of what stands now:",)),
    ]
    standing = Items(tuple((f"{_label(each)}: {_value(each, conference)}",) for each in changed))
    return replace(form(conference, values), intro=(*lines, standing) if changed else (lines[0],))


def as_typed() -> Card:
    """The same form sent twice: it is saved, once."""
    return note("Everything stands as you entered it.", title="Saved")


def has_passed(order: OrderReading) -> str:
    """Beside the date: it lies behind."""
    day = f"{short_day(order.conference_at, year=True)} has passed. " if order.conference_at else ""
    return f"{day}If the conference was held, close it as held under More."


def saved(
    before: Conference,
    after: Conference,
    changed: Sequence[str],
    read_as: Sequence[str] = (),
    elsewhere: Collection[str] = (),
) -> Card:
    """Old beside new, to the person who saved. ``read_as`` says how days in numbers were read.

    ``elsewhere`` are the fields changed since the form was opened, which stay as they are.
    """
    elements: list[Element] = [Facts(tuple(Fact(_label(each), _old_new(each, before, after)) for each in changed))]
    odd = oddities(after.order, after.zone) if {"conference_at", "zone"} & set(changed) else ()
    odd = (*read_as, *odd, *closed_days(after.order, after.zone, changed))
    elements += [Text((Strong("Please look at: "), each)) for each in odd]
    if kept := [f"{_label(each)}: {_value(each, after)}" for each in LABELS if each in elsewhere]:
        elements += [Text(("Changed while the form was open, and kept:",)), Items(tuple((each,) for each in kept))]
    if after.revision != before.revision:
        elements.append(Text(("Each person named will be asked to reconfirm.",)))
    if before.verified is not None and after.verified is None:
        elements.append(Text(("The dates need a second check again.",)))
    return Card("Saved", tuple(elements))


def line(before: Conference, after: Conference, changed: Sequence[str], by: str) -> Card | None:
    """One line in the headline card's thread, where a date or the form of the conference changed."""
    said = [
        f"{_label(each)}: was {_value(each, before)}, now {_value(each, after)}."
        for each in changed
        if each in ANNOUNCED
    ]
    return note(f"{' '.join(said)} Changed by {by}.") if said else None


def _label(name: str) -> str:
    return LABELS[name]


def _old_new(name: str, before: Conference, after: Conference) -> tuple[str | Strong, ...]:
    return ("was ", _value(name, before), "; now ", Strong(_value(name, after)))


def _value(name: str, conference: Conference) -> str:
    if name == "zone":
        return zone_name(conference.zone)
    return within(name, conference.order) or unstated(conference.order)


def verified(conference: Conference) -> Card:
    """To the person who verified."""
    return note(f"Verified. The card in the channel says so{_named(conference)}.")


def _named(conference: Conference) -> str:
    return f", with your name, {conference.verified.name}" if conference.verified else ""


def already_verified(by: str) -> Card:
    """Pressed a second time."""
    return note(f"These dates were already verified by {by}. Nothing changed.")
