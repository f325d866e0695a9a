"""Reading the values of one date case given to ``parley deadlines``, each checked, each fault one sentence."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.court_days import CourtCalendar, calendar_for
from bot.domain.day_words import WEEKDAYS
from bot.domain.errors import ParleyError
from bot.domain.holidays import state_holidays
from bot.domain.order import Direction, Unit

SAMPLE_COURT = "Southern District of New York"
"""Where a case in New York's time zone is taken to be, unless it names its court or its holidays."""

_SAMPLE_ZONE = "America/New_York"

Case = Mapping[str, Any]


class BadCase(ParleyError):
    """A case that cannot be counted as it stands; the sentence says what is wrong with it."""


def zone_of(case: Case) -> str:
    """The court's IANA zone; New York's if the case names none."""
    zone = case.get("tz")
    if zone is None:
        return _SAMPLE_ZONE
    try:
        return ZoneInfo(zone).key
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError) as error:
        raise BadCase("“tz” must be a time zone such as America/New_York.") from error


def moment_in(case: Case, key: str, zone: str) -> dt.datetime | None:
    """A date with or without its time, as naive court time; a moment with an offset is brought to the court's zone."""
    value = case.get(key)
    if value is None:
        return None
    try:
        read = dt.datetime.fromisoformat(value.strip())
        return read if read.tzinfo is None else read.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    except (AttributeError, TypeError, ValueError, OverflowError) as error:
        raise BadCase(
            f"“{key}” must be a real date, such as 2027-01-15, or a date and time, 2027-01-15T10:00."
        ) from error


def day_in(case: Case, key: str, zone: str) -> dt.date | None:
    """The court's day of a date or moment in the case."""
    moment = moment_in(case, key, zone)
    return moment.date() if moment else None


def needed_day(case: Case, key: str, zone: str) -> dt.date:
    """As ``day_in``, of a value the rule cannot do without."""
    day = day_in(case, key, zone)
    if day is None:
        raise BadCase(f"“{key}” is needed: a date such as 2027-01-15.")
    return day


def number_in(case: Case) -> int:
    """How many units the period has."""
    value = case.get("days")
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        return int(value.strip()[:9])
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise BadCase("“days” must be a whole number.")


def unit_in(case: Case) -> Unit:
    """The period's unit; days if the case names none."""
    value = case.get("unit")
    name = str(Unit.DAYS if value is None else value).strip().lower().replace(" ", "_")
    for unit in Unit:
        if name in (unit, unit.removesuffix("s")):
            return unit
    raise BadCase(f"“unit” must be one of {', '.join(Unit)}.")


def direction_in(case: Case) -> Direction:
    """Whether the period runs before or after its trigger."""
    value = case.get("direction")
    name = value.strip().lower() if isinstance(value, str) else ""
    if name not in tuple(Direction):
        raise BadCase("“direction” must be before or after.")
    return Direction(name)


def weekday_in(case: Case) -> int | None:
    """The weekday written beside a date, Monday being 0; ``None`` if there is none."""
    value = case.get("weekday")
    if value is None:
        return None
    for number, name in enumerate(WEEKDAYS):
        if isinstance(value, str) and value.strip().lower() in (name.lower(), name[:3].lower()):
            return number
    raise BadCase("“weekday” must be the name of a day, such as Friday.")


def calendar_in(case: Case, zone: str) -> CourtCalendar:
    """The holidays the case names, else those of its court, else those of the sample order's court in its zone."""
    holidays, court = case.get("holidays"), case.get("court")
    if not isinstance(holidays, str | None) or not isinstance(court, str | None):
        raise BadCase("“holidays” must be federal or federal+NY, and “court” a court's name.")
    if holidays is None and court is None and case.get("rule") == "generic":
        holidays = "federal"
    if holidays is None and court is None and zone == _SAMPLE_ZONE:
        court = SAMPLE_COURT
    return _calendar(holidays, court)


def _calendar(holidays: str | None, court: str | None) -> CourtCalendar:
    if holidays is None:
        return calendar_for(court)
    nation, _, state = holidays.replace(" ", "").partition("+")
    if nation.lower() != "federal" or (state and not state_holidays(state.upper())):
        raise BadCase("“holidays” must be federal or federal+NY.")
    named = court or (SAMPLE_COURT if state.upper() == "NY" else None)
    return CourtCalendar(state.upper() or None, named)
