"""A Teams of the tests' own, over HTTP: it signs its calls, keeps what is posted, and can be told to refuse."""

import asyncio
import datetime as dt
import io
import itertools
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

from adapters.teams.app import TeamsAdapter
from adapters.teams.look import HOME, REQUEST
from bot.conversation import wire
from bot.conversation.cards import Card, Text
from bot.conversation.context import Context
from bot.conversation.replies import Reply, Visibility
from bot.conversation.requests import FormRequest, Request
from bot.services.turn import Turn
from bot.settings import Settings
from tests.fakes.memory import MemoryStore

Json = dict[str, Any]

Connect = Callable[..., Any]

APP_ID = "11111111-aaaa-4bbb-8ccc-222222222222"
BOT = f"28:{APP_ID}"
TENANT = "aaaaaaaa-0000-4000-8000-000000000001"
ELSEWHERE = "bbbbbbbb-0000-4000-8000-000000000002"
CHANNEL = "19:matter@thread.tacv2"
GROUP = "19:group@thread.v2"
TEAM = "19:team@thread.tacv2"
CHAT = "a:chat-with-dana"
NOW = dt.datetime(2026, 11, 23, 15, 0, tzinfo=dt.UTC)
ISSUER = "https://api.botframework.com"


def member(name: str, tenant: str = TENANT, role: str = "user") -> Json:
    return {
        "id": f"29:{name}",
        "aadObjectId": f"aad-{name}",
        "name": name.title(),
        "tenantId": tenant,
        "userRole": role,
    }


@dataclass
class Key:
    """A signing key with an id."""

    id: str
    private: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    endorsements: tuple[str, ...] = ("msteams",)

    def jwk(self) -> Json:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.private.public_key()))
        return {**public, "kid": self.id, "use": "sig", "endorsements": list(self.endorsements)}


KEY = Key("first")


