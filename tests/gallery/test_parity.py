"""The parity table: every request and every element on Slack, Teams and the web chat, found by trying each.

``PARLEY_GALLERY=write pytest tests/gallery/test_parity.py`` writes ``parity.md`` anew.
"""

import ast
import dataclasses
import html
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from adapters.slack import forms as slack_forms
from adapters.slack import parse as slack_parse
from adapters.slack import render as slack
from adapters.teams import parse as teams_parse
from adapters.teams import render as teams
from adapters.web import render as web
from bot.conversation import cards, requests, wire
from bot.conversation.cards import (
    Button,
    Buttons,
    Card,
    Confirm,
    Copyable,
    Divider,
    Element,
    Fact,
    Facts,
    Items,
    Mention,
    Quote,
    Small,
    Strong,
    Style,
    Text,
)
from bot.conversation.commands import COMMANDS
from bot.conversation.forms import Choice, ChoiceField, FileField, Form, TextField
from bot.conversation.requests import FormRequest, Request

HERE = Path(__file__).parent
TABLE = HERE / "parity.md"
ADAPTERS = HERE.parents[1] / "adapters"
PLATFORMS = ("slack", "teams", "web")
WORDS = "words"

TOLD = (
    "AskQuestion",
    "RegisterFrom",
    "Invited",
    "Installed",
    "Removed",
    "Readable",
    "ChannelMoved",
    "SeeOwn",
    "Uninstalled",
)
"""Requests that no button holds: what is said, dropped, or told or asked by the platform."""

REASONS: Mapping[tuple[str, str], str] = {
    ("ChannelMoved", "teams"): "not needed: a channel keeps its id for life",
    ("ChannelMoved", "web"): "not needed: a room keeps its id for life",
    ("Installed", "web"): "not needed: it is there as soon as Parley runs",
    ("SeeOwn", "slack"): "not offered: Slack shows everybody the same message, and a press says who may",
    ("SeeOwn", "web"): "not offered: the page shows everybody the same message, and a press says who may",
    ("Uninstalled", "web"): "not needed: it ends with the program",
    ("FileField", "teams"): "a card takes no file, so it says to attach it to a message in the private chat",
    ("Copyable", "slack"): "selected by hand: a message has no copy button",
    ("Copyable", "teams"): "selected by hand: a card has no copy button",
    ("Form errors", "slack"): "told to the open form, beside its field",
}
"""Why a cell holds no native thing, where it does not."""


# --- elements


class Specimen(NamedTuple):
    """Something to show, and the words that must be found in it."""

    shown: Card | Form
    words: tuple[str, ...]


def element(made: Element, *words: str) -> Specimen:
    return Specimen(Card("", (Text(("before",)), made, Text(("after",)))), words)


def field(made: TextField | ChoiceField | FileField, *words: str) -> Specimen:
    return Specimen(Form("A form", "Send", requests.ReadOrder(), (made,)), words)


HELP = requests.ShowHelp()
SPECIMENS: Mapping[str, Specimen] = {
    "Card title": Specimen(Card("A heading", (Text(("words",)),)), ("A heading",)),
    "Text": element(Text(("Some words",)), "Some words"),
    "Strong": element(Text((Strong("Tuesday"),)), "Tuesday"),
    "Mention": element(Text((Mention("U0123ABCD", "Dana"),)), "Dana|U0123ABCD"),
    "Small": element(Small(("small words",)), "small words"),
    "Facts": element(Facts((Fact("Letter", ("Tuesday",), "¶ 2"),)), "Letter", "Tuesday", "¶ 2"),
    "Quote": element(Quote("The parties shall appear.", "4"), "The parties shall appear.", "¶ 4"),
    "Items": element(Items((("one",), ("two",))), "one", "two"),
    "Items, numbered": element(Items((("one",), ("two",)), numbered=True), "one", "two"),
    "Copyable": element(Copyable("exactly this"), "exactly this"),
    "Divider": element(Divider()),
    "Button": element(Buttons((Button("Press", HELP),)), "Press"),
    "Button, primary": element(Buttons((Button("Press", HELP, Style.PRIMARY),)), "Press"),
    "Button, danger": element(Buttons((Button("Press", HELP, Style.DANGER),)), "Press"),
    "Confirm": element(
        Buttons((Button("Delete", HELP, confirm=Confirm("Delete it?", "For good.", "Yes, delete", "Keep")),)),
        "Delete it?",
        "For good.",
        "Yes, delete",
        "Keep",
    ),
    "TextField": field(TextField("f", "Person", hint="First and last"), "Person", "First and last"),
    "TextField, multiline": field(TextField("f", "Order", multiline=True), "Order"),
    "ChoiceField": field(ChoiceField("f", "How", (Choice("a", "Attends"), Choice("b", "Phone"))), "How", "Attends"),
    "FileField": field(FileField("f", "The order as a file"), "The order as a file"),
    "Form errors": Specimen(
        Form("A form", "Send", requests.ReadOrder(), (TextField("f", "Person"),), errors={"f": "A name is needed."}),
        ("A name is needed.",),
    ),
}


