"""Done, not applicable, snooze, made on: what the team says about one item, and taking it back."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from bot.conversation.cards import Card
from bot.conversation.replies import Reply
from bot.conversation.requests import (
    AskMadeOn,
    AssignItem,
    ChooseReading,
    MarkDone,
    MarkNotApplicable,
    Request,
    SaveMadeOn,
    SnoozeItem,
    UndoItem,
)
from bot.domain.attendance import Row
from bot.domain.conference import DEMAND, RESPONSE, Answer, Conference, Duty, DutyState
from bot.domain.dates import DateFault, DateFaultCode, read_date
from bot.domain.errors import NotFound
from bot.domain.ladder import Hours
from bot.domain.matter_deadlines import MatterDeadline, deadlines_of
from bot.services import posting
from bot.services.auditing import setting_of
from bot.services.order_fields import fault_words
from bot.services.own_buttons import OfItem, item_action
from bot.services.planning import ROW, calendar_of, counted_to, hours_of, replan
from bot.services.recording import record
from bot.services.roles import record_of, require
from bot.services.turn import Handler, Turn
from bot.wording import marking as wording
from bot.wording.attendance_replies import closed, superseded
from bot.wording.words import court_day, note


@dataclass(frozen=True, slots=True)
class _Item:
    """One item of a conference, opened by somebody who may change it."""

    turn: Turn
    conference: Conference
    key: str
    matter: MatterDeadline | None
    row: Row | None

    @property
    def duty(self) -> Duty:
        return self.conference.duty(self.key)

    @property
    def last(self) -> Duty:
        """What stands here now, to be gone back to. One step is kept."""
        return replace(self.duty, before=None)

    @property
    def today(self) -> dt.date:
        return court_day(self.turn.context.now, self.conference.zone)

    def keep(self, duty: Duty, action: str, *, show: bool = True) -> Conference:
        """Save what was said, record it, and lay the reminders anew. ``show``: the headline tells it."""
        before, now = replace(self.duty, before=None), self.turn.context.now
        duties = MappingProxyType({**self.conference.duties, self.key: duty})
        saved = self.turn.uow.conferences.save(replace(self.conference, duties=duties))
        record(self.turn, saved, action, _audited(before), _audited(duty))
        replan(self.turn.uow, saved, now)
        if show:
            posting.refresh_headline(self.turn.uow, saved, now)
        return saved

    def tell(self, saved: Conference, card: Card) -> None:
        """Say it in the thread."""
        posting.thread_line(self.turn.uow, saved, card, self.turn.context.now)


def _audited(duty: Duty) -> dict[str, str]:
    said = {
        "item": duty.item,
        "state": duty.state.value,
        "made_on": duty.made_on.isoformat() if duty.made_on else "",
        "chosen": duty.chosen.isoformat() if duty.chosen else "",
        "snoozed_until": duty.snoozed_until.isoformat() if duty.snoozed_until else "",
        "owner": duty.owner.person if duty.owner else "",
    }
    return {name: value for name, value in said.items() if value}


def _opened(request: OfItem, turn: Turn) -> _Item | Reply:
    """The item, or why its button does nothing any more."""
    conference = turn.conference(request.conference)
    require(turn, conference, item_action(request, conference, turn.context.person.id))
    if not conference.active:
        return Reply(closed(conference))
    if request.revision != conference.revision:
        return Reply(superseded(conference, setting_of(turn.uow, conference, request.revision)))
    items = deadlines_of(conference, calendar_of(conference.order.court))
    found = next((each for each in items if each.key == request.item), None)
    row = conference.row(request.item.removeprefix(ROW)) if request.item.startswith(ROW) else None
    if found is None and row is None:
        raise NotFound(wording.NO_SUCH_ITEM)
    return _Item(turn, conference, request.item, found, row)


def mark_done(request: MarkDone, turn: Turn) -> Reply:
    """The item is done."""
    return _marked(request, turn, DutyState.DONE)


def mark_not_applicable(request: MarkNotApplicable, turn: Turn) -> Reply:
    """The item does not apply to this side."""
    return _marked(request, turn, DutyState.NOT_APPLICABLE)


def _marked(request: MarkDone | MarkNotApplicable, turn: Turn, state: DutyState) -> Reply:
    item = _opened(request, turn)
    if isinstance(item, Reply):
        return item
    if item.row is not None or item.matter is None:
        raise NotFound(wording.NO_SUCH_ITEM)
    if item.duty.state is state:
        return Reply(wording.already(item.conference, item.key, item.matter))
    made = Answer.YES if state is DutyState.DONE and item.key in (DEMAND, RESPONSE) else item.duty.already
    duty = replace(item.duty, state=state, already=made, snoozed_until=None, by=turn.stamp, before=item.last)
    saved = item.keep(duty, f"item_{state.value}")
    item.tell(saved, wording.line(saved, item.key, item.matter))
    return Reply(wording.marked(saved, item.key, item.matter))


def ask_made_on(request: AskMadeOn, turn: Turn) -> Reply:
    """The form that asks for the day."""
    item = _opened(request, turn)
    if isinstance(item, Reply):
        return item
    save = SaveMadeOn(conference=request.conference, revision=request.revision, item=request.item)
    return Reply(wording.made_on_form(save, {}, {}, wording.name_of(item.conference, item.key, item.matter)))


def save_made_on(request: SaveMadeOn, turn: Turn) -> Reply:
    """A demand or response was made on that day: the response counts from it."""
    item = _opened(request, turn)
    if isinstance(item, Reply):
        return item
    made_on = _past_day(request.values.get(wording.MADE_ON, ""), item.today)
    fault = (
        "" if isinstance(made_on, DateFault) else wording.not_made_on(item.conference, item.key, made_on, item.today)
    )
    if isinstance(made_on, DateFault) or fault:
        error = fault_words(made_on) if isinstance(made_on, DateFault) else fault
        name = wording.name_of(item.conference, item.key, item.matter)
        form = wording.made_on_form(replace(request, values={}), request.values, {wording.MADE_ON: error}, name)
        return Reply(form)
    duty = replace(
        item.duty,
        state=DutyState.DONE,
        already=Answer.YES,
        made_on=made_on,
        snoozed_until=None,
        by=turn.stamp,
        before=item.last,
    )
    saved = item.keep(duty, "item_made")
    items = deadlines_of(saved, calendar_of(saved.order.court))
    response = next((each for each in items if each.key == RESPONSE), None)
    item.tell(saved, wording.made_line(saved, item.key, response))
    return Reply(wording.made(saved, item.key, response))


def _past_day(typed: str, today: dt.date) -> dt.date | DateFault:
    """The day as typed. Without a year it is the one that is past, if only one can be."""
    found = read_date(typed, today=today)
    if not isinstance(found, DateFault):
        return found.date
    past = [each for each in found.candidates if each <= today]
    return past[0] if found.code is DateFaultCode.NO_YEAR and len(past) == 1 else found


def choose_reading(request: ChooseReading, turn: Turn) -> Reply:
    """Work to another of the dates the order allows."""
    item = _opened(request, turn)
    if isinstance(item, Reply):
        return item
    deadline = item.matter.deadline if item.matter else None
    allowed = deadline.days if deadline else ()
    day = next((each for each in allowed if each.isoformat() == request.date), None)
    if day is None:
        raise NotFound(wording.NO_SUCH_READING)
    if item.duty.chosen != day:
        saved = item.keep(replace(item.duty, chosen=day, by=turn.stamp, before=item.last), "reading_chosen")
        item.tell(saved, wording.chosen(saved, item.key, day, turn.stamp.name))
    return Reply(wording.chosen(item.conference, item.key, day, turn.stamp.name))


def snooze(request: SnoozeItem, turn: Turn) -> Reply:
    """Be reminded later, and never after the day itself."""
    item = _opened(request, turn)
    if isinstance(item, Reply):
        return item
    hours = hours_of(item.conference, record_of(turn, item.conference))
    until = snoozed_until(request.until, hours, turn.context.now, _last_day(item, hours))
    if until is None:
        return Reply(note(wording.TOO_LATE_TO_SNOOZE))
    saved = item.keep(replace(item.duty, snoozed_until=until, by=turn.stamp, before=item.last), "snoozed", show=False)
    return Reply(wording.snoozed(saved, item.key, item.matter, until))


def _last_day(item: _Item, hours: Hours) -> dt.date:
    """The last court day on which a reminder is of use."""
    if item.matter is not None and item.matter.deadline is not None:
        return hours.calendar.reminding_day(counted_to(item.duty, item.matter.deadline))
    at = item.conference.at
    return hours.calendar.reminding_day(at.date() - dt.timedelta(1)) if at else item.today


def snoozed_until(choice: str, hours: Hours, now: dt.datetime, last: dt.date) -> dt.datetime | None:
    """When a snoozed reminder comes again, on a business day's reminding hour; ``None`` if not before it is over."""
    today = hours.local(now).date()
    wanted = {
        "tomorrow": today + dt.timedelta(1),
        "two_days": today + dt.timedelta(2),
        "monday": today + dt.timedelta(7 - today.weekday()),
    }.get(choice) or _iso_day(choice, last)
    at = min(hours.next_business_morning(wanted - dt.timedelta(1)), hours.morning(last))
    return at if at > now else None


