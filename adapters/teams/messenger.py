"""The outbox's way to Teams."""

import datetime as dt
from dataclasses import replace

from adapters.teams import render
from adapters.teams.look import REFRESHED_FOR, Look
from adapters.teams.parse import PLATFORM, threaded
from adapters.teams.references import References
from adapters.teams.roster import FRESH_FOR_POSTING, Rosters
from adapters.teams.send import Connector, Json
from bot.conversation.cards import Card
from bot.domain.people import Address, Audience, Channel, Direct
from bot.ports import CannotLook, Refused

NEVER_HEARD_FROM = "never_heard_from"
GONE = "ConversationNotFound"
STOPPING = {"BotDisabledByAdmin", "ConversationBlockedByUser", "BotNotInConversationRoster", GONE}
"""Refusals that stay until something is heard from the conversation again."""


class TeamsMessenger:
    """Posts to Teams, as ``bot.ports.Messenger`` asks."""

    def __init__(self, connector: Connector, references: References, rosters: Rosters, look: Look) -> None:
        self._connector = connector
        self._references = references
        self._rosters = rosters
        self.look = look
        """How cards are shown to clients here."""

    async def audience(self, channel: Channel) -> Audience:
        """Who can read the channel now."""
        return await self._rosters.audience(channel, FRESH_FOR_POSTING)

    async def post(
        self,
        address: Address,
        card: Card,
        *,
        key: str,
        thread: str | None = None,
        pin: bool = False,  # noqa: ARG002 - the port's; Teams lets no bot pin
    ) -> str:
        """Post a card. A headline cannot be pinned; ``status`` shows it, and it is updated in place."""
        home = address.id if isinstance(address, Channel) else ""
        activity = await self._message(address, card) | {"channelData": {"parleyKey": key}}
        return await self.send(address, activity, thread=thread if home else None)

    async def send(self, address: Address, activity: Json, *, thread: str | None = None) -> str:
        """Send an activity to a conversation or person."""
        service_url, bot, conversation = await self._way(address)
        outgoing = activity | {"from": {"id": bot}, "conversation": {"id": conversation}}
        try:
            return await self._connector.send(service_url, threaded(conversation, thread), outgoing)
        except Refused as refused:
            await self._note(address, conversation, refused.code)
            raise

    async def update(self, address: Address, message: str, card: Card) -> None:
        """Replace a message's card for everybody."""
        await self.replace(address, message, await self._message(address, card))

    async def replace(self, address: Address, message: str, activity: Json) -> None:
        """Replace a message's content."""
        service_url, bot, conversation = await self._way(address)
        outgoing = activity | {"id": message, "from": {"id": bot}, "conversation": {"id": conversation}}
        await self._connector.update(service_url, conversation, message, outgoing)

    async def find(
        self,
        address: Address,  # noqa: ARG002 - the port's, as what follows
        key: str,  # noqa: ARG002
        since: dt.datetime,  # noqa: ARG002
        thread: str | None = None,  # noqa: ARG002
        *,
        besides: str | None = None,  # noqa: ARG002
    ) -> str | None:
        """Teams shows no bot what was posted."""
        raise CannotLook

    async def delete(self, address: Address, message: str) -> None:
        """Take a message back."""
        service_url, _, conversation = await self._way(address)
        await self._connector.delete(service_url, conversation, message)

    async def _message(self, address: Address, card: Card) -> Json:
        """A card as a message; a shared one is refreshed for those it holds more for, as far as Teams lets it."""
        people = card.own.people if card.own and isinstance(address, Channel) else ()
        accounts: list[str] = []
        for person in people:
            if len(accounts) == REFRESHED_FOR:
                break
            if known := await self._references.person(address.tenant, person):
                accounts.append(known.account)
        return render.message(card, replace(self.look, refreshed_for=tuple(accounts)))

    async def _way(self, address: Address) -> tuple[str, str, str]:
        """The service URL, the bot's id and the conversation's. Opens a personal chat where there is none yet."""
        match address:
            case Channel():
                place = await self._references.place(address)
                if place is None:
                    raise Refused(NEVER_HEARD_FROM)
                way = (place.service_url, place.bot, address.id)
            case Direct(tenant=tenant, person=person):
                way = await self._personal(tenant, person)
        if code := self._references.blocked.get((address.tenant, way[2])):
            raise Refused(code)
        return way

    async def _personal(self, tenant: str, person: str) -> tuple[str, str, str]:
        known = await self._references.person(tenant, person)
        if known is None:
            raise Refused(NEVER_HEARD_FROM)
        chat = known.chat
        if not chat:
            chat = await self._connector.open_chat(known.service_url, known.bot, tenant, known.account)
            await self._references.remember_chat(tenant, person, chat)
        return known.service_url, known.bot, chat

    async def _note(self, address: Address, conversation: str, code: str) -> None:
        if isinstance(address, Direct) and code == GONE:
            await self._references.remember_chat(address.tenant, address.person, "")
        elif code in STOPPING:
            self._references.blocked[address.tenant, conversation] = code


def direct(tenant: str, person: str) -> Direct:
    """A person's private address on Teams."""
    return Direct(PLATFORM, tenant, person)
