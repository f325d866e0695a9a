"""What tests build over and over: people, places and moments."""

import datetime as dt
from zoneinfo import ZoneInfo

from bot.conversation.context import Context
from bot.domain.people import Audience, Channel, Person

EASTERN = ZoneInfo("America/New_York")
CHANNEL = Channel("web", "firm", "matter")
REGISTRAR = Person("firm", "paralegal", "Paralegal", "America/New_York")
ASSOCIATE = Person("firm", "associate", "Associate", "America/New_York")
PARTNER = Person("firm", "partner", "Partner", "America/Los_Angeles")
OUTSIDER = Person("other-firm", "opposing", "Opposing Counsel", "America/New_York")


def moment(text: str) -> dt.datetime:
    """An ISO moment; Eastern when it names no offset."""
    read = dt.datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=EASTERN)


def context(
    person: Person = REGISTRAR,
    now: str | dt.datetime = "2026-11-23T10:00",
    *,
    channel: Channel = CHANNEL,
    audience: Audience = Audience.OWN,
    delivery: str = "",
    direct: bool = False,
    private: bool = False,
    admin: bool = False,
    guest: bool = False,
) -> Context:
    """A request's context in the firm's own matter channel."""
    at = moment(now) if isinstance(now, str) else now
    return Context(channel, person, at, audience, delivery, direct=direct, private=private, admin=admin, guest=guest)
