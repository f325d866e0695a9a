"""Mutated orders and random bytes: nothing crashes, and nothing is quoted that is not there.

The long form: ``pytest -m slow tests/orders/test_fuzz.py``.
"""

import contextlib
import random

import pytest

from bot.domain.errors import UnreadableDocument
from bot.orders import as_proposal, read, text_of
from tests.orders.scoring import SETS, cases

ORDERS = [text for folder in SETS for _, text, _ in cases(folder)]
SCRAPS = [
    *(
        "(",
        ")",
        "\n",
        "\n\n",
        " ",
        "  " * 60,
        "*",
        "_",
        "-",
        "¶",
        "\u00ad",
        "\ufb01",
        "“",
        "\x00",
        "\x0c",
        "|",
        "@",
        ".",
        ":",
        "/",
    ),
    *(
        "December 32, 2023",
        "13/13/2024",
        "at 25:99 p.m.",
        "February 29, 2023",
        "99999 days before the conference",
        "2:30",
    ),
    *(
        "SO ORDERED",
        "v.",
        "et al.",
        "Plaintiff,",
        "1.",
        "I.",
        "(a)",
        "Dated:",
        "Dear Judge",
        "GRANTED",
        "X" * 300,
        "a-\nb" * 40,
    ),
    *(
        "no later than",
        "within ten (14) days",
        "settlement conference",
        "Magistrate Judge",
        "Case 1:24-cv-00001",
        "| Step | Date |",
        "Plaintiff's demand ........ May 4, 2026",
        "Dated:    ",
        "https://",
        "is not",
    ),
]


def mutated(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 12)):
        place, length = chance.randrange(len(text) + 1), chance.randrange(60)
        match chance.randrange(5):
            case 0:
                text = text[:place] + text[place + length :]
            case 1:
                text = text[:place] + chance.choice(SCRAPS) + text[place:]
            case 2:
                other = chance.choice(ORDERS)
                start = chance.randrange(len(other))
                text = text[:place] + other[start : start + chance.randrange(400)] + text[place:]
            case 3:
                text = text[:place] + text[place : place + length] * 3 + text[place + length :]
            case _:
                text = text[:place] + chr(chance.randrange(1, 0x2FFF)) + text[place + 1 :]
    return text


def check(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a seed makes a run repeatable
    text = mutated(chance.choice(ORDERS), chance)
    reading = read(text)
    as_proposal(reading)
    quoted = [*reading.sources.values(), *reading.attendance_quotes]
    quoted += [source for sources in reading.provisions.values() for source in sources]
    assert [each.words for each in quoted if each.words not in text] == [], seed


def check_bytes(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - as above
    start = chance.choice(
        [b"", b"\xff\xfe", b"\xef\xbb\xbf", b"A settlement conference is set for ", b"{\\rtf", b"GIF8"]
    )
    with contextlib.suppress(UnreadableDocument):
        read(text_of(start + chance.randbytes(chance.randrange(2000)), "order"))


def test_mutated_orders_are_read_without_a_crash_and_quoted_as_they_stand() -> None:
    for seed in range(300):
        check(seed)


def test_random_bytes_are_read_or_refused() -> None:
    for seed in range(300):
        check_bytes(seed)


@pytest.mark.slow
def test_a_hundred_thousand_mutated_orders_and_random_bytes() -> None:
    for seed in range(50_000):
        check(seed)
        check_bytes(seed)
