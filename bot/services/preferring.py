"""A channel's own hours, ladder and retention."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.conversation.replies import Reply
from bot.conversation.requests import EditSettings, Request, SaveSettings, ShowSettings
from bot.domain.audit import Entry
from bot.domain.channel import Preferences
from bot.services import planning
from bot.services.roles import Action, may, require
from bot.services.turn import Handler, Turn
from bot.wording import settings as wording

LONGEST_LADDER = 6
FARTHEST_RUNG = 60
LONGEST_RETENTION = 3650
_HOUR = re.compile(r"([0-9]{1,2})(?::00)?\s{0,3}(am|pm)?", re.IGNORECASE)


def show_settings(_: ShowSettings, turn: Turn) -> Reply:
    """The settings in one card."""
    conference = turn.active()
    require(turn, conference, Action.ASK)
    card = wording.settings_card(turn.record.preferences, may_edit=may(turn, conference, Action.EDIT))
    return Reply(card)


def edit_settings(_: EditSettings, turn: Turn) -> Reply:
    """The form."""
    require(turn, turn.active(), Action.EDIT)
    return Reply(wording.settings_form(turn.record.preferences, {}, {}))


def save_settings(request: SaveSettings, turn: Turn) -> Reply:
    """Keep the settings, and lay the reminders of this channel's conference anew."""
    conference, record = turn.active(), turn.record
    require(turn, conference, Action.EDIT)
    changed, errors = _read(request.values)
    if changed is None:
        return Reply(wording.settings_form(record.preferences, request.values, errors))
    turn.uow.channels.save(replace(turn.record, preferences=changed))
    if conference is not None:
        planning.replan(turn.uow, conference, turn.context.now)
    _audit(turn, record.preferences, changed)
    return Reply(wording.settings_card(changed, may_edit=True), replaces=True)


def _read(values: Mapping[str, str]) -> tuple[Preferences | None, dict[str, str]]:
    """The settings as typed, or what is wrong with each field."""
    readers: Mapping[str, tuple[Callable[[str], object | None], str]] = {
        "hour": (_hour, wording.HOUR),
        "quiet_from": (_hour, wording.HOUR),
        "quiet_until": (_hour, wording.HOUR),
        "ladder": (_ladder, wording.LADDER),
        "retention_days": (_days, wording.DAYS),
    }
    read = {name: reader(values.get(name, "").strip()) for name, (reader, _) in readers.items()}
    errors = {name: readers[name][1] for name, value in read.items() if value is None}
    if not errors and not read["quiet_until"] <= read["hour"] < read["quiet_from"]:  # type: ignore[operator] # both are hours here
        errors["hour"] = wording.QUIET
    if errors:
        return None, errors
    return Preferences(discreet=values.get("discreet") == "yes", **read), {}  # type: ignore[arg-type] # read by name


def _hour(typed: str) -> int | None:
    found = _HOUR.fullmatch(typed)
    if found is None:
        return None
    hour = int(found[1])
    if found[2]:
        hour = hour % 12 + (12 if found[2].casefold() == "pm" else 0)
    return hour if hour <= 23 else None  # noqa: PLR2004 - the last hour of a day


def _ladder(typed: str) -> tuple[int, ...] | None:
    words = [each for each in re.split(r"[,\s]", typed) if each]
    if not 1 <= len(words) <= LONGEST_LADDER or not all(each.isascii() and each.isdigit() for each in words):
        return None
    rungs = {int(each) for each in words if len(each) <= len(str(FARTHEST_RUNG))}
    fits = len(rungs) == len(set(words)) and max(rungs) <= FARTHEST_RUNG
    return tuple(sorted(rungs, reverse=True)) if fits else None


def _days(typed: str) -> int | None:
    if not (typed.isascii() and typed.isdigit() and len(typed) <= len(str(LONGEST_RETENTION))):
        return None
    return int(typed) if 1 <= int(typed) <= LONGEST_RETENTION else None


def _audit(turn: Turn, before: Preferences, after: Preferences) -> None:
    stamp, conference = turn.stamp, turn.active()
    entry = Entry(
        turn.context.channel,
        conference.id if conference else None,
        "settings_changed",
        stamp.person,
        stamp.at,
        MappingProxyType(_as_words(before)),
        MappingProxyType(_as_words(after)),
    )
    turn.uow.audit.append(entry)


def _as_words(preferences: Preferences) -> dict[str, str]:
    return {
        "hour": str(preferences.hour),
        "ladder": " ".join(str(each) for each in preferences.ladder),
        "quiet": f"{preferences.quiet_from} {preferences.quiet_until}",
        "retention_days": str(preferences.retention_days),
        "discreet": str(preferences.discreet).casefold(),
    }


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType(
    {ShowSettings: show_settings, EditSettings: edit_settings, SaveSettings: save_settings}
)
"""What each request of this module is answered by."""
