"""The Teams app package: a manifest Teams takes, icons of the right kind, commands that work, few permissions."""

import copy
import json
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from adapters.teams import package
from bot.conversation.commands import COMMANDS, addressed
from bot.conversation.requests import AskQuestion
from tests.adapters.teams.outside import HERE, run_node

APP_ID = "11111111-aaaa-4bbb-8ccc-222222222222"


@pytest.fixture
def manifest() -> dict[str, Any]:
    return package.manifest(APP_ID, "https://firm.example", "The Firm")


def test_every_command_in_the_menu_is_one_parley_answers(manifest: dict[str, Any]) -> None:
    titles = [each["title"] for each in manifest["bots"][0]["commandLists"][0]["commands"]]
    assert set(titles) == set(COMMANDS)
    assert not any(isinstance(addressed(each), AskQuestion) for each in titles)


def test_the_app_id_and_the_firms_addresses_are_put_in(manifest: dict[str, Any]) -> None:
    assert manifest["id"] == manifest["bots"][0]["botId"] == manifest["webApplicationInfo"]["id"] == APP_ID
    assert manifest["developer"]["privacyUrl"] == "https://firm.example/privacy"


def test_the_bot_serves_every_kind_of_conversation_and_takes_files(manifest: dict[str, Any]) -> None:
    (bot,) = manifest["bots"]
    assert set(bot["scopes"]) == {"team", "groupChat", "personal"}
    assert bot["supportsFiles"]
    assert manifest["supportsChannelFeatures"] == "tier1"


def test_it_asks_for_no_more_than_who_is_in_a_shared_channel(manifest: dict[str, Any]) -> None:
    asked = manifest["authorization"]["permissions"]["resourceSpecific"]
    assert [each["name"] for each in asked] == ["ChannelMember.Read.Group"]


def test_every_permission_is_explained_to_the_administrator(manifest: dict[str, Any]) -> None:
    guide = (package.HERE / "README.md").read_text("utf-8")
    for each in manifest["authorization"]["permissions"]["resourceSpecific"]:
        assert f"`{each['name']}`" in guide


def test_no_other_chat_platform_and_no_microsoft_product_is_named_in_what_users_see(manifest: dict[str, Any]) -> None:
    seen = json.dumps([manifest["name"], manifest["description"], manifest["bots"]])
    assert not re.search(r"slack|teams\b|microsoft|zoom|webex", seen, re.IGNORECASE)
    assert len(manifest["name"]["short"]) <= 30


@pytest.mark.parametrize(("icon", "side", "colour_type"), [("color.png", 192, 2), ("outline.png", 32, 6)])
def test_the_icons_have_the_sizes_teams_asks_for(icon: str, side: int, colour_type: int) -> None:
    header = (package.HERE / icon).read_bytes()[:26]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">IIBB", header[16:26]) == (side, side, 8, colour_type)


def test_the_package_is_made_by_one_command_and_holds_three_files(tmp_path: Path) -> None:
    out = tmp_path / "parley.zip"
    command = [sys.executable, "-m", "adapters.teams.package", "--app-id", APP_ID, "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    with zipfile.ZipFile(out) as made:
        assert sorted(made.namelist()) == ["color.png", "manifest.json", "outline.png"]
        assert json.loads(made.read("manifest.json"))["id"] == APP_ID


def test_the_same_input_makes_the_same_package(tmp_path: Path, manifest: dict[str, Any]) -> None:
    for name in ("a.zip", "b.zip"):
        package.write(tmp_path / name, manifest)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


@pytest.mark.parametrize("wrong", ["", "not-a-guid", "00000000-0000-0000-0000-000000000000"])
def test_a_wrong_app_id_is_refused_in_one_line(tmp_path: Path, wrong: str) -> None:
    command = [sys.executable, "-m", "adapters.teams.package", "--app-id", wrong, "--out", str(tmp_path / "x.zip")]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "x.zip").exists()


@pytest.mark.node
def test_microsofts_schema_takes_the_manifest_and_would_not_take_a_wrong_one(manifest: dict[str, Any]) -> None:
    wrong = copy.deepcopy(manifest)
    wrong["bots"][0]["scopes"] = ["everywhere"]
    good, bad = run_node(HERE / "node" / "check_manifest.js", [manifest, wrong])
    assert good == []
    assert bad != []
