"""Words, commands, buttons and forms, over signed HTTP with Slack's own SDK."""

import json
import threading
from typing import Any

import pytest

from bot.conversation import wire
from bot.conversation.cards import Button, Buttons, Card, Text
from bot.conversation.forms import Form, TextField
from bot.conversation.replies import Attachment, Reply, Visibility
from bot.conversation.requests import (
    AskQuestion,
    EditSettings,
    EnterByHand,
    ProposeByHand,
    ReadOrder,
    RegisterFrom,
    Request,
    ShareAnswer,
    ShowAttendance,
    ShowDeadlines,
    ShowHelp,
    ShowHome,
    ShowStatus,
    StartRegistering,
)
from bot.domain.people import Audience, Channel
from bot.services.turn import Turn
from tests.adapters.slack.core import Core, card, private, public
from tests.adapters.slack.fake_slack import BOT, TEAM, FakeSlack, error, limited, user
from tests.adapters.slack.sender import Sender

FORM = Form("Read an order", "Read", ReadOrder(), (TextField("order", "The order's text", multiline=True),))


def words_in(blocks: Any) -> str:
    """Every word shown in blocks."""
    if isinstance(blocks, list):
        return " ".join(filter(None, map(words_in, blocks)))
    if not isinstance(blocks, dict):
        return ""
    text = blocks.get("text")
    return text if isinstance(text, str) else words_in(list(blocks.values()))


async def test_a_mention_is_answered_in_its_thread(sender: Sender, slack: FakeSlack, core: Core) -> None:
    response = await sender.mention("when is the letter due?", ts="1700000000.000100")

    assert response.status == 200
    [message] = await slack.until(lambda: slack.messages["C1"])
    assert message["thread_ts"] == "1700000000.000100"
    assert core.requests == [AskQuestion("when is the letter due?")]


async def test_a_mention_within_a_thread_is_answered_there(sender: Sender, slack: FakeSlack, core: Core) -> None:
    await sender.mention("and the demand?", thread_ts="1600000000.000001")

    [message] = await slack.until(lambda: slack.messages["C1"])
    assert message["thread_ts"] == "1600000000.000001"
    assert core.context.thread == "1600000000.000001"


async def test_the_context_says_who_asked_where(sender: Sender, core: Core) -> None:
    await sender.mention("help", ts="1700000000.000200")

    context = core.context
    assert context.channel == Channel("slack", TEAM, "C1")
    assert (context.person.tenant, context.person.id, context.person.name) == (TEAM, "U1PARA", "Paralegal")
    assert context.person.zone == "America/New_York"
    assert context.audience is Audience.OWN
    assert {context.outsider, context.admin, context.direct, context.private} == {False}


async def test_an_administrator_is_known_by_slacks_word(sender: Sender, slack: FakeSlack, core: Core) -> None:
    slack.users["U1PARA"]["is_admin"] = True

    await sender.mention("help")

    assert core.context.admin


