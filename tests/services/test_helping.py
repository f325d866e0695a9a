from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.conversation.commands import COMMANDS
from bot.conversation.requests import ShowHelp, ShowPrivacy, SuggestQuestions
from bot.domain.conference import LETTER, Duty, DutyState
from bot.services import helping
from tests.builders import OUTSIDER
from tests.matter import Team, text_of


@pytest.fixture
def team() -> Team:
    return Team(helping.HANDLERS)


def test_help_shows_this_channels_state(team: Team) -> None:
    assert "Conference here: none registered." in text_of(team.do(ShowHelp()))
    team.register()
    assert "Conference here: Fri Jan 15, 2027, 10:00 am ET (Teams)." in text_of(team.do(ShowHelp()))


@pytest.mark.parametrize(
    ("typed", "meant"), [("regster", "register"), ("attendence", "attendance"), ("deadline", "deadlines")]
)
def test_a_word_that_is_nearly_a_command_is_asked_about(team: Team, typed: str, meant: str) -> None:
    assert f"Did you mean {meant}?" in text_of(team.do(ShowHelp(typed)))


def test_a_word_like_no_command_gets_no_guess(team: Team) -> None:
    assert "Did you mean" not in text_of(team.do(ShowHelp("xylophone")))


def test_help_says_once_that_it_is_no_legal_advice(team: Team) -> None:
    assert text_of(team.do(ShowHelp())).count("not legal advice") == 1


@pytest.mark.parametrize(
    ("now", "asked"),
    [
        ("2026-12-01T10:00", "What goes in the ex parte letter?"),
        ("2027-01-13T10:00", "Who has to attend?"),
        ("2027-01-16T10:00", "Is what was said confidential?"),
    ],
)
def test_suggestions_follow_the_stage_of_the_matter(team: Team, now: str, asked: str) -> None:
    team.register()
    assert asked in text_of(team.do(SuggestQuestions(), now=now))


def test_once_the_letter_is_sent_nothing_about_it_is_suggested(team: Team) -> None:
    conference = team.register()
    sent = MappingProxyType({LETTER: Duty(LETTER, DutyState.DONE)})
    with team.store.begin() as uow:
        uow.conferences.save(replace(conference, duties=sent))
        uow.commit()
    assert "letter" not in text_of(team.do(SuggestQuestions())).casefold()


def test_every_command_is_named_where_questions_are_suggested(team: Team) -> None:
    text = text_of(team.do(SuggestQuestions()))
    assert all(command in text for command in COMMANDS)


def test_privacy_says_what_is_kept_and_for_how_long(team: Team) -> None:
    text = text_of(team.do(ShowPrivacy()))
    assert "30 days after the conference is closed" in text
    assert "Not kept: settlement figures" in text


def test_an_outsider_gets_no_help_that_shows_the_conference(team: Team) -> None:
    team.register()
    assert "2027" not in text_of(team.do(ShowHelp(), OUTSIDER))
