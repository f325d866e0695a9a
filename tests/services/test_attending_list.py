import csv
import io
from dataclasses import replace

import pytest

from bot.conversation.cards import Card, Copyable
from bot.conversation.replies import Reply
from bot.conversation.requests import (
    AddParty,
    CopyAttendance,
    NameAttendee,
    RemindOutstanding,
    RemoveParty,
    SaveParty,
    ShowAttendance,
    SnoozeItem,
    StartAdjourning,
)
from bot.domain.attendance import Side
from bot.domain.nudges import NudgeState
from bot.domain.people import Audience, Person
from bot.services import adjourning, attending, rolling
from tests.builders import ASSOCIATE, CHANNEL, OUTSIDER, PARTNER, REGISTRAR, moment
from tests.matter import Team, button, errors_of, labels, text_of

NOW = "2027-01-06T10:00"
NAMED = {"name": "=B. Sample", "title": "VP", "mode": "by_phone", "known": "Told by e-mail, January 6"}


@pytest.fixture
def team() -> Team:
    team = Team(attending.HANDLERS, rolling.HANDLERS, adjourning.HANDLERS)
    team.register()
    return team


def named(team: Team, party: int = 1, name: str = "B. Sample", **more: str) -> None:
    conference = team.active()
    form = team.do(NameAttendee(conference.id, 1, conference.rows[party].id), ASSOCIATE, NOW)
    team.fill(form, NAMED | {"name": name} | more, ASSOCIATE, NOW)


# --- showing


def test_the_list_says_who_is_named_and_who_is_outstanding(team: Team) -> None:
    named(team)
    shown = text_of(team.do(ShowAttendance(), PARTNER, NOW))
    assert "1 of 2 parties confirmed." in shown
    assert "Plaintiff A: not named." in shown
    assert "Defendant B: B. Sample, VP, available by phone. Confirmed by Associate, Wed Jan 6." in shown


def test_in_a_shared_channel_the_list_shows_states_and_no_names(team: Team) -> None:
    named(team)
    shown = text_of(team.do(ShowAttendance(), PARTNER, NOW, audience=Audience.SHARED))
    assert "Defendant B: confirmed." in shown
    assert "Sample" not in shown


def test_in_a_private_conversation_the_list_shows_names(team: Team) -> None:
    named(team)
    request = ShowAttendance(team.active().id)
    assert "B. Sample" in text_of(team.do(request, PARTNER, NOW, audience=Audience.UNKNOWN, direct=True))


def test_someone_of_another_organisation_sees_nothing_before_the_firm_agrees(team: Team) -> None:
    reply = text_of(team.do(ShowAttendance(), OUTSIDER, NOW, audience=Audience.SHARED))
    assert "Plaintiff A" not in reply


def test_without_a_conference_there_is_nothing_to_show() -> None:
    assert "No conference is registered here" in text_of(Team(rolling.HANDLERS).do(ShowAttendance()))


# --- copying


def test_the_list_is_copied_as_text_and_as_a_table(team: Team) -> None:
    named(team, counsel="Dana Hall, Esq., Chris Poole")
    reply = team.do(CopyAttendance(team.active().id), PARTNER, NOW)
    assert isinstance(reply.content, Card)
    (text,) = [each.text for each in reply.content.elements if isinstance(each, Copyable)]
    assert "Defendant B: B. Sample, VP, available by phone" in text
    assert "Counsel: Dana Hall Esq., Chris Poole" in text
    (file,) = reply.attachments
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert [each["State"] for each in rows] == ["not named", "confirmed"]
    assert rows[1]["How known"] == "Told by e-mail, January 6"


def in_table(team: Team) -> list[dict[str, str]]:
    (file,) = team.do(CopyAttendance(team.active().id), PARTNER, NOW).attachments
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("begins", ["=", "+", "-", "@"])
def test_no_cell_of_the_table_is_a_formula_and_what_was_typed_is_kept(team: Team, begins: str) -> None:
    typed = f"{begins}HYPERLINK(A1)"
    named(team, title=typed, counsel=typed, others=typed)
    defendant = in_table(team)[1]
    assert [defendant[each] for each in ("Title", "Counsel attending", "Others attending")] == [f"'{typed}"] * 3
    row = team.active().rows[1]
    assert (row.counsel, row.others) == ((typed,), typed)


