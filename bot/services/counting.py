"""Counting deadlines for the command line: one mapping in, one mapping out, both fit for JSON.

The periods of ``demand`` and ``response`` are those of the sample order: 14 days before the conference, 7 days
thereafter. Its court is in New York, so a count forward in New York's zone also passes over New York's holidays.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.court_days import CourtCalendar
from bot.domain.deadlines import Anchors, Deadline, compute, with_weekday
from bot.domain.errors import ParleyError
from bot.domain.matter_deadlines import conference_doubts, demand_doubts
from bot.domain.order import Anchor, DayCount, Direction, DueRule, NamedDay, Unit
from bot.services.date_case import (
    BadCase,
    Case,
    calendar_in,
    day_in,
    direction_in,
    moment_in,
    needed_day,
    number_in,
    unit_in,
    weekday_in,
    zone_of,
)

_DEMAND = DayCount(14, Unit.DAYS, Direction.BEFORE, Anchor.CONFERENCE)
_RESPONSE = DayCount(7, Unit.DAYS, Direction.AFTER, Anchor.THEREAFTER)


def count(case: object) -> dict[str, Any]:
    """One case of ``parley deadlines --batch``: its deadline, or ``{"id", "error"}`` with one sentence."""
    if not isinstance(case, Mapping):
        return {"id": None, "error": "A case must be a JSON object."}
    try:
        deadline = _deadline(case)
    except ParleyError as error:
        return {"id": case.get("id"), "error": str(error)}
    return {"id": case.get("id"), **as_json(deadline)}


def count_conference(case: Case) -> dict[str, Any]:
    """The single form: the demand and the response of one conference, or ``{"error"}`` with one sentence.

    Takes ``conference`` and, where known, ``tz``, ``order_date``, ``demand_made``, ``court`` and ``today``.
    """
    found = {rule: count({**case, "id": rule, "rule": rule}) for rule in ("demand", "response")}
    faults = [each["error"] for each in found.values() if "error" in each]
    if faults:
        return {"error": faults[0]}
    return {rule: {key: value for key, value in each.items() if key != "id"} for rule, each in found.items()}


def as_json(deadline: Deadline) -> dict[str, Any]:
    """A deadline in its printed form: ISO dates, and ``time`` only where there is an hour."""
    printed: dict[str, Any] = {
        "due": deadline.due.isoformat(),
        "earliest": deadline.earliest.isoformat(),
        "disputed": deadline.disputed,
        "alternatives": [{"date": each.date.isoformat(), "reading": each.reading} for each in deadline.alternatives],
        "warnings": [{"code": str(each.code), "text": each.text} for each in deadline.warnings],
        "why": deadline.why,
    }
    return printed if deadline.time is None else {**printed, "time": deadline.time.isoformat("minutes")}


@dataclass(frozen=True, slots=True)
class _Facts:
    """What every rule may need, read and checked."""

    conference: dt.datetime | None
    zone: str
    calendar: CourtCalendar
    order: dt.date | None
    today: dt.date | None

    def anchors(self, *, need_conference: bool = False) -> Anchors:
        if need_conference and self.conference is None:
            raise BadCase("“conference” is needed: its court date and time, such as 2027-01-15T10:00.")
        return Anchors(self.conference, self.zone, self.order)

    def compute(self, rule: DueRule, anchors: Anchors) -> Deadline:
        return compute(rule, anchors, self.calendar, today=self.today)


def _deadline(case: Case) -> Deadline:
    rule = case.get("rule")
    if not isinstance(rule, str) or rule not in _RULES:
        raise BadCase(f"“rule” must be one of {', '.join(_RULES)}.")
    zone = zone_of(case)
    facts = _Facts(
        conference=moment_in(case, "conference", zone),
        zone=zone,
        calendar=calendar_in(case, zone),
        order=day_in(case, "order_date", zone),
        today=day_in(case, "today", zone),
    )
    deadline = _RULES[rule](case, facts)
    if facts.conference is None:
        return deadline
    about = conference_doubts(facts.conference, zone, facts.calendar, order_date=facts.order, today=facts.today)
    return deadline.warned(*about)


def _demand(_: Case, facts: _Facts) -> Deadline:
    return facts.compute(_DEMAND, facts.anchors(need_conference=True))


def _response(case: Case, facts: _Facts) -> Deadline:
    made = day_in(case, "demand_made", facts.zone)
    anchors = facts.anchors(need_conference=made is None)
    anchors = replace(
        anchors,
        demand_made=made,
        demand_received=day_in(case, "demand_received", facts.zone),
        demand_due=facts.compute(_DEMAND, anchors) if facts.conference else None,
    )
    deadline = facts.compute(_RESPONSE, anchors)
    return deadline.warned(*demand_doubts(made, facts.conference, facts.today)) if made else deadline


def _letter(case: Case, facts: _Facts) -> Deadline:
    rule = DayCount(number_in(case), unit_in(case), Direction.BEFORE, Anchor.CONFERENCE)
    return facts.compute(rule, facts.anchors(need_conference=True))


def _fixed(case: Case, facts: _Facts) -> Deadline:
    day = NamedDay(needed_day(case, "date", facts.zone))
    return with_weekday(facts.compute(day, facts.anchors()), weekday_in(case))


def _generic(case: Case, facts: _Facts) -> Deadline:
    unit = unit_in(case)
    day = needed_day(case, "trigger", facts.zone)
    event = moment_in(case, "trigger", facts.zone) if unit is Unit.HOURS else day
    rule = DayCount(number_in(case), unit, direction_in(case), Anchor.OTHER)
    return facts.compute(rule, replace(facts.anchors(), event=event))


_RULES: Mapping[str, Callable[[Case, _Facts], Deadline]] = {
    "demand": _demand,
    "response": _response,
    "letter_relative": _letter,
    "fixed": _fixed,
    "generic": _generic,
}
