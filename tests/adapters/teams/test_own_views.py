"""What one person sees in the place of a shared card, asked for by Teams itself, in signed calls."""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from adapters.teams.look import REFRESHED_FOR
from adapters.teams.render import CARD_TYPE
from bot.conversation.cards import Card, Own, Text
from bot.conversation.requests import SeeOwn, ShowStatus, VerifyDates
from bot.domain.people import Channel
from tests.adapters.teams.fake_teams import CHANNEL, TENANT, Client, member
from tests.adapters.teams.teams_team import SHARED_CHANNEL, Shown, TeamsTeam
from tests.scenarios.team import MATTER, PRIVATE, SHARED
from tests.scenarios.test_journeys import alex_may_edit, registered

Json = dict[str, Any]

UNCHANGED = (404, "application/vnd.microsoft.error")
WHO_CHECKS = "You entered these dates, so a second person needs to check them."
CAN_VERIFY = "You did not enter these dates, so you can verify them"


def shared_card(team: TeamsTeam, words: str, place: str = CHANNEL) -> Shown:
    """The newest shared card with these words in it."""
    return [each for each in team.shown if each.place == place and each.person is None and words in each.text][-1]


async def refreshed(team: TeamsTeam, person: str, on: Shown, data: Json | None = None) -> Json:
    """What Teams is answered when it shows the card to somebody."""
    data = data or on.content["refresh"]["action"]["data"]
    value = {"action": {"type": "Action.Execute", "verb": "parley", "data": data}, "trigger": "automatic"}
    invoke = {"type": "invoke", "name": "adaptiveCard/action", "value": value, "replyToId": on.message}
    status, body = await team.sending.send(team._activity(person, on.place, **invoke))
    assert status == 200
    answer: Json = body
    return answer


async def seen_by(team: TeamsTeam, person: str, on: Shown) -> str:
    body = await refreshed(team, person, on)
    assert body["type"] == CARD_TYPE
    return Shown(on.place, on.message, body["value"]).text


def requests_of(on: Shown) -> list[str]:
    """What the buttons of a card hold."""
    return [str(node["parley.request"]) for node in _nodes(on.content["body"]) if "parley.request" in node]


