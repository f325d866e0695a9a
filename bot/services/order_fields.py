"""Reading the form that holds an order's facts: what was typed into values, each fault beside its field."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.domain.confidences import Verdict, judge_text
from bot.domain.dates import FORM, DateFault, DateFaultCode, read_date, read_moment
from bot.domain.day_words import short_day, zone_name
from bot.domain.moving import changed_fields, with_values
from bot.domain.order import (
    Anchor,
    ConditionalRule,
    DueRule,
    LetterService,
    NamedDay,
    OrderReading,
    OtherParty,
    PageLimit,
    Platform,
)
from bot.orders.periods import counts
from bot.wording import order_form as wording
from bot.wording.date_checks import contradictions
from bot.wording.words import listed

_LONGEST = {"docket": 80, "judge": 120, "court": 160, "location": 300}
_NAMES = frozenset({"plaintiffs", "defendants", "other_parties"})
_MOST_PARTIES = 100
_LONGEST_NAME = 300
_MOST_PAGES = 999
_OF_A_DAY = frozenset({"conference_at", "letter_due", "demand_rule", "response_rule", "order_date"})
_NUMERIC = re.compile(r"\b(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-](?P<year>\d{4}|\d{2})\b")
_MINUS = re.compile(r"(?:[-−–]|\bminus)\s*$", re.IGNORECASE)


class _Fault(Exception):
    """One sentence to stand beside a field."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The order with what was typed, the court's zone, the names of the fields that changed, and faults by field.

    ``read_as`` says how days in numbers were read that could be read otherwise.
    """

    order: OrderReading
    zone: str
    changed: tuple[str, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    read_as: tuple[str, ...] = ()


def fill(
    order: OrderReading, zone: str, typed: Mapping[str, str], today: dt.date, *, needs_date: bool = True
) -> Filled:
    """Read the form over an order. A field left as it was shown keeps its value and its source."""
    before = wording.shown(order, zone)
    values: dict[str, object] = {}
    errors: dict[str, str] = {}
    read_as: list[str] = []
    for name, read in _READERS.items():
        text = typed.get(name, before[name]).strip()
        if text == before[name]:
            continue
        if _holds_amount(name, text):
            errors[name] = wording.NO_FIGURES
            continue
        try:
            values[name] = read(text, order, today)
            read_as += [wording.read_as(name, day) for day in _month_first(text) if name in _OF_A_DAY]
        except _Fault as fault:
            errors[name] = str(fault)
    chosen, faults = _zone(typed, zone, values.get("conference_at"))
    errors |= faults
    if needs_date and not before["conference_at"] and not {"conference_at"} & (values.keys() | errors.keys()):
        errors["conference_at"] = wording.NEEDED
    if moment := values.pop("conference_at", None):
        values |= {"conference_at": moment[0], "conference_date": moment[0].date()}  # type: ignore[index]  # read above
    # What is typed anew and says the same keeps the words it was read from.
    values = {name: value for name, value in values.items() if value != getattr(order, name)}
    after = _captioned(with_values(order, values)) if values else order
    changed = changed_fields(order, after)
    moved = (*changed, "zone") if chosen != zone else changed
    return Filled(after, chosen, changed, contradictions(after, chosen, today, moved) | errors, tuple(read_as))


def _month_first(text: str) -> Iterator[dt.date]:
    """The day in numbers, where its first two could be taken the other way round."""
    found = _NUMERIC.search(text)
    if found is None:
        return
    turned = f"{text[: found.start()]}{found['second']}/{found['first']}/{found['year']}{text[found.end() :]}"
    read, other = read_date(text), read_date(turned)
    if not isinstance(read, DateFault) and not isinstance(other, DateFault) and read.date != other.date:
        yield read.date


def without_amounts(typed: Mapping[str, str]) -> Mapping[str, str]:
    """What was typed, to be shown again beside its faults: an amount is not repeated."""
    return {name: "" if _holds_amount(name, text) else text for name, text in typed.items()}


def _holds_amount(name: str, text: str) -> bool:
    """A party's own name may hold an amount, as in a forfeiture's caption."""
    return name not in _NAMES and judge_text(text) is Verdict.FIGURE


def _captioned(order: OrderReading) -> OrderReading:
    """A caption made of the parties where the order gives none."""
    if order.caption or not (order.plaintiffs and order.defendants):
        return order
    return with_values(order, {"caption": f"{order.plaintiffs[0]} v. {order.defendants[0]}"})


def fault_words(fault: DateFault, *, hour: bool = False) -> str:
    """What is wrong with a typed day, with the days that may have been meant. ``hour``: one is asked for too."""
    if fault.code is DateFaultCode.EMPTY:
        return wording.NEEDED_MOMENT if hour else wording.NEEDED_DAY
    if fault.code is not DateFaultCode.WEEKDAY_DISAGREES:
        said = fault.text if hour else fault.text.replace(FORM, wording.DAY_FORM)
        return said.replace("*", "")
    return f"{fault.text} Did you mean {listed([short_day(day, year=True) for day in fault.candidates], 'or')}?"


def _zone(typed: Mapping[str, str], zone: str, moment: object) -> tuple[str, dict[str, str]]:
    """The court's zone as chosen, or as written beside the hour; a fault where those two are not the same clock."""
    at, written = moment if isinstance(moment, tuple) else (None, None)
    chosen = typed.get("zone", zone).strip() or written or ""
    if chosen not in (*wording.ZONES, zone, written) or not chosen:
        return zone, {"zone": wording.CHOOSE_ZONE}
    if at is None:
        return chosen, {}
    if written and at.replace(tzinfo=ZoneInfo(written)).utcoffset() != at.replace(tzinfo=ZoneInfo(chosen)).utcoffset():
        beside = f"Beside the hour you wrote {zone_name(written)}; here {zone_name(chosen)} is chosen."
        return chosen, {"zone": f"{beside} {wording.CHOOSE_ZONE}"}
    return chosen, {}