def test_after_a_move_the_table_still_says_who_recorded_the_person(team: Team) -> None:
    named(team)
    form = team.do(StartAdjourning(team.active().id, 1), REGISTRAR, "2027-01-07T10:00")
    order = {"so_ordered": "ordered", "conference_at": "Thursday, February 11, 2027, 10:00 am", "letter_due": ""}
    team.fill(form, order, REGISTRAR, "2027-01-07T10:00")
    defendant = in_table(team)[1]
    assert (defendant["State"], defendant["Recorded by"], defendant["Recorded on"]) == (
        "to reconfirm",
        ASSOCIATE.name,
        "2027-01-06",
    )


# --- reminding


def test_those_who_owe_an_answer_are_reminded_privately(team: Team) -> None:
    reply = text_of(team.do(RemindOutstanding(team.active().id), ASSOCIATE, NOW))
    assert "2 parties still open. Reminded Paralegal privately." in reply
    (told,) = team.told(REGISTRAR)
    assert "Plaintiff A is still open." in told
    assert "[Name the person: Plaintiff A] [Not our side: Plaintiff A] [Remind me Monday: Plaintiff A]" in told


def test_whoever_follows_up_is_the_one_reminded(team: Team) -> None:
    conference = team.active()
    form = team.do(NameAttendee(conference.id, 1, conference.rows[0].id), ASSOCIATE, NOW)
    team.fill(form, {"mode": "not_named", "who": "me", "by": "January 8, 2027"}, ASSOCIATE, NOW)
    named(team)
    team.do(RemindOutstanding(conference.id), PARTNER, NOW)
    assert len(team.told(ASSOCIATE)) == 1


def test_whoever_asks_for_the_reminder_sees_their_own_at_once(team: Team) -> None:
    reply = team.do(RemindOutstanding(team.active().id), REGISTRAR, NOW)
    assert "Yours:" in text_of(reply)
    assert team.told(REGISTRAR) == []
    snooze = next(each.request for each in reply.content.buttons if each.label.startswith("Remind me Monday"))  # type: ignore[union-attr]  # a card
    assert isinstance(snooze, SnoozeItem)


def test_a_person_to_reconfirm_can_be_confirmed_from_the_reminder(team: Team) -> None:
    named(team)
    form = team.do(StartAdjourning(team.active().id, 1), REGISTRAR, NOW)
    order = {"so_ordered": "ordered", "conference_at": "Thursday, February 11, 2027, 10:00 am", "letter_due": ""}
    team.fill(form, order, REGISTRAR, NOW)
    reply = team.do(RemindOutstanding(team.active().id), REGISTRAR, NOW)
    team.press(reply, "Still correct: Defendant B", REGISTRAR, NOW)
    assert not team.active().rows[1].outstanding


def test_whoever_had_a_reminder_this_hour_is_not_reminded_again(team: Team) -> None:
    conference = team.active()
    with team.store.begin() as uow:
        mine = [each for each in uow.nudges.of(conference.id) if each.item.startswith("attendance:")]
        uow.nudges.save(*(replace(each, state=NudgeState.SENT, due_at=moment("2027-01-06T09:00")) for each in mine))
        uow.commit()
    reply = text_of(team.do(RemindOutstanding(conference.id), ASSOCIATE, NOW))
    assert "Paralegal had a reminder less than four hours ago." in reply
    assert team.told(REGISTRAR) == []


def test_a_reminder_by_hand_stands_for_the_one_planned_within_four_hours(team: Team) -> None:
    conference = team.active()
    team.do(RemindOutstanding(conference.id), ASSOCIATE, "2027-01-08T08:59")
    with team.store.begin() as uow:
        planned = [each for each in uow.nudges.of(conference.id) if each.item.startswith("attendance:")]
    at_nine = [each for each in planned if each.due_at == moment("2027-01-08T09:00")]
    assert at_nine
    assert {each.state for each in at_nine} == {NudgeState.SKIPPED}
    assert NudgeState.SCHEDULED in {each.state for each in planned}


@pytest.mark.parametrize(("again", "sent"), [("2027-01-06T13:59", 1), ("2027-01-06T14:00", 2)])
def test_a_reminder_goes_out_at_most_once_in_four_hours(team: Team, again: str, sent: int) -> None:
    team.do(RemindOutstanding(team.active().id), ASSOCIATE, NOW)
    reply = text_of(team.do(RemindOutstanding(team.active().id), PARTNER, again))
    with team.store.begin() as uow:
        actions = [each.action for each in uow.audit.of(uow.conferences.all()[0].home)]
    assert actions.count("attendance_reminded") == sent
    assert ("next reminder can go out at 2:00 pm ET" in reply) == (sent == 1)


def test_with_everyone_confirmed_nobody_is_reminded(team: Team) -> None:
    named(team, 0)
    named(team, 1)
    assert "nobody to remind" in text_of(team.do(RemindOutstanding(team.active().id), ASSOCIATE, NOW))
    assert team.told(REGISTRAR) == []


