"""The six journeys of a matter, on every platform there is a team for."""

import datetime as dt

import pytest

from tests.builders import moment
from tests.scenarios.team import MATTER, PRIVATE, SHARED, Team

PHONE = {"name": "Bo Sample", "title": "Vice President", "mode": "by_phone", "known": "told by e-mail, Jan 6"}


async def last(team: Team, person: str, room: str = MATTER) -> str:
    return (await team.sees(person, room))[-1]


async def seen(team: Team, person: str, room: str = MATTER) -> str:
    return "\n\n".join(await team.sees(person, room))


async def card(team: Team, person: str, beginning: str, room: str = MATTER) -> str:
    """The newest message a person sees that begins so."""
    found = [each for each in await team.sees(person, room) if each.startswith(beginning)]
    assert found, f"{person} sees nothing that begins “{beginning}” in {room}"
    return found[-1]


async def registered(team: Team, order: str, start: dt.datetime) -> None:
    """Dana registers the order; the cards are posted."""
    await team.invite("dana")
    await team.say("alex", "status")
    await team.say("robin", "status")
    await team.say("dana", order)
    await team.press("dana", "Confirm zone")
    await team.press("dana", "Save and ask for a second check")
    await team.step(start)


async def alex_may_edit(team: Team, start: dt.datetime) -> None:
    await team.say("alex", "roles")
    await team.press("alex", "Ask for access")
    await team.step(start)
    await team.press("dana", "Make Alex Chen an editor", PRIVATE)


# --- J1


async def test_invited_it_introduces_itself_once_with_the_next_step(team: Team, start: dt.datetime) -> None:
    await team.invite("dana")
    await team.step(start)
    await team.remove("dana")
    await team.invite("dana")
    await team.step(start)
    introductions = [each for each in await team.sees("alex") if "Parley here." in each]
    assert len(introductions) == 1
    assert "Register a conference" in introductions[0]
    await team.press("alex", "What can I ask?")
    assert "What goes in the ex parte letter?" in await seen(team, "alex")
    assert "What goes in the ex parte letter?" not in await seen(team, "dana")


async def test_in_a_shared_channel_only_the_inviter_hears_from_it(team: Team, start: dt.datetime) -> None:
    await team.invite("dana", SHARED)
    await team.step(start)
    assert "Parley here." not in await seen(team, "morgan", SHARED)
    assert "another organisation" in await seen(team, "dana", PRIVATE)


# --- J2


async def test_nothing_is_saved_before_it_is_confirmed(team: Team, order: str) -> None:
    await team.invite("dana")
    await team.say("dana", order)
    proposal = await last(team, "dana")
    assert "Nothing is saved yet." in proposal
    assert "proposed Eastern time" in proposal
    assert "not stated" in proposal
    await team.press("dana", "Discard")
    await team.say("dana", "status")
    assert "No conference is registered here." in await last(team, "dana")


async def test_an_order_becomes_one_headline_card_that_a_second_person_verifies(
    team: Team, order: str, start: dt.datetime
) -> None:
    await registered(team, order, start)
    headline = await card(team, "alex", "Settlement conference: Fri Jan 15, 2027, 10:00 am ET (Teams)")
    assert "Letter by Tue Jan 12" in headline
    assert "Demand by Thu Dec 31, 2026 (Fri Jan 1 is a holiday)" in headline
    assert "Dates not yet verified." in headline
    await team.press("dana", "Verify dates")
    assert "a second person needs to check them" in await seen(team, "dana")
    await alex_may_edit(team, start)
    await team.press("alex", "Verify dates")
    await team.step(start)
    headline = await card(team, "robin", "Settlement conference: Fri Jan 15")
    assert "Verified by Alex Chen" in headline
    assert (await seen(team, "robin")).count("Settlement conference: Fri Jan 15") == 1


