"""The page, and what it shows: messages as they change, and what lies behind each."""

import asyncio
import json
from pathlib import Path

import jinja2
from aiohttp import web

from adapters.web import parse, view
from adapters.web.desk import Desk
from adapters.web.platform import MEMBERS, PLATFORM, TENANT
from bot.domain.errors import ParleyError
from bot.domain.people import Channel

HERE = Path(__file__).parent
KEEP_ALIVE_SECONDS = 15.0


class Looking:
    """The routes that change nothing but what counts as read."""

    def __init__(self, desk: Desk, token: str) -> None:
        self._desk = desk
        self._platform = desk.platform
        self._token = token
        self._pages = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True)
        self._closing = False

    def routes(self) -> list[web.AbstractRouteDef]:
        """These routes."""
        return [
            web.get("/", self.page),
            web.get("/web/messages", self.messages),
            web.get("/web/events", self.events),
            web.get("/web/inspect", self.inspect),
            web.get("/web/file/{file}", self.file),
            web.static("/web/static", HERE / "static"),
        ]

    async def close(self, _: web.Application) -> None:
        """Let open streams end, so that the program can stop."""
        self._closing = True
        self._platform.changed()

    async def page(self, _: web.Request) -> web.Response:
        """The page itself."""
        html = self._pages.get_template("page.html").render(
            token=self._token, members=MEMBERS, stepped=self._desk.step is not None, sample=self._desk.sample
        )
        return web.Response(text=html, content_type="text/html")

    async def messages(self, request: web.Request) -> web.Response:
        """What a person sees in a room, and the rooms they can open."""
        try:
            member, room = parse.who_and_where(self._platform, request.query)
        except ParleyError:
            member = self._platform.member(request.query.get("person", "")) or MEMBERS[0]
            room = self._platform.rooms_of(member)[0]
        self._platform.read(member, room.id)
        now = self._desk.now()
        due = await self._desk.next_due()
        return web.json_response(
            {
                "room": room.id,
                "rooms": [
                    view.room_json(each, self._platform.unread(member, each.id))
                    for each in self._platform.rooms_of(member)
                ],
                "messages": [
                    view.message_json(each, member, self._platform) for each in self._platform.seen_by(member, room.id)
                ],
                "now": view.words(now, member),
                "moment": view.local(now, member).strftime("%Y-%m-%dT%H:%M"),
                "next": view.words(due, member) if due else "",
            }
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """A stream that says when something changed, and in which start of Parley; the page then asks what."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        with self._platform.listening() as changed:
            while not self._closing:
                try:
                    await response.write(f"retry: 1000\ndata: {self._platform.start}\n\n".encode())
                    await asyncio.wait_for(changed.wait(), KEEP_ALIVE_SECONDS)
                except TimeoutError:
                    continue
                except (ConnectionError, asyncio.CancelledError):
                    break
                changed.clear()
        return response

    async def inspect(self, request: web.Request) -> web.Response:
        """A message as plain text and as other platforms would send it, and what the database holds."""
        member, room = parse.who_and_where(self._platform, request.query)
        message = self._platform.messages.get(request.query.get("message", ""))
        if message is None or message not in self._platform.seen_by(member, room.id):
            raise web.HTTPNotFound
        views = {"Plain text": message.card.text if message.card else message.text}
        if message.card:
            views |= {name: _pretty(preview(message.card)) for name, preview in self._desk.previews.items()}
        rows = await asyncio.to_thread(self._desk.rows, Channel(PLATFORM, TENANT, room.id))
        return web.json_response(views | {"Stored rows": _pretty(rows)})

    async def file(self, request: web.Request) -> web.Response:
        """A file Parley handed over."""
        attachment = self._platform.files.get(request.match_info["file"])
        if attachment is None:
            raise web.HTTPNotFound
        return web.Response(
            body=attachment.content,
            content_type=attachment.media_type.split(";")[0],
            charset="utf-8",
            headers={"Content-Disposition": f'attachment; filename="{attachment.filename}"'},
        )


def _pretty(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, default=str)
