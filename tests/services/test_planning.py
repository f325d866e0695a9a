"""The policy of reminding, rule by rule."""

import datetime as dt
from dataclasses import replace

import pytest

from bot.domain.attendance import AttendanceState, Attendee, FollowUp, Mode, Row, Side
from bot.domain.channel import Preferences
from bot.domain.conference import ATTENDANCE, CONFERENCE, DEMAND, LETTER, RESPONSE, Answer, Duty, DutyState, Status
from bot.domain.nudges import NudgeState, Rung
from bot.domain.order import NamedDay, OrderReading
from tests.builders import EASTERN, moment
from tests.fakes.matters import conference, order, stamp
from tests.fakes.team import Team


def scheduled(team: Team, item: str = LETTER) -> dict[str, str]:
    """The rungs ahead of one item: when each is due, on the court's clock."""
    ahead = [each for each in team.nudges() if each.item == item and each.state is NudgeState.SCHEDULED]
    return {each.rung: each.due_at.astimezone(EASTERN).strftime("%a %m-%d %H:%M") for each in ahead}


def letter_only(day: str | None, at: str = "2027-01-15T10:00") -> OrderReading:
    return order(at, day, demand=None, response=None)


def test_a_letter_is_reminded_of_seven_three_and_one_days_before_and_on_its_morning() -> None:
    team = Team()
    team.register()
    assert scheduled(team) == {
        "7": "Tue 01-05 09:00",
        "3": "Fri 01-08 09:00",  # three days before is a Saturday
        "1": "Mon 01-11 09:00",
        "0": "Tue 01-12 09:00",
        Rung.PASSED: "Wed 01-13 09:00",
    }


def test_a_rung_on_a_holiday_falls_on_the_business_day_before() -> None:
    team = Team()
    team.register(conference(letter_only("2027-01-21", "2027-01-25T10:00")))
    assert scheduled(team)["3"] == "Fri 01-15 09:00"  # Monday the 18th is a federal holiday


def test_a_named_day_on_a_sunday_is_reminded_of_on_the_friday() -> None:
    team = Team()
    team.register(conference(letter_only("2027-01-10")))
    assert scheduled(team) == {
        "7": "Thu 12-31 09:00",  # January 3 is a Sunday, the 1st a holiday
        "3": "Thu 01-07 09:00",
        "0": "Fri 01-08 09:00",
        Rung.PASSED: "Mon 01-11 09:00",
    }


def test_a_demand_counts_to_the_business_day_before_a_holiday() -> None:
    team = Team()
    team.register()
    assert scheduled(team, DEMAND) == {
        "7": "Thu 12-24 09:00",
        "3": "Mon 12-28 09:00",
        "1": "Wed 12-30 09:00",
        "0": "Thu 12-31 09:00",
        Rung.PASSED: "Mon 01-04 09:00",
    }


def test_a_letter_without_a_date_is_never_reminded_of() -> None:
    team = Team()
    team.register(conference(letter_only(None)))
    assert not [each for each in team.nudges() if each.item == LETTER]


def test_the_response_is_not_reminded_of_before_there_is_a_demand() -> None:
    team = Team()
    team.register()
    assert scheduled(team, RESPONSE) == {}


def test_the_response_counts_from_the_demand_that_was_made() -> None:
    team = Team("2026-12-23T10:00")
    demand = Duty(DEMAND, DutyState.DONE, Answer.YES, dt.date(2026, 12, 22), by=stamp())
    team.register(conference(duties=(demand,)))
    assert scheduled(team, RESPONSE)["1"] == "Mon 12-28 09:00"
    assert scheduled(team, DEMAND) == {}


def test_a_reading_the_team_chose_is_the_one_counted_to() -> None:
    team = Team("2026-12-23T10:00")
    demand = Duty(DEMAND, DutyState.DONE, Answer.YES, dt.date(2026, 12, 22), by=stamp())
    team.register(conference(duties=(demand, Duty(RESPONSE, chosen=dt.date(2027, 1, 8)))))
    assert scheduled(team, RESPONSE)["0"] == "Fri 01-08 09:00"


@pytest.mark.parametrize("state", [DutyState.DONE, DutyState.NOT_APPLICABLE])
def test_what_is_done_or_not_applicable_is_not_reminded_of(state: DutyState) -> None:
    team = Team()
    team.register(conference(duties=(Duty(LETTER, state),)))
    assert scheduled(team) == {}


