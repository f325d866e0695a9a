"""Reading the attendance form: an entry, or a sentence beside each field that needs another look."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.attendance import Attendee, FollowUp, Mode, Row
from bot.domain.conference import Conference
from bot.domain.confidences import Verdict, judge_text
from bot.domain.dates import DateFault, DateFaultCode, read_date
from bot.domain.names import judge_name
from bot.domain.people import Person, Stamp
from bot.domain.roll import Entry
from bot.services.order_fields import fault_words
from bot.wording import attendance_forms as wording
from bot.wording.words import court_day

_NUMBER = re.compile(r"\+?\(?\d[\d\s().-]{5,}\d")
_TELEPHONE_DIGITS = 7
_SPLIT = re.compile(r"\s*[;,\n]\s*")
_DEGREE = re.compile(r",\s*(?=(?:esq|jr|sr|ii|iii|iv|ph\.?d|m\.?d|cpa)\b\.?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filled:
    """What the form says, or why it cannot be kept yet. ``asked`` names the further questions to put."""

    entry: Entry | None = None
    withdrawn: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    values: Mapping[str, str] = field(default_factory=dict)
    """What may stand in the form again: everything typed but what is never repeated."""


def read_entry(
    typed: Mapping[str, str], conference: Conference, row: Row, by: Stamp, people: Mapping[str, Person]
) -> Filled:
    """Read the form of one party. ``people`` are those seen in the channel, for whom follow-ups can be recorded."""
    values = {name: text.strip() for name, text in typed.items()}
    refused = _never_kept(values)
    values = {name: "" if name in refused else text for name, text in values.items()}
    mode = values.get("mode", "")
    if mode == wording.WITHDRAWN and not refused:
        return Filled(withdrawn=True, values=values)
    if mode == wording.NOT_NAMED:
        return _unnamed(values, refused, conference, by, people)
    return _named(values, refused, row, by)


def _never_kept(values: Mapping[str, str]) -> dict[str, str]:
    """Fields that hold what Parley keeps nowhere, or more than it keeps."""
    errors = {}
    for name, text in values.items():
        if len(text) > wording.LONGEST.get(name, 300):
            errors[name] = wording.TOO_LONG
        elif name != "by" and judge_text(text) is not Verdict.CLEAN:
            errors[name] = wording.FIGURE_TYPED
        elif name not in ("name", "by") and _has_telephone_number(text):
            errors[name] = wording.NUMBER_TYPED
    return errors


def _has_telephone_number(text: str) -> bool:
    found = (re.sub(r"\D", "", each) for each in _NUMBER.findall(text))
    return any(len(digits) >= _TELEPHONE_DIGITS and not _is_day(digits) for digits in found)


def _is_day(digits: str) -> bool:
    try:
        dt.date.fromisoformat(digits)
    except ValueError:
        return False
    return True


def counsel_of(text: str) -> tuple[str, ...]:
    """The lawyers' names in a field; "Jane Hall, Esq." is one."""
    return tuple(filter(None, (each.strip() for each in _SPLIT.split(_DEGREE.sub(" ", text)))))


def _named(values: Mapping[str, str], refused: Mapping[str, str], row: Row, by: Stamp) -> Filled:
    counsel = counsel_of(values.get("counsel", ""))
    errors, asked = _about_name(values, row, counsel)
    errors |= _about_presence(values) | dict(refused)
    if errors:
        return Filled(errors=errors, asked=asked, values=values)
    counsel_confirmed = by if "counsel_confirmed" in asked else None
    attendee = Attendee(
        values["name"],
        values.get("title", ""),
        Mode(values["mode"]),
        values["known"],
        values.get("relation", ""),
        counsel_confirmed=counsel_confirmed,
        override=values.get("override") or None if "override" in asked else None,
    )
    return Filled(Entry(attendee, counsel, values.get("others", "")), values=values)


def _about_name(values: Mapping[str, str], row: Row, counsel: tuple[str, ...]) -> tuple[dict[str, str], frozenset[str]]:
    """What speaks against the name, and the questions that settle it: a reason, or counsel's own authority."""
    name = values.get("name", "")
    verdict = judge_name(name, row.party, (), entity=row.entity)
    if not verdict.accepted:
        if verdict.code == "empty" or not values.get("override"):
            asked = frozenset() if verdict.code == "empty" else frozenset({"override"})
            return {"name": verdict.why}, asked
        return {}, frozenset({"override"})
    about_counsel = judge_name(name, row.party, counsel, entity=row.entity)
    if about_counsel.accepted:
        return {}, frozenset()
    asked = frozenset({"counsel_confirmed"})
    answer = values.get("counsel_confirmed", "")
    if answer == wording.YES:
        return {}, asked
    return {"name": wording.CHOOSE_SOMEONE_ELSE if answer == wording.NO else about_counsel.why}, asked


def _about_presence(values: Mapping[str, str]) -> dict[str, str]:
    errors = {}
    if values.get("mode") not in list(Mode):
        errors["mode"] = wording.MODE_NEEDED
    if not values.get("known"):
        errors["known"] = wording.KNOWN_NEEDED
    if values.get("relation", "") not in ("", *wording.RELATIONS):
        errors["relation"] = wording.MODE_NEEDED
    return errors


def _unnamed(
    values: Mapping[str, str],
    refused: Mapping[str, str],
    conference: Conference,
    by: Stamp,
    people: Mapping[str, Person],
) -> Filled:
    errors = dict(refused)
    who = values.get("who", "")
    if not who:
        errors.setdefault("who", wording.WHO_NEEDED)
    day = _follow_up_day(values.get("by", ""), conference, by)
    if isinstance(day, str):
        errors.setdefault("by", day)
    if errors or isinstance(day, str):
        return Filled(errors=errors, values=values)
    following = FollowUp(who, day, _known_person(who, by, people))
    counsel = counsel_of(values.get("counsel", ""))
    return Filled(Entry(None, counsel, values.get("others", ""), following), values=values)


def _follow_up_day(text: str, conference: Conference, by: Stamp) -> dt.date | str:
    if not text:
        return wording.BY_NEEDED
    today = court_day(by.at, conference.zone)
    read = read_date(text, today=today)
    if isinstance(read, DateFault) and read.code is not DateFaultCode.NO_YEAR:
        return fault_words(read)
    # Nobody follows up in the past: a day without its year is the one to come.
    day = max(read.candidates, default=None) if isinstance(read, DateFault) else read.date
    if day is None:
        return wording.BY_NEEDED
    if day < today:
        return wording.BY_PASSED
    if conference.at is not None and day > conference.at.date():
        return wording.BY_TOO_LATE
    return day


def _known_person(who: str, by: Stamp, people: Mapping[str, Person]) -> str | None:
    """The person of the firm that the name means, if Parley has met exactly one such."""
    said = who.removeprefix("@").casefold()
    if said in ("me", "i", "myself", by.name.casefold()):
        return by.person
    found = [person.id for person in people.values() if person.name.casefold() == said]
    return found[0] if len(found) == 1 else None
