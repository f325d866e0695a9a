import datetime as dt
from pathlib import Path

import pytest

from bot.domain.order import ConditionalRule, DayCount, OrderReading
from bot.orders import read
from bot.services.order_fields import fill
from bot.wording.order_form import shown

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
