"""What stands in a channel instead of Parley's earlier messages, once people of another organisation can read it."""

import datetime as dt

from bot.conversation.cards import Card
from bot.domain.conference import Conference
from bot.domain.day_words import short_day
from bot.wording.words import ended, matter, note


def neutral() -> Card:
    """In place of the headline and the attendance card, until somebody agrees."""
    return note("Parley posts nothing here until an editor allows dates and status.")


def withdrawn() -> Card:
    """In place of a reminder, a post or a line in the thread."""
    return note("Withdrawn: this channel can now be read by another organisation.")


def remains(conference: Conference, posted: dt.date | None) -> Card:
    """To the registrar: the platform did not let an earlier message be replaced. ``posted`` is its court day."""
    day = f" of {short_day(posted, year=True)}" if posted else ""
    where = ended(f"Parley could not replace its message{day} in the channel of {matter(conference)}")
    return note(f"{where} It still shows what it said; delete it there by hand.")