def test_a_demand_made_already_is_not_reminded_of() -> None:
    team = Team()
    team.register(conference(duties=(Duty(DEMAND, already=Answer.YES),)))
    assert scheduled(team, DEMAND) == {}


def test_registered_late_gets_one_catching_up_and_then_only_what_is_ahead() -> None:
    team = Team("2027-01-07T11:00")
    team.register()
    assert scheduled(team) == {
        Rung.CATCH_UP: "Thu 01-07 11:00",
        "3": "Fri 01-08 09:00",
        "1": "Mon 01-11 09:00",
        "0": "Tue 01-12 09:00",
        Rung.PASSED: "Wed 01-13 09:00",
    }


def test_catching_up_waits_for_waking_hours_of_a_business_day() -> None:
    team = Team("2027-01-08T19:30")
    team.register(conference(letter_only("2027-01-14")))
    assert Rung.CATCH_UP not in scheduled(team)  # Monday's own rung, three days before, says it
    assert scheduled(team)["3"] == "Mon 01-11 09:00"
    late = Team("2027-01-08T19:30")
    late.register(conference(letter_only("2027-01-13")))
    assert scheduled(late)[Rung.CATCH_UP] == "Mon 01-11 09:00"


def test_what_had_passed_on_arrival_is_never_reminded_of() -> None:
    team = Team("2027-01-13T10:00")
    team.register()
    assert scheduled(team) == {}
    assert scheduled(team, DEMAND) == {}
    team.change()
    assert scheduled(team) == {}


def test_what_had_passed_on_arrival_over_a_weekend_is_not_noticed_on_monday() -> None:
    team = Team("2027-01-09T10:00")
    team.register(conference(letter_only("2027-01-08")))
    team.change()
    assert scheduled(team) == {}


def test_planning_again_plans_nothing_twice_and_replays_nothing() -> None:
    team = Team()
    team.register()
    before = team.nudges()
    team.change()
    assert team.nudges() == before
    later = Team("2027-01-07T11:00")
    later.register()
    planned = later.nudges()
    later.clock.step_to(moment("2027-01-07T15:00"))
    later.change()
    assert later.nudges() == planned


def test_marking_stops_an_item_and_taking_it_back_does_not_replay_what_went_by() -> None:
    team = Team()
    team.register()
    team.clock.step_to(moment("2027-01-06T10:00"))
    team.change(duties={LETTER: Duty(LETTER, DutyState.DONE)})
    assert scheduled(team) == {}
    team.clock.step_to(moment("2027-01-09T10:00"))
    team.change(duties={})
    assert list(scheduled(team)) == ["1", "0", Rung.PASSED]


def test_a_moved_conference_leaves_no_reminder_of_the_earlier_setting() -> None:
    team = Team()
    team.register()
    team.move("2027-02-11T10:00")
    ahead = [each for each in team.nudges() if each.state is NudgeState.SCHEDULED]
    assert {each.revision for each in ahead} == {2}
    assert not [each for each in ahead if each.item == LETTER]


@pytest.mark.parametrize("status", [Status.ADJOURNED, Status.HELD, Status.SETTLED, Status.CANCELLED])
def test_a_conference_without_a_date_or_closed_has_no_reminders(status: Status) -> None:
    team = Team()
    team.register()
    team.change(status=status)
    assert not [each for each in team.nudges() if each.state is NudgeState.SCHEDULED]


def test_the_day_before_the_conference_has_a_readiness_line_and_the_day_itself_nothing() -> None:
    team = Team()
    team.register()
    assert scheduled(team, CONFERENCE) == {Rung.READINESS: "Thu 01-14 09:00", Rung.PASSED: "Tue 01-19 09:00"}


def test_the_readiness_line_of_a_monday_conference_comes_on_the_friday() -> None:
    team = Team()
    team.register(conference(letter_only(None, "2027-01-25T10:00")))
    assert scheduled(team, CONFERENCE)[Rung.READINESS] == "Fri 01-22 09:00"


def test_confirmations_are_asked_of_owners_first_and_counted_in_the_channel_later() -> None:
    team = Team()
    team.register()
    assert scheduled(team, f"{ATTENDANCE}:p1") == {
        "7": "Fri 01-08 09:00",
        "3": "Tue 01-12 09:00",
        "1": "Thu 01-14 09:00",
    }
    assert scheduled(team, ATTENDANCE) == {"3": "Tue 01-12 09:00"}


