"""Many workspaces: installing, renewing tokens, organisations, leaving and coming back."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from cryptography.fernet import Fernet
from pydantic import SecretStr

import storage
from adapters.slack.app import SlackAdapter
from adapters.slack.calls import Line
from adapters.slack.installations import KEY, KIND, Installation, VaultInstallations
from adapters.slack.scopes import ALWAYS, OPTIONAL
from bot.clock import SteppedClock, SystemClock
from bot.conversation.requests import Installed, Uninstalled
from bot.domain.people import Audience, Channel, Direct
from bot.ports import Refused
from bot.router import Parley
from tests.adapters.slack.conftest import settings_for
from tests.adapters.slack.core import Core, card, private
from tests.adapters.slack.fake_slack import BOT, TEAM, FakeSlack
from tests.adapters.slack.sender import Sender
from tests.builders import moment
from tests.fakes.memory import MemoryStore

Web = TestClient[web.Request, web.Application]
NEW_TOKEN = "xoxb-of-the-installation"
INSTALLATION = Installation(TEAM, NEW_TOKEN, team=TEAM, bot_user=BOT, installed_at=1000)


@pytest.fixture
def adapter(core: Core, slack: FakeSlack, store: MemoryStore) -> SlackAdapter:
    settings = settings_for(
        slack, slack_bot_token=None, slack_client_id="1.2", slack_client_secret=SecretStr("a client secret")
    )
    slack.tokens = {NEW_TOKEN: {"team_id": TEAM, "user_id": BOT}}
    return SlackAdapter(Parley(store, core), settings, store, SystemClock())


@pytest.fixture
async def client(adapter: SlackAdapter) -> AsyncIterator[Web]:
    app = web.Application()
    adapter.add_to(app)
    async with TestClient(TestServer(app)) as client:
        yield client


def installations_of(adapter: SlackAdapter) -> VaultInstallations:
    assert isinstance(adapter._installations, VaultInstallations)
    return adapter._installations


def granted(**more: Any) -> dict[str, Any]:
    plain = {"access_token": NEW_TOKEN, "bot_user_id": BOT, "scope": "chat:write,files:read", "token_type": "bot"}
    return plain | {"team": {"id": TEAM}, "enterprise": None, "authed_user": {"id": "U1PARA"}} | more


def on_disk(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.iterdir())


async def begin(client: Web) -> str:
    response = await client.get("/slack/install", allow_redirects=False)
    assert response.status == 302
    return parse_qs(urlsplit(response.headers["Location"]).query)["state"][0]


async def test_the_install_page_asks_slack_for_the_least(client: Web, slack: FakeSlack) -> None:
    response = await client.get("/slack/install", allow_redirects=False)

    location = urlsplit(response.headers["Location"])
    query = parse_qs(location.query)
    assert f"{location.scheme}://{location.netloc}{location.path}" == f"{slack.base}/oauth/v2/authorize"
    assert query["scope"] == [",".join((*ALWAYS, *OPTIONAL))]
    assert "user_scope" not in query
    assert query["client_id"] == ["1.2"]


async def test_an_installation_is_kept_and_the_installer_hears_once(
    client: Web, adapter: SlackAdapter, slack: FakeSlack, core: Core
) -> None:
    core.answers[Installed] = private("Parley is installed.")
    slack.codes["code"] = granted()

    response = await client.get("/slack/oauth_redirect", params={"code": "code", "state": await begin(client)})

    assert response.status == 200
    [message] = await slack.until(lambda: slack.messages["D-U1PARA"])
    assert message["text"] == "Parley is installed."
    kept = await installations_of(adapter).of(TEAM)
    assert (kept.token, kept.bot_user, kept.installer) == (NEW_TOKEN, BOT, "U1PARA")
    assert kept.may("files:read")
    assert core.context.direct


async def test_a_callback_cannot_be_replayed(client: Web, slack: FakeSlack) -> None:
    slack.codes["code"] = granted()
    state = await begin(client)
    cookies = {each.key: each.value for each in client.session.cookie_jar}
    await client.get("/slack/oauth_redirect", params={"code": "code", "state": state})
    client.session.cookie_jar.update_cookies(cookies)

    again = await client.get("/slack/oauth_redirect", params={"code": "code", "state": state})

    assert again.status == 401


async def test_a_callback_from_another_browser_is_turned_away(client: Web, slack: FakeSlack) -> None:
    slack.codes["code"] = granted()
    state = await begin(client)
    client.session.cookie_jar.clear()

    assert (await client.get("/slack/oauth_redirect", params={"code": "code", "state": state})).status == 400
    assert not slack.called("oauth.v2.access")


@pytest.mark.parametrize("forged", ["", "x", "9999999999.nonce.seal", "💥"])
async def test_a_state_parley_did_not_give_is_turned_away(client: Web, slack: FakeSlack, forged: str) -> None:
    await begin(client)

    response = await client.get("/slack/oauth_redirect", params={"code": "code", "state": forged})

    assert response.status == 400
    assert not slack.called("oauth.v2.access")


async def test_a_refused_installation_keeps_nothing(client: Web, store: MemoryStore) -> None:
    cancelled = await client.get("/slack/oauth_redirect", params={"error": "denied", "state": await begin(client)})
    failed = await client.get("/slack/oauth_redirect", params={"code": "unknown", "state": await begin(client)})

    assert (cancelled.status, failed.status) == (200, 502)
    with store.begin() as uow:
        assert list(uow.vault.keys(KIND, "slack", TEAM)) == []


async def test_authorising_calls_slack_for_nothing(
    client: Web, adapter: SlackAdapter, slack: FakeSlack, core: Core
) -> None:
    await installations_of(adapter).save(INSTALLATION)
    sender = Sender(client, slack)

    for number in range(5):
        assert (await sender.mention(f"question {number}")).status == 200

    assert len(core.asked) == 5
    assert not slack.called("auth.test")


async def test_a_workspace_without_an_installation_is_answered_and_not_served(
    client: Web, slack: FakeSlack, core: Core
) -> None:
    sender = Sender(client, slack)

    assert (await sender.mention("help")).status == 200
    assert (await sender.command("help")).status == 200

    assert core.asked == []


async def test_each_workspace_is_spoken_to_with_its_own_token(
    client: Web, adapter: SlackAdapter, slack: FakeSlack
) -> None:
    slack.tokens["xoxb-other"] = {"team_id": "T0TWO"}
    await installations_of(adapter).save(INSTALLATION)
    await installations_of(adapter).save(Installation("T0TWO", "xoxb-other", team="T0TWO", installed_at=1))
    sender = Sender(client, slack)

    await sender.mention("help")
    await sender.event(
        {"type": "app_mention", "user": "U1PARA", "text": "help", "channel": "C2", "ts": "1.5"},
        team_id="T0TWO",
        authorizations=[{"team_id": "T0TWO", "enterprise_id": None}],
    )

    await slack.until(lambda: slack.messages["C1"] and (slack.messages["C2"] or slack.ephemeral))
    assert {each.token for each in slack.calls if each.arguments.get("channel") == "C1"} == {NEW_TOKEN}
    assert {each.token for each in slack.calls if each.arguments.get("channel") == "C2"} == {"xoxb-other"}


async def test_an_organisations_installation_serves_its_workspaces_as_one_tenant(
    client: Web, slack: FakeSlack, core: Core
) -> None:
    for each in slack.users.values():
        each |= {"team_id": "T0ANY", "enterprise_user": {"enterprise_id": "E0FIRM"}}
    slack.codes["code"] = granted(team=None, enterprise={"id": "E0FIRM"}, is_enterprise_install=True)
    await client.get("/slack/oauth_redirect", params={"code": "code", "state": await begin(client)})
    await slack.until(lambda: core.asked)
    core.asked.clear()
    authorization = {"enterprise_id": "E0FIRM", "team_id": "T0ANY", "is_enterprise_install": True}

    await Sender(client, slack).event(
        {"type": "app_mention", "user": "U1PARA", "text": "help", "channel": "C1", "ts": "1.6"},
        enterprise_id="E0FIRM",
        team_id="T0ANY",
        authorizations=[authorization],
    )

    assert core.context.channel == Channel("slack", "E0FIRM", "C1")
    assert core.context.audience is Audience.OWN
    assert not core.context.outsider


async def test_an_old_word_of_leaving_does_not_hurt_a_new_installation(
    client: Web, adapter: SlackAdapter, slack: FakeSlack, core: Core
) -> None:
    await installations_of(adapter).save(INSTALLATION)
    sender = Sender(client, slack)

    await sender.event({"type": "app_uninstalled"}, event_time=999)
    await sender.event({"type": "tokens_revoked", "tokens": {"bot": [BOT]}}, event_time=999)

    assert core.asked == []
    assert (await installations_of(adapter).of(TEAM)).token == NEW_TOKEN


async def test_leaving_deletes_the_token_and_tells_the_core(
    client: Web, adapter: SlackAdapter, slack: FakeSlack, core: Core
) -> None:
    await installations_of(adapter).save(INSTALLATION)
    sender = Sender(client, slack)
    at = int(time.time())

    await sender.event({"type": "tokens_revoked", "tokens": {"bot": [BOT]}}, event_time=at)
    await sender.event({"type": "app_uninstalled"}, event_time=at)

    assert core.requests == [Uninstalled(at)]
    with pytest.raises(Refused):
        await installations_of(adapter).of(TEAM)


async def test_leaving_takes_an_organisations_installation_too(
    client: Web, adapter: SlackAdapter, slack: FakeSlack, core: Core
) -> None:
    await installations_of(adapter).save(Installation("E0FIRM", NEW_TOKEN, enterprise="E0FIRM", installed_at=1000))
    sender = Sender(client, slack)

    await sender.event({"type": "app_uninstalled"}, enterprise_id="E0FIRM", event_time=2000, authorizations=None)

    assert core.context.channel.tenant == "E0FIRM"
    with pytest.raises(Refused):
        await installations_of(adapter).of("E0FIRM")


async def test_a_token_revoked_for_someone_else_leaves_parleys(
    client: Web, adapter: SlackAdapter, slack: FakeSlack
) -> None:
    await installations_of(adapter).save(INSTALLATION)

    await Sender(client, slack).event({"type": "tokens_revoked", "tokens": {"oauth": ["U1PARA"]}})

    assert (await installations_of(adapter).of(TEAM)).token == NEW_TOKEN


# --- renewing


@pytest.fixture
async def rotating(slack: FakeSlack, store: MemoryStore) -> AsyncIterator[SlackAdapter]:
    settings = settings_for(
        slack, slack_bot_token=None, slack_client_id="1.2", slack_client_secret=SecretStr("a client secret")
    )
    clock = SteppedClock(moment("2026-11-23T10:00"))
    adapter = SlackAdapter(Parley(store, Core()), settings, store, clock, wall=clock)
    now = int(clock.now().timestamp())
    old = Installation(TEAM, "xoxe-old", team=TEAM, bot_user=BOT, refresh_token="refresh-1", expires_at=now + 12 * 3600)
    await installations_of(adapter).save(old)
    slack.tokens = {"xoxe-old": {}, "xoxe-new": {}}
    slack.codes["refresh-1"] = {"access_token": "xoxe-new", "refresh_token": "refresh-2", "expires_in": 43200}
    yield adapter
    await adapter._line.close()


def step(adapter: SlackAdapter, to: str) -> None:
    assert isinstance(adapter._wall, SteppedClock)
    adapter._wall.step_to(moment(to))


async def test_a_post_of_the_schedule_renews_a_token_that_ends_soon(rotating: SlackAdapter, slack: FakeSlack) -> None:
    await rotating.messenger.post(Direct("slack", TEAM, "U1PARA"), card("x"), key="k1")
    step(rotating, "2026-11-23T20:30")
    await rotating.messenger.post(Direct("slack", TEAM, "U1PARA"), card("x"), key="k2")

    assert [each.token for each in slack.calls if each.method == "chat.postMessage"] == ["xoxe-old", "xoxe-new"]
    assert (await installations_of(rotating).of(TEAM)).refresh_token == "refresh-2"


async def test_many_posts_at_once_renew_it_once(rotating: SlackAdapter, slack: FakeSlack) -> None:
    step(rotating, "2026-11-23T20:30")

    await asyncio.gather(
        *(rotating.messenger.post(Channel("slack", TEAM, "C1"), card("x"), key=str(number)) for number in range(8))
    )

    assert len(slack.called("oauth.v2.access")) == 1
    assert len(slack.messages["C1"]) == 8


async def test_a_token_another_process_renewed_is_taken(
    rotating: SlackAdapter, slack: FakeSlack, store: MemoryStore
) -> None:
    step(rotating, "2026-11-23T20:30")
    await installations_of(rotating).of(TEAM)
    assert slack.codes == {}
    late = SlackAdapter(
        Parley(store, Core()),
        settings_for(slack, slack_client_id="1.2", slack_client_secret=SecretStr("x")),
        store,
        rotating._wall,
        wall=rotating._wall,
    )

    assert (await installations_of(late).of(TEAM)).token == "xoxe-new"
    assert len(slack.called("oauth.v2.access")) == 1
    await late._line.close()


async def test_a_renewal_that_fails_leaves_the_token_that_still_works(rotating: SlackAdapter, slack: FakeSlack) -> None:
    slack.codes.clear()
    step(rotating, "2026-11-23T20:30")

    assert (await installations_of(rotating).of(TEAM)).token == "xoxe-old"

    step(rotating, "2026-11-23T23:00")
    with pytest.raises(Refused):
        await installations_of(rotating).of(TEAM)


async def test_tokens_are_kept_in_the_vault_and_not_logged(
    client: Web, slack: FakeSlack, store: MemoryStore, capfd: pytest.CaptureFixture[str]
) -> None:
    slack.codes["code"] = granted()

    await client.get("/slack/oauth_redirect", params={"code": "code", "state": await begin(client)})

    with store.begin() as uow:
        assert NEW_TOKEN in (uow.vault.get(KIND, "slack", TEAM, KEY) or "")
    assert NEW_TOKEN not in "".join(capfd.readouterr())


async def test_a_token_lies_encrypted_on_the_disk(slack: FakeSlack, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'parley.db'}"
    storage.migrate(url)
    sql = storage.open_store(url, [Fernet.generate_key().decode()])
    kept = VaultInstallations(sql, Line(slack.url), SystemClock(), "1.2", "a client secret")

    await kept.save(INSTALLATION)
    found = await VaultInstallations(sql, Line(slack.url), SystemClock(), "1.2", "a client secret").of(TEAM)
    sql.dispose()

    assert found == INSTALLATION
    assert NEW_TOKEN.encode() not in on_disk(tmp_path)


async def test_a_store_that_fails_asks_slack_to_send_again(
    monkeypatch: pytest.MonkeyPatch, client: Web, slack: FakeSlack, store: MemoryStore
) -> None:
    def broken() -> Any:
        raise OSError("disk")

    monkeypatch.setattr(store, "begin", broken)

    assert (await Sender(client, slack).mention("help")).status == 503
