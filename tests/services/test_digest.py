"""One person's week in one private message: when it comes, and when it has something to tell."""

import dataclasses

import pytest

from bot.domain.conference import Status
from bot.domain.people import Person
from bot.services import digest
from tests.builders import CHANNEL, EASTERN, moment
from tests.fakes.matters import conference
from tests.fakes.team import Team, private, times


def subscribed(start: str = "2027-01-04T10:00") -> Team:
    team = Team(start)
    team.register(conference(entered=team.now))
    team.record(people={"partner": Person("firm", "partner", "Partner")}, digests=frozenset({"partner"}))
    team.do(lambda uow: digest.subscribe(uow, CHANNEL, "partner", team.now, None))
    return team


@pytest.mark.parametrize(
    ("now", "comes"),
    [
        ("2027-01-06T10:00", "2027-01-11T09:00"),
        ("2027-01-11T08:59", "2027-01-11T09:00"),
        ("2027-01-11T09:00", "2027-01-19T09:00"),
        ("2027-01-18T12:00", "2027-01-19T09:00"),
        ("2027-03-10T12:00", "2027-03-15T09:00"),
    ],
    ids=["in the week", "that morning", "Monday is a holiday", "on that holiday", "across the change of clocks"],
)
def test_it_comes_on_the_first_working_morning_of_the_week(now: str, comes: str) -> None:
    assert digest.next_monday(moment(now), "America/New_York") == moment(comes).astimezone(EASTERN)


async def test_after_the_conference_only_that_it_is_not_closed_is_told_and_nothing_once_it_is() -> None:
    team = subscribed()
    (last_before,) = private(await team.until("2027-01-14T12:00"), "partner")
    assert "Ex parte letter" in last_before.text
    (after,) = private(await team.until("2027-01-24T12:00"), "partner")
    assert "(passed, not closed)" in after.text
    assert "Ex parte letter" not in after.text
    team.close(status=Status.HELD)
    assert private(await team.until("2027-02-10T12:00"), "partner") == []


async def test_a_week_with_nothing_open_is_passed_over_and_the_next_still_comes() -> None:
    team = subscribed()
    found = team.close()
    assert private(await team.until("2027-01-12T12:00"), "partner") == []
    team.change(status=Status.SCHEDULED, order=dataclasses.replace(found.order, letter_due=None))
    assert times(private(await team.until("2027-01-20T12:00"), "partner")) == ["Tue 2027-01-19 09:00"]
