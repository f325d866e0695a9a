"""Who may read and who asks: what Slack does not say counts as someone from outside."""

from typing import Any

import pytest

from adapters.slack.app import SlackAdapter
from adapters.slack.people import audience_of, profile_of
from bot.conversation import wire
from bot.conversation.requests import AskQuestion, ShowAttendance
from bot.domain.people import Audience, Channel
from tests.adapters.slack.core import Core, public
from tests.adapters.slack.fake_slack import BOT, BOT_ID, TEAM, FakeSlack, Fault, error, user
from tests.adapters.slack.sender import Sender

SHARED: tuple[dict[str, Any], ...] = (
    {"is_ext_shared": True},
    {"is_pending_ext_shared": True},
    {"pending_shared": ["T0OTHER"]},
    {"pending_connected_team_ids": ["T0OTHER"]},
)


@pytest.mark.parametrize("how", SHARED, ids=lambda each: next(iter(each)))
async def test_a_public_answer_in_a_shared_channel_is_given_privately(
    sender: Sender, slack: FakeSlack, core: Core, how: dict[str, Any]
) -> None:
    slack.channels["C1"] |= how
    core.answers[AskQuestion] = public("Ten pages.")

    await sender.mention("how long may the letter be?")

    [whisper] = await slack.until(lambda: slack.ephemeral)
    assert whisper["user"] == "U1PARA"
    assert core.context.audience is Audience.SHARED
    assert not slack.messages["C1"]


@pytest.mark.parametrize(
    "fault",
    [error("channel_not_found"), error("missing_scope"), Fault(500, "x"), Fault(cut="before"), Fault(body="<html>")],
    ids=["not-found", "scope", "server", "cut", "page"],
)
async def test_not_learning_who_can_read_counts_as_outsiders(
    sender: Sender, slack: FakeSlack, core: Core, fault: Fault
) -> None:
    slack.faults["conversations.info"].extend([fault, fault])

    await sender.mention("when is the letter due?")

    assert core.context.audience is Audience.UNKNOWN
    await slack.until(lambda: slack.ephemeral)
    assert not slack.messages["C1"]


async def test_slacks_silence_about_a_channel_is_not_waited_for_long(
    monkeypatch: pytest.MonkeyPatch, sender: Sender, slack: FakeSlack, core: Core
) -> None:
    monkeypatch.setattr("adapters.slack.people.LOOK_UP_SECONDS", 0.05)
    slack.faults["conversations.info"].append(Fault(wait=0.5))

    await sender.mention("help")

    assert core.context.audience is Audience.UNKNOWN


async def test_whether_outsiders_read_is_asked_before_every_press(sender: Sender, slack: FakeSlack, core: Core) -> None:
    await sender.press(wire.encode(ShowAttendance("c1")))
    slack.channels["C1"]["is_ext_shared"] = True
    await sender.press(wire.encode(ShowAttendance("c1")))

    assert [context.audience for _, context in core.asked] == [Audience.OWN, Audience.SHARED]


async def test_a_channel_shared_within_the_organisation_is_the_firms_own(
    adapter: SlackAdapter, slack: FakeSlack
) -> None:
    slack.channels["C1"] |= {"is_shared": True, "is_org_shared": True}

    assert await adapter.messenger.audience(Channel("slack", TEAM, "C1")) is Audience.OWN
    await adapter._line.close()


async def test_a_guest_in_the_channel_counts_as_an_outsider_reading_it(adapter: SlackAdapter, slack: FakeSlack) -> None:
    slack.users["U3CO"] = user("U3CO", name="Co-counsel", is_restricted=True)
    slack.members["C1"].append("U3CO")

    assert await adapter.messenger.audience(Channel("slack", TEAM, "C1")) is Audience.SHARED
    assert await adapter.messenger.audience(Channel("slack", TEAM, "C2")) is Audience.OWN
    await adapter._line.close()


async def test_a_guest_who_joins_is_noticed_at_once(sender: Sender, slack: FakeSlack, core: Core) -> None:
    await sender.mention("help")
    slack.users["U3CO"] = user("U3CO", name="Co-counsel", is_ultra_restricted=True)
    slack.members["C1"].append("U3CO")
    await sender.event({"type": "member_joined_channel", "user": "U3CO", "channel": "C1", "team": TEAM})
    await sender.mention("help")

    assert [context.audience for _, context in core.asked] == [Audience.OWN, Audience.SHARED, Audience.SHARED]


