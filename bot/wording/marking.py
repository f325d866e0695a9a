"""Answers to marking an item: what it stops, who did it, and the way back."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from bot.conversation.cards import Button, Card
from bot.conversation.forms import Form, TextField
from bot.conversation.requests import ChooseReading, SaveMadeOn, UndoItem
from bot.domain.conference import ATTENDANCE, DEMAND, LETTER, RESPONSE, Answer, Conference, DutyState
from bot.domain.day_words import clock, long_day, short_day, zone_label
from bot.domain.deadlines import Deadline
from bot.domain.matter_deadlines import MatterDeadline
from bot.wording.reminders import item_name
from bot.wording.words import court_day, note

MADE_ON = "made_on"
IN_FUTURE = "That day is still to come. Give the day it was made, or leave this open."
DEMAND_FIRST = "No demand is recorded yet. Record the day the demand was made first, under Deadlines."
NO_SUCH_READING = "That date is not one the order allows any more. Open the deadlines to see those it does."
NO_SUCH_ITEM = "The order has no such item (any more); nothing was changed."
TOO_LATE_TO_SNOOZE = "It cannot be put off any further: the day has come. Nothing was changed."
NOTHING_TO_UNDO = "There is nothing to take back on this item."
_YEAR = dt.timedelta(days=366)
_DONE = {LETTER: "sent", DEMAND: "made", RESPONSE: "made"}


def not_made_on(conference: Conference, item: str, day: dt.date, today: dt.date) -> str:
    """Why a demand or response cannot have been made on that court day; empty where it can."""
    if day > today:
        return IN_FUTURE
    earliest = (conference.order.order_date or court_day(conference.entered.at, conference.zone)) - _YEAR
    if day < earliest:
        return f"{long_day(day)} is more than a year before the order. Please check the year."
    if item == RESPONSE:
        return _no_response_on(conference, day)
    answered = conference.duty(RESPONSE).made_on
    if item == DEMAND and answered is not None and answered < day:
        return f"The response is recorded as made on {long_day(answered)}. Take that back first, if it was later."
    return ""


def _no_response_on(conference: Conference, day: dt.date) -> str:
    """A response answers a demand that is on record."""
    demand = conference.duty(DEMAND)
    if conference.order.demand_rule is None or demand.state is DutyState.NOT_APPLICABLE:
        return ""
    if demand.already is not Answer.YES and demand.state is not DutyState.DONE:
        return DEMAND_FIRST
    if demand.made_on is not None and day < demand.made_on:
        made_on = long_day(demand.made_on)
        return f"The demand is recorded as made on {made_on}, and a response comes after it. Correct that day first."
    return ""


def name_of(conference: Conference, item: str, found: MatterDeadline | None) -> str:
    """What the item is called: a party's name for one line of the attendance list."""
    row = conference.row(item.removeprefix(f"{ATTENDANCE}:"))
    return row.party if row else item_name(conference, item, found)


def marked(conference: Conference, item: str, found: MatterDeadline | None) -> Card:
    """To whoever marked it: what was noted, and that reminders stop."""
    sentence = f"{_standing(conference, item, found)}. Reminders for it have stopped."
    return note(sentence, buttons=(_undo(conference, item),))


def already(conference: Conference, item: str, found: MatterDeadline | None) -> Card:
    """To whoever marked what was marked before."""
    sentence = f"{_standing(conference, item, found)} already. Nothing was changed."
    return note(sentence, buttons=(_undo(conference, item),))


def _standing(conference: Conference, item: str, found: MatterDeadline | None) -> str:
    duty = conference.duty(item)
    name = name_of(conference, item, found)
    by = f" by {duty.by.name}" if duty.by else ""
    if duty.state is DutyState.NOT_APPLICABLE:
        return f"{name}: marked as not applicable{by}"
    on = f" on {long_day(duty.made_on)}" if duty.made_on else ""
    return f"{name}: marked as {_DONE.get(item, 'done')}{on}{by}"


def _undo(conference: Conference, item: str) -> Button:
    return Button("Undo", UndoItem(conference.id, conference.revision, item))


