"""What ``parley nudges`` shows: what would be sent, when, where and why."""

import datetime as dt

from bot.domain.attendance import FollowUp, Row, Side
from bot.domain.conference import DEMAND, LETTER, Answer, Duty, DutyState, Status
from bot.domain.outbox import Kind
from bot.domain.people import Person
from bot.ports import Unsure
from bot.services import digest
from bot.services.nudging import preview
from bot.wording.previewing import where
from tests.builders import CHANNEL, EASTERN, moment
from tests.fakes.matters import conference, order, stamp
from tests.fakes.team import Team


def shown(team: Team, at: str) -> list[tuple[str, str, str, str]]:
    with team.store.begin() as uow:
        rows = preview(uow, moment(at), team.now)
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


def crowded() -> Team:
    """A matter with an owner, parties to name, a follow-up, a demand that was made, and someone who gets a digest."""
    team = Team("2026-12-14T10:00")
    rows = (
        Row("p1", "Plaintiff A", Side.PLAINTIFF, owner=stamp(person="partner")),
        Row("p2", "Defendant B", Side.DEFENDANT, follow_up=FollowUp("Associate", dt.date(2027, 1, 6), "associate")),
    )
    demand = Duty(DEMAND, DutyState.DONE, Answer.YES, dt.date(2026, 12, 22), by=stamp())
    letter = Duty(LETTER, owner=stamp(person="partner", name="Partner"))
    team.register(conference(rows=rows, duties=(demand, letter), entered=team.now), cards=True)
    team.record(people={"partner": Person("firm", "partner", "Partner")}, digests=frozenset({"partner"}))
    team.do(lambda uow: digest.subscribe(uow, CHANNEL, "partner", team.now, None))
    return team


async def test_what_it_shows_is_what_is_sent() -> None:
    team = crowded()
    with team.store.begin() as uow:
        rows = preview(uow, moment("2027-01-25T12:00"), team.now)
    posts = await team.until("2027-01-25T12:00")
    sent = [(each.at.astimezone(EASTERN).isoformat(timespec="minutes"), where(each.address)) for each in posts]
    assert sorted((each["due_at"], each["where"]) for each in rows) == sorted(sent)
    assert len(sent) > 12


async def test_there_is_one_line_for_each_kind_of_message() -> None:
    whats = {each["what"] for each in rows_of(crowded(), "2027-01-25T12:00")}
    assert whats == {
        "headline",
        "attendance",
        "letter",
        "response",
        "letter, attendance",
        "conference",
        "digest",
    }


def rows_of(team: Team, at: str) -> list[dict[str, str]]:
    with team.store.begin() as uow:
        return preview(uow, moment(at), team.now)


def test_items_of_one_message_share_its_line_and_each_has_its_reason() -> None:
    demand = Duty(DEMAND, DutyState.DONE, Answer.YES, dt.date(2027, 1, 5), by=stamp())
    team = Team("2027-01-09T10:00")
    team.register(conference(rows=(), duties=(demand,), entered="2027-01-04T10:00"))
    (line,) = shown(team, "2027-01-11T12:00")
    assert line == (
        "2027-01-11T09:00-05:00",
        "web channel matter",
        "letter, response",
        "letter: 1 day before Tue Jan 12, 2027; response: 1 day before Tue Jan 12, 2027",
    )


def test_what_is_overdue_is_shown_as_going_out_now_and_late() -> None:
    team = letter_only()
    team.clock.step_to(moment("2027-01-11T12:04"))
    (line,) = shown(team, "2027-01-11T12:04")
    assert line[0] == "2027-01-11T12:04-05:00"
    assert line[3].endswith("late, due Mon Jan 11, 9:00 am")


async def test_a_message_in_doubt_and_one_for_a_channel_that_refused_say_so() -> None:
    team = letter_only()
    team.web.fault = lambda call, _: Unsure("dropped") if call == "accepted" else None
    await team.at("2027-01-05T09:00")
    assert "may have arrived" in shown(team, "2027-01-05T12:00")[0][3]
    team.record(unreachable="is_archived")
    assert "(is_archived)" in shown(team, "2027-01-08T12:00")[-1][3]


def test_the_end_of_a_record_is_shown_where_its_cards_still_stand() -> None:
    team = letter_only()
    team.do(lambda uow: uow.cards.remember("c1", Kind.HEADLINE, "m1"))
    team.change(status=Status.HELD, delete_on=dt.date(2027, 2, 14))
    assert [each[:3] for each in shown(team, "2027-02-20T12:00")] == [
        ("2027-02-14T00:00-05:00", "web channel matter", "deletion")
    ]
    assert shown(team, "2027-02-13T12:00") == []
