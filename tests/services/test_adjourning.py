import datetime as dt

import pytest

from bot.conversation.replies import Reply
from bot.conversation.requests import NameAttendee, SaveAdjournment, StartAdjourning
from bot.domain.attendance import AttendanceState
from bot.domain.conference import Status
from bot.domain.nudges import NudgeState
from bot.domain.order import NamedDay
from bot.domain.people import Person
from bot.services import adjourning, attending, closing
from tests.builders import ASSOCIATE, REGISTRAR
from tests.matter import Team, errors_of, labels, text_of

NOW = "2027-01-06T10:00"
ORDERED = {"so_ordered": "ordered", "conference_at": "Thursday, February 11, 2027, 10:00 am", "letter_due": ""}


@pytest.fixture
def team() -> Team:
    team = Team(adjourning.HANDLERS, attending.HANDLERS, closing.HANDLERS)
    team.register()
    return team


def opened(team: Team, person: Person = REGISTRAR) -> Reply:
    return team.do(StartAdjourning(team.active().id, team.active().revision), person, NOW)


def moved(team: Team, **values: str) -> Reply:
    return team.fill(opened(team), ORDERED | values, now=NOW)


def confirm_all(team: Team) -> None:
    for row in team.active().rows:
        form = team.do(NameAttendee(team.active().id, 1, row.id), ASSOCIATE, NOW)
        team.fill(form, {"name": "A. Sample", "mode": "attends", "known": "Told by e-mail"}, ASSOCIATE, NOW)


def test_the_dialog_says_what_moving_does(team: Team) -> None:
    form = opened(team).content
    said = str(form)
    assert "Reminders for the current dates stop." in said
    assert "Names stay, and each will be asked to reconfirm." in said
    assert "The new letter date must come from the new order." in said


def test_a_request_moves_nothing(team: Team) -> None:
    before = team.active()
    reply = text_of(moved(team, so_ordered="asked"))
    assert "moves nothing until the Court orders it" in reply
    assert team.active() == before


def test_a_move_needs_to_know_whether_it_is_ordered(team: Team) -> None:
    assert "so_ordered" in errors_of(moved(team, so_ordered=""))


def test_a_move_sets_the_new_date_and_leaves_the_letter_open(team: Team) -> None:
    moved(team)
    conference = team.active()
    assert conference.order.conference_at == dt.datetime(2027, 2, 11, 10)  # noqa: DTZ001 - court time
    assert conference.order.letter_due is None
    assert (conference.revision, conference.verified, conference.status) == (2, None, Status.SCHEDULED)


def test_the_new_letter_date_is_the_one_that_was_stated(team: Team) -> None:
    moved(team, letter_due="February 8, 2027")
    assert team.active().order.letter_due == NamedDay(dt.date(2027, 2, 8))


def test_without_a_letter_date_there_are_no_letter_reminders(team: Team) -> None:
    moved(team)
    with team.store.begin() as uow:
        nudges = uow.nudges.of(uow.conferences.all()[0].id)
    still = [each for each in nudges if each.state is NudgeState.SCHEDULED]
    assert still
    assert not [each for each in still if each.item == "letter"]
    assert {each.revision for each in still} == {2}


def test_with_no_new_date_the_conference_waits_without_reminders(team: Team) -> None:
    moved(team, conference_at="")
    conference = team.active()
    assert (conference.status, conference.at, conference.revision) == (Status.ADJOURNED, None, 2)
    with team.store.begin() as uow:
        nudges = uow.nudges.of(conference.id)
    assert not [each for each in nudges if each.state is NudgeState.SCHEDULED]


def test_a_date_can_be_set_after_an_adjournment_without_one(team: Team) -> None:
    moved(team, conference_at="")
    moved(team)
    assert (team.active().status, team.active().revision) == (Status.SCHEDULED, 3)


def test_names_stay_and_are_asked_again(team: Team) -> None:
    confirm_all(team)
    moved(team)
    rows = team.active().rows
    assert {row.state for row in rows} == {AttendanceState.TO_RECONFIRM}
    assert all(row.attendee and row.attendee.name == "A. Sample" for row in rows)


def test_the_thread_says_what_moved_and_what_is_asked(team: Team) -> None:
    confirm_all(team)
    moved(team)
    line = team.thread()[-1]
    assert "Adjourned to Thu Feb 11, 2027, 10:00 am ET (Teams). Was Fri Jan 15, 2027." in line
    assert "Letter date not entered; no letter reminders until it is." in line
    assert "Attendance: 2 to reconfirm." in line
    assert "[Verify dates] [Still correct: Plaintiff A] [Still correct: Defendant B]" in line


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"conference_at": "Jan 32"}, "conference_at", "couldn't read"),
        ({"conference_at": "Friday, February 11, 2027, 10:00 am"}, "conference_at", "Thursday"),
        ({"conference_at": "February 11, 2027"}, "conference_at", ""),
        ({"conference_at": "January 15, 2027, 10:00 am"}, "conference_at", "already set"),
        ({"conference_at": "December 1, 2026, 10:00 am"}, "conference_at", "has passed"),
        ({"letter_due": "February 12, 2027"}, "letter_due", "not before the conference"),
        ({"letter_due": "soon"}, "letter_due", ""),
        ({"conference_at": "", "letter_due": "February 8, 2027"}, "letter_due", "new date too"),
    ],
)
def test_each_fault_stands_beside_its_field_and_nothing_moves(
    team: Team, values: dict[str, str], field: str, said: str
) -> None:
    reply = moved(team, **values)
    assert said in errors_of(reply)[field]
    assert team.active().revision == 1


def test_a_double_submission_moves_once(team: Team) -> None:
    form = opened(team)
    team.fill(form, ORDERED, now=NOW)
    again = team.fill(form, ORDERED, now=NOW)
    assert "January 15 setting" in text_of(again)
    assert labels(again) == ["Go to current"]
    assert team.active().revision == 2


def test_a_member_may_not_move_it(team: Team) -> None:
    reply = team.do(SaveAdjournment(conference=team.active().id, revision=1, values=ORDERED), ASSOCIATE, NOW)
    assert "Changing the conference is for" in text_of(reply)
    assert team.active().revision == 1


def test_the_audit_keeps_both_settings(team: Team) -> None:
    moved(team)
    with team.store.begin() as uow:
        entry = uow.audit.of(uow.conferences.all()[0].home)[-1]
    assert entry.action == "adjourned"
    assert entry.before["conference_at"].startswith("2027-01-15T10:00")
    assert entry.after["conference_at"].startswith("2027-02-11T10:00")
