import datetime as dt
from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.conversation.requests import EnterByHand, ShowDeadlines, ShowMore, ShowStatus
from bot.domain.channel import Consent
from bot.domain.conference import DEMAND, LETTER, Duty, DutyState, Status
from bot.domain.people import Audience, Role
from tests.builders import ASSOCIATE, OUTSIDER, PARTNER
from tests.matter import BY_HAND, Team, button, labels, order_text, text_of


@pytest.fixture
def team() -> Team:
    return Team()


def mark(team: Team, *duties: Duty) -> None:
    conference = team.active()
    with team.store.begin() as uow:
        uow.conferences.save(replace(conference, duties=MappingProxyType({each.item: each for each in duties})))
        uow.commit()


# --- status


def test_status_is_the_headline_for_the_asker_alone(team: Team) -> None:
    team.register()
    assert text_of(team.do(ShowStatus())).startswith("Settlement conference: Fri Jan 15, 2027, 10:00 am ET (Teams)")


def test_without_a_conference_status_offers_to_register(team: Team) -> None:
    reply = team.do(ShowStatus())
    assert "No conference is registered here." in text_of(reply)
    assert labels(reply) == ["Register a conference"]


def test_a_closed_conference_is_remembered_where_nothing_is_registered(team: Team) -> None:
    conference = team.register()
    with team.store.begin() as uow:
        uow.conferences.save(replace(conference, status=Status.HELD, closed=conference.entered))
        uow.commit()
    assert "held" in text_of(team.do(ShowStatus()))


def test_an_outsider_sees_dates_only_after_the_firm_agreed_and_never_the_letter(team: Team) -> None:
    conference = team.register()
    refused = team.do(ShowStatus(), OUTSIDER, audience=Audience.SHARED)
    assert "only after the firm" in text_of(refused)
    with team.store.begin() as uow:
        record = uow.channels.get(conference.home)
        uow.channels.save(replace(record, consent=Consent(conference.entered)))
        uow.commit()
    for request in (ShowStatus(), ShowDeadlines()):
        shown = text_of(team.do(request, OUTSIDER, audience=Audience.SHARED))
        assert "Fri Jan 15, 2027" in shown
        assert "etter" not in shown


# --- deadlines


def test_each_date_stands_with_its_count_and_its_paragraph(team: Team) -> None:
    team.register()
    text = text_of(team.do(ShowDeadlines()))
    assert "Ex parte letter: due Tuesday, January 12, 2027, no hour stated." in text
    assert "14 days before Fri Jan 15, 2027 is Fri Jan 1, a legal holiday; back to Thu Dec 31, 2026." in text
    assert "(¶ 3)" in text


def test_of_a_day_entered_by_hand_nothing_is_said_to_stand_in_the_order(team: Team) -> None:
    looked = team.fill(team.do(EnterByHand()), BY_HAND)
    team.press(looked, "Save and ask for a second check")
    text = text_of(team.do(ShowDeadlines()))
    assert "letter: due Tuesday, January 12, 2027" in text
    assert "The order names" not in text


def test_dates_stand_in_the_order_in_which_they_come(team: Team) -> None:
    team.register()
    text = text_of(team.do(ShowDeadlines()))
    places = [text.index(name) for name in ("Demand: due", "Response: due", "Ex parte letter: due", "Conference: ")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("now", "ahead"),
    [
        ("2026-12-18T10:00", ", in 28 days."),
        ("2027-01-14T10:00", ", tomorrow."),
        ("2027-01-15T08:00", ", today."),
        ("2027-01-16T10:00", "(Teams)."),
    ],
)
def test_how_far_ahead_the_conference_lies_stands_beside_it(team: Team, now: str, ahead: str) -> None:
    team.register()
    text = text_of(team.do(ShowDeadlines(), now=now))
    assert next(line for line in text.splitlines() if line.startswith("Conference: ")).endswith(ahead)


def test_a_second_reading_of_a_date_can_be_chosen(team: Team) -> None:
    team.register()
    assert "Use Jan 8" in labels(team.do(ShowDeadlines()))


@pytest.mark.parametrize(
    ("duty", "said"),
    [
        (Duty(LETTER, DutyState.DONE), "Ex parte letter: sent"),
        (Duty(LETTER, DutyState.NOT_APPLICABLE), "Ex parte letter: not applicable."),
        (Duty(DEMAND, DutyState.DONE, made_on=dt.date(2026, 12, 22)), "Demand: made Tue Dec 22"),
    ],
)
def test_what_was_marked_is_said_in_words(team: Team, duty: Duty, said: str) -> None:
    team.register()
    mark(team, duty)
    assert said in text_of(team.do(ShowDeadlines()))


def test_a_date_gone_by_is_passed_and_one_of_today_is_due_today(team: Team) -> None:
    team.register()
    assert "letter: due today, Tuesday, January 12, 2027" in text_of(team.do(ShowDeadlines(), now="2027-01-12T10:00"))
    assert "letter: passed, Tuesday, January 12, 2027" in text_of(team.do(ShowDeadlines(), now="2027-01-13T10:00"))


def test_a_letter_date_the_order_does_not_state_is_not_entered(team: Team) -> None:
    text = order_text().replace("No later than **January 12, 2027**, counsel", "Counsel")
    team.register(text)
    assert team.active().order.letter_due is None
    assert "Letter: date not entered." in text_of(team.do(ShowDeadlines()))


def test_a_reader_elsewhere_sees_their_own_hour_beside_the_courts(team: Team) -> None:
    team.register()
    assert "10:00 am ET (7:00 am PT for you)" in text_of(team.do(ShowDeadlines(), PARTNER))
    assert "for you" not in text_of(team.do(ShowDeadlines(), ASSOCIATE))


# --- more


def test_more_offers_changes_to_those_who_may_make_them(team: Team) -> None:
    conference = team.register()
    team.give(ASSOCIATE, Role.EDITOR)
    assert "Edit" in labels(team.do(ShowMore(conference.id), ASSOCIATE))
    assert "Edit" not in labels(team.do(ShowMore(conference.id), PARTNER))


def test_more_shows_a_member_no_button_that_would_refuse_them_and_how_to_ask(team: Team) -> None:
    conference = team.register()
    assert labels(team.do(ShowMore(conference.id), PARTNER)) == ["Settings", "Roles", "Ask for access"]


def test_a_members_own_view_of_the_deadlines_offers_no_export(team: Team) -> None:
    conference = team.register()
    assert "Calendar (.ics)" in labels(team.do(ShowDeadlines(conference.id)))
    assert "Calendar (.ics)" not in labels(team.do(ShowDeadlines(conference.id), PARTNER, private=True))


def test_closing_is_asked_about_with_what_follows_from_it(team: Team) -> None:
    more = team.do(ShowMore(team.register().id))
    for label in ("Held", "Settled before", "Cancelled"):
        confirm = button(more, label).confirm
        assert confirm is not None
        assert "Every reminder stops" in confirm.text
        assert "30 days after closing, on Wed Dec 23, 2026." in confirm.text


def test_a_record_that_is_gone_says_so(team: Team) -> None:
    assert "no record of that conference" in text_of(team.do(ShowMore("gone")))
