import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.conversation.cards import Card, Quote
from bot.conversation.forms import ChoiceField, Form
from bot.conversation.replies import Reply
from bot.conversation.requests import (
    CloseConference,
    NameAttendee,
    PartyNotOurs,
    SaveAttendee,
    StartAdjourning,
    StillCorrect,
    UndoAttendance,
    WithdrawAttendee,
)
from bot.domain.attendance import AttendanceState, Mode, Row
from bot.domain.order import Provision, Source
from bot.domain.people import Audience, Person
from bot.services import adjourning, attending, auditing, closing, rolling
from tests.builders import ASSOCIATE, CHANNEL, OUTSIDER, PARTNER, REGISTRAR, moment
from tests.matter import Team, errors_of, labels, text_of

NOW = "2027-01-06T10:00"
NAMED = {"name": "B. Sample", "title": "VP", "mode": "by_phone", "known": "Told by e-mail, January 6"}
OTHER = {"name": "C. Sample", "title": "President", "mode": "attends", "known": "Told by telephone"}


@pytest.fixture
def team() -> Team:
    team = Team(attending.HANDLERS, rolling.HANDLERS, adjourning.HANDLERS, closing.HANDLERS, auditing.HANDLERS)
    team.register()
    return team


def row(team: Team, party: str = "Defendant B") -> Row:
    return next(each for each in team.active().rows if each.party == party)


def opened(team: Team, person: Person = ASSOCIATE, party: str = "Defendant B", now: str = NOW) -> Reply:
    conference = team.active()
    return team.do(NameAttendee(conference.id, conference.revision, row(team, party).id), person, now)


def named(
    team: Team,
    values: Mapping[str, str] = NAMED,
    person: Person = ASSOCIATE,
    party: str = "Defendant B",
    now: str = NOW,
) -> Reply:
    return team.fill(opened(team, person, party, now), values, person, now)


def form_of(reply: Reply) -> Form:
    assert isinstance(reply.content, Form), reply.content
    return reply.content


def fields_of(reply: Reply) -> dict[str, str]:
    return {each.name: getattr(each, "value", "") for each in form_of(reply).fields}


def moved(team: Team) -> None:
    conference = team.active()
    form = team.do(StartAdjourning(conference.id, conference.revision), now=NOW)
    new = {"so_ordered": "ordered", "conference_at": "February 11, 2027, 10:00 am", "letter_due": ""}
    team.fill(form, new, now=NOW)
    assert team.active().revision == conference.revision + 1


# --- the form


def test_the_form_quotes_the_orders_own_words_on_authority(team: Team) -> None:
    intro = form_of(opened(team)).intro
    assert any(isinstance(each, Quote) and "ultimate settlement authority" in each.words for each in intro)


def test_the_form_has_no_field_for_a_telephone_number_or_an_amount(team: Team) -> None:
    names = {each.name for each in form_of(opened(team)).fields}
    assert names == {"name", "mode", "title", "relation", "known", "counsel", "others", "who", "by"}


def test_attending_and_being_available_by_phone_stand_side_by_side(team: Team) -> None:
    modes = next(each for each in form_of(opened(team)).fields if each.name == "mode")
    assert isinstance(modes, ChoiceField)
    assert [each.label for each in modes.choices] == ["Attends", "Available by phone", "Not named yet"]


def test_naming_a_person_confirms_the_party(team: Team) -> None:
    reply = named(team)
    attendee = row(team).attendee
    assert attendee is not None
    assert (attendee.name, attendee.mode, row(team).state) == ("B. Sample", Mode.BY_PHONE, AttendanceState.CONFIRMED)
    assert "Defendant B: B. Sample, VP, available by phone. Confirmed by Associate." in text_of(reply)


def test_a_person_named_to_be_called_raises_the_question_of_their_number(team: Team) -> None:
    reply = named(team)
    assert "The number itself is not kept here." in text_of(reply)
    team.press(reply, "Yes", ASSOCIATE, NOW)
    attendee = row(team).attendee
    assert attendee is not None
    assert attendee.phone_on_file is True


def test_a_rule_of_its_own_on_the_telephone_is_shown_to_whoever_names_a_person_by_phone(team: Team) -> None:
    rule = "Requests to attend by telephone must be made in writing at least fourteen days before the conference."
    assert "The order says of taking part by phone" not in text_of(named(team))
    conference = team.active()
    said = MappingProxyType({**conference.order.provisions, Provision.BY_PHONE: (Source(rule, "4"),)})
    with team.store.begin() as uow:
        uow.conferences.save(replace(conference, order=replace(conference.order, provisions=said)))
        uow.commit()
    assert f"“{rule}” (¶ 4)" in text_of(named(team, NAMED | {"name": "C. Sample"}))
    assert rule not in text_of(named(team, OTHER))


