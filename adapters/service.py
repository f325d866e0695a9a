"""The one HTTP application: what every platform's routes are put into, and the pages an operator watches."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import prometheus_client
import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

log = structlog.get_logger()

LARGEST_UPLOAD = 12 * 1024 * 1024
"""Bytes of an order's file, and a little more."""
DRAINING = web.AppKey("draining", asyncio.Event)
"""Set when the process has been told to stop: it is given no more work."""


@dataclass(frozen=True)
class Readiness:
    """What must hold for this process to be given work; each returns whether it does."""

    checks: dict[str, Callable[[], bool]]

    def failing(self) -> list[str]:
        """The names of the checks that do not hold."""
        return [name for name, holds in self.checks.items() if not _safely(holds)]


def application(readiness: Readiness, largest_body: int) -> web.Application:
    """An application with ``/healthz``, ``/readyz`` and ``/metrics``. ``largest_body`` is in bytes."""
    app = web.Application(client_max_size=largest_body, middlewares=[_quietly])
    app[DRAINING] = asyncio.Event()

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def readyz(_: web.Request) -> web.Response:
        failing = ["stopping"] if app[DRAINING].is_set() else await asyncio.to_thread(readiness.failing)
        return web.json_response({"ready": not failing, "failing": failing}, status=503 if failing else 200)

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(
            body=prometheus_client.generate_latest(), headers={"Content-Type": prometheus_client.CONTENT_TYPE_LATEST}
        )

    app.add_routes([web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", metrics)])
    return app


@web.middleware
async def _quietly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """An unforeseen failure is logged by its kind and place alone, and answered without detail."""
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except Exception:
        log.exception("request failed", route=request.match_info.route.name or "")
        return web.json_response({"error": "Parley could not do that; please try again in a minute."}, status=500)


def _safely(holds: Callable[[], bool]) -> bool:
    try:
        return holds()
    except Exception:  # noqa: BLE001 - a check that cannot be made does not hold
        return False