def _iso_day(choice: str, otherwise: dt.date) -> dt.date:
    try:
        return dt.date.fromisoformat(choice)
    except ValueError:
        return otherwise


def undo(request: UndoItem, turn: Turn) -> Reply:
    """Take back the last thing said about the item."""
    item = _opened(request, turn)
    if isinstance(item, Reply):
        return item
    before = item.duty.before
    if before is None:
        raise NotFound(wording.NOTHING_TO_UNDO)
    # A duty that was taken back has nothing before it: undoing an undo would surprise.
    saved = item.keep(before, "item_undone")
    card = wording.undone(saved, item.key, item.matter, turn.stamp.name)
    if item.row is None and item.duty.state is not before.state:
        item.tell(saved, card)
    return Reply(card)


def assign(request: AssignItem, turn: Turn) -> Reply:
    """Whoever presses owns the item: its reminders go to them."""
    item = _opened(request, turn)
    if isinstance(item, Reply):
        return item
    saved = item.keep(replace(item.duty, owner=turn.stamp, before=item.last), "item_assigned", show=False)
    return Reply(wording.owned(saved, item.key, item.matter))


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType(
    {
        MarkDone: mark_done,
        MarkNotApplicable: mark_not_applicable,
        SnoozeItem: snooze,
        AskMadeOn: ask_made_on,
        SaveMadeOn: save_made_on,
        ChooseReading: choose_reading,
        UndoItem: undo,
        AssignItem: assign,
    }
)
"""What each request of this module is answered by."""
