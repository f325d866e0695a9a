"""What a platform tells of itself. Nobody can ask for these: no button holds one."""

from dataclasses import dataclass

from bot.conversation.requests.base import Request


@dataclass(frozen=True, slots=True)
class PlatformEvent(Request):
    """The base of what a platform tells."""


@dataclass(frozen=True, slots=True)
class Invited(PlatformEvent):
    """Parley was added to a channel. ``by`` is the inviter's id, if the platform says."""

    by: str = ""


@dataclass(frozen=True, slots=True)
class Installed(PlatformEvent):
    """Parley was installed; the person of the context gets one private introduction."""


@dataclass(frozen=True, slots=True)
class Removed(PlatformEvent):
    """Parley was removed from a channel, or the channel was archived or deleted (``reason`` is a code)."""

    reason: str = "removed"


@dataclass(frozen=True, slots=True)
class Readable(PlatformEvent):
    """Who can read the channel changed, as the context's audience says."""


@dataclass(frozen=True, slots=True)
class ChannelMoved(PlatformEvent):
    """The platform gave the channel a new id."""

    new_id: str


@dataclass(frozen=True, slots=True)
class Uninstalled(PlatformEvent):
    """Parley was uninstalled at ``at`` (seconds since 1970): delete the tenant's data, unless reinstalled since."""

    at: int
