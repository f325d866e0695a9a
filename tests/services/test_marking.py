"""Done, not applicable, snooze, made on, and back again: from the reminder itself."""

import datetime as dt
from types import MappingProxyType

import pytest

from bot.conversation.cards import Card
from bot.conversation.forms import Form
from bot.conversation.replies import Reply
from bot.conversation.requests import (
    AskMadeOn,
    AssignItem,
    ChooseReading,
    MarkDone,
    MarkNotApplicable,
    Request,
    SaveMadeOn,
    SetDigest,
    SnoozeItem,
    UndoItem,
    UseDirectMessages,
)
from bot.domain.conference import ATTENDANCE, DEMAND, LETTER, RESPONSE, Answer, DutyState, Status
from bot.domain.nudges import NudgeState
from bot.domain.people import Role
from tests.builders import ASSOCIATE, CHANNEL, EASTERN, OUTSIDER, PARTNER, REGISTRAR, moment
from tests.fakes.matters import conference, order
from tests.fakes.team import Team, in_channel, private


def at(start: str) -> Team:
    """A team with a matter registered in November, at a later moment."""
    team = Team()
    team.record(roles=MappingProxyType({ASSOCIATE.id: Role.EDITOR}))
    team.register(cards=True)
    team.clock.step_to(moment(start))
    return team


def text(reply: Reply) -> str:
    assert isinstance(reply.content, Card)
    return reply.content.text


def made_on(day: str, item: str = DEMAND) -> SaveMadeOn:
    return SaveMadeOn(conference="c1", revision=1, item=item, values=MappingProxyType({"made_on": day}))


def ahead(team: Team, item: str) -> list[str]:
    scheduled = [each for each in team.nudges() if each.item == item and each.state is NudgeState.SCHEDULED]
    return [each.due_at.astimezone(EASTERN).strftime("%m-%d") for each in scheduled]


async def thread(team: Team) -> list[str]:
    await team.at(team.now)
    return [each.text for each in team.web.standing(CHANNEL) if each.thread]


async def test_done_stops_an_item_says_who_and_tells_the_thread() -> None:
    team = at("2027-01-06T10:00")
    reply = team.press(MarkDone("c1", 1, LETTER))
    assert "marked as sent by Associate" in text(reply)
    assert "Reminders for it have stopped" in text(reply)
    assert ahead(team, LETTER) == []
    assert any("marked as sent by Associate" in line for line in await thread(team))
    headline = next(each for each in team.web.standing(CHANNEL) if each.pinned)
    assert "Letter: sent" in headline.text


def test_done_twice_changes_nothing_and_says_so() -> None:
    team = at("2027-01-06T10:00")
    team.press(MarkDone("c1", 1, LETTER))
    before = team.conference()
    assert "already" in text(team.press(MarkDone("c1", 1, LETTER), REGISTRAR))
    assert team.conference() == before


def test_not_applicable_stops_an_item_too() -> None:
    team = at("2026-12-23T10:00")
    team.press(MarkNotApplicable("c1", 1, DEMAND))
    assert team.conference().duty(DEMAND).state is DutyState.NOT_APPLICABLE
    assert ahead(team, DEMAND) == []


def test_taking_it_back_restores_what_stood_before() -> None:
    team = at("2027-01-06T10:00")
    planned = ahead(team, LETTER)
    before = team.conference().duty(LETTER)
    team.press(MarkDone("c1", 1, LETTER))
    assert "open again" in text(team.press(UndoItem("c1", 1, LETTER)))
    assert team.conference().duty(LETTER) == before
    assert ahead(team, LETTER) == [day for day in planned if day > "01-06"]


def test_what_was_taken_back_cannot_be_taken_back_again() -> None:
    team = at("2027-01-06T10:00")
    team.press(MarkDone("c1", 1, LETTER))
    team.press(UndoItem("c1", 1, LETTER))
    assert "nothing to take back" in text(team.press(UndoItem("c1", 1, LETTER)))


