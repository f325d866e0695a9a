import datetime as dt
from dataclasses import replace

import pytest

from bot import orders
from bot.conversation.requests import (
    AskQuestion,
    ConfirmProposal,
    EnterByHand,
    RegisterFrom,
    StartRegistering,
)
from bot.domain.conference import Status
from bot.domain.order import NamedDay
from bot.domain.people import Channel, Role
from bot.services import answering
from bot.wording.changed_since import CHANGED_SINCE
from tests.builders import CHANNEL, PARTNER
from tests.matter import ADJOURNED, BY_HAND, Team, button, labels, later, order_text, text_of


@pytest.fixture
def team() -> Team:
    return Team()


# --- a channel that has a conference


def test_a_second_registration_shows_the_first_and_ways_forward(team: Team) -> None:
    team.register()
    reply = team.do(StartRegistering())
    assert "already tracks a conference on Fri Jan 15, 2027, 10:00 am ET (Teams), entered by Paralegal" in text_of(
        reply
    )
    assert labels(reply) == ["View", "Moved to a new date", "Replace", "It's a different matter"]


def test_another_order_read_in_the_channel_changes_nothing_by_itself(team: Team) -> None:
    first = team.register()
    read = team.do(RegisterFrom(order_text("February 11, 2027 at 10:00 am", "February 8, 2027")))
    assert "Conference: was Friday, January 15, 2027, 10:00 am; now Thursday, February 11, 2027, 10:00 am" in text_of(
        read
    )
    moving = button(read, "Moved to a new date").request
    assert isinstance(moving, ConfirmProposal)
    team.do(ConfirmProposal(moving.proposal))
    assert team.active() == first


def test_replacing_closes_the_first_and_registers_the_second(team: Team) -> None:
    first = team.register()
    read = team.do(RegisterFrom(order_text("February 11, 2027 at 10:00 am", "February 8, 2027")))
    team.press(read, "Replace")
    second = team.active()
    assert second.id != first.id
    with team.store.begin() as uow:
        (old,) = uow.conferences.past_in(CHANNEL)
        assert (old.id, old.status) == (first.id, Status.CANCELLED)
        assert not [each for each in uow.nudges.of(old.id) if each.state == "scheduled"]


def test_an_amended_order_moves_the_conference_and_keeps_its_names(team: Team) -> None:
    first = team.register()
    read = team.do(RegisterFrom(order_text("February 11, 2027 at 10:00 am", "February 8, 2027")))
    team.press(read, "Moved to a new date")
    moved = team.active()
    assert (moved.id, moved.revision) == (first.id, 2)
    assert moved.order.letter_due == NamedDay(dt.date(2027, 2, 8))
    assert any("Adjourned to Thu Feb 11, 2027" in each for each in team.thread())


def test_a_past_conference_can_be_kept_as_held_beside_the_one_that_is_tracked(team: Team) -> None:
    first = team.register()
    read = team.do(RegisterFrom(orders.sample().text))
    team.press(team.press(read, "Replace"), "Save as held")
    assert team.active() == first
    with team.store.begin() as uow:
        assert [each.status for each in uow.conferences.past_in(CHANNEL)] == [Status.HELD]


def test_a_party_a_later_order_adds_gets_a_row_and_none_is_taken_off(team: Team) -> None:
    team.register()
    later_order = order_text("February 11, 2027 at 10:00 am", "February 8, 2027").replace("Defendant B", "Defendant Z")
    team.press(team.do(RegisterFrom(later_order)), "Moved to a new date")
    assert [row.party for row in team.active().rows] == ["Plaintiff A", "Defendant B", "Defendant Z"]


def test_a_different_matter_is_sent_to_a_channel_of_its_own(team: Team) -> None:
    team.register()
    read = team.do(RegisterFrom(order_text(docket="1:26-cv-09999")))
    assert "channel of its own" in text_of(team.press(read, "It's a different matter"))


def test_the_same_docket_elsewhere_is_mentioned_only_to_someone_seen_in_both_channels(team: Team) -> None:
    team.register()
    other = Channel("web", "firm", "other-matter")
    assert "another channel that you are in" in text_of(team.do(RegisterFrom(order_text()), channel=other))
    team.give(PARTNER, Role.EDITOR, other)
    assert "another channel" not in text_of(team.do(RegisterFrom(order_text()), PARTNER, channel=other))


def test_an_order_read_again_says_that_nothing_in_it_differs(team: Team) -> None:
    team.register()
    assert "No date, party or detail in this order differs" in text_of(team.do(RegisterFrom(order_text())))


def test_an_order_of_another_case_says_so(team: Team) -> None:
    team.register()
    other = order_text("February 11, 2027 at 10:00 am", docket="1:26-cv-09999")
    assert "This order is for another docket, 1:26-cv-09999." in text_of(team.do(RegisterFrom(other)))


def test_the_order_of_a_conference_entered_by_hand_can_be_added_later(team: Team) -> None:
    team.press(team.fill(team.do(EnterByHand()), BY_HAND), "Save and ask for a second check")
    by_hand = team.active()
    team.press(team.do(RegisterFrom(order_text())), "Update from this order")
    updated = team.active()
    assert (updated.id, updated.revision) == (by_hand.id, by_hand.revision)
    assert updated.order.paragraph("2") is not None
    assert [row.party for row in updated.rows] == ["Plaintiff A", "Defendant B", "Defendant C"]


# --- later documents


