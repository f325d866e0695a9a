"""Reminders: one message for everything due that day, in as few words as it takes."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from bot.conversation.cards import Button, Buttons, Card, Element, Line, Small, Span, Strong, Style, Text
from bot.conversation.requests import (
    AllowStatusOnly,
    AskMadeOn,
    MarkDone,
    MarkNotApplicable,
    ShowAttendance,
    ShowChecklist,
    SnoozeItem,
    UseDirectMessages,
)
from bot.domain.attendance import Row
from bot.domain.conference import ATTENDANCE, CONFERENCE, DEMAND, LETTER, RESPONSE, Conference
from bot.domain.day_words import clock, long_day, short_day
from bot.domain.matter_deadlines import MatterDeadline
from bot.domain.nudges import Rung
from bot.domain.order import LetterService
from bot.wording.attendance import count_words
from bot.wording.attendance_replies import outstanding
from bot.wording.readiness import readiness
from bot.wording.reminders import Occasion, Reminder, item_name, mark_name
from bot.wording.snoozes import snoozes
from bot.wording.words import cited, counted, court_day, matter

_DAY = dt.timedelta(1)
_FRIDAY = 4


def reminder(conference: Conference, reminders: Sequence[Reminder], occasion: Occasion) -> Card:
    """The message. ``reminders`` come one for each item, soonest first."""
    items = {each.item for each in reminders}
    rows = [row for row in conference.rows if f"{ATTENDANCE}:{row.id}" in items]
    matters = [each for each in reminders if _row(conference, each.item) is None]
    elements: list[Element] = list(_instead(conference, occasion))
    if occasion.mention is not None:
        elements.append(
            Text(
                (
                    occasion.mention,
                    ": ",
                )
            )
        )
    told = {each.item for each in matters}
    for each in matters:
        elements.extend(_told(conference, each, occasion, told))
    if rows:
        whose, *asked = outstanding(conference, rows, occasion.today).elements
        # Under a title that names the matter, it is not named a second time.
        elements.extend((Text((Strong("Attendance"),)) if matters else whose, *asked))
    elements.extend(_remarks(conference, matters, occasion))
    return Card(_title(conference, matters, occasion), tuple(elements), _summary(conference, reminders, occasion))


def _row(conference: Conference, item: str) -> Row | None:
    return conference.row(item.removeprefix(f"{ATTENDANCE}:")) if item.startswith(f"{ATTENDANCE}:") else None


def _title(conference: Conference, matters: Sequence[Reminder], occasion: Occasion) -> str:
    if not matters:
        return ""
    if occasion.private and not occasion.outsiders:
        return matter(conference)
    return "" if len(matters) == 1 else "Open items"


def _summary(conference: Conference, reminders: Sequence[Reminder], occasion: Occasion) -> str:
    """What a lock screen shows: the item and its day, and no name of the matter or of a person."""
    first = reminders[0]
    if _row(conference, first.item) is not None:
        return "Attendance is still open."
    more = f", and {counted(len(reminders) - 1, 'more item')}" if len(reminders) > 1 else ""
    return f"{item_name(conference, first.item, first.matter)}: {_when(first, occasion)}{more}"


# --- one item


def _told(conference: Conference, each: Reminder, occasion: Occasion, told: Collection[str]) -> Iterator[Element]:
    if each.item == CONFERENCE:
        yield from readiness(conference, each, occasion, told)
        return
    if each.item == ATTENDANCE:
        yield Text((Strong("Attendance: "), count_words(conference)))
        if not occasion.outsiders:
            yield Buttons((Button("Attendance", ShowAttendance(conference.id)),))
        return
    if each.rung == Rung.PASSED:
        yield Text((Strong(f"{item_name(conference, each.item, each.matter)}: "), _has_passed(each), _open_still(each)))
    else:
        yield Text(_item(conference, each, occasion))
    if not occasion.outsiders:
        yield Buttons(tuple(_buttons(conference, each, occasion)))


def _item(conference: Conference, each: Reminder, occasion: Occasion) -> Line:
    source = each.matter.source if each.matter else None
    head = f"{item_name(conference, each.item, each.matter)}: {_when(each, occasion)}"
    spans: list[Span] = [Strong(head), f"{_aside(each, occasion)}{cited(source)}."]
    if each.item == LETTER and not occasion.outsiders:
        spans.append(_letter(conference))
    if each.item == DEMAND and each.matter is not None and each.matter.conditional:
        spans.append(" Due only if none has been made already.")
    owner = conference.duty(each.item).owner
    if owner is not None and not occasion.private and not occasion.outsiders:
        spans.append(f" Owner: {owner.name}.")
    return tuple(spans)


def _when(each: Reminder, occasion: Occasion) -> str:
    today = occasion.today
    hour = f", {clock(time)}" if (time := _hour(each.matter)) else ""
    if each.day == today:
        return f"today, {short_day(each.day)}{hour}"
    if each.day < today:
        return f"{short_day(each.day)}, passed"
    if each.day == today + _DAY:
        return f"tomorrow, {short_day(each.day)}{hour}"
    return f"{counted((each.day - today).days, 'day')}, {short_day(each.day)}{hour}"


def _hour(found: MatterDeadline | None) -> dt.time | None:
    return found.deadline.time if found and found.deadline else None


def _aside(each: Reminder, occasion: Occasion) -> str:
    """Why the reminder counts to another day than the order's own count ends on, or comes early."""
    deadline = each.matter.deadline if each.matter else None
    if deadline is not None and each.day != deadline.due:
        return f" (another reading gives {short_day(deadline.due)})"
    if deadline is not None and deadline.nominal is not None and deadline.nominal != each.day:
        return f" (the count ends {short_day(deadline.nominal)}, {_closed(deadline.nominal)})"
    if not each.rung.isdigit():
        return ""
    rung_day = each.day - int(each.rung) * _DAY
    if rung_day > occasion.today and not occasion.calendar.business_day(rung_day):
        return f" ({_before(each.rung)} falls on {_named(rung_day)}, so today)"
    return ""


