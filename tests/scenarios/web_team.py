"""A team on the local web chat, over HTTP."""

import datetime as dt
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from aiohttp import ClientSession

from tests.scenarios.team import MATTER, PRIVATE

BREAKS = {"p", "div", "li", "h2", "h3", "dd", "blockquote", "button", "br", "dl", "pre"}


class Markup(HTMLParser):
    """The text, buttons and fields of a piece of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.buttons: list[tuple[str, str]] = []
        self.fields: dict[str, str] = {}
        self.errors: dict[str, str] = {}
        self.request = ""
        self._button: str | None = None
        self._label = ""
        self._area: str | None = None
        self._select: str | None = None
        self._error: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in BREAKS:
            self.lines.append("")
        if tag == "button" and "data-request" in given:
            self._button, self._label = given["data-request"], ""
        if tag == "form":
            self.request = given["data-request"]
        if tag == "input" and given.get("type") != "file":
            self.fields[given["name"]] = given.get("value", "")
        if tag == "textarea":
            self._area = given["name"]
            self.fields[self._area] = ""
        if tag == "select":
            self._select = given["name"]
            self.fields[self._select] = ""
        if tag == "option" and "selected" in given and self._select:
            self.fields[self._select] = given["value"]
        if tag == "p" and given.get("class") == "error":
            self._error = given["id"].removeprefix("error-")

    def handle_endtag(self, tag: str) -> None:
        if tag == "button" and self._button is not None:
            self.buttons.append((self._label.strip(), self._button))
            self._button = None
        if tag == "p":
            self._error = None
        if tag == "textarea":
            self._area = None
        if tag in BREAKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self._button is not None:
            self._label += data
        if self._area is not None:
            self.fields[self._area] += data
        elif self._error is not None and data.strip():
            self.errors[self._error] = data
        else:
            self.lines[-1] += data

    @property
    def text(self) -> str:
        """What a reader reads, a line for each block."""
        return "\n".join(line.strip() for line in self.lines if line.strip())


class WebTeam:
    """``tests.scenarios.team.Team`` over the page's own routes."""

    def __init__(self, session: ClientSession, base: str, token: str) -> None:
        self._session = session
        self._base = base
        self._headers = {"X-Parley-Page": token}
        self._form: Markup | None = None

    @classmethod
    async def at(cls, session: ClientSession, base: str) -> "WebTeam":
        """The team on the page served at ``base``."""
        async with session.get(base) as response:
            page = await response.text()
        token = page.split('name="parley-page" content="')[1].split('"')[0]
        return cls(session, base, token)

    async def invite(self, person: str, room: str = MATTER) -> None:
        await self._post("/web/room", {"person": person, "room": room, "change": "invite"})

    async def remove(self, person: str, room: str = MATTER) -> None:
        await self._post("/web/room", {"person": person, "room": room, "change": "remove"})

    async def open(self, name: str) -> str:
        """Make a channel of that name; returns its id."""
        return str((await self._post("/web/room", {"name": name}))["room"])

    async def share(self, person: str, room: str = MATTER) -> None:
        """Let the other firm into the room."""
        await self._post("/web/room", {"person": person, "room": room, "change": "share"})

    async def room(self, room: str, person: str = "dana") -> dict[str, Any]:
        """A room as the list on the left shows it to someone."""
        async with self._session.get(f"{self._base}/web/messages", params={"person": person, "room": room}) as response:
            shown = await response.json()
        return next(each for each in shown["rooms"] if each["id"] == room)

    async def say(self, person: str, text: str, room: str = MATTER) -> None:
        await self._post("/web/say", self._at(person, room) | {"text": text, "to_parley": True})

    async def press(self, person: str, label: str, room: str = MATTER) -> None:
        for message in reversed(await self._messages(person, room)):
            for text, request in reversed(Markup(message["html"]).buttons):
                if text == label:
                    pressed = {"message": message["id"], "request": request}
                    await self._post("/web/press", self._at(person, room) | pressed)
                    return
        raise AssertionError(f"{person} sees no button “{label}” in {room}")

    async def fill(self, person: str, values: Mapping[str, str]) -> Mapping[str, str]:
        assert self._form is not None, "no form is open"
        unknown = values.keys() - self._form.fields.keys() - {"order"}
        assert not unknown, f"the form has no field {unknown}"
        sent = {"request": self._form.request, "values": self._form.fields | dict(values)}
        self._form = None
        answer = await self._post("/web/submit", self._at(person, self._room) | sent)
        return Markup(answer["form"]).errors if "form" in answer else {}

    def form(self) -> Mapping[str, str]:
        return self._form.fields if self._form else {}

    async def step(self, moment: dt.datetime) -> None:
        await self._post("/web/clock", {"moment": moment.isoformat()})

    async def sees(self, person: str, room: str = MATTER) -> list[str]:
        return [Markup(each["html"]).text for each in await self._messages(person, room)]

    _room = MATTER

    def _at(self, person: str, room: str) -> dict[str, Any]:
        self._room = room
        return {"person": person, "room": _web_room(person, room)}

    async def _messages(self, person: str, room: str) -> list[dict[str, Any]]:
        query = {"person": person, "room": _web_room(person, room)}
        async with self._session.get(f"{self._base}/web/messages", params=query) as response:
            shown = await response.json()
        assert shown["room"] == query["room"], f"{person} cannot open {room}"
        found: list[dict[str, Any]] = shown["messages"]
        return found

    async def _post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        async with self._session.post(self._base + path, json=body, headers=self._headers) as response:
            assert response.ok, f"{path}: {response.status} {await response.text()}"
            answer: dict[str, Any] = await response.json()
        if "form" in answer:
            self._form = Markup(answer["form"])
        return answer


def _web_room(person: str, room: str) -> str:
    return f"direct-{person}" if room == PRIVATE else room
