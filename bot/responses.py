"""Answering through a response URL: five uses in thirty minutes, so none is wasted.

Nothing tells what was posted that way. So what all would see twice is sent again only where Slack
surely has not taken it. To whoever asked, an answer that stands twice is better than none: after an
unclear word of Slack's it is sent once more.
"""

import asyncio
import json
import logging
import time
from collections.abc import Sequence
from typing import Any, Protocol
from urllib.parse import urlsplit

import aiohttp

from bot.client import ATTEMPTS, LONGEST_WAIT, Sleep, backoff, retry_after, unsent
from bot.observing.meter import NONE, Meter
from bot.posts import UNSHOWABLE
from bot.render.blocks import Block, Message, encoded
from bot.render.forms import forms

NOT_TAKEN = frozenset({502, 503})
"""Statuses of Slack's edge that has passed nothing on; of others of its own it can't be told."""

UNSURE = "unsure"
"""The code of an answer of which Slack has not said whether it was taken."""

FOREIGN = "foreign_response_url"
"""The code of a response URL that is not Slack's."""

MEASURED = "response_url"
"""What stands for a method of the Web API where answers are measured."""

_JSON = {"Content-Type": "application/json"}

log = logging.getLogger("dateline.responses")


class Noted(Protocol):
    """Hears of an answer that a response URL took."""

    def __call__(
        self, url: str, message: Message, *, in_channel: bool, replace: bool, thread: str | None
    ) -> None:
        """See `Responses.send`."""


class ResponseProblem(Exception):
    """Slack did not take an answer; `code` is its error code, or the HTTP status."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Responses:
    """Sends answers to response URLs on the hosts that Slack's have."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        hosts: frozenset[str],
        *,
        sleep: Sleep = asyncio.sleep,
        noted: Noted | None = None,
        meter: Meter = NONE,
    ) -> None:
        """`noted` hears of each answer that was taken."""
        self._noted = noted
        self._meter = meter
        self._session = session
        self._hosts = hosts
        self._sleep = sleep

    async def send(
        self,
        url: str,
        message: Message,
        *,
        in_channel: bool = False,
        replace: bool = False,
        thread: str | None = None,
    ) -> None:
        """Send an answer: to the one who asked, or to all (`in_channel`).

        Args:
            url: the payload's `response_url`.
            message: what to say.
            in_channel: show it to everybody; works without being a member of the channel.
            replace: put it in the place of the message that was clicked.
            thread: `ts` of the thread to answer in.

        Raises:
            ResponseProblem: the URL is not Slack's, has expired, or Slack refuses for good.
        """
        body: dict[str, Any] = {
            "text": message.text,
            "response_type": "in_channel" if in_channel else "ephemeral",
            "replace_original": replace,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if thread is not None:
            body["thread_ts"] = thread
        for blocks in forms(message):
            try:
                await self._post(url, body, blocks)
            except ResponseProblem as problem:
                if problem.code not in UNSHOWABLE or not blocks:
                    raise
                log.error("Slack refused blocks at a response URL (%s)", problem.code)
            else:
                if self._noted is not None:
                    self._noted(url, message, in_channel=in_channel, replace=replace, thread=thread)
                return

    async def delete_original(self, url: str) -> None:
        """Remove the message that was clicked.

        Raises:
            ResponseProblem: as in `send`.
        """
        await self._post(url, {"delete_original": True})

    async def _post(self, url: str, body: dict[str, Any], blocks: Sequence[Block] = ()) -> None:
        began, result = time.perf_counter(), "ok"
        try:
            await self._taken(url, body, blocks)
        except ResponseProblem as problem:
            result = problem.code
            raise
        finally:
            self._meter.called(MEASURED, result, time.perf_counter() - began)

    async def _taken(self, url: str, body: dict[str, Any], blocks: Sequence[Block]) -> None:
        if not self._is_slacks(url):
            raise ResponseProblem(FOREIGN)
        said = json.dumps(body)
        if blocks:
            said = f'{said[:-1]}, "blocks": {encoded(blocks)}}}'
        twice = bool(body.get("replace_original") or body.get("delete_original"))
        unclear = 1 if body.get("response_type") == "ephemeral" else 0
        for attempt in range(ATTEMPTS + 1):
            try:
                wait = await self._attempt(url, said.encode(), attempt, twice=twice)
            except ResponseProblem as problem:
                if problem.code != UNSURE or not unclear:
                    raise
                unclear, wait = unclear - 1, backoff(attempt)
            if wait is None:
                return
            log.warning("A response URL is not ready; trying again in %.1f s", wait)
            await self._sleep(wait)
        raise ResponseProblem("not_ready")

    def _is_slacks(self, url: str) -> bool:
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        return parts.scheme in {"http", "https"} and parts.hostname in self._hosts

    async def _attempt(self, url: str, body: bytes, attempt: int, *, twice: bool) -> float | None:
        """One try: None when taken, else the seconds to wait before the next.

        `twice` says that it does no harm where Slack takes it once more.
        """
        try:
            # Slack never redirects here, and elsewhere is none of our business.
            async with self._session.post(
                url, data=body, headers=_JSON, allow_redirects=False
            ) as response:
                status, headers = response.status, response.headers
                said = (await response.content.read(2_000)).decode("utf-8", "replace")
        except (aiohttp.ClientError, TimeoutError) as error:
            if not twice and not unsent(error):
                raise ResponseProblem(UNSURE) from error
            return backoff(attempt)
        if status == 429:
            asked = retry_after(headers) or 0.0
            if asked > LONGEST_WAIT:
                raise ResponseProblem("rate_limited")
            return max(asked, backoff(attempt))
        code = _error_code(status, said)
        if code is None:
            return None
        if status >= 500 and code.isdigit():
            if not twice and status not in NOT_TAKEN:
                raise ResponseProblem(UNSURE)
            return backoff(attempt)
        raise ResponseProblem(code)


def _error_code(status: int, said: str) -> str | None:
    """The error in an answer: Slack sends `ok`, `{"ok": false, …}` or a bare error code."""
    try:
        parsed = json.loads(said)
    except (ValueError, RecursionError):
        parsed = None
    refused = isinstance(parsed, dict) and parsed.get("ok") is False
    if status < 300 and not refused:
        return None
    told = parsed.get("error") if isinstance(parsed, dict) else said
    bare = told.strip() if isinstance(told, str) else ""
    # An error page of Slack's edge is no error code.
    return bare if bare and bare.replace("_", "").isalnum() and len(bare) < 60 else str(status)