async def test_a_private_answer_to_a_mention_is_seen_by_the_asker_alone(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    core.answers[AskQuestion] = private("Only for you.")

    await sender.mention("what goes in the letter?")

    [whisper] = await slack.until(lambda: slack.ephemeral)
    assert (whisper["channel"], whisper["user"]) == ("C1", "U1PARA")
    assert not slack.messages["C1"]


async def test_a_private_answer_goes_to_direct_messages_where_the_channel_refuses_it(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    core.answers[AskQuestion] = private("Only for you.")
    slack.faults["chat.postEphemeral"].append(error("user_not_in_channel"))

    await sender.mention("what goes in the letter?")

    [message] = await slack.until(lambda: slack.messages["D-U1PARA"])
    assert message["text"] == "Only for you."


async def test_a_direct_message_is_private_and_answered_there(sender: Sender, slack: FakeSlack, core: Core) -> None:
    await sender.direct("status")

    assert await slack.until(lambda: slack.messages["D-U1PARA"])
    assert core.requests == [ShowStatus()]
    assert core.context.direct
    assert core.context.private


async def test_what_others_say_in_channels_is_not_read(sender: Sender, core: Core) -> None:
    event = {"type": "message", "channel_type": "channel", "channel": "C1", "user": "U1PARA", "text": "hello"}

    assert (await sender.event(event | {"ts": "1.2"})).status == 200
    assert core.asked == []


async def test_edits_and_other_bots_are_not_answered(sender: Sender, core: Core) -> None:
    await sender.direct("status", subtype="message_changed")
    await sender.direct("status", bot_id="B0OTHER")
    await sender.mention("status", bot_id="B0OTHER")

    assert core.asked == []


async def test_words_arrive_as_they_were_typed(sender: Sender, core: Core) -> None:
    await sender.mention("is A &amp; B &lt;late&gt;? see <https://example.test/a|the rule> and <@U2ASSO|sam>")

    assert core.requests == [AskQuestion("is A & B <late>? see the rule and @sam")]


async def test_a_command_is_answered_with_its_acknowledgement(sender: Sender, slack: FakeSlack, core: Core) -> None:
    core.answers[ShowDeadlines] = private("Letter: Tuesday, January 12, 2027.")

    response = await sender.command("deadlines")

    body = await response.json()
    assert body["response_type"] == "ephemeral"
    assert body["text"] == "Letter: Tuesday, January 12, 2027."
    assert words_in(body["blocks"]) == "Letter: Tuesday, January 12, 2027."
    assert not slack.responses


async def test_a_command_typed_to_somebody_else_is_asked_in_the_conversation_with_parley(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    core.answers |= {StartRegistering: Reply(FORM), ReadOrder: private("Read.")}
    await sender.command("register", channel="D-with-a-colleague")
    [view] = await slack.until(slack.views.values)
    await sender.submit(view, {"order": "x"})

    assert {context.channel.id for _, context in core.asked} == {"D-U1PARA"}
    assert all(context.direct for _, context in core.asked)
    await slack.until(lambda: slack.messages["D-U1PARA"] or slack.ephemeral)
    assert not slack.messages["D-with-a-colleague"]


async def test_a_private_messages_button_is_answered_with_a_message_that_stays(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    core.answers[ShowAttendance] = private("Noted.")

    await sender.press(wire.encode(ShowAttendance("c1")), channel="D-U1PARA")

    [message] = await slack.until(lambda: slack.messages["D-U1PARA"])
    assert message["text"] == "Noted."
    assert not slack.responses


async def test_a_command_not_known_asks_for_help_with_it(sender: Sender, core: Core) -> None:
    await sender.command("regster")

    assert core.requests == [ShowHelp(unknown="regster")]


async def test_ask_takes_a_question(sender: Sender, core: Core) -> None:
    await sender.command("ask may our GC call in?")

    assert core.requests == [AskQuestion("may our GC call in?")]


async def test_a_commands_form_opens_as_a_modal(sender: Sender, slack: FakeSlack, core: Core) -> None:
    core.answers[StartRegistering] = Reply(FORM)

    response = await sender.command("register")

    assert await response.text() == ""
    [view] = await slack.until(slack.views.values)
    assert view["title"]["text"] == "Read an order"
    assert [each["block_id"] for each in view["blocks"]] == ["order"]


async def test_a_form_asked_for_in_words_opens_from_a_button(sender: Sender, slack: FakeSlack, core: Core) -> None:
    core.answers[StartRegistering] = Reply(FORM)

    await sender.direct("register")

    [message] = await slack.until(lambda: slack.messages["D-U1PARA"])
    [button] = message["blocks"][-1]["elements"]
    assert wire.decode(button["value"]) == StartRegistering()


async def test_a_form_that_came_too_late_to_open_is_offered_again(sender: Sender, slack: FakeSlack, core: Core) -> None:
    core.answers[EnterByHand] = Reply(FORM)

    await sender.press(wire.encode(EnterByHand()), trigger_id="expired.1")

    [(_, body)] = await slack.until(lambda: slack.responses)
    [button] = body["blocks"][-1]["elements"]
    assert wire.decode(button["value"]) == EnterByHand()


async def test_a_press_is_answered_beside_the_button(sender: Sender, slack: FakeSlack, core: Core) -> None:
    core.answers[ShowAttendance] = private("Plaintiff: not named.")

    response = await sender.press(wire.encode(ShowAttendance("c1")))

    assert response.status == 200
    [(_, body)] = await slack.until(lambda: slack.responses)
    assert body["response_type"] == "ephemeral"
    assert body["replace_original"] is False
    assert core.requests == [ShowAttendance("c1")]


async def test_an_answer_takes_the_place_of_the_private_card_it_belongs_to(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    core.answers[ShowAttendance] = Reply(card("Page 2."), replaces=True)
    container = {"type": "message", "message_ts": "5.1", "channel_id": "C1", "is_ephemeral": True}

    await sender.press(wire.encode(ShowAttendance("c1", 2)), container=container, message=None)

    [(_, body)] = await slack.until(lambda: slack.responses)
    assert body["replace_original"] is True


async def test_a_card_everyone_sees_is_never_replaced_by_a_private_answer(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    core.answers[ShowAttendance] = Reply(card("For you."), replaces=True)

    await sender.press(wire.encode(ShowAttendance("c1")))

    [(_, body)] = await slack.until(lambda: slack.responses)
    assert body["replace_original"] is False
    assert not slack.called("chat.update")


async def test_a_private_message_is_updated_where_it_stands(sender: Sender, slack: FakeSlack, core: Core) -> None:
    await sender.direct("status")
    [message] = await slack.until(lambda: slack.messages["D-U1PARA"])
    core.answers[ShowAttendance] = Reply(card("Noted."), replaces=True)

    await sender.press(
        wire.encode(ShowAttendance("c1")), channel="D-U1PARA", message={"ts": message["ts"]}, response_url=""
    )

    await slack.until(lambda: slack.called("chat.update"))
    assert message["text"] == "Noted."
    assert len(slack.messages["D-U1PARA"]) == 1


async def test_a_press_is_answered_in_the_channel_where_slacks_address_is_dead(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    core.answers[ShowAttendance] = private("Plaintiff: not named.")
    slack.dead_urls.add("one")

    await sender.press(wire.encode(ShowAttendance("c1")))

    [whisper] = await slack.until(lambda: slack.ephemeral)
    assert whisper["text"] == "Plaintiff: not named."


async def test_a_button_nobody_can_read_any_more_says_so(sender: Sender, slack: FakeSlack, core: Core) -> None:
    for value in ("", "nonsense", '["0","Forgotten"]', '["1","Forgotten"]'):
        await sender.press(value)

    await slack.until(lambda: len(slack.responses) == 4)
    assert all("older version" in body["text"] for _, body in slack.responses)
    assert core.asked == []


async def test_errors_stand_beside_their_fields(sender: Sender, slack: FakeSlack, core: Core) -> None:
    core.answers[StartRegistering] = Reply(FORM)
    await sender.command("register")
    [view] = await slack.until(slack.views.values)
    core.answers[ReadOrder] = Reply(
        Form(FORM.title, FORM.submit, FORM.request, FORM.fields, errors={"order": "This is not an order."})
    )

    response = await sender.submit(view, {"order": "gibberish"})

    assert await response.json() == {"response_action": "errors", "errors": {"order": "This is not an order."}}
    assert core.requests[-1] == ReadOrder(values={"order": "gibberish"})


async def test_a_form_with_other_fields_takes_the_place_of_the_first(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    core.answers[StartRegistering] = Reply(FORM)
    await sender.command("register")
    [view] = await slack.until(slack.views.values)
    by_hand = Form("By hand", "Propose", ProposeByHand(), (TextField("caption", "Caption"),), errors={"caption": "No."})
    core.answers[ReadOrder] = Reply(by_hand)

    body = await (await sender.submit(view, {"order": "x"})).json()

    assert body["response_action"] == "update"
    assert "No." in words_in(body["view"]["blocks"])


async def test_a_forms_answer_takes_its_place(sender: Sender, slack: FakeSlack, core: Core) -> None:
    core.answers[StartRegistering] = Reply(FORM)
    await sender.command("register")
    [view] = await slack.until(slack.views.values)
    core.answers[ReadOrder] = Reply(Card("Read", (Text(("Nothing is saved yet.",)), Buttons((_button(),)))))

    body = await (await sender.submit(view, {"order": "ORDER"})).json()

    assert body["response_action"] == "update"
    assert body["view"]["title"]["text"] == "Read"
    assert "Nothing is saved yet." in words_in(body["view"]["blocks"])
    assert core.asked[-1][1].channel.id == "C1"


async def test_a_public_answer_to_a_form_is_posted_and_the_form_closes(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    core.answers[EditSettings] = Reply(FORM)
    await sender.press(wire.encode(EditSettings()), message={"ts": "9.1"})
    [view] = await slack.until(slack.views.values)
    core.answers[ReadOrder] = public("Dates changed.")

    response = await sender.submit(view, {"order": "ORDER"})

    assert await response.text() == ""
    [message] = await slack.until(lambda: slack.messages["C1"])
    assert message["thread_ts"] == "9.1"


async def test_a_form_from_elsewhere_is_answered_like_an_old_button(sender: Sender, core: Core) -> None:
    for kept in ("", "nonsense", "[]", '{"v":0}', '{"v":1,"r":"[]"}'):
        view: dict[str, Any] = {"type": "modal", "callback_id": "form", "private_metadata": kept, "blocks": []}
        body = await (await sender.submit(view, {})).json()
        assert "older version" in words_in(body["view"]["blocks"])
    assert core.asked == []


async def test_a_button_in_a_modal_is_answered_in_that_modal(sender: Sender, slack: FakeSlack, core: Core) -> None:
    core.answers[ShowAttendance] = private("Saved.")
    view: dict[str, Any] = {"id": "V7", "type": "modal", "private_metadata": json.dumps({"v": 1, "r": "", "c": "C1"})}

    await sender.press(
        wire.encode(ShowAttendance("c1")), channel="", message=None, container={"type": "view"}, view=view
    )

    await slack.until(lambda: "V7" in slack.views)
    assert words_in(slack.views["V7"]["blocks"]) == "Saved."
    assert core.context.channel.id == "C1"


async def test_home_shows_what_its_reader_may_see(sender: Sender, slack: FakeSlack, core: Core) -> None:
    core.answers[ShowHome] = private("You owe nothing.")

    await sender.event({"type": "app_home_opened", "user": "U1PARA", "channel": "D-U1PARA", "tab": "home"})

    home = await slack.until(lambda: slack.homes.get("U1PARA"))
    assert home["type"] == "home"
    assert words_in(home["blocks"]) == "You owe nothing."
    assert core.context.direct


async def test_homes_pages_turn_in_place_and_its_other_buttons_open_a_modal(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    view: dict[str, Any] = {"id": "VHOME", "type": "home"}
    plain: dict[str, Any] = {
        "channel": "",
        "message": None,
        "container": {"type": "view"},
        "response_url": "",
        "view": view,
    }
    core.answers[ShowHome] = private("Page two.")
    core.answers[ShowAttendance] = private("Nobody named.")

    await sender.press(wire.encode(ShowHome(2)), **plain)
    await slack.until(lambda: slack.homes)
    await sender.press(wire.encode(ShowAttendance("c1")), **plain)

    [window] = await slack.until(slack.views.values)
    assert words_in(slack.homes["U1PARA"]["blocks"]) == "Page two."
    assert words_in(window["blocks"]) == "Nobody named."


async def test_the_messages_tab_needs_no_answer(sender: Sender, core: Core) -> None:
    await sender.event({"type": "app_home_opened", "user": "U1PARA", "channel": "D-U1PARA", "tab": "messages"})

    assert core.asked == []


async def test_a_messages_text_is_read_by_the_shortcut(sender: Sender, slack: FakeSlack, core: Core) -> None:
    core.answers[RegisterFrom] = private("Read from the order.")

    await sender.interaction(_shortcut("IT IS ORDERED &amp; so on"))

    [window] = await slack.until(slack.views.values)
    assert words_in(window["blocks"]) == "Read from the order."
    assert core.requests == [RegisterFrom("IT IS ORDERED & so on")]


async def test_files_are_handed_over_in_direct_messages(sender: Sender, slack: FakeSlack, core: Core) -> None:
    dates = Attachment("dates.ics", "text/calendar", b"BEGIN:VCALENDAR")
    core.answers[ShowDeadlines] = Reply(card("The dates."), Visibility.PRIVATE, attachments=(dates,))

    await sender.command("deadlines")

    [done] = await slack.until(lambda: slack.called("files.completeUploadExternal"))
    assert done["channel_id"] == "D-U1PARA"
    [upload] = slack.uploads
    assert b"BEGIN:VCALENDAR" in upload["content"]


async def test_without_the_permission_to_hand_over_files_it_says_so(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    dates = Attachment("dates.ics", "text/calendar", b"BEGIN:VCALENDAR")
    core.answers[ShowDeadlines] = Reply(card("The dates."), attachments=(dates,))
    slack.faults["files.getUploadURLExternal"].append(error("missing_scope"))

    await sender.command("deadlines")

    [(_, body)] = await slack.until(lambda: slack.responses)
    assert "files:write" in body["text"]


async def test_a_reply_waits_out_slacks_limit_without_being_said_twice(sender: Sender, slack: FakeSlack) -> None:
    slack.faults["chat.postMessage"].append(limited(1))

    await sender.mention("help")

    await slack.until(lambda: slack.messages["C1"])
    assert len(slack.called("chat.postMessage")) == 2
    assert len(slack.messages["C1"]) == 1


async def test_a_member_whose_name_changed_is_still_the_same_person(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    await sender.mention("help")
    slack.users["U1PARA"] = user("U1PARA", name="Somebody Else")
    await sender.mention("help")

    assert {context.person.id for _, context in core.asked} == {"U1PARA"}
    assert len(slack.called("users.info")) <= 3


async def test_an_answer_for_all_is_given_privately_where_parley_may_not_speak(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    core.answers[ShareAnswer] = public("Ten pages.")
    slack.members["C1"].remove(BOT)

    await sender.command("ask x")
    await sender.press(wire.encode(ShareAnswer("letter")))

    await slack.until(lambda: len(slack.responses) == 2)
    assert {body["response_type"] for _, body in slack.responses} == {"ephemeral"}
    assert not slack.messages["C1"]


async def test_what_is_pressed_on_the_home_is_asked_in_the_private_conversation(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    core.answers[EnterByHand] = Reply(FORM)
    plain: dict[str, Any] = {"channel": "", "message": None, "container": {"type": "view"}, "response_url": ""}
    await sender.press(wire.encode(EnterByHand()), **plain, view={"id": "VHOME", "type": "home"})
    [view] = await slack.until(slack.views.values)
    core.answers[ReadOrder] = private("Read.")

    await sender.submit(view, {"order": "x"})

    assert {context.channel.id for _, context in core.asked} == {"D-U1PARA"}
    [message] = await slack.until(lambda: slack.messages["D-U1PARA"])
    assert message["text"] == "Read."


async def test_a_form_that_takes_time_says_so_and_then_shows_its_answer(
    monkeypatch: pytest.MonkeyPatch, sender: Sender, slack: FakeSlack, core: Core
) -> None:
    monkeypatch.setattr("adapters.slack.listeners.LOADING_AFTER_SECONDS", 0.05)
    core.answers[StartRegistering] = Reply(FORM)
    await sender.command("register")
    [view] = await slack.until(slack.views.values)
    core.answers[ReadOrder] = private("Read.")
    slow = core.slow = threading.Event()

    body = await (await sender.submit(view | {"id": "V9"}, {"order": "x"})).json()
    assert "takes a moment" in words_in(body["view"]["blocks"])
    slow.set()

    await slack.until(lambda: "V9" in slack.views)
    assert words_in(slack.views["V9"]["blocks"]) == "Read."


async def test_a_shortcut_that_takes_time_opens_a_window_that_says_so(
    monkeypatch: pytest.MonkeyPatch, sender: Sender, slack: FakeSlack, core: Core
) -> None:
    monkeypatch.setattr("adapters.slack.listeners.LOADING_AFTER_SECONDS", 0.05)
    core.answers[RegisterFrom] = private("Read from the order.")
    slow = core.slow = threading.Event()

    await sender.interaction(_shortcut("IT IS ORDERED"))
    [window] = slack.views.values()
    assert "takes a moment" in words_in(window["blocks"])
    slow.set()

    await slack.until(lambda: "Read from the order." in str(slack.views))
    assert len(slack.views) == 1


async def test_a_shortcut_on_a_shared_file_reads_the_file(sender: Sender, slack: FakeSlack, core: Core) -> None:
    slack.files["order.txt"] = ("text/plain", b"IT IS ORDERED that a settlement conference be held.")

    await sender.interaction(_shortcut("", files=[slack.shared_file("order.txt")]))

    assert core.requests == [RegisterFrom("IT IS ORDERED that a settlement conference be held.")]


async def test_where_the_core_cannot_work_a_press_says_so_and_the_form_keeps_its_words(
    sender: Sender, slack: FakeSlack, core: Core
) -> None:
    def broken(_: Request, __: Turn) -> Reply:
        raise OSError("disk full")

    core.answers |= {ShowAttendance: broken, ReadOrder: broken, StartRegistering: Reply(FORM)}

    await sender.press(wire.encode(ShowAttendance("c1")))
    [(_, body)] = await slack.until(lambda: slack.responses)
    assert "could not do that" in body["text"]

    await sender.command("register")
    [view] = await slack.until(slack.views.values)
    answer = await (await sender.submit(view, {"order": "x"})).json()
    assert answer["response_action"] == "errors"
    assert "could not do that" in answer["errors"]["order"]


def _button() -> Button:
    return Button("Save", ShowStatus("c1"))


def _shortcut(text: str, **message: Any) -> dict[str, Any]:
    return {
        "type": "message_action",
        "callback_id": "register_from_message",
        "team": {"id": TEAM},
        "user": {"id": "U1PARA", "team_id": TEAM},
        "trigger_id": "trigger.shortcut",
        "response_url": "",
        "channel": {"id": "C1"},
        "message": {"ts": "8.1", "text": text} | message,
    }
