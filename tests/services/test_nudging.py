"""What ``parley nudges`` shows: what would be sent, when, where and why."""

from bot.domain.conference import LETTER, Duty, DutyState
from bot.services.nudging import preview
from tests.builders import moment
from tests.fakes.matters import conference, order, stamp
from tests.fakes.team import Team


def shown(team: Team, at: str) -> list[tuple[str, str, str, str]]:
    with team.store.begin() as uow:
        rows = preview(uow, moment(at))
    return [(each["due_at"], each["where"], each["what"], each["why"]) for each in rows]


def letter_only(*duties: Duty) -> Team:
    team = Team()
    team.register(conference(order(demand=None, response=None), rows=(), duties=duties))
    return team


def test_it_lists_what_falls_due_by_a_moment_in_court_time_with_the_reason() -> None:
    assert shown(letter_only(), "2027-01-08T12:00") == [
        ("2027-01-05T09:00-05:00", "web channel matter", "letter", "7 days before Tue Jan 12, 2027"),
        ("2027-01-08T09:00-05:00", "web channel matter", "letter", "3 days before Tue Jan 12, 2027"),
    ]


def test_an_owned_item_is_shown_as_private_to_its_owner() -> None:
    team = letter_only(Duty(LETTER, owner=stamp(person="partner")))
    assert shown(team, "2027-01-06T12:00")[0][1] == "web private to partner"


def test_what_is_done_is_not_shown() -> None:
    team = letter_only()
    team.change(duties={LETTER: Duty(LETTER, DutyState.DONE)})
    assert shown(team, "2027-01-13T12:00") == []


async def test_it_sends_nothing() -> None:
    team = letter_only()
    shown(team, "2027-01-13T12:00")
    assert team.web.messages == {}
    assert len(await team.at("2027-01-05T09:00")) == 1


async def test_what_it_shows_is_what_is_sent() -> None:
    team = letter_only()
    planned = {each[0] for each in shown(team, "2027-01-20T12:00")}
    posts = await team.until("2027-01-20T12:00")
    assert {
        each.at.astimezone(moment("2027-01-05T09:00").tzinfo).isoformat(timespec="minutes") for each in posts
    } == planned
