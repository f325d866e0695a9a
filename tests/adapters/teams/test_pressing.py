"""Buttons, forms, dialogs and files, and where their answers appear."""

import dataclasses
from typing import Any

import pytest

from adapters.teams import words
from adapters.teams.render import CARD_TYPE
from bot.conversation.cards import Button, Buttons, Card, Text
from bot.conversation.forms import Form, TextField
from bot.conversation.replies import Attachment, Reply, Visibility
from bot.conversation.requests import (
    ExportRecord,
    NameAttendee,
    Request,
    SaveAttendee,
    ShareAnswer,
    ShowDeadlines,
    ShowHelp,
    ShowStatus,
    VerifyDates,
)
from bot.domain.people import Audience
from bot.wording import errors as wording
from tests.adapters.teams.fake_teams import CHANNEL, CHAT, ELSEWHERE, GROUP, Client, member

DEADLINES = Card("Deadlines", (Text(("The letter is due Tuesday.",)), Buttons((Button("Help", ShowHelp()),))))
SAVE = SaveAttendee(conference="c", revision=1, party="p", values={"name": "B. Sample"})


def form(*, error: str = "") -> Reply:
    fields = (TextField("name", "Person", value="TBD" if error else ""),)
    return Reply(
        Form(
            "Defendant B",
            "Save",
            SaveAttendee(conference="c", revision=1, party="p"),
            fields,
            errors={"name": error} if error else {},
        )
    )


def answers(client: Client, request: type[Request], reply: Reply) -> None:
    client.handlers.replies[request] = lambda *_: reply


async def test_a_press_is_the_request_its_button_holds(client: Client) -> None:
    await client.send(client.press(VerifyDates("c", 2)))
    request, context = client.handlers.asked[0]
    assert request == VerifyDates("c", 2)
    assert context.message == "m0"


async def test_a_short_private_answer_is_shown_under_the_pressed_card_to_that_person_alone(client: Client) -> None:
    answers(client, VerifyDates, Reply(Card("", (Text(("A second person needs to check them.",)),))))
    status, body = await client.send(client.press(VerifyDates("c", 2)))
    assert (status, body["statusCode"]) == (200, 200)
    assert body["type"] == "application/vnd.microsoft.activity.message"
    assert body["value"] == "A second person needs to check them."
    assert not client.teams.posted


async def test_a_private_card_asked_for_in_a_channel_goes_to_the_personal_chat(client: Client) -> None:
    answers(client, ShowDeadlines, Reply(DEADLINES))
    _, body = await client.send(client.press(ShowDeadlines()))
    assert body["value"] == words.ANSWERED_PRIVATELY
    assert client.teams.posted[0]["to"] == CHAT


async def test_where_the_personal_chat_is_refused_the_person_sees_the_card_in_place(client: Client) -> None:
    answers(client, ShowDeadlines, Reply(DEADLINES))
    client.teams.fail("create", 403, "ForbiddenOperationException")
    _, body = await client.send(client.press(ShowDeadlines()))
    assert body["type"] == CARD_TYPE
    assert "Tuesday" in body["value"]["fallbackText"]
    assert not client.teams.posted


async def test_a_press_does_not_wait_long_for_a_personal_chat_that_teams_holds_back(client: Client) -> None:
    answers(client, ShowDeadlines, Reply(DEADLINES))
    client.teams.fail(CHAT, 429, **{"Retry-After": "9"})
    _, body = await client.send(client.press(ShowDeadlines()))
    assert body["type"] == CARD_TYPE
    assert client.teams.calls.count(f"POST {CHAT}") == 1


async def test_a_form_opens_in_that_persons_view_of_the_card(client: Client) -> None:
    answers(client, NameAttendee, form())
    _, body = await client.send(client.press(NameAttendee("c", 1, "p")))
    assert body["type"] == CARD_TYPE
    assert [each["type"] for each in body["value"]["body"]] == ["TextBlock", "Input.Text", "ActionSet"]
    assert not client.teams.posted