async def test_many_unknown_members_are_learned_from_the_workspaces_list(
    adapter: SlackAdapter, slack: FakeSlack
) -> None:
    people = [user(f"U{number:04}") for number in range(80)]
    slack.users |= {each["id"]: each for each in people}
    slack.members["C1"] += [each["id"] for each in people]

    assert await adapter.messenger.audience(Channel("slack", TEAM, "C1")) is Audience.OWN
    assert len(slack.called("users.list")) == 1
    assert not slack.called("users.info")
    await adapter._line.close()


@pytest.mark.parametrize("payload_team", [TEAM, "T0OTHER", ""])
async def test_a_person_of_another_organisation_is_an_outsider(
    sender: Sender, slack: FakeSlack, core: Core, payload_team: str
) -> None:
    slack.users["U9OPP"] = user("U9OPP", team="T0OTHER", name="Opposing Counsel")
    pressing = sender.pressing(wire.encode(ShowAttendance("c1")), "U9OPP")

    await sender.interaction(pressing | {"user": {"id": "U9OPP", "team_id": payload_team}})

    assert core.context.outsider
    assert core.context.person.tenant == "T0OTHER"
    assert not core.context.admin


async def test_a_press_in_another_organisations_name_is_served_by_the_workspace_that_posted_the_card(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    slack.users["U9OPP"] = user("U9OPP", team="T0OTHER", name="Opposing Counsel")
    pressing = sender.pressing(wire.encode(ShowAttendance("c1")), "U9OPP", team={"id": "T0OTHER"})
    message = pressing["message"] | {"team": TEAM, "bot_id": BOT_ID}

    await sender.interaction(pressing | {"message": message, "user": {"id": "U9OPP", "team_id": "T0OTHER"}})

    assert core.context.channel.tenant == TEAM
    assert core.context.outsider


async def test_an_outsider_whom_the_payload_names_stays_one_whatever_the_directory_says(
    sender: Sender, core: Core
) -> None:
    await sender.mention("help", team=TEAM, user_team="T0OTHER")

    assert core.context.outsider


async def test_an_administrator_elsewhere_is_none_here(sender: Sender, slack: FakeSlack, core: Core) -> None:
    slack.users["U9OPP"] = user("U9OPP", team="T0OTHER", is_admin=True)

    await sender.mention("help", user="U9OPP")

    assert not core.context.admin


async def test_a_guest_is_known_as_one(sender: Sender, slack: FakeSlack, core: Core) -> None:
    slack.users["U3CO"] = user("U3CO", is_restricted=True)

    await sender.mention("help", user="U3CO")

    assert core.context.guest
    assert core.context.outsider


async def test_a_person_slack_says_nothing_of_is_treated_as_a_guest(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    slack.faults["users.info"].extend([error("user_not_found")] * 3)

    await sender.mention("help")

    assert core.context.outsider
    assert not core.context.admin


async def test_a_colleague_of_the_same_organisation_is_no_outsider(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    slack.tokens[next(iter(slack.tokens))]["enterprise_id"] = "E0FIRM"
    slack.users["U4SIS"] = user("U4SIS", team="T0SISTER", enterprise_user={"enterprise_id": "E0FIRM"})

    await sender.mention("help", user="U4SIS", user_team="T0SISTER")

    assert not core.context.outsider
    assert core.context.person.tenant == TEAM


def test_a_channel_slack_does_not_describe_is_unknown() -> None:
    assert audience_of({}) is Audience.UNKNOWN
    assert audience_of({"id": "C1", "is_shared": True}) is Audience.UNKNOWN
    assert audience_of({"is_im": True}) is Audience.OWN


def test_an_account_slack_does_not_describe_is_a_guests() -> None:
    assert profile_of({"id": "U1"}).guest
    assert not profile_of(user("U1")).guest
    assert profile_of({"id": BOT, "team_id": TEAM, "is_bot": True}).bot
