"""Words said to Parley, and where its answers go."""

import asyncio

import pytest

from adapters.teams import words
from bot.conversation.cards import Button, Buttons, Card, Strong, Text
from bot.conversation.forms import Form, TextField
from bot.conversation.replies import Reply, Visibility
from bot.conversation.requests import AskQuestion, ReadOrder, RegisterFrom, ShowHelp, ShowStatus, StartRegistering
from bot.domain.people import Audience
from bot.wording import errors as wording
from tests.adapters.teams.fake_teams import CHANNEL, CHAT, ELSEWHERE, GROUP, TENANT, Client, Connect, member

PRIVATE = Reply(Card("Deadlines", (Text(("The letter is due ", Strong("Tuesday"), ".")),)))
FORM = Reply(Form("Register", "Read", ReadOrder(), (TextField("order", "Text of the order"),)))


async def test_a_mention_in_a_channel_is_answered_in_its_thread(client: Client) -> None:
    await client.send(client.mention("what goes in the letter?", conversation=f"{CHANNEL};messageid=17"))
    assert client.handlers.asked[0][0] == AskQuestion("what goes in the letter?")
    assert client.teams.posted[0]["to"] == f"{CHANNEL};messageid=17"
    assert client.teams.said() == "An answer."


async def test_the_bots_name_inside_a_question_is_kept(client: Client) -> None:
    await client.send(client.mention("what is Parley?"))
    assert client.handlers.asked[0][0] == AskQuestion("what is Parley?")


async def test_another_persons_mention_stays_as_their_name(client: Client) -> None:
    activity = client.mention("can <at>Parley Jones</at> be by phone?")
    activity["entities"].append({"type": "mention", "mentioned": {"id": "29:jones"}, "text": "<at>Parley Jones</at>"})
    await client.send(activity)
    assert client.handlers.asked[0][0] == AskQuestion("can Parley Jones be by phone?")


async def test_a_tag_without_its_entity_is_no_mention(client: Client) -> None:
    await client.send(client.activity(text="<at>Parley</at> status"))
    assert not client.handlers.asked


async def test_words_escaped_by_teams_are_read_as_they_were_typed(client: Client) -> None:
    await client.send(client.mention("is Smith &amp; Co&nbsp;served?"))
    assert client.handlers.asked[0][0] == AskQuestion("is Smith & Co served?")


async def test_a_pasted_orders_columns_are_left_as_they_stand(client: Client) -> None:
    caption = "AVERY SAMPLE,\n                    Plaintiff,          26-CV-00000"
    await client.send(client.mention(caption))
    assert client.handlers.asked[0][0] == AskQuestion(caption)


async def test_a_personal_chat_needs_no_mention(client: Client) -> None:
    await client.send(client.activity(conversation=CHAT, text="status"))
    request, context = client.handlers.asked[0]
    assert request == ShowStatus()
    assert context.direct
    assert context.private
    assert client.teams.posted[0]["to"] == CHAT


async def test_an_empty_mention_asks_for_help(client: Client) -> None:
    await client.send(client.mention(""))
    assert client.handlers.asked[0][0] == ShowHelp()


async def test_a_message_without_text_is_no_fault(client: Client) -> None:
    status, _ = await client.send(client.activity(conversation=GROUP))
    assert status == 202


async def test_the_context_says_who_where_and_when(client: Client) -> None:
    await client.send(client.mention("status", conversation=f"{CHANNEL};messageid=17", localTimezone="America/Chicago"))
    context = client.handlers.asked[0][1]
    assert (context.channel.tenant, context.channel.id, context.thread) == (TENANT, CHANNEL, "17")
    assert (context.person.id, context.person.tenant, context.person.zone) == ("aad-dana", TENANT, "America/Chicago")
    assert context.audience is Audience.OWN
    assert not context.outsider


async def test_a_time_zone_nobody_knows_is_left_out(client: Client) -> None:
    await client.send(client.mention("status", localTimezone="../../etc/passwd"))
    assert client.handlers.asked[0][1].person.zone is None


async def test_the_same_delivery_is_answered_once(client: Client) -> None:
    activity = client.mention("status")
    await client.send(activity)
    await client.send(activity)
    assert len(client.teams.posted) == 1


