"""What Parley can do here, by task; what it keeps; what is worth asking now."""

import datetime as dt
import difflib
from collections.abc import Sequence

from bot.conversation.cards import Button, Buttons, Card, Element, Fact, Facts, Items, Small, Strong, Style
from bot.conversation.commands import COMMANDS
from bot.conversation.requests import (
    ShowAttendance,
    ShowDeadlines,
    ShowPrivacy,
    ShowStatus,
    StartRegistering,
    SuggestQuestions,
)
from bot.domain.conference import LETTER, Conference, DutyState
from bot.domain.matter_deadlines import deadlines_of
from bot.wording.headline import when, working_day
from bot.wording.words import calendar_of, court_day, say

NOT_ADVICE = "Parley quotes the order and counts days. It is not legal advice, and a second system beside your docket."

_TASKS = (
    ("Ask about the order", "mention me or use ask, as in “what goes in the letter?”"),
    ("Register a conference", "register, then paste the order"),
    ("See where things stand", "status, deadlines, attendance"),
    ("Change or close it", "status, then More"),
    ("Choose hours and retention", "settings"),
    ("Choose who may edit", "roles"),
    ("See what I keep", "privacy"),
)


def help_card(conference: Conference | None, unknown: str = "") -> Card:
    """Help by task, with this channel's state. ``unknown`` is a word that is not a command."""
    elements: list[Element] = []
    if unknown:
        elements.append(say(_did_you_mean(unknown)))
    state = (Strong(when(conference)),) if conference else ("none registered",)
    elements.append(Facts((Fact("Conference here", (*state, ".")), *(Fact(t, (how,)) for t, how in _TASKS))))
    elements.append(Buttons(_first_steps(conference)))
    elements.append(Small((NOT_ADVICE,)))
    return Card("What I can do here", tuple(elements), summary="What Parley can do here")


def _did_you_mean(word: str) -> str:
    near = difflib.get_close_matches(word.casefold(), [*COMMANDS, "ask"], n=1, cutoff=0.6)
    return f"I don't know that command. Did you mean {near[0]}?" if near else "I don't know that command."


def _first_steps(conference: Conference | None) -> tuple[Button, ...]:
    if conference is None:
        return (
            Button("Register a conference", StartRegistering(), Style.PRIMARY),
            Button("What can I ask?", SuggestQuestions()),
            Button("Privacy", ShowPrivacy()),
        )
    return (
        Button("Status", ShowStatus()),
        Button("Deadlines", ShowDeadlines()),
        Button("Attendance", ShowAttendance()),
        Button("What can I ask?", SuggestQuestions()),
    )


_BEFORE_LETTER = (
    "What goes in the ex parte letter?",
    "How long may the letter be, and do exhibits count?",
    "Where does the letter go, and is it served?",
    "When is the demand due?",
)
_BEFORE_CONFERENCE = (
    "Who has to attend?",
    "Can our client be on the phone?",
    "Who has not confirmed?",
    "What happens if a party does not attend?",
)
_AFTERWARDS = ("Is what was said confidential?", "Can settlement communications be used at trial?")
_UNREGISTERED = (
    "What goes in the ex parte letter?",
    "Who has to attend?",
    "Can our client be on the phone?",
    "When is the demand due?",
)


def questions_for(conference: Conference | None, now: dt.datetime) -> Sequence[str]:
    """What is worth asking at this stage of the matter."""
    if conference is None:
        return _UNREGISTERED
    if conference.status.closed or (conference.at is not None and conference.at < now):
        return _AFTERWARDS
    return _BEFORE_LETTER if _letter_ahead(conference, now) else _BEFORE_CONFERENCE


def _letter_ahead(conference: Conference, now: dt.datetime) -> bool:
    items = deadlines_of(conference, calendar_of(conference.order.court))
    day = next((working_day(conference, each) for each in items if each.key == LETTER), None)
    still_open = conference.duty(LETTER).state is DutyState.OPEN
    return still_open and (day is None or day >= court_day(now, conference.zone))


def suggestions(conference: Conference | None, now: dt.datetime) -> Card:
    """Questions to try, and the commands."""
    return Card(
        "What you can ask",
        (
            say("Mention me, or write to me privately:"),
            Items(tuple((f"“{each}”",) for each in questions_for(conference, now))),
            say(f"Commands: {', '.join(COMMANDS)}."),
        ),
        summary="What you can ask",
    )


def privacy(retention_days: int) -> Card:
    """What is stored, why and until when; what is not."""
    return Card(
        "What Parley keeps",
        (
            Facts(
                (
                    Fact("The order", ("its text and what was read from it, to answer with its words",)),
                    Fact("The conference", ("dates, verification, what was marked done and by whom",)),
                    Fact("Attendance", ("each party's named person, title, mode, how it is known",)),
                    Fact("History", ("who changed what, and when",)),
                    Fact("Until", (f"{retention_days} days after the conference is closed, unless a hold is placed",)),
                    Fact("Where", ("in the database of whoever runs Parley; nothing is sent elsewhere",)),
                )
            ),
            say("Not kept: settlement figures, letters, telephone numbers, messages not addressed to me."),
            say("Messages already in a channel stay under your firm's own retention policy."),
        ),
        summary="What Parley keeps",
    )
