"""The manifest, what Parley listens to and calls, and the guide's table say the same."""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

from adapters.slack import life, listeners, render, scopes
from bot.conversation.commands import COMMANDS
from tests.manifest.simple_yaml import read

ROOT = Path(__file__).parents[2]
SLACK = ROOT / "manifest" / "slack"
TEXT = (SLACK / "manifest.yaml").read_text(encoding="utf-8")
MANIFEST: dict[str, Any] = read(TEXT)
GUIDE = (SLACK / "README.md").read_text(encoding="utf-8")

METHODS: dict[str, frozenset[str]] = {
    "api_call": frozenset(),
    "auth_test": frozenset(),
    "chat_delete": frozenset({"chat:write"}),
    "chat_postEphemeral": frozenset({"chat:write"}),
    "chat_postMessage": frozenset({"chat:write"}),
    "chat_update": frozenset({"chat:write"}),
    "conversations_history": frozenset({"channels:history", "groups:history", "im:history"}),
    "conversations_info": frozenset({"channels:read", "groups:read"}),
    "conversations_members": frozenset({"channels:read", "groups:read"}),
    "conversations_open": frozenset({"im:write"}),
    "conversations_replies": frozenset({"channels:history", "groups:history", "im:history"}),
    "files_info": frozenset({"files:read"}),
    "files_upload_v2": frozenset({"files:write"}),
    "pins_add": frozenset({"pins:write"}),
    "users_info": frozenset({"users:read"}),
    "users_list": frozenset({"users:read"}),
    "views_open": frozenset(),
    "views_publish": frozenset(),
    "views_update": frozenset(),
}
"""Slack's documentation: the scopes each method needs."""

BOTH = frozenset({"channels:read", "groups:read"})
EVENTS: dict[str, frozenset[str]] = {
    "app_home_opened": frozenset(),
    "app_mention": frozenset({"app_mentions:read"}),
    "app_uninstalled": frozenset(),
    "channel_archive": frozenset({"channels:read"}),
    "channel_deleted": frozenset({"channels:read"}),
    "channel_id_changed": BOTH,
    "channel_left": frozenset({"channels:read"}),
    "channel_shared": BOTH,
    "channel_unarchive": frozenset({"channels:read"}),
    "channel_unshared": BOTH,
    "group_archive": frozenset({"groups:read"}),
    "group_deleted": frozenset({"groups:read"}),
    "group_left": frozenset({"groups:read"}),
    "group_unarchive": frozenset({"groups:read"}),
    "member_joined_channel": BOTH,
    "member_left_channel": BOTH,
    "message.im": frozenset({"im:history"}),
    "tokens_revoked": frozenset(),
}
"""The same of each event."""


def granted() -> dict[str, list[str]]:
    found: dict[str, list[str]] = MANIFEST["oauth_config"]["scopes"]
    return found


def events() -> list[str]:
    found: list[str] = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    return found


def test_the_manifest_asks_for_what_the_code_says() -> None:
    assert granted()["bot"] == list(scopes.ALWAYS)
    assert granted()["bot_optional"] == list(scopes.OPTIONAL)
    assert set(granted()) == {"bot", "bot_optional"}


def test_every_scope_serves_a_call_an_event_or_the_command() -> None:
    served = frozenset[str]().union(*METHODS.values(), *EVENTS.values()) | {"commands"}

    assert served == {*scopes.ALWAYS, *scopes.OPTIONAL}


def test_every_call_is_one_whose_scope_is_known() -> None:
    code = "".join(each.read_text(encoding="utf-8") for each in (ROOT / "adapters" / "slack").glob("*.py"))

    assert set(re.findall(r"\bclient\.([a-z]+_\w+)\(", code)) == set(METHODS)


def test_what_is_optional_is_only_needed_where_the_code_does_without() -> None:
    always = set(scopes.ALWAYS)

    assert all(needed <= always for needed in EVENTS.values())
    assert {name for name, needed in METHODS.items() if not needed <= always} == {
        "conversations_history",
        "conversations_replies",
        "files_info",
        "files_upload_v2",
    }


def test_the_manifest_subscribes_to_what_is_listened_to() -> None:
    heard: list[str] = []
    ear: Any = _Ear(heard)
    object.__new__(listeners.Conversation).register(ear)
    object.__new__(life.Life).register(ear)

    assert sorted(heard) == sorted(name.removesuffix(".im") for name in events())
    assert events() == sorted(EVENTS)


class _Ear:
    """Hears what a listener registers for."""

    def __init__(self, heard: list[str]) -> None:
        self._heard = heard

    def event(self, name: str) -> Any:
        self._heard.append(name)
        return lambda listener: listener

    def __getattr__(self, _: str) -> Any:
        return lambda *_: lambda listener: listener


def test_the_command_and_the_shortcut_are_those_the_code_answers() -> None:
    [command] = MANIFEST["features"]["slash_commands"]
    [shortcut] = MANIFEST["features"]["shortcuts"]

    assert command["command"] == listeners.COMMAND
    assert command["should_escape"] is True
    hinted = set(command["usage_hint"].split(" | "))
    assert hinted <= {*COMMANDS, "ask"}
    assert (shortcut["type"], shortcut["callback_id"]) == ("message", listeners.SHORTCUT)


def test_every_address_is_a_route_of_the_application() -> None:
    addresses = re.findall(r"https://parley\.example\.com(\S+)", TEXT)

    assert sorted(set(addresses)) == ["/slack/events", "/slack/oauth_redirect"]
    assert "four times" in GUIDE
    assert len(addresses) == 4


def test_the_guides_table_lists_each_scope_and_what_is_lost_without_it() -> None:
    rows = re.findall(r"^\| `([a-z_:]+)` \| (yes|no) \| (.+?) \|(.*)\|$", GUIDE, re.MULTILINE)

    assert [scope for scope, always, *_ in rows if always == "yes"] == list(scopes.ALWAYS)
    assert [scope for scope, always, *_ in rows if always == "no"] == list(scopes.OPTIONAL)
    assert all(without.strip() for _, always, _, without in rows if always == "no")


def test_the_manifest_keeps_slacks_limits() -> None:
    shown, features = MANIFEST["display_information"], MANIFEST["features"]

    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert len(features["agent_view"]["agent_description"]) <= 300
    assert len(features["agent_view"]["suggested_prompts"]) <= 4
    assert all(len(each["name"]) <= 24 and len(each["description"]) <= 150 for each in features["shortcuts"])
    assert MANIFEST["settings"]["socket_mode_enabled"] is False


def test_buttons_are_heard_by_the_name_they_are_given() -> None:
    assert re.match(f"^{render.PRESS}:", "press:0")


@pytest.mark.node
def test_a_yaml_parser_reads_the_same_manifest() -> None:
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("Node.js is not installed")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "package.json").write_text("{}", encoding="utf-8")
        packages = ["yaml@2.8.1", "@slack/types@3.2.0"]
        install = [npm, "install", "--no-audit", "--no-fund", *packages]
        if subprocess.run(install, cwd=folder, capture_output=True, timeout=180, check=False).returncode:
            pytest.skip("npm cannot reach its registry")
        script = "console.log(JSON.stringify(require('yaml').parse(require('fs').readFileSync(0, 'utf8'))))"
        done = subprocess.run([node, "-e", script], cwd=folder, input=TEXT, capture_output=True, text=True, check=True)
        published = "".join(each.read_text() for each in Path(folder, "node_modules/@slack/types").rglob("*.d.ts"))

    assert json.loads(done.stdout) == MANIFEST
    assert [name for name in EVENTS if f"type: '{name.removesuffix('.im')}'" not in published] == []