async def test_a_demand_made_sets_the_response_date_and_shows_the_other_readings() -> None:
    team = at("2026-12-24T10:00")
    reply = team.press(made_on("December 22, 2026"))
    assert "The response is due Tuesday, December 29, 2026" in text(reply)
    assert isinstance(reply.content, Card)
    assert any(isinstance(each.request, ChooseReading) for each in reply.content.buttons)
    duty = team.conference().duty(DEMAND)
    assert (duty.already, duty.made_on) == (Answer.YES, dt.date(2026, 12, 22))
    assert ahead(team, RESPONSE)[0] == "12-28"
    assert any("Response date set to Tue Dec 29" in line for line in await thread(team))


def test_a_late_demand_shows_the_earlier_reading_and_counts_from_itself() -> None:
    reply = at("2027-01-05T10:00").press(made_on("January 4, 2027"))
    assert "The response is due Monday, January 11, 2027" in text(reply)
    assert "Another reading gives Thursday, January 7, 2027 or Friday, January 8, 2027" in text(reply)
    assert "Reminders count to Mon Jan 11 unless counsel says otherwise" in text(reply)


def test_the_day_a_demand_was_made_is_asked_in_a_form_without_an_amount() -> None:
    form = at("2026-12-24T10:00").press(AskMadeOn("c1", 1, DEMAND)).content
    assert isinstance(form, Form)
    assert [each.name for each in form.fields] == ["made_on"]


@pytest.mark.parametrize(("typed", "said"), [("", "Please enter the day, such as"), ("soon", "like January 15, 2027.")])
def test_where_only_a_day_is_asked_no_hour_is(typed: str, said: str) -> None:
    form = at("2026-12-24T10:00").press(made_on(typed)).content
    assert isinstance(form, Form)
    assert said in form.errors["made_on"]
    assert "am" not in form.errors["made_on"].split()


@pytest.mark.parametrize("typed", ["$250,000", "soon", "January 5, 2027", ""])
def test_what_is_no_past_day_is_answered_beside_the_field_and_kept(typed: str) -> None:
    team = at("2026-12-24T10:00")
    form = team.press(made_on(typed)).content
    assert isinstance(form, Form)
    assert form.errors["made_on"]
    assert "250" not in form.errors["made_on"]
    assert team.conference().duty(DEMAND).made_on is None


def test_a_day_more_than_a_year_before_the_order_is_no_day_of_its_demand() -> None:
    team = at("2026-12-24T10:00")
    form = team.press(made_on("December 22, 2024")).content
    assert isinstance(form, Form)
    assert "more than a year before the order" in form.errors["made_on"]
    assert getattr(form.fields[0], "value", "") == "December 22, 2024"


def test_a_response_needs_a_demand_on_record_and_a_day_not_before_it() -> None:
    team = at("2026-12-30T10:00")
    form = team.press(made_on("December 28, 2026", RESPONSE)).content
    assert isinstance(form, Form)
    assert "Record the day the demand was made first" in form.errors["made_on"]
    team.press(made_on("December 22, 2026"))
    form = team.press(made_on("December 21, 2026", RESPONSE)).content
    assert isinstance(form, Form)
    assert "The demand is recorded as made on Tuesday, December 22, 2026" in form.errors["made_on"]
    assert "marked as made" in text(team.press(made_on("December 22, 2026", RESPONSE)))


def test_a_demand_is_not_recorded_after_the_response_to_it() -> None:
    team = at("2026-12-30T10:00")
    team.press(made_on("December 20, 2026"))
    team.press(made_on("December 22, 2026", RESPONSE))
    form = team.press(made_on("December 23, 2026")).content
    assert isinstance(form, Form)
    assert "The response is recorded as made on Tuesday, December 22, 2026" in form.errors["made_on"]


