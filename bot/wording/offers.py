"""What would change something, offered as buttons to whoever asked for it in words: nothing changes by a guess."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.conversation.cards import Button, Buttons, Card, Confirm, Style
from bot.conversation.requests import (
    AskMadeOn,
    CloseConference,
    EditConference,
    ExportRecord,
    MarkDone,
    PreviewPurge,
    RemindOutstanding,
    ShowDeadlines,
    StartAdjourning,
    VerifyDates,
)
from bot.domain.conference import DEMAND, LETTER, RESPONSE, Conference
from bot.wording.words import say


def offered(sentence: str, *buttons: Button) -> Card:
    """A sentence and the buttons that would do it."""
    return Card("", (say(sentence), Buttons(buttons)))


def _move(conference: Conference) -> Card:
    return offered(
        "A conference moves when the Court has so ordered. The dates come from the new order.",
        Button("Move the conference", StartAdjourning(conference.id, conference.revision)),
    )


def _close(conference: Conference) -> Card:
    outcomes = (("Held", "held"), ("Settled before", "settled"), ("Cancelled", "cancelled"))
    return offered(
        "Closing stops every reminder. Names and history stay until the record is deleted.",
        *(
            Button(
                label,
                CloseConference(conference.id, conference.revision, outcome),
                confirm=Confirm(
                    f"Close as {outcome}?",
                    "Every reminder stops. Names and history are kept for the channel's retention period. "
                    "The answer names the day on which the record is deleted.",
                    f"Close as {outcome}",
                    "Keep open",
                ),
            )
            for label, outcome in outcomes
        ),
    )


def _letter_sent(conference: Conference) -> Card:
    return offered(
        "Marking the letter as sent stops its reminders.",
        Button("Letter sent", MarkDone(conference.id, conference.revision, LETTER)),
    )


def _made(item: str) -> Callable[[Conference], Card]:
    def offer(conference: Conference) -> Card:
        return offered(
            f"Say on which day the {item} was made; its amount has no field here.",
            Button("Made on …", AskMadeOn(conference.id, conference.revision, item)),
        )

    return offer


def _verify(conference: Conference) -> Card:
    return offered(
        "A second person compares the dates with the order.",
        Button("Verify dates", VerifyDates(conference.id, conference.revision, conference.dates_mark), Style.PRIMARY),
        Button("Deadlines", ShowDeadlines(conference.id)),
    )


def _export(conference: Conference) -> Card:
    return offered(
        "The record, the attendance list, or the dates for a calendar:",
        Button("Record (JSON)", ExportRecord(conference.id, "json")),
        Button("Attendance (CSV)", ExportRecord(conference.id, "csv")),
        Button("Calendar (.ics)", ExportRecord(conference.id, "ics")),
    )


def _delete(conference: Conference) -> Card:
    return offered("See first what would be deleted.", Button("Preview", PreviewPurge(conference.id)))


def _remind(conference: Conference) -> Card:
    return offered(
        "Those who owe an answer are reminded privately, at most once in four hours.",
        Button("Remind outstanding", RemindOutstanding(conference.id)),
    )


def _edit(conference: Conference) -> Card:
    return offered(
        "Any field can be corrected; changed dates are verified again.",
        Button("Edit", EditConference(conference.id)),
    )


OFFERS: Mapping[str, Callable[[Conference], Card]] = MappingProxyType(
    {
        "cmd_move": _move,
        "cmd_close": _close,
        "cmd_letter_sent": _letter_sent,
        "cmd_demand_made": _made(DEMAND),
        "cmd_response_made": _made(RESPONSE),
        "cmd_verify": _verify,
        "cmd_export": _export,
        "cmd_delete": _delete,
        "cmd_remind": _remind,
        "cmd_edit": _edit,
    }
)
"""By the topic asked for."""
