"""Invented orders with their truth: those the patterns were written on, and those set aside."""

import pytest

from bot.orders import read
from tests.orders.composed import composed
from tests.orders.scoring import Score, cases, compare, score

EVERY = {f"{folder}/{name}": (text, truth) for folder in ("cases", "aside") for name, text, truth in cases(folder)}


@pytest.mark.parametrize("folder", ["cases", "aside"])
def test_stated_fields_are_read_and_next_to_nothing_is_wrong_or_invented(folder: str) -> None:
    total = score(folder)
    print(f"{folder}: {total}")  # noqa: T201 - the figures are the report
    assert total.accuracy >= 0.95, total.faults
    assert total.wrong_or_invented <= 0.01, total.faults


def test_orders_put_together_from_many_ways_of_saying_each_thing_are_read() -> None:
    total = Score()
    for seed in range(150):
        text, truth = composed(seed)
        compare(f"seed {seed}", read(text), truth, total)
    assert total.accuracy >= 0.99, total.faults
    assert total.wrong_or_invented <= 0.005, total.faults


@pytest.mark.parametrize("name", EVERY)
def test_every_source_stands_verbatim_in_the_text(name: str) -> None:
    text, _ = EVERY[name]
    reading = read(text)
    quoted = [*reading.sources.values(), *reading.attendance_quotes, *(each.source for each in reading.other_deadlines)]
    quoted += [source for sources in reading.provisions.values() for source in sources]
    assert [each.words for each in quoted if each.words not in text] == []


@pytest.mark.parametrize("name", EVERY)
def test_only_an_order_that_sets_a_conference_can_be_registered(name: str) -> None:
    text, truth = EVERY[name]
    assert read(text).register is truth["register"]
