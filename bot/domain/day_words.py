"""Days, hours and time zones in words, as Parley writes them everywhere."""

import datetime as dt
from zoneinfo import ZoneInfo

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SHORT_WEEKDAYS = tuple(name[:3] for name in WEEKDAYS)
_SHORT_MONTHS = ("", *(name[:3] for name in MONTHS))

_ZONES = {
    "America/New_York": ("ET", "Eastern"),
    "America/Detroit": ("ET", "Eastern"),
    "America/Indiana/Indianapolis": ("ET", "Eastern"),
    "America/Kentucky/Louisville": ("ET", "Eastern"),
    "America/Chicago": ("CT", "Central"),
    "America/Menominee": ("CT", "Central"),
    "America/Denver": ("MT", "Mountain"),
    "America/Boise": ("MT", "Mountain"),
    "America/Phoenix": ("Arizona time", "Arizona"),
    "America/Los_Angeles": ("PT", "Pacific"),
    "America/Anchorage": ("Alaska time", "Alaska"),
    "Pacific/Honolulu": ("Hawaii time", "Hawaii"),
    "America/Puerto_Rico": ("Atlantic time", "Atlantic"),
    "UTC": ("UTC", "UTC"),
}


def long_day(day: dt.date) -> str:
    """As in "Friday, January 15, 2027"."""
    return f"{WEEKDAYS[day.weekday()]}, {plain_day(day)}"


def plain_day(day: dt.date) -> str:
    """As in "January 15, 2027"."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def short_day(day: dt.date, *, year: bool = False) -> str:
    """As in "Fri Jan 15", or "Fri Jan 15, 2027" with its year."""
    words = f"{_SHORT_WEEKDAYS[day.weekday()]} {_SHORT_MONTHS[day.month]} {day.day}"
    return f"{words}, {day.year}" if year else words


def day_beside(day: dt.date, other: dt.date) -> str:
    """A short day, with its year only where that differs from the other day's."""
    return short_day(day, year=day.year != other.year)


def clock(time: dt.time) -> str:
    """As in "10:00 am"."""
    return f"{time.hour % 12 or 12}:{time.minute:02} {'am' if time.hour < 12 else 'pm'}"  # noqa: PLR2004 - noon


def zone_label(zone: str) -> str:
    """A short label for an IANA zone: "ET", "PT", or its city's time, as in "London time"."""
    return _ZONES[zone][0] if zone in _ZONES else _city_time(zone)


def zone_name(zone: str) -> str:
    """An IANA zone in words: "Eastern time", or its city's time, as in "London time"."""
    if zone in _ZONES:
        name = _ZONES[zone][1]
        return name if name == "UTC" else f"{name} time"
    return _city_time(zone)


def _city_time(zone: str) -> str:
    return f"{zone.rsplit('/', 1)[-1].replace('_', ' ')} time"


def moment_words(at: dt.datetime, reader_zone: str | None = None) -> str:
    """An aware moment in its own zone, with the reader's hour beside it where their clocks differ.

    As in "Fri Jan 15, 2027, 10:00 am ET (7:00 am PT for you)".
    """
    court = at.tzinfo
    label = f" {zone_label(court.key)}" if isinstance(court, ZoneInfo) else ""
    return f"{short_day(at, year=True)}, {clock(at.time())}{label}{reader_aside(at, reader_zone)}"


def reader_aside(at: dt.datetime, reader_zone: str | None) -> str:
    """The reader's hour, " (7:00 am PT for you)", with the day where that differs; empty if clocks agree."""
    if reader_zone is None:
        return ""
    theirs = at.astimezone(ZoneInfo(reader_zone))
    if theirs.utcoffset() == at.utcoffset():
        return ""
    day = "" if theirs.date() == at.date() else f"{short_day(theirs)}, "
    return f" ({day}{clock(theirs.time())} {zone_label(reader_zone)} for you)"
