import datetime as dt

import pytest

from bot import orders
from bot.conversation.forms import Form
from bot.conversation.requests import (
    ReadOrder,
    RegisterFrom,
    StartRegistering,
)
from bot.domain.attendance import Side
from bot.domain.conference import DEMAND, Answer, DutyState, Status
from bot.domain.outbox import Kind
from bot.domain.people import Audience, Channel, Role
from tests.builders import ASSOCIATE, CHANNEL, OUTSIDER, REGISTRAR
from tests.matter import ADJOURNED, Team, errors_of, labels, later, order_text, text_of

SIGNED_DAY = "2023-12-07T16:00"
"""The day the sample order was signed."""


@pytest.fixture
def team() -> Team:
    return Team()


# --- reading


def test_registering_opens_a_form_for_the_orders_text(team: Team) -> None:
    form = team.do(StartRegistering()).content
    assert isinstance(form, Form)
    assert [each.name for each in form.fields] == ["order", "file"]


def test_an_empty_form_says_what_is_missing_beside_the_field(team: Team) -> None:
    opened = team.do(StartRegistering())
    assert "Paste the order's text" in errors_of(team.fill(opened, {}))["order"]


def test_the_order_is_read_from_the_form_or_from_a_file(team: Team) -> None:
    pasted = team.do(ReadOrder(values={"order": order_text()}))
    dropped = team.do(ReadOrder(values={"file": order_text()}))
    assert text_of(pasted) == text_of(dropped)


def test_each_fact_stands_beside_the_paragraph_it_was_read_from_or_is_not_stated(team: Team) -> None:
    text = text_of(team.do(RegisterFrom(order_text())))
    assert "Conference: Friday, January 15, 2027, 10:00 am (opening paragraph)" in text
    assert "Letter due: Tuesday, January 12, 2027. No hour stated (¶ 2)" in text
    assert "Link or dial-in: not stated" in text
    assert "Court's time zone: not stated; proposed Eastern time (UTC-5 on that day)" in text


def test_the_sources_show_the_orders_own_words(team: Team) -> None:
    read = team.do(RegisterFrom(order_text()))
    assert "“No later than January 12, 2027” (¶ 2)" in text_of(team.press(read, "Show sources"))


def test_nothing_is_saved_before_a_person_confirms(team: Team) -> None:
    team.do(RegisterFrom(order_text()))
    assert team.tracked() is None
    assert team.deliveries() == []
    assert team.audited() == []


def test_a_discarded_reading_is_forgotten(team: Team) -> None:
    read = team.do(RegisterFrom(order_text()))
    team.press(read, "Discard")
    assert "no longer kept" in text_of(team.press(read, "Edit"))


def test_what_was_read_can_be_confirmed_only_by_the_one_who_read_it(team: Team) -> None:
    read = team.do(RegisterFrom(order_text()))
    team.give(ASSOCIATE, Role.EDITOR)
    assert "belongs to the person" in text_of(team.press(read, "Save and ask for a second check", ASSOCIATE))


def test_a_person_of_another_organisation_registers_nothing(team: Team) -> None:
    reply = team.do(RegisterFrom(order_text()), OUTSIDER)
    assert "nothing was changed or shown" in text_of(reply)


def test_in_a_direct_message_the_way_to_the_channel_is_shown(team: Team) -> None:
    direct = Channel("web", "firm", "direct-paralegal")
    assert "matter's channel" in text_of(team.do(StartRegistering(), channel=direct, direct=True))


# --- passed on arrival


def test_dates_that_had_passed_when_the_order_was_signed_are_said_once_with_what_is_still_ahead(team: Team) -> None:
    text = text_of(team.do(RegisterFrom(orders.sample().text), now=SIGNED_DAY))
    assert text.count("had already passed") == 1
    assert "demand Wed Nov 29; response Wed Dec 6 at the latest" in text
    assert "a demand made today would put the response on Thu Dec 14, after the conference" in text
    assert "Still ahead: letter Mon Dec 11 and conference Wed Dec 13" in text


def test_once_a_demand_is_recorded_as_made_it_is_not_listed_as_passed(team: Team) -> None:
    read = team.do(RegisterFrom(orders.sample().text), now=SIGNED_DAY)
    said = text_of(team.press(read, "Yes", now=SIGNED_DAY))
    assert "demand Wed Nov 29" not in said
    assert "Recorded: a demand was made." in said


def test_dates_all_ahead_are_not_called_passed(team: Team) -> None:
    assert "passed" not in text_of(team.do(RegisterFrom(order_text())))


def test_counts_are_shown_with_their_arithmetic_and_every_reading(team: Team) -> None:
    text = text_of(team.do(RegisterFrom(order_text())))
    assert "14 days before Fri Jan 15, 2027 is Fri Jan 1, a legal holiday; back to Thu Dec 31, 2026" in text
    assert "Or Fri Jan 8" in text


# --- the zone, the hour, the past


def test_the_zone_is_confirmed_before_anything_is_saved(team: Team) -> None:
    read = team.do(RegisterFrom(order_text()))
    asked = team.press(read, "Save and ask for a second check")
    assert "Confirm the zone" in text_of(asked)
    assert team.tracked() is None


