"""Dialogs: what is long to read or to fill in opens one, and clients that have none are served in the card."""

from typing import Any

import pytest

from adapters.teams import words
from adapters.teams.look import OPENED_FROM
from bot.conversation.cards import Button, Buttons, Card, Quote, Text
from bot.conversation.forms import Form, TextField
from bot.conversation.replies import Reply, Visibility
from bot.conversation.requests import (
    EditProposal,
    Request,
    SaveProposal,
    ShowHelp,
    ShowParagraph,
    ShowStatus,
)
from bot.wording import errors as wording
from tests.adapters.teams.fake_teams import CHANNEL, CHAT, Client, Connect

Json = dict[str, Any]

INTO_DIALOGS = Buttons((Button("Show the text", ShowParagraph("c", "2")), Button("Edit", EditProposal("p"))))
WAYS_IN = Card("", (Text(("Ten pages (¶ 2).",)), INTO_DIALOGS))
PARAGRAPH = Reply(Card("Paragraph 2", (Quote("No later than two days before the conference.", "2"),)))
SAVED = Reply(Card("Read from the order", (Buttons((Button("Help", ShowHelp()),)),)), replaces=True)


def form(*, error: str = "") -> Reply:
    fields = (TextField("conference_at", "Conference", value="Jan 32" if error else ""),)
    errors = {"conference_at": error} if error else {}
    return Reply(Form("The order's facts", "Look over", SaveProposal(proposal="p"), fields, errors=errors))


def answers(client: Client, request: type[Request], reply: Reply) -> None:
    client.handlers.replies[request] = lambda *_: reply


async def buttons(client: Client, place: str = CHAT) -> list[Json]:
    """The buttons of the card that leads into dialogs, as it is posted."""
    answers(client, ShowStatus, Reply(WAYS_IN, Visibility.THREAD))
    said = client.activity(conversation=place, text="status") if place == CHAT else client.mention("status")
    await client.send(said)
    found: list[Json] = client.teams.card()["body"][-1]["actions"]
    return found


async def opened(client: Client, place: str = CHAT, **more: Any) -> Json:
    """The editing form's dialog."""
    answers(client, EditProposal, form())
    _, edit = await buttons(client, place)
    return await dialog(client, "task/fetch", edit["data"], conversation=place, **({"replyToId": "m0"} | more))


async def dialog(client: Client, name: str, data: Json, **more: Any) -> Json:
    fetch = {"type": "invoke", "name": name, "value": {"data": data, "context": {"theme": "default"}}}
    status, body = await client.send(client.activity(**(fetch | {"conversation": CHAT} | more)))
    assert status == 200
    task: Json = body["task"]
    return task


def sent(task: Json, **typed: str) -> Json:
    """What the form in a dialog sends."""
    content = task["value"]["card"]["content"]
    data: Json = content["body"][-1]["actions"][0]["data"] | typed
    return data


async def test_what_is_long_to_read_or_to_fill_in_opens_a_dialog(client: Client) -> None:
    show, edit = await buttons(client)
    for each in (show, edit):
        assert each["type"] == "Action.Submit"
        assert each["data"]["msteams"] == {"type": "task/fetch"}


async def test_the_playground_which_has_no_dialogs_is_offered_none(connect: Connect) -> None:
    client = await connect(microsoft_app_id=None, microsoft_app_password=None, microsoft_app_tenant_id=None)
    show, edit = await buttons(client)
    assert {show["type"], edit["type"]} == {"Action.Execute"}


async def test_a_paragraph_is_read_in_a_dialog_and_nothing_is_posted(client: Client) -> None:
    answers(client, ShowParagraph, PARAGRAPH)
    show, _ = await buttons(client, CHANNEL)
    client.teams.posted.clear()
    task = await dialog(client, "task/fetch", show["data"], conversation=CHANNEL, replyToId="m0")
    assert task["type"] == "continue"
    assert "No later than two days" in task["value"]["card"]["content"]["fallbackText"]
    assert not client.teams.posted


async def test_what_is_asked_in_a_dialog_is_private(client: Client) -> None:
    await opened(client, CHANNEL, replyToId=None)
    request, context = client.handlers.asked[-1]
    assert isinstance(request, EditProposal)
    assert not context.aloud


async def test_a_form_is_shown_again_in_its_dialog_with_what_was_typed_and_what_is_wrong(client: Client) -> None:
    task = await opened(client)
    answers(client, SaveProposal, form(error="I couldn't read that as a date."))
    again = await dialog(client, "task/submit", sent(task, conference_at="Jan 32"))
    _, error, field, _ = again["value"]["card"]["content"]["body"]
    assert error["text"] == "I couldn't read that as a date."
    assert field["value"] == "Jan 32"