def test_a_chosen_reading_is_worked_to() -> None:
    team = at("2026-12-24T10:00")
    reply = team.press(made_on("December 22, 2026")).content
    assert isinstance(reply, Card)
    (choice, *_) = (each.request for each in reply.buttons if isinstance(each.request, ChooseReading))
    assert isinstance(choice, ChooseReading)
    team.press(choice)
    day = dt.date.fromisoformat(choice.date)
    assert team.conference().duty(RESPONSE).chosen == day
    assert f"{day:%m-%d}" in ahead(team, RESPONSE)


def test_a_date_the_order_does_not_allow_cannot_be_chosen() -> None:
    team = at("2026-12-24T10:00")
    assert "not one the order allows" in text(team.press(ChooseReading("c1", 1, RESPONSE, "2027-01-14")))


@pytest.mark.parametrize(
    ("until", "day"),
    [
        ("tomorrow", "2027-01-06"),
        ("two_days", "2027-01-07"),
        ("monday", "2027-01-11"),
        ("morning_of", "2027-01-12"),
        ("2027-01-08", "2027-01-08"),
    ],
)
def test_a_snooze_ends_on_a_morning_before_the_day_is_over(until: str, day: str) -> None:
    team = at("2027-01-05T10:00")
    team.press(SnoozeItem("c1", 1, LETTER, until))
    snoozed = team.conference().duty(LETTER).snoozed_until
    assert snoozed == moment(f"{day}T09:00")
    assert ahead(team, LETTER)[0] == day[5:]


def test_no_snooze_passes_the_deadline() -> None:
    team = at("2027-01-11T10:00")
    team.press(SnoozeItem("c1", 1, LETTER, "two_days"))
    assert team.conference().duty(LETTER).snoozed_until == moment("2027-01-12T09:00")
    team.clock.step_to(moment("2027-01-12T10:00"))
    assert "cannot be put off" in text(team.press(SnoozeItem("c1", 1, LETTER, "tomorrow")))


async def test_a_snoozed_reminder_is_checked_again_when_it_is_sent() -> None:
    team = at("2027-01-08T08:00")
    team.press(SnoozeItem("c1", 1, LETTER, "monday"))
    assert not [each for each in in_channel(await team.at("2027-01-08T09:00")) if "letter" in each.text]


def test_one_partys_line_can_be_snoozed() -> None:
    team = at("2027-01-08T10:00")
    team.press(SnoozeItem("c1", 1, f"{ATTENDANCE}:p1", "monday"), REGISTRAR)
    assert ahead(team, f"{ATTENDANCE}:p1")[0] == "01-11"


async def test_whoever_takes_an_item_gets_its_reminders_and_may_mark_it() -> None:
    team = at("2027-01-04T10:00")
    team.press(AssignItem("c1", 1, LETTER), PARTNER)
    assert "letter" in private(await team.at("2027-01-05T09:00"), PARTNER.id)[0].text
    assert "marked" in text(team.press(MarkDone("c1", 1, LETTER), PARTNER))


@pytest.mark.parametrize(
    "request_made",
    [MarkDone("c1", 1, DEMAND), SnoozeItem("c1", 1, DEMAND, "tomorrow"), MarkNotApplicable("c1", 1, DEMAND)],
)
def test_a_member_may_not_mark_what_is_not_theirs(request_made: Request) -> None:
    team = at("2026-12-23T10:00")
    before = team.conference()
    team.press(request_made, PARTNER)
    assert team.conference() == before


@pytest.mark.parametrize(
    "request_made",
    [MarkDone("c1", 1, LETTER), UndoItem("c1", 1, LETTER), AssignItem("c1", 1, LETTER), SetDigest(on=True)],
)
def test_somebody_of_another_organisation_changes_nothing(request_made: Request) -> None:
    team = at("2027-01-06T10:00")
    before = team.conference()
    assert "Plaintiff" not in text(team.press(request_made, OUTSIDER))
    assert team.conference() == before


