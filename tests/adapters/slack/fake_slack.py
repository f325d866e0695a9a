"""A Slack Web API of the tests' own, on loopback: it keeps messages, remembers every call, and fails on demand."""

import asyncio
import itertools
import json
import time
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from aiohttp import web

TEAM = "T0HOME"
BOT = "U0PARLEY"
BOT_ID = "B0PARLEY"
TOKEN = "xoxb-of-the-fake"
PDF = b"%PDF-1.4 not really"


@dataclass
class Call:
    method: str
    token: str
    arguments: dict[str, Any]


@dataclass
class Shown:
    """A message somebody sees: everyone in the channel, or ``only`` one person."""

    channel: str
    message: dict[str, Any]
    only: str = ""


@dataclass(frozen=True)
class Fault:
    """How the next call of a method goes: an answer of that status, or a connection cut before or after the work."""

    status: int = 200
    body: Mapping[str, Any] | str = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: str = ""
    wait: float = 0.0


def error(code: str, status: int = 200) -> Fault:
    return Fault(status, {"ok": False, "error": code})


def limited(seconds: float) -> Fault:
    return Fault(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(seconds)})


def user(person: str, team: str = TEAM, name: str = "Paralegal", **more: Any) -> dict[str, Any]:
    plain = {"id": person, "team_id": team, "name": name.lower(), "tz": "America/New_York", "is_restricted": False}
    return plain | {"profile": {"display_name": name, "real_name": name}} | more


def channel(name: str, **more: Any) -> dict[str, Any]:
    shared = {"is_ext_shared": False, "is_pending_ext_shared": False, "is_org_shared": False, "is_shared": False}
    return {"id": name, "is_channel": True, "is_im": False, "is_archived": False} | shared | more


