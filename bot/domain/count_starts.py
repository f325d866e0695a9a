"""The day a period is counted from, the other days it may be counted from, and what is open about that."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.count_words import period_in_words
from bot.domain.court_days import Alternative
from bot.domain.day_words import short_day
from bot.domain.due import Anchors, Deadline, Uncountable, Warn
from bot.domain.order import Anchor, DayCount, Doubt, Unit

RUNNING_FROM_DEMAND = frozenset({Anchor.DEMAND, Anchor.DEMAND_RECEIVED, Anchor.THEREAFTER})


@dataclass(frozen=True, slots=True)
class Start:
    """The day a count runs from, the other days it may run from, and what is open about that.

    ``made`` says it is the day of a demand in fact made, which the clock follows.
    """

    day: dt.date
    label: str = ""
    others: tuple[Alternative, ...] = ()
    open: bool = False
    doubts: tuple[Doubt, ...] = ()
    made: bool = False


def start_of(rule: DayCount, anchors: Anchors) -> Start:
    if rule.anchor in RUNNING_FROM_DEMAND:
        return _from_demand(rule.anchor, anchors)
    day, missing = {
        Anchor.CONFERENCE: (anchors.conference, "the conference, which has no date yet"),
        Anchor.ORDER: (anchors.order, "the order, whose date is not known"),
        Anchor.LETTER: (anchors.letter, "the letter, which has no date"),
        Anchor.OTHER: (anchors.event, "something Parley has no date for"),
    }[rule.anchor]
    if day is None:
        raise Uncountable(f"This is due {period_in_words(rule)} {missing}.")
    if not isinstance(day, dt.datetime):
        return Start(day)
    if rule.unit is not Unit.HOURS:
        return Start(day.date())
    return Start(day if day.tzinfo else day.replace(tzinfo=ZoneInfo(anchors.zone)))


def _from_demand(anchor: Anchor, anchors: Anchors) -> Start:
    received, made, due = anchors.demand_received, anchors.demand_made, anchors.demand_due
    if anchor is Anchor.DEMAND_RECEIVED and received is not None:
        return Start(received, "the day the demand was received")
    if made is not None:
        return _from_demand_made(anchor, made, anchors)
    if due is None:
        raise Uncountable("This is counted from the demand, and neither its day nor the last day for it is known.")
    return _from_last_day(anchor, due)


def _from_demand_made(anchor: Anchor, made: dt.date, anchors: Anchors) -> Start:
    """The clock follows the demand actually made; what else "thereafter" could mean is shown beside it."""
    label = "the day of the demand"
    if anchor is Anchor.DEMAND_RECEIVED:
        text = "The order counts from receipt of the demand; Parley counts from the day it was made."
        return Start(made, label, doubts=(Doubt(Warn.RECEIPT_UNKNOWN, text),))
    if anchor is not Anchor.THEREAFTER:
        return Start(made, label)
    others = []
    if anchors.demand_received is not None:
        others.append(Alternative(anchors.demand_received, "counted from receipt of the demand"))
    if anchors.demand_due is not None:
        others += (each for each in _last_days(anchors.demand_due) if each.date != made)
    return Start(made, label, tuple(others), made=True)


def _from_last_day(anchor: Anchor, due: Deadline) -> Start:
    others = tuple(each for each in _last_days(due) if each.date != due.due)
    label = "the last day for the demand"
    if anchor is not Anchor.THEREAFTER:
        text = "Counted from the last day for the demand; a demand made earlier brings this day forward."
        return Start(due.due, label, others, due.disputed, (Doubt(Warn.DEMAND_DAY_UNKNOWN, text),))
    text = (
        "“Thereafter” may run from the day the demand is made, from its receipt, or from the last day to make it. "
        "Counted here from the last day; a demand made earlier may bring this day forward."
    )
    return Start(due.due, label, others, open=True, doubts=(Doubt(Warn.THEREAFTER, text),))


def _last_days(due: Deadline) -> tuple[Alternative, ...]:
    """The last day to make the demand, and the days that other readings, or the bare count, give for it."""
    days = dict.fromkeys((due.due, due.nominal, *(each.date for each in due.alternatives)))
    return tuple(
        Alternative(day, f"counted from {short_day(day)} as the last day for the demand") for day in days if day
    )
