"""The local client: no app id, this machine only."""

from typing import Any

import pytest

from bot.settings import BadSettings
from tests.adapters.teams.fake_teams import Client, Connect

NO_APP = {"microsoft_app_id": None, "microsoft_app_password": None, "microsoft_app_tenant_id": None}


@pytest.fixture
async def local(connect: Connect) -> Client:
    made: Client = await connect(**NO_APP)
    return made


async def send(local: Client, activity: Any, **headers: str) -> int:
    status, _ = await local.send(activity, **({"Authorization": ""} | headers))
    return status


async def test_a_program_on_this_machine_is_answered_without_a_token(local: Client) -> None:
    assert await send(local, local.mention("status")) == 202
    assert local.teams.posted[0]["bearer"] == ""


async def test_another_host_may_not_be_served_without_an_app_id(connect: Connect) -> None:
    with pytest.raises(BadSettings, match="MICROSOFT_APP_ID"):
        await connect(parley_host="192.0.2.10", parley_web_chat=False, **NO_APP)


async def test_a_browsers_page_is_not_answered(local: Client) -> None:
    assert await send(local, local.mention("status"), Origin="https://elsewhere.example") == 403
    assert await send(local, local.mention("status"), Host="elsewhere.example") == 403
    assert await send(local, local.mention("status"), **{"Content-Type": "text/plain"}) == 415
    assert not local.handlers.asked


async def test_answers_stay_on_this_machine(local: Client) -> None:
    assert await send(local, local.mention("status", serviceUrl="https://smba.elsewhere.example")) == 403
