"""A team in Slack, for the scenarios: ``tests.scenarios.team.Team`` over signed HTTP and the fake Slack."""

import datetime as dt
import html
from collections.abc import Mapping
from typing import Any

from adapters.slack.app import SlackAdapter
from adapters.slack.limits import INPUT_TEXT, pieces
from bot.clock import SteppedClock
from bot.wiring import Program, step_through
from tests.adapters.slack.fake_slack import BOT, FakeSlack, Shown, channel, user
from tests.adapters.slack.sender import Sender, number
from tests.scenarios.team import MATTER, PRIVATE, SHARED

PEOPLE = {
    "dana": user("U0DANA", name="Dana Ruiz"),
    "alex": user("U0ALEX", name="Alex Chen"),
    "robin": user("U0ROBIN", name="Robin Hale", tz="America/Los_Angeles"),
    "sam": user("U0SAM", name="Sam Okafor", is_admin=True),
    "morgan": user("U0MORGAN", team="T0OTHER", name="Morgan Reed"),
}
PACE = dt.timedelta(seconds=15)
"""What is due at one moment is sent a second apart to one channel."""
ROOMS = {MATTER: "C0MATTER", SHARED: "C0SHARED"}


class SlackTeam:
    """People at their Slack: they see messages, what only they see, and the window that is open before them."""

    def __init__(self, program: Program, adapter: SlackAdapter, slack: FakeSlack, sender: Sender) -> None:
        self._program = program
        self._adapter = adapter
        self._slack = slack
        self._sender = sender
        self._form: dict[str, Any] | None = None
        self._typed: dict[str, str] = {}
        self._pressed: dict[str, Shown] = {}
        slack.users |= {each["id"]: each for each in PEOPLE.values()}
        home = [each["id"] for each in PEOPLE.values() if each["id"] != "U0MORGAN"]
        slack.channels |= {"C0MATTER": channel("C0MATTER"), "C0SHARED": channel("C0SHARED", is_ext_shared=True)}
        slack.members |= {"C0MATTER": [*home], "C0SHARED": [*home, "U0MORGAN"]}

    # --- what the scenarios do

    async def invite(self, person: str, room: str = MATTER) -> None:
        self._slack.members[ROOMS[room]].append(BOT)
        joined = {"type": "member_joined_channel", "user": BOT, "channel": ROOMS[room], "inviter": _id(person)}
        await self._sender.event(joined)
        await self._settled()

    async def remove(self, person: str, room: str = MATTER) -> None:
        self._slack.members[ROOMS[room]].remove(BOT)
        for kind in ("member_left_channel", "channel_left"):
            await self._sender.event({"type": kind, "user": BOT, "channel": ROOMS[room], "actor_id": _id(person)})
        await self._settled()

    async def say(self, person: str, text: str, room: str = MATTER) -> None:
        typed = html.escape(text, quote=False)
        team = PEOPLE[person]["team_id"]
        if room == PRIVATE:
            await self._sender.direct(typed, _id(person))
        else:
            await self._sender.mention(typed, _id(person), ROOMS[room], user_team=team)
        await self._settled()

    async def press(self, person: str, label: str, room: str = MATTER) -> None:
        for shown in reversed(self._before(person, room)):
            for block in reversed(shown.message.get("blocks") or []):
                for button in reversed(block.get("elements") or []):
                    if block["type"] == "actions" and button["text"]["text"] == label:
                        await self._press(person, shown, button)
                        return
        raise AssertionError(f"{person} sees no button “{label}” in {room}")

    async def fill(self, person: str, values: Mapping[str, str]) -> Mapping[str, str]:
        assert self._form is not None, "no form is open"
        view, fields = self._form, dict(self.form())
        unknown = values.keys() - fields.keys()
        assert not unknown, f"the form has no field {unknown}"
        self._typed = fields | dict(values)
        state = {name: _element(view, name, value) for name, value in _in_parts(self._typed).items()}
        response = await self._sender.submit(view, state, _id(person), team=_team(person))
        answer = await response.json() if await response.text() else {}
        await self._settled()
        return self._shown(person, view, answer)

    def form(self) -> Mapping[str, str]:
        if self._typed:
            return self._typed
        values: dict[str, str] = {}
        for block in self._form["blocks"] if self._form else ():
            if block["type"] == "input":
                name = block["block_id"].split("~")[0]
                values[name] = values.get(name, "") + _standing(block["element"])
        return values

    async def step(self, moment: dt.datetime) -> None:
        clock = self._program.clock
        assert isinstance(clock, SteppedClock)
        await step_through(self._program, clock, max(moment, clock.now()) + PACE)
        await self._settled()

    async def sees(self, person: str, room: str = MATTER) -> list[str]:
        return [_words(each.message) for each in self._before(person, room)]

    # --- how it comes about

    def _before(self, person: str, room: str) -> list[Shown]:
        where = f"D-{_id(person)}" if room == PRIVATE else ROOMS[room]
        return [each for each in self._slack.timeline if each.channel == where and each.only in ("", _id(person))]

    async def _press(self, person: str, shown: Shown, button: Mapping[str, Any]) -> None:
        name = f"press{number()}"
        self._pressed[name] = shown
        known, answered = dict(self._slack.views), len(self._slack.responses)
        pressing = self._sender.pressing(button["value"], _id(person), shown.channel, team=_team(person))
        pressing |= self._place(shown, name) | {"user": {"id": _id(person), "team_id": PEOPLE[person]["team_id"]}}
        await self._sender.interaction(pressing)
        await self._settled()
        for name_, body in self._slack.responses[answered:]:
            self._respond(person, self._pressed[name_], body)
        for view_id, view in list(self._slack.views.items()):
            if known.get(view_id) is not view:
                self._show_view(person, shown.channel, view | {"id": view_id})

    def _place(self, shown: Shown, name: str) -> dict[str, Any]:
        if "view" in shown.message:
            return {"channel": "", "message": None, "response_url": "", "view": shown.message["view"], "container": {}}
        stamp = shown.message.get("ts", "")
        container = {"type": "message", "message_ts": stamp, "channel_id": shown.channel}
        return {
            "container": container | {"is_ephemeral": bool(shown.only)},
            "message": {"ts": stamp} | ({"thread_ts": at} if (at := shown.message.get("thread_ts")) else {}),
            "response_url": self._slack.response_url(name),
        }

    def _respond(self, person: str, shown: Shown, body: dict[str, Any]) -> None:
        if body["replace_original"]:
            shown.message.update(body)
        else:
            self._slack.timeline.append(Shown(shown.channel, body, _id(person)))

    def _show_view(self, person: str, where: str, view: dict[str, Any]) -> None:
        self._typed = {}
        if "submit" in view:
            self._form = view | {"where": where}
            buttons = [each for each in view["blocks"] if each["type"] == "actions"]
            shown = {"blocks": buttons, "view": view}
        else:
            self._form = None
            shown = {"blocks": view["blocks"], "title": view["title"]["text"], "view": view}
        self._slack.timeline.append(Shown(where, shown, _id(person)))

    def _shown(self, person: str, view: dict[str, Any], answer: Mapping[str, Any]) -> Mapping[str, str]:
        match answer.get("response_action"):
            case "errors":
                found: dict[str, str] = answer["errors"]
                return found
            case "update":
                shown = answer["view"] | {"id": view["id"]}
                self._show_view(person, view["where"], shown)
                return _warnings(shown)
            case _:
                self._form, self._typed = None, {}
                return {}

    async def _settled(self) -> None:
        await self._adapter._errands.finish(10)


