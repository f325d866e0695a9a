"""The end of a matter, in words: closing, holding and deleting the record."""

import datetime as dt
from collections.abc import Mapping

from bot.conversation.cards import Button, Buttons, Card, Confirm, Element, Strong, Style, Text
from bot.conversation.requests import (
    CloseConference,
    ExportRecord,
    PurgeRecord,
    Reopen,
    ShowStatus,
    StartAdjourning,
)
from bot.domain.conference import Conference, Status
from bot.domain.day_words import clock, short_day, zone_label
from bot.wording.headline import deletion_words, record_buttons, when
from bot.wording.words import counted, note

CLOSE_FIRST = "This conference is still open. Close it first; then its record can be deleted."
RELEASE_FIRST = "Release it first."
NO_SUCH_OUTCOME = "A conference is closed as held, settled or cancelled. Nothing was changed."
_LABELS = {Status.HELD: "Held", Status.SETTLED: "Settled before", Status.CANCELLED: "Cancelled"}


# --- closing


def closed(conference: Conference, today: dt.date) -> Card:
    """To the person who closed it: what stops, what is kept, when it is deleted."""
    return note(
        f"Closed: {conference.status.value}. Reminders stop now.",
        f"Dates, names and history are kept. {deletion_words(conference, today)}",
        buttons=(Button("Reopen", Reopen(conference.id)), *record_buttons(conference)[:3]),
    )


def closed_line(conference: Conference, by: str, today: dt.date) -> Card:
    """One line in the thread."""
    at = conference.at if conference.status is Status.HELD else None
    on = f" {short_day(at, year=True)}" if at else ""
    lead = Strong(f"Closed: {conference.status.value}{on}.")
    said = f" No further reminders. {deletion_words(conference, today)} Closed by {by}."
    buttons = Buttons(record_buttons(conference)[:3])
    return Card("", (Text((lead, said)), buttons), f"Closed: {conference.status.value}.")


def closed_already(conference: Conference, outcome: str) -> Card:
    """It was closed before; ``outcome`` is what was pressed now."""
    by = f" by {conference.closed.name}" if conference.closed else ""
    if outcome == conference.status:
        return note(f"Already closed as {conference.status.value}{by}.", buttons=record_buttons(conference)[:3])
    return note(
        f"This was closed as {conference.status.value}{by}. To close it as {outcome}, reopen it first.",
        buttons=(Button("Reopen", Reopen(conference.id)),),
    )


def not_held_yet(conference: Conference, days: int, today: dt.date) -> Card:
    """It cannot have been held before its date."""
    place = (conference.id, conference.revision)
    said = f"The conference is still to come: {when(conference)}." if conference.at else "No date is set to be held on."
    others = (Status.SETTLED, Status.CANCELLED)
    return note(
        f"{said} Nothing was changed.",
        buttons=(
            *(
                Button(_LABELS[each], CloseConference(*place, each), confirm=closing_dialog(each, days, today))
                for each in others
            ),
            Button("Adjourn", StartAdjourning(*place)),
        ),
    )


def reopened(conference: Conference) -> Card:
    """To the person who took a closing back."""
    return note(f"Open again: {when(conference)}. Reminders still ahead are planned anew.")


def reopened_line(conference: Conference, by: str) -> Card:
    """One line in the thread."""
    return note(f"Open again: {when(conference)}. Reopened by {by}.")


def open_already(conference: Conference) -> Card:
    """Nothing to take back."""
    return note("This conference is open.", buttons=(Button("Status", ShowStatus(conference.id)),))


def another_is_active(active: Conference) -> Card:
    """A channel works towards one conference at a time."""
    return note(
        f"This channel tracks another conference now: {when(active)}. Close that one first.",
        buttons=(Button("View", ShowStatus(active.id)),),
    )


# --- the hold


def held_back(conference: Conference) -> Card:
    """A hold was placed."""
    return note("Hold placed: Parley's record is kept until the hold is released.", buttons=record_buttons(conference))


def released(conference: Conference, today: dt.date) -> Card:
    """A hold was released."""
    return note(f"Hold released. {deletion_words(conference, today)}".strip(), buttons=record_buttons(conference))


# --- deleting


def still_active(conference: Conference) -> Card:
    """Only a closed conference's record is deleted."""
    return note(CLOSE_FIRST, buttons=(Button("Status", ShowStatus(conference.id)),))


def on_hold(conference: Conference, today: dt.date) -> Card:
    """A hold stands against deleting."""
    return note(f"{deletion_words(conference, today)} {RELEASE_FIRST}", buttons=record_buttons(conference)[1:2])


def preview(conference: Conference, held: Mapping[str, int]) -> Card:
    """What deleting would remove; ``held`` counts what is on record."""
    parts = ", ".join(counted(number, *words) for words, number in _counts(held))
    elements: list[Element] = [
        Text((f"Removes the dates, names, confirmations and history: {parts}. It cannot be undone.",)),
        Text(("Messages already in this channel stay under your firm's retention policy.",)),
    ]
    sure = Confirm(
        "Delete Parley's record?",
        "Dates, names, confirmations and history are removed. It cannot be undone.",
        "Delete record",
        "Keep",
    )
    elements.append(
        Buttons(
            (
                Button("Delete record", PurgeRecord(conference.id), Style.DANGER, sure),
                Button("Export first", ExportRecord(conference.id, "json")),
                Button("Keep", ShowStatus(conference.id)),
            )
        )
    )
    return Card("Delete Parley's record for this conference?", tuple(elements), "Delete Parley's record?")


def _counts(held: Mapping[str, int]) -> list[tuple[tuple[str, str], int]]:
    words = {
        "parties": ("party", "parties"),
        "changes": ("change of attendance", "changes of attendance"),
        "history": ("line of history", "lines of history"),
        "reminders": ("reminder", "reminders"),
        "messages": ("message on record", "messages on record"),
    }
    return [(words[name], number) for name, number in held.items()]


def record_deleted() -> Card:
    """In the channel, where the conference's cards stood."""
    return note("Record deleted. Parley keeps nothing of this conference any more.")


def closing_dialog(outcome: str, days: int, today: dt.date | None = None) -> Confirm:
    """The question before closing: what stops, what is kept, and until when. ``today`` where it is answered at once."""
    until = f", on {short_day(today + dt.timedelta(days), year=True)}" if today else ""
    return Confirm(
        f"Close as {outcome}?",
        "Every reminder stops. Names, marks and history are kept until Parley's record is deleted: "
        f"{counted(days, 'day')} after closing{until}.",
        f"Close as {outcome}",
        "Keep open",
    )


def deleted(at: dt.datetime, zone: str) -> Card:
    """After deleting; ``at`` is court time."""
    return note(
        f"Deleted at {clock(at.time())} {zone_label(zone)}.",
        "One line remains in the admin log: a record was deleted, by whom, when; no names or dates from it.",
    )
