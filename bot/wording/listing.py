"""Every date of a conference with its count, and what else can be done with it."""

import datetime as dt
from collections.abc import Iterator, Sequence

from bot.conversation.cards import (
    Button,
    Buttons,
    Card,
    Divider,
    Element,
    Fact,
    Line,
    Small,
    Strong,
    Style,
    Text,
)
from bot.conversation.cards import Facts as FactTable
from bot.conversation.requests import (
    AskMadeOn,
    AssignItem,
    ChooseReading,
    CloseConference,
    EditConference,
    ExportRecord,
    HoldRecord,
    MarkDone,
    MarkNotApplicable,
    PreviewPurge,
    Reopen,
    RequestAccess,
    ShowChecklist,
    ShowHistory,
    ShowRoles,
    ShowSettings,
    StartAdjourning,
    UndoItem,
)
from bot.domain.conference import CONFERENCE, DEMAND, LETTER, RESPONSE, Conference, DutyState, Status
from bot.domain.day_words import clock, day_beside, long_day, moment_words, reader_aside
from bot.domain.deadlines import Alternative, Deadline, Warn
from bot.domain.matter_deadlines import MatterDeadline
from bot.domain.order import Doubt
from bot.wording.closing import closing_dialog
from bot.wording.headline import deletion_words, when, working_day
from bot.wording.letter import letter_name
from bot.wording.words import cited, matter, say

MOST_READINGS = 3
_DONE = {LETTER: "sent", DEMAND: "made", RESPONSE: "made"}
_CONDITIONS = {DEMAND: "; only if none has been made", RESPONSE: "; only if not already made"}
SECOND_SYSTEM = "A second system beside your firm's docket, not a replacement for it."


def deadlines_card(
    conference: Conference,
    items: Sequence[MatterDeadline],
    now: dt.datetime,
    reader_zone: str | None,
) -> Card:
    """Each date in turn, where it stands, and the count that gives it; what has no date yet comes last."""
    today = now.astimezone(conference.at.tzinfo).date() if conference.at else now.date()
    elements: list[Element] = []
    for item in sorted(items, key=lambda each: working_day(conference, each) or dt.date.max):
        if elements:
            elements.append(Divider())
        elements.extend(_item(conference, item, today, reader_zone))
    if not any(item.key == LETTER for item in items):
        elements.insert(0, Text((Strong("Letter: date not entered."), " No letter reminders until it is.")))
    if conference.verified is None:
        elements.append(Small((Strong("Dates not yet verified."),)))
    elements.append(Buttons((Button("Calendar (.ics)", ExportRecord(conference.id, "ics")),)))
    return Card("Deadlines", tuple(elements), summary=f"Deadlines: {matter(conference)}")


def _item(conference: Conference, item: MatterDeadline, today: dt.date, reader_zone: str | None) -> Iterator[Element]:
    yield Text((Strong(f"{item_name(conference, item)}: "), *_standing(conference, item, today, reader_zone)))
    if item.deadline is None:
        return
    duty = conference.duty(item.key)
    if item.key != CONFERENCE and duty.state is DutyState.OPEN:
        if item.source is not None or not item.deadline.named:
            yield Small((f"{item.deadline.why}{cited(item.source)}.",))
        yield from (Small((f"Or {long_day(each.date)}, {each.reading}.",)) for each in _readings(item.deadline))
        yield from (Small((each.text,)) for each in _doubts(item.deadline))
    if buttons := tuple(_buttons(conference, item)):
        yield Buttons(buttons)


def item_name(conference: Conference, item: MatterDeadline) -> str:
    """What an item is called: the order's own name for a further deadline."""
    names = {LETTER: letter_name(conference.order), DEMAND: "Demand", RESPONSE: "Response", CONFERENCE: "Conference"}
    name = names.get(item.key) or item.name or "Further date"
    return name[:1].upper() + name[1:]


def _standing(conference: Conference, item: MatterDeadline, today: dt.date, reader_zone: str | None) -> Line:
    if item.key == CONFERENCE and conference.at is not None:
        return (f"{when(conference, reader_zone)}{_ahead(conference.at.date(), today)}.",)
    duty = conference.duty(item.key)
    if duty.state is DutyState.DONE:
        on = f" {day_beside(duty.made_on, today)}" if duty.made_on else ""
        by = f", marked by {duty.by.name}" if duty.by else ""
        return (f"{_DONE.get(item.key, 'done')}{on}{by}.",)
    if duty.state is DutyState.NOT_APPLICABLE:
        return ("not applicable.",)
    day = working_day(conference, item)
    if day is None or item.deadline is None:
        return (f"not entered. {item.unknown}".strip(),)
    condition = _CONDITIONS.get(item.key, "") if item.conditional else ""
    hour = _hour(conference, item, reader_zone)
    return (f"{_when_due(day, today)} {long_day(day)}{hour}{condition}.",)