def test_a_button_of_an_earlier_setting_says_so_and_changes_nothing() -> None:
    team = at("2027-01-06T10:00")
    team.move("2027-02-11T10:00", letter="2027-02-08")
    assert "was moved" in text(team.press(MarkDone("c1", 1, LETTER)))
    assert team.conference().duty(LETTER).state is DutyState.OPEN


def test_a_button_of_a_closed_conference_says_so() -> None:
    team = at("2027-01-06T10:00")
    team.close(status=Status.HELD)
    assert "closed" in text(team.press(MarkDone("c1", 1, LETTER)))


def test_a_button_for_an_item_the_order_does_not_have_says_so() -> None:
    team = at("2027-01-06T10:00")
    assert "no such item" in text(team.press(MarkDone("c1", 1, "other:7")))


def test_every_mark_is_on_record_with_what_was_before_and_after() -> None:
    team = at("2027-01-06T10:00")
    team.press(MarkDone("c1", 1, LETTER))
    team.press(UndoItem("c1", 1, LETTER))
    entries = team.do(lambda uow: uow.audit.of(CHANNEL, "c1"))
    assert [(each.action, each.before["state"], each.after["state"]) for each in entries] == [
        ("item_done", "open", "done"),
        ("item_undone", "done", "open"),
    ]


async def test_reminders_of_an_unreachable_channel_go_to_whoever_asked_for_them() -> None:
    team = at("2027-01-06T10:00")
    team.record(unreachable="not_in_channel", unreachable_since=team.now)
    team.press(UseDirectMessages("c1"))
    posts = await team.at("2027-01-08T09:00")
    assert "letter" in private(posts, ASSOCIATE.id)[0].text
    assert not [each for each in in_channel(posts) if "letter" in each.text]


class TestDigest:
    async def test_it_comes_on_monday_mornings_to_those_who_asked_and_to_nobody_else(self) -> None:
        team = Team()
        team.register(conference(order(demand=None, response=None), rows=()))
        team.press(SetDigest(on=True))
        posts = [each for each in await team.until("2026-12-08T00:00") if "Your week" in each.text]
        assert [each.at for each in posts] == [moment("2026-11-30T09:00"), moment("2026-12-07T09:00")]
        assert {each.address for each in posts} == {each.address for each in private(posts, ASSOCIATE.id)}
        assert "Ex parte letter: Tue Jan 12" in posts[0].text

    async def test_turned_off_it_stops(self) -> None:
        team = Team()
        team.register()
        team.press(SetDigest(on=True))
        team.press(SetDigest(on=False))
        assert not [each for each in await team.until("2026-12-08T00:00") if "Your week" in each.text]

    async def test_turned_off_and_on_again_it_comes_once_a_week(self) -> None:
        team = Team()
        team.register()
        for on in (True, False, True, True):
            team.press(SetDigest(on=on))
        posts = [each for each in await team.until("2026-12-08T00:00") if "Your week" in each.text]
        assert len(posts) == 2

    async def test_a_week_with_nothing_open_is_silent_and_the_next_one_is_not(self) -> None:
        team = Team()
        team.press(SetDigest(on=True))
        assert await team.until("2026-12-01T00:00") == []
        team.register()
        assert [each for each in await team.until("2026-12-08T00:00") if "Your week" in each.text]

    async def test_it_is_nine_in_the_persons_own_zone(self) -> None:
        team = Team("2026-11-24T10:00")
        team.register()
        team.press(SetDigest(on=True), PARTNER)
        (first, *_) = (each for each in await team.until("2026-12-01T00:00") if "Your week" in each.text)
        assert first.at == moment("2026-11-30T12:00")

    async def test_after_weeks_of_outage_only_one_comes(self) -> None:
        team = Team()
        team.register()
        team.press(SetDigest(on=True))
        posts = await team.at("2026-12-16T10:00")
        posts += await team.until("2026-12-20T00:00")
        assert len([each for each in posts if "Your week" in each.text]) <= 1
        assert [each.at for each in await team.until("2026-12-22T00:00") if "Your week" in each.text] == [
            moment("2026-12-21T09:00")
        ]
