"""The Slack Web API client: one shared session, and patience with Slack's bad moments."""

import asyncio
import errno
import logging
import math
import os
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.logs import api_error_code
from bot.observing.meter import NONE, Meter
from bot.refused import TRANSIENT, Refusals
from bot.settings import Settings

TIMEOUT = 30
"""Seconds that one request to Slack may take."""

ATTEMPTS = 6
"""How often a request that Slack refuses for the moment is tried again."""

HOUR = 3600.0
"""Seconds, the most that Slack ever means by a `Retry-After`."""

LONGEST_WAIT = 120.0
"""Seconds that a `Retry-After` may ask for; a longer one is not waited for."""

SEEN_TWICE = frozenset({"chat.postEphemeral", "chat.postMessage", "files.completeUploadExternal"})
"""What people would see that it was carried out twice."""

FILE = "a file"
"""What the log calls the address that a file is sent to."""

UNREADABLE = (UnicodeDecodeError, RecursionError)
"""What comes of bodies that are no JSON, besides the errors that the SDK makes of most."""

TOKEN: ContextVar[str | None] = ContextVar("token", default=None)
"""The token of the workspace whose request is served; None where the bot has one of its own."""

Sleep = Callable[[float], Awaitable[None]]

log = logging.getLogger("dateline.slack")


def open_session() -> aiohttp.ClientSession:
    """One keep-alive session for everything that goes to Slack; needs a running loop.

    Proxies come from the environment, and `NO_PROXY` holds, which the SDK's own look-up ignores.
    Where there are none, nothing is looked up: aiohttp does so for each request, in two threads.
    """
    proxies = any(scheme != "no" for scheme in getproxies())
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT), trust_env=proxies)


class WebClient(AsyncWebClient):
    """A Web API client that speaks to the workspace whose request is being served.

    Outside of requests, and where the bot is in one workspace, it has its own token. Answers that
    are no JSON object, which the SDK stumbles over, are errors like any other.
    """

    meter = NONE
    refusals: Refusals | None = None
    own: str | None = None
    """The bot's only token, where workspaces have none of their own."""

    @property
    def token(self) -> str | None:
        """The token of the next call."""
        return TOKEN.get() or self._own

    @token.setter
    def token(self, value: str | None) -> None:
        self._own = value

    async def api_call(self, api_method: str, **given: Any) -> AsyncSlackResponse:
        """Call a method of the Web API, as the SDK does, and have that measured."""
        began, result, needed = time.perf_counter(), "ok", None
        try:
            return await super().api_call(api_method, **given)
        except SlackApiError as error:
            result = api_error_code(error)
            needed = getattr(error.response, "data", {}).get("needed")
            raise
        except (aiohttp.ClientError, TimeoutError):
            result = "unreachable"
            raise
        except BaseException as error:
            result = type(error).__name__
            raise
        finally:
            self.meter.called(api_method, result, time.perf_counter() - began)
            if self.refusals is not None:
                own = TOKEN.get() in (None, self.own)
                self.refusals.heard(api_method, result, needed, own=own)

    async def _request(
        self, *, http_verb: str, api_url: str, req_args: dict[str, Any]
    ) -> dict[str, Any]:
        try:
            told: dict[str, Any] = await super()._request(
                http_verb=http_verb, api_url=api_url, req_args=req_args
            )
        except UNREADABLE as error:
            answer = {"ok": False, "error": "unreadable_answer"}
            unreadable: Exception = SlackApiError("unreadable", answer)  # type: ignore[no-untyped-call]
            raise unreadable from error
        return told if isinstance(told.get("data"), dict) else {**told, "data": {}}


def web_client(
    settings: Settings,
    session: aiohttp.ClientSession,
    *,
    token: str | None = None,
    sleep: Sleep = asyncio.sleep,
    patient: bool = True,
    meter: Meter = NONE,
    refusals: Refusals | None = None,
) -> AsyncWebClient:
    """A Web API client on the shared session; `refusals` hear of each answer that is not ok.

    One that is not `patient` sends each request once, whatever becomes of it: for what must not be
    done twice.
    """
    client = WebClient(token, base_url=settings.api_url, session=session, timeout=TIMEOUT)
    # The SDK has taken a proxy from the environment; the session knows better (see above).
    client.proxy = None
    client.retry_handlers = [Patience(sleep, meter)] if patient else []
    client.meter, client.refusals, client.own = meter, refusals, settings.bot_token
    return client


def retry_after(headers: Mapping[str, object]) -> float | None:
    """Seconds that a `Retry-After` header asks for; None without a readable one."""
    for name, value in headers.items():
        if name.lower() == "retry-after":
            first = value[0] if isinstance(value, list) and value else value
            try:
                seconds = float(str(first))
            except ValueError:
                return None
            return None if math.isnan(seconds) else max(0.0, seconds)
    return None


def asked_for(headers: Mapping[str, object]) -> float:
    """Seconds that a `Retry-After` header asks for, of whoever can wait; 0 without a readable one.

    More than an hour is nothing that Slack means: it is asked again after a while.
    """
    seconds = retry_after(headers) or 0.0
    return seconds if seconds <= HOUR else LONGEST_WAIT