def render(platform: str, shown: Card | Form) -> Any:
    """What the platform is sent."""
    match platform, shown:
        case "slack", Card():
            return slack.blocks(shown)
        case "slack", Form():
            return slack_forms.modal(shown, slack_forms.Seat(), files=True)
        case "teams", Card():
            return teams.card_json(shown)["body"]
        case "teams", Form():
            return teams.form_json(shown)["body"]
        case _, Card():
            return str(web.card_html(shown))
        case _, Form():
            return str(web.form_html(shown))


def native(platform: str, made: Any) -> set[str]:
    """The platform's own things that it consists of."""
    if platform == "web":
        return set(re.findall(r"<([a-z0-9]+(?: class=\"[a-z ]+\")?(?: data-(?:copy|title))?)", made))
    return set(_kinds(made))


def _kinds(made: Any) -> Iterator[str]:
    if isinstance(made, dict):
        yield from _looks(made)
        for each in made.values():
            yield from _kinds(each)
    elif isinstance(made, list):
        for each in made:
            yield from _kinds(each)


def _looks(made: Mapping[str, Any]) -> Iterator[str]:
    """What one block, card element or run of text is, and how it looks."""
    kind, style, text = str(made.get("type", "")), made.get("style"), str(made.get("text", ""))
    if kind and kind not in ("plain_text", "text"):
        yield kind
    yield from (f"{kind} {style}",) if kind and isinstance(style, str) and style != "default" else ()
    yield from style if isinstance(style, dict) else ()
    yield from (each for each in ("isSubtle", "separator", "confirm") if each in made)
    marks = {"Markdown bold": r"\*\*", "Markdown list": r"(?m)^(- |\d+\. )", "mention": r"<at>|<@"}
    yield from (each for each, mark in marks.items() if re.search(mark, text))


@cache
def plainest(platform: str, *, form: bool) -> frozenset[str]:
    """What every card or form consists of."""
    shown = Specimen(Form("A form", "Send", requests.ReadOrder(), ()), ()) if form else element(Text(("",)))
    return frozenset(native(platform, render(platform, shown.shown)))


def cell_of_element(name: str, platform: str) -> str:
    specimen = SPECIMENS[name]
    made = render(platform, specimen.shown)
    own = native(platform, made) - plainest(platform, form=isinstance(specimen.shown, Form))
    native_things = ", ".join(sorted(own)) or "plain text"
    reason = REASONS.get((name, platform))
    return f"{native_things} ({reason})" if reason else native_things


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("name", SPECIMENS)
def test_every_element_is_shown_with_all_its_words(name: str, platform: str) -> None:
    specimen = SPECIMENS[name]
    made = render(platform, specimen.shown)
    text = html.unescape(made) if isinstance(made, str) else json.dumps(made, ensure_ascii=False)
    for words in specimen.words:
        if name != "Form errors" or platform != "slack":
            assert any(each in text for each in words.split("|")), words


def test_no_element_of_the_vocabulary_is_missing_from_the_table() -> None:
    kinds = {each.__name__ for each in (*Element.__args__, Confirm, Strong, Mention)}
    named = " ".join(SPECIMENS)
    assert {each for each in kinds if each.rstrip("s") not in named} == set()
    assert {"TextField", "ChoiceField", "FileField"} <= set(SPECIMENS)
    assert all(dataclasses.is_dataclass(each) for each in (cards.Card, cards.Button))


