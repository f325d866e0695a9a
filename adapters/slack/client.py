"""Slack's own client by a shorter way: what the SDK makes anew for each call takes a quarter of a call's time."""

from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

_JSON = {"Content-Type": "application/json;charset=utf-8"}


class Client(AsyncWebClient):
    """The SDK's client on a session of ours: the same calls, answers and errors, and no call sent twice.

    What carries files, a form or another's authority, or none, goes the SDK's own way.
    """

    async def api_call(
        self,
        api_method: str,
        *,
        http_verb: str = "POST",
        params: dict[str, Any] | None = None,
        json: dict[str, Any] | None = None,
        **more: Any,  # noqa: ANN401 # the SDK's other arguments
    ) -> AsyncSlackResponse:
        """Call a method of the Web API. Raises ``SlackApiError`` where Slack does not say that it was done."""
        given = params if json is None else json
        ours = self.token is not None and given is not None and "token" not in given
        if not ours or any(each is not None for each in more.values()):
            return await super().api_call(api_method, http_verb=http_verb, params=params, json=json, **more)
        return await self._call(http_verb, f"{self.base_url}{api_method}", params, json)

    async def _call(
        self, verb: str, url: str, params: dict[str, Any] | None, json: dict[str, Any] | None
    ) -> AsyncSlackResponse:
        if self.session is None:
            raise ValueError("this client calls on a session")
        headers = self.headers | {"Authorization": f"Bearer {self.token}"} | (_JSON if json is not None else {})
        query = {name: _written(each) for name, each in (params or {}).items() if each is not None}
        async with self.session.request(
            verb, url, params=query, json=json, headers=headers, proxy=self.proxy
        ) as response:
            answered = AsyncSlackResponse(
                client=self,
                http_verb=verb,
                api_url=url,
                req_args={},
                data=await _answer(response),
                headers=dict(response.headers),
                status_code=response.status,
            )
        answered.validate()  # type: ignore[no-untyped-call] # the SDK's own is not typed
        return answered


def _written(value: Any) -> Any:  # noqa: ANN401 # whatever the method takes
    """A query has no way to write a truth value but as a number."""
    return int(value) if isinstance(value, bool) else value


async def _answer(response: aiohttp.ClientResponse) -> dict[str, Any]:
    """What Slack says; nothing, where it does not speak JSON."""
    try:
        answer = await response.json()
    except aiohttp.ContentTypeError:
        return {}
    return answer if isinstance(answer, dict) else {}
