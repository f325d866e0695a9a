import datetime as dt

import pytest

from bot.domain.court_days import calendar_for
from bot.wording.snoozes import snoozes

SDNY = calendar_for("S.D.N.Y.")


def labels(day: str, today: str) -> list[str]:
    return [label for _, label in snoozes(dt.date.fromisoformat(day), dt.date.fromisoformat(today), SDNY)]


@pytest.mark.parametrize(
    ("day", "today", "said"),
    [
        pytest.param("2027-01-15", "2027-01-06", ["Remind me tomorrow", "Remind me Friday"], id="a Wednesday"),
        pytest.param("2027-01-15", "2027-01-08", ["Remind me Monday", "Snooze to the day"], id="a Friday"),
        pytest.param("2027-01-29", "2027-01-14", ["Remind me tomorrow", "Remind me Tuesday"], id="a holiday's eve"),
        pytest.param("2027-01-18", "2027-01-13", ["Remind me tomorrow", "Remind me Friday"], id="due on a holiday"),
        pytest.param("2027-01-13", "2027-01-11", ["Remind me tomorrow", "Snooze to the day"], id="two days left"),
        pytest.param("2027-01-12", "2027-01-11", ["Snooze to the day"], id="the day before"),
        pytest.param("2027-01-16", "2027-01-14", ["Remind me tomorrow"], id="due on a Saturday"),
        pytest.param("2027-01-11", "2027-01-11", [], id="the day itself"),
    ],
)
def test_a_choice_is_named_by_the_day_it_really_comes_and_none_comes_twice(
    day: str, today: str, said: list[str]
) -> None:
    assert labels(day, today) == said
