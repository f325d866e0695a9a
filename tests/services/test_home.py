import datetime as dt
from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.conversation.requests import ShowHome
from bot.domain.conference import LETTER, Duty
from bot.domain.people import Channel
from bot.services import home
from tests.builders import ASSOCIATE, OUTSIDER
from tests.matter import Team, labels, order_text, text_of


@pytest.fixture
def team() -> Team:
    return Team(home.HANDLERS)


def several(team: Team, number: int) -> None:
    """So many copies of one matter, each in a channel of its own and a day later than the one before."""
    first = team.register()
    with team.store.begin() as uow:
        record = uow.channels.get(first.home)
        for place in range(1, number):
            channel = Channel("web", "firm", f"matter-{place}")
            at = dt.datetime.fromisoformat("2027-01-15T10:00") + dt.timedelta(place)
            order = replace(first.order, conference_at=at, caption=f"Matter {place}", letter_due=None, demand_rule=None)
            copy = replace(first, id=f"c{place}", home=channel, order=order, version=0)
            uow.conferences.save(copy)
            uow.channels.save(replace(record, channel=channel))
        uow.commit()


def test_a_persons_matters_stand_with_what_is_next_in_each(team: Team) -> None:
    team.register()
    assert "Next: demand, Thu Dec 31" in text_of(team.do(ShowHome()))


def test_what_a_person_took_on_is_named_as_theirs(team: Team) -> None:
    conference = team.register()
    owned = MappingProxyType({LETTER: Duty(LETTER, owner=conference.entered)})
    with team.store.begin() as uow:
        uow.conferences.save(replace(conference, duties=owned))
        uow.commit()
    assert "Yours: letter" in text_of(team.do(ShowHome()))


def test_a_hundred_matters_come_in_pages_and_none_is_left_out(team: Team) -> None:
    several(team, 100)
    seen = 0
    for page in range(1, 14):
        seen += labels(team.do(ShowHome(page))).count("Status")
    assert seen == 100
    assert "Page 2" in labels(team.do(ShowHome()))


def test_a_page_that_does_not_exist_is_the_last(team: Team) -> None:
    several(team, 10)
    assert team.do(ShowHome(99)).content == team.do(ShowHome(2)).content


def test_the_matter_with_the_nearest_date_comes_first(team: Team) -> None:
    several(team, 3)
    text = text_of(team.do(ShowHome()))
    assert text.index("Plaintiff A v. Defendant B") < text.index("Matter 1") < text.index("Matter 2")


def test_matters_in_channels_a_person_was_never_seen_in_are_not_theirs(team: Team) -> None:
    team.register(order_text())
    assert "No registered conference is yours yet" in text_of(team.do(ShowHome(), ASSOCIATE))


def test_a_person_of_another_organisation_has_no_page(team: Team) -> None:
    team.register()
    assert "nothing was changed or shown" in text_of(team.do(ShowHome(), OUTSIDER))
