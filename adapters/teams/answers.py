"""Where a reply goes: the thread, the personal chat with a pointer, one person's view of a card, or a dialog."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import structlog

from adapters.teams import render, words
from adapters.teams.files import offers
from adapters.teams.look import VIEW, Look
from adapters.teams.messenger import TeamsMessenger, direct
from adapters.teams.parse import Incoming
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
ERROR = "application/vnd.microsoft.error"
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


def unchanged() -> Json:
    """A refresh's answer where there is nothing to show instead: Teams leaves the card as it is."""
    error = {"code": "NotFound", "message": words.NOTHING_TO_DO}
    return {"statusCode": 404, "type": ERROR, "value": error}


def view(content: Json) -> Json:
    """An invoke's answer: a card that takes the pressed one's place, for the person who pressed."""
    return {"statusCode": 200, "type": render.CARD_TYPE, "value": content}


class Answers:
    """Puts replies where they belong."""

    def __init__(self, messenger: TeamsMessenger) -> None:
        self._messenger = messenger
        self._plain = messenger.look

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
            await self._post_in_thread(render.message(reply.content, self._plain), asked)
            return
        if asked.personal and asked.submitted and asked.incoming.reply_to and isinstance(reply.content, Card):
            await self._replace(render.message(reply.content, self._about(asked.own_home)), asked)
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

    def _private(self, reply: Reply, asked: Asked) -> Json:
        look = self._about(asked.own_home)
        if isinstance(reply.content, Form):
            return render.form_message(reply.content, look)
        return render.message(reply.content or Card("", ()), look)

    def _about(self, home: str) -> Look:
        return replace(self._plain, home=home)

    @property
    def _view(self) -> Look:
        return replace(self._plain, view=True)

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
        return view(render.form_json(form, self._about(asked.own_home) if asked.personal else self._view))

    async def _card_in_chat(self, card: Card, reply: Reply, asked: Asked) -> Json:
        if reply.visibility is Visibility.THREAD and asked.home:
            return await self._shared(card, asked)
        if (reply.replaces or asked.submitted) and asked.incoming.reply_to:
            await self._replaced(card, reply, asked)
            return view(render.card_json(card, self._about(asked.home)))
        if await self.privately(reply, asked):
            return remark(words.BELOW)
        return view(render.card_json(card, self._about(asked.home)))

    async def _replaced(self, card: Card, reply: Reply, asked: Asked) -> bool:
        """Put a card in the place of the one pressed, in the personal chat; false when Teams does not let it."""
        if not asked.incoming.reply_to:
            return False
        try:
            await self._replace(render.message(card, self._about(asked.home)), asked)
            await self._offer(reply, asked)
        except SendingError as error:
            log.info("a card was not replaced", code=type(error).__name__)
            return False
        return True

    async def _card_in_group(self, card: Card, reply: Reply, asked: Asked) -> Json:
        if reply.visibility is Visibility.THREAD:
            await self._post_in_thread(render.message(card, self._plain), asked)
            return remark(words.NOTED)
        if asked.in_view:
            # The view is gone after a reload, so what can still be acted on is kept in the personal chat as well.
            if asked.submitted and (card.buttons or reply.attachments):
                await self.privately(reply, asked)
            return view(render.card_json(card, self._view))
        if (sentence := short(card)) and not reply.attachments:
            return remark(sentence)
        if await self.privately(reply, asked):
            return remark(words.ANSWERED_PRIVATELY)
        return view(render.card_json(card, self._view))

    async def _shared(self, card: Card, asked: Asked) -> Json:
        await patiently(lambda: self._messenger.send(asked.context.channel, render.message(card, self._plain)))
        return remark(words.NOTED)

    def as_seen(self, card: Card) -> Json:
        """Show a shared card as one person sees it. Its buttons are pressed as everybody's are."""
        return view(render.card_json(card, self._plain))

    # --- in a dialog

    async def to_dialog(self, reply: Reply, asked: Asked) -> Json:
        """Answer a dialog that was opened or sent: with its next page, or with a sentence, which closes it."""
        match reply.content:
            case None:
                return closing(words.NOTED)
            case Form() as form:
                return page(form.title, render.form_json(form, self._in_dialog(asked)))
            case Card() as card if reply.replaces and asked.personal and await self._replaced(card, reply, asked):
                return closing(words.CHANGED_IN_CHAT)
            case Card() as card if (sentence := short(card)) and not reply.attachments:
                return closing(sentence)
            case Card() as card:
                # A dialog is gone once it is closed, so what can still be acted on is kept in the chat too.
                if asked.submitted and (card.buttons or reply.attachments):
                    await self.privately(reply, asked)
                return page(card.title, render.card_json(card, self._in_dialog(asked)))

    def _in_dialog(self, asked: Asked) -> Look:
        return Look(home=asked.home, dialog=True, opened_from=asked.incoming.reply_to or "")


def short(card: Card) -> str:
    """The card's one sentence when that is all it is, and it is short; empty otherwise."""
    match card:
        case Card(title="", elements=(Text(line),)) if len(plain(line)) <= REMARK_LENGTH:
            return plain(line)
    return ""


def page(title: str, content: Json) -> Json:
    """A dialog invoke's answer: what the dialog shows next."""
    value = {"title": title, "height": "large", "width": "medium", "card": render.attachment(content)}
    return {"task": {"type": "continue", "value": value}}


def closing(sentence: str) -> Json:
    """A dialog invoke's answer: a sentence for the person, and the dialog is closed."""
    return {"task": {"type": "message", "value": sentence}}
