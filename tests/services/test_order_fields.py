import datetime as dt
from pathlib import Path

import pytest

from bot.domain.order import ConditionalRule, DayCount, OrderReading
from bot.orders import read
from bot.services.order_fields import fill
from bot.wording.order_form import shown
from tests.matter import order_text

CASES = sorted((Path(__file__).parents[1] / "orders" / "cases").glob("*.txt"))
ZONE = "America/New_York"
TODAY = dt.date(2026, 11, 23)


def order_of(case: Path) -> OrderReading:
    return read(case.read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_form_left_as_it_stands_changes_nothing_of_any_order(case: Path) -> None:
    order = order_of(case)
    filled = fill(order, ZONE, shown(order, ZONE), TODAY, needs_date=False)
    assert (filled.order, filled.changed, dict(filled.errors)) == (order, (), {})


@pytest.mark.parametrize("name", ["letter_due", "demand_rule", "response_rule"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_a_form_shows_of_a_rule_is_read_back_as_that_rule(case: Path, name: str) -> None:
    order = order_of(case)
    rule = getattr(order, name)
    words = shown(order, ZONE)[name]
    if not words or "another event" in words:
        return
    filled = fill(OrderReading(order.kind), ZONE, {name: words, "zone": ZONE}, TODAY, needs_date=False)
    assert dict(filled.errors) == {}
    again = getattr(filled.order, name)
    assert _due(again) == _due(rule)


def _due(rule: object) -> object:
    return rule.due if isinstance(rule, ConditionalRule) else rule


def test_a_count_is_read_with_its_unit_and_hour() -> None:
    bare = read("")
    filled = fill(
        bare, ZONE, {"letter_due": "5 business days before the conference", "zone": ZONE}, TODAY, needs_date=False
    )
    rule = filled.order.letter_due
    assert isinstance(rule, DayCount)
    assert (rule.n, rule.unit, rule.direction) == (5, "business_days", "before")


BASE = {"conference_at": "Friday, January 15, 2027, 10:00 am", "zone": ZONE, "letter_due": "January 12, 2027"}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"letter_due": "January 15, 2027"}, "letter_due"),
        ({"letter_due": "February 2, 2027"}, "letter_due"),
        ({"letter_due": "2 days after the conference"}, "letter_due"),
        ({"order_date": "February 1, 2027"}, "order_date"),
        ({"order_date": "November 24, 2026"}, "order_date"),
        ({"conference_at": "January 17, 2030, 10:00 am"}, "conference_at"),
        ({"conference_at": "March 14, 2027, 2:30 am"}, "conference_at"),
    ],
)
def test_dates_that_cannot_be_together_are_said_beside_the_field(typed: dict[str, str], field: str) -> None:
    filled = fill(read(""), "", BASE | typed, TODAY)
    assert list(filled.errors) == [field]


def test_a_zone_alone_can_make_the_hour_one_the_clocks_skip() -> None:
    order = fill(
        read(""), "", BASE | {"conference_at": "March 14, 2027, 2:30 am", "zone": "America/Phoenix"}, TODAY
    ).order
    filled = fill(order, "America/Phoenix", {"zone": ZONE}, TODAY)
    assert "skip that hour" in filled.errors["conference_at"]


def test_a_letter_may_be_due_on_the_morning_of_an_afternoon_conference() -> None:
    typed = BASE | {"conference_at": "January 15, 2027, 2:00 pm", "letter_due": "January 15, 2027, 9:00 am"}
    assert not fill(read(""), "", typed, TODAY).errors


@pytest.mark.parametrize("typed", ["A; B;C", "A\nB ; C", "A;\n\nB\nC"])
def test_parties_are_read_one_by_one_from_lines_and_semicolons(typed: str) -> None:
    filled = fill(read(""), "", BASE | {"defendants": typed}, TODAY)
    assert filled.order.defendants == ("A", "B", "C")
    assert shown(filled.order, ZONE)["defendants"] == "A\nB\nC"


def test_a_day_typed_anew_in_other_words_keeps_the_paragraph_it_was_read_from() -> None:
    order = read(order_text())
    typed = {"letter_due": "Jan. 12, 2027", "conference_at": "1/15/2027 10 am"}
    filled = fill(order, ZONE, {**shown(order, ZONE), **typed}, TODAY)
    assert filled.order == order
