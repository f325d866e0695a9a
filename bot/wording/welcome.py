"""What Parley says when it arrives, and when who can read a channel changes."""

from bot.conversation.cards import Button, Buttons, Card, Confirm, Items, Strong, Style
from bot.conversation.requests import (
    AllowStatusOnly,
    LeaveChannel,
    ShowPrivacy,
    ShowStatus,
    StartRegistering,
    SuggestQuestions,
)
from bot.wording.words import note, say


def introduction() -> Card:
    """Once, in a channel of the firm's own."""
    return Card(
        "",
        (
            say(
                Strong("Parley here."),
                " I can answer from the court's order, remind this channel of dates, and keep the attendance list.",
            ),
            say("No conference is registered yet."),
            say("Please don't post offers, figures or ex parte letters to me; I don't keep them."),
            Buttons(
                (
                    Button("Register a conference", StartRegistering(), Style.PRIMARY),
                    Button("What can I ask?", SuggestQuestions()),
                )
            ),
        ),
        summary="Parley can answer from the court's order here.",
    )


def shared_channel(channel: str) -> Card:
    """To the person who invited Parley into a channel outsiders can, or may be able to, read."""
    return note(
        "The channel you invited me to includes, or may include, another organisation, so I have not introduced "
        "myself there. I can post attendance status and dates only, never letter matters.",
        buttons=(_allow(channel), _leave(channel)),
    )


def now_shared(channel: str) -> Card:
    """To the registrar, when outsiders can read from now on."""
    return note(
        "People of another organisation can now read your matter's channel. Parley posts nothing there until you "
        "allow dates and status only, and replaces its cards, reminders and lines of the last 90 days by a neutral "
        "line. Its answers there and older messages stay: delete them by hand. They may have been read already.",
        buttons=(_allow(channel), _leave(channel)),
    )


def _allow(channel: str) -> Button:
    confirm = Confirm(
        "Post dates and status there?",
        "Everyone in the channel, including the other organisation, will see the conference's dates and how many "
        "parties have confirmed. Names and letter matters stay private.",
        "Allow status-only",
        "Keep silent",
    )
    return Button("Allow status-only", AllowStatusOnly(channel), confirm=confirm)


def _leave(channel: str) -> Button:
    return Button("Leave channel", LeaveChannel(channel))


def allowed() -> Card:
    """After consent."""
    return note("Dates and status only will be posted in that channel. Names and letter matters stay private.")


def left() -> Card:
    """After Parley has forgotten a channel."""
    return note("I have forgotten that channel and post nothing there. Remove me from its members to finish.")


CLOSE_FIRST = (
    "A conference is registered in that channel. Close it and delete its record first, so that nothing is lost by "
    "mistake."
)


def installed() -> Card:
    """Once, privately, to the person who installed Parley."""
    return Card(
        "Parley is installed",
        (
            say(
                "It answers questions about settlement conference procedures, tracks one conference per channel, and "
                "collects who will attend. It reads only messages that mention it or are sent to it."
            ),
            say("Next:"),
            Items(
                (
                    ("Invite it to a matter channel.",),
                    ("Register the conference there; whoever does is the channel's registrar.",),
                    ("Type roles in the channel to choose who else may register and edit.",),
                ),
                numbered=True,
            ),
            Buttons((Button("What can I ask?", SuggestQuestions()), Button("Privacy", ShowPrivacy()))),
        ),
        summary="Parley is installed.",
    )


def removed(matter: str, *, archived: bool) -> Card:
    """To the registrar: reminders can no longer reach the matter's channel."""
    why = "was archived" if archived else "no longer has me as a member"
    return note(
        f"The channel of {matter} {why}, so reminders cannot be posted there. Nothing is lost: invite me back and I "
        "carry on, or ask here for its status.",
        buttons=(Button("Status", ShowStatus()),),
    )