async def test_a_private_answer_goes_to_the_personal_chat_with_a_pointer_in_the_thread(client: Client) -> None:
    client.handlers.replies[ShowStatus] = lambda *_: PRIVATE
    await client.send(client.mention("status", conversation=f"{CHANNEL};messageid=17"))
    private, pointer = client.teams.posted
    assert private["to"] == CHAT
    assert "Tuesday" in private["attachments"][0]["content"]["fallbackText"]
    assert pointer["to"] == f"{CHANNEL};messageid=17"
    assert client.teams.said() == words.ANSWERED_PRIVATELY


async def test_a_personal_chat_is_opened_once_and_remembered(client: Client) -> None:
    client.handlers.replies[ShowStatus] = lambda *_: PRIVATE
    await client.send(client.mention("status"))
    await client.send(client.mention("status"))
    assert len(client.teams.created) == 1
    assert client.teams.created[0]["members"] == [{"id": "29:dana"}]


async def test_a_refused_personal_chat_is_said_in_the_thread_without_the_answer(client: Client) -> None:
    client.handlers.replies[ShowStatus] = lambda *_: PRIVATE
    client.teams.fail("create", 403, "BotNotInConversationRoster")
    await client.send(client.mention("status"))
    assert [each["to"] for each in client.teams.posted] == [CHANNEL]
    assert client.teams.said() == words.CANNOT_WRITE_PRIVATELY
    assert "Tuesday" not in str(client.teams.posted)


async def test_a_private_card_carries_the_channel_it_speaks_about(client: Client) -> None:
    card = Card("", (Buttons((Button("Register", StartRegistering()),)),))
    client.handlers.replies[ShowStatus] = lambda *_: Reply(card)
    await client.send(client.mention("status"))
    action = client.teams.card(0)["body"][0]["actions"][0]
    assert action["data"]["parley.home"] == CHANNEL


async def test_a_form_asked_for_in_a_channel_comes_privately(client: Client) -> None:
    client.handlers.replies[StartRegistering] = lambda *_: FORM
    await client.send(client.mention("register"))
    assert client.teams.posted[0]["to"] == CHAT
    assert client.teams.card(0)["body"][1]["type"] == "Input.Text"


@pytest.mark.parametrize(
    "outsider",
    [member("morgan", ELSEWHERE), member("guest", role="guest"), member("anonymous", role="anonymous")],
)
async def test_with_an_outsider_in_the_channel_every_answer_is_private(
    client: Client, outsider: dict[str, str]
) -> None:
    client.teams.members[CHANNEL].append(outsider)
    await client.send(client.mention("what goes in the letter?"))
    assert client.handlers.asked[0][1].audience is Audience.SHARED
    assert client.teams.posted[0]["to"] == CHAT


async def test_a_member_without_a_tenant_makes_the_audience_unknown(client: Client) -> None:
    client.teams.members[CHANNEL].append({"id": "29:someone", "name": "Someone"})
    await client.send(client.mention("status"))
    assert client.handlers.asked[0][1].audience is Audience.UNKNOWN


async def test_a_shared_channel_counts_as_shared_though_its_roster_shows_only_our_own(client: Client) -> None:
    shared = {"channel": {"id": CHANNEL, "type": "shared"}}
    await client.send(client.mention("status", channelData=shared))
    assert client.handlers.asked[0][1].audience is Audience.SHARED


async def test_a_private_channel_of_our_own_people_is_our_own(client: Client) -> None:
    private = {"channel": {"id": CHANNEL, "type": "private"}}
    await client.send(client.mention("status", channelData=private))
    assert client.handlers.asked[0][1].audience is Audience.OWN


async def test_somebody_teams_does_not_place_is_shown_nothing(client: Client) -> None:
    await client.send(client.mention("status", who="stranger"))
    assert not client.handlers.asked
    assert client.teams.said(0) == words.WHO_ARE_YOU


async def test_without_a_roster_nothing_is_shown_or_changed(client: Client) -> None:
    for _ in range(2):
        client.teams.fail(f"members {CHANNEL}", 500)
    await client.send(client.mention("status"))
    assert not client.handlers.asked


async def test_a_guest_and_a_member_of_another_firm_are_outsiders_to_the_core(client: Client) -> None:
    client.teams.members[CHANNEL] += [member("morgan", ELSEWHERE), member("gail", role="guest")]
    for who in ("morgan", "gail"):
        await client.send(client.mention("status", who=who))
    assert [context.outsider for _, context in client.handlers.asked] == [True, True]


async def test_an_owner_of_the_team_is_its_administrator(client: Client) -> None:
    await client.send(client.mention("status", who="sam"))
    assert client.handlers.asked[0][1].admin


