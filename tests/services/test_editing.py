import datetime as dt
from dataclasses import replace

import pytest

from bot.conversation.cards import Card
from bot.conversation.forms import Form
from bot.conversation.requests import EditConference, VerifyDates
from bot.domain.attendance import AttendanceState, Attendee, Mode
from bot.domain.order import NamedDay
from bot.domain.people import Role
from tests.builders import ASSOCIATE, PARTNER, REGISTRAR
from tests.matter import Team, errors_of, labels, text_of


@pytest.fixture
def team() -> Team:
    made = Team()
    made.register()
    made.give(ASSOCIATE, Role.EDITOR)
    return made


def verify(team: Team) -> None:
    conference = team.active()
    team.do(VerifyDates(conference.id, conference.revision), ASSOCIATE)


def edit(team: Team, **values: str) -> Card | Form | None:
    return team.fill(team.do(EditConference(team.active().id)), values).content


def name_someone(team: Team) -> None:
    conference = team.active()
    person = Attendee("B. Sample", "VP", Mode.ATTENDS, "told by the client")
    row = replace(conference.rows[0], state=AttendanceState.CONFIRMED, attendee=person, stamp=conference.entered)
    with team.store.begin() as uow:
        uow.conferences.save(replace(conference, rows=(row, *conference.rows[1:])))
        uow.commit()


# --- verifying


def test_the_person_who_entered_the_dates_cannot_verify_them(team: Team) -> None:
    conference = team.active()
    reply = team.do(VerifyDates(conference.id, conference.revision))
    assert text_of(reply) == "You entered these dates, so a second person needs to check them. Associate can."
    assert team.active().verified is None


def test_a_card_that_shows_a_date_changed_since_verifies_nothing(team: Team) -> None:
    shown = team.active()
    edit(team, letter_due="January 11, 2027")
    reply = team.do(VerifyDates(shown.id, shown.revision, shown.dates_mark), ASSOCIATE)
    assert "A date was changed since that card was shown." in text_of(reply)
    assert team.active().verified is None


def test_a_second_person_verifies_and_the_channel_hears_of_it(team: Team) -> None:
    verify(team)
    verified = team.active().verified
    assert verified is not None
    assert verified.person == ASSOCIATE.id
    assert "Dates verified against the order." in team.thread()
    assert team.audited()[-1] == "verified"


def test_verifying_twice_is_verifying_once(team: Team) -> None:
    verify(team)
    conference = team.active()
    again = team.do(VerifyDates(conference.id, conference.revision), ASSOCIATE)
    assert "already verified by Associate" in text_of(again)
    assert team.active() == conference


def test_a_member_cannot_verify(team: Team) -> None:
    conference = team.active()
    reply = team.do(VerifyDates(conference.id, conference.revision), PARTNER)
    assert "Verifying the dates is for the registrar, editors and administrators" in text_of(reply)


def test_a_button_of_an_earlier_setting_verifies_nothing(team: Team) -> None:
    conference = team.active()
    edit(team, conference_at="February 11, 2027, 10:00 am")
    reply = team.do(VerifyDates(conference.id, conference.revision), ASSOCIATE)
    assert "This belongs to the January 15 setting, which was moved." in text_of(reply)
    assert labels(reply) == ["Go to current"]
    assert team.active().verified is None


def test_whoever_changed_a_date_cannot_be_the_second_person(team: Team) -> None:
    team.fill(team.do(EditConference(team.active().id), ASSOCIATE), {"letter_due": "January 11, 2027"}, ASSOCIATE)
    conference = team.active()
    reply = team.do(VerifyDates(conference.id, conference.revision), ASSOCIATE)
    assert "a second person needs to check" in text_of(reply)


# --- editing


def test_old_stands_beside_new_and_who_changed_it_is_kept(team: Team) -> None:
    shown = edit(team, letter_due="January 11, 2027")
    assert isinstance(shown, Card)
    assert "was Tuesday, January 12, 2027 (no hour stated); now Monday, January 11, 2027 (no hour" in shown.text
    conference = team.active()
    assert conference.order.letter_due == NamedDay(dt.date(2027, 1, 11))
    assert conference.edits["letter_due"].person == REGISTRAR.id
    assert "letter_due" not in conference.order.sources