def test_an_adjournment_is_shown_old_beside_new_and_moves_nothing_until_a_person_confirms(team: Team) -> None:
    first = team.register()
    read = team.do(RegisterFrom(ADJOURNED))
    assert "was Friday, January 15, 2027, 10:00 am; now Thursday, February 11, 2027, 10:00 am" in text_of(read)
    assert "now not entered" in text_of(read)
    assert team.active() == first
    team.press(read, "Move conference")
    moved = team.active()
    assert moved.order.conference_at == dt.datetime.fromisoformat("2027-02-11T10:00")
    assert moved.order.letter_due is None
    assert moved.verified is None
    assert moved.order.text == first.order.text
    assert any("Letter date not entered" in each for each in team.thread())


def test_an_adjournment_for_another_docket_changes_nothing(team: Team) -> None:
    first = team.register()
    other = ADJOURNED.replace("7:26-cv-01234-PMH", "1:25-cv-00077")
    assert "is for docket 1:25-cv-00077" in text_of(team.do(RegisterFrom(other)))
    assert team.active() == first


def test_a_change_of_form_keeps_the_date_the_names_and_the_verification(team: Team) -> None:
    first = team.register()
    with team.store.begin() as uow:
        uow.conferences.save(replace(first, verified=first.entered))
        uow.commit()
    words = "The settlement conference scheduled for January 15, 2027 at 10:00 am will be held by telephone."
    read = team.do(RegisterFrom(later(words)))
    team.press(read, "Change it")
    changed = team.active()
    assert changed.order.platform == "telephone"
    assert changed.revision == first.revision
    assert changed.verified is not None
    assert changed.order.letter_due == first.order.letter_due


def test_a_vacated_conference_loses_its_date_only_when_a_person_says_so(team: Team) -> None:
    team.register()
    words = "The settlement conference scheduled for January 15, 2027 at 10:00 am is hereby vacated."
    read = team.do(RegisterFrom(later(words)))
    assert "Cancelled for good" in labels(read)
    team.press(read, "No new date yet")
    assert team.active().status is Status.ADJOURNED


def test_a_request_to_adjourn_moves_nothing(team: Team) -> None:
    first = team.register()
    proposed = ADJOURNED.replace("\nORDER\n", "\n[PROPOSED] ORDER\n").replace(
        "SO ORDERED.", "____________________ U.S.M.J."
    )
    reply = team.do(RegisterFrom(proposed))
    assert "sets nothing until the Court signs it" in text_of(reply)
    assert team.active() == first


# --- a few words pasted from the docket


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "The settlement conference is adjourned to February 11 at 2:00 p.m. SO ORDERED.",
            "now Thursday, February 11, 2027, 2:00 pm",
        ),
        (
            "MEMO ENDORSED. Conference adjourned to Feb. 11, 2027 at 2 p.m. SO ORDERED.",
            "now Thursday, February 11, 2027, 2:00 pm",
        ),
        (
            "ORDER: The settlement conference is adjourned to February 11, 2027. SO ORDERED.",
            "now Thursday, February 11, 2027, 10:00 am",
        ),
    ],
)
def test_a_short_adjournment_said_in_the_channel_shows_its_new_day_beside_the_old(words: str, said: str) -> None:
    team = Team(answering.HANDLERS)
    team.register()
    shown = text_of(team.do(AskQuestion(words)))
    assert "Conference: was Friday, January 15, 2027, 10:00 am;" in shown
    assert said in shown


def test_a_year_not_printed_is_proposed_with_a_doubt() -> None:
    team = Team(answering.HANDLERS)
    team.register()
    reply = team.do(AskQuestion("The settlement conference is adjourned to February 11 at 2:00 p.m. SO ORDERED."))
    assert "the year here is a proposal" in text_of(reply)


def test_an_hour_not_printed_is_the_present_one_with_a_doubt() -> None:
    team = Team(answering.HANDLERS)
    team.register()
    reply = team.do(AskQuestion("The settlement conference is adjourned to February 11, 2027. SO ORDERED."))
    assert "The hour here is the present one" in text_of(reply)


@pytest.mark.parametrize(
    "words", ["Was the settlement conference adjourned to February 11?", "SO ORDERED: is that on the docket?"]
)
def test_a_question_about_an_adjournment_is_no_order(words: str) -> None:
    team = Team(answering.HANDLERS)
    before = team.register()
    assert "was Friday, January 15, 2027" not in text_of(team.do(AskQuestion(words)))
    assert team.active() == before


def test_words_that_name_a_day_a_later_order_replaced_are_quoted_with_a_warning() -> None:
    team = Team(answering.HANDLERS)
    team.register()
    question = AskQuestion("How does the letter get to the Court?")
    assert CHANGED_SINCE not in text_of(team.do(question))
    team.press(team.do(RegisterFrom(ADJOURNED)), "Move conference")
    asked = text_of(team.do(question))
    assert "January 12, 2027" in asked
    assert CHANGED_SINCE in asked


def test_after_a_move_without_a_new_letter_date_none_is_said_to_be_entered() -> None:
    team = Team(answering.HANDLERS)
    team.register()
    team.press(team.do(RegisterFrom(ADJOURNED)), "Move conference")
    assert "No letter date is entered since the conference was moved" in text_of(
        team.do(AskQuestion("When is our letter due?"))
    )


def test_a_form_changed_later_is_not_said_to_be_what_the_order_names() -> None:
    team = Team(answering.HANDLERS)
    team.register()
    question = AskQuestion("Where is the conference held?")
    assert "the order names no courtroom" in text_of(team.do(question))
    words = "The settlement conference scheduled for January 15, 2027 at 10:00 am will be held by telephone."
    team.press(team.do(RegisterFrom(later(words))), "Change it")
    told = text_of(team.do(question))
    assert "held by telephone" in told
    assert "the order names" not in told
