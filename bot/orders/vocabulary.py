"""Lists of words the reader of orders knows, kept as data."""

import tomllib
from functools import cache
from importlib import resources


@cache
def _lists() -> dict[str, list[str]]:
    return tomllib.loads(resources.files("bot.orders").joinpath("words.toml").read_text("utf-8"))


def words(name: str) -> tuple[str, ...]:
    """The words of one list, in the order the data file gives."""
    return tuple(_lists()[name])
