import pytest

from bot.conversation.cards import Card, Copyable
from bot.conversation.requests import CheckPages, CountPages, ShowChecklist
from bot.services import letter
from tests.builders import OUTSIDER, PARTNER
from tests.matter import Team, errors_of, order_text, text_of


@pytest.fixture
def team() -> Team:
    return Team(letter.HANDLERS)


def test_the_checklist_holds_what_the_order_asks_for_with_its_paragraph(team: Team) -> None:
    conference = team.register()
    text = text_of(team.do(ShowChecklist(conference.id), PARTNER))
    assert all(each in text for each in conference.order.letter_contents)
    assert "Due: Tuesday, January 12, 2027; the order gives no hour (¶ 2)" in text
    assert "Service: not served on the other parties (¶ 2)" in text


def test_the_marking_can_be_copied_exactly(team: Team) -> None:
    conference = team.register()
    card = team.do(ShowChecklist(conference.id)).content
    assert isinstance(card, Card)
    (marking,) = [each for each in card.elements if isinstance(each, Copyable)]
    assert marking.text == "Confidential Material for Use Only at Settlement Conference"


def test_what_another_order_does_not_state_is_not_stated(team: Team) -> None:
    text = order_text().replace("The letter should be sent by e-mail to ReznikNYSDChambers@nysd.uscourts.gov.", "")
    assert "Goes to: not stated" in text_of(team.do(ShowChecklist(team.register(text).id)))


def test_the_letter_is_nobody_elses_business(team: Team) -> None:
    conference = team.register()
    for request in (ShowChecklist(conference.id), CountPages(conference.id), CheckPages(conference=conference.id)):
        assert "Letters are a matter for each side alone" in text_of(team.do(request, OUTSIDER))


@pytest.mark.parametrize(
    ("pages", "said"),
    [("9", "is within the order's limit of 10"), ("10", "is within"), ("11", "is over the order's limit of 10 unless")],
)
def test_pages_are_held_against_the_orders_limit(team: Team, pages: str, said: str) -> None:
    form = team.do(CountPages(team.register().id))
    assert said in text_of(team.fill(form, {"letter": pages}))


@pytest.mark.parametrize(
    ("pages", "said"),
    [("9", "call for no hard copy"), ("10", "call for no hard copy"), ("11", "shall hand deliver a hard copy")],
)
def test_attachments_are_held_against_the_orders_rule_for_paper(team: Team, pages: str, said: str) -> None:
    form = team.do(CountPages(team.register().id))
    assert said in text_of(team.fill(form, {"letter": "5", "attachments": pages}))


@pytest.mark.parametrize("typed", ["", "ten", "-1", "1.5", "999999999"])
def test_what_is_no_number_of_pages_is_said_beside_the_field(team: Team, typed: str) -> None:
    form = team.do(CountPages(team.register().id))
    assert "whole number" in errors_of(team.fill(form, {"letter": typed}))["letter"]