async def test_what_was_typed_comes_with_the_request(client: Client) -> None:
    await client.send(client.press(SAVE))
    request = client.handlers.asked[0][0]
    assert isinstance(request, SaveAttendee)
    assert request.values == {"name": "B. Sample"}


async def test_a_form_with_an_error_is_shown_again_with_what_was_typed(client: Client) -> None:
    answers(client, SaveAttendee, form(error="A name is needed here."))
    _, body = await client.send(client.press(SAVE))
    _, error, field, _ = body["value"]["body"]
    assert error["text"] == "A name is needed here."
    assert field["value"] == "TBD"


async def test_a_sent_form_is_followed_by_its_outcome_in_the_same_view(client: Client) -> None:
    answers(client, SaveAttendee, Reply(Card("", (Text(("Saved.",)),))))
    _, body = await client.send(client.press(SAVE))
    assert body["value"]["fallbackText"] == "Saved."
    assert not client.teams.posted


async def test_an_outcome_that_can_be_acted_on_is_kept_in_the_personal_chat_too(client: Client) -> None:
    answers(client, SaveAttendee, Reply(DEADLINES))
    await client.send(client.press(SAVE))
    assert client.teams.posted[0]["to"] == CHAT


async def test_what_is_pressed_in_ones_own_view_is_answered_in_it(client: Client) -> None:
    answers(client, SaveAttendee, Reply(DEADLINES))
    _, outcome = await client.send(client.press(SAVE))
    data = outcome["value"]["body"][-1]["actions"][0]["data"]
    client.teams.posted.clear()
    answers(client, ShowHelp, Reply(DEADLINES))
    value = {"action": {"type": "Action.Execute", "verb": "parley", "data": data}}
    _, body = await client.send(client.press(ShowHelp(), value=value))
    assert body["type"] == CARD_TYPE
    assert not client.teams.posted


async def test_in_the_personal_chat_a_form_is_a_message_that_stays(client: Client) -> None:
    answers(client, NameAttendee, form())
    _, body = await client.send(client.press(NameAttendee("c", 1, "p"), conversation=CHAT))
    assert body["value"] == words.BELOW
    assert client.teams.card()["body"][1]["type"] == "Input.Text"


async def test_in_the_personal_chat_a_sent_form_is_replaced_by_its_outcome_for_good(client: Client) -> None:
    answers(client, SaveAttendee, Reply(Card("", (Text(("Saved.",)),))))
    _, body = await client.send(client.press(SAVE, conversation=CHAT))
    assert body["value"]["fallbackText"] == "Saved."
    assert client.teams.updated[0]["message"] == "m0"


async def test_a_reply_that_replaces_a_private_card_changes_the_message_itself(client: Client) -> None:
    answers(client, ShowStatus, dataclasses.replace(Reply(DEADLINES), replaces=True))
    await client.send(client.press(ShowStatus(), conversation=CHAT))
    assert client.teams.updated[0]["attachments"][0]["content"]["fallbackText"].startswith("Deadlines")


async def test_a_press_in_the_personal_chat_that_replaces_nothing_is_answered_below(client: Client) -> None:
    answers(client, ShowDeadlines, Reply(DEADLINES))
    _, body = await client.send(client.press(ShowDeadlines(), conversation=CHAT))
    assert body["value"] == words.BELOW
    assert client.teams.posted[0]["to"] == CHAT


async def test_a_private_card_acts_for_the_channel_it_came_from(client: Client) -> None:
    await client.send(client.mention("status"))
    await client.send(client.press(SAVE, home=CHANNEL, conversation=CHAT))
    context = client.handlers.asked[1][1]
    assert context.channel.id == CHANNEL
    assert context.private
    assert not context.direct


async def test_only_a_member_of_that_channel_can_act_for_it(client: Client) -> None:
    await client.send(client.mention("status"))
    client.teams.members["a:chat-with-eve"] = [member("eve")]
    _, body = await client.send(client.press(SAVE, home=CHANNEL, conversation="a:chat-with-eve", who="eve"))
    assert len(client.handlers.asked) == 1
    assert "nothing was shown or changed" in str(body)