def _ahead(day: dt.date, today: dt.date) -> str:
    """How far ahead a day lies, for whoever asks how long there is."""
    days = (day - today).days
    return f", {'today' if days == 0 else 'tomorrow' if days == 1 else f'in {days} days'}" if days >= 0 else ""


def _when_due(day: dt.date, today: dt.date) -> str:
    if day < today:
        return "passed,"
    return "due today," if day == today else "due"


def _hour(conference: Conference, item: MatterDeadline, reader_zone: str | None) -> str:
    deadline = item.deadline
    if deadline is None or deadline.time is None:
        return ", no hour stated" if item.key == LETTER else ""
    at = dt.datetime.combine(deadline.due, deadline.time, conference.at.tzinfo if conference.at else dt.UTC)
    return f", {clock(deadline.time)}{reader_aside(at, reader_zone)}"


def _doubts(deadline: Deadline) -> Sequence[Doubt]:
    """What a person should look at, apart from what the line above already says."""
    return [each for each in deadline.warnings if each.code != Warn.BEFORE_TODAY][:MOST_READINGS]


def _readings(deadline: Deadline) -> Sequence[Alternative]:
    return deadline.alternatives[:MOST_READINGS]


def _buttons(conference: Conference, item: MatterDeadline) -> Iterator[Button]:
    where = (conference.id, conference.revision, item.key)
    if not conference.active or item.key == CONFERENCE or item.deadline is None:
        return
    duty = conference.duty(item.key)
    if duty.state is not DutyState.OPEN:
        yield Button("Undo", UndoItem(*where))
        return
    if item.key in (DEMAND, RESPONSE):
        yield Button("Made on …", AskMadeOn(*where))
    else:
        yield Button("Sent" if item.key == LETTER else "Done", MarkDone(*where))
    yield Button("Not applicable", MarkNotApplicable(*where))
    if duty.owner is None:
        yield Button("I own this", AssignItem(*where))
    if item.key == LETTER:
        yield Button("Checklist", ShowChecklist(conference.id))
    working = working_day(conference, item)
    days = dict.fromkeys((item.deadline.due, *(each.date for each in item.deadline.alternatives[:MOST_READINGS])))
    for day in days:
        if day != working:
            yield Button(f"Use {day:%b} {day.day}", ChooseReading(*where, day.isoformat()))


def more_card(conference: Conference, today: dt.date, days: int, *, may_edit: bool) -> Card:
    """What else can be done: each with what follows from it. A closed conference's record is kept so many days.

    Who may not edit sees what they may do, and how to ask for more.
    """
    elements: list[Element] = [say(Strong(matter(conference)), f": {when(conference)}.")]
    details = [
        Fact("Entered by", (conference.entered.name,)),
        Fact("Verified by", (conference.verified.name if conference.verified else "nobody yet",)),
        Fact("Docket", (conference.order.docket or "not stated",)),
    ]
    elements.append(FactTable(tuple(details)))
    if conference.status.closed:
        elements.append(Text((deletion_words(conference, today),)))
    if may_edit:
        elements += [Buttons(_changing(conference, days, today)), Buttons(_looking(conference))]
    else:
        seeing = (Button("Settings", ShowSettings()), Button("Roles", ShowRoles()))
        elements.append(Buttons((*seeing, Button("Ask for access", RequestAccess()))))
    elements.append(Small((SECOND_SYSTEM,)))
    return Card("More", tuple(elements), summary="What else can be done")


def _changing(conference: Conference, days: int, today: dt.date) -> tuple[Button, ...]:
    if conference.status.closed:
        return (
            Button("Reopen", Reopen(conference.id)),
            Button("Release hold" if conference.hold else "Place hold", HoldRecord(conference.id, not conference.hold)),
            Button("Delete record", PreviewPurge(conference.id), Style.DANGER),
        )
    return (
        Button("Edit", EditConference(conference.id)),
        Button("Adjourn", StartAdjourning(conference.id, conference.revision)),
        *(
            Button(
                label,
                CloseConference(conference.id, conference.revision, outcome.value),
                confirm=closing_dialog(outcome.value, days, today),
            )
            for outcome, label in _OUTCOMES.items()
        ),
    )


_OUTCOMES = {Status.HELD: "Held", Status.SETTLED: "Settled before", Status.CANCELLED: "Cancelled"}


def _looking(conference: Conference) -> tuple[Button, ...]:
    return (
        Button("Export", ExportRecord(conference.id, "json")),
        Button("Calendar (.ics)", ExportRecord(conference.id, "ics")),
        Button("History", ShowHistory(conference.id)),
        Button("Settings", ShowSettings()),
        Button("Roles", ShowRoles()),
    )


def nothing_here(past: Sequence[Conference]) -> Line:
    """The state of a channel without an active conference."""
    if not past:
        return ("No conference is registered here.",)
    last = past[0]
    on = f", set for {moment_words(last.at)}," if last.at else ""
    return (f"No conference is active here. The last one{on} is closed as {last.status.value}.",)
