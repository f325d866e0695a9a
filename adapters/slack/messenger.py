"""The outbox's way to Slack. Each call is made once: whether to try again is the outbox's to decide."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

import structlog

from adapters.slack import render
from adapters.slack.calls import Call, Line
from adapters.slack.installations import Installations
from adapters.slack.people import Directory
from bot.conversation.cards import Card
from bot.domain.people import Address, Audience, Channel, Direct
from bot.ports import CannotLook, MessageGone, Refused, SendingError

EVENT = "parley_post"
PAGE = 15
"""Messages a look-up reads at a time: what Slack grants every app."""
SKEW = dt.timedelta(seconds=120)
"""How far Slack's clock and ours may be apart."""
BLIND = frozenset(
    {
        "missing_scope",
        "not_in_channel",
        "channel_not_found",
        "no_permission",
        "not_allowed_token_type",
        "method_not_supported_for_channel_type",
        "access_denied",
        "thread_not_found",
    }
)
"""Answers to a look-up that mean: Parley may not look there."""

log = structlog.get_logger()


class SlackMessenger:
    """Posts to Slack, as ``bot.ports.Messenger`` asks."""

    def __init__(self, line: Line, installations: Installations, directory: Directory) -> None:
        self._line = line
        self._installations = installations
        self._directory = directory
        self._direct: dict[Direct, str] = {}

    async def audience(self, channel: Channel) -> Audience:
        """Who can read the channel now."""
        try:
            return await self._directory.audience(channel)
        except Refused as refused:
            if refused.code in BLIND:
                return Audience.UNKNOWN
            raise

    async def post(
        self, address: Address, card: Card, *, key: str, thread: str | None = None, pin: bool = False
    ) -> str:
        """Post a card and return its timestamp. Only the key goes into the metadata, which anyone here can read."""
        where = await self.channel_of(address)
        message = render.message(card)
        answer = await self._call(
            address,
            lambda client: client.chat_postMessage(
                channel=where,
                thread_ts=thread,
                metadata={"event_type": EVENT, "event_payload": {"key": key}},
                client_msg_id=_as_uuid(key),
                **render.QUIETLY,
                **message,
            ),
        )
        posted = str(answer["ts"])
        if pin:
            await self._pin(address, where, posted)
        return posted

    async def _pin(self, address: Address, where: str, message: str) -> None:
        """Pin what was posted. It stands in the channel either way, so a refusal is only noted."""
        try:
            await self._call(address, lambda client: client.pins_add(channel=where, timestamp=message))
        except SendingError as error:
            log.warning("not pinned", channel=where, message=message, error=str(error))

    async def update(self, address: Address, message: str, card: Card) -> None:
        """Replace the message's content."""
        where = await self.channel_of(address)
        content = render.message(card)
        await self._call(address, lambda client: client.chat_update(channel=where, ts=message, **content))

    async def find(
        self, address: Address, key: str, since: dt.datetime, thread: str | None = None, *, besides: str | None = None
    ) -> str | None:
        """The message posted with that key. Replies are not among a channel's messages: name their ``thread``."""
        where = await self.channel_of(address)
        oldest = f"{(since - SKEW).timestamp():.6f}"
        cursor = ""
        while True:
            page = await self._page(address, where, oldest, cursor, thread)
            for message in page.get("messages") or ():
                if _key(message) == key and message["ts"] != besides:
                    return str(message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return None

    async def _page(
        self, address: Address, where: str, oldest: str, cursor: str, thread: str | None
    ) -> Mapping[str, Any]:
        wanted: dict[str, Any] = {
            "channel": where,
            "oldest": oldest,
            "limit": PAGE,
            "include_all_metadata": True,
            "inclusive": True,
        }
        wanted |= {"cursor": cursor} if cursor else {}
        call: Call = lambda client: client.conversations_history(**wanted)  # noqa: E731 # one of two calls
        if thread:
            call = lambda client: client.conversations_replies(ts=thread, **wanted)  # noqa: E731 # the other
        try:
            page: Mapping[str, Any] = await self._call(address, call)
        except Refused as refused:
            if refused.code in BLIND:
                raise CannotLook(refused.code) from None
            raise
        return page

    async def delete(self, address: Address, message: str) -> None:
        """Take the message back; one that is gone already is taken back."""
        where = await self.channel_of(address)
        try:
            await self._call(address, lambda client: client.chat_delete(channel=where, ts=message))
        except MessageGone:
            return

    async def channel_of(self, address: Address) -> str:
        """The conversation at an address; a private one is opened once and remembered."""
        match address:
            case Channel(id=channel):
                return channel
            case Direct(person=person):
                if address not in self._direct:
                    answer = await self._call(address, lambda client: client.conversations_open(users=person))
                    self._direct[address] = str(answer["channel"]["id"])
                return self._direct[address]

    async def _call(self, address: Address, call: Call) -> Any:  # noqa: ANN401 # Slack's answer
        installation = await self._installations.of(address.tenant)
        return await self._line.call(installation.token, call)


def _as_uuid(key: str) -> str:
    try:
        return str(uuid.UUID(key))
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, key))


def _key(message: Mapping[str, Any]) -> object:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT:
        return None
    return (metadata.get("event_payload") or {}).get("key")
