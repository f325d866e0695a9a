"""The gallery: every card and form on every platform, as text that is reviewed when it changes.

``PARLEY_GALLERY=write pytest tests/gallery`` writes what is rendered now; the difference is then looked at.
"""

import json
import os
import re
from pathlib import Path

import pytest

from adapters.slack import forms as slack_forms
from adapters.slack import render as slack
from adapters.teams import render as teams
from adapters.web import render as web
from bot.conversation.cards import Card
from tests.gallery.exhibits import Exhibit, exhibits

HERE = Path(__file__).parent / "rendered"
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b")


def rendered(exhibit: Exhibit) -> str:
    """One exhibit in plain text and on every platform, its ids made stable."""
    if isinstance(exhibit, Card):
        parts = {
            "Plain text": exhibit.text,
            "Slack": _json(slack.message(exhibit)),
            "Teams": _json(teams.message(exhibit)),
            "Web": str(web.card_html(exhibit)).replace("><", ">\n<"),
        }
    else:
        parts = {
            "Slack": _json(slack_forms.modal(exhibit, slack_forms.Seat())),
            "Teams": _json(teams.form_message(exhibit)),
            "Web": str(web.form_html(exhibit)).replace("><", ">\n<"),
        }
    return _stable("\n\n".join(f"== {name}\n{text}" for name, text in parts.items())) + "\n"


def _json(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False)


def _stable(text: str) -> str:
    known: dict[str, str] = {}
    return _UUID.sub(lambda found: known.setdefault(found[0], f"id-{len(known) + 1}"), text)


def _file(name: str) -> Path:
    return HERE / (re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") + ".txt")


@pytest.mark.parametrize("name", sorted(exhibits()))
def test_an_exhibit_reads_on_every_platform_as_it_was_reviewed(name: str) -> None:
    now = rendered(exhibits()[name])
    if os.environ.get("PARLEY_GALLERY") == "write":
        HERE.mkdir(exist_ok=True)
        _file(name).write_text(now, "utf-8")
    assert now == _file(name).read_text("utf-8")


def test_the_gallery_holds_nothing_that_is_no_longer_shown() -> None:
    assert {path.name for path in HERE.glob("*.txt")} == {_file(name).name for name in exhibits()}


@pytest.mark.parametrize("name", sorted(exhibits()))
def test_no_exhibit_breaks_the_voice(name: str) -> None:
    exhibit = exhibits()[name]
    text = exhibit.text if isinstance(exhibit, Card) else f"{exhibit.title} {exhibit.submit}"
    spoken = re.sub(r"“[^”]*”", "", text)
    assert "!" not in spoken
    assert not re.search(r"\b(?:sorry|apologi[sz]e|friendly reminder|you must)\b", spoken, re.IGNORECASE)


@pytest.mark.parametrize("name", sorted(exhibits()))
def test_no_exhibit_repeats_a_figure_that_was_typed(name: str) -> None:
    assert "250,000" not in rendered(exhibits()[name])
