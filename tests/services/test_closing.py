import datetime as dt

import pytest

from bot.conversation.requests import (
    CloseConference,
    HoldRecord,
    PreviewPurge,
    PurgeRecord,
    Reopen,
    StartAdjourning,
)
from bot.domain.conference import Conference, Status
from bot.domain.errors import NotAllowed
from bot.domain.nudges import NudgeState
from bot.domain.people import Role
from bot.services import adjourning, attending, closing
from tests.builders import ASSOCIATE, CHANNEL, PARTNER, REGISTRAR, moment
from tests.fakes.team import Team as Engine
from tests.matter import Team, button, labels, text_of

AFTER = "2027-01-16T09:00"
BEFORE = "2027-01-06T10:00"


@pytest.fixture
def team() -> Team:
    team = Team(closing.HANDLERS, attending.HANDLERS, adjourning.HANDLERS)
    team.register()
    return team


def close(team: Team, outcome: str = "held", now: str = AFTER) -> str:
    active = team.active()
    return text_of(team.do(CloseConference(active.id, active.revision, outcome), now=now))


def stored(team: Team) -> Conference:
    with team.store.begin() as uow:
        (found,) = uow.conferences.all()
    return found


@pytest.mark.parametrize("outcome", ["held", "settled", "cancelled"])
def test_closing_stops_reminders_and_says_when_the_record_goes(team: Team, outcome: str) -> None:
    said = close(team, outcome)
    assert "Reminders stop now." in said
    assert "Parley's record will be deleted Mon Feb 15, 2027." in said
    conference = stored(team)
    assert (conference.status, conference.delete_on) == (Status(outcome), dt.date(2027, 2, 15))
    with team.store.begin() as uow:
        assert not [each for each in uow.nudges.of(conference.id) if each.state is NudgeState.SCHEDULED]


def test_the_thread_says_that_it_is_closed_and_by_whom(team: Team) -> None:
    close(team)
    assert "Closed: held Fri Jan 15, 2027. No further reminders." in team.thread()[-1]
    assert "Closed by Paralegal." in team.thread()[-1]


def test_a_conference_still_to_come_was_not_held(team: Team) -> None:
    assert "still to come" in close(team, "held", BEFORE)
    assert team.active().status is Status.SCHEDULED


def test_a_conference_without_a_date_was_not_held(team: Team) -> None:
    form = team.do(StartAdjourning(team.active().id, 1), now=BEFORE)
    team.fill(form, {"so_ordered": "ordered"}, now=BEFORE)
    assert "No date is set" in close(team)


def test_before_it_is_closed_another_way_it_is_said_until_when_the_record_is_kept(team: Team) -> None:
    active = team.active()
    reply = team.do(CloseConference(active.id, active.revision, "held"), now=BEFORE)
    confirm = button(reply, "Cancelled").confirm
    assert confirm is not None
    assert "deleted: 30 days after closing, on Fri Feb 5, 2027." in confirm.text


def test_an_unknown_outcome_changes_nothing(team: Team) -> None:
    assert "held, settled or cancelled" in close(team, "won")
    assert team.active().status is Status.SCHEDULED


def test_closing_twice_closes_once(team: Team) -> None:
    request = CloseConference(team.active().id, 1, "settled")
    team.do(request, now=AFTER)
    assert "Already closed as settled by Paralegal." in text_of(team.do(request, now=AFTER))
    other = team.do(CloseConference(request.conference, 1, "cancelled"), now=AFTER)
    assert "reopen it first" in text_of(other)


def test_a_member_may_not_close_it(team: Team) -> None:
    reply = team.do(CloseConference(team.active().id, 1, "settled"), ASSOCIATE, AFTER)
    assert "is for the registrar, editors and administrators" in text_of(reply)
    assert team.active().status is Status.SCHEDULED


def test_reopening_takes_the_closing_back(team: Team) -> None:
    close(team, "settled", BEFORE)
    reply = team.do(Reopen(stored(team).id), now=BEFORE)
    assert "Open again: Fri Jan 15, 2027" in text_of(reply)
    conference = team.active()
    assert (conference.status, conference.closed, conference.delete_on) == (Status.SCHEDULED, None, None)
    with team.store.begin() as uow:
        assert [each for each in uow.nudges.of(conference.id) if each.state is NudgeState.SCHEDULED]


def test_a_channel_works_towards_one_conference_at_a_time(team: Team) -> None:
    close(team, "settled", BEFORE)
    first = stored(team).id
    team.register()
    assert "tracks another conference now" in text_of(team.do(Reopen(first), now=BEFORE))


# --- holding


def test_a_hold_stops_the_deletion(team: Team) -> None:
    close(team)
    team.do(HoldRecord(stored(team).id, on=True), now=AFTER)
    with team.store.begin() as uow:
        assert closing.purge_due(uow, moment("2028-01-01T12:00")) == []
    reply = text_of(team.do(PurgeRecord(stored(team).id), now=AFTER))
    assert "a hold was placed by Paralegal" in reply


