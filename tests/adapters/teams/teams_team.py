"""A team on Teams, as its client shows it: channels, private chats, one's own view of a card, and open forms."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.teams import words
from adapters.teams.render import CARD_TYPE
from bot.clock import SteppedClock
from bot.wiring import Program, step_through
from tests.adapters.teams.fake_teams import BOT, CHANNEL, FakeTeams, Sending
from tests.scenarios.team import MATTER, PRIVATE, SHARED

Json = dict[str, Any]

SHARED_CHANNEL = "19:shared@thread.tacv2"
BREATH = dt.timedelta(seconds=40)
"""So long at least: a channel is not posted to several times within a second."""
PLACES = {MATTER: CHANNEL, SHARED: SHARED_CHANNEL}


@dataclass
class Shown:
    """One thing on somebody's screen. ``person`` is the only one who sees it; ``room`` where it was asked for.

    ``dialog`` is whether it is in a dialog, whose buttons are sent without the message it was opened from.
    """

    place: str
    message: str
    content: Json
    person: str | None = None
    room: str | None = None
    dialog: bool = False

    @property
    def text(self) -> str:
        """What a reader reads, a line for each block."""
        return "\n".join(_lines(self.content))


@dataclass
class OpenForm:
    """A form somebody has before them, in a card or in a dialog."""

    person: str
    place: str
    message: str
    content: Json
    dialog: bool = False

    @property
    def fields(self) -> dict[str, str]:
        inputs = (each for each in self.content["body"] if str(each["type"]).startswith("Input."))
        return {each["id"]: str(each.get("value", "")) for each in inputs}

    @property
    def errors(self) -> dict[str, str]:
        found: dict[str, str] = {}
        error = ""
        for each in self.content["body"]:
            if each.get("color") == "attention":
                error = _plain(each["text"])
            elif str(each["type"]).startswith("Input."):
                found |= {each["id"]: error} if error else {}
                error = ""
        return found


@dataclass
class TeamsTeam:
    """``tests.scenarios.team.Team`` over the connector of the tests."""

    program: Program
    teams: FakeTeams
    sending: Sending
    shown: list[Shown] = field(default_factory=list)
    open: OpenForm | None = None

    # --- what they do

    async def invite(self, person: str, room: str = MATTER) -> None:
        added = {"type": "conversationUpdate", "membersAdded": [{"id": BOT}]}
        await self._deliver(person, room, self._activity(person, PLACES[room], **added))

    async def install(self, person: str) -> None:
        """Add Parley for oneself, as the guide advises."""
        await self._deliver(
            person, PRIVATE, self._activity(person, chat(person), type="installationUpdate", action="add")
        )

    async def remove(self, person: str, room: str = MATTER) -> None:
        removed = {"type": "conversationUpdate", "membersRemoved": [{"id": BOT}]}
        await self._deliver(person, room, self._activity(person, PLACES[room], **removed))

    async def say(self, person: str, text: str, room: str = MATTER) -> None:
        if room == PRIVATE:
            await self._deliver(person, room, self._activity(person, chat(person), text=text))
            return
        await self._deliver(person, room, self.sending.mention(text, who=person, conversation=PLACES[room]))

    async def press(self, person: str, label: str, room: str = MATTER) -> None:
        for each in reversed(self._on_screen(person, room)):
            for action in reversed(list(_actions(each.content))):
                if action["title"] == label:
                    await self._press(person, room, each, action)
                    return
        raise AssertionError(f"{person} sees no button “{label}” in {room}")

    async def fill(self, person: str, values: Mapping[str, str]) -> Mapping[str, str]:
        form = self.open
        assert form is not None, "no form is open"
        assert values.keys() <= form.fields.keys(), f"the form has no field {values.keys() - form.fields.keys()}"
        data = form.content["body"][-1]["actions"][0]["data"] | form.fields | dict(values)
        self.open = None
        room = next((room for room, place in PLACES.items() if place == form.place), MATTER)
        await self._send(person, room, Shown(form.place, form.message, {}, person, room, form.dialog), data)
        return self._shown_again()

    def _shown_again(self) -> Mapping[str, str]:
        return self.open.errors if self.open else {}

    def form(self) -> Mapping[str, str]:
        return self.open.fields if self.open else {}

    async def step(self, moment: dt.datetime) -> None:
        clock = self.program.clock
        assert isinstance(clock, SteppedClock)
        await step_through(self.program, clock, max(moment, clock.now() + BREATH))
        await self._look(None, None)

    async def sees(self, person: str, room: str = MATTER) -> list[str]:
        return [each.text for each in self._on_screen(person, room)]

    # --- how the client shows it

    def _on_screen(self, person: str, room: str) -> list[Shown]:
        def there(each: Shown) -> bool:
            mine = each.person in (None, person)
            return mine and (each.place == (chat(person) if room == PRIVATE else PLACES[room]) or each.room == room)

        return [each for each in self.shown if there(each)]

    async def _press(self, person: str, room: str, on: Shown, action: Json) -> None:
        if action["type"] == "Action.ToggleVisibility":
            (question,) = [each for each in on.content["body"] if each.get("id") == action["targetElements"][0]]
            action = question["items"][-1]["actions"][0]
        await self._send(person, room, on, action["data"])

    async def _send(self, person: str, room: str, on: Shown, data: Json) -> None:
        if on.dialog:
            await self._in_dialog(person, room, on, {"name": "task/submit", "value": {"data": data}})
        elif data.get("msteams") == {"type": "task/fetch"}:
            fetch = {"name": "task/fetch", "value": {"data": data}, "replyToId": on.message}
            await self._in_dialog(person, room, on, fetch)
        else:
            await self._execute(person, room, on, data)

    async def _in_dialog(self, person: str, room: str, on: Shown, invoke: Json) -> None:
        body = await self._deliver(person, room, self._activity(person, on.place, type="invoke", **invoke))
        task = body["task"]
        if task["type"] == "continue":
            self._show(Shown(on.place, "", task["value"]["card"]["content"], person, room, dialog=True))
        else:
            self.shown.append(
                Shown(on.place, "", {"body": [{"type": "TextBlock", "text": task["value"]}]}, person, room)
            )

    async def _execute(self, person: str, room: str, on: Shown, data: Json) -> None:
        value = {"action": {"type": "Action.Execute", "verb": "parley", "data": data}, "trigger": "manual"}
        invoke = {"type": "invoke", "name": "adaptiveCard/action", "value": value, "replyToId": on.message}
        body = await self._deliver(person, room, self._activity(person, on.place, **invoke))
        if body["type"] == CARD_TYPE:
            self._show(Shown(on.place, on.message, body["value"], person, room))
        elif body["value"] not in (words.BELOW, words.ANSWERED_PRIVATELY, words.NOTED):
            block = {"type": "TextBlock", "text": body["value"]}
            self.shown.append(Shown(on.place, "", {"body": [block]}, person, room))

    def _activity(self, person: str, place: str, **more: Any) -> Json:
        made = self.sending.activity(who=person, conversation=place, **more)
        if place == SHARED_CHANNEL:
            made["channelData"]["channel"] = {"id": place, "type": "shared"}
        return made

    async def _deliver(self, person: str, room: str, activity: Json) -> Any:
        status, body = await self.sending.send(activity)
        assert status in (200, 202), body
        await self._look(person, room)
        return body

    async def _look(self, person: str | None, room: str | None) -> None:
        """Take in what was posted, changed and deleted since. ``person`` and ``room`` are who asked, and where."""
        for each in self.teams.posted:
            place, content = each["to"].partition(";")[0], each["attachments"][0]["content"]
            if "body" not in content or _plain(str(content["body"][0].get("text"))) == words.ANSWERED_PRIVATELY:
                continue
            whose = place.removeprefix("a:chat-with-") if place.startswith("a:") else None
            mine = whose is not None and whose == person
            self._show(Shown(place, each["message"], content, whose, room if mine else None))
        for each in self.teams.updated:
            self._replace(each["message"], each["attachments"][0]["content"])
        gone = {message for _, message in self.teams.deleted}
        self.shown = [each for each in self.shown if each.message not in gone or not each.message]
        self.teams.posted.clear()
        self.teams.updated.clear()

    def _show(self, shown: Shown) -> None:
        if any(str(each["type"]).startswith("Input.") for each in shown.content["body"]) and shown.person:
            self.open = OpenForm(shown.person, shown.place, shown.message, shown.content, shown.dialog)
            return
        self.shown.append(shown)

    def _replace(self, message: str, content: Json) -> None:
        found = [each for each in self.shown if each.message == message]
        for each in found:
            each.content = content
        if not found:
            place = self.open.place if self.open and self.open.message == message else ""
            self.shown.append(Shown(place, message, content, place.removeprefix("a:chat-with-") or None, None))


def chat(person: str) -> str:
    """The private chat with a person."""
    return f"a:chat-with-{person}"


def _actions(content: Json) -> Iterator[Json]:
    for each in content["body"]:
        yield from each.get("actions", ())
        for item in each.get("items", ()) if each.get("isVisible", True) else ():
            yield from item.get("actions", ())


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _lines(each)
    if not isinstance(value, dict) or value.get("isVisible") is False:
        return
    for name in ("text", "title", "value") if "body" not in value else ():
        if isinstance(value.get(name), str):
            yield from filter(None, map(str.strip, _plain(value[name]).split("\n")))
    for name in ("body", "items", "facts", "inlines", "actions"):
        yield from _lines(value.get(name))


def _plain(text: str) -> str:
    """Markdown as a reader sees it."""
    unmarked = re.sub(r"(?m)^- |(?<!\\)\*\*", "", text)
    return re.sub(r"\\([^\w\s])", r"\1", unmarked)