@pytest.mark.parametrize("start", [moment("2023-12-07T10:00")])
async def test_dates_that_had_passed_when_the_order_was_signed_are_said_once(team: Team, sample: str) -> None:
    await team.invite("dana")
    await team.say("dana", sample)
    proposal = await last(team, "dana")
    assert "had already passed when the order was signed" in proposal
    assert "demand Wed Nov 29" in proposal
    assert "response Wed Dec 6 at the latest" in proposal


async def test_a_form_keeps_what_was_typed_and_says_what_is_wrong_beside_the_field(
    team: Team, start: dt.datetime
) -> None:
    await team.invite("dana")
    await team.step(start)
    await team.press("dana", "Register a conference")
    assert (await team.fill("dana", {"order": ""}))["order"]
    await team.fill("dana", {"order": "Lunch is at noon on Friday."})
    await team.press("dana", "Enter by hand")
    errors = await team.fill("dana", {"conference_at": "January 32, 2027, 10:00 am", "plaintiffs": "Avery Sample"})
    assert "couldn't read that as a date" in errors["conference_at"]
    assert team.form()["plaintiffs"] == "Avery Sample"


async def test_a_weekday_that_disagrees_is_asked_about(team: Team, order: str, start: dt.datetime) -> None:
    await registered(team, order, start)
    await team.press("dana", "More")
    await team.press("dana", "Edit")
    errors = await team.fill("dana", {"conference_at": "Friday, January 14, 2027, 10:00 am"})
    assert "January 14, 2027 is a Thursday" in errors["conference_at"]
    assert team.form()["conference_at"] == "Friday, January 14, 2027, 10:00 am"


async def test_a_second_order_in_the_same_channel_is_not_registered_silently(
    team: Team, order: str, start: dt.datetime
) -> None:
    await registered(team, order, start)
    await team.say("dana", order)
    assert "already tracks a conference" in await last(team, "dana")


# --- J3


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("what goes in the letter?", ["history of settlement negotiations", "(¶ 2)"]),
        ("when is our letter due?", ["January 12, 2027", "(¶ 2)"]),
        ("when do we file it on ECF?", ["not filed on ECF", "(¶ 2)"]),
        ("can our GC just be on call?", ["available by phone", "(¶ 4)"]),
        ("and if nobody shows?", ["may", "(¶ 4)"]),
        ("how do we get it moved?", ["does not say how to ask for an adjournment"]),
        ("what should we offer?", ["for counsel"]),
        ("must the insurer attend?", ["does not mention insurers", "(¶ 4)"]),
    ],
)
async def test_a_question_is_answered_from_this_order_with_the_paragraph(
    team: Team, order: str, start: dt.datetime, question: str, facts: list[str]
) -> None:
    await registered(team, order, start)
    await team.say("alex", question)
    answer = await last(team, "alex")
    assert [fact for fact in facts if fact not in answer] == []
    assert "2023" not in answer


async def test_without_a_conference_no_date_of_the_sample_is_given_as_the_channels(team: Team) -> None:
    await team.invite("dana")
    await team.say("dana", "when is our letter due?")
    assert "No conference is registered here" in await last(team, "dana")


async def test_a_figure_is_neither_repeated_nor_answered(team: Team, order: str, start: dt.datetime) -> None:
    await registered(team, order, start)
    await team.say("alex", "our bottom line is $250,000")
    answer = await last(team, "alex")
    assert "I don't keep settlement figures" in answer
    assert "250" not in answer


# --- J4


async def test_reminders_fall_on_court_days_at_nine_and_stop_when_marked(
    team: Team, order: str, start: dt.datetime
) -> None:
    await registered(team, order, start)
    await team.step(moment("2026-12-24T09:01"))
    assert "Demand: 7 days, Thu Dec 31" in await last(team, "alex")
    await team.press("dana", "Made on …")
    assert await team.fill("dana", {"made_on": "December 22, 2026"}) == {}
    await team.step(moment("2026-12-24T12:00"))
    assert "December 29" in await seen(team, "dana")
    before = len(await team.sees("alex"))
    await team.step(moment("2026-12-28T09:01"))
    since = "\n".join((await team.sees("alex"))[before:])
    assert "Response" in since
    assert "Demand:" not in since


