"""Who may call, over HTTP, with tokens signed as the platform signs them."""

import time
from typing import Any

import jwt
import pytest

from adapters.teams import auth
from tests.adapters.teams.fake_teams import APP_ID, CHANNEL, KEY, TENANT, Client, Connect, Key

OTHER = Key("first")
"""Another key that claims the id of the platform's."""


async def test_a_good_token_is_let_in(client: Client) -> None:
    status, _ = await client.send(client.mention("status"))
    assert status == 202
    assert client.teams.posted[0]["bearer"] == "Bearer token-1"


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-app"},
        {"aud": None},
        {"iss": "https://sts.windows.net/elsewhere/"},
        {"iss": None},
        {"exp": 1},
        {"exp": None},
        {"exp": int(time.time()) - 301},
        {"nbf": int(time.time()) + 3600},
        {"serviceurl": None},
        {"serviceurl": 7},
    ],
)
async def test_a_token_with_a_wrong_claim_is_not_let_in(client: Client, claims: dict[str, Any]) -> None:
    status, _ = await client.send(client.mention("status"), client.token(**claims))
    assert status == 401
    assert not client.handlers.asked


async def test_five_minutes_of_clock_skew_are_forgiven(client: Client) -> None:
    status, _ = await client.send(client.mention("status"), client.token(exp=int(time.time()) - 200))
    assert status == 202


@pytest.mark.parametrize("header", ["", "Basic dGVzdA==", "Bearer", "Bearer x", "Bearer a.b.c", "Bearer " + "e" * 7000])
async def test_what_is_no_token_is_not_let_in(client: Client, header: str) -> None:
    status, _ = await client.send(client.mention("status"), Authorization=header)
    assert status == 401
    assert not client.handlers.asked


async def test_a_token_signed_by_another_key_is_not_let_in(client: Client) -> None:
    status, _ = await client.send(client.mention("status"), client.token(OTHER))
    assert status == 401


@pytest.mark.parametrize("algorithm", ["RS384", "RS512", "PS256"])
async def test_another_algorithm_is_not_let_in(client: Client, algorithm: str) -> None:
    status, _ = await client.send(client.mention("status"), client.token(algorithm=algorithm))
    assert status == 401


async def test_an_unsigned_token_and_one_signed_with_the_public_key_are_not_let_in(client: Client) -> None:
    headers = {"kid": KEY.id}
    unsigned = jwt.encode(client.claims(), "", "none", headers=headers)
    shared = jwt.encode(client.claims(), KEY.jwk()["n"], "HS256", headers=headers)
    for token in (unsigned, shared):
        status, _ = await client.send(client.mention("status"), token)
        assert status == 401


async def test_a_token_for_another_service_url_is_forbidden(client: Client) -> None:
    token = client.token(serviceurl="https://smba.elsewhere.example/")
    status, _ = await client.send(client.mention("status"), token)
    assert status == 403


@pytest.mark.parametrize("url", ["", "https://smba.elsewhere.example", "http://smba.elsewhere.example", "file:///x"])
async def test_an_activity_that_wants_its_answer_elsewhere_is_forbidden(client: Client, url: str) -> None:
    status, _ = await client.send(client.mention("status", serviceUrl=url))
    assert status == 403
    assert not client.teams.posted


async def test_an_answer_never_goes_over_plain_http_to_another_machine(client: Client) -> None:
    url = "http://smba.elsewhere.example"
    status, _ = await client.send(client.mention("status", serviceUrl=url), client.token(serviceurl=url))
    assert status == 403


async def test_a_key_not_endorsed_for_teams_is_forbidden(client: Client) -> None:
    other = Key("other", endorsements=("webchat",))
    client.teams.keys.append(other)
    status, _ = await client.send(client.mention("status"), client.token(other))
    assert status == 403


async def test_another_channel_than_teams_is_forbidden(client: Client) -> None:
    status, _ = await client.send(client.mention("status", channelId="webchat"))
    assert status == 403


@pytest.mark.parametrize("tenant", ["cccccccc-0000-4000-8000-000000000003", ""])
async def test_another_tenant_is_forbidden(client: Client, tenant: str) -> None:
    activity = client.mention("status")
    activity["channelData"]["tenant"] = {"id": tenant}
    activity["conversation"].pop("tenantId")
    status, _ = await client.send(activity)
    assert status == 403
    assert not client.handlers.asked


async def test_without_a_tenant_set_every_tenant_is_kept_apart_by_its_id(connect: Connect) -> None:
    client = await connect(microsoft_app_tenant_id=None)
    client.teams.members[CHANNEL] = [dict(each, tenantId="cccccccc") for each in client.teams.members[CHANNEL]]
    activity = client.mention("status", channelData={"tenant": {"id": "cccccccc"}})
    status, _ = await client.send(activity)
    assert status == 202
    assert client.handlers.asked[0][1].channel.tenant == "cccccccc" != TENANT


async def test_a_rolled_key_is_fetched_when_it_turns_up(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    await client.send(client.mention("status"))
    monkeypatch.setattr(auth, "AGAIN_SECONDS", 0.0)
    rolled = Key("second")
    client.teams.keys = [rolled]
    status, _ = await client.send(client.mention("status"), client.token(rolled))
    assert status == 202
    assert (await client.send(client.mention("status"), client.token(KEY)))[0] == 401


async def test_keys_nobody_knows_do_not_make_the_key_service_be_asked_again_and_again(client: Client) -> None:
    await client.send(client.mention("status"))
    for n in range(20):
        assert (await client.send(client.mention("status"), client.token(Key(f"made-up-{n}", KEY.private))))[0] == 401
    assert client.teams.fetched_keys == 1


async def test_a_replayed_call_changes_nothing(client: Client) -> None:
    activity, token = client.mention("status"), client.token()
    assert [(await client.send(activity, token))[0] for _ in range(3)] == [202, 202, 202]
    assert len(client.handlers.asked) == len(client.teams.posted) == 1


async def test_while_the_keys_cannot_be_had_teams_is_asked_to_come_again(connect: Connect) -> None:
    client = await connect(microsoft_openid_metadata_url="http://127.0.0.1:9/none")
    status, _ = await client.send(client.mention("status"))
    assert status == 503


async def test_one_token_serves_many_answers(client: Client) -> None:
    for _ in range(4):
        await client.send(client.mention("status"))
    assert client.teams.signed_in == 1


async def test_the_app_id_is_the_audience_that_counts(connect: Connect) -> None:
    client = await connect(microsoft_app_id="another")
    assert (await client.send(client.mention("status"), client.token(aud=APP_ID)))[0] == 401
