"""Sentences for the facts an order's reader has typed: dates, pages, names. One flat sentence or two each.

A function returns an empty string where the order does not state its fact.
"""

import datetime as dt
from collections.abc import Callable

from bot.domain.conference import CONFERENCE, DEMAND, LETTER, RESPONSE
from bot.domain.day_words import clock, long_day, zone_label
from bot.domain.due import Deadline, Warn
from bot.domain.matter_deadlines import OTHER, MatterDeadline
from bot.domain.order import Anchor, DayCount, LetterService, NamedDay, Platform
from bot.wording.answer_case import Case
from bot.wording.answer_clock import clock_change
from bot.wording.answer_days import (
    NO_HOUR,
    count,
    count_and_others,
    day_and_hour,
    gone,
    landing,
    or_others,
    passed,
    period,
)
from bot.wording.answer_text import cited
from bot.wording.changed_since import moved

_HELD = {
    Platform.TEAMS: "by video on Microsoft Teams",
    Platform.ZOOM: "by video on Zoom",
    Platform.VIDEO: "by video",
    Platform.TELEPHONE: "by telephone",
    Platform.IN_PERSON: "in person",
}


_NOT_SINCE_MOVED = "No letter date is entered since the conference was moved; an earlier one was for the earlier day."


def stated(topic: str, case: Case) -> str:
    """What the order states about a topic, in our words; empty if it does not or if its own words must do."""
    say = _SAYINGS.get(topic)
    return say(case) if say else ""


def _conference_when(case: Case) -> str:
    at = case.order.conference_at
    if case.sample_only:
        return case.no_date(long_day(at)) if at else ""
    held = case.deadlines.get(CONFERENCE)
    if held is None or held.deadline is None:
        return ""
    deadline = held.deadline
    hour = f" at {clock(deadline.time)}" if deadline.time else NO_HOUR
    zone = f" {zone_label(case.matter.zone)}" if deadline.time and case.matter and case.matter.zone else ""
    verb = "was" if gone(case, deadline) else "is"
    return f"The conference {verb} {long_day(deadline.due)}{hour}{zone}."


def _conference_place(case: Case) -> str:
    order = case.order
    if order.platform is None and not order.location:
        return ""
    held = f"The conference is held {_HELD[order.platform]}" if order.platform else "The conference is held"
    where = f" at {' '.join(order.location.split())}" if order.location else ""
    stated_so = "platform" in order.sources  # a form changed later says nothing of what the order names
    remote = stated_so and order.platform not in (None, Platform.IN_PERSON) and not order.location
    return f"{held}{where}{'; the order names no courtroom or place to come to' if remote else ''}."


def _judge(case: Case) -> str:
    name = case.order.judge
    if not name:
        return ""
    title = "Magistrate Judge " if "magistrate" in case.order.text.lower() else "Judge "
    return f"The conference is before {title}{name}, who issued the order."


def _court(case: Case) -> str:
    return f"The order is from the {case.order.court}." if case.order.court else ""


def _docket(case: Case) -> str:
    others = f", with {', '.join(case.order.other_dockets)}" if case.order.other_dockets else ""
    return f"The docket number is {case.order.docket}{others}." if case.order.docket else ""


def _caption(case: Case) -> str:
    order = case.order
    if not (order.caption or order.plaintiffs):
        return ""
    sides = [
        f"{role}{'s' if len(names) > 1 or more else ''}: {', '.join(names)}{', et al.' if more else ''}."
        for role, names, more in (
            ("Plaintiff", order.plaintiffs, order.plaintiffs_et_al),
            ("Defendant", order.defendants, order.defendants_et_al),
        )
        if names
    ]
    others = [f"{each.capacity}: {each.name}." for each in order.other_parties]
    return " ".join([f"The case is {order.caption}." if order.caption else "", *sides, *others]).strip()


def _order_date(case: Case) -> str:
    return f"The order is dated {long_day(case.order.order_date)}." if case.order.order_date else ""


def _letter_due(case: Case) -> str:
    rule = case.order.letter_due
    if rule is None:
        return _NOT_SINCE_MOVED if moved(case.order) else ""
    held = case.deadlines.get(LETTER)
    day = held.deadline if held else None
    if case.sample_only and day:
        return case.no_date(long_day(day.due))
    verb = "was" if gone(case, day) else "is"
    if isinstance(rule, NamedDay) and day:
        return f"The {case.paper} {verb} due {day_and_hour(day)}."
    counted = period(rule) if isinstance(rule, DayCount) else ""
    return f"The {case.paper} {verb} due {counted}{landing(day)}."


def _letter_pages(case: Case) -> str:
    limit = case.order.page_limit
    if limit is None:
        return ""
    extent = f"{limit.pages} page{'s' if limit.pages != 1 else ''}"
    spaced = ", double-spaced" if limit.double_spaced else ""
    without = f", {' '.join(limit.excludes.split())}" if limit.excludes else ""
    return f"The {case.paper} may be at most {extent}{spaced}{without}."


def _letter_pages_permission(case: Case) -> str:
    if not case.provides("letter_pages_permission"):
        return ""
    return f"{_letter_pages(case)} More takes the Court's permission.".strip()