class FakeSlack:
    """Started with ``async with``; ``url`` goes into SLACK_API_URL."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.users = {each["id"]: each for each in (user("U1PARA"), user("U2ASSO", name="Associate"))}
        self.users[BOT] = user(BOT, name="Parley", is_bot=True)
        self.channels = {"C1": channel("C1"), "C2": channel("C2")}
        self.members = {"C1": ["U1PARA", "U2ASSO", BOT], "C2": ["U1PARA", BOT]}
        self.messages: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.timeline: list[Shown] = []
        """Everything that was shown to somebody, in order; what it holds is what it holds now."""
        self.ephemeral: list[dict[str, Any]] = []
        self.responses: list[tuple[str, dict[str, Any]]] = []
        self.dead_urls: set[str] = set()
        self.views: dict[str, dict[str, Any]] = {}
        self.homes: dict[str, dict[str, Any]] = {}
        self.pins: list[tuple[str, str]] = []
        self.files: dict[str, tuple[str, bytes]] = {}
        self.uploads: list[dict[str, Any]] = []
        self.scopes = "app_mentions:read,chat:write,files:read,files:write,channels:history,im:history"
        self.tokens: dict[str, dict[str, Any]] = {TOKEN: {"team_id": TEAM, "user_id": BOT, "bot_id": BOT_ID}}
        self.codes: dict[str, dict[str, Any]] = {}
        self.changed = asyncio.Event()
        self._numbers = itertools.count(1)
        self._runner: web.AppRunner | None = None
        self.url = ""
        self.base = ""

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=32 * 1024 * 1024)
        app.router.add_post("/api/{method}", self._api)
        app.router.add_get("/api/{method}", self._api)
        app.router.add_post("/response/{name}", self._respond)
        app.router.add_get("/files/{name}", self._file)
        app.router.add_post("/upload/{name}", self._upload)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.base = f"http://127.0.0.1:{port}"
        self.url = f"{self.base}/api/"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner:
            await self._runner.cleanup()

    # --- looking

    def called(self, method: str) -> list[dict[str, Any]]:
        return [each.arguments for each in self.calls if each.method == method]

    def response_url(self, name: str = "one") -> str:
        return f"{self.base}/response/{name}"

    async def until(self, condition: Any, seconds: float = 5.0) -> Any:
        """Wait until ``condition`` gives something true, and return it."""
        deadline = time.monotonic() + seconds
        while not (found := condition()):
            assert time.monotonic() < deadline, "Slack was not called as expected"
            self.changed.clear()
            try:
                await asyncio.wait_for(self.changed.wait(), 0.05)
            except TimeoutError:
                continue
        return found

    # --- the server

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.calls.append(Call(method, token, arguments))
        fault = self.faults[method].popleft() if self.faults[method] else None
        if fault and fault.wait:
            await asyncio.sleep(fault.wait)
        if fault and fault.cut != "after" and not fault.wait:
            self.changed.set()
            return self._faulty(request, fault)
        answer = self._answered(method, arguments, token)
        self.changed.set()
        if fault and fault.cut == "after":
            return self._cut(request)
        return web.json_response(answer, headers={"x-oauth-scopes": self.scopes})

    def _faulty(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.cut:
            return self._cut(request)
        if isinstance(fault.body, str):
            return web.Response(status=fault.status, text=fault.body, content_type="text/html", headers=fault.headers)
        return web.json_response(fault.body, status=fault.status, headers=fault.headers)

    def _cut(self, request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    def _answered(self, method: str, arguments: dict[str, Any], token: str) -> dict[str, Any]:
        handler = getattr(self, "_" + method.replace(".", "_").lower(), None)
        if method != "oauth.v2.access" and token not in self.tokens:
            return {"ok": False, "error": "invalid_auth"}
        if handler is None:
            return {"ok": False, "error": "unknown_method"}
        made: dict[str, Any] = handler(arguments, self.tokens.get(token, {}))
        return {"ok": "error" not in made} | made

    async def _respond(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        self.responses.append((name, await request.json()))
        self.changed.set()
        return web.Response(status=404 if name in self.dead_urls else 200, text="ok")

    async def _file(self, request: web.Request) -> web.Response:
        kind, content = self.files[request.match_info["name"]]
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self.tokens:
            return web.Response(text="<html>Sign in</html>", content_type="text/html")
        return web.Response(body=content, content_type=kind)

    async def _upload(self, request: web.Request) -> web.Response:
        self.uploads.append({"name": request.match_info["name"], "content": await request.read()})
        return web.Response(text="OK")

    # --- methods

    def _auth_test(self, _: dict[str, Any], who: dict[str, Any]) -> dict[str, Any]:
        return dict(who)

    def _users_info(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        found = self.users.get(arguments["user"])
        return {"user": found} if found else {"error": "user_not_found"}

    def _users_list(self, _: dict[str, Any], __: dict[str, Any]) -> dict[str, Any]:
        return {"members": list(self.users.values())}

    def _conversations_info(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        found = self.channels.get(arguments["channel"])
        return {"channel": found} if found else {"error": "channel_not_found"}

    def _conversations_members(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        return {"members": self.members.get(arguments["channel"], [])}

    def _conversations_open(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        return {"channel": {"id": f"D-{arguments['users']}"}}

    def _chat_postmessage(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        where = arguments["channel"]
        known = self.channels.get(where)
        if known is None and not where.startswith("D"):
            return {"error": "channel_not_found"}
        if known and known["is_archived"]:
            return {"error": "is_archived"}
        if known and BOT not in self.members[where]:
            return {"error": "not_in_channel"}
        stamp = f"{time.time():.0f}.{next(self._numbers):06d}"
        message = arguments | {"ts": stamp}
        self.messages[where].append(message)
        self.timeline.append(Shown(where, message))
        return {"ts": stamp, "channel": where}

    def _chat_postephemeral(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        if arguments["channel"] not in self.channels:
            return {"error": "channel_not_found"}
        self.ephemeral.append(arguments)
        self.timeline.append(Shown(arguments["channel"], arguments, arguments["user"]))
        return {"message_ts": "1.1"}

    def _chat_update(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        for message in self.messages[arguments["channel"]]:
            if message["ts"] == arguments["ts"]:
                message.pop("blocks", None)
                message.update(arguments)
                return {"ts": message["ts"]}
        return {"error": "message_not_found"}

    def _chat_delete(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        self.timeline = [each for each in self.timeline if each.message.get("ts") != arguments["ts"]]
        kept = [each for each in self.messages[arguments["channel"]] if each["ts"] != arguments["ts"]]
        found = len(kept) < len(self.messages[arguments["channel"]])
        self.messages[arguments["channel"]] = kept
        return {} if found else {"error": "message_not_found"}

    def _pins_add(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        self.pins.append((arguments["channel"], arguments["timestamp"]))
        return {}

    def _conversations_history(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        roots = [each for each in self.messages[arguments["channel"]] if not each.get("thread_ts")]
        return self._page(arguments, roots)

    def _conversations_replies(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        thread = arguments["ts"]
        return self._page(
            arguments, [each for each in self.messages[arguments["channel"]] if each.get("thread_ts") == thread]
        )

    def _page(self, arguments: dict[str, Any], found: list[dict[str, Any]]) -> dict[str, Any]:
        newest = [each for each in reversed(found) if float(each["ts"]) >= float(arguments.get("oldest", 0))]
        start, size = int(arguments.get("cursor") or 0), min(15, int(arguments["limit"]))
        full = arguments.get("include_all_metadata") in (True, "1", "true", 1)
        shown = [_as_read(each, full=full) for each in newest[start : start + size]]
        more = str(start + size) if start + size < len(newest) else ""
        return {"messages": shown, "response_metadata": {"next_cursor": more}}

    def _views_open(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        if arguments["trigger_id"].startswith("expired"):
            return {"error": "expired_trigger_id"}
        name = f"V{next(self._numbers)}"
        self.views[name] = _as_json(arguments["view"])
        return {"view": self.views[name] | {"id": name}}

    def _views_update(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        self.views[arguments["view_id"]] = _as_json(arguments["view"])
        return {"view": {"id": arguments["view_id"]}}

    def _views_publish(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        self.homes[arguments["user_id"]] = _as_json(arguments["view"])
        return {"view": {"id": "VHOME"}}

    def _files_info(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        name = arguments["file"]
        if name not in self.files:
            return {"error": "file_not_found"}
        return {"file": self.shared_file(name)}

    def shared_file(self, name: str) -> dict[str, Any]:
        content = self.files[name][1]
        extension = name.rpartition(".")[2]
        url = f"{self.base}/files/{name}"
        return {"id": name, "name": name, "filetype": extension, "size": len(content), "url_private_download": url}

    def _files_getuploadurlexternal(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        return {"upload_url": f"{self.base}/upload/{arguments['filename']}", "file_id": arguments["filename"]}

    def _files_completeuploadexternal(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        return {"files": [{"id": "F1"}], "channel": arguments.get("channel_id")}

    def _oauth_v2_access(self, arguments: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
        if arguments.get("grant_type") == "refresh_token":
            return self.codes.pop(arguments["refresh_token"], {"error": "invalid_refresh_token"})
        return self.codes.pop(arguments.get("code", ""), {"error": "invalid_code"})


def _as_read(message: dict[str, Any], *, full: bool) -> dict[str, Any]:
    metadata = _as_json(message.get("metadata"))
    if metadata and not full:
        metadata = {"event_type": metadata["event_type"]}
    return {"ts": message["ts"], "text": message.get("text"), "metadata": metadata}


def _as_json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    return dict(request.query) | dict(await request.post())