def line(conference: Conference, item: str, found: MatterDeadline | None) -> Card:
    """One line in the thread: what was marked, and by whom."""
    return note(f"{_standing(conference, item, found)}.")


def undone(conference: Conference, item: str, found: MatterDeadline | None, who: str) -> Card:
    """A mark was taken back; in the thread and to whoever did it."""
    return note(f"{name_of(conference, item, found)}: open again; the mark was taken back by {who}.")


def made(conference: Conference, item: str, response: MatterDeadline | None) -> Card:
    """To whoever entered the day: what follows from it for the response, with the other readings as buttons."""
    noted = f"{_standing(conference, item, None)}. Reminders for it have stopped."
    if item != DEMAND or response is None or response.deadline is None:
        return note(noted, buttons=(_undo(conference, item),))
    deadline = response.deadline
    working = deadline.working_day(conference.duty(RESPONSE).chosen)
    others = sorted(set(deadline.days) - {working})
    choices = [_use(conference, day) for day in others[:3]]
    said = _response_day(deadline, working, others)
    return note(noted, *said, buttons=(*choices, _undo(conference, item)))


def _response_day(deadline: Deadline, working: dt.date, others: Sequence[dt.date]) -> Iterator[str]:
    """How the response is counted, which other days there are, and which of them all reminders count to."""
    follows = f" The response is due {long_day(working)}." if working == deadline.due else ""
    yield f"{deadline.why}.{follows}"
    another = sorted({*others, working} - {deadline.due})
    if another:
        reminding = f"Reminders count to {short_day(working)} unless counsel says otherwise."
        yield f"Another reading gives {_days(another)}. {reminding}"


def _days(days: Sequence[dt.date]) -> str:
    return " or ".join(long_day(each) for each in days)


def _use(conference: Conference, day: dt.date) -> Button:
    request = ChooseReading(conference.id, conference.revision, RESPONSE, day.isoformat())
    return Button(f"Use {day:%b} {day.day}", request)


def made_line(conference: Conference, item: str, response: MatterDeadline | None) -> Card:
    """One line in the thread about a demand or response that was made."""
    duty = conference.duty(item)
    if item != DEMAND or response is None or response.deadline is None or duty.made_on is None:
        return line(conference, item, None)
    working = response.deadline.working_day(conference.duty(RESPONSE).chosen)
    who = f" Entered by {duty.by.name}." if duty.by else ""
    follows = "from" if working == response.deadline.due else "another reading, after"
    return note(f"Response date set to {short_day(working)}, {follows} a demand on {short_day(duty.made_on)}.{who}")


def chosen(conference: Conference, item: str, day: dt.date, who: str) -> Card:
    """A reading was chosen; in the thread and to whoever did it."""
    return note(f"{item_name(conference, item)}: counted to {long_day(day)} from now on. Chosen by {who}.")


def snoozed(conference: Conference, item: str, found: MatterDeadline | None, until: dt.datetime) -> Card:
    """To whoever snoozed: when it comes again."""
    when = f"{long_day(until)}, {clock(until.time())} {zone_label(conference.zone)}"
    sentence = f"{name_of(conference, item, found)}: the next reminder comes {when}. The date itself has not moved."
    return note(sentence, buttons=(_undo(conference, item),))


def owned(conference: Conference, item: str, found: MatterDeadline | None) -> Card:
    """To the new owner."""
    sentence = f"You own this now: {name_of(conference, item, found)}. Its reminders come to you privately."
    return note(sentence, buttons=(_undo(conference, item),))


def made_on_form(request: SaveMadeOn, values: Mapping[str, str], errors: Mapping[str, str], name: str) -> Form:
    """The form that asks on which day, and has no field for an amount."""
    field = TextField(
        MADE_ON,
        f"{name}: made on",
        values.get(MADE_ON, ""),
        hint="The day only. Parley keeps no amounts.",
        placeholder="December 22, 2026",
        max_length=100,
    )
    return Form("On which day?", "Save", request, (field,), errors=errors)
