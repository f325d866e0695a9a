from dataclasses import replace

import pytest

from bot.conversation.requests import EditConference, GrantRole, RequestAccess, ShowRoles, StartRegistering
from bot.domain.channel import Consent
from bot.domain.errors import NotAllowed
from bot.domain.people import Audience, Person, Role
from bot.services.roles import Action, may, registrar_of, require, role_of
from bot.services.turn import Turn
from tests.builders import ASSOCIATE, OUTSIDER, PARTNER, REGISTRAR, context
from tests.matter import Team, labels, text_of

ADMIN = Person("firm", "administrator", "Administrator")
GUEST = Person("firm", "guest", "Guest")

EVERYONE_OF_THE_FIRM = {"admin": True, "registrar": True, "editor": True, "member": True, "outsider": False}
THOSE_WHO_CHANGE = {**EVERYONE_OF_THE_FIRM, "member": False}
TABLE = {
    Action.ASK: EVERYONE_OF_THE_FIRM,
    Action.SEE_DATES: EVERYONE_OF_THE_FIRM,
    Action.REGISTER: THOSE_WHO_CHANGE,
    Action.EDIT: THOSE_WHO_CHANGE,
    Action.PURGE: {**THOSE_WHO_CHANGE, "editor": False},
    Action.VERIFY: {**THOSE_WHO_CHANGE, "registrar": False},
    Action.ATTEND: EVERYONE_OF_THE_FIRM,
    Action.LETTER: EVERYONE_OF_THE_FIRM,
    Action.RECORDS: THOSE_WHO_CHANGE,
    Action.GRANT: {**THOSE_WHO_CHANGE, "editor": False},
}


@pytest.fixture
def team() -> Team:
    made = Team()
    made.register()
    made.give(ASSOCIATE, Role.EDITOR)
    return made


def people(role: str) -> tuple[Person, bool]:
    """A person of each role, and whether the platform calls them an administrator."""
    return {
        "admin": (ADMIN, True),
        "registrar": (REGISTRAR, False),
        "editor": (ASSOCIATE, False),
        "member": (PARTNER, False),
        "outsider": (OUTSIDER, False),
    }[role]


@pytest.mark.parametrize(("action", "role"), [(action, role) for action in TABLE for role in TABLE[action]])
def test_every_cell_of_the_table_of_who_may_do_what(team: Team, action: Action, role: str) -> None:
    conference, (person, admin) = team.active(), people(role)
    with team.store.begin() as uow:
        turn = Turn(context(person, admin=admin), uow)
        assert may(turn, conference, action) is TABLE[action][role]
        if not TABLE[action][role]:
            with pytest.raises(NotAllowed):
                require(turn, conference, action)


def test_every_action_stands_in_the_table() -> None:
    assert TABLE.keys() == set(Action)


def test_a_guest_of_the_firm_is_an_outsider_even_as_its_administrator(team: Team) -> None:
    conference = team.active()
    with team.store.begin() as uow:
        assert role_of(Turn(context(GUEST, guest=True, admin=True), uow), conference) is Role.OUTSIDER


def test_outsiders_see_dates_once_the_firm_has_agreed_and_never_the_letter(team: Team) -> None:
    conference = team.active()
    with team.store.begin() as uow:
        turn = Turn(context(OUTSIDER, audience=Audience.SHARED), uow)
        uow.channels.save(replace(turn.record, consent=Consent(Turn(context(), uow).stamp)))
        allowed = {action for action in Action if may(turn, conference, action)}
    assert allowed == {Action.SEE_DATES}


def test_the_first_to_register_in_a_channel_nobody_answers_for_becomes_its_registrar() -> None:
    team = Team()
    team.register(person=PARTNER)
    assert registrar_of(team.record(), team.active()) == PARTNER.id


def test_a_member_hears_who_may_and_can_ask_for_access(team: Team) -> None:
    reply = team.do(StartRegistering(), PARTNER)
    assert "Paralegal" in text_of(reply)
    assert labels(reply) == ["Ask for access"]


def test_whoever_gives_roles_hears_how_others_come_onto_the_list(team: Team) -> None:
    hint = "once they have asked Parley something"
    assert hint in text_of(team.do(ShowRoles(), REGISTRAR))
    assert hint not in text_of(team.do(ShowRoles(), PARTNER))


def test_asking_for_access_tells_the_registrar_who_can_grant_it_from_the_notice(team: Team) -> None:
    team.do(RequestAccess(), PARTNER)
    (notice,) = team.told(REGISTRAR)
    assert "Partner asks" in notice
    team.do(GrantRole(PARTNER.id, "editor", "matter"), REGISTRAR, direct=True)
    assert team.record().roles[PARTNER.id] is Role.EDITOR
    assert any("made you an editor" in each for each in team.told(PARTNER))


def test_asking_twice_for_access_asks_once(team: Team) -> None:
    replies = [text_of(team.do(RequestAccess(), PARTNER)) for _ in range(2)]
    assert replies == ["Asked Paralegal. You will hear privately if they agree."] * 2
    assert len(team.told(REGISTRAR)) == 1


