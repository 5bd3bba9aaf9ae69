"""The workspace's HTTP server: what apps use, and what keeps other web pages out."""

import ipaddress
from collections.abc import Callable

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.workspace import responses
from bot.workspace.api import WebApi
from bot.workspace.api import files as file_api
from bot.workspace.delivery import SocketMode
from bot.workspace.hub import Hub

BODY_MAX_BYTES = 25 * 1024 * 1024

# The page's own files only; no inline script, no frames around it, no requests elsewhere but images
# that an app puts in a message.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: http: data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def api_routes(
    api: WebApi,
    sockets: SocketMode,
    hub_of: Callable[[str], Hub | None],
    hubs: Callable[[], list[Hub]],
) -> list[web.RouteDef]:
    """What an app talks to; `hub_of` knows a workspace by its id, `hubs` are all of them."""

    async def response_url(request: web.Request) -> web.Response:
        hub = hub_of(request.match_info["team"])
        if hub is None:
            return web.Response(status=404, text="no such workspace")
        return await responses.handle(hub, request)

    async def upload(request: web.Request) -> web.Response:
        return await file_api.receive(hubs(), request)

    async def download(request: web.Request) -> web.Response:
        return await file_api.download(hubs(), request)

    return [
        web.post("/api/{method}", api.handle),
        web.get("/api/{method}", api.handle),
        web.get("/link/", sockets.handle),
        web.post("/commands/{team}/{token}", response_url),
        web.post("/actions/{team}/{token}", response_url),
        web.post("/app/{team}/{token}", response_url),
        web.post("/upload/{token}", upload),
        web.put("/upload/{token}", upload),
        web.get("/files/{token}/{name}", download),
    ]


def is_trusted_host(host: str, allowed: frozenset[str]) -> bool:
    """Whether a Host header can't have come from a rebound name.

    DNS rebinding needs a name that the attacker owns: addresses and `localhost` are none.
    """
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    name = name.strip("[]").lower()
    if name == "localhost" or name in allowed:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_own(origin: str, host: str, allowed: frozenset[str]) -> bool:
    """Whether a page's origin is this host, or one that was allowed by name."""
    return origin == host or origin.rsplit(":", 1)[0].lower() in allowed


def _is_link(request: web.Request) -> bool:
    """Whether somebody followed a link here, such as a permalink, rather than a script asking."""
    return request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"


def guard(allowed_hosts: frozenset[str]) -> Middleware:
    """Middleware that refuses requests which another site or a rebound name makes.

    Apps send no Origin; a browser does on every cross-site request and WebSocket, and what it sends
    must be this very host.
    """

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        host = request.headers.get("Host", "")
        if not is_trusted_host(host, allowed_hosts):
            return web.Response(status=403, text="unknown host name")
        origin = request.headers.get("Origin")
        if origin is not None and not _is_own(origin.partition("://")[2], host, allowed_hosts):
            return web.Response(status=403, text="requests from other sites are refused")
        if request.headers.get("Sec-Fetch-Site") == "cross-site" and not _is_link(request):
            return web.Response(status=403, text="requests from other sites are refused")
        response = await handler(request)
        if not response.prepared:
            response.headers.setdefault("X-Content-Type-Options", "nosniff")
            response.headers.setdefault("Referrer-Policy", "no-referrer")
            response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        return response

    return check
