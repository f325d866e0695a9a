"""What is said when attendance changes: to the person who acts, in the thread, and to those it concerns."""

import datetime as dt
from collections.abc import Iterator, Sequence

from bot.conversation.cards import Button, Buttons, Card, Confirm, Element, Quote, Strong, Style, Text
from bot.conversation.requests import (
    AddParty,
    NameAttendee,
    PartyNotOurs,
    RemoveParty,
    Request,
    SayNumberOnFile,
    ShowAttendance,
    ShowStatus,
    SnoozeItem,
    StillCorrect,
    UndoAttendance,
    WithdrawAttendee,
)
from bot.domain.attendance import AttendanceState, Attendee, Change, Mode, Row
from bot.domain.conference import ATTENDANCE, Conference
from bot.domain.day_words import MONTHS, clock, day_beside, zone_label
from bot.domain.order import Provision
from bot.domain.people import Stamp
from bot.wording.answer_text import shown
from bot.wording.attendance import attendee_words, by_whom, count_words, short
from bot.wording.snoozes import business_day, remind_me
from bot.wording.words import calendar_of, counted, court_day, ended, listed, matter, note

NOT_LISTED = "That party is not on the attendance list any more; nothing was changed."
NOBODY_NAMED = "Nobody is named for that party; nothing was changed."
_MOST_ROWS = 8
"""Parties with their buttons that fit one private message everywhere."""
_SHORT_MODES = {Mode.ATTENDS: "attending", Mode.BY_PHONE: "by phone"}


# --- old buttons


def superseded(conference: Conference, setting: dt.datetime | None, current: Request | None = None) -> Card:
    """A button of an earlier setting was pressed; ``setting`` is that setting's day, if still known."""
    which = f"the {MONTHS[setting.month - 1]} {setting.day} setting" if setting else "an earlier setting"
    sentence = f"This belongs to {which}, which was moved. Nothing was changed."
    now = Button("Go to current", current or ShowAttendance(conference.id), Style.PRIMARY)
    return note(sentence, buttons=(now,))


def closed(conference: Conference) -> Card:
    """A button of a closed conference was pressed."""
    sentence = f"This conference is closed ({conference.status.value}), so nothing was changed."
    return note(sentence, buttons=(Button("Status", ShowStatus(conference.id)),))


# --- to the person who acts


def saved(conference: Conference, row: Row) -> Card:
    """What was recorded, with the question that remains and the way back."""
    elements: list[Element] = [Text((Strong(row.party), f": {_row_words(row)}"))]
    attendee = row.attendee
    if attendee and attendee.mode is Mode.BY_PHONE and attendee.phone_on_file is None:
        elements.append(
            Text(("Is their number on file with counsel for the day? The number itself is not kept here.",))
        )
        elements.append(Buttons((_on_file(conference, row, "Yes", yes=True), _on_file(conference, row, "Not yet"))))
    if attendee and attendee.mode is Mode.BY_PHONE:
        elements.extend(_rule_on_telephone(conference))
    if row.history:
        last = row.history[-1]
        undo = Button("Undo", UndoAttendance(conference.id, row.id, last.id))
        taken_back = last.undone or last.undoes is not None
        buttons = [] if taken_back else [undo]
        buttons.append(Button("Change", NameAttendee(conference.id, conference.revision, row.id)))
        if attendee is not None:
            withdraw = WithdrawAttendee(conference.id, conference.revision, row.id)
            buttons.append(Button("Will not come after all", withdraw))
        buttons += [_open(conference), _take_off(conference, row)]
        elements.append(Buttons(tuple(buttons)))
    return Card("", tuple(elements))


def _rule_on_telephone(conference: Conference) -> Iterator[Element]:
    """The order's own rule on taking part by phone, where it is not the sentence that asks for the person."""
    provisions = conference.order.provisions
    asked = provisions.get(Provision.AUTHORITY, ())
    apart = [each for each in provisions.get(Provision.BY_PHONE, ()) if each not in asked]
    if apart:
        yield Text(("The order says of taking part by phone:",))
        yield Quote(shown(apart[0].words), apart[0].paragraph)


def _on_file(conference: Conference, row: Row, label: str, *, yes: bool = False) -> Button:
    return Button(label, SayNumberOnFile(conference.id, conference.revision, row.id, yes))