def test_changing_a_verified_date_undoes_the_verification(team: Team) -> None:
    verify(team)
    shown = edit(team, letter_due="January 11, 2027")
    assert isinstance(shown, Card)
    assert "second check again" in shown.text
    assert team.active().verified is None


def test_changing_what_is_no_date_keeps_the_verification(team: Team) -> None:
    verify(team)
    edit(team, judge="Another Judge")
    assert team.active().verified is not None


def test_another_day_outdates_buttons_and_asks_each_name_again(team: Team) -> None:
    name_someone(team)
    edit(team, conference_at="January 20, 2027, 10:00 am")
    conference = team.active()
    assert conference.revision == 2
    assert conference.rows[0].state is AttendanceState.TO_RECONFIRM
    assert conference.rows[0].attendee is not None


def test_a_date_that_changes_is_said_in_one_line_and_other_fields_are_not(team: Team) -> None:
    edit(team, judge="Another Judge")
    assert team.thread() == []
    edit(team, letter_due="January 11, 2027")
    (line,) = team.thread()
    before, after = "Tuesday, January 12, 2027 (no hour stated)", "Monday, January 11, 2027 (no hour stated)"
    assert line.startswith(f"Letter due: was {before}, now {after}.")
    assert line.endswith("Changed by Paralegal.")


def test_saving_without_a_change_changes_nothing(team: Team) -> None:
    before = team.active()
    shown = edit(team)
    assert isinstance(shown, Card)
    assert shown.text == "Nothing was changed."
    assert team.active() == before


def test_a_form_overtaken_by_someone_else_keeps_what_was_typed_and_names_them(team: Team) -> None:
    opened = team.do(EditConference(team.active().id))
    other = team.do(EditConference(team.active().id), ASSOCIATE)
    team.fill(other, {"judge": "Another Judge"}, ASSOCIATE)
    again = team.fill(opened, {"judge": "A Third Judge"})
    assert team.active().order.judge == "Another Judge"
    assert isinstance(again.content, Form)
    intro = Card("", again.content.intro).text
    assert "Associate changed this conference while the form was open" in intro
    assert "Judge: Another Judge" in intro
    assert {each.name: getattr(each, "value", "") for each in again.content.fields}["judge"] == "A Third Judge"
    team.fill(again, {})
    assert team.active().order.judge == "A Third Judge"


def test_two_people_who_correct_different_fields_at_once_are_both_kept(team: Team) -> None:
    opened = team.do(EditConference(team.active().id))
    other = team.do(EditConference(team.active().id), ASSOCIATE)
    team.fill(other, {"letter_due": "January 11, 2027", "docket": "7:26-cv-09999"}, ASSOCIATE)
    saved = team.fill(opened, {"judge": "A Third Judge"}).content
    assert isinstance(saved, Card)
    assert "Changed while the form was open, and kept:" in saved.text
    assert "Docket: 7:26-cv-09999" in saved.text
    order = team.active().order
    assert (order.judge, order.docket) == ("A Third Judge", "7:26-cv-09999")
    assert order.letter_due == NamedDay(dt.date(2027, 1, 11))


def test_a_form_overtaken_in_one_field_gives_back_no_other_field_as_it_was_before(team: Team) -> None:
    opened = team.do(EditConference(team.active().id))
    other = team.do(EditConference(team.active().id), ASSOCIATE)
    team.fill(other, {"judge": "Another Judge", "docket": "7:26-cv-09999"}, ASSOCIATE)
    team.fill(team.fill(opened, {"judge": "A Third Judge"}), {})
    order = team.active().order
    assert (order.judge, order.docket) == ("A Third Judge", "7:26-cv-09999")


def test_a_correction_that_does_not_fit_what_another_corrected_is_shown_to_the_person(team: Team) -> None:
    opened = team.do(EditConference(team.active().id))
    other = team.do(EditConference(team.active().id), ASSOCIATE)
    team.fill(other, {"letter_due": "January 14, 2027"}, ASSOCIATE)
    again = team.fill(opened, {"conference_at": "January 13, 2027, 10:00 am"})
    assert isinstance(again.content, Form)
    assert team.active().order.conference_at == dt.datetime.fromisoformat("2027-01-15T10:00")