# --- one reader for each field: the text as typed, the order until now, the court's day


def _moment(text: str, _: OrderReading, today: dt.date) -> tuple[dt.datetime, str | None]:
    read = read_moment(text, today=today)
    if isinstance(read, DateFault):
        raise _Fault(fault_words(read, hour=True))
    return dt.datetime.combine(read.date, read.time or dt.time()), read.zone


def _day(text: str, _: OrderReading, today: dt.date) -> dt.date | None:
    read = read_date(text, today=today) if text else None
    if isinstance(read, DateFault):
        raise _Fault(fault_words(read))
    return read.date if read else None


def _due(text: str, today: dt.date) -> DueRule | None:
    found = counts(text)
    if not found:
        return _named_day(text, today)
    rule = found[0].rule
    if rule is None or len(found) > 1 or _MINUS.search(text[: found[0].start]) or getattr(rule, "n", 1) < 1:
        raise _Fault(wording.NOT_A_RULE)
    if getattr(rule, "anchor", None) is Anchor.OTHER:
        raise _Fault(wording.UNKNOWN_EVENT)
    return rule


def _named_day(text: str, today: dt.date) -> NamedDay | None:
    read = read_date(text, today=today) if text else None
    if isinstance(read, DateFault):
        raise _Fault(wording.NOT_A_RULE if read.code is DateFaultCode.UNREADABLE else fault_words(read))
    return NamedDay(read.date, read.time) if read else None


def _letter(text: str, _: OrderReading, today: dt.date) -> DueRule | None:
    return _due(text, today)


def _demand(text: str, order: OrderReading, today: dt.date) -> ConditionalRule | None:
    return _conditional(text, order.demand_rule, today)


def _response(text: str, order: OrderReading, today: dt.date) -> ConditionalRule | None:
    return _conditional(text, order.response_rule, today)


def _conditional(text: str, before: ConditionalRule | None, today: dt.date) -> ConditionalRule | None:
    due = _due(text, today)
    return ConditionalRule(due, before.only_if_not_already if before else False) if due else None


def _words(name: str) -> Callable[[str, OrderReading, dt.date], str | None]:
    def read(text: str, _: OrderReading, __: dt.date) -> str | None:
        if len(text) > _LONGEST[name]:
            raise _Fault(wording.TOO_LONG)
        return text or None

    return read


def _parties(text: str, _: OrderReading, __: dt.date) -> tuple[str, ...]:
    names = dict.fromkeys(" ".join(each.split()) for line in text.splitlines() for each in line.split(";"))
    found = tuple(filter(None, names))
    if len(found) > _MOST_PARTIES or any(len(each) > _LONGEST_NAME for each in found):
        raise _Fault(wording.TOO_LONG)
    return found


def _others(text: str, order: OrderReading, today: dt.date) -> tuple[OtherParty, ...]:
    known = {each.name: each for each in order.other_parties}
    return tuple(known.get(name, OtherParty(name, "")) for name in _parties(text, order, today))


def _pages(text: str, order: OrderReading, _: dt.date) -> PageLimit | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:6]) <= _MOST_PAGES:
        raise _Fault(wording.NOT_A_NUMBER)
    before = order.page_limit or PageLimit(0)
    return PageLimit(int(text), before.excludes, before.double_spaced)


def _email(text: str, _: OrderReading, __: dt.date) -> str | None:
    name, at, domain = text.partition("@")
    if text and (not name or not at or "." not in domain or len(text.split()) > 1):
        raise _Fault(wording.NOT_AN_ADDRESS)
    return text or None


def _platform(text: str, _: OrderReading, __: dt.date) -> Platform | None:
    return Platform(text) if text in tuple(Platform) else None


def _served(text: str, _: OrderReading, __: dt.date) -> LetterService | None:
    return LetterService(text) if text in tuple(LetterService) else None


_READERS: Mapping[str, Callable[[str, OrderReading, dt.date], object]] = {
    "conference_at": _moment,
    "platform": _platform,
    "location": _words("location"),
    "letter_due": _letter,
    "letter_served": _served,
    "letter_email": _email,
    "page_limit": _pages,
    "demand_rule": _demand,
    "response_rule": _response,
    "plaintiffs": _parties,
    "defendants": _parties,
    "other_parties": _others,
    "docket": _words("docket"),
    "judge": _words("judge"),
    "court": _words("court"),
    "order_date": _day,
}