async def test_a_reminder_can_be_put_off_but_never_past_its_day(team: Team, order: str, start: dt.datetime) -> None:
    await registered(team, order, start)
    await team.step(moment("2027-01-05T09:01"))
    await team.press("dana", "Remind me Thursday")
    before = len(await team.sees("alex"))
    await team.step(moment("2027-01-06T12:00"))
    assert "letter" not in "\n".join((await team.sees("alex"))[before:]).casefold()
    await team.step(moment("2027-01-12T09:01"))
    assert "Ex parte letter: today, Tue Jan 12" in await seen(team, "alex")


# --- J5


async def test_attendance_is_confirmed_changed_and_taken_back_on_one_card(
    team: Team, order: str, start: dt.datetime
) -> None:
    await registered(team, order, start)
    await team.press("alex", "Boreal Freight LLC")
    errors = await team.fill("alex", {"name": "TBD"} | {"mode": "attends", "known": "asked"})
    assert errors["name"]
    assert await team.fill("alex", PHONE) == {}
    await team.press("alex", "Yes")
    await team.step(start)
    board = await card(team, "dana", "Attendance, Fri Jan 15")
    assert "Bo Sample" in board
    assert "by phone" in board
    assert "1 of 2" in board
    await team.press("alex", "Boreal Freight LLC")
    assert await team.fill("alex", {"name": "Chris Sample", "mode": "attends"}) == {}
    await team.step(start)
    assert "Chris Sample" in await card(team, "dana", "Attendance, Fri Jan 15")
    await team.press("alex", "Undo")
    await team.step(start)
    assert "Bo Sample" in await card(team, "dana", "Attendance, Fri Jan 15")


async def test_opposing_counsels_press_changes_nothing(team: Team, order: str, start: dt.datetime) -> None:
    await team.invite("dana", SHARED)
    await team.say("dana", order, SHARED)
    await team.press("dana", "Confirm zone", SHARED)
    await team.press("dana", "Save and ask for a second check", SHARED)
    await team.step(start)
    await team.press("dana", "Allow status-only", PRIVATE)
    await team.step(start)
    assert "Settlement conference: Fri Jan 15" in await seen(team, "morgan", SHARED)
    assert "letter" not in (await seen(team, "morgan", SHARED)).split("Settlement conference:")[-1].casefold()
    await team.say("morgan", "what does their letter say?", SHARED)
    assert "belongs to the firm that registered the conference" in await seen(team, "morgan", SHARED)


# --- J6


async def test_a_moved_conference_keeps_names_and_asks_again(team: Team, order: str, start: dt.datetime) -> None:
    await registered(team, order, start)
    await team.press("dana", "Boreal Freight LLC")
    await team.fill("dana", PHONE)
    await team.press("dana", "More")
    await team.press("dana", "Adjourn")
    errors = await team.fill("dana", {"conference_at": "February 11, 2027, 10:00 am", "so_ordered": "ordered"})
    assert errors == {}
    await team.step(start)
    everything = await seen(team, "alex")
    assert "Adjourned to Thu Feb 11, 2027, 10:00 am ET" in everything
    assert "reconfirm" in await card(team, "alex", "Attendance, Thu Feb 11")
    await team.press("alex", "Still correct: Boreal Freight LLC")
    await team.step(start)
    assert "1 of 2" in await card(team, "dana", "Attendance, Thu Feb 11")


async def test_a_held_conference_is_closed_kept_and_then_deleted(team: Team, order: str, start: dt.datetime) -> None:
    await registered(team, order, start)
    await team.step(moment("2027-01-19T10:00"))
    await team.press("dana", "Held", PRIVATE)
    await team.step(moment("2027-01-19T10:01"))
    assert "Closed: held" in await seen(team, "alex")
    before = len(await team.sees("alex"))
    await team.step(moment("2027-02-25T10:00"))
    assert len(await team.sees("alex")) == before
    await team.say("dana", "status")
    assert "No conference is registered here." in await last(team, "dana")