def test_a_hold_released_late_leaves_a_day_to_think(team: Team) -> None:
    close(team)
    conference = stored(team).id
    team.do(HoldRecord(conference, on=True), now=AFTER)
    reply = text_of(team.do(HoldRecord(conference, on=False), now="2027-06-01T12:00"))
    assert "Parley's record will be deleted Wed Jun 2, 2027." in reply


def test_placing_a_hold_twice_is_one_hold(team: Team) -> None:
    close(team)
    for _ in range(2):
        team.do(HoldRecord(stored(team).id, on=True), now=AFTER)
    assert team.audited().count("hold_placed") == 1


# --- deleting


def test_the_preview_says_what_goes_and_that_messages_stay(team: Team) -> None:
    close(team)
    reply = team.do(PreviewPurge(stored(team).id), now=AFTER)
    assert "It cannot be undone." in text_of(reply)
    assert "2 parties" in text_of(reply)
    assert "Messages already in this channel stay under your firm's retention policy." in text_of(reply)
    assert labels(reply) == ["Delete record", "Export first", "Keep"]


def test_an_open_conference_is_not_deleted(team: Team) -> None:
    assert "Close it first" in text_of(team.do(PurgeRecord(team.active().id), now=AFTER))
    assert team.tracked() is not None


def test_deleting_leaves_one_line_and_nothing_else(team: Team) -> None:
    close(team)
    reply = text_of(team.do(PurgeRecord(stored(team).id), now=AFTER))
    assert "Deleted at 9:00 am ET." in reply
    with team.store.begin() as uow:
        assert uow.conferences.all() == []
        (entry,) = uow.audit.of(CHANNEL)
        assert (entry.action, entry.person, entry.conference) == ("record_deleted", REGISTRAR.id, None)
        assert (dict(entry.before), dict(entry.after)) == ({}, {})


def deleted_from(platform: Engine) -> None:
    platform.close()
    platform.do(lambda uow: closing.purge_one(uow, "c1", platform.now))


async def test_where_the_cards_stood_the_channel_reads_that_the_record_is_deleted_and_has_nothing_to_press() -> None:
    engine = Engine()
    engine.register(cards=True)
    await engine.at(engine.now)
    cards = [each for each in engine.web.standing(CHANNEL) if "Settlement conference" in each.text or each.pinned]
    deleted_from(engine)
    posted = await engine.at(engine.now)
    assert posted == []
    standing = engine.web.standing(CHANNEL)
    assert cards
    assert {each.text for each in standing} == {"Record deleted. Parley keeps nothing of this conference any more."}
    assert not [each for each in standing if each.card.buttons]


async def test_a_card_that_somebody_deleted_is_not_posted_again_to_say_so() -> None:
    engine = Engine()
    engine.register(cards=True)
    await engine.at(engine.now)
    for each in engine.web.standing(CHANNEL):
        each.deleted = True
    deleted_from(engine)
    await engine.until("2026-11-24T10:00")
    assert engine.web.standing(CHANNEL) == []


def test_deleting_twice_says_that_it_is_gone(team: Team) -> None:
    close(team)
    request = PurgeRecord(stored(team).id)
    team.do(request, now=AFTER)
    assert "no record" in text_of(team.do(request, now=AFTER))


def test_an_editor_may_not_delete_and_an_administrator_may(team: Team) -> None:
    close(team)
    team.give(PARTNER, Role.EDITOR)
    request = PurgeRecord(stored(team).id)
    assert "Deleting the record is for the registrar and administrators" in text_of(team.do(request, PARTNER, AFTER))
    assert "Deleted at" in text_of(team.do(request, PARTNER, AFTER, admin=True))


@pytest.mark.parametrize(
    ("now", "deleted"),
    [("2027-02-14T23:59", 0), ("2027-02-15T00:00", 1), ("2027-02-15T03:00+00:00", 0), ("2027-02-15T05:00+00:00", 1)],
)
def test_a_record_goes_on_its_day_in_the_courts_zone(team: Team, now: str, deleted: int) -> None:
    close(team)
    with team.store.begin() as uow:
        assert len(closing.purge_due(uow, moment(now))) == deleted


def test_by_command_a_held_or_open_record_is_not_deleted(team: Team) -> None:
    conference = team.active().id
    with team.store.begin() as uow, pytest.raises(NotAllowed, match="Close it first"):
        closing.purge_one(uow, conference, moment(AFTER))
    close(team)
    team.do(HoldRecord(conference, on=True), now=AFTER)
    with team.store.begin() as uow, pytest.raises(NotAllowed, match="Release it first"):
        closing.purge_one(uow, conference, moment(AFTER))


def test_a_button_of_an_earlier_setting_closes_nothing(team: Team) -> None:
    form = team.do(StartAdjourning(team.active().id, 1), now=BEFORE)
    new = {"so_ordered": "ordered", "conference_at": "February 11, 2027, 10:00 am"}
    team.fill(form, new, now=BEFORE)
    reply = team.do(CloseConference(team.active().id, 1, "settled"), now=BEFORE)
    assert "January 15 setting" in text_of(reply)
    assert team.active().status is Status.SCHEDULED
