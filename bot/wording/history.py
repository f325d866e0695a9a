"""The audit in words, a page at a time, newest first."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from bot.conversation.cards import Button, Buttons, Card, Element, Items, Line, Small, Strong, Text
from bot.conversation.requests import ExportRecord, ShowHistory
from bot.domain.audit import Entry
from bot.domain.conference import ATTENDANCE, Conference
from bot.domain.day_words import clock, short_day, zone_label
from bot.domain.matter_deadlines import OTHER
from bot.wording.history_values import Values
from bot.wording.reminders import item_name

PER_PAGE = 10
ALTERED = "Some lines were altered outside Parley: their seals do not fit."
_INTACT = "Every line carries the seal it was written with."

ACTIONS: Mapping[str, str] = {
    "registered": "registered the conference",
    "edited": "edited the conference",
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
    "item_done": "marked {item} as done",
    "item_not_applicable": "marked {item} as not applicable",
    "item_made": "recorded the day of {item}",
    "item_undone": "took back a mark on {item}",
    "item_assigned": "took on {item}",
    "reading_chosen": "chose the date to work to for {item}",
    "snoozed": "put off the reminder of {item}",
    "settings_changed": "changed the settings",
    "status_only_allowed": "allowed dates and status to be posted where another organisation reads",
    "posted_again": "had the conference's cards posted again",
    "reminders_by_direct_message": "asked for reminders by direct message",
    "role_given": "changed the role of {person}",
    "record_deleted": "deleted the record",
}
"""What each act is called; one that is not here is said by its own word."""


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
    party = party_of(entry, conference)
    about = f" for {party}" if party else ""
    changed = Values(conference, people).changes(entry)
    return (when, Strong(name_of(entry.person, people)), f" {act(entry, conference, people)}{about}{changed}.")


def act(entry: Entry, conference: Conference, people: Mapping[str, str]) -> str:
    """What was done, as after a person's name."""
    said = {**entry.before, **entry.after}
    words = ACTIONS.get(entry.action, entry.action.replace("_", " "))
    item = _item(said.get("item", ""), conference)
    return words.replace("{item}", item).replace("{person}", name_of(said.get("person", ""), people))


def party_of(entry: Entry, conference: Conference) -> str:
    """The party the act is about; empty when it is about none on the list."""
    row = conference.row(entry.after.get("party", entry.before.get("party", "")))
    return row.party if row else ""


def name_of(person: str, people: Mapping[str, str]) -> str:
    """A person's name. ``people`` maps ids to names."""
    return people.get(person, person) or "somebody"


def _item(item: str, conference: Conference) -> str:
    """An item within a sentence: "the demand", or a party for one line of the attendance list."""
    row = conference.row(item.removeprefix(f"{ATTENDANCE}:"))
    if row is not None:
        return row.party
    place = item.removeprefix(OTHER)
    others = conference.order.other_deadlines
    name = others[int(place)].name if place.isdigit() and int(place) < len(others) else ""
    said = name or item_name(conference, item)
    return f"the {said[:1].lower()}{said[1:]}"