async def test_a_roster_of_several_pages_is_read_to_its_end(client: Client) -> None:
    client.teams.members[CHANNEL] += [member(f"m{n}") for n in range(150)] + [member("morgan", ELSEWHERE)]
    await client.send(client.mention("status"))
    assert client.handlers.asked[0][1].audience is Audience.SHARED


async def test_the_roster_is_asked_once_for_many_messages(client: Client) -> None:
    for _ in range(5):
        await client.send(client.mention("status"))
    assert client.teams.calls.count(f"MEMBERS {CHANNEL}") == 1


def with_file(client: Client) -> dict[str, object]:
    file = {
        "contentType": "application/vnd.microsoft.teams.file.download.info",
        "name": "order.txt",
        "content": {"downloadUrl": f"{client.teams.url}/order.txt", "fileType": "txt"},
    }
    return client.activity(conversation=CHAT, attachments=[file])


async def test_a_link_to_a_file_on_this_machine_is_not_followed(client: Client) -> None:
    await client.send(with_file(client))
    assert client.teams.said() == words.FILE_NOT_TAKEN
    assert not client.handlers.asked


async def test_a_file_in_the_personal_chat_is_read_as_an_order(connect: Connect) -> None:
    client = await connect(microsoft_app_id=None, microsoft_app_password=None, microsoft_app_tenant_id=None)
    await client.send(with_file(client), Authorization="")
    assert client.handlers.asked[0][0] == RegisterFrom("IT IS HEREBY ORDERED that the parties appear.")


async def test_the_summary_is_what_a_notification_says(client: Client) -> None:
    client.handlers.replies[ShowStatus] = lambda *_: Reply(
        Card("Title", (Text(("Long",)),), summary="Letter due tomorrow"), Visibility.THREAD
    )
    await client.send(client.mention("status"))
    message = client.teams.posted[0]
    assert message["summary"] == "Letter due tomorrow"
    assert "text" not in message


async def test_a_failure_of_the_core_is_said_without_detail(client: Client) -> None:
    def fail(*_: object) -> Reply:
        raise RuntimeError("a detail")

    client.handlers.replies[AskQuestion] = fail
    status, _ = await client.send(client.mention("anything"))
    assert status == 202
    assert "a detail" not in str(client.teams.posted)


async def test_registering_from_a_pasted_order_is_a_question_with_its_text(client: Client) -> None:
    await client.send(client.activity(conversation=CHAT, text="ORDER\n1. The parties shall appear."))
    assert client.handlers.asked[0][0] == AskQuestion("ORDER\n1. The parties shall appear.")
    assert RegisterFrom not in {type(each) for each, _ in client.handlers.asked}


async def test_an_answer_that_was_surely_not_delivered_is_sent_again_when_teams_says(client: Client) -> None:
    client.teams.fail(CHANNEL, 429, **{"Retry-After": "1"})
    await client.send(client.mention("status"))
    assert client.teams.calls.count(f"POST {CHANNEL}") == 2
    assert len(client.teams.posted) == 1


async def test_an_answer_that_may_have_been_delivered_is_not_sent_again(client: Client) -> None:
    client.teams.fail(CHANNEL, 502)
    await client.send(client.mention("status"))
    assert client.teams.calls.count(f"POST {CHANNEL}") == 1


async def test_a_person_of_another_firm_who_cannot_be_written_to_is_not_told_to_install_anything(
    client: Client,
) -> None:
    client.teams.members[CHANNEL].append(member("morgan", ELSEWHERE))
    client.teams.fail("create", 403, "ForbiddenOperationException")
    await client.send(client.mention("status", who="morgan"))
    assert client.teams.said() == wording.OUTSIDER


async def test_two_channels_of_one_team_are_two_places(client: Client) -> None:
    client.teams.members["19:second@thread.tacv2"] = client.teams.members[CHANNEL]
    for conversation in (CHANNEL, "19:second@thread.tacv2"):
        await client.send(client.mention("status", conversation=conversation))
    assert [context.channel.id for _, context in client.handlers.asked] == [CHANNEL, "19:second@thread.tacv2"]


async def test_a_slow_sign_in_holds_up_one_token_and_no_acknowledgement(client: Client) -> None:
    client.teams.sign_in_delay = 0.4
    await asyncio.gather(*(client.send(client.mention("status")) for _ in range(6)))
    assert client.teams.signed_in == 1
    assert len(client.teams.posted) == 6