def test_asking_again_on_a_later_day_asks_again(team: Team) -> None:
    team.do(RequestAccess(), PARTNER)
    team.do(RequestAccess(), PARTNER, "2026-11-30T10:00")
    assert len(team.told(REGISTRAR)) == 2


def test_a_role_given_from_a_private_notice_is_answered_with_the_matter(team: Team) -> None:
    team.do(RequestAccess(), PARTNER)
    reply = team.do(GrantRole(PARTNER.id, "editor", "matter"), REGISTRAR, direct=True)
    assert text_of(reply) == "Partner is now an editor in the channel of Plaintiff A v. Defendant B."
    assert text_of(team.do(GrantRole(PARTNER.id, "member"), REGISTRAR)) == "Partner is now a member here."


def test_a_registrar_who_is_replaced_is_told(team: Team) -> None:
    team.do(GrantRole(ASSOCIATE.id, "registrar"), ADMIN, admin=True)
    (told,) = team.told(REGISTRAR)
    assert told.startswith("Administrator made Associate the registrar in the channel of ")
    assert team.audited()[-2:] == ["role_given", "role_given"]


@pytest.mark.parametrize(("role", "said"), [("editor", "is now an editor"), ("member", "is a member")])
def test_a_request_that_was_answered_says_so_in_its_place(team: Team, role: str, said: str) -> None:
    team.do(RequestAccess(), PARTNER)
    reply = team.do(GrantRole(PARTNER.id, role, "matter"), REGISTRAR, direct=True)
    assert said in text_of(reply)
    assert reply.replaces


def test_a_role_somebody_has_already_is_said_to_be_as_before(team: Team) -> None:
    reply = team.do(GrantRole(ASSOCIATE.id, "editor"), REGISTRAR)
    assert text_of(reply) == "Associate is an editor here, as before."


def test_an_editor_cannot_give_roles(team: Team) -> None:
    team.do(RequestAccess(), PARTNER)
    reply = team.do(GrantRole(PARTNER.id, "editor"), ASSOCIATE)
    assert "Giving roles is for the registrar and administrators" in text_of(reply)
    assert PARTNER.id not in team.record().roles


def test_an_administrator_replaces_a_registrar_who_left(team: Team) -> None:
    team.do(GrantRole(ASSOCIATE.id, "registrar"), ADMIN, admin=True)
    conference = team.active()
    assert registrar_of(team.record(), conference) == ASSOCIATE.id
    with team.store.begin() as uow:
        assert role_of(Turn(context(REGISTRAR), uow), conference) is Role.EDITOR


def test_an_administrator_who_looks_is_listed_as_one(team: Team) -> None:
    assert "Administrator: administrator" in text_of(team.do(ShowRoles(), ADMIN, admin=True))
    assert "Paralegal: administrator and registrar" in text_of(team.do(ShowRoles(), REGISTRAR, admin=True))


def test_a_member_who_is_refused_can_ask_for_access_there_and_an_editor_cannot(team: Team) -> None:
    edit = EditConference(team.active().id)
    assert labels(team.do(edit, PARTNER)) == ["Ask for access"]
    assert labels(team.do(edit, PARTNER, direct=True)) == []
    assert labels(team.do(GrantRole(PARTNER.id, "editor"), ASSOCIATE)) == []
    assert labels(team.do(edit, OUTSIDER)) == []


def test_there_is_always_a_registrar(team: Team) -> None:
    reply = team.do(GrantRole(REGISTRAR.id, "member"), ADMIN, admin=True)
    assert "Make someone else the registrar" in text_of(reply)


def test_a_role_cannot_be_given_to_someone_parley_never_met(team: Team) -> None:
    reply = team.do(GrantRole("stranger", "editor"), REGISTRAR)
    assert "has not met that person" in text_of(reply)


def test_a_role_parley_does_not_know_is_not_given(team: Team) -> None:
    team.do(GrantRole(ASSOCIATE.id, "admin"), REGISTRAR)
    assert team.record().roles[ASSOCIATE.id] is Role.EDITOR


def test_roles_show_who_is_what_and_only_to_the_registrar_the_buttons_that_change_it(team: Team) -> None:
    own = team.do(ShowRoles(), REGISTRAR)
    assert "Associate: editor" in text_of(own)
    assert "Make Associate a member" in labels(own)
    assert labels(team.do(ShowRoles(), PARTNER)) == ["Ask for access"]


def test_outsiders_are_not_kept_among_the_channels_people(team: Team) -> None:
    team.do(ShowRoles(), OUTSIDER, audience=Audience.SHARED)
    assert OUTSIDER.id not in team.record().people


def test_giving_a_role_is_audited(team: Team) -> None:
    team.do(RequestAccess(), PARTNER)
    team.do(GrantRole(PARTNER.id, "editor"), REGISTRAR)
    assert team.audited()[-1] == "role_given"
