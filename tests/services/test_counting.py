"""The printed form of ``parley deadlines``."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.holidays import announce, read_closures
from bot.services.counting import count, count_conference

NY = "America/New_York"


def case(**values: Any) -> dict[str, Any]:
    return {"id": "1", "tz": NY, **values}


def codes(result: dict[str, Any]) -> set[str]:
    return {warning["code"] for warning in result["warnings"]}


def test_a_result_has_exactly_the_fields_promised() -> None:
    result = count(case(conference="2026-02-02T10:00", rule="demand"))

    assert result == {
        "id": "1",
        "due": "2026-01-16",
        "earliest": "2026-01-16",
        "disputed": False,
        "alternatives": [],
        "warnings": [],
        "why": (
            "14 days before Mon Feb 2, 2026 is Mon Jan 19, a legal holiday; back over Sun Jan 18 and Sat Jan 17 "
            "to Fri Jan 16. Mon Jan 19 is Martin Luther King Jr. Day"
        ),
    }


def test_alternatives_are_dates_with_the_reading_that_gives_them() -> None:
    result = count(case(conference="2026-07-17T10:00", rule="demand"))

    assert result["alternatives"] == [
        {"date": "2026-07-03", "reading": "if Fri Jul 3 (Independence Day, observed) is no legal holiday"}
    ]


def test_an_hour_appears_only_where_there_is_one() -> None:
    assert count(case(conference="2027-01-15T10:00", rule="letter_relative", days=48, unit="hours"))["time"] == "10:00"


@pytest.mark.parametrize("unit", ["business_days", "business days", "Business Days", "business day"])
def test_a_unit_is_read_however_it_is_spelled(unit: str) -> None:
    assert count(case(conference="2022-01-13T10:00", rule="letter_relative", days=5, unit=unit))["due"] == "2022-01-06"


@pytest.mark.parametrize(
    "conference", ["2027-01-15", "2027-01-15T10:00", "2027-01-15T23:30-05:00", "2027-01-16T03:00Z"]
)
def test_a_moment_with_an_offset_is_the_courts_day(conference: str) -> None:
    assert count(case(conference=conference, rule="demand"))["due"] == "2026-12-31"


def test_a_case_without_holidays_named_is_taken_to_be_in_the_sample_orders_court() -> None:
    assert count(case(rule="response", demand_made="2024-10-29"))["due"] == "2024-11-06"
    assert count(case(rule="response", demand_made="2024-10-29", holidays="federal"))["due"] == "2024-11-05"
    assert count(case(rule="response", demand_made="2024-10-29", court="D. Conn."))["due"] == "2024-11-05"
    assert count(case(rule="generic", trigger="2024-10-29", days=7, direction="after"))["due"] == "2024-11-05"


def test_a_weekday_beside_a_fixed_date_is_compared() -> None:
    result = count(case(rule="fixed", date="2027-01-14", weekday="Friday"))

    assert (result["due"], result["disputed"], codes(result)) == ("2027-01-14", True, {"weekday_disagrees"})
    assert [each["date"] for each in result["alternatives"]] == ["2027-01-15"]


def test_the_conference_itself_is_remarked_on() -> None:
    result = count(case(conference="2027-03-14T02:30", rule="demand", order_date="2027-05-01", today="2027-06-01"))

    assert codes(result) == {
        "before_order",
        "before_today",
        "conference_before_order",
        "conference_passed",
        "conference_on_closed_day",
        "clock_skipped",
    }


def test_a_demand_made_on_the_orders_day_is_answered_after_the_conference_of_the_sample() -> None:
    result = count(case(conference="2023-12-13T14:30", rule="response", demand_made="2023-12-07"))

    assert (result["due"], codes(result)) == ("2023-12-14", {"response_not_before_conference"})


@pytest.fixture
def closed_by_announcement() -> Iterator[None]:
    announce(read_closures('[[closure]]\ndate = 2026-12-24\nkind = "presidential"\nname = "Eve"\nsource = "announced"'))
    yield
    announce(())


def test_a_closure_not_announced_is_not_known() -> None:
    assert not count(case(conference="2027-01-07T10:00", rule="demand"))["disputed"]


@pytest.mark.usefixtures("closed_by_announcement")
def test_a_closure_announced_at_start_is_known_everywhere() -> None:
    assert count(case(conference="2027-01-07T10:00", rule="demand"))["earliest"] == "2026-12-23"


def test_the_single_form_gives_demand_and_response() -> None:
    result = count_conference({"conference": "2023-12-13T14:30", "order_date": "2023-12-07", "demand_made": None})

    assert {rule: each["due"] for rule, each in result.items()} == {"demand": "2023-11-29", "response": "2023-12-06"}
    assert count_conference({"conference": "soon"}) == {
        "error": "“conference” must be a real date, such as 2027-01-15, or a date and time, 2027-01-15T10:00."
    }


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"rule": "guess"},
        {"rule": ["demand"]},
        {"rule": "demand"},
        {"rule": "response"},
        {"rule": "demand", "conference": "2027-02-30T10:00"},
        {"rule": "demand", "conference": "2027-01-15T25:00"},
        {"rule": "demand", "conference": 20270115},
        {"rule": "demand", "conference": "2027-01-15T10:00", "tz": "Mars/Olympus"},
        {"rule": "demand", "conference": "2027-01-15T10:00", "tz": 5},
        {"rule": "demand", "conference": "2027-01-15T10:00", "tz": "../../etc/passwd"},
        {"rule": "demand", "conference": "2027-01-15T10:00", "order_date": "yesterday"},
        {"rule": "demand", "conference": "0001-01-05T10:00"},
        {"rule": "demand", "conference": "9999-12-31T23:00-12:00"},
        {"rule": "demand", "conference": "2027-01-15T10:00", "order_date": "9999-12-31"},
        {"rule": "response", "conference": "2027-01-15T10:00", "order_date": "9999-12-31"},
        {"rule": "response", "demand_made": "soon"},
        {"rule": "fixed", "date": "2027-01-14", "conference": "0001-01-01"},
        {"rule": "letter_relative", "conference": "2027-01-15T10:00"},
        {"rule": "letter_relative", "conference": "2027-01-15T10:00", "days": "five"},
        {"rule": "letter_relative", "conference": "2027-01-15T10:00", "days": True},
        {"rule": "letter_relative", "conference": "2027-01-15T10:00", "days": 2.5},
        {"rule": "letter_relative", "conference": "2027-01-15T10:00", "days": float("nan")},
        {"rule": "letter_relative", "conference": "2027-01-15T10:00", "days": float("inf")},
        {"rule": "letter_relative", "conference": "2027-01-15T10:00", "days": -3},
        {"rule": "letter_relative", "conference": "2027-01-15T10:00", "days": 10**30},
        {"rule": "letter_relative", "conference": "2027-01-15T10:00", "days": 5, "unit": "fortnights"},
        {"rule": "fixed"},
        {"rule": "fixed", "date": "2026-02-29"},
        {"rule": "fixed", "date": "2027-01-14", "weekday": "Someday"},
        {"rule": "generic", "days": 7, "direction": "after"},
        {"rule": "generic", "trigger": "2027-01-15", "days": 7},
        {"rule": "generic", "trigger": "2027-01-15", "days": 7, "direction": ["after"]},
        {"rule": "generic", "trigger": "2027-01-15", "days": 7, "direction": "after", "holidays": "martian"},
        {"rule": "generic", "trigger": "2027-01-15", "days": 7, "direction": "after", "holidays": "federal+ZZ"},
        {"rule": "generic", "trigger": "2027-01-15", "days": 7, "direction": "after", "holidays": ["federal"]},
    ],
)
def test_a_case_that_cannot_be_counted_is_answered_with_one_sentence(values: dict[str, Any]) -> None:
    result = count(case(**values))

    assert set(result) == {"id", "error"}
    assert result["id"] == "1"
    assert result["error"].endswith(".")
    assert "\n" not in result["error"]


def test_a_case_that_is_no_object_is_answered_too() -> None:
    assert count(["demand"]) == {"id": None, "error": "A case must be a JSON object."}


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
KEYS = ("conference", "tz", "order_date", "demand_made", "days", "unit", "date", "trigger", "direction", "holidays")


@given(
    st.sampled_from(["demand", "response", "letter_relative", "fixed", "generic"]),
    st.dictionaries(st.sampled_from(KEYS), anything),
)
def test_any_values_whatever_are_answered_with_printable_json(rule: str, values: dict[str, Any]) -> None:
    good = {"conference": "2027-01-15T10:00", "trigger": "2027-01-15", "date": "2027-01-15", "days": 7}

    result = count({"id": "x", "rule": rule, "direction": "before", **good, **values})

    assert json.loads(json.dumps(result)) == result
    assert ("error" in result) is not ("due" in result)
