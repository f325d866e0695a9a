"""The table of deadlines counted by hand."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.services.counting import count

TABLE = Path(__file__).with_name("hand_counted.txt")
SETTINGS = {
    "NY": {"tz": "America/New_York"},
    "US": {"tz": "America/New_York", "holidays": "federal"},
    "CHI": {"tz": "America/Chicago"},
}


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    tag: str
    rule: str
    start: str
    period: str
    setting: str
    due: str
    others: str
    how: str

    def case(self) -> dict[str, Any]:
        number, _, unit = self.period.partition(" ")
        period = {"days": number, "unit": unit}
        by_rule: dict[str, dict[str, Any]] = {
            "demand": {"rule": "demand", "conference": self.start},
            "response": {"rule": "response", "demand_made": self.start},
            "letter": {"rule": "letter_relative", "conference": self.start, **period},
            "before": {"rule": "generic", "trigger": self.start, "direction": "before", **period},
            "after": {"rule": "generic", "trigger": self.start, "direction": "after", **period},
            "fixed": {"rule": "fixed", "date": self.start},
        }
        setting = dict(SETTINGS[self.setting])
        if self.rule in ("before", "after") and self.setting == "NY":
            setting["holidays"] = "federal+NY"
        return {"id": self.start, **by_rule[self.rule], **setting}


def rows() -> list[Row]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [Row(*(cell.strip() for cell in line.split("|"))) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.tag}-{row.rule}-{row.start}-{row.setting}")
def test_a_deadline_is_what_was_counted_by_hand(row: Row) -> None:
    found = count(row.case())

    assert found["due"] == row.due
    assert found["disputed"] is bool(row.others)
    others = {each["date"] for each in found["alternatives"]}
    assert others == set(row.others.split())
    assert found["earliest"] == min({row.due, *others})


def test_the_table_is_large_and_covers_every_kind_of_case() -> None:
    tags = [row.tag for row in rows()]

    assert len(tags) > 180
    assert min(tags.count(tag) for tag in set(tags)) >= 3