async def test_a_channel_named_by_a_forged_card_is_none_of_ours(client: Client) -> None:
    await client.send(client.press(SAVE, home="19:elsewhere@thread.tacv2", conversation=CHAT))
    assert not client.handlers.asked


async def test_an_answer_is_shared_from_the_personal_chat_into_its_channel(client: Client) -> None:
    await client.send(client.mention("status"))
    answers(client, ShareAnswer, Reply(DEADLINES, Visibility.THREAD))
    await client.send(client.press(ShareAnswer("letter"), home=CHANNEL, conversation=CHAT))
    assert client.teams.posted[-1]["to"] == CHANNEL


async def test_nothing_is_shared_into_a_channel_outsiders_read(client: Client) -> None:
    client.teams.members[CHANNEL].append(member("morgan", ELSEWHERE))
    await client.send(client.mention("status"))
    answers(client, ShareAnswer, Reply(DEADLINES, Visibility.THREAD))
    await client.send(client.press(ShareAnswer("letter"), home=CHANNEL, conversation=CHAT))
    assert client.handlers.asked[-1][1].audience is Audience.SHARED
    assert "Tuesday" not in str([each for each in client.teams.posted if each["to"] == CHANNEL])


@pytest.mark.parametrize("value", ["", "nonsense", '["0","ShowHelp",""]', '["1","VerifyDates","c"]'])
async def test_a_card_of_another_version_explains_itself(client: Client, value: str) -> None:
    status, body = await client.send(client.press(value))
    assert status == 200
    assert body["value"] == wording.OLD_BUTTON
    assert not client.handlers.asked


async def test_a_press_delivered_twice_counts_once(client: Client) -> None:
    press = client.press(VerifyDates("c", 2))
    await client.send(press)
    status, body = await client.send(press)
    assert (status, body["value"]) == (200, words.NOTED)
    assert len(client.handlers.asked) == 1


async def test_a_press_from_android_is_a_press(client: Client) -> None:
    await client.send(client.press(VerifyDates("c", 2), name="invoke"))
    assert client.handlers.asked


async def test_a_client_without_execute_presses_by_message(client: Client) -> None:
    answers(client, NameAttendee, form())
    data = client.press(NameAttendee("c", 1, "p"))["value"]["action"]["data"]
    await client.send(client.activity(value=data, replyToId="m0", conversation=GROUP))
    assert client.handlers.asked[0][0] == NameAttendee("c", 1, "p")
    assert client.teams.posted[0]["to"] == CHAT


def export(_: Request, __: Any) -> Reply:
    file = Attachment("parley.csv", "text/csv", b"party,person")
    return Reply(Card("", (Text(("The record.",)),)), attachments=(file,))


async def test_a_file_is_offered_and_handed_over_when_the_person_consents(client: Client) -> None:
    client.handlers.replies[ExportRecord] = export
    await client.send(client.press(ExportRecord("c", "csv"), conversation=CHAT))
    consent = client.teams.posted[-1]["attachments"][0]
    assert consent["contentType"] == "application/vnd.microsoft.teams.card.file.consent"
    info = {"uploadUrl": f"{client.teams.url}/upload", "uniqueId": "u", "fileType": "csv", "contentUrl": "https://x"}
    accepted = {"action": "accept", "context": consent["content"]["acceptContext"], "uploadInfo": info}
    status, _ = await client.send(
        client.activity(conversation=CHAT, type="invoke", name="fileConsent/invoke", value=accepted)
    )
    assert status == 200
    assert client.teams.uploaded == [b"party,person"]
    assert client.teams.posted[-1]["attachments"][0]["name"] == "parley.csv"


async def test_a_declined_file_is_not_made(client: Client) -> None:
    declined = {"action": "decline", "context": {"name": "parley.csv"}}
    await client.send(client.activity(conversation=CHAT, type="invoke", name="fileConsent/invoke", value=declined))
    assert not client.handlers.asked
    assert client.teams.said() == words.FILE_DECLINED


async def test_an_invoke_parley_has_no_use_for_is_not_found(client: Client) -> None:
    status, _ = await client.send(client.activity(type="invoke", name="composeExtension/query", value={}))
    assert status == 404
