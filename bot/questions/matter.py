"""What a channel's register knows, as far as an answer needs it."""

import datetime as dt
from dataclasses import dataclass

from bot.domain.matter_deadlines import MatterDeadline


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """A channel's own facts. ``registered`` is whether a conference is; without one no date is the channel's.

    ``deadlines`` are those of ``bot.domain.matter_deadlines.deadlines_of``; ``zone`` is the court's, an IANA name;
    ``today`` is the court's day; ``reader_zone`` is that of whoever asks, if known. ``demand_made`` and
    ``response_made`` are what the team marked, ``None`` if nothing; no amount has a field.
    """

    registered: bool = False
    zone: str = ""
    deadlines: tuple[MatterDeadline, ...] = ()
    today: dt.date | None = None
    reader_zone: str | None = None
    demand_made: bool | None = None
    response_made: bool | None = None
    letter_sent: bool | None = None


UNREGISTERED = MatterFacts()
"""A channel without a conference: it is answered from the sample order, which sets no date for it."""
