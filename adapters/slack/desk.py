"""Puts a request and its context before the core."""

import asyncio

import structlog

from adapters.counter import Counter
from adapters.slack.installations import PLATFORM, Unavailable
from adapters.slack.messenger import SlackMessenger
from adapters.slack.parse import Origin
from adapters.slack.people import Directory, channel_in
from adapters.slack.quiet import named
from bot.clock import Clock
from bot.conversation.context import Context
from bot.conversation.replies import Reply
from bot.conversation.requests import Request
from bot.domain.people import Audience, Channel, Direct, Person
from bot.ports import SendingError
from bot.router import Parley

log = structlog.get_logger()


class Desk:
    """Asks Slack who and where, and the core for its answer."""

    def __init__(self, parley: Parley, directory: Directory, messenger: SlackMessenger, clock: Clock) -> None:
        self._counter = Counter(parley)
        self._directory = directory
        self._messenger = messenger
        self._clock = clock

    async def ask(self, asked: Request | None, origin: Origin) -> Reply:
        """The core's answer, committed. Raises ``Unavailable`` where the core could not work."""
        where = {
            "tenant": origin.installation.tenant,
            "channel": named(origin.channel),
            "delivery": named(origin.delivery),
        }
        with structlog.contextvars.bound_contextvars(platform=PLATFORM, **where):
            context = await self.context(origin)
            try:
                return await self._counter.ask(asked, context)
            except Exception as error:
                log.exception("request failed", request=type(asked).__name__)
                raise Unavailable from error

    async def context(self, origin: Origin) -> Context:
        """Who asks, where and when. Whether outsiders can read is asked of Slack each time."""
        channel = channel_in(origin.installation, origin.channel or await self._own_channel(origin))
        (person, admin, guest), audience = await asyncio.gather(self._person(origin), self._audience(origin, channel))
        return Context(
            channel=channel,
            person=person,
            now=self._clock.now(),
            audience=audience,
            delivery=origin.delivery,
            direct=origin.direct,
            private=origin.private,
            thread=origin.thread,
            message=origin.message,
            admin=admin,
            guest=guest,
        )

    async def _own_channel(self, origin: Origin) -> str:
        """The conversation of Parley with a person who asks from no channel: from the Home, or a form opened there."""
        if not origin.user:
            return ""
        try:
            return await self._messenger.channel_of(Direct(PLATFORM, origin.installation.tenant, origin.user))
        except SendingError:
            return f"home:{origin.user}"

    async def _person(self, origin: Origin) -> tuple[Person, bool, bool]:
        if origin.told and not origin.user:
            return Person(origin.installation.tenant, "", ""), False, False
        return await self._directory.person(origin.installation, origin.user, origin.team)

    async def _audience(self, origin: Origin, channel: Channel) -> Audience:
        if origin.direct:
            return Audience.OWN
        return await self._directory.audience_in_time(channel)