def test_a_person_who_attends_is_not_asked_for_a_number(team: Team) -> None:
    assert "Not yet" not in labels(named(team, OTHER))


def test_a_placeholder_is_questioned_beside_the_field_and_everything_typed_is_kept(team: Team) -> None:
    reply = named(team, NAMED | {"name": "TBD"})
    assert "Not named yet" in errors_of(reply)["name"]
    assert fields_of(reply)["name"] == "TBD"
    assert fields_of(reply)["known"] == NAMED["known"]
    assert row(team).state is AttendanceState.NOT_NAMED


def test_a_questioned_name_is_kept_with_a_reason(team: Team) -> None:
    asked = named(team, NAMED | {"name": "General Counsel"})
    assert "override" in fields_of(asked)
    team.fill(asked, {"override": "That is her legal name"}, ASSOCIATE, NOW)
    attendee = row(team).attendee
    assert attendee is not None
    assert attendee.override == "That is her legal name"


def test_counsel_named_as_the_person_is_asked_about(team: Team) -> None:
    asked = named(team, NAMED | {"counsel": "Bea Sample, Esq., Dana Hall"})
    assert "You've named counsel" in errors_of(asked)["name"]
    assert row(team).attendee is None
    team.fill(asked, {"counsel_confirmed": "yes"}, ASSOCIATE, NOW)
    attendee = row(team).attendee
    assert attendee is not None
    assert attendee.counsel_confirmed is not None
    assert attendee.counsel_confirmed.person == ASSOCIATE.id


def test_counsel_without_authority_asks_for_somebody_else(team: Team) -> None:
    asked = named(team, NAMED | {"counsel": "B. Sample"})
    again = team.fill(asked, {"counsel_confirmed": "no"}, ASSOCIATE, NOW)
    assert "other than its counsel" in errors_of(again)["name"]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("known", "", "how this is known"),
        ("mode", "", "Choose"),
        ("title", "VP, 914-555-0123", "telephone numbers"),
        ("known", "Has authority up to $50,000", "settlement figures"),
        ("others", "x" * 1001, "longer"),
    ],
)
def test_each_fault_stands_beside_its_field(team: Team, field: str, typed: str, said: str) -> None:
    assert said in errors_of(named(team, NAMED | {field: typed}))[field]


def test_a_figure_is_not_put_back_into_the_form(team: Team) -> None:
    reply = named(team, NAMED | {"known": "Has authority up to $50,000"})
    assert "50,000" not in str(form_of(reply).fields)


def test_not_named_yet_needs_somebody_who_follows_up_and_a_day(team: Team) -> None:
    reply = named(team, {"mode": "not_named"})
    assert set(errors_of(reply)) == {"who", "by"}


@pytest.mark.parametrize("day", ["January 5, 2027", "January 16, 2027", "soon"])
def test_a_follow_up_is_due_between_today_and_the_conference(team: Team, day: str) -> None:
    assert "by" in errors_of(named(team, {"mode": "not_named", "who": "me", "by": day}))


def test_the_day_to_follow_up_by_asks_for_no_hour(team: Team) -> None:
    error = errors_of(named(team, {"mode": "not_named", "who": "me", "by": "soon"}))["by"]
    assert error == "I couldn't read that as a date. Please use a form like January 15, 2027."


def test_a_day_to_follow_up_by_without_its_year_is_the_one_to_come(team: Team) -> None:
    named(team, {"mode": "not_named", "who": "me", "by": "Jan 8"})
    follow_up = row(team).follow_up
    assert follow_up is not None
    assert follow_up.by == dt.date(2027, 1, 8)


def test_not_named_yet_is_owed_by_whoever_follows_up(team: Team) -> None:
    team.do(NameAttendee(team.active().id, 1, row(team).id), PARTNER, NOW)
    named(team, {"mode": "not_named", "who": "Partner", "by": "Friday, January 8, 2027"})
    assert row(team).follow_up is not None
    owner = row(team).owner
    assert owner is not None
    assert owner.person == PARTNER.id


# --- changing


def test_the_first_naming_says_nothing_in_the_thread(team: Team) -> None:
    named(team)
    assert team.thread() == []


