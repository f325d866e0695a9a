"""The local web chat: one page, no accounts, this machine only."""

import json
import secrets

from aiohttp import web
from aiohttp.typedefs import Handler

from adapters.web import security
from adapters.web.controls import Controls
from adapters.web.desk import Desk
from adapters.web.looking import Looking
from adapters.web.speaking import Speaking
from bot.domain.errors import ParleyError


def add_to(app: web.Application, desk: Desk) -> None:
    """Put the page, its routes and their guard into the application."""
    token = secrets.token_urlsafe(24)
    looking = Looking(desk, token)
    speaking = Speaking(desk)
    controls = Controls(desk, speaking)
    app.middlewares.extend([security.guard(token), plainly])
    app.add_routes([*looking.routes(), *speaking.routes(), *controls.routes()])
    app.on_startup.append(lambda _: desk.back())
    app.on_shutdown.append(looking.close)


@web.middleware
async def plainly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Say what was wrong with a request in one sentence."""
    try:
        return await handler(request)
    except ParleyError as error:
        raise web.HTTPBadRequest(text=str(error)) from None
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise web.HTTPBadRequest(text="The page sent something that is not JSON.") from None