@dataclass
class FakeTeams:
    """The connector, the key service and the sign-in service."""

    url: str = ""
    keys: list[Key] = field(default_factory=lambda: [KEY])
    posted: list[Json] = field(default_factory=list)
    updated: list[Json] = field(default_factory=list)
    deleted: list[tuple[str, str]] = field(default_factory=list)
    created: list[Json] = field(default_factory=list)
    uploaded: list[bytes] = field(default_factory=list)
    members: dict[str, list[Json]] = field(default_factory=dict)
    faults: dict[str, list[tuple[int, Json, Json]]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    signed_in: int = 0
    fetched_keys: int = 0
    delay: float = 0.0
    sign_in_delay: float = 0.0
    lasting: int = 3600
    ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def fail(self, conversation: str, status: int, code: str = "", **headers: str) -> None:
        """The next post to the conversation is answered with this status."""
        body = {"error": {"code": code, "message": "a message"}} if code else {}
        self.faults.setdefault(conversation, []).append((status, body, dict(headers)))

    def app(self) -> web.Application:
        app = web.Application(client_max_size=2**24)
        app.router.add_get("/keys/openid", self._metadata)
        app.router.add_get("/keys/jwks", self._jwks)
        app.router.add_post("/token", self._token)
        app.router.add_post("/v3/conversations", self._create)
        app.router.add_route("*", "/v3/conversations/{conversation}/activities{rest:.*}", self._activities)
        app.router.add_get("/v3/conversations/{conversation}/pagedmembers", self._paged)
        app.router.add_put("/upload", self._upload)
        app.router.add_get("/order.txt", self._order)
        return app

    async def _metadata(self, _: web.Request) -> web.Response:
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}/keys/jwks"})

    async def _jwks(self, _: web.Request) -> web.Response:
        self.fetched_keys += 1
        return web.json_response({"keys": [each.jwk() for each in self.keys]})

    async def _token(self, request: web.Request) -> web.Response:
        self.signed_in += 1
        await request.post()
        await asyncio.sleep(self.sign_in_delay)
        return web.json_response({"access_token": f"token-{self.signed_in}", "expires_in": self.lasting})

    async def _create(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.created.append(body)
        if fault := self._fault("create"):
            return fault
        person = str(body["members"][0]["id"]).removeprefix("29:")
        return web.json_response({"id": f"a:chat-with-{person}"}, status=201)

    async def _activities(self, request: web.Request) -> web.Response:
        conversation = request.match_info["conversation"]
        self.calls.append(f"{request.method} {conversation}")
        await asyncio.sleep(self.delay)
        if fault := self._fault(conversation):
            return fault
        message = request.match_info["rest"].strip("/")
        if request.method == "DELETE":
            self.deleted.append((conversation, message))
            return web.json_response({})
        body = {**await request.json(), "to": conversation, "bearer": request.headers.get("Authorization", "")}
        if request.method == "PUT":
            self.updated.append(body | {"message": message})
            return web.json_response({"id": message})
        body["message"] = f"m{next(self.ids)}"
        self.posted.append(body)
        return web.json_response({"id": body["message"]}, status=201)

    async def _paged(self, request: web.Request) -> web.Response:
        conversation = request.match_info["conversation"]
        self.calls.append(f"MEMBERS {conversation}")
        if fault := self._fault(f"members {conversation}"):
            return fault
        start = int(request.query.get("continuationToken", "0"))
        everybody = self.members.get(conversation, [])
        page = {"members": everybody[start : start + 100]}
        more = {"continuationToken": str(start + 100)} if len(everybody) > start + 100 else {}
        return web.json_response(page | more)

    async def _upload(self, request: web.Request) -> web.Response:
        assert "Authorization" not in request.headers
        self.uploaded.append(await request.read())
        return web.Response(status=201)

    async def _order(self, request: web.Request) -> web.Response:
        assert "Authorization" not in request.headers
        return web.Response(text="IT IS HEREBY ORDERED that the parties appear.")

    def _fault(self, key: str) -> web.Response | None:
        if not (waiting := self.faults.get(key)):
            return None
        status, body, headers = waiting.pop(0)
        return web.json_response(body, status=status, headers=headers)

    # --- what a test looks at

    def card(self, index: int = -1) -> Json:
        """The card of a posted message."""
        content: Json = self.posted[index]["attachments"][0]["content"]
        return content

    def said(self, index: int = -1) -> str:
        """A posted message in plain text."""
        return str(self.card(index)["fallbackText"])


def _answered(_: Request, __: Turn) -> Reply:
    return Reply(Card("", (Text(("An answer.",)),)), Visibility.THREAD)


@dataclass
class Handlers(Mapping[type[Request], Any]):
    """A table that answers every request as the test says, and keeps what was asked."""

    asked: list[tuple[Request, Context]] = field(default_factory=list)
    replies: dict[type[Request], Callable[[Any, Turn], Reply]] = field(default_factory=dict)

    def __getitem__(self, key: type[Request]) -> Any:
        return self._answer

    def __iter__(self) -> Any:
        return iter(())

    def __len__(self) -> int:
        return 0

    def _answer(self, request: Request, turn: Turn) -> Reply:
        self.asked.append((request, turn.context))
        return self.replies.get(type(request), _answered)(request, turn)


@dataclass
class Sending:
    """Teams calling a service at ``url``. ``settle`` waits until everything it set off was sent."""

    http: aiohttp.ClientSession
    url: str
    teams: FakeTeams
    settle: Callable[[], Awaitable[None]]
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def claims(self, **changes: Any) -> Json:
        now = int(time.time())
        usual = {"iss": ISSUER, "aud": APP_ID, "nbf": now - 10, "exp": now + 600, "serviceurl": self.teams.url}
        return {name: value for name, value in (usual | changes).items() if value is not None}

    def token(self, key: Key = KEY, algorithm: str = "RS256", **changes: Any) -> str:
        return jwt.encode(self.claims(**changes), key.private, algorithm, headers={"kid": key.id})

    def activity(self, *, conversation: str = CHANNEL, who: str = "dana", **more: Any) -> Json:
        """An activity from a person in a conversation, as Teams sends it."""
        kind = "personal" if conversation.startswith("a:") else "groupChat" if conversation == GROUP else "channel"
        told: Json = {"tenant": {"id": TENANT}}
        if kind == "channel":
            told |= {"team": {"id": TEAM}, "channel": {"id": conversation.partition(";")[0]}}
        told |= more.pop("channelData", {})
        return {
            "type": "message",
            "id": f"activity-{next(self.numbers)}",
            "channelId": "msteams",
            "serviceUrl": self.teams.url,
            "timestamp": "2026-11-23T15:00:00Z",
            "from": {"id": f"29:{who}", "name": who.title(), "aadObjectId": f"aad-{who}"},
            "conversation": {"id": conversation, "conversationType": kind, "tenantId": TENANT},
            "recipient": {"id": BOT, "name": "Parley"},
            "channelData": told,
        } | more

    def mention(self, words: str, **more: Any) -> Json:
        """A message that mentions Parley."""
        entity = {"type": "mention", "mentioned": {"id": BOT, "name": "Parley"}, "text": "<at>Parley</at>"}
        return self.activity(text=f"<at>Parley</at> {words}", entities=[entity], **more)

    def press(self, request: Request | str, *, home: str = "", **more: Any) -> Json:
        """A press on a card's button, as Action.Execute."""
        encoded = wire.encode(request) if isinstance(request, Request) else request
        typed = dict(request.values) if isinstance(request, FormRequest) else {}
        data = {REQUEST: encoded} | typed | ({HOME: home} if home else {})
        value = {"action": {"type": "Action.Execute", "verb": "parley", "data": data}, "trigger": "manual"}
        usual: Json = {"type": "invoke", "name": "adaptiveCard/action", "value": value, "replyToId": "m0"}
        return self.activity(**(usual | more))

    async def send(self, activity: object, token: str | None = None, **headers: str) -> tuple[int, Any]:
        """Deliver an activity; returns the status and the body."""
        words = activity if isinstance(activity, str | bytes) else json.dumps(activity)
        body = io.BytesIO(words if isinstance(words, bytes) else words.encode())
        usual = {"Authorization": f"Bearer {token or self.token()}", "Content-Type": "application/json"}
        wanted = {name: value for name, value in (usual | headers).items() if value}
        async with self.http.post(self.url, data=body, headers=wanted) as response:
            text = await response.text()
            await self.settle()
            return response.status, json.loads(text) if text.startswith("{") else text


@dataclass
class Client(Sending):
    """Teams calling an adapter whose core answers as the test says."""

    handlers: Handlers = field(kw_only=True)
    adapter: TeamsAdapter = field(kw_only=True)
    store: MemoryStore = field(kw_only=True)


def settings_for(teams: FakeTeams, **changes: Any) -> Settings:
    usual = {
        "microsoft_app_id": APP_ID,
        "microsoft_app_password": "a made-up secret",
        "microsoft_app_tenant_id": TENANT,
        "microsoft_openid_metadata_url": f"{teams.url}/keys/openid",
        "microsoft_token_url": f"{teams.url}/token",
    }
    return Settings(_env_file=None, **(usual | changes))  # type: ignore[call-arg] # pydantic-settings takes it