async def test_a_form_sent_twice_still_changes_the_card_it_was_opened_from(client: Client) -> None:
    task = await opened(client)
    answers(client, SaveProposal, form(error="I couldn't read that as a date."))
    again = await dialog(client, "task/submit", sent(task, conference_at="Jan 32"))
    answers(client, SaveProposal, SAVED)
    closed = await dialog(client, "task/submit", sent(again, conference_at="January 15, 2027"))
    assert closed == {"type": "message", "value": words.CHANGED_IN_CHAT}
    assert [each["message"] for each in client.teams.updated] == ["m0"]
    request, _ = client.handlers.asked[-1]
    assert isinstance(request, SaveProposal)
    assert request.values == {"conference_at": "January 15, 2027"}


async def test_where_the_card_cannot_be_changed_the_outcome_is_shown_in_the_dialog(client: Client) -> None:
    task = await opened(client)
    answers(client, SaveProposal, SAVED)
    client.teams.fail(CHAT, 404, "ActivityNotFoundInConversation")
    ended = await dialog(client, "task/submit", sent(task))
    assert ended["value"]["card"]["content"]["fallbackText"].startswith("Read from the order")


async def test_an_outcome_of_one_sentence_closes_the_dialog(client: Client) -> None:
    task = await opened(client)
    answers(client, SaveProposal, Reply(Card("", (Text(("Nothing was changed.",)),))))
    assert await dialog(client, "task/submit", sent(task)) == {"type": "message", "value": "Nothing was changed."}


async def test_an_outcome_that_can_be_acted_on_stays_in_the_personal_chat_after_the_dialog(client: Client) -> None:
    task = await opened(client, CHANNEL)
    client.teams.posted.clear()
    answers(client, SaveProposal, SAVED)
    ended = await dialog(client, "task/submit", sent(task), conversation=CHANNEL)
    assert ended["type"] == "continue"
    assert [each["to"] for each in client.teams.posted] == [CHAT]


async def test_a_dialog_in_the_personal_chat_acts_for_the_channel_its_card_speaks_about(client: Client) -> None:
    await client.send(client.mention("status"))
    answers(client, EditProposal, form())
    data = client.press(EditProposal("p"), home=CHANNEL)["value"]["action"]["data"]
    task = await dialog(client, "task/fetch", data, replyToId="m0")
    await dialog(client, "task/submit", sent(task))
    assert [context.channel.id for _, context in client.handlers.asked[-2:]] == [CHANNEL, CHANNEL]


async def test_a_dialog_delivered_twice_counts_once(client: Client) -> None:
    task = await opened(client)
    answers(client, SaveProposal, SAVED)
    submit = client.activity(type="invoke", name="task/submit", value={"data": sent(task)}, conversation=CHAT)
    await client.send(submit)
    before = len(client.handlers.asked)
    _, body = await client.send(submit)
    assert body == {"task": {"type": "message", "value": words.NOTED}}
    assert len(client.handlers.asked) == before


@pytest.mark.parametrize("value", ["", "nonsense", '["0","EditProposal","p"]'])
async def test_a_dialog_of_another_version_explains_itself(client: Client, value: str) -> None:
    data = client.press(value)["value"]["action"]["data"]
    assert await dialog(client, "task/fetch", data) == {"type": "message", "value": wording.OLD_BUTTON}


@pytest.mark.parametrize("forged", [7, "", "x" * 501, ["m0"], None])
async def test_a_message_that_no_dialog_was_opened_from_is_not_changed(client: Client, forged: object) -> None:
    task = await opened(client)
    answers(client, SaveProposal, SAVED)
    ended = await dialog(client, "task/submit", sent(task) | {OPENED_FROM: forged})
    assert ended["type"] == "continue"
    assert not client.teams.updated


async def test_a_client_that_has_no_dialogs_gets_the_form_as_a_message(client: Client) -> None:
    answers(client, EditProposal, form())
    _, edit = await buttons(client)
    await client.send(client.activity(conversation=CHAT, value=edit["data"], replyToId="m0"))
    assert client.teams.card()["body"][1]["type"] == "Input.Text"
    submit = client.teams.card()["body"][-1]["actions"][0]
    assert submit["type"] == "Action.Execute"
    answers(client, SaveProposal, SAVED)
    value = {"action": {"type": "Action.Execute", "verb": "parley", "data": submit["data"]}}
    await client.send(client.press(SaveProposal(proposal="p"), conversation=CHAT, value=value))
    assert client.teams.updated[0]["message"] == "m0"