# --- requests


def example(kind: type[Request]) -> Request:
    samples = {"str": "an-id", "int": 3, "bool": True}
    carried = [each for each in dataclasses.fields(kind) if each.name != "values"]
    return kind(**{each.name: samples[getattr(each.type, "__name__", str(each.type))] for each in carried})


def pressed(platform: str, request: Request) -> Request | None:
    """A button's request after a press on the platform."""
    card = Card("", (Buttons((Button("Press", request),)),))
    made = render(platform, card)
    match platform:
        case "slack":
            return slack_parse.pressed({"actions": [made[0]["elements"][0]]})
        case "teams":
            return teams_parse.request_of(made[0]["actions"][0]["data"])
        case _:
            return wire.decode(html.unescape(re.findall(r'data-request="([^"]*)"', made)[0]))


def sent(platform: str, request: FormRequest) -> Request | None:
    """A form's request after it was filled in with "typed" and sent on the platform."""
    form = Form("A form", "Send", request, (TextField("name", "Person"),))
    made = render(platform, form)
    match platform:
        case "slack":
            (block,) = [each for each in made["blocks"] if each["type"] == "input"]
            typed = {block["element"]["action_id"]: {"type": block["element"]["type"], "value": "typed"}}
            view = made | {"state": {"values": {block["block_id"]: typed}}}
            return wire.decode(slack_forms.request_of(view), slack_forms.typed(view))
        case "teams":
            return teams_parse.request_of(made[-1]["actions"][0]["data"] | {made[1]["id"]: "typed"})
        case _:
            name = re.findall(r' name="([^"]*)"', made)[0]
            return wire.decode(html.unescape(re.findall(r'data-request="([^"]*)"', made)[0]), {name: "typed"})


@cache
def named_in(platform: str) -> frozenset[str]:
    """Every name that an adapter's code calls or refers to, imports apart."""
    trees = (ast.parse(each.read_text("utf-8")) for each in (ADAPTERS / platform).rglob("*.py"))
    return frozenset(node.id for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name))


def cell_of_request(name: str, platform: str) -> str:
    kind = wire.REQUESTS[name]
    ways = []
    if name in {each.__name__ for each in map(_made_by, COMMANDS.values())} or name == "AskQuestion":
        ways += [WORDS] if "addressed" in named_in(platform) else []
    if name in TOLD:
        ways += ["told by the platform"] if name in named_in(platform) else []
    elif issubclass(kind, FormRequest):
        made = sent(platform, example(kind))  # type: ignore[arg-type] # narrowed by its kind
        ways += ["form"] if isinstance(made, kind) and getattr(made, "values", None) == {"name": "typed"} else []
    else:
        ways += ["button"] if pressed(platform, example(kind)) == example(kind) else []
    return ", ".join(ways) or REASONS.get((name, platform), "")


def _made_by(make: Callable[[], Request]) -> type[Request]:
    return type(make())


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("name", sorted(wire.REQUESTS))
def test_every_request_can_be_made_or_the_table_says_why_not(name: str, platform: str) -> None:
    assert cell_of_request(name, platform)


def test_no_reason_is_given_for_what_works_after_all() -> None:
    for name, platform in REASONS:
        if name in wire.REQUESTS:
            assert cell_of_request(name, platform) == REASONS[name, platform]


# --- the table


def table() -> str:
    lines = [
        "# What works where",
        "",
        "Written by `tests/gallery/test_parity.py`, which tries each cell. A cell without a native thing says why.",
        "",
    ]
    for title, names, cell in (
        ("Request", sorted(wire.REQUESTS), cell_of_request),
        ("Element", list(SPECIMENS), cell_of_element),
    ):
        lines += [f"| {title} | Slack | Teams | Web chat |", "| --- | --- | --- | --- |"]
        lines += [f"| {name} | {' | '.join(cell(name, each) for each in PLATFORMS)} |" for name in names]
        lines += [""]
    return "\n".join(lines)


def test_the_table_is_the_one_that_was_reviewed() -> None:
    if os.environ.get("PARLEY_GALLERY") == "write":
        TABLE.write_text(table(), "utf-8")
    assert table() == TABLE.read_text("utf-8")
