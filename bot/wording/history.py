"""The audit in words, a page at a time, newest first."""

import datetime as dt
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from bot.conversation.cards import Button, Buttons, Card, Element, Items, Line, Small, Strong, Text
from bot.conversation.requests import ExportRecord, ShowHistory
from bot.domain.audit import Entry
from bot.domain.conference import Conference
from bot.domain.day_words import clock, short_day, zone_label

PER_PAGE = 10
ALTERED = "Some lines were altered outside Parley: their seals do not fit."
_INTACT = "Every line carries the seal it was written with."

ACTIONS: Mapping[str, str] = {
    "registered": "registered the conference",
    "edited": "edited the dates",
    "changed": "changed the conference",
    "moved": "moved the conference",
    "replaced": "replaced the conference",
    "verified": "verified the dates",
    "adjourned": "adjourned the conference",
    "closed": "closed the conference",
    "reopened": "reopened the conference",
    "hold_placed": "placed a hold",
    "hold_released": "released the hold",
    "exported": "exported the record",
    "attendance_named": "recorded who attends",
    "attendance_reconfirmed": "confirmed that it is still correct",
    "attendance_withdrawn": "withdrew a person",
    "attendance_undone": "took a change back",
    "attendance_number": "said whether a number is on file",
    "attendance_not_ours": "left a party to somebody else",
    "attendance_reminded": "had the open parties reminded",
    "party_added": "added a party",
    "party_removed": "took a party off the list",
    "role_given": "gave a role",
}
"""What each act is called; one that is not here is said by its own word."""

_HIDDEN = frozenset({"revision", "party"})
"""Kept for telling settings and rows apart; not said."""


def history(
    conference: Conference, entries: Sequence[Entry], people: Mapping[str, str], page: int, *, intact: bool
) -> Card:
    """One page of the audit. ``people`` maps ids to names."""
    newest = sorted(entries, key=lambda each: each.at, reverse=True)
    pages = max(1, -(-len(newest) // PER_PAGE))
    page = min(max(page, 1), pages)
    shown = newest[(page - 1) * PER_PAGE : page * PER_PAGE]
    lines = tuple(_line(each, conference, people) for each in shown)
    elements: list[Element] = [Items(lines) if lines else Text(("Nothing is recorded yet.",))]
    elements.append(Small((f"Page {page} of {pages}. {_INTACT if intact else ALTERED} Times are court time.",)))
    turned = (("Newer", page - 1), ("Older", page + 1))
    turning = (Button(label, ShowHistory(conference.id, to)) for label, to in turned if 1 <= to <= pages)
    elements.append(Buttons((*turning, Button("Export", ExportRecord(conference.id, "json")))))
    return Card("History", tuple(elements), "The conference's history")


def _line(entry: Entry, conference: Conference, people: Mapping[str, str]) -> Line:
    at = entry.at.astimezone(ZoneInfo(conference.zone))
    when = f"{short_day(at, year=True)}, {clock(at.time())} {zone_label(conference.zone)}: "
    who = people.get(entry.person, entry.person)
    what = ACTIONS.get(entry.action, entry.action.replace("_", " "))
    return (when, Strong(who), f" {what}{_about(entry, conference)}.")


def _about(entry: Entry, conference: Conference) -> str:
    """The party, and what was there before and after."""
    row = conference.row(entry.after.get("party", entry.before.get("party", "")))
    party = f" for {row.party}" if row else ""
    changes = [
        _change(name, entry.before.get(name, ""), entry.after.get(name, ""))
        for name in dict.fromkeys((*entry.before, *entry.after))
        if name not in _HIDDEN and entry.before.get(name) != entry.after.get(name)
    ]
    return f"{party} ({'; '.join(changes)})" if changes else party


def _change(name: str, before: str, after: str) -> str:
    label = name.replace("_", " ")
    if not before:
        return f"{label}: {_value(after)}"
    return f"{label}: {_value(before)} → {_value(after) or 'none'}"


def _value(value: str) -> str:
    """States as words and moments as days; anything else as it stands."""
    try:
        at = dt.datetime.fromisoformat(value)
    except ValueError:
        return value.replace("_", " ") if value.isidentifier() else value
    return f"{short_day(at, year=True)}, {clock(at.time())}"
