"""One activity, one turn: what was said, pressed or told is asked of the core, and the answer put in its place."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any

import structlog

from adapters.counter import Counter
from adapters.teams import files, words
from adapters.teams.answers import Answers, Asked, remark, unchanged
from adapters.teams.events import Events, Told
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.parse import Incoming, home_of, opened_from, request_in, request_of
from adapters.teams.people import Contexts, Unknown
from adapters.teams.references import References
from adapters.teams.roster import Rosters
from adapters.teams.send import Connector
from bot.conversation.cards import Card
from bot.conversation.context import Context
from bot.conversation.replies import Reply
from bot.conversation.requests import RegisterFrom, Request, SeeOwn, Uninstalled
from bot.domain.errors import ParleyError
from bot.orders import text_of
from bot.ports import Refused, SendingError
from bot.router import Parley, said
from bot.wording import errors as wording

log = structlog.get_logger()

Json = dict[str, Any]

TOO_LARGE = words.FILE_TOO_LARGE.format(files.LARGEST // 2**20)
PRESSES = {"adaptiveCard/action", "invoke"}
"""Teams on Android names a card's invoke "invoke"."""


@dataclass(frozen=True, slots=True)
class Platform:
    """The far end: calls to it, the ways to its conversations, who is in them, and the outbox's view of it all."""

    connector: Connector
    references: References
    rosters: Rosters
    messenger: TeamsMessenger


