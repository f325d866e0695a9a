"""The outbox's way to the local web chat."""

import datetime as dt

from adapters.web.platform import DIRECT, PARLEY, LocalPlatform, Message
from bot.clock import Clock
from bot.conversation.cards import Card
from bot.domain.people import Address, Audience, Channel, Direct
from bot.ports import MessageGone, Refused


class WebMessenger:
    """Posts to the page, as ``bot.ports.Messenger`` asks."""

    def __init__(self, platform: LocalPlatform, clock: Clock) -> None:
        self._platform = platform
        self._clock = clock

    async def audience(self, channel: Channel) -> Audience:
        """Who can read the channel now."""
        return self._platform.audience(channel)

    async def post(
        self, address: Address, card: Card, *, key: str, thread: str | None = None, pin: bool = False
    ) -> str:
        """Post a card. Raises ``Refused`` where Parley is not (any more)."""
        room = self._room(address)
        message = Message("", room, PARLEY, self._clock.now(), card=card, thread=thread, pinned=pin, key=key)
        return self._platform.add(message).id

    async def update(self, address: Address, message: str, card: Card) -> None:
        """Replace a message's card. Raises ``MessageGone`` when it was deleted."""
        self._room(address)
        if not self._platform.edit(message, card=card):
            raise MessageGone("message_not_found")

    async def find(
        self, address: Address, key: str, since: dt.datetime, thread: str | None = None, *, besides: str | None = None
    ) -> str | None:
        """The message posted with that key."""
        room = self._room(address)
        return next(
            (
                each.id
                for each in self._platform.messages.values()
                if each.room == room
                and (each.key == key and each.id != besides)
                and each.at >= since
                and thread in (None, each.thread)
            ),
            None,
        )

    async def delete(self, address: Address, message: str) -> None:
        """Take a message back."""
        self._room(address)
        self._platform.remove(message)

    def _room(self, address: Address) -> str:
        match address:
            case Direct(person=person):
                room = self._platform.room(DIRECT + person)
            case Channel(id=channel):
                room = self._platform.room(channel)
        if room is None or not room.parley:
            raise Refused("not_in_channel")
        return room.id
