"""What a service is given to answer one request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.conversation.context import Context
from bot.conversation.replies import Reply
from bot.conversation.requests import Request
from bot.domain.channel import ChannelRecord
from bot.domain.conference import Conference
from bot.domain.errors import NotFound
from bot.domain.people import Stamp
from bot.ports import UnitOfWork
from bot.wording import errors as wording


@dataclass(frozen=True, slots=True)
class Turn:
    """One request's context and its open unit of work. The router commits; services do not."""

    context: Context
    uow: UnitOfWork

    @property
    def stamp(self) -> Stamp:
        """The person who asks, and now."""
        return Stamp(self.context.person.id, self.context.person.name, self.context.now)

    @property
    def record(self) -> ChannelRecord:
        """What is remembered about the channel asked in."""
        return self.uow.channels.get(self.context.channel)

    def active(self) -> Conference | None:
        """The conference of the channel asked in."""
        return self.uow.conferences.active_in(self.context.channel)

    def matter(self) -> Conference | None:
        """The conference words without a name are about: that of the channel; in private, the person's only one."""
        if not self.context.direct:
            return self.active()
        own = self.own()
        return own[0] if len(own) == 1 else None

    def own(self) -> Sequence[Conference]:
        """The active conferences of the channels this person was seen in."""
        channel, person = self.context.channel, self.context.person
        if self.context.outsider:
            return ()
        records = self.uow.channels.of_tenant(channel.platform, channel.tenant)
        found = (self.uow.conferences.active_in(each.channel) for each in records if person.id in each.people)
        return [each for each in found if each is not None]

    def conference(self, conference: str) -> Conference:
        """The conference a button names, if it belongs to this tenant. Raises ``NotFound``."""
        found = self.uow.conferences.get(conference)
        channel = self.context.channel
        if found is None or (found.home.platform, found.home.tenant) != (channel.platform, channel.tenant):
            raise NotFound(wording.RECORD_GONE)
        return found


Handler = Callable[[Any, Turn], Reply | Request]
"""Takes a request and its turn. Each service lists its own in ``HANDLERS``, by the type of request.

A handler may hand on: the request it returns is answered in its place, by the service that knows.
"""
