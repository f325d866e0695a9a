import pytest

from bot.conversation.requests import EditSettings, ShowSettings
from bot.domain.channel import Preferences
from bot.services import preferring
from tests.builders import PARTNER
from tests.matter import Team, errors_of, labels, text_of


@pytest.fixture
def team() -> Team:
    return Team(preferring.HANDLERS)


def test_settings_show_their_plain_defaults(team: Team) -> None:
    text = text_of(team.do(ShowSettings()))
    assert "at 9:00 am court time" in text
    assert "7, 3 and 1 days before each date, and that morning" in text


def test_settings_are_kept_and_lay_the_reminders_anew(team: Team) -> None:
    conference = team.register()
    team.fill(team.do(EditSettings()), {"hour": "10 am", "ladder": "5, 1", "discreet": "yes"})
    assert team.record().preferences == Preferences(hour=10, ladder=(5, 1), discreet=True)
    with team.store.begin() as uow:
        rungs = {each.rung for each in uow.nudges.of(conference.id) if each.state == "scheduled"}
    assert "7" not in rungs
    assert "5" in rungs
    assert team.audited()[-1] == "settings_changed"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("hour", "half past nine"),
        ("hour", "25"),
        ("hour", "7"),
        ("ladder", "often"),
        ("ladder", "400"),
        ("retention_days", "0"),
        ("retention_days", "forever"),
        ("quiet_from", "late"),
    ],
)
def test_what_cannot_be_a_setting_is_said_beside_its_field_and_nothing_is_kept(
    team: Team, field: str, typed: str
) -> None:
    team.register()
    reply = team.fill(team.do(EditSettings()), {field: typed})
    assert errors_of(reply)[field]
    assert team.record().preferences == Preferences()


def test_the_form_of_the_settings_left_as_it_stands_changes_nothing(team: Team) -> None:
    team.register()
    team.fill(team.do(EditSettings()), {})
    assert team.record().preferences == Preferences()


def test_a_member_sees_the_settings_and_cannot_change_them(team: Team) -> None:
    team.register()
    assert labels(team.do(ShowSettings(), PARTNER)) == []
    assert "Changing the conference is for" in text_of(team.do(EditSettings(), PARTNER))
