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
from urllib.request import getproxies, proxy_bypass

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
from bot.settings import Settings

TIMEOUT = 30
"""Seconds that one request to Slack may take."""

ATTEMPTS = 6
"""How often a request that Slack refuses for the moment is tried again."""

LONGEST_WAIT = 120.0
"""Seconds that a `Retry-After` may ask for; a longer one is not waited for."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SLACK_HOOKS = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})

TOKEN: ContextVar[str | None] = ContextVar("token", default=None)
"""The token of the workspace whose request is served; None where the bot has one of its own."""

Sleep = Callable[[float], Awaitable[None]]

log = logging.getLogger("dateline.slack")


def open_session() -> aiohttp.ClientSession:
    """One keep-alive session for everything that goes to Slack; needs a running loop.

    Proxies come from the environment, and `NO_PROXY` holds, which the SDK's own look-up ignores.
    """
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT), trust_env=True)


class WebClient(AsyncWebClient):
    """A Web API client that speaks to the workspace whose request is being served.

    Outside of requests, and where the bot is in one workspace, it has its own token.
    """

    meter = NONE

    @property
    def token(self) -> str | None:
        """The token of the next call."""
        return TOKEN.get() or self._own

    @token.setter
    def token(self, value: str | None) -> None:
        self._own = value

    async def api_call(self, api_method: str, **given: Any) -> AsyncSlackResponse:
        """Call a method of the Web API, as the SDK does, and have that measured."""
        began, result = time.perf_counter(), "ok"
        try:
            return await super().api_call(api_method, **given)
        except SlackApiError as error:
            result = api_error_code(error)
            raise
        except (aiohttp.ClientError, TimeoutError):
            result = "unreachable"
            raise
        except BaseException as error:
            result = type(error).__name__
            raise
        finally:
            self.meter.called(api_method, result, time.perf_counter() - began)


def web_client(
    settings: Settings,
    session: aiohttp.ClientSession,
    *,
    token: str | None = None,
    sleep: Sleep = asyncio.sleep,
    patient: bool = True,
    meter: Meter = NONE,
) -> AsyncWebClient:
    """A Web API client on the shared session.

    One that is not `patient` sends each request once, whatever becomes of it: for what must not be
    done twice.
    """
    client = WebClient(token, base_url=settings.api_url, session=session, timeout=TIMEOUT)
    # The SDK has taken a proxy from the environment; the session knows better (see above).
    client.proxy = None
    client.retry_handlers = [Patience(sleep, meter)] if patient else []
    client.meter = meter
    return client


def proxy_for(url: str) -> str | None:
    """The environment's proxy for the address of a WebSocket, as for the page of that host.

    aiohttp looks for one in `WSS_PROXY`, which nobody sets.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host in LOOPBACK or proxy_bypass(host):
        return None
    return getproxies().get("https" if parts.scheme == "wss" else "http")


def reachable_hosts(api_url: str) -> frozenset[str]:
    """Host names that a response URL may have: Slack's own, and those that `api_url` brings."""
    host = urlsplit(api_url).hostname or ""
    return SLACK_HOOKS | (LOOPBACK if host in LOOPBACK else {host})


def is_loopback(api_url: str) -> bool:
    """Whether the Web API is on this machine."""
    return urlsplit(api_url).hostname in LOOPBACK


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


def _refusal(response: HttpResponse | None, error: Exception | None) -> str:
    """Why a request is tried again."""
    if error is not None:
        return reason(error)
    if response is None:
        return "no answer"
    if response.status_code == 429:
        return "it asks for fewer requests"
    if response.status_code >= 500:
        return f"it has trouble of its own, HTTP status {response.status_code}"
    return "its answer was empty"


def backoff(attempt: int, longest: float = 15.0) -> float:
    """Seconds before the next attempt (0 for the first) when Slack names none: 0.5, 1, 2, …

    Up to a quarter more or less, so that bots that lost Slack together don't return together.
    """
    # A day of attempts would be a number too large for a float.
    seconds = min(0.5 * 2 ** min(attempt, 20), longest)
    return float(seconds * random.uniform(0.75, 1.25))


class Patience(AsyncRetryHandler):
    """Tries again on 429, 5xx, empty or unreadable answers and lost connections.

    One handler for all of them, since each handler counts the attempts of the others, and since
    the SDK's own ones miss 502, 504 and the empty bodies of Slack's edge.
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
        if isinstance(error, TimeoutError):
            # It may have arrived after all: once more, not six times.
            return state.current_attempt == 0
        if error is not None:
            # An unreadable body arrives as a SlackApiError.
            return isinstance(error, aiohttp.ClientError | SlackApiError)
        if response is None:
            return False
        if response.status_code == 429:
            return (retry_after(response.headers) or 0.0) <= LONGEST_WAIT
        empty = response.body is None and not response.data
        return response.status_code >= 500 or empty

    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        """Wait as long as Slack asks, or a little longer each time."""
        asked = retry_after(response.headers) if response is not None else None
        wait = backoff(state.current_attempt) if asked is None else asked
        method = urlsplit(str(request.url)).path.rpartition("/")[2]
        why = _refusal(response, error)
        log.warning("Slack is not ready for %s (%s); trying again in %.1f s", method, why, wait)
        self._meter.retried("unreachable" if response is None else str(response.status_code))
        state.next_attempt_requested = True
        await self._sleep(wait)
        state.increment_current_attempt()
