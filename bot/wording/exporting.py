"""A conference's record as files: everything as JSON, the lists as tables."""

import csv
import dataclasses
import datetime as dt
import enum
import io
import json
from collections.abc import Mapping, Sequence

from bot.conversation.cards import Button, Card
from bot.conversation.requests import ExportRecord
from bot.domain.audit import Entry
from bot.domain.conference import Conference
from bot.wording.attendance_list import safe_cell
from bot.wording.history import act, name_of, party_of
from bot.wording.history_values import Values
from bot.wording.words import note

NO_SUCH_FORM = "A record is exported as json, csv or ics."
FORMAT = "parley-record-1"
"""Names the shape of the JSON file; it changes when a reader of the old shape would misread the new one."""
_HANDED = {
    "json": "The whole record is attached as JSON, with its history.",
    "csv": "Attendance and history are attached as tables.",
    "ics": "The dates are attached for your calendar; importing a later file moves them.",
}
_OTHERS = {"json": "Export JSON", "csv": "Export tables (.csv)", "ics": "Calendar (.ics)"}


def record_json(conference: Conference, entries: Sequence[Entry], now: dt.datetime, *, intact: bool) -> bytes:
    """The record and its audit. ``intact`` is whether every entry still carries the seal it was written with."""
    record = {
        "format": FORMAT,
        "exported_at": now.isoformat(),
        "conference": _plain(conference),
        "history": [_plain(each) for each in entries],
        "history_intact": intact,
    }
    return json.dumps(record, ensure_ascii=False, indent=2).encode()


def history_table(conference: Conference, entries: Sequence[Entry], people: Mapping[str, str]) -> bytes:
    """The audit in words as comma-separated values, moments in UTC. ``people`` maps ids to names."""
    values = Values(conference, people)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("When (UTC)", "Person", "Action", "Party", "Before", "After"))
    for each in entries:
        cells = (
            each.at.astimezone(dt.UTC).isoformat(),
            name_of(each.person, people),
            act(each, conference, people),
            party_of(each, conference),
            values.side(each.before),
            values.side(each.after),
        )
        writer.writerow(tuple(map(safe_cell, cells)))
    return text.getvalue().encode("utf-8-sig")


def handed(conference: Conference, form: str) -> Card:
    """To the person who asked for it."""
    others = tuple(Button(label, ExportRecord(conference.id, each)) for each, label in _OTHERS.items() if each != form)
    names = "" if form == "ics" else " It holds names; keep it as you keep the file."
    return note(f"{_HANDED[form]}{names}", buttons=others)


def _plain(value: object) -> object:
    """A value of the domain as JSON can hold it."""
    if isinstance(value, enum.Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_plain(each) for each in value]
    return value
