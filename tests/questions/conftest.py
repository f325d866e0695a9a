"""Orders to answer from, read once."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from bot.domain.order import DocumentKind, OrderReading
from bot.orders import read, sample

CASES = Path(__file__).parents[1] / "orders" / "cases"


@cache
def order_of(name: str) -> OrderReading:
    return sample() if name == "sample" else read((CASES / f"{name}.txt").read_text("utf-8"))


@cache
def every_order() -> tuple[str, ...]:
    names = ["sample", *sorted(path.stem for path in CASES.glob("*.txt"))]
    return tuple(name for name in names if order_of(name).kind is DocumentKind.SETTLEMENT_CONFERENCE_ORDER)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "any_order" in metafunc.fixturenames:
        metafunc.parametrize("any_order", [order_of(name) for name in every_order()], ids=every_order())


@pytest.fixture
def orders() -> Callable[[str], OrderReading]:
    return order_of
