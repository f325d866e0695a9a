"""What Parley listens to in Slack. Each listener commits first, then lets Slack have its answer, then speaks."""

import asyncio
import re
from collections.abc import Awaitable, Mapping
from dataclasses import replace

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from adapters.slack import documents, forms, parse, render
from adapters.slack.authorize import installation_of
from adapters.slack.desk import Desk
from adapters.slack.documents import Documents
from adapters.slack.errands import Errands
from adapters.slack.installations import Unavailable
from adapters.slack.parse import Origin, Payload
from adapters.slack.replying import Replier
from bot.conversation import wire
from bot.conversation.cards import Card
from bot.conversation.commands import addressed, after_slash
from bot.conversation.forms import Form
from bot.conversation.replies import Reply, Visibility
from bot.conversation.requests import RegisterFrom, Request, ShowHome
from bot.domain.errors import ParleyError
from bot.ports import SendingError
from bot.router import said
from bot.wording import errors as wording

COMMAND = "/parley"
SHORTCUT = "register_from_message"
PATIENCE_SECONDS = 2.0
"""How long an answer to Slack waits for the core. Slack itself waits three seconds."""
LOADING_AFTER_SECONDS = 1.0
"""A modal that takes longer shows that it is at work; what opens it is good for three seconds."""
SPOKEN_SUBTYPES = (None, "file_share", "thread_broadcast")

Errors = Mapping[str, str]
"""What is wrong with a form, by field."""
WENT_WRONG = said(wording.WENT_WRONG)

log = structlog.get_logger()