def _nodes(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _nodes(each)


def stored(tmp_path: Path) -> list[str]:
    """The whole database."""
    with sqlite3.connect(tmp_path / "parley.db") as connection:
        return list(connection.iterdump())


async def test_a_shared_card_is_refreshed_for_those_it_holds_more_for(
    team: TeamsTeam, order: str, start: dt.datetime
) -> None:
    await registered(team, order, start)
    assert set(shared_card(team, "Dates not yet verified").content["refresh"]["userIds"]) == {
        "29:dana",
        "29:alex",
        "29:robin",
    }
    assert shared_card(team, "Attendance, Fri").content["refresh"]["userIds"] == ["29:dana"]


async def test_each_sees_the_headline_with_what_their_role_may_do(
    team: TeamsTeam, order: str, start: dt.datetime
) -> None:
    await registered(team, order, start)
    await alex_may_edit(team, start)
    headline = shared_card(team, "Dates not yet verified")
    dana, alex, robin = [await seen_by(team, each, headline) for each in ("dana", "alex", "robin")]
    assert WHO_CHECKS in dana
    assert "Alex Chen can." in dana
    assert "Verify dates" not in dana
    assert CAN_VERIFY in alex
    assert "Verify dates" in alex
    assert "For you alone" not in robin
    assert "Verify dates" not in robin


async def test_a_button_in_ones_own_view_acts_as_that_of_the_shared_card(
    team: TeamsTeam, order: str, start: dt.datetime
) -> None:
    await registered(team, order, start)
    await alex_may_edit(team, start)
    headline = shared_card(team, "Dates not yet verified")
    body = await refreshed(team, "alex", headline)
    team.shown.append(Shown(CHANNEL, headline.message, body["value"], "alex", MATTER))
    await team.press("alex", "Verify dates")
    await team.step(start)
    assert "Verified by Alex Chen" in shared_card(team, "Settlement conference").text


async def test_whoever_is_to_answer_for_parties_is_told_so_beside_their_buttons(
    team: TeamsTeam, order: str, start: dt.datetime
) -> None:
    await registered(team, order, start)
    board = shared_card(team, "Attendance, Fri")
    assert "You are asked to confirm for" in await seen_by(team, "dana", board)
    assert "For you alone" not in await seen_by(team, "robin", board)
    assert "For you alone" not in board.text


async def test_once_nothing_is_open_nobody_is_asked_for(team: TeamsTeam, order: str, start: dt.datetime) -> None:
    await registered(team, order, start)
    old = shared_card(team, "Dates not yet verified")
    before = Shown(old.place, old.message, dict(old.content))
    await alex_may_edit(team, start)
    await team.press("alex", "Verify dates")
    await team.step(start)
    assert "refresh" not in shared_card(team, "Verified by Alex Chen").content
    assert "Verified by Alex Chen" in await seen_by(team, "dana", before)


async def test_a_refresh_changes_nothing_posts_nothing_and_asks_teams_nothing(
    team: TeamsTeam, order: str, start: dt.datetime, tmp_path: Path
) -> None:
    await registered(team, order, start)
    headline = shared_card(team, "Dates not yet verified")
    kept, calls = stored(tmp_path), list(team.teams.calls)
    for person in ("dana", "alex", "robin", "dana"):
        await refreshed(team, person, headline)
    assert stored(tmp_path) == kept
    assert team.teams.calls == calls


async def test_nobody_acts_when_teams_asks_by_itself_whatever_the_button(
    team: TeamsTeam, order: str, start: dt.datetime, tmp_path: Path
) -> None:
    await registered(team, order, start)
    await alex_may_edit(team, start)
    headline = shared_card(team, "Dates not yet verified")
    (verify,) = {each for each in requests_of(headline) if "VerifyDates" in each}
    kept = stored(tmp_path)
    body = await refreshed(team, "alex", headline, {"parley.request": verify})
    assert (body["statusCode"], body["type"]) == UNCHANGED
    assert stored(tmp_path) == kept


async def test_where_outsiders_read_along_everybody_sees_the_plain_card(
    team: TeamsTeam, order: str, start: dt.datetime
) -> None:
    await team.invite("dana", SHARED)
    await team.say("dana", order, SHARED)
    await team.press("dana", "Confirm zone", SHARED)
    await team.press("dana", "Save and ask for a second check", SHARED)
    await team.step(start)
    await team.press("dana", "Allow status-only", PRIVATE)
    await team.step(start)
    headline = shared_card(team, "Settlement conference: Fri Jan 15", SHARED_CHANNEL)
    assert "refresh" not in headline.content
    (conference,) = {json.loads(each)[2] for each in requests_of(headline)}
    data = {"parley.request": f'["1","SeeOwn","{conference}","headline"]'}
    for person in ("dana", "morgan"):
        body = await refreshed(team, person, headline, data)
        assert Shown(SHARED_CHANNEL, "", body["value"]).text == headline.text


async def test_the_card_of_another_channel_is_not_shown(team: TeamsTeam, order: str, start: dt.datetime) -> None:
    await registered(team, order, start)
    await team.invite("dana", SHARED)
    headline = shared_card(team, "Dates not yet verified")
    elsewhere = Shown(SHARED_CHANNEL, headline.message, headline.content)
    body = await refreshed(team, "dana", elsewhere)
    assert (body["statusCode"], body["type"]) == UNCHANGED


async def test_who_is_no_member_any_more_keeps_the_card_as_it_is(
    team: TeamsTeam, order: str, start: dt.datetime
) -> None:
    await registered(team, order, start)
    headline = shared_card(team, "Dates not yet verified")
    body = await refreshed(team, "eve", headline)
    assert (body["statusCode"], body["type"]) == UNCHANGED


async def test_a_card_whose_record_is_gone_or_whose_button_is_of_another_version_stays_as_it_is(
    team: TeamsTeam, order: str, start: dt.datetime
) -> None:
    await registered(team, order, start)
    headline = shared_card(team, "Dates not yet verified")
    for request in ('["1","SeeOwn","gone","headline"]', '["1","SeeOwn","x"]', '["0","SeeOwn","x","headline"]', ""):
        body = await refreshed(team, "dana", headline, {"parley.request": request})
        assert (body["statusCode"], body["type"]) == UNCHANGED


async def test_no_more_people_are_named_than_teams_refreshes_a_card_for(client: Client) -> None:
    people = [f"person-{number}" for number in range(REFRESHED_FOR + 10)]
    client.teams.members[CHANNEL] += [member(each) for each in people]
    for each in people:
        await client.send(client.mention("status", who=each))
    own = Own(SeeOwn("c", "headline"), tuple(f"aad-{each}" for each in ["never-met", *people]))
    card = Card("", (Text(("Words.",)),), own=own)
    await client.adapter.messenger.post(Channel("teams", TENANT, CHANNEL), card, key="k")
    assert client.teams.card()["refresh"]["userIds"] == [f"29:{each}" for each in people[:REFRESHED_FOR]]


async def test_a_card_nobody_reachable_sees_more_of_has_no_refresh_for_all(client: Client) -> None:
    await client.send(client.mention("status"))
    card = Card("", (Text(("Words.",)),), own=Own(SeeOwn("c", "headline"), ("never-met",)))
    await client.adapter.messenger.post(Channel("teams", TENANT, CHANNEL), card, key="k")
    assert "refresh" not in client.teams.card()


async def test_an_automatic_call_reaches_no_service_that_acts(client: Client) -> None:
    press = client.press(VerifyDates("c", 2))
    press["value"]["trigger"] = "automatic"
    await client.send(press)
    await client.send(client.press(ShowStatus()))
    assert [type(request) for request, _ in client.handlers.asked] == [ShowStatus]
