import datetime as dt

import pytest

from bot.conversation.forms import Form
from bot.conversation.requests import (
    EnterByHand,
    RegisterFrom,
)
from bot.domain.order import Anchor, DayCount, Direction, NamedDay, Unit
from tests.builders import REGISTRAR
from tests.matter import BY_HAND, Team, errors_of, order_text, text_of


@pytest.fixture
def team() -> Team:
    return Team()


# --- editing what was read


def test_a_corrected_field_is_the_persons_and_the_others_keep_their_source(team: Team) -> None:
    form = team.press(team.do(RegisterFrom(order_text())), "Edit")
    text = text_of(team.fill(form, {"judge": "Another Judge"}))
    assert "Judge: Another Judge (entered by you)" in text
    assert "Letter due: Tuesday, January 12, 2027. No hour stated (¶ 2)" in text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("conference_at", "Friday, January 14, 2027, 10:00 am", "Thu Jan 14, 2027 or Fri Jan 15, 2027"),
        ("conference_at", "January 15, 2027", "At what time"),
        ("conference_at", "Jan 32, 2027, 10 am", "January 2027 has 31 days"),
        ("conference_at", "next week sometime", "I couldn't read that as a date"),
        ("conference_at", "", "Please enter the day and the hour"),
        ("letter_due", "shortly before", "I couldn't read that. Please enter a day, or a count"),
        ("letter_due", "-14 days before the conference", "Please enter a day, or a count"),
        ("demand_rule", "minus 14 days before the conference", "Please enter a day, or a count"),
        ("order_date", "sometime", "Please use a form like January 15, 2027."),
        ("demand_rule", "14 days before trial", "Parley counts from"),
        ("page_limit", "ten or so", "number of pages"),
        ("letter_email", "chambers", "e-mail address"),
        ("zone", "Mars/Olympus", "time zone"),
        ("demand_made_on", "December 25, 2026", "still to come"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field_and_every_entry_kept(
    team: Team, field: str, typed: str, said: str
) -> None:
    form = team.press(team.do(RegisterFrom(order_text())), "Edit")
    again = team.fill(form, {field: typed, "judge": "Another Judge"})
    assert said in errors_of(again)[field]
    assert "*" not in errors_of(again)[field]
    assert isinstance(again.content, Form)
    standing = {each.name: getattr(each, "value", "") for each in again.content.fields}
    assert (standing[field], standing["judge"]) == (typed, "Another Judge")


def test_an_amount_is_refused_and_not_shown_again(team: Team) -> None:
    form = team.press(team.do(RegisterFrom(order_text())), "Edit")
    again = team.fill(form, {"demand_rule": "we will ask for $450,000"})
    assert "Settlement figures are not kept" in errors_of(again)["demand_rule"]
    assert "450,000" not in str(again.content)


def test_a_party_may_be_called_after_an_amount(team: Team) -> None:
    form = team.press(team.do(RegisterFrom(order_text())), "Edit")
    assert "$12,000 in U.S. Currency" in text_of(team.fill(form, {"defendants": "$12,000 in U.S. Currency"}))


def test_a_zone_written_beside_the_hour_that_is_not_the_chosen_one_is_asked_about(team: Team) -> None:
    form = team.press(team.do(RegisterFrom(order_text())), "Edit")
    again = team.fill(form, {"conference_at": "January 15, 2027, 10:00 am PT"})
    assert "Pacific time" in errors_of(again)["zone"]


def test_an_hour_the_clocks_skip_is_refused(team: Team) -> None:
    form = team.press(team.do(RegisterFrom(order_text())), "Edit")
    again = team.fill(form, {"conference_at": "Sunday, March 14, 2027, 2:30 am"})
    assert "the clocks skip that hour" in errors_of(again)["conference_at"]


def test_a_zone_nobody_stated_or_chose_is_not_preselected(team: Team) -> None:
    text = order_text().replace("SOUTHERN DISTRICT OF NEW YORK", "").replace("White Plains, New York", "")
    read = team.do(RegisterFrom(text))
    assert "not stated; choose it with Edit" in text_of(read)
    form = team.press(read, "Edit")
    assert "choose the court's time zone" in errors_of(team.fill(form, {}))["zone"]


# --- by hand


def test_entering_by_hand_meets_the_same_card_and_the_same_confirmation(team: Team) -> None:
    looked = team.fill(team.do(EnterByHand()), BY_HAND)
    assert text_of(looked).startswith("Entered by hand. Nothing is saved yet.")
    team.press(looked, "Save and ask for a second check")
    conference = team.active()
    assert conference.order.conference_at == dt.datetime.fromisoformat("2027-01-15T10:00")
    assert conference.order.letter_due == NamedDay(dt.date(2027, 1, 12))
    assert conference.order.demand_rule is not None
    assert conference.order.demand_rule.due == DayCount(14, Unit.DAYS, Direction.BEFORE, Anchor.CONFERENCE)
    assert [row.party for row in conference.rows] == ["Plaintiff A", "Defendant B", "Defendant C"]
    assert conference.edits["letter_due"].person == REGISTRAR.id


def test_a_letter_date_left_empty_stays_empty(team: Team) -> None:
    looked = team.fill(team.do(EnterByHand()), {**BY_HAND, "letter_due": ""})
    assert "Letter due: not entered" in text_of(looked)
    team.press(looked, "Save and ask for a second check")
    assert team.active().order.letter_due is None
    assert "2 days before" not in text_of(looked)


def test_a_zone_written_beside_the_hour_is_taken_where_none_is_chosen(team: Team) -> None:
    looked = team.fill(
        team.do(EnterByHand()), {**BY_HAND, "zone": "", "conference_at": "January 15, 2027, 10:00 am CT"}
    )
    assert "Central time (UTC-6 on that day), confirmed" in text_of(looked)


def test_an_odd_day_is_said_on_the_proposal(team: Team) -> None:
    looked = team.fill(team.do(EnterByHand()), {**BY_HAND, "conference_at": "January 23, 2027, 8:30 pm"})
    assert "Saturday, January 23, 2027, on a weekend" in text_of(looked)
    assert "8:30 pm is an unusual hour" in text_of(looked)
    assert "on a weekend" in text_of(team.do(RegisterFrom(order_text("January 23, 2027 at 10:00 am"))))


def test_a_letter_after_the_conference_keeps_what_was_typed(team: Team) -> None:
    again = team.fill(team.do(EnterByHand()), {**BY_HAND, "letter_due": "January 19, 2027"})
    assert "not before the conference" in errors_of(again)["letter_due"]
    assert isinstance(again.content, Form)
    standing = {each.name: getattr(each, "value", "") for each in again.content.fields}
    assert standing["letter_due"] == "January 19, 2027"