# --- further rows


def test_an_insurer_gets_a_row_of_its_own(team: Team) -> None:
    form = team.do(AddParty(team.active().id), ASSOCIATE, NOW)
    added = team.fill(form, {"party": "Northbridge Insurance Co.", "side": "insurer"}, ASSOCIATE, NOW)
    last = team.active().rows[-1]
    assert (last.party, last.side, last.entity) == ("Northbridge Insurance Co.", Side.INSURER, True)
    assert "Northbridge Insurance Co." in labels(added)
    assert "0 of 3" in text_of(team.do(ShowAttendance(), now=NOW))


def take_off(team: Team, index: int, person: Person = ASSOCIATE) -> Reply:
    conference = team.active()
    return team.do(RemoveParty(conference.id, conference.revision, conference.rows[index].id), person, NOW)


def test_a_party_taken_off_is_gone_from_the_list_the_count_and_the_reminders(team: Team) -> None:
    named(team)
    gone = f"attendance:{team.active().rows[0].id}"
    assert "Plaintiff A is off the attendance list. 1 of 1 party confirmed." in text_of(take_off(team, 0))
    shown = text_of(team.do(ShowAttendance(), now=NOW))
    assert "1 of 1 party confirmed." in shown
    assert "Plaintiff A" not in shown
    conference = team.active().id
    with team.store.begin() as uow:
        nudges = uow.nudges.of(conference)
    assert NudgeState.SCHEDULED not in {each.state for each in nudges if each.item == gone}
    assert any(each.item == gone for each in nudges)
    assert "Plaintiff A was taken off the attendance list by Associate." in team.thread()[-1]


def test_what_was_recorded_of_it_stays_in_the_history_and_its_confirmer_hears_of_it(team: Team) -> None:
    named(team)
    take_off(team, 1, PARTNER)
    with team.store.begin() as uow:
        entry = uow.audit.of(CHANNEL)[-1]
    assert (entry.action, entry.person, entry.before["name"]) == ("party_removed", PARTNER.id, "B. Sample")
    (told,) = team.told(ASSOCIATE)
    assert "took Defendant B off the attendance list." in told


def test_the_button_on_a_rows_reply_asks_first_and_says_what_goes(team: Team) -> None:
    conference = team.active()
    form = team.do(NameAttendee(conference.id, 1, conference.rows[1].id), ASSOCIATE, NOW)
    asked = button(team.fill(form, NAMED | {"name": "B. Sample"}, ASSOCIATE, NOW), "Take off the list")
    assert asked.confirm is not None
    assert asked.confirm.title == "Take Defendant B off the list?"
    assert "B. Sample was named" in asked.confirm.text


def test_a_party_added_again_is_a_new_row_that_old_buttons_do_not_reach(team: Team) -> None:
    insurer = {"party": "Northbridge Insurance Co.", "side": "insurer"}
    for _ in range(2):
        added = team.do(SaveParty(conference=team.active().id, values=insurer), ASSOCIATE, NOW)
        removing = button(added, "Take off the list").request
        first = team.active().rows[-1].id
        team.do(removing, ASSOCIATE, NOW)
    assert "not on the attendance list any more" in text_of(team.do(removing, ASSOCIATE, NOW))
    team.do(SaveParty(conference=team.active().id, values=insurer), ASSOCIATE, NOW)
    assert team.active().rows[-1].id not in (first, "x1")


def test_people_of_another_organisation_take_nothing_off(team: Team) -> None:
    take_off(team, 0, OUTSIDER)
    assert len(team.active().rows) == 2


def test_a_button_of_an_earlier_setting_takes_nothing_off(team: Team) -> None:
    conference = team.active()
    reply = team.do(RemoveParty(conference.id, 0, conference.rows[0].id), ASSOCIATE, NOW)
    assert "Nothing was changed" in text_of(reply)
    assert len(team.active().rows) == 2


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"party": "", "side": "insurer"}, {"party"}),
        ({"party": "Defendant b", "side": "defendant"}, {"party"}),
        ({"party": "Acme Corp.", "side": ""}, {"side"}),
        ({"party": "x" * 301, "side": "other"}, {"party"}),
        ({"party": "Offered $50,000", "side": "other"}, {"party"}),
    ],
)
def test_a_row_needs_a_new_name_and_a_side(team: Team, values: dict[str, str], fields: set[str]) -> None:
    reply = team.do(SaveParty(conference=team.active().id, values=values), ASSOCIATE, NOW)
    assert set(errors_of(reply)) == fields
    assert len(team.active().rows) == 2