def test_another_person_or_mode_adds_one_line_to_the_thread(team: Team) -> None:
    named(team)
    named(team, OTHER, now="2027-01-12T09:00")
    (line,) = team.thread()
    assert "Defendant B: now C. Sample, attending (was B. Sample, by phone). Changed by Associate." in line


def test_another_title_adds_no_line(team: Team) -> None:
    named(team)
    named(team, NAMED | {"title": "Vice President"})
    assert team.thread() == []
    assert len(row(team).history) == 2


def test_whoever_confirmed_it_hears_privately_that_somebody_else_changed_it(team: Team) -> None:
    named(team, person=ASSOCIATE)
    named(team, OTHER, REGISTRAR)
    (told,) = team.told(ASSOCIATE)
    assert "Paralegal changed your entry for Defendant B." in told


def test_nobody_is_told_of_their_own_act(team: Team) -> None:
    named(team)
    named(team, OTHER)
    assert team.told(ASSOCIATE) == []


def test_a_double_press_is_one_change(team: Team) -> None:
    form = opened(team)
    first = team.fill(form, NAMED, ASSOCIATE, NOW)
    second = team.fill(form, NAMED, ASSOCIATE, NOW)
    assert text_of(first) == text_of(second)
    assert len(row(team).history) == 1


def test_a_double_press_about_counsel_is_one_change(team: Team) -> None:
    asked = named(team, NAMED | {"counsel": "B. Sample"})
    team.fill(asked, {"counsel_confirmed": "yes"}, ASSOCIATE, NOW)
    team.fill(asked, {"counsel_confirmed": "yes"}, ASSOCIATE, "2027-01-06T10:01")
    assert len(row(team).history) == 1


def test_whoever_is_second_is_told_what_happened_and_keeps_what_they_typed(team: Team) -> None:
    theirs = opened(team, PARTNER)
    named(team)
    reply = team.fill(theirs, OTHER, PARTNER, "2027-01-06T10:02")
    intro = form_of(reply).intro[0]
    assert "Associate changed this at 10:00 am: now B. Sample, VP, available by phone." in str(intro)
    assert fields_of(reply)["name"] == "C. Sample"
    assert len(row(team).history) == 1


def test_saving_again_after_being_told_replaces_the_other_entry(team: Team) -> None:
    theirs = opened(team, PARTNER)
    named(team)
    told = team.fill(theirs, OTHER, PARTNER, NOW)
    team.fill(told, {}, PARTNER, NOW)
    attendee = row(team).attendee
    assert attendee is not None
    assert attendee.name == "C. Sample"


def test_withdrawing_leaves_the_party_open_and_its_history_whole(team: Team) -> None:
    team.press(named(team), "Will not come after all", ASSOCIATE, NOW)
    assert row(team).state is AttendanceState.WITHDRAWN
    assert [each.after for each in row(team).history] == [AttendanceState.CONFIRMED, AttendanceState.WITHDRAWN]
    assert "nobody named now (was B. Sample, by phone)" in team.thread()[0]


def test_the_form_offers_withdrawing_once_somebody_is_named(team: Team) -> None:
    named(team)
    named(team, {"mode": "withdrawn"})
    assert row(team).state is AttendanceState.WITHDRAWN


# --- undoing


def test_a_change_is_taken_back_within_ten_minutes(team: Team) -> None:
    named(team)
    changed = named(team, OTHER, now="2027-01-12T09:00")
    team.press(changed, "Undo", ASSOCIATE, "2027-01-12T09:09")
    attendee, stamp = row(team).attendee, row(team).stamp
    assert attendee is not None
    assert stamp is not None
    assert attendee.name == "B. Sample"
    assert stamp.at == moment(NOW)
    assert "Change taken back by Associate." in team.thread()[-1]


def test_after_ten_minutes_a_change_stays(team: Team) -> None:
    changed = named(team)
    reply = team.press(changed, "Undo", ASSOCIATE, "2027-01-06T10:11")
    assert "ten minutes" in text_of(reply)
    assert row(team).state is AttendanceState.CONFIRMED


def test_undoing_twice_undoes_once(team: Team) -> None:
    changed = named(team)
    team.press(changed, "Undo", ASSOCIATE, NOW)
    again = team.press(changed, "Undo", ASSOCIATE, NOW)
    assert "taken back already" in text_of(again)
    assert len(row(team).history) == 2


