"""Where a reply goes: the thread, the personal chat with a pointer, one person's view of a card, or a dialog."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog

from adapters.teams import render, words
from adapters.teams.files import offers
from adapters.teams.messenger import TeamsMessenger, direct
from adapters.teams.parse import Incoming
from adapters.teams.render import VIEW
from adapters.teams.send import patiently
from bot.conversation.cards import Card, Text, plain
from bot.conversation.context import Context
from bot.conversation.forms import Form
from bot.conversation.replies import Reply, Visibility
from bot.conversation.requests import FormRequest, Request
from bot.domain.people import Address
from bot.ports import SendingError
from bot.wording import errors as wording

log = structlog.get_logger()

Json = dict[str, Any]

SOON, LATER = 2.0, 20.0
"""Seconds an answer may be put off by Teams: a press waits for it, a message does not."""
MESSAGE = "application/vnd.microsoft.activity.message"
REMARK_LENGTH = 240
"""A private sentence up to this long is shown under the card that was pressed, to the person who pressed alone."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An activity with the request in it and its context. ``home`` as the pressed card carried it."""

    incoming: Incoming
    request: Request | None
    context: Context
    home: str = ""
    told: bool = False
    """Whether Teams itself told it: then nobody waits for a pointer."""

    @property
    def personal(self) -> bool:
        """Whether it was asked in the personal chat."""
        return self.incoming.place.personal

    @property
    def own_home(self) -> str:
        """The channel that private cards about this must carry."""
        return self.home or ("" if self.personal else self.context.channel.id)

    @property
    def submitted(self) -> bool:
        """Whether it is a form that was sent."""
        return isinstance(self.request, FormRequest)

    @property
    def in_view(self) -> bool:
        """Whether it was pressed on a card that this person alone sees."""
        return self.submitted or VIEW in (self.incoming.pressed or {})

    @property
    def private_address(self) -> Address:
        """Where the person alone reads."""
        return direct(self.incoming.place.tenant, self.incoming.sender.id)


def remark(text: str) -> Json:
    """An invoke's answer: a sentence for the person who pressed."""
    return {"statusCode": 200, "type": MESSAGE, "value": text}


def view(content: Json) -> Json:
    """An invoke's answer: a card that takes the pressed one's place, for the person who pressed."""
    return {"statusCode": 200, "type": render.CARD_TYPE, "value": content}


