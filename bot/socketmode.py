"""Socket Mode: always one connection to Slack, replaced before or as soon as it is spent.

The SDK's own client reconnects from several tasks at once, without a pause where Slack refuses at
once, and tries an address that has expired for ever; so this one does without it, and leaves what
envelopes say to Bolt.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.client import LONGEST_WAIT, Sleep, asked_for, backoff, reason
from bot.connection import CLOSING, Connection, Spent
from bot.envelopes import Envelopes
from bot.hosts import proxy_for
from bot.logs import api_error_code

OPENING = 30.0
"""Seconds that opening a connection may take, to Slack's hello."""

STEADY = 60.0
"""Seconds after which a connection counts as a good one: the next is then opened without a pause.
One that ends sooner counts as a failed attempt."""

HELLO = 3.0
"""Seconds for which Slack's hello is waited for: a connection without one serves all the same."""

LONGEST_PAUSE = 30.0
"""Seconds between two attempts, at most, unless Slack asks for more."""

LINGER = 10.0
"""Seconds for which a connection that was replaced is still listened to; Slack ends it before."""

GIVE_UP_AFTER = 900.0
"""Seconds without a word of Slack's after which the process ends, so that its host starts a fresh
one."""

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


class NotOpened(Exception):
    """Slack ended a connection instead of saying hello."""

    def __init__(self, why: Spent) -> None:
        super().__init__(str(why))
        self.why = why


class Socket:
    """Socket Mode of one app. `attempts` counts the connections that were asked for."""

    def __init__(
        self,
        app: AsyncApp,
        client: AsyncWebClient,
        session: aiohttp.ClientSession,
        app_token: str,
        *,
        place: str = "Slack",
        sleep: Sleep = asyncio.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare; needs a running loop.

        Args:
            app: what envelopes are dispatched to.
            client: asks for addresses, each time once (`bot.client.web_client`, not `patient`).
            session: opens connections.
            app_token: the app-level token.
            place: what the log calls the other side.
            sleep: waits.
            now: seconds, on a clock that nobody sets.
        """
        self.attempts = 0
        self.envelopes = Envelopes(app, self._after)
        self._replaced = asyncio.Condition()
        self._client = client
        self._session = session
        self._token = app_token
        self._place = place
        self._sleep = sleep
        self._now = now
        self._began = now()
        self._current: Connection | None = None
        self._failures = 0
        self._tasks: set[asyncio.Task[None]] = set()

    # For those who watch

    @property
    def alive(self) -> bool:
        """Whether the connection is open and answers pings."""
        return self._current is not None and self._current.alive

    async def connected(self) -> bool:
        """Whether Slack's requests can reach the bot."""
        return self.alive

    @property
    def silent_for(self) -> float:
        """Seconds since Slack was last heard, if only by the answer to a ping."""
        heard = self._current.heard if self._current is not None else self._began
        return self._now() - heard

    @property
    def failures(self) -> int:
        """Attempts that have failed since there was a good connection."""
        return self._failures

    # Staying connected

    async def run(self) -> None:
        """Stay connected; returns when Slack could not be reached for too long.

        Raises:
            Refused: Slack does not accept the app token, from the start or for too long.
        """
        while (connection := await self._opened()) is not None:
            async with self._replaced:
                old, self._current = self._current, connection
                self._replaced.notify_all()
            if old is not None:
                self._begin(self._retire(old))
            opened = self._now()
            why = await connection.spent
            log.log(
                logging.INFO if why is Spent.RENEWAL else logging.WARNING,
                "The connection to %s is replaced: %s",
                self._place,
                why,
            )
            self._failures = 0 if self._now() - opened >= STEADY else self._failures + 1
            if not why.is_open:
                self._begin(connection.close())

    async def _opened(self) -> Connection | None:
        """The next connection, however long Slack takes; None when that is too long.

        Raises:
            Refused: there is no use in trying again.
        """
        asked = 0.0
        while True:
            if self._failures:
                await self._sleep(max(asked, backoff(self._failures - 1, LONGEST_PAUSE)))
            try:
                return await self._open()
            except Exception as error:
                self._failures += 1
                late = self.silent_for > GIVE_UP_AFTER
                asked = self._failed(error, late)
                if late:
                    minutes = self.silent_for / 60
                    log.critical("No connection to %s for %.0f minutes", self._place, minutes)
                    return None

    async def _open(self) -> Connection:
        self.attempts += 1
        async with asyncio.timeout(OPENING):
            opened = await self._client.apps_connections_open(app_token=self._token)
            url = str(opened["url"])
            socket = await self._session.ws_connect(
                url,
                # Pongs tell that the connection lives, so they are looked at.
                autoping=False,
                proxy=proxy_for(url),
                timeout=aiohttp.ClientWSTimeout(ws_close=CLOSING),
            )
            connection = Connection(socket, self.envelopes.take, sleep=self._sleep, now=self._now)
            try:
                either: list[asyncio.Future[Any]] = [connection.hello, connection.spent]
                await asyncio.wait(either, timeout=HELLO, return_when=asyncio.FIRST_COMPLETED)
                if connection.spent.done() and not connection.hello.done():
                    raise NotOpened(connection.spent.result())
            except BaseException:
                self._begin(connection.close())
                raise
        self._greeted(connection.hello.result() if connection.hello.done() else {})
        return connection

    def _greeted(self, hello: dict[str, Any]) -> None:
        log.info("Connected to %s", self._place)
        number = hello.get("num_connections")
        # The one that is being replaced is counted too.
        more = isinstance(number, int) and number > (1 if self._current is None else 2)
        if more:
            log.warning(
                "%d processes are connected with this app token: each request goes to one of them",
                number,
            )

    def _failed(self, error: Exception, late: bool) -> float:
        """Log why an attempt failed; the seconds that Slack asks for.

        Raises:
            Refused: there is no use in trying again.
        """
        code = api_error_code(error) if isinstance(error, SlackApiError) else ""
        if code in REFUSALS:
            refused = (
                f"Slack does not accept SLACK_APP_TOKEN ({code}). Make an app-level token with the "
                "scope connections:write under “Basic Information” of your app."
            )
            # What Slack took before, it may take again: such answers have been mistakes of its own.
            if self._current is None or late:
                raise Refused(refused) from error
            log.error("%s Until then it is tried again", refused)
        else:
            why = str(error) if isinstance(error, NotOpened) else reason(error)
            log.warning("%s can't be reached (%s); trying again", self._place, why)
        headers = getattr(getattr(error, "response", None), "headers", None) or {}
        return min(asked_for(headers), LONGEST_WAIT)

    async def _after(self, one: Connection) -> Connection:
        """The connection that takes the place of one."""
        async with self._replaced:
            await self._replaced.wait_for(lambda: self._current not in (None, one))
        assert self._current is not None
        return self._current

    async def _retire(self, old: Connection) -> None:
        """Listen to what still comes over a connection that was replaced, then close it."""
        ending, waiting = (
            asyncio.ensure_future(old.ended()),
            asyncio.ensure_future(self._sleep(LINGER)),
        )
        try:
            await asyncio.wait([ending, waiting], return_when=asyncio.FIRST_COMPLETED)
        finally:
            ending.cancel()
            waiting.cancel()
            await old.close()

    # The end

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self, seconds: float) -> None:
        """Close the connection once what it brought is acknowledged; at most so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                await self.envelopes.settle(seconds / 2)
                rest = set(self._tasks)
                for task in rest:
                    task.cancel()
                if self._current is not None:
                    await self._current.close()
                await asyncio.gather(*rest, return_exceptions=True)
        except TimeoutError:
            log.info("Slack did not close the connection in time")
