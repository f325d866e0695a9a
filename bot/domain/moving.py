"""What moving a conference, or correcting its facts, does to everything that hangs on it."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.domain.attendance import AttendanceState, Change, Row
from bot.domain.conference import DEMAND, LETTER, RESPONSE, Conference, Duty, Status
from bot.domain.order import DocumentKind, NamedDay, OrderReading, Provision
from bot.domain.people import Stamp

CHANGEABLE = (
    "conference_at",
    "platform",
    "location",
    "dial_in",
    "letter_due",
    "letter_email",
    "letter_served",
    "letter_marking",
    "page_limit",
    "demand_rule",
    "response_rule",
    "other_deadlines",
    "plaintiffs",
    "defendants",
    "other_parties",
    "docket",
    "judge",
    "court",
    "order_date",
)
"""The fields of an order that a later document or a person may change, in the order they are shown."""

_OF_THE_CASE = (
    "caption",
    "plaintiffs",
    "plaintiffs_et_al",
    "defendants",
    "defendants_et_al",
    "other_parties",
    "docket",
    "judge",
    "court",
)
_OF_THE_SETTING = (
    "conference_at",
    "platform",
    "location",
    "dial_in",
    "letter_due",
    "demand_rule",
    "response_rule",
    "other_deadlines",
)
_SAID_OF_THE_SETTING = {
    "conference_at": (Provision.CONFERENCE_DATE, Provision.CONFERENCE_TIME),
    "platform": (Provision.PLATFORM, Provision.LINK),
    "location": (Provision.LOCATION,),
    "letter_due": (Provision.LETTER_DUE,),
    "demand_rule": (Provision.DEMAND,),
    "response_rule": (Provision.RESPONSE,),
}


def changed_fields(old: OrderReading, new: OrderReading) -> tuple[str, ...]:
    """The fields whose values differ."""
    return tuple(name for name in CHANGEABLE if getattr(old, name) != getattr(new, name))


def with_values(order: OrderReading, values: Mapping[str, object]) -> OrderReading:
    """The order with these fields given by a person: words that said otherwise are not kept as their source."""
    gone = {said for name in values for said in _SAID_OF_THE_SETTING.get(name, ())}
    return replace(
        order,
        **values,  # type: ignore[arg-type]  # field names and their values travel together
        sources=MappingProxyType({name: each for name, each in order.sources.items() if name not in values}),
        provisions=MappingProxyType({said: each for said, each in order.provisions.items() if said not in gone}),
    )


def amended(old: OrderReading, later: OrderReading) -> OrderReading:
    """The order after a later one for the same case that sets the whole conference anew; the case stays the case."""
    kept = {name: getattr(old, name) for name in _OF_THE_CASE if not getattr(later, name)}
    return replace(later, **kept)


def altered(old: OrderReading, later: OrderReading) -> OrderReading:
    """The order after a later document that changes only its day, hour or form.

    A letter's named day belongs to the day it was set for: it is kept only while the conference stays on that day.
    """
    stated = {name: getattr(later, name) for name in _OF_THE_SETTING if getattr(later, name)}
    if later.platform is not None and later.platform is not old.platform:
        stated = {"location": later.location, "dial_in": later.dial_in, **stated}
    day = later.conference_at and later.conference_at.date()
    if day:
        stated["conference_date"] = day
    if day and "letter_due" not in stated and _named_for_another_day(old, later):
        stated["letter_due"] = None
    return with_values(old, {name: value for name, value in stated.items() if value != getattr(old, name)})


def order_after(old: OrderReading, later: OrderReading) -> OrderReading:
    """The order as it stands after a later document, whichever kind that is."""
    if later.kind is DocumentKind.SETTLEMENT_CONFERENCE_ORDER:
        return amended(old, later)
    if later.kind is DocumentKind.FORMAT_CHANGE or later.conference_at is not None:
        return altered(old, later)
    return without_date(old)


def without_date(old: OrderReading) -> OrderReading:
    """The order of a conference that was called off with no new day."""
    letter = None if isinstance(old.letter_due, NamedDay) else old.letter_due
    return with_values(old, {"conference_at": None, "conference_date": None, "letter_due": letter})


def _named_for_another_day(old: OrderReading, later: OrderReading) -> bool:
    same_day = old.conference_at and later.conference_at and old.conference_at.date() == later.conference_at.date()
    return isinstance(old.letter_due, NamedDay) and not same_day


def reset(conference: Conference, order: OrderReading, by: Stamp, *, adjourned: bool) -> Conference:
    """The conference with another setting: names kept and to be reconfirmed, dates to be verified, buttons outdated.

    ``adjourned`` says the Court moved it, rather than that an entry was corrected.
    """
    before = conference.order
    if adjourned and before.conference_at is not None:
        day = before.conference_at
        order = replace(order, previous_conference_at=day, previous_conference_date=day.date())
    return replace(
        conference,
        order=order,
        status=Status.ADJOURNED if order.conference_at is None else Status.SCHEDULED,
        revision=conference.revision + 1,
        verified=None,
        rows=tuple(_to_reconfirm(row, by) for row in conference.rows),
        duties=MappingProxyType({item: _carried(duty, before, order) for item, duty in conference.duties.items()}),
        edits=stamped(conference, changed_fields(before, order), by),
    )


def stamped(conference: Conference, fields: tuple[str, ...], by: Stamp) -> Mapping[str, Stamp]:
    """The conference's edits with these fields last changed by that person."""
    return MappingProxyType({**conference.edits, **dict.fromkeys(fields, by)})


def _to_reconfirm(row: Row, by: Stamp) -> Row:
    if row.state is not AttendanceState.CONFIRMED:
        return row
    again = AttendanceState.TO_RECONFIRM
    change = Change(str(uuid.uuid4()), by, row.state, again, row.attendee, row.attendee)
    # Who confirmed the person stays on the row; who moved the date is in its history.
    return replace(row, state=again, history=(*row.history, change))


def _carried(duty: Duty, before: OrderReading, after: OrderReading) -> Duty:
    """A demand and a response stay made; a letter sent for another date is open again."""
    if duty.item in (DEMAND, RESPONSE) or (duty.item == LETTER and before.letter_due == after.letter_due):
        return replace(duty, chosen=None, snoozed_until=None, before=None)
    return Duty(duty.item, owner=duty.owner, before=duty)
