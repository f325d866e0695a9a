"""What a lock screen shows of a message to one person."""

from dataclasses import replace

from bot.conversation.cards import Card
from bot.domain.conference import Conference
from bot.wording.words import matter

_UNNAMED = "Parley has a message about one of your matters."


def on_lock_screens(card: Card, conference: Conference, *, discreet: bool) -> Card:
    """The card with a line that leaves the matter's name and its parties out; or begins with it, where not discreet."""
    summary = card.summary or _UNNAMED
    named = matter(conference) in card.summary
    return replace(card, summary=summary if discreet or named else f"{matter(conference)}: {summary}")