def test_a_conference_that_has_passed_is_not_saved_unless_as_held(team: Team) -> None:
    read = team.do(RegisterFrom(orders.sample().text))
    confirmed = team.press(read, "Confirm zone")
    asked = team.press(confirmed, "Save and ask for a second check")
    assert "Wednesday, December 13, 2023 has passed." in text_of(asked)
    assert labels(asked) == ["Correct the date", "Save as held", "Discard"]
    team.press(asked, "Save as held")
    with team.store.begin() as uow:
        (held,) = uow.conferences.past_in(CHANNEL)
        assert (held.status, held.delete_on) == (Status.HELD, dt.date(2026, 12, 23))
        assert uow.nudges.of(held.id) == []


def test_correcting_a_past_date_opens_what_was_read(team: Team) -> None:
    read = team.do(RegisterFrom(orders.sample().text))
    confirmed = team.press(read, "Confirm zone")
    asked = team.press(confirmed, "Save and ask for a second check")
    form = team.press(asked, "Correct the date")
    corrected = team.fill(form, {"conference_at": "January 15, 2027, 2:30 pm"})
    assert "Friday, January 15, 2027, 2:30 pm (entered by you)" in text_of(corrected)


def test_an_order_that_gives_no_hour_is_saved_only_once_a_person_adds_it(team: Team) -> None:
    read = team.do(RegisterFrom(order_text("January 15, 2027")))
    assert "Conference: Friday, January 15, 2027, hour not stated" in text_of(read)
    asked = team.press(team.press(read, "Confirm zone"), "Save and ask for a second check")
    assert "day and hour are needed" in text_of(asked)
    looked = team.fill(team.press(asked, "Edit"), {"conference_at": "January 15, 2027, 10:00 am"})
    team.press(looked, "Save and ask for a second check")
    assert team.active().order.conference_at == dt.datetime.fromisoformat("2027-01-15T10:00")


# --- once confirmed


def test_confirming_saves_all_of_it_in_one_commit(team: Team) -> None:
    conference = team.register()
    with team.store.begin() as uow:
        assert uow.nudges.of(conference.id)
    kinds = {each.kind for each in team.deliveries()}
    assert {Kind.HEADLINE, Kind.ATTENDANCE} <= kinds
    assert team.audited() == ["registered"]
    assert [(row.party, row.side) for row in conference.rows] == [
        ("Plaintiff A", Side.PLAINTIFF),
        ("Defendant B", Side.DEFENDANT),
    ]
    assert team.record().roles[REGISTRAR.id] is Role.REGISTRAR


def test_a_demand_said_to_be_made_is_done_with_its_day_and_never_an_amount(team: Team) -> None:
    read = team.press(team.do(RegisterFrom(order_text())), "Yes")
    looked = team.fill(team.press(read, "Edit"), {"demand_made_on": "November 16, 2026"})
    team.press(looked, "Save and ask for a second check")
    duty = team.active().duty(DEMAND)
    assert (duty.state, duty.already, duty.made_on) == (DutyState.DONE, Answer.YES, dt.date(2026, 11, 16))


def test_pressing_save_twice_registers_once(team: Team) -> None:
    read = team.do(RegisterFrom(order_text()))
    confirmed = team.press(read, "Confirm zone")
    team.press(confirmed, "Save and ask for a second check")
    again = team.press(confirmed, "Save and ask for a second check")
    assert "no longer kept" in text_of(again)
    assert team.audited() == ["registered"]


def test_parties_the_caption_leaves_unnamed_are_mentioned(team: Team) -> None:
    text = order_text().replace("Defendant B,", "Defendant B, et al.,")
    read = team.do(RegisterFrom(text))
    assert "et al. (not all named in the caption)" in text_of(read)
    saved = team.press(team.press(read, "Confirm zone"), "Save and ask for a second check")
    assert "further defendants can be added" in text_of(saved)


def test_where_outsiders_can_read_the_person_hears_that_nothing_is_posted_until_someone_agrees(team: Team) -> None:
    read = team.do(RegisterFrom(order_text()), audience=Audience.SHARED)
    confirmed = team.press(read, "Confirm zone", audience=Audience.SHARED)
    saved = team.press(confirmed, "Save and ask for a second check", audience=Audience.SHARED)
    assert "nothing is posted here until you allow" in text_of(saved)
    assert "Allow status-only" in labels(saved)


# --- documents that register nothing


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Please remember to order lunch for everyone on Friday.", "does not read as a court's order"),
        (ADJOURNED, "Register the original order first"),
        (later("This case is referred to Magistrate Judge Victoria Reznik for settlement."), "sets no date"),
    ],
)
def test_a_document_that_sets_no_conference_gets_an_honest_sentence(team: Team, text: str, said: str) -> None:
    reply = team.do(RegisterFrom(text))
    assert said in text_of(reply)
    assert "Nothing was saved." in text_of(reply)
    with team.store.begin() as uow:
        assert not uow._state.proposals
