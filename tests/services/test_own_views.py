"""What a shared card holds for one person alone."""

from dataclasses import replace

import pytest

from bot.conversation.cards import Card
from bot.conversation.requests import SeeOwn, VerifyDates
from bot.domain.attendance import Row, Side
from bot.domain.conference import Conference
from bot.domain.outbox import Kind
from bot.domain.people import Audience, Channel, Person, Role, Stamp
from bot.services import own_views
from tests.builders import ASSOCIATE, OUTSIDER, PARTNER, REGISTRAR, context, moment
from tests.matter import SIGNED, Team


@pytest.fixture
def team() -> Team:
    made = Team(own_views.HANDLERS)
    made.register()
    made.give(ASSOCIATE, Role.EDITOR)
    made.give(PARTNER, Role.MEMBER)
    return made


def seen(team: Team, kind: Kind, person: Person, audience: Audience = Audience.OWN) -> Card | None:
    """The card as Teams would show it to somebody."""
    reply = team.parley.look(SeeOwn(team.active().id, kind), context(person, SIGNED, audience=audience))
    return reply.content if reply and isinstance(reply.content, Card) else None


def of_many(team: Team, parties: int) -> Conference:
    """The conference with so many parties, nobody of whom is named."""
    rows = tuple(Row(f"r{n}", f"Party {n}", Side.DEFENDANT) for n in range(parties))
    conference = replace(team.active(), rows=rows)
    with team.store.begin() as uow:
        saved = uow.conferences.save(conference)
        uow.commit()
    return saved


@pytest.mark.parametrize(
    ("person", "told", "may_verify"),
    [
        (ASSOCIATE, "You did not enter these dates, so you can verify them.", True),
        (REGISTRAR, "You entered these dates, so a second person needs to check them. Associate can.", False),
        (PARTNER, "", False),
    ],
)
def test_the_headline_offers_verifying_to_those_who_may(
    team: Team, person: Person, told: str, *, may_verify: bool
) -> None:
    card = seen(team, Kind.HEADLINE, person)
    assert card is not None
    assert ("For you alone" in card.text) == bool(told)
    assert told in card.text
    assert any(isinstance(each.request, VerifyDates) for each in card.buttons) is may_verify


def test_those_with_a_role_come_first_among_those_it_holds_more_for(team: Team) -> None:
    own = own_views.own_of(Kind.HEADLINE, team.active(), team.record(), Audience.OWN)
    assert own is not None
    assert own.people[0] == REGISTRAR.id
    assert set(own.people) == {REGISTRAR.id, ASSOCIATE.id, PARTNER.id}


def test_nobody_sees_more_where_outsiders_read_along(team: Team) -> None:
    for audience in (Audience.SHARED, Audience.UNKNOWN):
        assert own_views.own_of(Kind.HEADLINE, team.active(), team.record(), audience) is None


def test_nobody_sees_more_of_the_headline_once_the_dates_are_verified(team: Team) -> None:
    team.do(VerifyDates(team.active().id, 1), ASSOCIATE)
    assert own_views.own_of(Kind.HEADLINE, team.active(), team.record(), Audience.OWN) is None
    card = seen(team, Kind.HEADLINE, REGISTRAR)
    assert card is not None
    assert "For you alone" not in card.text


def test_who_owes_answers_sees_the_page_of_the_first_and_which_they_are(team: Team) -> None:
    conference = of_many(team, 20)
    owner = Stamp(ASSOCIATE.id, ASSOCIATE.name, moment(SIGNED))
    theirs = [replace(each, owner=None if n < 12 else owner) for n, each in enumerate(conference.rows)]
    with team.store.begin() as uow:
        uow.conferences.save(replace(conference, rows=tuple(theirs)))
        uow.commit()
    card = seen(team, Kind.ATTENDANCE, ASSOCIATE)
    assert card is not None
    assert "You are asked to confirm for Party 12, Party 13, Party 14 and 5 further parties." in card.text
    assert "Parties 11 to 15 of 20." in card.text


def test_an_outsider_is_shown_no_card_that_was_never_agreed_to(team: Team) -> None:
    card = seen(team, Kind.HEADLINE, OUTSIDER, Audience.SHARED)
    assert card is not None
    assert "Parley posts nothing here" in card.text


@pytest.mark.parametrize("card", ["nudge", "", "HEADLINE"])
def test_there_are_two_such_cards_and_no_others(team: Team, card: str) -> None:
    assert team.parley.look(SeeOwn(team.active().id, card), context(REGISTRAR, SIGNED)) is None


def test_the_card_of_a_channel_is_seen_in_that_channel_alone(team: Team) -> None:
    elsewhere = context(REGISTRAR, SIGNED, channel=Channel("web", "firm", "elsewhere"))
    assert team.parley.look(SeeOwn(team.active().id, "headline"), elsewhere) is None


def test_looking_keeps_nothing_of_what_a_service_does(team: Team) -> None:
    reply = team.parley.look(VerifyDates(team.active().id, 1), context(ASSOCIATE, SIGNED, delivery="d-1"))
    assert reply is not None
    assert team.active().verified is None
    assert "verified" not in team.audited()
