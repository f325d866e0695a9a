"""A card drawn for one person offers what they may press; a card everybody sees is the same for all."""

import dataclasses
from collections.abc import Iterator

import pytest

from bot.conversation import wire
from bot.conversation.cards import Card
from bot.conversation.replies import Reply, Visibility
from bot.conversation.requests import (
    AskMadeOn,
    AskQuestion,
    AssignItem,
    ExportRecord,
    FormRequest,
    RegisterFrom,
    Request,
    RequestAccess,
    ShowAttendance,
    ShowChecklist,
    ShowDeadlines,
    ShowMore,
    ShowSettings,
    ShowStatus,
    StartRegistering,
    VerifyDates,
)
from bot.domain.conference import DEMAND, Conference
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.people import Person, Role
from bot.handlers import HANDLERS
from bot.router import Parley
from bot.services.own_buttons import needed
from bot.services.roles import may
from bot.services.turn import Turn
from tests.builders import ASSOCIATE, PARTNER, REGISTRAR, context
from tests.matter import SIGNED, Team, text_of

WORDS = ("what is open", "they offered $50,000", "when is the demand due?", "help")


@pytest.fixture
def team() -> Team:
    made = Team()
    made.parley = Parley(made.store, HANDLERS)
    made.register()
    made.give(ASSOCIATE, Role.EDITOR)
    made.give(PARTNER, Role.MEMBER)
    return made


def first_steps(conference: str) -> Iterator[Request]:
    yield from (ShowStatus(conference), ShowDeadlines(conference), ShowMore(conference), ShowAttendance(conference))
    yield from (ShowChecklist(conference), ShowSettings(), *map(AskQuestion, WORDS))


def offered(reply: Reply) -> list[Request]:
    return [each.request for each in reply.content.buttons] if isinstance(reply.content, Card) else []


def kinds(reply: Reply) -> set[type[Request]]:
    return {type(each) for each in offered(reply)}


@pytest.mark.parametrize("person", [REGISTRAR, ASSOCIATE, PARTNER], ids=lambda each: each.name)
def test_nothing_a_private_card_offers_is_refused(team: Team, person: Person) -> None:
    pressed = 0
    for first in first_steps(team.active().id):
        shown = team.do(first, person, private=True)
        assert shown.visibility is Visibility.PRIVATE
        for request in offered(shown):
            assert team.parley.look(request, context(person, SIGNED, private=True)), f"{request} is refused"
            pressed += 1
    assert pressed


def test_a_member_sees_no_button_for_editors_on_their_own_list_of_dates(team: Team) -> None:
    request = ShowDeadlines(team.active().id)
    for_editor, for_member = (team.do(request, each, private=True) for each in (ASSOCIATE, PARTNER))
    assert {AskMadeOn, ExportRecord} <= kinds(for_editor)
    assert not {AskMadeOn, ExportRecord} & kinds(for_member)
    assert AssignItem in kinds(for_member)


def test_whoever_owns_an_item_sees_what_says_how_it_stands(team: Team) -> None:
    conference = team.active()
    team.do(AssignItem(conference.id, conference.revision, DEMAND), PARTNER)
    shown = team.do(ShowDeadlines(conference.id), PARTNER, private=True)
    assert [each.item for each in offered(shown) if isinstance(each, AskMadeOn)] == [DEMAND]


def test_a_list_of_dates_in_a_thread_offers_the_same_to_everybody(team: Team) -> None:
    shown = team.do(ShowDeadlines(team.active().id), PARTNER)
    assert shown.visibility is Visibility.THREAD
    assert AskMadeOn in kinds(shown)


def test_whoever_entered_the_dates_is_not_offered_to_verify_them_in_private(team: Team) -> None:
    request = ShowStatus(team.active().id)
    assert VerifyDates in kinds(team.do(request, ASSOCIATE, private=True))
    assert VerifyDates not in kinds(team.do(request, REGISTRAR, private=True))


def pressed(kind: type[Request], conference: Conference) -> Request:
    """A press of that kind about the conference, with made-up answers."""
    known = {
        "conference": conference.id,
        "revision": conference.revision,
        "item": DEMAND,
        "party": conference.rows[0].id,
    }
    asked = [each.name for each in dataclasses.fields(kind) if each.default is dataclasses.MISSING]
    return kind(**{name: known.get(name, "made up") for name in asked})


def names(kind: type[Request]) -> set[str]:
    return {each.name for each in dataclasses.fields(kind)}


ABOUT_A_CONFERENCE = [
    each
    for each in wire.BUTTONS.values()
    if not issubclass(each, FormRequest | AskQuestion | RegisterFrom) and not names(each) & {"channel", "delivery"}
]
"""Their presses are about the conference of the channel, or about nothing that a role is needed for."""


@pytest.mark.parametrize("kind", ABOUT_A_CONFERENCE, ids=lambda each: each.__name__)
def test_what_a_press_takes_is_known_before_it(team: Team, kind: type[Request]) -> None:
    conference = team.active()
    request = pressed(kind, conference)
    action = needed(request, conference, PARTNER.id)
    with team.store.begin() as uow:
        turn = Turn(context(PARTNER, SIGNED, private=True), uow)
        try:
            HANDLERS[kind](request, turn)
            refused = False
        except NotFound:
            refused = False
        except NotAllowed:
            refused = True
        assert refused == (action is not None and not may(turn, conference, action))


@pytest.mark.parametrize("words", ["please adjourn the conference", "close the conference", "delete the record"])
def test_what_a_member_asks_for_in_words_and_may_not_do_is_refused_at_once(team: Team, words: str) -> None:
    reply = team.do(AskQuestion(words), PARTNER)
    assert "is for the registrar" in text_of(reply)
    assert kinds(reply) == {RequestAccess}


def test_a_member_of_a_channel_without_a_conference_can_ask_for_access_instead_of_registering() -> None:
    team = Team()
    team.parley = Parley(team.store, HANDLERS)
    team.give(REGISTRAR, Role.REGISTRAR)
    team.give(PARTNER, Role.MEMBER)
    assert StartRegistering in kinds(team.do(ShowStatus(""), REGISTRAR, private=True))
    assert kinds(team.do(ShowStatus(""), PARTNER, private=True)) == {RequestAccess}
