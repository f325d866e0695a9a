"""What Slack sends, as a request and the place it came from. Nothing in a payload is trusted to be there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from adapters.slack import forms
from adapters.slack.installations import Installation
from bot.conversation import wire
from bot.conversation.requests import Request

Payload = Mapping[str, Any]

_CONTROL = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>[,:]?")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a payload came from, in Slack's own ids; empty where it does not say.

    ``team`` is the person's organisation as the payload names it. ``thread`` is the thread to answer in, ``message``
    the message whose button was pressed, ``view`` the modal or Home it stands in, of kind ``surface``
    (``"modal"``, ``"home"``, ``"shortcut"`` or empty). ``told`` is whether Slack itself
    speaks, of which ``user`` is to hear. ``trigger`` opens a modal, for three seconds.
    """

    installation: Installation
    user: str = ""
    team: str = ""
    channel: str = ""
    delivery: str = ""
    thread: str | None = None
    threaded: bool = False
    message: str | None = None
    direct: bool = False
    private: bool = False
    ephemeral: bool = False
    view: str = ""
    surface: str = ""
    told: bool = False
    trigger: str = ""
    response_url: str = ""

    @property
    def seat(self) -> forms.Seat:
        """What a form opened from here has to remember."""
        return forms.Seat(self.channel, self.thread, self.direct)


def said(text: str) -> str:
    """Words as they were typed: Slack's escapes undone, links and mentions as their words."""
    plain = _CONTROL.sub(_words, text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def addressed_words(text: str, bot_user: str) -> str:
    """What was said to Parley, without its name; the first name in it where Parley's own is not known."""
    for mention in _MENTION.finditer(text):
        if mention[1] == bot_user or not bot_user:
            text = f"{text[: mention.start()].rstrip()} {text[mention.end() :].lstrip()}"
            break
    return said(text)


def _words(match: re.Match[str]) -> str:
    target, label = match[1], match[2]
    if label:
        return label if target[:1] not in ("@", "#") else target[0] + label
    return target.removeprefix("mailto:")


# --- events


def is_direct(event: Payload) -> bool:
    """Whether something was said in a private conversation with Parley."""
    return event.get("channel_type") == "im" or _text(event, "channel").startswith("D")


def of_message(installation: Installation, event: Payload) -> Origin:
    """A mention or a direct message. Its delivery is its timestamp: Slack may tell of one message more than once."""
    stamp = _text(event, "ts")
    direct = is_direct(event)
    return Origin(
        installation,
        user=_text(event, "user"),
        team=_text(event, "user_team") or _text(event, "team"),
        channel=_text(event, "channel"),
        delivery=f"said:{stamp}",
        thread=_text(event, "thread_ts") or stamp,
        threaded=bool(event.get("thread_ts")),
        direct=direct,
        private=direct,
    )


def of_home(installation: Installation, body: Payload, event: Payload) -> Origin:
    """A person at their Home."""
    return Origin(
        installation,
        user=_text(event, "user"),
        channel=_text(event, "channel"),
        delivery=f"event:{_text(body, 'event_id')}",
        direct=True,
        private=True,
        surface="home",
    )


def of_event(installation: Installation, body: Payload, event: Payload, user: str = "") -> Origin:
    """Anything else that happened in a channel; ``user`` is whoever is to hear of it."""
    channel = event.get("channel")
    return Origin(
        installation,
        user=user,
        channel=_text(channel, "id") if isinstance(channel, Mapping) else _text(event, "channel"),
        delivery=f"event:{_text(body, 'event_id')}",
        told=True,
    )


# --- commands, shortcuts, presses


def hosted(payload: dict[str, Any]) -> dict[str, Any]:
    """A press or a form with the workspace Parley is installed in as its team.

    In a channel shared with another organisation Slack may name the team of whoever pressed.
    """
    host = _text(_part(payload, "view"), "app_installed_team_id")
    message = _part(payload, "message")
    if not host and payload.get("type") == "block_actions" and _text(message, "bot_id"):
        host = _text(message, "team")
    if not host:
        return payload
    return payload | {"team": {**_part(payload, "team"), "id": host}}


def of_command(installation: Installation, body: Payload) -> Origin:
    """A slash command. A private conversation it is typed in may be one with somebody else: it is not Parley's."""
    channel = _text(body, "channel_id")
    direct = channel.startswith("D")
    return Origin(
        installation,
        user=_text(body, "user_id"),
        team=_text(body, "team_id"),
        channel="" if direct else channel,
        delivery=_delivery(body),
        direct=direct,
        private=True,
        trigger=_text(body, "trigger_id"),
        response_url=_text(body, "response_url"),
    )


def of_press(installation: Installation, body: Payload) -> Origin:
    """A button in a message, a modal or the Home."""
    message = _part(body, "message")
    container = _part(body, "container")
    view = _part(body, "view")
    seat = forms.seat_of(view)
    channel = _text(_part(body, "channel"), "id") or _text(container, "channel_id") or seat.channel
    stamp = _text(message, "ts") or _text(container, "message_ts")
    thread = _text(message, "thread_ts") or _text(container, "thread_ts")
    direct = channel.startswith("D") or seat.direct or (view.get("type") == "home")
    return Origin(
        installation,
        user=_text(_part(body, "user"), "id"),
        team=_team(body),
        channel=channel,
        delivery=_delivery(body),
        thread=thread or stamp or seat.thread or None,
        threaded=bool(thread),
        message=stamp or None,
        direct=direct,
        private=direct,
        ephemeral=bool(container.get("is_ephemeral")),
        view=_text(view, "id"),
        surface=_text(view, "type"),
        trigger=_text(body, "trigger_id"),
        response_url=_text(body, "response_url"),
    )


def of_shortcut(installation: Installation, body: Payload) -> Origin:
    """A shortcut on somebody's message, of which the same holds."""
    origin = of_press(installation, body)
    return replace(origin, surface="shortcut", message=None, channel="" if origin.direct else origin.channel)


def pressed(body: Payload) -> Request | None:
    """The request of the button that was pressed; ``None`` if this version cannot read it."""
    actions = body.get("actions")
    first = actions[0] if isinstance(actions, list) and actions else None
    return wire.decode(_text(first, "value")) if isinstance(first, Mapping) else None


def of_form(installation: Installation, body: Payload) -> Origin:
    """A form that was submitted."""
    view = _part(body, "view")
    seat = forms.seat_of(view)
    return Origin(
        installation,
        user=_text(_part(body, "user"), "id"),
        team=_team(body),
        channel=seat.channel,
        delivery=_delivery(body) or f"form:{_text(view, 'id')}:{_text(view, 'hash')}",
        thread=seat.thread,
        direct=seat.direct,
        private=seat.direct,
        view=_text(view, "id"),
        surface="modal",
        trigger=_text(body, "trigger_id"),
    )


def _delivery(body: Payload) -> str:
    trigger = _text(body, "trigger_id")
    return f"press:{trigger}" if trigger else ""


def _team(body: Payload) -> str:
    user = _part(body, "user")
    return _text(user, "team_id") or _text(_part(body, "team"), "id")


def _part(body: Payload, name: str) -> Payload:
    part = body.get(name)
    return part if isinstance(part, Mapping) else {}


def _text(body: Payload, name: str) -> str:
    value = body.get(name)
    return value if isinstance(value, str) else ""
