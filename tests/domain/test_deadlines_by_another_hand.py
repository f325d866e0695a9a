"""Deadlines counted by someone who did not write the counting, from the rule's words."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.services.counting import count

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "deadlines_by_another_hand.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("each", CASES, ids=lambda each: each["case"]["id"])
def test_a_deadline_is_counted_as_another_hand_counted_it(each: dict[str, Any]) -> None:
    counted, expected = count(each["case"]), each["expected"]
    assert counted["disputed"] is bool(expected.get("disputed"))
    if expected.get("disputed"):
        shown = {counted["due"], *(other["date"] for other in counted["alternatives"])}
        assert shown >= {expected["due"], *expected.get("also", [])}
    else:
        assert counted["due"] == expected["due"]


@pytest.mark.parametrize(
    "each", [each for each in CASES if "warnings" in each["expected"]], ids=lambda each: each["case"]["id"]
)
def test_every_reading_and_every_warning_is_the_one_another_hand_expected(each: dict[str, Any]) -> None:
    counted, expected = count(each["case"]), each["expected"]
    assert counted["due"] == expected["due"]
    assert {other["date"] for other in counted["alternatives"]} == set(expected["also"])
    assert {warning["code"] for warning in counted["warnings"]} == set(expected["warnings"])
