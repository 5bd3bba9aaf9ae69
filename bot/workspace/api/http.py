"""`POST /api/{method}`: tokens, scopes, arguments and faults, then the method itself."""

import json
import logging
from collections import deque

from aiohttp import web

from bot.workspace.api.core import METHODS, ApiError, Call, Method
from bot.workspace.hub import Hub
from bot.workspace.state import Json

log = logging.getLogger(__name__)

CALLS_KEPT = 1000


class WebApi:
    """The endpoint; `calls` holds the latest of what the app asked for: method and arguments."""

    def __init__(self, hub: Hub):
        self.hub = hub
        self.calls: deque[tuple[str, Json]] = deque(maxlen=CALLS_KEPT)

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one call: 200 with `ok`, or the status that a fault or a rate limit sets."""
        name = request.match_info["method"]
        fault = self.hub.faults.take(name)
        await self.hub.faults.suffer(fault)
        spoiled = fault.response() if fault is not None else None
        if spoiled is not None and fault is not None and not fault.after:
            return spoiled
        try:
            arguments = dict(request.query) | await _arguments(request)
            found = self._authorised(name, _token(request, arguments))
            self.calls.append((name, arguments))
            answer: Json = {"ok": True} | found.run(Call(self.hub, arguments))
        except ApiError as problem:
            if problem.error == "ratelimited":
                return _rate_limited(problem)
            answer = {"ok": False, "error": problem.error} | problem.extra
            log.info("%s was refused: %s %s", name, problem.error, problem.extra or "")
        except RecursionError:
            # Blocks may be nested too deep to be looked at and still be read as JSON.
            answer = {"ok": False, "error": "invalid_arguments"}
        return spoiled if spoiled is not None else web.json_response(answer)

    def _authorised(self, name: str, token: str) -> Method:
        """The method, once the token and the manifest's scopes allow it."""
        found = METHODS.get(name)
        if found is None:
            raise ApiError("unknown_method", req_method=name)
        secrets = self.hub.credentials
        if found.token is None:
            return found
        if not token:
            raise ApiError("not_authed")
        if token not in (secrets.bot_token, secrets.app_token):
            raise ApiError("invalid_auth")
        if (token == secrets.app_token) != (found.token == "app"):
            raise ApiError("not_allowed_token_type")
        if not self.hub.manifest.allows(found.scope):
            provided = ",".join(sorted(self.hub.manifest.scopes))
            raise ApiError("missing_scope", needed=found.scope, provided=provided)
        return found


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
