"""Socket Mode: one connection to Slack, watched, and closed without hanging."""

import asyncio
import logging
import time
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient

from bot.client import Sleep, backoff, reason
from bot.logs import api_error_code

PING = 5.0
"""Seconds between pings; a connection counts as dead after four without an answer."""

OPENING = 30.0
"""Seconds that opening a connection may take."""

RENEW_AFTER = 60.0
"""Seconds without a live connection after which a new one is forced."""

GIVE_UP_AFTER = 900.0
"""Seconds after which the process ends, so that its host starts a fresh one."""

REFUSALS = frozenset(
    {
        "account_inactive",
        "invalid_auth",
        "missing_scope",
        "not_allowed_token_type",
        "not_authed",
        "token_expired",
        "token_revoked",
    }
)
"""Errors of Slack's that trying again can't mend."""

log = logging.getLogger("dateline.socket")


class Refused(Exception):
    """Slack does not accept a token; the message says which and where to find the right one."""


class Socket:
    """A Socket Mode connection."""

    def __init__(
        self,
        app: AsyncApp,
        app_token: str,
        *,
        direct: bool,
        place: str = "Slack",
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """Prepare a connection; needs a running loop.

        Args:
            app: what envelopes are dispatched to.
            app_token: the app-level token.
            direct: use no proxy, as for a server on this machine.
            place: what the log calls the other side.
            sleep: waits between attempts.
        """
        self._handler = AsyncSocketModeHandler(app, app_token, ping_interval=PING)
        self._token = app_token
        self._place = place
        self._sleep = sleep
        self._alive_at = time.monotonic()
        if direct:
            self._client.proxy = None
        self._client.message_listeners.append(self._on_message)

    @property
    def _client(self) -> Any:
        # The SDK's base class lacks the attributes that its aiohttp client has.
        return self._handler.client

    async def connect(self) -> None:
        """Open the connection, however long Slack takes to be reachable.

        Raises:
            Refused: Slack does not accept the app token.
        """
        attempt = 0
        while True:
            try:
                await self._open()
            except Exception as error:
                code = api_error_code(error) if isinstance(error, SlackApiError) else ""
                if code in REFUSALS:
                    raise Refused(
                        f"Slack does not accept SLACK_APP_TOKEN ({code}). Make an app-level token "
                        "with the scope connections:write under “Basic Information” of your app."
                    ) from error
                wait = backoff(attempt)
                log.warning(
                    "%s can't be reached (%s); trying again in %.1f s",
                    self._place,
                    reason(error),
                    wait,
                )
                await self._sleep(wait)
                attempt += 1
            else:
                self._alive_at = time.monotonic()
                return

    async def _open(self) -> None:
        # The SDK would retry a wrong token for ever; asking for the address first shows it. It
        # would retry an address for ever too, which Slack lets expire.
        opened = await self._client.web_client.apps_connections_open(app_token=self._token)
        self._client.wss_uri = opened["url"]
        async with asyncio.timeout(OPENING):
            await self._client.connect()

    async def connected(self) -> bool:
        """Whether the connection is open and answers pings."""
        return bool(await self._client.is_connected())

    async def watch(self) -> None:
        """Watch over the connection; returns when it stays dead for too long."""
        while True:
            await self._sleep(PING)
            if await self.connected():
                self._alive_at = time.monotonic()
                continue
            dead = time.monotonic() - self._alive_at
            if dead > GIVE_UP_AFTER:
                log.critical("No connection to Slack for %.0f minutes", dead / 60)
                return
            if dead > RENEW_AFTER:
                await self._renew()

    async def _renew(self) -> None:
        log.warning("The connection to %s is dead; opening a new one", self._place)
        try:
            async with asyncio.timeout(OPENING):
                await self._client.connect_to_new_endpoint(force=True)
        except Exception as error:
            log.warning("%s can't be reached (%s)", self._place, reason(error))

    async def _on_message(
        self, client: AsyncBaseSocketModeClient, message: dict[str, Any], raw: str | None
    ) -> None:
        if message.get("type") != "hello":
            return
        connections = message.get("num_connections", 1)
        log.info("Connected to %s", self._place)
        if isinstance(connections, int) and connections > 1:
            log.warning(
                "%d processes are connected with this app token: each request goes to one of them",
                connections,
            )

    async def close(self, seconds: float) -> None:
        """Close the connection, waiting at most so long for Slack's side."""
        try:
            async with asyncio.timeout(seconds):
                await self._client.close()
        except TimeoutError:
            log.info("Slack did not close the connection in time")