def test_an_open_form_is_not_overtaken_by_what_it_does_not_hold(team: Team) -> None:
    opened = team.do(EditConference(team.active().id))
    name_someone(team)
    shown = team.fill(opened, {"judge": "Another Judge"}).content
    assert isinstance(shown, Card)
    assert shown.title == "Saved"
    conference = team.active()
    assert conference.order.judge == "Another Judge"
    assert conference.rows[0].attendee is not None


def test_a_form_sent_twice_is_saved_once_and_answered_as_saved(team: Team) -> None:
    opened = team.do(EditConference(team.active().id))
    for _ in range(2):
        shown = team.fill(opened, {"judge": "Another Judge"}).content
        assert isinstance(shown, Card)
        assert shown.title == "Saved"
    assert team.audited().count("edited") == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("demand_rule", "January 15, 2027"),
        ("demand_rule", "3 days after the conference"),
        ("response_rule", "January 20, 2027"),
        ("letter_due", "1 day after the conference"),
    ],
)
def test_what_must_come_before_the_conference_and_does_not_is_refused(team: Team, field: str, typed: str) -> None:
    reply = team.fill(team.do(EditConference(team.active().id)), {field: typed})
    assert "not before the conference" in errors_of(reply)[field]


def test_a_day_in_numbers_is_read_month_first_and_the_reply_says_so(team: Team) -> None:
    shown = edit(team, conference_at="01/02/2027, 10:00 am", letter_due="December 28, 2026")
    assert isinstance(shown, Card)
    assert "Conference: read as Saturday, January 2, 2027, with the month first." in shown.text
    assert "on a weekend" in shown.text


@pytest.mark.parametrize("typed", ["1/20/2027, 10 am", "Wednesday 1/20/2027, 10 am", "January 20, 2027, 10 am"])
def test_a_day_that_can_be_read_one_way_only_is_not_remarked_on(team: Team, typed: str) -> None:
    shown = edit(team, conference_at=typed)
    assert isinstance(shown, Card)
    assert "read as" not in shown.text


def test_a_letter_on_a_closed_day_is_saved_and_said_to_be_on_one(team: Team) -> None:
    shown = edit(team, letter_due="January 9, 2027")
    assert isinstance(shown, Card)
    assert "Please look at: " in shown.text
    assert team.active().order.letter_due == NamedDay(dt.date(2027, 1, 9))


def test_a_day_that_has_passed_is_refused_beside_its_field(team: Team) -> None:
    reply = team.fill(team.do(EditConference(team.active().id)), {"conference_at": "November 2, 2026, 10:00 am"})
    assert "Mon Nov 2, 2026 has passed" in errors_of(reply)["conference_at"]


def test_a_member_cannot_edit(team: Team) -> None:
    assert "Changing the conference is for" in text_of(team.do(EditConference(team.active().id), PARTNER))


def test_a_party_renamed_keeps_its_row_and_one_added_gets_its_own(team: Team) -> None:
    name_someone(team)
    edit(team, plaintiffs="Plaintiff A. Smith", defendants="Defendant B\nDefendant C")
    rows = team.active().rows
    assert [row.party for row in rows] == ["Plaintiff A. Smith", "Defendant B", "Defendant C"]
    assert rows[0].attendee is not None
    assert len({row.id for row in rows}) == 3


def test_a_party_with_an_answer_is_never_dropped_from_the_roll(team: Team) -> None:
    name_someone(team)
    edit(team, plaintiffs="", defendants="")
    assert [row.party for row in team.active().rows] == ["Plaintiff A"]


def test_moving_to_another_time_zone_asks_for_a_second_check(team: Team) -> None:
    verify(team)
    edit(team, zone="America/Chicago")
    conference = team.active()
    assert conference.zone == "America/Chicago"
    assert conference.verified is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("January 23, 2027, 10:00 am", "Saturday, January 23, 2027, on a weekend"),
        ("January 18, 2027, 10:00 am", "Monday, January 18, 2027, "),
        ("January 20, 2027, 5:00 am", "5:00 am is an unusual hour"),
        ("November 7, 2027, 1:30 am", "twice on Sunday, November 7, 2027"),
    ],
    ids=["weekend", "holiday", "hour", "repeated hour"],
)
def test_an_odd_day_or_hour_is_saved_and_said(team: Team, typed: str, said: str) -> None:
    shown = edit(team, conference_at=typed)
    assert isinstance(shown, Card)
    assert shown.title == "Saved"
    assert said in shown.text
