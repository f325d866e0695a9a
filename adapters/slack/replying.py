"""An answer of the core, said where it was asked."""

import asyncio
from dataclasses import replace
from typing import Any

import structlog

from adapters.slack import documents, forms, render, sentences
from adapters.slack.calls import Call, Line
from adapters.slack.installations import PLATFORM
from adapters.slack.messenger import SlackMessenger
from adapters.slack.parse import Origin
from adapters.slack.quiet import named
from bot.conversation.cards import Button, Buttons, Card, Style, Text
from bot.conversation.forms import Form
from bot.conversation.replies import Attachment, Reply, Visibility
from bot.conversation.requests import Request, ShowHome
from bot.domain.people import Direct
from bot.ports import Refused, RetryAfter, SendingError

PATIENCE_SECONDS = 10.0
ATTEMPTS = 3
OK = 200

log = structlog.get_logger()


class Replier:
    """Says answers: in the thread, only to the person, in a modal, on the Home."""

    def __init__(self, line: Line, messenger: SlackMessenger) -> None:
        self._line = line
        self._messenger = messenger

    async def deliver(self, reply: Reply, origin: Origin, asked: Request | None) -> None:
        """Say an answer. Raises ``SendingError`` where Slack takes it nowhere."""
        match reply.content:
            case Form():
                await self._open(reply.content, origin, asked)
            case Card():
                await self._say(reply, reply.content, origin, asked)
            case None:
                pass
        if reply.attachments:
            await self._hand_over(reply.attachments, origin)

    def modal(self, form: Form, origin: Origin) -> dict[str, Any]:
        """The form as a modal that remembers where it was opened."""
        return forms.modal(form, origin.seat, files=origin.installation.may(documents.SCOPE))

    def loading(self, origin: Origin) -> dict[str, Any]:
        """A modal that asks for a moment."""
        return forms.window(Card("", (Text((sentences.READING,)),)), origin.seat)

    async def show_loading(self, origin: Origin) -> Origin:
        """Open a modal that asks for a moment; what follows goes into it."""
        view = self.loading(origin)
        answer = await self._call(origin, lambda client: client.views_open(trigger_id=origin.trigger, view=view))
        return replace(origin, view=str(answer["view"]["id"]), surface="modal")

    # --- forms

    async def _open(self, form: Form, origin: Origin, asked: Request | None) -> None:
        view = self.modal(form, origin)
        if origin.surface == "modal":
            await self._update_view(origin, view)
            return
        if origin.trigger:
            try:
                await self._call(origin, lambda client: client.views_open(trigger_id=origin.trigger, view=view))
            except Refused as refused:
                log.info("form not opened", code=refused.code)
            else:
                return
        if asked is not None:
            await self._privately(_door(asked), replace(origin, surface=""))

    async def _update_view(self, origin: Origin, view: dict[str, Any]) -> None:
        await self._call(origin, lambda client: client.views_update(view_id=origin.view, view=view))

    # --- cards

    async def _say(self, reply: Reply, card: Card, origin: Origin, asked: Request | None) -> None:
        if origin.surface:
            await self._show(reply, card, origin, asked)
        elif reply.replaces and origin.ephemeral and origin.response_url:
            await self._respond(origin, card, replace_original=True)
        elif reply.replaces and origin.direct and origin.message:
            await self._update(origin, origin.message, card)
        elif reply.visibility is Visibility.THREAD or (origin.direct and origin.channel):
            await self._aloud(card, origin)
        else:
            await self._privately(card, origin)

    async def _show(self, reply: Reply, card: Card, origin: Origin, asked: Request | None) -> None:
        """An answer to something asked in a modal, on the Home or by a shortcut."""
        if reply.visibility is Visibility.THREAD and origin.channel and origin.surface != "home":
            await self._aloud(card, replace(origin, surface=""))
        if origin.surface == "modal":
            await self._update_view(origin, forms.window(card, origin.seat))
        elif origin.surface == "home" and isinstance(asked, ShowHome):
            view = forms.home(card)
            await self._call(origin, lambda client: client.views_publish(user_id=origin.user, view=view))
        elif reply.visibility is Visibility.PRIVATE or origin.surface == "home":
            await self._show_window(card, origin)

    async def _show_window(self, card: Card, origin: Origin) -> None:
        view = forms.window(card, origin.seat)
        try:
            await self._call(origin, lambda client: client.views_open(trigger_id=origin.trigger, view=view))
        except Refused as refused:
            log.info("window not opened", code=refused.code)
            await self._privately(card, replace(origin, surface=""))

    async def _aloud(self, card: Card, origin: Origin) -> None:
        """To everyone in the conversation; to the person alone where Parley may not speak there."""
        if not origin.channel:
            await self._privately(card, origin)
            return
        try:
            await self._post(origin, origin.channel, card)
        except Refused as refused:
            if origin.direct:
                raise
            log.info("not said aloud", channel=named(origin.channel), code=refused.code)
            await self._privately(card, origin)

    async def _privately(self, card: Card, origin: Origin) -> None:
        """To this person alone: beside what they pressed, else in the channel, else in a direct message."""
        if origin.response_url and await self._respond(origin, card, replace_original=False):
            return
        if origin.channel and not origin.direct:
            try:
                await self._whisper(origin, card)
            except SendingError as error:
                log.info("not said in the channel", channel=named(origin.channel), error=str(error))
            else:
                return
        direct = Direct(PLATFORM, origin.installation.tenant, origin.user)
        await self._post(replace(origin, thread=None), await self._messenger.channel_of(direct), card)

    async def _whisper(self, origin: Origin, card: Card) -> None:
        """Slack shows such a message in a thread only where the thread exists already."""
        message = render.message(card)
        thread = origin.thread if origin.threaded else None
        await self._call(
            origin,
            lambda client: client.chat_postEphemeral(
                channel=origin.channel, user=origin.user, thread_ts=thread, **message
            ),
        )

    async def _post(self, origin: Origin, channel: str, card: Card) -> None:
        message = render.message(card)
        await self._call(
            origin,
            lambda client: client.chat_postMessage(
                channel=channel, thread_ts=origin.thread, **render.QUIETLY, **message
            ),
        )

    async def _update(self, origin: Origin, message: str, card: Card) -> None:
        content = render.message(card)
        await self._call(origin, lambda client: client.chat_update(channel=origin.channel, ts=message, **content))

    async def _respond(self, origin: Origin, card: Card, *, replace_original: bool) -> bool:
        """Answer through the address Slack gave for this. It works five times in thirty minutes, and says so if not."""
        body = render.message(card) | {"response_type": "ephemeral", "replace_original": replace_original}
        body |= {"thread_ts": origin.thread} if origin.threaded else {}
        try:
            answer = await self._line.answering(origin.response_url).send_dict(body)
        except (OSError, ValueError, TimeoutError) as error:
            log.info("not answered at the address given", error=type(error).__name__)
            return False
        return answer.status_code == OK

    # --- files

    async def _hand_over(self, attachments: tuple[Attachment, ...], origin: Origin) -> None:
        """Files go to the person's direct messages, never to a channel."""
        direct = Direct(PLATFORM, origin.installation.tenant, origin.user)
        uploads = [{"content": each.content, "filename": each.filename, "title": each.filename} for each in attachments]
        try:
            where = await self._messenger.channel_of(direct)
            await self._call(origin, lambda client: client.files_upload_v2(channel=where, file_uploads=uploads))
        except Refused as refused:
            log.warning("files not handed over", code=refused.code)
            await self._privately(Card("", (Text((sentences.FILES_NOT_HANDED_OVER,)),)), origin)

    # --- calling

    async def _call(self, origin: Origin, call: Call) -> Any:  # noqa: ANN401 # Slack's answer
        """One call, repeated only where Slack asks to wait a little, so that nothing is said twice."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return await self._line.call(origin.installation.token, call)
            except RetryAfter as wait:
                if attempt == ATTEMPTS or wait.seconds > PATIENCE_SECONDS:
                    raise
                await asyncio.sleep(wait.seconds)
        raise AssertionError


def _door(asked: Request) -> Card:
    """A card with a button that opens the form: words alone cannot open one in Slack."""
    button = Button(sentences.OPEN_FORM, asked, Style.PRIMARY)
    return Card("", (Text((sentences.FORM_READY,)), Buttons((button,))))