def _letter_route(case: Case) -> str:
    address = case.order.letter_email
    return f"The {case.paper} goes by e-mail to {address}." if address else ""


def _letter_marking(case: Case) -> str:
    marking = case.order.letter_marking
    return f"The {case.paper} is marked “{' '.join(marking.split())}.”" if marking else ""


def _letter_service(case: Case) -> str:
    if not case.provides("letter_service") and case.order.letter_served is None:
        return ""
    if case.order.letter_served is LetterService.EX_PARTE and not case.says("letter_service", "need not"):
        return f"No one is served: the {case.paper} is for the Court alone and does not go to the other parties."
    if case.order.letter_served is LetterService.SERVED:
        return f"The {case.paper} is served on the other parties."
    if case.order.letter_served is LetterService.MIXED:
        return "There are two: one paper goes to the other parties, one is confidential and for the Court alone."
    return ""


def _letter_contents(case: Case) -> str:
    items = case.order.letter_contents
    if not items:
        return ""
    listed = "; ".join(f"{at}) {' '.join(each.split())}" for at, each in enumerate(items, 1))
    return f"The order lists: {listed}."


def _demand(case: Case) -> str:
    rule = case.order.demand_rule
    if rule is None:
        return ""
    condition = "If no demand has been made yet, it is due" if rule.only_if_not_already else "The demand is due"
    return _exchanged(case, DEMAND, condition)


def _response(case: Case) -> str:
    rule = case.order.response_rule
    if rule is None:
        return ""
    condition = (
        "If the demand has not been answered yet, the response is due"
        if rule.only_if_not_already
        else "The response is due"
    )
    if case.supposed is not None:
        return _supposed(*case.supposed)
    if isinstance(rule.due, DayCount) and rule.due.anchor is Anchor.THEREAFTER:
        return _thereafter(case, rule.due, condition)
    return _exchanged(case, RESPONSE, condition)


def _supposed(made: dt.date, day: Deadline) -> str:
    """The response to a demand made on the day the question supposes."""
    late = [each.text for each in day.warnings if each.code == Warn.RESPONSE_NOT_BEFORE_CONFERENCE]
    why = "" if day.named else f" {count(day)}."
    said = f"For a demand made {long_day(made)}, the response is due {day_and_hour(day, silent=True)}{or_others(day)}."
    return " ".join((f"{said}{why}", *late))


def _thereafter(case: Case, rule: DayCount, condition: str) -> str:
    """The order counts "thereafter" without saying after what: both readings."""
    said = f"{condition} {period(rule)}, and the order does not say after what: the demand as made, or its last day."
    held = case.deadlines.get(RESPONSE)
    day = held.deadline if held else None
    if case.sample_only or day is None:
        return said
    return f"{said} {count_and_others(day)}{passed(case, day)}."


def _exchanged(case: Case, key: str, condition: str) -> str:
    rule = case.order.demand_rule if key == DEMAND else case.order.response_rule
    held = case.deadlines.get(key)
    day = held.deadline if held else None
    if rule is None:
        return ""
    if isinstance(rule.due, NamedDay):
        if day is None or case.sample_only:
            return case.no_date(long_day(rule.due.date)) if case.sample_only else ""
        return f"{condition} {day_and_hour(day)}{passed(case, day)}."
    said = f"{condition} {period(rule.due)}"
    if case.sample_only:
        return f"{said}."
    return f"{said}{landing(day)}{passed(case, day)}."


def _response_trigger(case: Case) -> str:
    rule = case.order.response_rule
    if rule is None or not isinstance(rule.due, DayCount) or rule.due.anchor in (Anchor.THEREAFTER, Anchor.OTHER):
        return ""
    return f"The response is due {period(rule.due)}."


def _other_dates(case: Case) -> str:
    if case.sample_only:
        return ""
    found = [
        cited(f"{each.name[:1].upper()}{each.name[1:]}: {day_and_hour(each.deadline, silent=True)}", _place(each))
        for key, each in case.deadlines.items()
        if key.startswith(OTHER) and each.deadline
    ]
    return "\n- ".join(dict.fromkeys(found))


def _place(each: MatterDeadline) -> tuple[str, ...]:
    return (each.source.paragraph,) if each.source else ()


def _letter_hour(case: Case) -> str:
    rule = case.order.letter_due
    return _letter_due(case) if rule is not None and rule.time is not None else ""


_SAYINGS: dict[str, Callable[[Case], str]] = {
    "conference_when": _conference_when,
    "clock_change": clock_change,
    "conference_place": _conference_place,
    "judge": _judge,
    "court": _court,
    "docket": _docket,
    "caption": _caption,
    "order_date": _order_date,
    "letter_due": _letter_due,
    "letter_hour": _letter_hour,
    "letter_pages": _letter_pages,
    "letter_pages_permission": _letter_pages_permission,
    "letter_route": _letter_route,
    "letter_marking": _letter_marking,
    "letter_service": _letter_service,
    "letter_contents": _letter_contents,
    "demand": _demand,
    "response": _response,
    "response_trigger": _response_trigger,
    "other_dates": _other_dates,
}
