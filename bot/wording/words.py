"""Small pieces of sentences that several of Parley's messages share."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.conversation.cards import Button, Buttons, Card, Element, Span, Text
from bot.domain.conference import Conference
from bot.domain.court_days import CourtCalendar, calendar_for
from bot.domain.order import Platform, Source

PLATFORMS = {
    Platform.TEAMS: "Teams",
    Platform.ZOOM: "Zoom",
    Platform.VIDEO: "video",
    Platform.TELEPHONE: "telephone",
    Platform.IN_PERSON: "in person",
}


def say(*spans: Span) -> Text:
    """A paragraph."""
    return Text(spans)


def ended(words: str) -> str:
    """A sentence with its full stop; a name that ends in one, as in "et al.", needs no second."""
    return words if words.endswith(".") else f"{words}."


def note(*sentences: str, buttons: Sequence[Button] = (), title: str = "", summary: str = "") -> Card:
    """A short card: each sentence group a paragraph of its own, then its buttons."""
    elements: list[Element] = [Text((each,)) for each in sentences if each]
    if buttons:
        elements.append(Buttons(tuple(buttons)))
    return Card(title, tuple(elements), summary)


@lru_cache(maxsize=256)
def calendar_of(court: str | None) -> CourtCalendar:
    """The calendar of a court; made once, since it holds two centuries of holidays."""
    return calendar_for(court)


def court_day(now: dt.datetime, zone: str) -> dt.date:
    """The court's local day at that moment."""
    return now.astimezone(ZoneInfo(zone)).date()


def listed(words: Sequence[str], last: str = "and") -> str:
    """As in "A, B and C"."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def counted(number: int, one: str, many: str = "") -> str:
    """As in "1 day", "2 days"."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def where(source: Source | None) -> str | None:
    """Where the order says it: "¶ 2", or "opening paragraph"."""
    if source is None:
        return None
    return "opening paragraph" if source.paragraph in ("", "0") else f"¶ {source.paragraph}"


def cited(source: Source | None) -> str:
    """As ``where``, in brackets after a sentence; empty without a numbered paragraph."""
    return f" (¶ {source.paragraph})" if source is not None and source.paragraph not in ("", "0") else ""


def matter(conference: Conference) -> str:
    """What people call the matter: its caption, else its docket number. Only for the firm's own people."""
    return conference.order.caption or conference.order.docket or "the settlement conference"