def _before(rung: str) -> str:
    return "the day itself" if rung == "0" else f"{counted(int(rung), 'day')} before"


def _named(day: dt.date) -> str:
    return f"{day:%A}" if day.weekday() > _FRIDAY else "a holiday"


def _closed(day: dt.date) -> str:
    return f"a {day:%A}" if day.weekday() > _FRIDAY else "a holiday"


def _letter(conference: Conference) -> str:
    order = conference.order
    route = " By e-mail to chambers" if order.letter_email else ""
    served = "not served on the other parties" if order.letter_served in (LetterService.EX_PARTE, None) else ""
    said = ", ".join(filter(None, (route, served if order.letter_served else "")))
    return f" {said.strip()}." if said else ""


def _has_passed(each: Reminder) -> str:
    return f"{long_day(each.day)} has passed."


def _open_still(each: Reminder) -> str:
    return f" It is not marked as {mark_name(each.item)}."


def _buttons(conference: Conference, each: Reminder, occasion: Occasion) -> Iterator[Button]:
    where = (conference.id, conference.revision, each.item)
    if each.item in (DEMAND, RESPONSE):
        label = "Made on …" if each.item == DEMAND else "Response made on …"
        yield Button(label, AskMadeOn(*where), Style.PRIMARY)
        yield Button("Not our side" if occasion.private else "Not applicable", MarkNotApplicable(*where))
    else:
        done = "Letter sent" if each.item == LETTER else "Done"
        yield Button(done, MarkDone(*where), Style.PRIMARY)
        if each.item == LETTER:
            yield Button("Checklist", ShowChecklist(conference.id))
        else:
            yield Button("Not applicable", MarkNotApplicable(*where))
    choices = snoozes(each.day, occasion.today, occasion.calendar)
    yield from (Button(label, SnoozeItem(*where, until)) for until, label in choices)


# --- around it


def _remarks(conference: Conference, matters: Sequence[Reminder], occasion: Occasion) -> Iterator[Element]:
    if occasion.late_since is not None:
        yield Small((_late(conference, occasion.late_since, occasion.now),))
    marked = [each for each in matters if each.item not in (CONFERENCE, ATTENDANCE)]
    if marked and occasion.private:
        yield Small(("Marking it stops these.",))
    if matters and conference.verified is None:
        yield Small((Strong("Dates not yet verified."),))


def _late(conference: Conference, due: dt.datetime, now: dt.datetime) -> str:
    """How late, and that the date itself has not moved."""
    late = now - due
    days, hours, minutes = late.days, late.seconds // 3600, late.seconds // 60
    span = counted(days, "day") if days else counted(hours, "hour") if hours else counted(minutes, "minute")
    same = court_day(due, conference.zone) == court_day(now, conference.zone)
    told = [f"{clock(at.time())}" if same else f"{short_day(at)}, {clock(at.time())}" for at in (due, now)]
    return f"Sent {span} late: due {told[0]}, sent {told[1]}, because the service was down. No date has changed."


_REASONS = {
    "outsiders": "People of another organisation can read the matter channel, so this did not go there.",
    "audience_unknown": "Parley could not tell who can read the matter channel, so this did not go there.",
    "letter": "The letter is not for a channel that people of another organisation can read.",
    "asked": "Sent to you because the matter channel cannot be reached.",
}


def _instead(conference: Conference, occasion: Occasion) -> Iterator[Element]:
    """Why a person reads this and not the channel, and what would change that."""
    if not occasion.instead:
        return
    reason = _REASONS.get(
        occasion.instead, "Parley could not post this in the matter channel: it is no longer a member."
    )
    yield Text((reason,))
    if occasion.instead == "outsiders":
        yield Buttons((Button("Allow status-only", AllowStatusOnly(conference.home.id)),))
    elif occasion.instead not in _REASONS:
        yield Buttons((Button("Send reminders by direct message", UseDirectMessages(conference.id)),))
