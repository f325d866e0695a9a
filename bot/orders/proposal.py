"""A reading in the printed form of ``parley read``."""

import datetime as dt
from collections.abc import Mapping

from bot.domain.order import ConditionalRule, DayCount, DueRule, OrderReading, Source

Json = Mapping[str, object]


def as_proposal(reading: OrderReading) -> dict[str, object]:
    """The JSON object of ``parley read``: ISO dates, court time without an offset, ``None`` where nothing is stated."""
    return {
        "kind": reading.kind.value,
        "register": reading.register,
        "caption": reading.caption,
        "plaintiffs": list(reading.plaintiffs),
        "plaintiffs_et_al": reading.plaintiffs_et_al,
        "defendants": list(reading.defendants),
        "defendants_et_al": reading.defendants_et_al,
        "other_parties": [{"name": each.name, "capacity": each.capacity} for each in reading.other_parties],
        "docket": reading.docket,
        "other_dockets": list(reading.other_dockets),
        "judge": reading.judge,
        "court": reading.court,
        "order_date": _day(reading.order_date),
        "conference_at": _moment(reading.conference_at, reading.conference_date),
        "tz": reading.tz,
        "previous_conference_at": _moment(reading.previous_conference_at, reading.previous_conference_date),
        "platform": reading.platform.value if reading.platform else None,
        "location": reading.location,
        "dial_in": reading.dial_in,
        "letter_due": _due(reading.letter_due),
        "letter_served": reading.letter_served.value if reading.letter_served else None,
        "letter_email": reading.letter_email,
        "letter_marking": reading.letter_marking,
        "letter_contents": list(reading.letter_contents),
        "page_limit": reading.page_limit.pages if reading.page_limit else None,
        "demand_rule": _conditional(reading.demand_rule),
        "response_rule": _conditional(reading.response_rule),
        "attendance_quotes": [_source(each) for each in reading.attendance_quotes],
        "other_deadlines": [
            {"name": each.name, "due": _due(each.due), "source": _source(each.source)}
            for each in reading.other_deadlines
        ],
        "warnings": [{"code": each.code, "text": each.text} for each in reading.warnings],
        "sources": {field: _source(source) for field, source in reading.sources.items()},
    }


def _source(source: Source) -> dict[str, object]:
    return {"words": source.words, "paragraph": source.paragraph}


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(at: dt.datetime | None, day: dt.date | None) -> str | None:
    """The moment to the minute; the day alone where the order gives no hour."""
    return at.isoformat(timespec="minutes") if at else _day(day)


def _due(rule: DueRule | None) -> dict[str, object] | None:
    if rule is None:
        return None
    time = rule.time.isoformat(timespec="minutes") if rule.time else None
    if isinstance(rule, DayCount):
        counted: dict[str, object] = {
            "n": rule.n,
            "unit": rule.unit.value,
            "direction": rule.direction.value,
            "anchor": rule.anchor.value,
            "date": _day(rule.date),
        }
        return counted | ({"time": time} if time else {})
    return {"date": _day(rule.date), "time": time}


def _conditional(rule: ConditionalRule | None) -> dict[str, object] | None:
    printed = _due(rule.due) if rule else None
    return printed | {"only_if_not_already": rule.only_if_not_already} if rule and printed else None
