import datetime as dt

import pytest

from bot import orders
from bot.domain.moving import order_after, with_values
from bot.domain.order import NamedDay, OrderReading
from bot.wording.changed_since import names_a_changed_day
from tests.matter import ADJOURNED, later, order_text

LETTER_BY = "No later than January 12, 2027, counsel for each party must send the Court an ex parte letter."


@pytest.fixture
def first() -> OrderReading:
    return orders.read(order_text())


def test_an_order_as_it_was_read_names_no_changed_day(first: OrderReading) -> None:
    assert not any(names_a_changed_day(each.text, first) for each in first.paragraphs)


def test_the_day_a_later_order_replaced_is_a_changed_one(first: OrderReading) -> None:
    moved = order_after(first, orders.read(ADJOURNED))
    assert names_a_changed_day("scheduled for January 15, 2027 at 10:00 am", moved)
    assert names_a_changed_day(LETTER_BY, moved)
    assert not names_a_changed_day("The letter must not exceed ten pages.", moved)
    assert not names_a_changed_day("hereby adjourned to February 11, 2027", moved)


def test_a_day_a_person_corrected_is_a_changed_one(first: OrderReading) -> None:
    corrected = with_values(first, {"letter_due": NamedDay(dt.date(2027, 1, 11))})
    assert names_a_changed_day(LETTER_BY, corrected)
    assert not names_a_changed_day(LETTER_BY.replace("12", "11"), corrected)


def test_another_form_of_the_same_conference_changes_no_day(first: OrderReading) -> None:
    words = "The settlement conference on January 15, 2027 at 10:00 am will be held by telephone."
    assert not names_a_changed_day(LETTER_BY, order_after(first, orders.read(later(words))))
