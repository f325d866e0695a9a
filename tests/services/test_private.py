"""Speaking with Parley privately, without naming a matter."""

import pytest

from bot.conversation.replies import Reply
from bot.conversation.requests import AskQuestion, Request, ShowDeadlines, ShowHelp, ShowStatus
from bot.domain.people import Channel, Person
from bot.services import answering, attending, helping, home, preferring
from tests.builders import ASSOCIATE, OUTSIDER, REGISTRAR
from tests.matter import Team, labels, order_text, text_of

DIRECT = Channel("web", "firm", "direct")
OTHER = Channel("web", "firm", "other-matter")


@pytest.fixture
def team() -> Team:
    return Team(answering.HANDLERS, attending.HANDLERS, helping.HANDLERS, home.HANDLERS, preferring.HANDLERS)


def privately(team: Team, request: Request, person: Person = REGISTRAR) -> Reply:
    return team.do(request, person, channel=DIRECT, direct=True, private=True)


def test_a_person_with_one_matter_is_answered_about_it(team: Team) -> None:
    team.register()
    assert "January 12, 2027" in text_of(privately(team, AskQuestion("When is our letter due?")))
    for request in (ShowStatus(), ShowDeadlines(), ShowHelp()):
        assert "Jan 15, 2027" in text_of(privately(team, request))


def test_a_person_with_several_matters_is_asked_which(team: Team) -> None:
    team.register()
    team.register(order_text("February 11, 2027 at 10:00 am", docket="1:26-cv-09999"), channel=OTHER)
    asked = privately(team, AskQuestion("When is our letter due?"))
    assert "You have 2 matters here." in text_of(asked)
    assert labels(asked) == ["Plaintiff A v. Defendant B", "Plaintiff A v. Defendant B"]
    assert "2 matters" in text_of(privately(team, ShowStatus()))


def test_small_talk_needs_no_matter(team: Team) -> None:
    team.register()
    team.register(order_text(docket="1:26-cv-09999"), channel=OTHER)
    assert "matters here" not in text_of(privately(team, AskQuestion("thank you")))


def test_a_person_never_seen_in_a_matter_is_told_nothing_of_it(team: Team) -> None:
    team.register()
    for person in (ASSOCIATE, OUTSIDER):
        for request in (AskQuestion("When is our letter due?"), ShowStatus(), ShowDeadlines()):
            assert "2027" not in text_of(privately(team, request, person))
