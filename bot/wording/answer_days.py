"""A day in an answer: its hour, its count, and the other days it may be."""

from bot.domain.day_words import clock, long_day, short_day
from bot.domain.due import Deadline
from bot.domain.order import Anchor, DayCount, Direction
from bot.wording.answer_case import Case

NO_HOUR = "; the order gives no hour"
_FRIDAY = 4
_ANCHORS = {
    Anchor.CONFERENCE: "the conference",
    Anchor.ORDER: "the order",
    Anchor.DEMAND: "the demand",
    Anchor.DEMAND_RECEIVED: "the demand is received",
    Anchor.LETTER: "the letter",
}


def period(rule: DayCount) -> str:
    """As in "no later than 14 days before the conference"."""
    unit = rule.unit.replace("_", " ")
    unit = unit[:-1] if rule.n == 1 else unit
    if rule.anchor is Anchor.THEREAFTER:
        return f"no later than {rule.n} {unit} “thereafter”"
    anchor = _ANCHORS.get(rule.anchor, "the day the order names")
    return f"no later than {rule.n} {unit} {'before' if rule.direction is Direction.BEFORE else 'after'} {anchor}"


def landing(day: Deadline | None) -> str:
    """After a period: the day it gives, the closed day it moved off, and what other readings give."""
    if day is None:
        return ""
    return f": {day_and_hour(day, silent=True)}{_moved(day)}{or_others(day)}"


def _moved(day: Deadline) -> str:
    """Which closed day the count ended on before it moved."""
    if day.nominal is None or day.nominal == day.due or day.named:
        return ""
    closed = "a weekend day" if day.nominal.weekday() > _FRIDAY else "a holiday"
    return f" (the count ends {short_day(day.nominal)}, {closed})"


def count_and_others(day: Deadline) -> str:
    """The count in words, and the other days it may be."""
    return f"{count(day)}{or_others(day)}"


def count(day: Deadline) -> str:
    """The count in words, as a sentence begins."""
    return f"{day.why[:1].upper()}{day.why[1:]}"


def or_others(day: Deadline) -> str:
    """As in ", or Monday, January 26, 2026 on another reading"; empty where there is one reading."""
    others = sorted({each.date for each in day.alternatives})
    return f", or {' or '.join(long_day(each) for each in others)} on another reading" if others else ""


def day_and_hour(day: Deadline | None, *, silent: bool = False) -> str:
    """The day and its hour; ``silent`` says nothing of an hour the order does not give."""
    if day is None:
        return ""
    hour = f" at {clock(day.time)}" if day.time else "" if silent else NO_HOUR
    return f"{long_day(day.due)}{hour}"


def gone(case: Case, day: Deadline | None) -> bool:
    """Whether a day lies behind in the channel it is asked in, under every reading."""
    today = case.matter.today if case.matter else None
    return day is not None and today is not None and day.latest < today


def passed(case: Case, day: Deadline | None) -> str:
    """Said of a day that had passed when the order was made, or has by now; empty of any other."""
    dated = case.order.order_date
    if day is not None and dated is not None and day.due < dated:
        return f", which was before the order's own date, {long_day(dated)}"
    return ", which has passed" if gone(case, day) else ""