def _row_words(row: Row) -> str:
    if row.attendee is None:
        today = row.stamp.at.date() if row.stamp else None
        following = row.follow_up
        if following is None:
            return "nobody is named."
        return f"not named yet. {following.who} follows up by {day_beside(following.by, today or following.by)}."
    again = " To reconfirm for the new date." if row.state is AttendanceState.TO_RECONFIRM else ""
    stamp = f" Confirmed by {row.stamp.name}." if row.stamp and not again else ""
    return f"{attendee_words(row.attendee)}.{stamp}{again}"


def number_noted(conference: Conference, row: Row, *, on_file: bool) -> Card:
    """After the question about the number."""
    if on_file:
        return note(f"Noted: counsel has the number for {row.party} on file.")
    again = _on_file(conference, row, "Number is on file now", yes=True)
    return note(
        f"Noted: the number for {row.party} is not yet on file. The card says so until it is.", buttons=(again,)
    )


def already(row: Row, conference: Conference, now: dt.datetime) -> Card:
    """Nothing changed, because it was so before."""
    today = court_day(now, conference.zone)
    who = f" {by_whom(row.stamp, conference.zone, today)}" if row.stamp else ""
    return note(
        f"Already confirmed{who}: {row.party}: {attendee_words(row.attendee) if row.attendee else 'not named'}."
    )


def changed_meanwhile(row: Row, conference: Conference) -> str:
    """What stands on top of the form of whoever was second."""
    last = row.history[-1]
    at = last.by.at.astimezone(conference.at.tzinfo) if conference.at else last.by.at
    now = attendee_words(row.attendee) if row.attendee else "not named"
    return (
        f"{last.by.name} changed this at {clock(at.time())}: now {now}. "
        "Yours was not saved; it is kept below, and saving again replaces theirs."
    )


def undone(conference: Conference, row: Row) -> Card:
    """After taking a change back."""
    return note(f"Taken back. {row.party}: {_row_words(row)}", buttons=(_open(conference),))


def undo_refused(conference: Conference, row: Row, change: Change | None, *, late: bool) -> Card:
    """Why a change is not taken back any more."""
    if late:
        said = "A change can be taken back for ten minutes, and those have passed. Use Change instead."
    elif change is not None and change.undone:
        said = "That change was taken back already."
    else:
        said = f"This was changed again since{_by_last(row)}, so nothing was taken back."
    change_it = Button("Change", NameAttendee(conference.id, conference.revision, row.id))
    return note(said, buttons=(change_it, _open(conference)))


def _by_last(row: Row) -> str:
    return f", by {row.history[-1].by.name}" if row.history else ""


def _open(conference: Conference) -> Button:
    return Button("Attendance", ShowAttendance(conference.id))


def _take_off(conference: Conference, row: Row) -> Button:
    named = f", and that {row.attendee.name} was named" if row.attendee else ""
    sure = Confirm(
        f"Take {short(row.party)} off the list?",
        "It goes from the card, the count and the reminders, with what is recorded on it. "
        f"The history keeps that it was there{named}. It can be added again, without what was recorded.",
        "Take off the list",
        "Keep",
    )
    return Button("Take off the list", RemoveParty(conference.id, conference.revision, row.id), confirm=sure)


def removed(conference: Conference, row: Row) -> Card:
    """A row was taken off the list."""
    return note(
        f"{row.party} is off the attendance list. {count_words(conference)}",
        buttons=(Button("Add a party", AddParty(conference.id)), _open(conference)),
    )


def removed_line(row: Row, by: Stamp) -> Card:
    """One line under the card: a row was taken off."""
    return note(f"{row.party} was taken off the attendance list by {by.name}.")


def removed_yours(conference: Conference, row: Row, by: Stamp) -> Card:
    """To whoever had confirmed it: somebody else took the row off."""
    was = attendee_words(row.attendee) if row.attendee else "nobody named"
    return note(
        f"{matter(conference)}: {by.name} took {row.party} off the attendance list.",
        f"It was {was}.",
        buttons=(Button("Add a party", AddParty(conference.id)), _open(conference)),
        summary="A party you answered for was taken off the attendance list.",
    )


def not_ours(conference: Conference, row: Row) -> Card:
    """A party is left to somebody else."""
    return note(
        f"Noted. No private reminders about {row.party}; it stays on the card until somebody is named.",
        buttons=(_take_off(conference, row),),
    )


def party_added(conference: Conference, row: Row) -> Card:
    """A row was added."""
    name = Button(short(row.party), NameAttendee(conference.id, conference.revision, row.id), Style.PRIMARY)
    return note(
        f"{row.party} is on the attendance list. Who decides for it?",
        buttons=(name, _open(conference), _take_off(conference, row)),
    )


