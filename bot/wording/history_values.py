"""What an entry of the audit held before and after, in words."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.audit import Entry
from bot.domain.conference import Conference
from bot.domain.day_words import clock, short_day, zone_name
from bot.wording.order_form import LABELS
from bot.wording.words import listed

_CHANGED = "changed"
"""Stands for a value of which only that it was there is kept."""
_HIDDEN = frozenset({"revision", "party", "item", "person"})
"""Kept for telling settings, rows and items apart; said elsewhere or not at all."""
_SAID_BY_THE_ACT = frozenset({"state"})
_NAMES: Mapping[str, str] = {
    "made_on": "made on",
    "chosen": "date worked to",
    "snoozed_until": "next reminder",
    "form": "as",
    "on_file": "number on file",
    "counsel_confirmed": "counsel's own authority confirmed",
    "kept_although_questioned": "kept although questioned",
    "hour": "reminding hour",
    "ladder": "days before",
    "quiet": "quiet hours",
    "retention_days": "days kept after closing",
    "discreet": "discreet notifications",
}
_FORMS = {"json": "JSON", "csv": "tables", "ics": "a calendar file"}
_ANSWERS = {"true": "yes", "false": "no"}


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one conference's audit. ``people`` maps ids to names."""

    conference: Conference
    people: Mapping[str, str]

    def changes(self, entry: Entry) -> str:
        """As in " (made on: Tue Dec 22, 2026)": what differs before and after; empty when nothing does."""
        hidden = _HIDDEN | (_SAID_BY_THE_ACT if "item" in {**entry.before, **entry.after} else frozenset())
        changes = [
            self._change(name, entry.before.get(name, ""), entry.after.get(name, ""))
            for name in dict.fromkeys((*entry.before, *entry.after))
            if name not in hidden and (entry.before.get(name) != entry.after.get(name) or _unseen(name, entry))
        ]
        return f" ({'; '.join(changes)})" if changes else ""

    def side(self, values: Mapping[str, str]) -> str:
        """One side of an entry: "state: confirmed; name: B. Sample"."""
        shown = {name: self.word(name, each) for name, each in values.items() if name not in _HIDDEN}
        return "; ".join(f"{_label(name)}: {each}" for name, each in shown.items())

    def _change(self, name: str, before: str, after: str) -> str:
        if _CHANGED in (before, after):
            return f"{_label(name)} changed"
        if not before:
            return f"{_label(name)}: {self.word(name, after)}"
        return f"{_label(name)}: {self.word(name, before)} → {self.word(name, after) or 'none'}"

    def word(self, name: str, value: str) -> str:
        """A value in words: a person's name, a zone, a day with its hour only where one is meant."""
        match name:
            case "owner":
                return self.people.get(value, value)
            case "zone":
                return zone_name(value)
            case "form":
                return _FORMS.get(value, value)
            case "hour":
                return _hour(value)
            case "quiet":
                return " to ".join(map(_hour, value.split()))
            case "ladder":
                return listed(value.split())
            case "name":
                return value
            case _:
                return self._day(value) or _ANSWERS.get(value) or _plain(value)

    def _day(self, value: str) -> str:
        """A day, or a moment on the court's clock; empty for what is neither."""
        try:
            at = dt.datetime.fromisoformat(value)
        except ValueError:
            return ""
        if len(value) == len("2026-12-22"):
            return short_day(at, year=True)
        local = at.astimezone(ZoneInfo(self.conference.zone)) if at.tzinfo else at
        return f"{short_day(local, year=True)}, {clock(local.time())}"


def _unseen(name: str, entry: Entry) -> bool:
    """A fact that changed, of which neither value is kept."""
    return entry.before.get(name) == entry.after.get(name) == _CHANGED


def _label(name: str) -> str:
    label = LABELS.get(name, "")
    return _NAMES.get(name) or f"{label[:1].lower()}{label[1:]}" or name.replace("_", " ")


def _hour(value: str) -> str:
    return clock(dt.time(int(value))) if value.isdigit() and int(value) < 24 else value  # noqa: PLR2004 - hours


def _plain(value: str) -> str:
    return value.replace("_", " ") if value.isidentifier() else value