class Conversation:
    """Words, commands, buttons and forms."""

    def __init__(self, desk: Desk, replier: Replier, papers: Documents, errands: Errands) -> None:
        self._desk = desk
        self._replier = replier
        self._papers = papers
        self._errands = errands

    def register(self, app: AsyncApp) -> None:
        """Listen to what people say and press."""
        app.event("app_mention")(self.spoken_to)
        app.event("message")(self.message)
        app.event("app_home_opened")(self.home)
        app.command(COMMAND)(self.command)
        app.shortcut({"type": "message_action", "callback_id": SHORTCUT})(self.shortcut)
        app.action(re.compile(f"^{render.PRESS}:"))(self.press)
        app.view(forms.CALLBACK)(self.form)

    # --- words

    async def message(self, event: Payload, context: AsyncBoltContext, ack: AsyncAck) -> None:
        """A direct message; nothing else that Slack calls a message is read."""
        if parse.is_direct(event) and event.get("subtype") in SPOKEN_SUBTYPES:
            await self.spoken_to(event, context, ack)

    async def spoken_to(self, event: Payload, context: AsyncBoltContext, ack: AsyncAck) -> None:
        """A mention or a direct message: answered in its thread."""
        origin = parse.of_message(installation_of(context), event)
        if event.get("bot_id") or not (origin.user and origin.channel and origin.thread):
            return
        words = parse.addressed_words(str(event.get("text") or ""), origin.installation.bot_user)
        if file := documents.readable(event.get("files")):
            reading = self._errands.start(self._file(file, origin), "file")
            await asyncio.wait({reading}, timeout=PATIENCE_SECONDS)
        else:
            await self._heard(addressed(words), origin)
        await ack()

    async def _heard(self, asked: Request, origin: Origin) -> None:
        reply = await self._desk.ask(asked, origin)
        self._speak(reply, origin, asked)

    async def _file(self, file: Payload, origin: Origin) -> None:
        self._speak(await self._read(file, origin), origin, None)

    async def _read(self, file: Payload, origin: Origin) -> Reply:
        """The core's answer to an order in a file, or why the file could not be read."""
        try:
            words = await self._papers.text(origin.installation, file)
        except ParleyError as error:
            return said(str(error))
        return await self._settled(RegisterFrom(words), origin)

    async def home(self, event: Payload, body: Payload, context: AsyncBoltContext, ack: AsyncAck) -> None:
        """Someone looks at their Home."""
        if event.get("tab") == "home":
            await self._heard(ShowHome(), parse.of_home(installation_of(context), body, event))
        await ack()

    # --- commands and shortcuts

    async def command(self, body: Payload, context: AsyncBoltContext, ack: AsyncAck) -> None:
        """``/parley``: a private answer goes back with the acknowledgement itself."""
        origin = parse.of_command(installation_of(context), body)
        asked = after_slash(parse.said(str(body.get("text") or "")))
        work = asyncio.create_task(self._settled(asked, origin))
        await asyncio.wait({work}, timeout=PATIENCE_SECONDS)
        reply = work.result() if work.done() else None
        if reply and isinstance(reply.content, Card) and reply.visibility is Visibility.PRIVATE:
            await ack(response_type="ephemeral", **render.message(reply.content))
            self._speak(replace(reply, content=None), origin, asked)
            return
        await ack()
        self._errands.start(self._speak_when(work, origin, asked), "command")

    async def shortcut(self, body: Payload, context: AsyncBoltContext, ack: AsyncAck) -> None:
        """Register from this message: the answer opens in a modal, after a loading one if it takes time."""
        origin = parse.of_shortcut(installation_of(context), body)
        message = body.get("message")
        message = message if isinstance(message, Mapping) else {}
        words = parse.said(str(message.get("text") or ""))
        file = documents.readable(message.get("files"))
        reading = self._read(file, origin) if file and not words else self._settled(RegisterFrom(words), origin)
        work = asyncio.create_task(reading)
        await asyncio.wait({work}, timeout=LOADING_AFTER_SECONDS)
        if not work.done():
            try:
                origin = await self._replier.show_loading(origin)
            except SendingError as error:
                log.info("loading view not opened", error=str(error))
        await ack()
        self._errands.start(self._speak_when(work, origin, None), "shortcut")

    # --- buttons and forms

    async def press(self, body: Payload, context: AsyncBoltContext, ack: AsyncAck) -> None:
        """A button, however old."""
        origin = parse.of_press(installation_of(context), body)
        asked = parse.pressed(body)
        work = asyncio.create_task(self._settled(asked, origin))
        await asyncio.wait({work}, timeout=PATIENCE_SECONDS)
        await ack()
        self._errands.start(self._speak_when(work, origin, asked), "press")

    async def form(self, body: Payload, context: AsyncBoltContext, ack: AsyncAck) -> None:
        """A form: errors beside their fields, the next form in its place, or the answer."""
        view: Payload = body["view"]
        origin = parse.of_form(installation_of(context), body)
        work = asyncio.create_task(self._submitted(view, origin))
        await asyncio.wait({work}, timeout=LOADING_AFTER_SECONDS)
        if work.done():
            await self._acknowledge(ack, work.result(), origin, view)
            return
        await ack(response_action="update", view=self._replier.loading(origin))
        self._errands.start(self._speak_late(work, origin), "form")

    async def _submitted(self, view: Payload, origin: Origin) -> Reply | Errors:
        values = forms.typed(view)
        errors: dict[str, str] = {}
        for name, file in forms.files_in(view).items():
            try:
                values[name] = await self._papers.text(origin.installation, file)
            except ParleyError as error:
                errors[name] = str(error)
        return errors or await self._settled(wire.decode(forms.request_of(view), values), origin)

    async def _acknowledge(self, ack: AsyncAck, reply: Reply | Errors, origin: Origin, view: Payload) -> None:
        if not isinstance(reply, Reply):
            await ack(response_action="errors", errors=dict(reply))
            return
        match reply.content:
            case Form() as form:
                modal = self._replier.modal(form, origin)
                if form.errors and set(form.errors) <= forms.fields_of(modal) == forms.fields_of(view):
                    await ack(response_action="errors", errors=dict(form.errors))
                else:
                    await ack(response_action="update", view=modal)
            case Card() as card if reply is WENT_WRONG and (field := forms.first_field(view)):
                await ack(response_action="errors", errors={field: card.text})
            case Card() as card if reply.visibility is Visibility.PRIVATE and not origin.direct:
                await ack(response_action="update", view=forms.window(card, origin.seat))
                self._speak(replace(reply, content=None), origin, None)
            case _:
                await ack()
                self._speak(reply, replace(origin, surface="", view=""), None)

    # --- answering

    async def _settled(self, asked: Request | None, origin: Origin) -> Reply:
        """The core's answer; where it could not work, that is the answer."""
        try:
            return await self._desk.ask(asked, origin)
        except Unavailable:
            return WENT_WRONG

    def _speak(self, reply: Reply, origin: Origin, asked: Request | None) -> None:
        if reply.content is not None or reply.attachments:
            self._errands.start(self._replier.deliver(reply, origin, asked), "reply")

    async def _speak_late(self, work: Awaitable[Reply | Errors], origin: Origin) -> None:
        """Errors come too late to stand beside their fields: the form has made room for the window that waited."""
        answer = await work
        reply = answer if isinstance(answer, Reply) else said("\n".join(answer.values()))
        await self._replier.deliver(reply, origin, None)

    async def _speak_when(self, work: Awaitable[Reply], origin: Origin, asked: Request | None) -> None:
        await self._replier.deliver(await work, origin, asked)
