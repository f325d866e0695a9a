"""What Parley says about its own messages: not posted, perhaps posted, not possible any more."""

from collections.abc import Sequence

from bot.conversation.cards import Button, Card
from bot.conversation.requests import AllowStatusOnly, PostAgain, ShowStatus, UseDirectMessages
from bot.domain.conference import Conference
from bot.domain.outbox import Kind
from bot.wording.words import ended, matter, note

_WHAT = {
    Kind.HEADLINE: "the headline card",
    Kind.ATTENDANCE: "the attendance card",
    Kind.THREAD_LINE: "a line under the headline card",
    Kind.POST: "a message",
    Kind.NOTICE: "a private message",
    Kind.NUDGE: "a reminder",
    Kind.DIGEST: "a weekly digest",
}


def withheld(conference: Conference, *, known: bool) -> Card:
    """To the registrar: nothing was posted because others can, or may, read the channel."""
    if not known:
        return note(
            f"Parley could not tell who can read the channel of {matter(conference)}, so it posted nothing there.",
            "Reminders come to you until it can.",
        )
    return note(
        f"People of another organisation can read the channel of {matter(conference)}, so Parley posted nothing there.",
        "It can post dates and attendance status there, never letter matters or names.",
        buttons=(Button("Allow status-only", AllowStatusOnly(conference.home.id)),),
    )


def unreachable(conference: Conference, kind: Kind) -> Card:
    """To the registrar: the channel cannot be posted in any more."""
    return note(
        f"Parley could not post {_WHAT[kind]} in the channel of {matter(conference)}: it is no longer a member.",
        "Invite it back, or have the reminders sent to you.",
        buttons=(Button("Send reminders by direct message", UseDirectMessages(conference.id)),),
    )


def perhaps_posted(conference: Conference | None, kind: Kind, delivery: str, card: Card | None) -> Card:
    """To the registrar: the platform did not say whether a message arrived, and Parley may not look."""
    about = f" for {matter(conference)}" if conference else ""
    said = (card.summary or card.text.partition("\n")[0]) if card else ""
    return note(
        f"Parley cannot tell whether {_WHAT[kind]}{about} arrived: the connection broke while it was sent.",
        f"It said: {said}" if said else "",
        buttons=(Button("Post it again", PostAgain(delivery)),),
    )


def not_reached(conference: Conference, names: Sequence[str]) -> Card:
    """To the registrar: a person cannot be sent private messages."""
    return note(ended(f"Parley could not send {', '.join(names)} a private message about {matter(conference)}"))


def posted_again() -> Card:
    """To whoever asked for it."""
    return note("Parley is posting it again.")


def posted_already() -> Card:
    """To whoever pressed when nothing is unknown any more."""
    return note("That message is not in doubt any more; nothing was posted again.")


def by_direct_message(conference: Conference) -> Card:
    """To whoever asked for it."""
    return note(
        f"Reminders for {matter(conference)} come to you privately until Parley can post in the channel again.",
        buttons=(Button("Status", ShowStatus(conference.id)),),
    )
