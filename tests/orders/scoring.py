"""Readings set beside their truth. From a shell: ``python -m tests.orders.scoring [cases|aside|others|...]``.

README.md beside this file gives the figures each set had when it was first read.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.order import OrderReading, Provision
from bot.orders import as_proposal, read

HERE = Path(__file__).parent
FIELDS = (
    "kind",
    "register",
    "caption",
    "plaintiffs",
    "plaintiffs_et_al",
    "defendants",
    "defendants_et_al",
    "other_parties",
    "docket",
    "other_dockets",
    "judge",
    "court",
    "order_date",
    "conference_at",
    "tz",
    "previous_conference_at",
    "platform",
    "location",
    "dial_in",
    "letter_due",
    "letter_served",
    "letter_email",
    "page_limit",
    "demand_rule",
    "response_rule",
)
EMPTY: tuple[object, ...] = (None, [], False, "")
OWN = ("cases", "aside")
PARTIAL = (
    "others",
    "later",
    "fresh_a",
    "fresh_b",
    "fresh_c",
    "fresh_d",
    "fresh_e",
    "fresh_f",
    "fresh_g",
    "fresh_h",
    "fresh_i",
    "fresh_j",
    "fresh_k",
    "fresh_l",
    "fresh_m",
    "unseen_a",
    "unseen_b",
    "unseen_c",
)
SETS = (*OWN, *PARTIAL)
"""Sets scored as any other folder is: what their truths do not carry is not, and each caption keeps its own form."""
OF_ITS_CONFERENCE = ("conference_at", "previous_conference_at", "platform")
"""In an order about another conference a truth may give that conference's; a reading gives only a settlement's."""
CHANGES = ("adjournment", "time_change", "format_change", "vacatur")
"""What changes a conference. The truths differ on whether one can be registered from it; here it changes one."""
OF_AN_ORDER = (
    "order_date",
    "conference_at",
    "previous_conference_at",
    "platform",
    "letter_due",
    "letter_served",
    "letter_email",
    "page_limit",
    "demand_rule",
    "response_rule",
)
"""What only an order states: a proposed order or a letter may name them, and a reading leaves them empty."""
ONE_CLOCK = {"America/Detroit": "America/New_York"}
CLOSER = {"demand": ("demand", "demand_received", "thereafter")}
"""Not every truth tells a demand made from one received, or from an open "thereafter"; a reading that does is right."""
_SUING_AS = re.compile(
    r",?\s+(?:as\s+(?:the\s+|an?\s+)?)?(?:guardian|next friend|trustee|execut(?:or|rix)|administrat(?:or|rix)|"
    r"personal representative)\b.*$",
    re.IGNORECASE,
)
"""The capacity in which a party sues, which a truth may count as part of its name or not."""


@dataclass
class Score:
    """How many stated fields were right, wrong, missing, and how many unstated ones were invented."""

    stated: int = 0
    right: int = 0
    wrong: int = 0
    missing: int = 0
    unstated: int = 0
    invented: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.stated} stated, {self.right} right ({self.accuracy:.1%}), {self.missing} missing, "
            f"{self.wrong} wrong; "
            f"{self.unstated} not stated, {self.invented} invented; wrong or invented {self.wrong_or_invented:.1%}"
        )

    @property
    def accuracy(self) -> float:
        return self.right / max(1, self.stated)

    @property
    def wrong_or_invented(self) -> float:
        return (self.wrong + self.invented) / max(1, self.stated + self.unstated)


def cases(folder: str) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    """Each order of a folder with its truth."""
    for path in sorted((HERE / folder).glob("*.txt")):
        truth = json.loads(path.with_suffix(".json").read_text("utf-8"))
        yield path.stem, path.read_text("utf-8"), truth if folder in OWN else _aligned(truth)


def _aligned(truth: dict[str, object]) -> Mapping[str, object]:
    """A truth by another hand, with the fields it leaves out, or means otherwise, put aside."""
    aside = [each for each in (*FIELDS, "other_deadlines") if each not in truth]
    if truth["kind"] == "other_conference":
        aside += OF_ITS_CONFERENCE
    if truth["kind"] == "settlement_conference_order" and truth["conference_at"] is None:
        aside.append("conference_at")
    if truth["kind"] in CHANGES:
        aside.append("register")
    if truth["kind"] == "referral_no_date" or (truth["kind"] == "not_an_order" and truth.get("judge") is None):
        aside.append("judge")
    if truth.get("court") and truth.get("tz") is None:
        aside.append("tz")
    unstated = dict.fromkeys(OF_AN_ORDER) if truth["kind"] == "not_an_order" else {}
    return truth | unstated | {"caption": _short_caption(truth), "lenient": aside}


def _short_caption(truth: Mapping[str, object]) -> object:
    """A caption that names every party, cut to the first of each side and "et al." for the rest."""
    sides = [_strings(truth.get(each)) for each in ("plaintiffs", "defendants")]
    if not truth.get("caption") or not all(sides):
        return truth.get("caption")
    return " v. ".join(_SUING_AS.sub("", side[0]) + (" et al." if len(side) > 1 else "") for side in sides)


def score(folder: str) -> Score:
    """The whole folder's score."""
    total = Score()
    for name, text, truth in cases(folder):
        compare(name, read(text), truth, total)
    return total


