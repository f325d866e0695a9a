"""Keeps other sites' pages, and other names for this machine, away from the local web chat."""

import ipaddress
import secrets
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

HEADER = "X-Parley-Page"


def loopback(host: str) -> bool:
    """Whether a ``Host`` header names this machine only. A foreign name that resolves here does not."""
    name = urlsplit(f"//{host}").hostname or ""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def guard(token: str) -> Middleware:
    """A middleware for the page's own routes: loopback host, own origin, and on every change the page's token."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not _ours(request.path):
            return await handler(request)
        origin = request.headers.get("Origin")
        foreign = origin is not None and urlsplit(origin).netloc != request.host
        if foreign or not loopback(request.host):
            raise web.HTTPForbidden(text="The web chat answers this machine's own page only.")
        if request.method == "POST" and not secrets.compare_digest(request.headers.get(HEADER, ""), token):
            raise web.HTTPForbidden(text="This page is from an earlier start of Parley; reload it.")
        response = await handler(request)
        if not response.prepared:
            response.headers.update(POLICY)
        return response

    return check


def _ours(path: str) -> bool:
    return path == "/" or path.startswith("/web/")


POLICY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