def test_a_change_that_was_changed_since_is_not_taken_back(team: Team) -> None:
    first = named(team)
    named(team, OTHER, PARTNER)
    reply = team.press(first, "Undo", ASSOCIATE, NOW)
    assert "changed again since, by Partner" in text_of(reply)


# --- a move


def test_after_a_move_names_are_kept_and_asked_again(team: Team) -> None:
    named(team)
    moved(team)
    assert row(team).state is AttendanceState.TO_RECONFIRM
    reply = team.do(StillCorrect(team.active().id, 2, row(team).id), PARTNER, NOW)
    assert "Confirmed by Partner" in text_of(reply)
    assert row(team).state is AttendanceState.CONFIRMED
    assert team.told(ASSOCIATE) == []


def test_still_correct_pressed_twice_is_one_confirmation(team: Team) -> None:
    named(team)
    moved(team)
    request = StillCorrect(team.active().id, 2, row(team).id)
    team.do(request, PARTNER, NOW)
    assert "Already confirmed by Partner" in text_of(team.do(request, ASSOCIATE, NOW))


@pytest.mark.parametrize("request_type", [NameAttendee, WithdrawAttendee, StillCorrect])
def test_a_button_of_the_earlier_setting_explains_itself(team: Team, request_type: type) -> None:
    named(team)
    moved(team)
    reply = team.do(request_type(team.active().id, 1, row(team).id), ASSOCIATE, NOW)
    assert "This belongs to the January 15 setting, which was moved. Nothing was changed." in text_of(reply)
    assert labels(reply) == ["Go to current"]


def test_a_form_of_the_earlier_setting_changes_nothing(team: Team) -> None:
    form = opened(team)
    moved(team)
    assert "January 15 setting" in text_of(team.fill(form, NAMED, ASSOCIATE, NOW))
    assert row(team).history == ()


def test_a_move_is_not_taken_back_through_attendance(team: Team) -> None:
    named(team)
    moved(team)
    change = row(team).history[-1]
    team.do(UndoAttendance(team.active().id, row(team).id, change.id), ASSOCIATE, NOW)
    assert row(team).state is AttendanceState.TO_RECONFIRM


# --- who may


def test_someone_of_another_organisation_changes_nothing_and_hears_why(team: Team) -> None:
    conference = team.active()
    request = SaveAttendee(conference=conference.id, revision=1, party=row(team).id, values=NAMED)
    reply = team.do(request, OUTSIDER, NOW, audience=Audience.SHARED)
    assert "firm that registered the conference" in text_of(reply)
    assert row(team).history == ()


def test_the_audit_keeps_who_changed_what_without_free_text(team: Team) -> None:
    named(team)
    with team.store.begin() as uow:
        entry = uow.audit.of(CHANNEL)[-1]
    assert (entry.action, entry.person) == ("attendance_named", ASSOCIATE.id)
    assert entry.after["name"] == "B. Sample"
    assert NAMED["known"] not in str(entry)
    assert NAMED["title"] not in entry.after.values()


def test_a_closed_conference_keeps_its_attendance(team: Team) -> None:
    form = opened(team)
    conference = team.active()
    team.do(CloseConference(conference.id, 1, "settled"), now=NOW)
    reply = team.fill(form, NAMED, ASSOCIATE, NOW)
    assert "closed (settled)" in text_of(reply)


def test_every_press_on_attendance_gets_an_answer(team: Team) -> None:
    conference, party = team.active(), row(team).id
    for revision in (0, 1, 2):
        for request_type in (NameAttendee, WithdrawAttendee, StillCorrect):
            reply = team.do(request_type(conference.id, revision, party), ASSOCIATE, NOW)
            assert isinstance(reply.content, Card | Form)


def test_what_a_party_is_left_to_others_stops_private_reminders(team: Team) -> None:
    conference = team.active()
    team.do(PartyNotOurs(conference.id, 1, row(team).id), ASSOCIATE, NOW)
    assert row(team).not_ours
    with team.store.begin() as uow:
        open_now = [each for each in uow.nudges.of(conference.id) if each.state.value == "scheduled"]
    assert not [each for each in open_now if each.item.endswith(row(team).id)]


def test_a_change_is_a_few_minutes_old_in_court_time(team: Team) -> None:
    named(team, now="2027-01-06T15:30+00:00")
    stamp = row(team).stamp
    assert stamp is not None
    assert stamp.at == dt.datetime(2027, 1, 6, 15, 30, tzinfo=dt.UTC)