def reason(error: BaseException) -> str:
    """Why Slack can't be reached, in plain words for the log: no address, no token, no trace."""
    inner = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    for kind, words in _REASONS:
        if isinstance(error, kind) or isinstance(inner, kind):
            return words
    if isinstance(error, SlackApiError):
        return f"it answered “{api_error_code(error)}”"
    if isinstance(error, aiohttp.WSServerHandshakeError | aiohttp.ClientResponseError):
        return f"it answered with HTTP status {error.status}"
    number = inner.errno if isinstance(inner, OSError) else None
    if number is not None and number in errno.errorcode:
        return os.strerror(number).lower()
    return f"the connection failed: {type(error).__name__}"


# In this order: each kind before the more general one.
_REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (aiohttp.ClientConnectorDNSError, "its name can't be resolved; is this machine online?"),
    (aiohttp.ClientProxyConnectionError, "the proxy of the environment can't be reached"),
    (aiohttp.ClientSSLError, "no secure connection could be made; check its certificate"),
    (ConnectionRefusedError, "the connection was refused"),
    (TimeoutError, "no answer in time"),
    (aiohttp.ServerDisconnectedError, "it closed the connection"),
)


def backoff(attempt: int, longest: float = 15.0) -> float:
    """Seconds before the next attempt (0 for the first) when Slack names none: 0.5, 1, 2, …

    Up to a quarter more or less, so that bots that lost Slack together don't return together.
    """
    # A day of attempts would be a number too large for a float.
    seconds = min(0.5 * 2 ** min(attempt, 20), longest)
    return float(seconds * random.uniform(0.75, 1.25))


def unsent(error: Exception) -> bool:
    """Whether a request surely did not reach Slack: no connection to it could be made."""
    return isinstance(error, aiohttp.ClientConnectorError)


def unsure(error: Exception) -> bool:
    """Whether a request may have been carried out although no good answer came."""
    if isinstance(error, SlackApiError):
        code = api_error_code(error)
        strange = code in TRANSIENT or code.startswith(("status 2", "status 5", "unreadable"))
        return strange or getattr(error.response, "status_code", 200) >= 500
    return isinstance(error, aiohttp.ClientError | TimeoutError) and not unsent(error)


def _why(response: HttpResponse | None, error: Exception | None) -> str:
    """Why a request is tried again, for the log."""
    if isinstance(error, UNREADABLE):
        return "its answer can't be read"
    if error is not None:
        return reason(error)
    if response is None:
        return "no answer"
    if response.status_code == 429:
        return "it asks for fewer requests"
    if response.status_code >= 500:
        return f"it has trouble of its own, HTTP status {response.status_code}"
    return "its answer was no JSON object" if response.body else "its answer was empty"


def _method(url: str) -> str:
    """The Web API method of an address; that of a file is a secret."""
    path, _, method = urlsplit(url).path.rpartition("/")
    return method if path.endswith("/api") else FILE


def _says_nothing(method: str, response: HttpResponse) -> bool:
    """Whether a body tells neither that it was done nor why not."""
    body: object = response.body
    # What takes files answers in plain text. A status such as 404 says enough.
    good = response.status_code < 400
    return good and not isinstance(body, dict) and (method != FILE or not response.data)


class Patience(AsyncRetryHandler):
    """Tries again on 429, 5xx, empty or unreadable answers and lost connections.

    What people would see twice (`SEEN_TWICE`) is tried again only where Slack surely has not done
    it. One handler for all, since each handler counts the attempts of the others, and since the
    SDK's own ones miss 502, 504 and the empty bodies of Slack's edge.
    """

    def __init__(self, sleep: Sleep = asyncio.sleep, meter: Meter = NONE) -> None:
        super().__init__(max_retry_count=ATTEMPTS)
        self._meter = meter
        self._sleep = sleep

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        method = _method(str(request.url))
        if error is not None and unsent(error):
            return True
        if response is not None and error is None and response.status_code == 429:
            return (retry_after(response.headers) or 0.0) <= LONGEST_WAIT
        if method in SEEN_TWICE:
            return False
        if isinstance(error, TimeoutError):
            # It may have arrived after all: once more, not six times.
            return state.current_attempt == 0
        if error is not None:
            # An unreadable body arrives as a SlackApiError.
            return isinstance(error, (aiohttp.ClientError, SlackApiError, *UNREADABLE))
        if response is None:
            return False
        return response.status_code >= 500 or _says_nothing(method, response)

    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        """Wait as long as Slack asks, and a little longer each time."""
        asked = retry_after(response.headers) if response is not None else None
        # Some ask for no time at all, again and again.
        wait = max(asked or 0.0, backoff(state.current_attempt))
        log.warning(
            "Slack is not ready for %s (%s); trying again in %.1f s",
            _method(str(request.url)),
            _why(response, error),
            wait,
        )
        self._meter.retried("unreachable" if response is None else str(response.status_code))
        state.next_attempt_requested = True
        await self._sleep(wait)
        state.increment_current_attempt()