def test_a_confirmed_party_and_one_that_is_not_ours_are_left_alone() -> None:
    confirmed = Row(
        "p1", "A", Side.PLAINTIFF, state=AttendanceState.CONFIRMED, attendee=Attendee("N", "T", Mode.ATTENDS, "k")
    )
    team = Team()
    team.register(conference(rows=(confirmed, Row("p2", "B", Side.DEFENDANT, not_ours=True))))
    assert scheduled(team, f"{ATTENDANCE}:p1") == {}
    assert scheduled(team, f"{ATTENDANCE}:p2") == {}


def test_whoever_follows_up_is_asked_on_the_day_they_named() -> None:
    row = Row("p1", "A", Side.PLAINTIFF, follow_up=FollowUp("Associate", dt.date(2026, 12, 5), "associate"))
    team = Team()
    team.register(conference(rows=(row,)))
    assert scheduled(team, f"{ATTENDANCE}:p1")["follow_up:2026-12-05"] == "Fri 12-04 09:00"


def test_the_channels_own_hour_and_ladder_are_used() -> None:
    team = Team()
    team.record(preferences=Preferences(hour=8, ladder=(10, 2)))
    team.register()
    assert scheduled(team) == {"10": "Thu 12-31 08:00", "2": "Fri 01-08 08:00", Rung.PASSED: "Wed 01-13 08:00"}


def test_an_hour_inside_quiet_hours_is_moved_out_of_them() -> None:
    team = Team()
    team.record(preferences=Preferences(hour=6))
    team.register()
    assert set(scheduled(team).values()) == {
        f"{day} 08:00" for day in ("Tue 01-05", "Fri 01-08", "Mon 01-11", "Tue 01-12", "Wed 01-13")
    }


def test_the_morning_of_is_left_out_where_the_orders_hour_comes_first() -> None:
    reading = replace(order(demand=None, response=None), letter_due=NamedDay(dt.date(2027, 1, 12), dt.time(9)))
    team = Team()
    team.register(conference(reading))
    assert "0" not in scheduled(team)


def test_reminders_keep_court_time_when_the_clocks_change() -> None:
    team = Team("2027-03-01T10:00")
    team.register(conference(letter_only("2027-03-16", "2027-03-19T10:00")))
    assert [each[-5:] for each in scheduled(team).values()] == ["09:00"] * 5
    moments = {each.due_at.astimezone(dt.UTC).hour for each in team.nudges() if each.item == LETTER}
    assert moments == {14, 13}


def test_a_snoozed_item_comes_again_when_the_snooze_ends_and_not_before() -> None:
    team = Team()
    team.register()
    team.clock.step_to(moment("2027-01-05T10:00"))
    until = moment("2027-01-11T09:00")
    team.change(duties={LETTER: Duty(LETTER, snoozed_until=until)})
    assert list(scheduled(team)) == ["1", "0", Rung.PASSED]
    team.change(duties={LETTER: Duty(LETTER, snoozed_until=moment("2027-01-07T09:00"))})
    assert scheduled(team)["snoozed:2027-01-07"] == "Thu 01-07 09:00"


def test_an_owned_item_is_told_to_the_team_the_day_before_as_well() -> None:
    team = Team()
    team.register(conference(duties=(Duty(LETTER, owner=stamp(person="partner", name="Partner")),)))
    assert scheduled(team)[Rung.TEAM] == scheduled(team)["1"] == "Mon 01-11 09:00"


@pytest.mark.parametrize(
    ("until", "left"),
    [
        ("2027-01-07", ["1", "0", "snoozed:2027-01-07"]),
        ("2027-01-08", ["3", "1", "0"]),
        ("2027-01-06", ["3", "1", "0", "snoozed:2027-01-06"]),
    ],
    ids=["the day before a rung", "on a rung", "two days before one"],
)
def test_the_business_day_after_a_snooze_is_silent_unless_the_deadline_is_near(until: str, left: list[str]) -> None:
    team = Team("2027-01-05T10:00")
    snoozed = Duty(LETTER, snoozed_until=moment(f"{until}T09:00"))
    team.register(conference(letter_only("2027-01-12"), duties=(snoozed,), rows=(), entered="2027-01-05T10:00"))
    assert set(scheduled(team)) - {Rung.PASSED} == set(left)
