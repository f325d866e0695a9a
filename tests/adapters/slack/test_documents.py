"""Files shared with Parley: read where that was allowed, and said plainly where it was not."""

from typing import Any

import pytest

from bot.conversation.forms import FileField, Form
from bot.conversation.replies import Reply
from bot.conversation.requests import ReadOrder, RegisterFrom, StartRegistering
from tests.adapters.slack.core import Core, private
from tests.adapters.slack.fake_slack import FakeSlack, Fault, error
from tests.adapters.slack.sender import Sender

ORDER = "IT IS HEREBY ORDERED that a settlement conference will be held on January 15, 2027."


@pytest.fixture
def shared(slack: FakeSlack) -> dict[str, Any]:
    slack.files["order.txt"] = ("text/plain", ORDER.encode())
    return slack.shared_file("order.txt")


async def said_privately(slack: FakeSlack) -> str:
    [whisper] = await slack.until(lambda: slack.ephemeral)
    return str(whisper["text"])


async def test_an_order_dropped_beside_a_mention_is_read(sender: Sender, core: Core, shared: dict[str, Any]) -> None:
    await sender.mention("", files=[shared])

    assert core.requests == [RegisterFrom(ORDER)]


async def test_an_order_sent_as_a_direct_message_is_read(sender: Sender, core: Core, shared: dict[str, Any]) -> None:
    await sender.direct("", subtype="file_share", files=[shared])

    assert core.requests == [RegisterFrom(ORDER)]
    assert core.context.direct


async def test_a_file_slack_only_names_is_looked_up(sender: Sender, slack: FakeSlack, core: Core) -> None:
    slack.files["order.txt"] = ("text/plain", ORDER.encode())

    await sender.mention("", files=[{"id": "order.txt", "file_access": "check_file_info"}])

    assert core.requests == [RegisterFrom(ORDER)]


async def test_pictures_are_not_taken_for_orders(sender: Sender, core: Core) -> None:
    await sender.mention("when is the demand due?", files=[{"id": "F1", "filetype": "png", "name": "cat.png"}])

    assert [type(each).__name__ for each in core.requests] == ["AskQuestion"]


async def test_without_the_permission_it_says_how_to_do_without(
    sender: Sender, slack: FakeSlack, core: Core, shared: dict[str, Any]
) -> None:
    slack.scopes = "chat:write"

    await sender.mention("", files=[shared])

    assert "files:read" in await said_privately(slack)
    assert core.asked == []
    assert not [each for each in slack.calls if each.method.startswith("files")]


async def test_a_page_to_sign_in_is_not_taken_for_an_order(
    sender: Sender, slack: FakeSlack, core: Core, shared: dict[str, Any]
) -> None:
    slack.files["order.txt"] = ("text/html", b"<html>Sign in</html>")

    await sender.mention("", files=[shared])

    assert "did not hand over" in await said_privately(slack)
    assert core.asked == []


async def test_a_file_that_is_too_large_is_not_fetched(
    sender: Sender, slack: FakeSlack, core: Core, shared: dict[str, Any]
) -> None:
    await sender.mention("", files=[shared | {"size": 50_000_000}])

    assert "12 MB" in await said_privately(slack)
    assert core.asked == []


async def test_a_file_larger_than_it_says_is_not_read_to_its_end(
    sender: Sender, slack: FakeSlack, core: Core, shared: dict[str, Any]
) -> None:
    slack.files["order.txt"] = ("text/plain", b"x" * (13 * 1024 * 1024))

    await sender.mention("", files=[shared])

    assert "12 MB" in await said_privately(slack)
    assert core.asked == []


@pytest.mark.parametrize(
    "url", ["https://evil.example/order.txt", "http://files.slack.com.evil.example/x", "file:///etc/passwd", "//x"]
)
async def test_the_token_is_sent_to_slacks_own_hosts_only(
    sender: Sender, slack: FakeSlack, core: Core, shared: dict[str, Any], url: str
) -> None:
    await sender.mention("", files=[shared | {"url_private_download": url}])

    assert "did not hand over" in await said_privately(slack)
    assert core.asked == []


async def test_a_file_slack_will_not_describe_is_not_read(sender: Sender, slack: FakeSlack, core: Core) -> None:
    slack.faults["files.info"].extend([error("file_not_found"), Fault(500, "x")])

    await sender.mention("", files=[{"id": "F1", "filetype": "pdf", "file_access": "check_file_info"}])

    assert "did not hand over" in await said_privately(slack)
    assert core.asked == []


async def test_a_file_chosen_in_a_form_comes_back_as_its_text(
    sender: Sender, slack: FakeSlack, core: Core, shared: dict[str, Any]
) -> None:
    core.answers[StartRegistering] = Reply(Form("Order", "Read", ReadOrder(), (FileField("order", "The file"),)))
    core.answers[ReadOrder] = private("Read.")
    await sender.command("register")
    [view] = await slack.until(slack.views.values)

    await sender.submit(view, {"order": {"type": "file_input", "files": [shared]}})

    assert core.requests[-1] == ReadOrder(values={"order": ORDER})


async def test_a_form_offers_no_file_where_none_may_be_read(sender: Sender, slack: FakeSlack, core: Core) -> None:
    slack.scopes = "chat:write"
    core.answers[StartRegistering] = Reply(Form("Order", "Read", ReadOrder(), (FileField("order", "The file"),)))

    await sender.command("register")

    [view] = await slack.until(slack.views.values)
    assert view["blocks"] == []


async def test_a_file_that_cannot_be_read_is_said_beside_its_field(
    sender: Sender, slack: FakeSlack, core: Core, shared: dict[str, Any]
) -> None:
    core.answers[StartRegistering] = Reply(Form("Order", "Read", ReadOrder(), (FileField("order", "The file"),)))
    await sender.command("register")
    [view] = await slack.until(slack.views.values)
    slack.files["order.txt"] = ("text/html", b"<html>Sign in</html>")

    response = await sender.submit(view, {"order": {"type": "file_input", "files": [shared]}})

    answer = await response.json()
    assert answer["response_action"] == "errors"
    assert "did not hand over" in answer["errors"]["order"]
    assert core.requests == [StartRegistering()]
