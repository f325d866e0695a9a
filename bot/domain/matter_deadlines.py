"""Every date of one conference: the letter, the demand, the response, what else the order wants, and the day itself."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.domain.clock_changes import ClockFault, clock_fault
from bot.domain.conference import CONFERENCE, DEMAND, LETTER, RESPONSE, Answer, Conference
from bot.domain.court_days import CourtCalendar
from bot.domain.day_words import clock, long_day, short_day
from bot.domain.deadlines import Anchors, Deadline, Uncountable, Warn, compute
from bot.domain.holidays import DayKind
from bot.domain.order import ConditionalRule, Direction, Doubt, DueRule, OrderReading, Source

OTHER = "other:"
"""What the keys of the order's further deadlines begin with; their place in the order's list follows."""


@dataclass(frozen=True, slots=True)
class DemandMade:
    """What the team said about the demand: whether one was made and on which court day. Its amount has no field."""

    already: Answer = Answer.NOT_SURE
    on: dt.date | None = None
    received: dt.date | None = None


@dataclass(frozen=True, slots=True)
class MatterDeadline:
    """One item of a conference. ``deadline`` is ``None`` where no day can be counted; ``unknown`` then says why.

    ``name`` is the order's own for a further deadline. ``conditional`` duties are imposed only "if not already" done.
    ``source`` is where the order says it.
    """

    key: str
    deadline: Deadline | None
    name: str = ""
    unknown: str = ""
    conditional: bool = False
    source: Source | None = None


def deadlines_of(
    conference: Conference, calendar: CourtCalendar, *, today: dt.date | None = None
) -> tuple[MatterDeadline, ...]:
    """Every item of a registered conference, with what the team has said about the demand."""
    duty = conference.duty(DEMAND)
    order = conference.order if conference.at is not None else replace(conference.order, conference_at=None)
    demand = DemandMade(duty.already, duty.made_on)
    return order_deadlines(order, conference.zone, calendar, demand=demand, today=today)


def order_deadlines(
    order: OrderReading,
    zone: str,
    calendar: CourtCalendar,
    *,
    demand: DemandMade | None = None,
    today: dt.date | None = None,
) -> tuple[MatterDeadline, ...]:
    """Every item an order gives a day for: letter, demand, response, others, and last the conference.

    ``zone`` is the court's; ``today`` the court's day, without which nothing is said about the past.
    """
    made = demand if demand is not None and demand.already is Answer.YES else DemandMade()
    court = _Court(order, calendar, today)
    anchors = Anchors(order.conference_at, zone, order.order_date)
    letter = court.item(LETTER, order.letter_due, anchors)
    asked = court.item(DEMAND, order.demand_rule, anchors)
    anchors = replace(
        anchors,
        letter=letter.deadline.due if letter and letter.deadline else None,
        demand_made=made.on,
        demand_received=made.received,
        demand_due=asked.deadline if asked else None,
    )
    answer = court.item(RESPONSE, order.response_rule, anchors)
    others = (court.other(place, anchors) for place in range(len(order.other_deadlines)))
    return tuple(each for each in (letter, asked, answer, *others, court.conference(zone)) if each is not None)


@dataclass(frozen=True, slots=True)
class _Court:
    """One order before one court's calendar."""

    order: OrderReading
    calendar: CourtCalendar
    today: dt.date | None

    def item(self, key: str, rule: ConditionalRule | DueRule | None, anchors: Anchors) -> MatterDeadline | None:
        if rule is None:
            return None
        source = self.order.sources.get("letter_due" if key == LETTER else f"{key}_rule")
        if isinstance(rule, ConditionalRule):
            return self._counted(MatterDeadline(key, None, "", "", rule.only_if_not_already, source), rule.due, anchors)
        return self._counted(MatterDeadline(key, None, source=source), rule, anchors)

    def other(self, place: int, anchors: Anchors) -> MatterDeadline:
        wanted = self.order.other_deadlines[place]
        bare = MatterDeadline(f"{OTHER}{place}", None, name=wanted.name, source=wanted.source)
        return self._counted(bare, wanted.due, anchors)

    def conference(self, zone: str) -> MatterDeadline | None:
        at = self.order.conference_at
        if at is None:
            return None
        day = short_day(at, year=True)
        doubts = tuple(conference_doubts(at, zone, self.calendar, order_date=self.order.order_date, today=self.today))
        deadline = Deadline(at.date(), f"The order names {day}", at.time(), named=True, warnings=doubts)
        return MatterDeadline(CONFERENCE, deadline, source=self.order.sources.get("conference_at"))

    def _counted(self, bare: MatterDeadline, rule: DueRule, anchors: Anchors) -> MatterDeadline:
        try:
            deadline = compute(rule, anchors, self.calendar, today=self.today)
        except Uncountable as error:
            return replace(bare, unknown=str(error))
        if bare.key == RESPONSE and anchors.demand_made is not None:
            deadline = deadline.warned(*demand_doubts(anchors.demand_made, anchors.conference, self.today))
        return replace(bare, deadline=deadline)


def conference_doubts(
    at: dt.datetime,
    zone: str,
    calendar: CourtCalendar,
    *,
    order_date: dt.date | None = None,
    today: dt.date | None = None,
) -> Iterator[Doubt]:
    """What is odd about a conference at that court time: passed, on a closed day, or at no single moment."""
    day = long_day(at)
    if order_date is not None and at.date() < order_date:
        text = f"The conference on {day} is before the order's own date, {short_day(order_date, year=True)}."
        yield Doubt(Warn.CONFERENCE_BEFORE_ORDER, text)
    if today is not None and at.date() < today:
        yield Doubt(Warn.CONFERENCE_PASSED, f"{day} has passed.")
    special = calendar.special(at.date(), Direction.AFTER)
    if calendar.closed(at.date(), Direction.AFTER) or (special and special.kind is not DayKind.COUNTER):
        text = f"The conference is set for {day}, {calendar.name(special) if special else 'on a weekend'}."
        yield Doubt(Warn.CONFERENCE_CLOSED_DAY, text)
    fault = clock_fault(at, zone)
    if fault is ClockFault.SKIPPED:
        yield Doubt(Warn.CLOCK_SKIPPED, f"There is no {clock(at.time())} on {day}: the clocks skip that hour.")
    elif fault is ClockFault.REPEATED:
        yield Doubt(Warn.CLOCK_REPEATED, f"The clocks show {clock(at.time())} twice on {day}.")


def demand_doubts(made: dt.date, conference: dt.datetime | None, today: dt.date | None = None) -> Iterator[Doubt]:
    """What is odd about the day a demand is said to have been made."""
    day = short_day(made, year=True)
    if today is not None and made > today:
        yield Doubt(Warn.DEMAND_IN_FUTURE, f"{day} is still to come; a demand already made has a day that has passed.")
    if conference is not None and made >= conference.date():
        text = f"A demand on {day} is not before the conference on {short_day(conference, year=True)}."
        yield Doubt(Warn.DEMAND_AFTER_CONFERENCE, text)
