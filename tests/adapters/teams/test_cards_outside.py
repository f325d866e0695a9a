"""Cards as Microsoft's own schema and library judge them, and as Markdown shows their words."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from adapters.teams import render
from adapters.teams.look import Look
from adapters.teams.markdown import clean, shown
from bot.conversation.cards import Card, Mention, Own, plain
from bot.conversation.forms import Form
from bot.conversation.requests import SeeOwn
from tests.adapters.teams.anything import CARDS, FORMS, LINES
from tests.adapters.teams.outside import HERE, card_schema, run_node
from tests.gallery.exhibits import exhibits

pytestmark = pytest.mark.node

REFRESHED = Look(dialogs=True, refreshed_for=("29:dana",))
SCRIPT = HERE / "node" / "check_cards.js"


def generated(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    """``count`` values of a strategy, the same in every run."""
    found: list[Any] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(value: Any) -> None:
        found.append(value)

    collect()
    return found


@pytest.fixture(scope="module")
def contents() -> list[dict[str, Any]]:
    cards: list[Card] = generated(CARDS, 120)
    forms: list[Form] = generated(FORMS, 80)
    shown = [*exhibits().values(), *cards, *forms]
    as_everybody = [render.card_json(each) if isinstance(each, Card) else render.form_json(each) for each in shown]
    return [*as_everybody, *(render.card_json(_own(each), REFRESHED) for each in shown if isinstance(each, Card))]


def _own(card: Card) -> Card:
    return replace(card, own=Own(SeeOwn("c" * 36, "headline"), ("dana",)))


@pytest.fixture(scope="module")
def validator() -> Iterator[jsonschema.Draft6Validator]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield jsonschema.Draft6Validator(card_schema())


def test_every_card_and_form_obeys_the_official_schema(
    contents: list[dict[str, Any]], validator: jsonschema.Draft6Validator
) -> None:
    for content in contents:
        without = {name: value for name, value in content.items() if name != "msteams"}
        assert next(validator.iter_errors(without), None) is None


def test_the_schema_does_find_what_is_wrong(validator: jsonschema.Draft6Validator) -> None:
    wrong = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "words": "x"}]}
    assert next(validator.iter_errors(wrong), None) is not None


def test_microsofts_library_finds_no_fault_with_any_card_or_form(contents: list[dict[str, Any]]) -> None:
    faults = run_node(SCRIPT, {"cards": contents, "lines": []})["cards"]
    assert [each for each in faults if each] == []


def test_markdown_shows_every_line_with_its_own_words_and_nothing_but_emphasis() -> None:
    lines = [each for each in generated(LINES, 400) if plain(each).strip()]
    rendered = run_node(SCRIPT, {"cards": [], "lines": [shown(each) for each in lines]})["lines"]
    for line, result in zip(lines, rendered, strict=True):
        assert set(result["tags"]) <= {"p", "strong", "at"}, line
        if not any(isinstance(each, Mention) for each in line):
            assert words_of(result["words"]) == words_of(clean(plain(line))), line


def words_of(text: str) -> list[str]:
    return re.split(r"\s+", text.strip())
