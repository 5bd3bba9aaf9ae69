"""`POST /api/{method}`: tokens, scopes, arguments and faults, then the method itself."""

import base64
import binascii
import json
import logging
from collections import deque
from collections.abc import Callable

from aiohttp import web

from bot.workspace.api.core import METHODS, ApiError, Call, Method
from bot.workspace.hub import Hub
from bot.workspace.state import Json

log = logging.getLogger(__name__)

CALLS_KEPT = 1000


class WebApi:
    """The endpoint; `calls` holds the latest of what the app asked for: method and arguments.

    A bot token says in which workspace a call is made: `hub_of` finds it by the team's id.
    """

    def __init__(self, hub: Hub, hub_of: Callable[[str], Hub | None]):
        self.hub = hub
        self.hub_of = hub_of
        self.calls: deque[tuple[str, Json]] = deque(maxlen=CALLS_KEPT)

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one call: 200 with `ok`, or the status that a fault or a rate limit sets."""
        name = request.match_info["method"]
        fault = self.hub.faults.take(name)
        if fault is not None and not fault.after:
            await self.hub.faults.suffer(fault)
        spoiled = fault.response(request) if fault is not None else None
        if spoiled is not None and fault is not None and not fault.after:
            return spoiled
        try:
            arguments = dict(request.query) | _client(request) | await _arguments(request)
            token = _token(request, arguments)
            found, hub = self._authorised(name, token)
            self.calls.append((name, arguments))
            call = Call(hub, arguments, token, self.hub_of)
            answer: Json = {"ok": True} | found.run(call)
        except ApiError as problem:
            if problem.error == "ratelimited":
                return _rate_limited(problem)
            answer = {"ok": False, "error": problem.error} | problem.extra
            log.info("%s was refused: %s %s", name, problem.error, problem.extra or "")
        except RecursionError:
            # Blocks may be nested too deep to be looked at and still be read as JSON.
            answer = {"ok": False, "error": "invalid_arguments"}
        if fault is not None and fault.after:
            await self.hub.faults.suffer(fault)
        return spoiled if spoiled is not None else web.json_response(answer)

    def _authorised(self, name: str, token: str) -> tuple[Method, Hub]:
        """The method and its workspace, once the token and the manifest's scopes allow it."""
        found = METHODS.get(name)
        if found is None:
            raise ApiError("unknown_method", req_method=name)
        secrets = self.hub.credentials
        if found.token is None:
            return found, self.hub
        if not token:
            raise ApiError("not_authed")
        hub = self.hub if token == secrets.app_token else self._hub_of_token(token)
        if (token == secrets.app_token) != (found.token == "app"):
            raise ApiError("not_allowed_token_type")
        if not self.hub.manifest.allows(found.scope):
            provided = ",".join(sorted(self.hub.manifest.scopes))
            raise ApiError("missing_scope", needed=found.scope, provided=provided)
        return found, hub

    def _hub_of_token(self, value: str) -> Hub:
        """The workspace of a bot token that is still good."""
        token = self.hub.tokens.find(value)
        hub = self.hub_of(token.team) if token is not None else None
        if token is None or hub is None:
            raise ApiError("invalid_auth")
        if not hub.installed:
            raise ApiError("account_inactive")
        if token.revoked:
            raise ApiError("token_revoked")
        if token.expires is not None and hub.clock.now() >= token.expires:
            raise ApiError("token_expired")
        return hub


def _rate_limited(problem: ApiError) -> web.Response:
    return web.json_response(
        {"ok": False, "error": "ratelimited"},
        status=429,
        headers={"Retry-After": str(problem.extra["retry_after"])},
    )


def _token(request: web.Request, arguments: Json) -> str:
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        return header.removeprefix("Bearer ").strip()
    token = arguments.pop("token", "")
    return token if isinstance(token, str) else ""


def _client(request: web.Request) -> Json:
    """Client id and secret as HTTP Basic gives them, for the OAuth methods."""
    kind, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if kind != "Basic":
        return {}
    try:
        name, _, secret = base64.b64decode(encoded).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return {}
    return {"client_id": name, "client_secret": secret}


async def _arguments(request: web.Request) -> Json:
    """The arguments in a call's body, JSON or a form; the query's are added by the caller."""
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except (ValueError, RecursionError):
            raise ApiError("invalid_json") from None
        if not isinstance(body, dict):
            raise ApiError("json_not_object")
        return body
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        form = await request.post()
        return {k: v for k, v in form.items() if isinstance(v, str)}
    body = await request.read()
    if not body:
        return {}
    try:
        decoded = json.loads(body)
    except (ValueError, RecursionError):
        raise ApiError("invalid_post_type") from None
    return decoded if isinstance(decoded, dict) else {}