class Answers:
    """Puts replies where they belong."""

    def __init__(self, messenger: TeamsMessenger) -> None:
        self._messenger = messenger

    # --- after a message, or a press from a client that cannot show the answer in place

    async def place(self, reply: Reply, asked: Asked) -> None:
        """Answer a message. What could not be sent is logged by its code."""
        try:
            await self._place(reply, asked)
        except SendingError as error:
            log.warning("an answer was not sent", code=type(error).__name__, detail=str(error))

    async def _place(self, reply: Reply, asked: Asked) -> None:
        if reply.content is None:
            return
        if reply.visibility is Visibility.THREAD and isinstance(reply.content, Card) and not asked.personal:
            await self._post_in_thread(render.message(reply.content), asked)
            return
        if asked.personal and asked.submitted and asked.incoming.reply_to and isinstance(reply.content, Card):
            await self._replace(render.message(reply.content, asked.own_home), asked)
            await self._offer(reply, asked)
            return
        told = await self.privately(reply, asked)
        if asked.told:
            return
        if not asked.personal:
            pointer = words.ANSWERED_PRIVATELY if told else self._unreachable(asked)
            await self._post_in_thread(render.message(Card("", (Text((pointer,)),))), asked)
        elif not told:
            log.warning("an answer was not sent", code="personal")

    @staticmethod
    def _unreachable(asked: Asked) -> str:
        """Teams lets no bot write to people of another tenant, whatever they add."""
        return wording.OUTSIDER if asked.context.outsider else words.CANNOT_WRITE_PRIVATELY

    async def privately(self, reply: Reply, asked: Asked) -> bool:
        """Write it to the person alone; false when Teams does not let Parley write to them, or not soon enough."""
        activity = self._private(reply, asked)
        longest = SOON if asked.incoming.type == "invoke" else LATER
        try:
            await patiently(partial(self._messenger.send, asked.private_address, activity), longest)
        except SendingError as error:
            log.info("a private message was not sent", code=type(error).__name__, detail=str(error))
            return False
        await self._offer(reply, asked)
        return True

    @staticmethod
    def _private(reply: Reply, asked: Asked) -> Json:
        if isinstance(reply.content, Form):
            return render.form_message(reply.content, asked.own_home)
        return render.message(reply.content or Card("", ()), asked.own_home)

    async def _offer(self, reply: Reply, asked: Asked) -> None:
        for activity in offers(reply.attachments, asked.request, asked.own_home):
            await patiently(partial(self._messenger.send, asked.private_address, activity))

    async def _post_in_thread(self, activity: Json, asked: Asked) -> None:
        channel = asked.incoming.place.channel
        await patiently(lambda: self._messenger.send(channel, activity, thread=asked.incoming.place.thread))

    async def _replace(self, activity: Json, asked: Asked) -> None:
        message = asked.incoming.reply_to or ""
        await patiently(lambda: self._messenger.replace(asked.private_address, message, activity))

    # --- after a press

    async def to_press(self, reply: Reply, asked: Asked) -> Json:
        """Answer a press where it was made, and send what does not fit there."""
        match reply.content:
            case None:
                return remark(words.NOTED)
            case Form() as form:
                return await self._form(form, reply, asked)
            case Card() as card if asked.personal:
                return await self._card_in_chat(card, reply, asked)
            case Card() as card:
                return await self._card_in_group(card, reply, asked)

    async def _form(self, form: Form, reply: Reply, asked: Asked) -> Json:
        """In a group the person's own view of the card; in the personal chat a message, which stays."""
        if asked.personal and not asked.submitted and await self.privately(reply, asked):
            return remark(words.BELOW)
        return view(render.form_json(form, asked.own_home if asked.personal else "", view=not asked.personal))

    async def _card_in_chat(self, card: Card, reply: Reply, asked: Asked) -> Json:
        if reply.visibility is Visibility.THREAD and asked.home:
            return await self._shared(card, asked)
        if (reply.replaces or asked.submitted) and asked.incoming.reply_to:
            try:
                await self._replace(render.message(card, asked.home), asked)
                await self._offer(reply, asked)
            except SendingError as error:
                log.info("a card was not replaced", code=type(error).__name__)
            return view(render.card_json(card, asked.home))
        if await self.privately(reply, asked):
            return remark(words.BELOW)
        return view(render.card_json(card, asked.home))

    async def _card_in_group(self, card: Card, reply: Reply, asked: Asked) -> Json:
        if reply.visibility is Visibility.THREAD:
            await self._post_in_thread(render.message(card), asked)
            return remark(words.NOTED)
        if asked.in_view:
            # The view is gone after a reload, so what can still be acted on is kept in the personal chat as well.
            if asked.submitted and (card.buttons or reply.attachments):
                await self.privately(reply, asked)
            return view(render.card_json(card, view=True))
        if (sentence := short(card)) and not reply.attachments:
            return remark(sentence)
        if await self.privately(reply, asked):
            return remark(words.ANSWERED_PRIVATELY)
        return view(render.card_json(card, view=True))

    async def _shared(self, card: Card, asked: Asked) -> Json:
        await patiently(lambda: self._messenger.send(asked.context.channel, render.message(card)))
        return remark(words.NOTED)


def short(card: Card) -> str:
    """The card's one sentence when that is all it is, and it is short; empty otherwise."""
    match card:
        case Card(title="", elements=(Text(line),)) if len(plain(line)) <= REMARK_LENGTH:
            return plain(line)
    return ""


def dialog(reply: Reply) -> Json:
    """The answer to a dialog being opened or sent: the next page of it, or nothing, which closes it."""
    match reply.content:
        case None:
            return {}
        case Form() as form:
            title, content = form.title, render.form_json(form, dialog=True)
        case Card() as card:
            title, content = card.title, render.card_json(card, dialog=True)
    value = {"title": title, "height": "large", "width": "medium", "card": render.attachment(content)}
    return {"task": {"type": "continue", "value": value}}