class Turns:
    """Answers activities. A turn ends when the core has committed; what is to be sent follows by itself."""

    def __init__(self, parley: Parley, platform: Platform, now: Callable[[], dt.datetime]) -> None:
        self._counter = Counter(parley)
        self._parley = parley
        self._contexts = Contexts(platform.rosters, now)
        self._events = Events(platform.references, platform.rosters)
        self._references = platform.references
        self._messenger = platform.messenger
        self._connector = platform.connector
        self._now = now
        self._answers = Answers(platform.messenger)
        self._sending: set[asyncio.Task[None]] = set()

    async def message(self, incoming: Incoming) -> None:
        """Words, a file, or a button of a client that sends presses as messages."""
        await self._references.note(incoming)
        if (data := incoming.pressed) is not None:
            asked, reply = await self._asked(incoming, request_of(data), home_of(data))
            self._later(self._answers.place(reply, asked))
        elif incoming.place.personal and (file := files.taken(incoming.attachments)):
            self._later(self._read_file(incoming, *file))
        elif (request := request_in(incoming)) is not None:
            asked, reply = await self._asked(incoming, request)
            self._later(self._answers.place(reply, asked))

    async def invoke(self, incoming: Incoming) -> Json | None:
        """A press, a refresh, a dialog or a consent; ``None`` for an invoke that Parley has no use for."""
        data = incoming.pressed or {}
        request = request_of(data)
        if incoming.name in PRESSES and (incoming.automatic or isinstance(request, SeeOwn)):
            return await self._own_view(incoming, request)
        await self._references.note(incoming)
        match incoming.name:
            case name if name in PRESSES:
                asked, reply = await self._asked(incoming, request, home_of(data))
                return await self._answered(self._answers.to_press(reply, asked))
            case "task/fetch" | "task/submit":
                incoming = replace(incoming, reply_to=incoming.reply_to or opened_from(data))
                asked, reply = await self._asked(incoming, request, home_of(data), private=True)
                return await self._answers.to_dialog(reply, asked)
            case "fileConsent/invoke":
                self._later(self._hand_over(incoming))
                return {}
            case _:
                return None

    async def told(self, incoming: Incoming) -> None:
        """An event of Teams itself."""
        for told in await self._events.read(incoming, int(self._now().timestamp())):
            await self._tell(told, incoming)

    async def close(self) -> None:
        """Finish sending what is on its way."""
        await asyncio.gather(*self._sending, return_exceptions=True)

    # --- asking the core

    async def _asked(
        self, incoming: Incoming, request: Request | None, home: str = "", *, private: bool = False
    ) -> tuple[Asked, Reply]:
        try:
            context = await self._contexts.of(incoming, home)
            context = replace(context, private=context.private or private)
        except Unknown:
            unknown = self._contexts.stranger(incoming)
            return Asked(incoming, request, unknown, home), said(words.WHO_ARE_YOU)
        return Asked(incoming, request, context, home), await self._handle(request, context)

    async def _handle(self, request: Request | None, context: Context) -> Reply:
        try:
            return await self._counter.ask(request, context)
        except Exception:
            log.exception("a request failed", request=type(request).__name__)
            return said(wording.WENT_WRONG)

    async def _tell(self, told: Told, incoming: Incoming) -> None:
        context = await self._contexts.told(incoming, told.channel)
        if incoming.id:
            context = replace(context, delivery=f"{incoming.id}/{type(told.request).__name__}")
        reply = await self._handle(told.request, context)
        if isinstance(told.request, Uninstalled):
            self._references.forget_tenant(told.channel.tenant)
        elif reply.content is not None:
            there = replace(incoming, place=replace(incoming.place, id=told.channel.id, thread=None))
            self._later(self._answers.place(reply, Asked(there, told.request, context, told=True)))

    async def _own_view(self, incoming: Incoming, request: Request | None) -> Json:
        """A shared card as one person sees it. Teams asks by itself and often, so nothing may come of it."""
        if not isinstance(request, SeeOwn):
            return unchanged()
        try:
            context = replace(await self._contexts.of(incoming), delivery="")
            reply = await asyncio.to_thread(self._parley.look, request, context)
        except Unknown:
            return unchanged()
        except Exception:
            log.exception("a card was not refreshed")
            return unchanged()
        return self._answers.as_seen(reply.content) if reply and isinstance(reply.content, Card) else unchanged()

    @staticmethod
    async def _answered(answering: Awaitable[Json]) -> Json:
        try:
            return await answering
        except SendingError as error:
            log.warning("an answer was not sent", code=type(error).__name__, detail=str(error))
            return remark(words.NOT_SENT)

    # --- files

    async def _read_file(self, incoming: Incoming, url: str, name: str) -> None:
        try:
            content = await self._connector.download(url, files.LARGEST)
            request: Request | None = RegisterFrom(await asyncio.to_thread(text_of, content, name))
        except Refused as refused:
            too_large = refused.code == "too_large"
            await self._say(incoming, TOO_LARGE if too_large else words.FILE_NOT_TAKEN)
        except SendingError:
            await self._say(incoming, words.FILE_NOT_TAKEN)
        except ParleyError as error:
            await self._say(incoming, str(error))
        else:
            asked, reply = await self._asked(incoming, request)
            await self._answers.place(reply, asked)

    async def _hand_over(self, incoming: Incoming) -> None:
        """Answer the request again that a consent carries, and put its file where Teams says."""
        accepted, carried = files.upload_of(incoming.value), incoming.value.get("context")
        if accepted is None or not isinstance(carried, dict):
            await self._say(incoming, words.FILE_DECLINED)
            return
        url, info = accepted
        asked, reply = await self._asked(incoming, request_of(carried), home_of(carried))
        for attachment in reply.attachments:
            if attachment.filename == carried.get("name"):
                await self._upload(url, attachment.content, files.saved(attachment, info), asked)
                return
        await self._say(incoming, words.FILE_GONE)

    async def _upload(self, url: str, content: bytes, message: Json, asked: Asked) -> None:
        try:
            await self._connector.upload(url, content)
            await self._messenger.send(asked.private_address, message)
        except SendingError as error:
            log.warning("a file was not handed over", code=type(error).__name__, detail=str(error))
            await self._say(asked.incoming, words.FILE_GONE)

    async def _say(self, incoming: Incoming, sentence: str) -> None:
        await self._answers.place(said(sentence), Asked(incoming, None, self._contexts.stranger(incoming)))

    # --- what follows by itself

    def _later(self, sending: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._guarded(sending))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    @staticmethod
    async def _guarded(sending: Coroutine[Any, Any, None]) -> None:
        try:
            await sending
        except Exception:
            log.exception("sending failed")
