"""A conference and its deadlines as an iCalendar file (RFC 5545), for a person's own calendar.

Importing a later file moves the same events: each keeps its UID, and its SEQUENCE rises. Days are all-day events that
block nobody's time; an event has an hour only where the order gives one, and never an end or an alarm.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from bot.domain.conference import CONFERENCE, DEMAND, LETTER, RESPONSE, Answer, Conference, DutyState, Status
from bot.domain.court_days import CourtCalendar
from bot.domain.day_words import long_day
from bot.domain.deadlines import Deadline
from bot.domain.matter_deadlines import DemandMade, MatterDeadline, order_deadlines
from bot.domain.order import LetterService, OrderReading
from bot.wording.icalendar_zone import zone_component

_TITLES = {
    CONFERENCE: "Settlement conference",
    LETTER: "Settlement letter due",
    DEMAND: "Settlement demand due",
    RESPONSE: "Response to the settlement demand due",
}
_EX_PARTE_LETTER = "Ex parte letter due"
_UNNAMED = "Deadline in the settlement conference order"
_CALLED_OFF = frozenset({Status.ADJOURNED, Status.SETTLED, Status.CANCELLED})


def calendar_file(
    conference: Conference, court: CourtCalendar, *, stamp: dt.datetime, sequence: int, names: bool = False
) -> bytes:
    """The file's bytes. ``stamp`` is the aware moment of writing; ``sequence`` must rise with each change.

    Titles name no party unless ``names``. What is done or does not apply is cancelled. A conference adjourned with no
    date, settled or cancelled gives a file that cancels the events; one that was held stays in the calendar as it was.
    """
    called_off = conference.status in _CALLED_OFF
    file = Calendar()
    file.add("prodid", "-//Parley//Settlement conference//EN")
    file.add("version", "2.0")
    file.add("method", "CANCEL" if called_off else "PUBLISH")
    dated = [(item, item.deadline) for item in _items(conference, court) if item.deadline is not None]
    days = [_day(item, deadline, conference) for item, deadline in dated]
    if days:
        file.add_component(zone_component(conference.zone, min(days), max(days)))
    for item, deadline in dated:
        event = _event(item, deadline, conference, names=names)
        event.add("dtstamp", stamp.astimezone(dt.UTC))
        event.add("sequence", sequence)
        file.add_component(event)
    for key in _without_a_day_now(conference, {item.key for item, _ in dated}):
        file.add_component(_withdrawn(key, conference, stamp, sequence))
    return bytes(file.to_ical())


def _items(conference: Conference, court: CourtCalendar) -> tuple[MatterDeadline, ...]:
    """The items of the setting on record, also of one that was called off."""
    duty = conference.duty(DEMAND)
    return order_deadlines(conference.order, conference.zone, court, demand=DemandMade(duty.already, duty.made_on))


def _event(item: MatterDeadline, deadline: Deadline, conference: Conference, *, names: bool) -> Event:
    event = Event()
    event.add("uid", _uid(item.key, conference))
    event.add("summary", _title(item, conference.order, names=names))
    event.add("dtstart", _start(item, deadline, conference))
    event.add("transp", "OPAQUE" if item.key == CONFERENCE else "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add("description", _description(item, deadline))
    off = conference.status in _CALLED_OFF or _not_wanted(item, conference)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    return event


def _without_a_day_now(conference: Conference, dated: set[str]) -> list[str]:
    """Items that an earlier setting may have put into somebody's calendar and this one gives no day for."""
    return [key for key in _TITLES if key not in dated] if conference.revision > 1 else []


def _withdrawn(key: str, conference: Conference, stamp: dt.datetime, sequence: int) -> Event:
    event = Event()
    event.add("uid", _uid(key, conference))
    event.add("summary", _TITLES[key])
    event.add("dtstart", conference.order.conference_at.date() if conference.order.conference_at else stamp.date())
    event.add("dtstamp", stamp.astimezone(dt.UTC))
    event.add("sequence", sequence)
    event.add("status", "CANCELLED")
    return event


def _uid(key: str, conference: Conference) -> str:
    return f"{conference.id}-{key.replace(':', '-')}@parley"


def _start(item: MatterDeadline, deadline: Deadline, conference: Conference) -> dt.date:
    day = _day(item, deadline, conference)
    return dt.datetime.combine(day, deadline.time, ZoneInfo(conference.zone)) if deadline.time else day


def _day(item: MatterDeadline, deadline: Deadline, conference: Conference) -> dt.date:
    return deadline.working_day(conference.duty(item.key).chosen)


def _not_wanted(item: MatterDeadline, conference: Conference) -> bool:
    """Done, not applicable, or made before it was registered: out of the calendar."""
    duty = conference.duty(item.key)
    made = item.key in (DEMAND, RESPONSE) and duty.already is Answer.YES
    return item.key != CONFERENCE and (made or duty.state is not DutyState.OPEN)


def _title(item: MatterDeadline, order: OrderReading, *, names: bool) -> str:
    title = _TITLES.get(item.key) or _other_title(item, order, names=names)
    if item.key == LETTER and order.letter_served is LetterService.EX_PARTE:
        title = _EX_PARTE_LETTER
    return f"{title}: {order.caption}" if names and order.caption else title


def _other_title(item: MatterDeadline, order: OrderReading, *, names: bool) -> str:
    """The order's own words for a further deadline, unless they name a party."""
    parties = (*order.plaintiffs, *order.defendants, *(each.name for each in order.other_parties))
    named = any(party.casefold() in item.name.casefold() for party in parties if party)
    return _UNNAMED if not item.name or (named and not names) else item.name[:1].upper() + item.name[1:]


def _description(item: MatterDeadline, deadline: Deadline) -> str:
    """How the day was counted, what other days there are, and where the order says it."""
    said = [f"{deadline.why}."]
    said += [f"Another reading gives {long_day(each.date)}: {each.reading}." for each in deadline.alternatives]
    if item.source is not None and item.source.paragraph != "0":
        said.append(f"(¶ {item.source.paragraph})")
    return " ".join(said)
