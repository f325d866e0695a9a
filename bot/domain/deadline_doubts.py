"""What a person should look at before trusting a deadline."""

import datetime as dt
from collections.abc import Iterator

from bot.domain.count_starts import RUNNING_FROM_DEMAND
from bot.domain.court_days import CourtCalendar, Landing
from bot.domain.day_words import short_day
from bot.domain.due import Anchors, Deadline, Warn
from bot.domain.holidays import DayKind
from bot.domain.order import Anchor, DayCount, Direction, Doubt, DueRule, Unit


def counting_doubts(rule: DayCount, landing: Landing, calendar: CourtCalendar) -> Iterator[Doubt]:
    if landing.others:
        earliest = short_day(landing.earliest)
        if rule.unit is Unit.BUSINESS_DAYS:
            text = (
                f"Whether every day counted here is a business day is not settled. The earliest reading is {earliest}."
            )
            yield Doubt(Warn.BUSINESS_DAY_UNSETTLED, text)
        else:
            text = f"Whether a day in this count is a legal holiday is not settled. The earliest reading is {earliest}."
            yield Doubt(Warn.HOLIDAY_UNSETTLED, text)
    special = calendar.special(landing.day, rule.direction)
    if special is not None and special.kind is DayKind.COUNTER:
        text = f"On {short_day(landing.day)} the court's intake counters were closed, so nothing could be handed in."
        yield Doubt(Warn.COUNTERS_CLOSED, text)
    if calendar.state_unknown and rule.direction is Direction.AFTER and rule.unit is not Unit.BUSINESS_DAYS:
        yield Doubt(
            Warn.STATE_UNKNOWN,
            "Rule 6(a)(6)(C) also counts the state's own holidays going forward; Parley does not have this state's.",
        )


def misplaced(rule: DueRule, deadline: Deadline, anchors: Anchors, today: dt.date | None) -> Iterator[Doubt]:
    if anchors.order is not None and deadline.due < anchors.order:
        passed, made = short_day(deadline.due, year=True), short_day(anchors.order, year=True)
        yield Doubt(Warn.BEFORE_ORDER, f"{passed} had passed when the order was made on {made}.")
    if today is not None and deadline.due < today:
        yield Doubt(Warn.BEFORE_TODAY, f"{short_day(deadline.due, year=True)} has passed.")
    if anchors.conference is not None and not _meant_after_conference(rule):
        yield from _against_conference(rule, deadline, anchors, anchors.conference, today)


def _meant_after_conference(rule: DueRule) -> bool:
    return isinstance(rule, DayCount) and rule.anchor is Anchor.CONFERENCE and rule.direction is Direction.AFTER


def _against_conference(
    rule: DueRule, deadline: Deadline, anchors: Anchors, conference: dt.datetime, today: dt.date | None
) -> Iterator[Doubt]:
    from_demand = isinstance(rule, DayCount) and rule.anchor in RUNNING_FROM_DEMAND
    held = short_day(conference, year=True)
    if not _before(deadline, conference):
        code = Warn.RESPONSE_NOT_BEFORE_CONFERENCE if from_demand else Warn.NOT_BEFORE_CONFERENCE
        yield Doubt(code, f"{short_day(deadline.due, year=True)} is not before the conference on {held}.")
        return
    first = max(filter(None, (anchors.order, today)), default=None)
    if from_demand and anchors.demand_made is None and first and first + _at_least(rule) >= conference.date():
        text = f"A demand made on {short_day(first, year=True)} would put the response after the conference on {held}."
        yield Doubt(Warn.RESPONSE_NOT_BEFORE_CONFERENCE, text)


def _at_least(rule: DueRule) -> dt.timedelta:
    """The shortest a counted period can be: business days are never fewer than days."""
    if not isinstance(rule, DayCount):
        return dt.timedelta(0)
    if rule.unit is Unit.HOURS:
        return dt.timedelta(hours=rule.n)
    shortest = {Unit.WEEKS: 7, Unit.MONTHS: 28}
    return dt.timedelta(days=rule.n * shortest.get(rule.unit, 1))


def _before(deadline: Deadline, conference: dt.datetime) -> bool:
    if deadline.due != conference.date():
        return deadline.due < conference.date()
    return deadline.time is not None and deadline.time < conference.time()
