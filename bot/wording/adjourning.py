"""Moving a conference, in words: the form, its faults, and what is said afterwards."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.conversation.cards import Button, Card, Small, Strong, Style, Text
from bot.conversation.forms import Choice, ChoiceField, Form, TextField
from bot.conversation.requests import EditConference, SaveAdjournment, ShowStatus, StillCorrect, VerifyDates
from bot.domain.attendance import AttendanceState
from bot.domain.conference import DEMAND, RESPONSE, Conference, DutyState
from bot.domain.day_words import short_day
from bot.domain.order import DayCount
from bot.wording.attendance import short
from bot.wording.date_checks import closed_days, oddities
from bot.wording.headline import when
from bot.wording.rules import rule_words
from bot.wording.words import note

ORDERED, ASKED = "ordered", "asked"
_BUTTONS = 4

SAME_DATE = "That is the date already set. Give the new one, or leave this empty if there is none yet."
PASSED = "That moment has passed. Give the new date from the Court's order."
LETTER_AFTER = "That is not before the conference. Check it against the new order."
LETTER_WITHOUT_CONFERENCE = "Give the conference's new date too, or leave both empty."
CHOOSE = "Choose whether the Court has ordered it; a request alone moves nothing."


def start_form(
    conference: Conference, values: Mapping[str, str] | None = None, errors: Mapping[str, str] = MappingProxyType({})
) -> Form:
    """The dialog that says what moving does, and asks for the new dates."""
    typed = values if values is not None else {"letter_due": counted_letter(conference)}
    answers = (Choice(ORDERED, "Yes, it is ordered"), Choice(ASKED, "No, it was asked for or agreed"))
    return Form(
        "Move the conference?",
        "Move conference",
        SaveAdjournment(conference=conference.id, revision=conference.revision),
        (
            ChoiceField("so_ordered", "Has the Court ordered it?", answers, typed.get("so_ordered", "")),
            TextField(
                "conference_at",
                "New date and hour",
                typed.get("conference_at", ""),
                "Leave empty if the Court has set no new date yet.",
                "February 11, 2027, 10:00 am",
                optional=True,
            ),
            TextField(
                "letter_due",
                "Letter due, from the new order",
                typed.get("letter_due", ""),
                "Leave empty if the new order does not say.",
                "February 8, 2027",
                optional=True,
            ),
        ),
        (
            Text((f"Now set for {when(conference)}. Reminders for the current dates stop.",)),
            Text(("Names stay, and each will be asked to reconfirm.",)),
            Small(("The new letter date must come from the new order.",)),
        ),
        errors,
    )


def counted_letter(conference: Conference) -> str:
    """A letter the order counts from the conference is counted again; a named day is not carried over."""
    due = conference.order.letter_due
    return rule_words(due) if isinstance(due, DayCount) else ""


def only_asked(conference: Conference) -> Card:
    """A request moves nothing."""
    return note(
        f"A request or an agreement moves nothing until the Court orders it. {_still(conference)} Reminders go on.",
        buttons=(Button("Status", ShowStatus(conference.id)),),
    )


def _still(conference: Conference) -> str:
    return f"The conference is still set for {when(conference)}." if conference.at else "There is still no new date."


def adjourned(conference: Conference, before: Conference, read_as: Sequence[str] = ()) -> Card:
    """To the person who moved it. ``read_as`` says how days in numbers were read."""
    if conference.at is None:
        lead = "The date is taken off. Reminders stop until a new date is entered."
    else:
        lead = f"Moved to {when(conference)}."
    buttons = [Button("Edit dates", EditConference(conference.id))]
    odd = oddities(conference.order, conference.zone) if conference.at else ()
    odd = (*read_as, *odd, *closed_days(conference.order, conference.zone, ("letter_due",)))
    looking = f"Please look at: {' '.join(odd)}" if odd else ""
    return note(lead, looking, " ".join(_consequences(conference, before)), buttons=buttons)


def adjourned_line(conference: Conference, before: Conference, by: str) -> Card:
    """One line in the thread: the new date, the old one, what stands and what is asked again."""
    was = f" Was {short_day(before.at, year=True)}." if before.at else ""
    if conference.at is None:
        lead = Strong("Adjourned, no new date yet.")
    else:
        lead = Strong(f"Adjourned to {when(conference)}.")
    buttons = [_still_correct(conference, row.id, row.party) for row in conference.rows if _again(row.state)]
    if conference.at is not None:
        verify = Button(
            "Verify dates", VerifyDates(conference.id, conference.revision, conference.dates_mark), Style.PRIMARY
        )
        buttons = [verify, *buttons[:_BUTTONS]] if buttons else [verify]
    else:
        buttons = []
    told = " ".join(_consequences(conference, before))
    card = note(told, f"Entered by {by}.", buttons=buttons)
    return Card("", (Text((lead, was)), *card.elements), "The settlement conference was moved.")


def _again(state: AttendanceState) -> bool:
    return state is AttendanceState.TO_RECONFIRM


def _still_correct(conference: Conference, row: str, party: str) -> Button:
    return Button(f"Still correct: {short(party)}", StillCorrect(conference.id, conference.revision, row))


def _consequences(conference: Conference, before: Conference) -> list[str]:
    said = []
    if conference.order.letter_due is None:
        said.append("Letter date not entered; no letter reminders until it is.")
    made = [name for name, item in (("Demand", DEMAND), ("response", RESPONSE)) if _made(conference, item)]
    if made:
        said.append(f"{' and '.join(made).capitalize()}: recorded as made, unchanged.")
    if before.order.other_deadlines:
        said.append("Further dates of the order are unchanged; compare them with the new order.")
    again = sum(1 for row in conference.rows if _again(row.state))
    if again:
        said.append(f"Attendance: {again} to reconfirm.")
    if conference.at is not None:
        said.append("Dates not yet verified.")
    return said


def _made(conference: Conference, item: str) -> bool:
    return conference.duty(item).state is DutyState.DONE
