"""The room and the clock: what a platform's own menus, and time, would do."""

import asyncio
import datetime as dt

from aiohttp import web

from adapters.web import parse, view
from adapters.web.desk import Desk
from adapters.web.platform import DIRECT, MEMBERS
from adapters.web.speaking import Speaking
from bot.conversation.requests import Invited, Readable, Removed, Request


class Controls:
    """The routes that change the surroundings."""

    def __init__(self, desk: Desk, speaking: Speaking) -> None:
        self._desk = desk
        self._platform = desk.platform
        self._speaking = speaking

    def routes(self) -> list[web.AbstractRouteDef]:
        """These routes."""
        return [web.post("/web/clock", self.clock), web.post("/web/room", self.change_room)]

    async def change_room(self, request: web.Request) -> web.Response:
        """Make a channel, invite or remove Parley, share or unshare with the other firm."""
        body = await request.json()
        if name := str(body.get("name", "")).strip():
            made = self._platform.open_room(name[:60])
            await self._desk.remember(made)
            return web.json_response({"room": made.id})
        member, room = parse.who_and_where(self._platform, body)
        told: Request
        if room.id.startswith(DIRECT):
            return web.json_response({})
        match body.get("change"):
            case "invite":
                self._platform.set_room(room.id, parley=True)
                told = Invited(by=member.person.id)
            case "remove":
                self._platform.set_room(room.id, parley=False)
                told = Removed()
            case "share" | "unshare" as change:
                self._platform.set_room(room.id, shared=change == "share")
                told = Readable()
            case _:
                raise web.HTTPBadRequest
        current = self._platform.rooms[room.id]
        await self._desk.remember(current)
        context = parse.context_of(self._platform, member, current, self._desk.now())
        reply = await asyncio.to_thread(self._desk.parley.handle, told, context)
        return self._speaking.show(reply, member, current, None)

    async def clock(self, request: web.Request) -> web.Response:
        """Step the clock: to the next message due, by a day, or to a moment."""
        body = await request.json()
        if self._desk.step is None:
            raise web.HTTPConflict(text="Parley runs on real time; start it with PARLEY_CLOCK to step the clock.")
        now = self._desk.now()
        match body.get("to"):
            case "next":
                due = await self._desk.next_due()
                target = max(due, now) if due else now
            case "day":
                target = now + dt.timedelta(days=1)
            case _:
                member = self._platform.member(str(body.get("person", ""))) or MEMBERS[0]
                target = _moment(str(body.get("moment", "")), view.local(now, member))
        if target < now:
            raise web.HTTPBadRequest(text="The clock only runs forward; choose a later moment.")
        await self._desk.step(target)
        self._platform.changed()
        return web.json_response({})


def _moment(text: str, now: dt.datetime) -> dt.datetime:
    """The moment typed; without an offset, on the clock ``now`` is told by."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise web.HTTPBadRequest(text="Choose a date and an hour to step to.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
