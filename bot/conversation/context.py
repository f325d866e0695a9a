"""Where a request came from: facts of the platform, never of the button."""

import datetime as dt
from dataclasses import dataclass

from bot.domain.people import Audience, Channel, Person


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks, where, and when.

    ``delivery`` is the platform's own id for this event or press, for dropping duplicates; empty when there is none.
    ``direct`` is true in a private conversation with Parley, where ``channel`` is that conversation.
    ``private`` is true when the question itself was private (a slash command, a direct message).
    ``thread`` is the thread asked in; ``message`` the message whose button was pressed.
    ``admin`` is whether the platform says this person administers the workspace or team. ``guest`` is
    whether they are a guest of it. ``now`` is aware.
    """

    channel: Channel
    person: Person
    now: dt.datetime
    audience: Audience = Audience.UNKNOWN
    delivery: str = ""
    direct: bool = False
    private: bool = False
    thread: str | None = None
    message: str | None = None
    admin: bool = False
    guest: bool = False

    @property
    def aloud(self) -> bool:
        """Whether it was asked in words before the whole channel, so that the answer belongs in the thread."""
        return not (self.private or self.direct or self.message or self.audience.outsiders)

    @property
    def outsider(self) -> bool:
        """Whether the person belongs to another organisation than the one Parley serves here, or is its guest."""
        return self.guest or self.person.tenant != self.channel.tenant