def _id(person: str) -> str:
    return str(PEOPLE[person]["id"])


def _team(person: str) -> dict[str, str]:
    return {"id": "T0HOME"} if person else {}


def _standing(element: Mapping[str, Any]) -> str:
    if element["type"] == "plain_text_input":
        return str(element.get("initial_value", ""))
    return str(element.get("initial_option", {}).get("value", ""))


def _in_parts(values: Mapping[str, str]) -> dict[str, str]:
    parts: dict[str, str] = {}
    for name, value in values.items():
        for part, piece in enumerate(pieces(value, INPUT_TEXT) or [""]):
            parts[f"{name}~{part}" if part else name] = piece
    return parts


def _element(view: Mapping[str, Any], name: str, value: str) -> dict[str, Any]:
    [element] = [each["element"] for each in view["blocks"] if each.get("block_id") == name]
    if element["type"] == "plain_text_input":
        return {"type": "plain_text_input", "value": value or None}
    return {"type": element["type"], "selected_option": {"value": value} if value else None}


def _warnings(view: Mapping[str, Any]) -> dict[str, str]:
    """The sentences that stand above a field in a form shown anew."""
    found = {}
    for before, block in zip(view["blocks"], view["blocks"][1:], strict=False):
        if block["type"] == "input" and before["type"] == "context":
            found[block["block_id"]] = before["elements"][0]["text"]
    return found


def _words(message: Mapping[str, Any]) -> str:
    """What a message shows, a line for each block."""
    lines = [str(message.get("title", "")), *(_block_words(each) for each in message["blocks"])]
    return "\n".join(filter(None, lines))


def _block_words(block: Mapping[str, Any]) -> str:
    text = block.get("text")
    if text is not None:
        return str(text["text"] if isinstance(text, dict) else text)
    apart = "\n" if block["type"] == "rich_text_list" else ""
    return apart.join(_block_words(each) for each in block.get("elements", ()))
