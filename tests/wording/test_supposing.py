"""A day on which a question supposes the demand was made."""

import datetime as dt

import pytest

from bot import orders
from bot.domain.court_days import calendar_for
from bot.domain.matter_deadlines import order_deadlines
from bot.questions import MatterFacts, understand
from bot.wording.answer_case import Case
from bot.wording.answer_facts import stated
from bot.wording.answers import answer
from bot.wording.supposing import supposed_demand
from tests.matter import order_text

CONFERENCE = dt.date(2027, 1, 15)
TODAY = dt.date(2026, 12, 23)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("when is our response due if they sent the demand December 20?", "2026-12-20"),
        ("When must we respond to a demand made on Dec. 22nd?", "2026-12-22"),
        ("we received their demand on the 4th of January, how long do we have to respond", "2027-01-04"),
        ("response date for a demand dated 12/21/2026", "2026-12-21"),
        ("they served the demand 12/21; when is the answer due", "2026-12-21"),
        ("if the demand was made 2026-12-18", "2026-12-18"),
        ("When must they answer our demand of last Friday?", "2026-12-18"),
        ("we made our demand on Wednesday, when is the response due", "2026-12-16"),
        ("they sent a demand yesterday, when is our response due?", "2026-12-22"),
        ("The demand was sent on Tuesday, December 22, 2026.", "2026-12-22"),
    ],
)
def test_the_day_a_demand_is_supposed_to_have_been_made_is_found(asked: str, day: str) -> None:
    assert supposed_demand(asked, CONFERENCE, TODAY) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "asked",
    [
        "when is our response due?",
        "when is the demand due?",
        "is the demand due January 1?",
        "can we send the letter on January 8?",
        "they made their demand on February 30, when is the response due",
        "do we have to respond to any demand within 7 days?",
    ],
)
def test_where_no_such_day_is_supposed_none_is_found(asked: str) -> None:
    assert supposed_demand(asked, CONFERENCE, TODAY) is None


def test_a_weekday_alone_is_no_day_where_today_is_not_known() -> None:
    assert supposed_demand("a demand made last Friday", CONFERENCE, None) is None


def registered() -> MatterFacts:
    order = orders.read(order_text())
    zone = "America/New_York"
    items = order_deadlines(order, zone, calendar_for(order.court))
    return MatterFacts(registered=True, zone=zone, deadlines=items, today=TODAY)


def test_the_response_is_counted_from_the_day_the_question_supposes() -> None:
    asked = "When is our response due if they sent the demand December 20?"
    order = orders.read(order_text())
    said = answer(understand(asked, None, order=order), order, registered()).text
    assert "For a demand made Sunday, December 20, 2026, the response is due Monday, December 28, 2026" in said
    assert "7 days after Sun Dec 20, 2026" in said
    assert "(¶ 3)" in said


def test_a_response_that_cannot_come_before_the_conference_is_said_not_to() -> None:
    case = Case(orders.read(order_text()), registered(), "when is the response due if the demand was made January 11?")
    assert "Tue Jan 19, 2027 is not before the conference on Fri Jan 15, 2027." in stated("response", case)


def test_a_date_that_moved_off_a_holiday_is_answered_with_that_day() -> None:
    case = Case(orders.read(order_text()), registered())
    assert "Thursday, December 31, 2026 (the count ends Fri Jan 1, a holiday)" in stated("demand", case)
