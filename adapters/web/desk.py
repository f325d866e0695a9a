"""What the page needs from the rest of the program."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from adapters.web.platform import LocalPlatform, Room
from bot.conversation.cards import Card
from bot.domain.people import Channel
from bot.router import Parley


async def _nothing(*_: object) -> None:
    """Where nothing outlives the program."""


@dataclass(frozen=True)
class Desk:
    """The page's ways into the program.

    ``step`` moves a stepped clock and returns when everything due by then has been sent; ``None`` on real time.
    ``next_due`` is the moment the next message would go out. ``previews`` shows a card as other platforms would
    send it; ``rows`` what the database holds about a channel. ``back`` is to be called once at start, ``remember``
    whenever a channel was made or changed.
    """

    parley: Parley
    platform: LocalPlatform
    now: Callable[[], dt.datetime]
    next_due: Callable[[], Awaitable[dt.datetime | None]]
    step: Callable[[dt.datetime], Awaitable[None]] | None = None
    previews: Mapping[str, Callable[[Card], object]] = field(default_factory=dict)
    rows: Callable[[Channel], object] = lambda _: []
    sample: str = ""
    back: Callable[[], Awaitable[None]] = _nothing
    remember: Callable[[Room], Awaitable[None]] = _nothing