# --- reminding


def reminded(rows: int, people: Sequence[str], before: Sequence[str], own: Card | None) -> Card:
    """To the person who asked for the reminder; ``before`` are those who had one shortly before."""
    sent = f"Reminded {listed(list(people))} privately." if people else ""
    again = f"{listed(list(before))} had a reminder less than four hours ago." if before else ""
    head = " ".join(filter(None, (f"{counted(rows, 'party', 'parties')} still open.", sent, again)))
    elements: list[Element] = [Text((head,))]
    if own is not None:
        elements += [Text(("Yours:",)), *own.elements]
    return Card("", tuple(elements))


def nothing_open() -> Card:
    """Nobody has to be reminded."""
    return note("Every party is confirmed; there is nobody to remind.")


def reminded_before(by: Stamp, again_at: dt.datetime, zone: str) -> Card:
    """Why a reminder was not sent: ``again_at`` is court time."""
    return note(
        f"{by.name} had the open parties reminded less than four hours ago. "
        f"The next reminder can go out at {clock(again_at.time())} {zone_label(zone)}."
    )


def outstanding(conference: Conference, rows: Sequence[Row], today: dt.date) -> Card:
    """To whoever owes an answer, privately. ``today`` is the court's day."""
    elements: list[Element] = [Text((ended(f"Attendance for {matter(conference)}"),))]
    for row in rows[:_MOST_ROWS]:
        state = "to reconfirm" if row.state is AttendanceState.TO_RECONFIRM else "still open"
        elements.append(Text((Strong(row.party), f" is {state}.")))
        elements.append(Buttons(tuple(_answers(conference, row, today))))
    if len(rows) > _MOST_ROWS:
        elements.append(Text((f"And {len(rows) - _MOST_ROWS} more.",)))
        elements.append(Buttons((_open(conference),)))
    return Card("", tuple(elements), "Attendance is still open.")


def _answers(conference: Conference, row: Row, today: dt.date) -> Iterator[Button]:
    place, party = (conference.id, conference.revision), short(row.party)
    name = NameAttendee(*place, row.id)
    if row.state is AttendanceState.TO_RECONFIRM:
        yield Button(f"Still correct: {party}", StillCorrect(*place, row.id), Style.PRIMARY)
        yield Button(f"Name someone else: {party}", name)
    else:
        yield Button(f"Name the person: {party}", name, Style.PRIMARY)
    yield Button(f"Not our side: {party}", PartyNotOurs(*place, row.id))
    if (day := _next_week(conference, today)) is not None:
        snooze = SnoozeItem(*place, f"{ATTENDANCE}:{row.id}", day.isoformat())
        yield Button(f"{remind_me(day, today)}: {party}", snooze)


def _next_week(conference: Conference, today: dt.date) -> dt.date | None:
    """The first business day of next week, or the last of use before the conference; ``None`` once that has come."""
    if conference.at is None:
        return None
    calendar = calendar_of(conference.order.court)
    monday = business_day(today + dt.timedelta(7 - today.weekday()), calendar)
    day = min(monday, calendar.reminding_day(conference.at.date() - dt.timedelta(1)))
    return day if day > today else None


# --- to others


def thread_line(conference: Conference, row: Row, change: Change) -> Card:
    """One line under the card: who it is now, who it was, who changed it."""
    doing = "Change taken back" if change.undoes else "Changed"
    now = f"now {_brief(change.attendee_after)}" if change.attendee_after else "nobody named now"
    was = f" (was {_brief(change.attendee_before)})" if change.attendee_before else ""
    line = f"{row.party}: {now}{was}. {doing} by {change.by.name}."
    undo = () if change.undoes else (Button("Undo", UndoAttendance(conference.id, row.id, change.id)),)
    return note(line, buttons=undo)


def corrected(conference: Conference, row: Row, change: Change) -> Card:
    """To whoever had confirmed it before: somebody else changed it."""
    before = attendee_words(change.attendee_before) if change.attendee_before else "not named"
    after = attendee_words(change.attendee_after) if change.attendee_after else "nobody named"
    return note(
        ended(f"{matter(conference)}: {change.by.name} changed your entry for {row.party}"),
        f"It was {before}; it is now {after}.",
        buttons=(_open(conference),),
        summary="Your entry in the attendance list was changed.",
    )


def _brief(attendee: Attendee | None) -> str:
    return f"{attendee.name}, {_SHORT_MODES[attendee.mode]}" if attendee else "not named"
