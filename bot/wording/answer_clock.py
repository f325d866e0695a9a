"""What a change of clocks does to the hour of a conference: nothing, since the hour is the court's own."""

import datetime as dt
from zoneinfo import ZoneInfo

from bot.domain.clock_changes import clock_changes
from bot.domain.conference import CONFERENCE
from bot.domain.day_words import clock, long_day, plain_day, zone_label
from bot.wording.answer_case import Case


def clock_change(case: Case) -> str:
    """The hour in court time on that day, and in the reader's own zone where that is known and another."""
    held = case.deadlines.get(CONFERENCE)
    if held is None or held.deadline is None:
        return ""
    due, time = held.deadline.due, held.deadline.time
    if case.sample_only:
        return case.no_date(long_day(due))
    if time is None:
        return ""
    zone = case.matter.zone if case.matter else ""
    court = f" ({zone_label(zone)})" if zone else ""
    said = f"{long_day(due)} at {clock(time)} is court time on that day{court}{_changed(case, due)}."
    return said + _for_reader(case, dt.datetime.combine(due, time))


def _changed(case: Case, due: dt.date) -> str:
    if case.matter is None or case.matter.today is None or not case.matter.zone or due <= case.matter.today:
        return ""
    changes = clock_changes(case.matter.today, due, case.matter.zone)
    if not changes:
        return "; no change of clocks comes before it"
    return f", after the clocks change on {plain_day(changes[-1])}"


def _for_reader(case: Case, local: dt.datetime) -> str:
    if case.matter is None or not case.matter.reader_zone or case.matter.reader_zone == case.matter.zone:
        return ""
    theirs = local.replace(tzinfo=ZoneInfo(case.matter.zone)).astimezone(ZoneInfo(case.matter.reader_zone))
    day = f"{long_day(theirs)} at " if theirs.date() != local.date() else ""
    return f" For you that is {day}{clock(theirs.time())} {zone_label(case.matter.reader_zone)}."
