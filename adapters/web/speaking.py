"""What a person says or presses on the page, and what comes back."""

import asyncio

from aiohttp import web

from adapters.web import parse, render
from adapters.web.desk import Desk
from adapters.web.platform import DIRECT, PARLEY, Member, Message, Room
from bot.conversation import wire
from bot.conversation.cards import Card
from bot.conversation.forms import Form
from bot.conversation.replies import Reply, Visibility
from bot.conversation.requests import RegisterFrom, Request
from bot.domain.errors import ParleyError
from bot.orders import text_of
from bot.router import said


class Speaking:
    """The routes that carry requests to the core."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._platform = desk.platform

    def routes(self) -> list[web.AbstractRouteDef]:
        """These routes."""
        return [
            web.post("/web/say", self.say),
            web.post("/web/press", self.press),
            web.post("/web/submit", self.submit),
            web.post("/web/upload", self.upload),
        ]

    async def say(self, request: web.Request) -> web.Response:
        """A message typed into a room."""
        body = await request.json()
        member, room = parse.who_and_where(self._platform, body)
        text = str(body.get("text", "")).strip()
        if not text:
            return web.json_response({})
        asked = parse.request_in(text, room, to_parley=bool(body.get("to_parley")))
        slash = bool(parse.SLASH.match(text))
        message = self._platform.add(
            Message(
                "",
                room.id,
                member.person.id,
                self._desk.now(),
                text=text,
                thread=str(body["thread"]) if body.get("thread") else None,
                private_to=member.person.id if slash else None,
            )
        )
        if asked is None or not room.parley:
            return web.json_response({"message": message.id})
        return await self.answer(asked, member, room, message, private=slash)

    async def press(self, request: web.Request) -> web.Response:
        """A button."""
        body = await request.json()
        member, room = parse.who_and_where(self._platform, body)
        message = self._platform.messages.get(str(body.get("message", "")))
        return await self.answer(wire.decode(str(body.get("request", ""))), member, room, message)

    async def submit(self, request: web.Request) -> web.Response:
        """A form. Values are strings, or texts taken from files by the upload route."""
        body = await request.json()
        member, room = parse.who_and_where(self._platform, body)
        values = {str(name): str(value) for name, value in dict(body.get("values", {})).items()}
        return await self.answer(wire.decode(str(body.get("request", "")), values), member, room, None)

    async def upload(self, request: web.Request) -> web.Response:
        """A file dropped into a room is read as an order; one chosen in a form comes back as its text."""
        fields = await request.post()
        given = {name: value for name, value in fields.items() if isinstance(value, str)}
        member, room = parse.who_and_where(self._platform, given)
        if not room.parley:
            raise web.HTTPConflict(text="Parley is not in this channel. Invite it, then send the order.")
        upload = fields.get("file")
        if not isinstance(upload, web.FileField):
            raise web.HTTPBadRequest
        try:
            text = await asyncio.to_thread(lambda: text_of(upload.file.read(), upload.filename))
        except ParleyError as error:
            if given.get("form"):
                return web.json_response({"error": str(error)})
            return self.show(said(str(error)), member, room, None)
        if given.get("form"):
            return web.json_response({"text": text})
        return await self.answer(RegisterFrom(text), member, room, None)

    async def answer(
        self, asked: Request | None, member: Member, room: Room, message: Message | None, *, private: bool = False
    ) -> web.Response:
        context = parse.context_of(self._platform, member, room, self._desk.now(), message)
        reply = await asyncio.to_thread(self._desk.parley.handle, asked, context)
        if private:
            reply = Reply(reply.content, Visibility.PRIVATE, reply.replaces, reply.attachments)
        return self.show(reply, member, room, message)

    def show(self, reply: Reply, member: Member, room: Room, message: Message | None) -> web.Response:
        match reply.content:
            case None:
                pass
            case Form():
                return web.json_response({"form": str(render.form_html(reply.content))})
            case Card():
                placed = self._place(reply, reply.content, member, room, message)
                return web.json_response({"close": True, "message": placed})
        return web.json_response({"close": True})

    def _place(self, reply: Reply, card: Card, member: Member, room: Room, message: Message | None) -> str:
        files = tuple((self._platform.keep_file(each), each.filename) for each in reply.attachments)
        own = message is not None and message.author == PARLEY and message.private_to == member.person.id
        direct = room.id.startswith(DIRECT)
        if reply.replaces and message is not None and (own or (direct and message.author == PARLEY)):
            self._platform.edit(message.id, card=card, files=files)
            return message.id
        public = reply.visibility is Visibility.THREAD or direct
        thread = (message.thread or message.id) if message and public and not direct else None
        placed = self._platform.add(
            Message(
                "",
                room.id,
                PARLEY,
                self._desk.now(),
                card=card,
                thread=thread,
                private_to=None if public else member.person.id,
                files=files,
            )
        )
        return placed.id