def compare(name: str, reading: OrderReading, truth: Mapping[str, object], total: Score) -> None:
    """Add one reading to a score."""
    got = as_proposal(reading)
    lenient = truth.get("lenient", [])
    for each in FIELDS:
        expected, value = truth.get(each), got[each]
        if isinstance(lenient, list) and each in lenient:
            continue
        if expected in EMPTY and each != "register":
            total.unstated += 1
            if value not in EMPTY:
                total.invented += 1
                total.faults.append(f"{name}: {each} invented: {value}")
            continue
        _count(name, each, expected, value, total)
    _extras(name, reading, truth, got, total)


def _count(name: str, each: str, expected: object, value: object, total: Score) -> None:
    total.stated += 1
    if value in EMPTY and expected is not False:
        total.missing += 1
        total.faults.append(f"{name}: {each} missing: {expected}")
    elif same(each, expected, value):
        total.right += 1
    else:
        total.wrong += 1
        total.faults.append(f"{name}: {each} wrong: {value} for {expected}")


def _extras(
    name: str, reading: OrderReading, truth: Mapping[str, object], got: Mapping[str, object], total: Score
) -> None:
    codes = {each.code for each in reading.warnings}
    for code in _strings(truth.get("warnings")):
        _count(name, f"warning {code}", True, code in codes or None, total)
    quotes = " ".join(each.plain for each in reading.attendance_quotes)
    for words in _strings(truth.get("attendance_quotes")):
        _count(name, f"attendance {words}", True, words in quotes or None, total)
    provisions = truth.get("provisions", {})
    for matter, words in provisions.items() if isinstance(provisions, dict) else ():
        told = " ".join(each.plain for each in reading.provisions.get(Provision(matter), ()))
        _count(name, f"provision {matter}", True, words in told or None, total)
    _other_deadlines(name, truth, got, total)


def _other_deadlines(name: str, truth: Mapping[str, object], got: Mapping[str, object], total: Score) -> None:
    if "other_deadlines" in _strings(truth.get("lenient")):
        return
    expected = truth.get("other_deadlines", [])
    found = [each["due"] for each in got["other_deadlines"]] if isinstance(got["other_deadlines"], list) else []
    for due in expected if isinstance(expected, list) else []:
        match = next((each for each in found if same("due", due, each)), None)
        _count(name, f"other deadline {due}", True, match is not None or None, total)
        found = [each for each in found if each is not match]
    for extra in found:
        total.unstated += 1
        total.invented += 1
        total.faults.append(f"{name}: other deadline invented: {extra}")


def _strings(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def same(each: str, expected: object, value: object) -> bool:
    """Whether a printed value says what the truth says: letter case, spacing and final stops do not matter."""
    if isinstance(expected, dict) and isinstance(value, dict):
        return all(value.get(key) in CLOSER.get(str(wanted), (wanted,)) for key, wanted in expected.items())
    if isinstance(expected, list) and isinstance(value, list):
        return sorted(map(_name, expected)) == sorted(map(_name, value))
    left, right = _plain(expected), _plain(value)
    if each in ("location", "dial_in"):
        return left in right or right in left
    if each == "docket":
        return left.startswith(right) or right.startswith(left)
    if each == "tz":
        return ONE_CLOCK.get(str(expected), expected) == ONE_CLOCK.get(str(value), value)
    trimmed = {"court": r"^united states district court ", "caption": r" et al\b"}.get(each, r"$^")
    return re.sub(trimmed, "", left) == re.sub(trimmed, "", right)


def _name(party: object) -> str:
    return _plain(_SUING_AS.sub("", str(party["name"] if isinstance(party, dict) else party)))


def _plain(value: object) -> str:
    return re.sub(r"[\s.,;:]+", " ", str(value).replace("’", "'")).casefold().strip()


def main(folders: list[str]) -> None:
    """Print each folder's figures and faults."""
    for folder in folders:
        total = score(folder)
        print("\n".join(total.faults))  # noqa: T201 - this is the report
        print(f"{folder}: {total}")  # noqa: T201 - this is the report


if __name__ == "__main__":
    main(sys.argv[1:] or ["cases"])
