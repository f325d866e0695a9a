"""Invented orders with their truth: those the patterns were written on, and those set aside."""

import pytest

from bot.orders import as_proposal, read, text_of
from tests.orders.composed import composed
from tests.orders.documents import columned_pdf
from tests.orders.scoring import OF_AN_ORDER, PARTIAL, SETS, Score, cases, compare, score

EVERY = {f"{folder}/{name}": (text, truth) for folder in ("cases", "aside") for name, text, truth in cases(folder)}


BY_OTHERS = {f"{folder}/{name}": (text, truth) for folder in PARTIAL for name, text, truth in cases(folder)}


@pytest.mark.parametrize("folder", SETS)
def test_stated_fields_are_read_and_next_to_nothing_is_wrong_or_invented(folder: str) -> None:
    total = score(folder)
    print(f"{folder}: {total}")  # noqa: T201 - the figures are the report
    assert total.accuracy >= 0.95, total.faults
    assert total.wrong_or_invented <= 0.01, total.faults


def test_orders_printed_in_columns_are_read_from_a_pdf_as_well() -> None:
    total = Score()
    for name, text, truth in cases("fresh_c"):
        compare(name, read(text_of(columned_pdf(text), f"{name}.pdf")), truth, total)
    assert total.accuracy >= 0.95, total.faults
    assert total.wrong_or_invented <= 0.01, total.faults


def test_orders_put_together_from_many_ways_of_saying_each_thing_are_read() -> None:
    total = Score()
    for seed in range(150):
        text, truth = composed(seed)
        compare(f"seed {seed}", read(text), truth, total)
    assert total.accuracy >= 0.99, total.faults
    assert total.wrong_or_invented <= 0.005, total.faults


@pytest.mark.parametrize("name", [*EVERY, *BY_OTHERS])
def test_every_source_stands_verbatim_in_the_text(name: str) -> None:
    text, _ = (EVERY | BY_OTHERS)[name]
    reading = read(text)
    quoted = [*reading.sources.values(), *reading.attendance_quotes, *(each.source for each in reading.other_deadlines)]
    quoted += [source for sources in reading.provisions.values() for source in sources]
    assert [each.words for each in quoted if each.words not in text] == []


@pytest.mark.parametrize("name", BY_OTHERS)
def test_nothing_is_registered_from_a_document_that_sets_no_conference(name: str) -> None:
    text, truth = BY_OTHERS[name]
    assert truth["register"] or not read(text).register


@pytest.mark.parametrize("name", [name for name, (_, truth) in BY_OTHERS.items() if truth["kind"] == "not_an_order"])
def test_a_document_that_is_no_order_states_no_orders_field(name: str) -> None:
    got = as_proposal(read(BY_OTHERS[name][0]))
    assert not any(got[field] for field in (*OF_AN_ORDER, "attendance_quotes", "other_deadlines"))


@pytest.mark.parametrize("name", EVERY)
def test_only_an_order_that_sets_a_conference_can_be_registered(name: str) -> None:
    text, truth = EVERY[name]
    assert read(text).register is truth["register"]
