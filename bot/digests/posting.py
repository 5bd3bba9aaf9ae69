"""Posting an edition exactly once, whatever dies meanwhile.

A request of which no answer came may have been carried out. So each one is noted before it is made,
and is never made again before the channel was looked through for what it may have posted.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.client import asked_for, reason
from bot.digests.claims import Claim, Claims, Part, State
from bot.digests.finding import Endless, find, metadata, order
from bot.digests.schedule import LATE
from bot.digests.subscription import Subscription
from bot.logs import api_error_code
from bot.posts import UNSHOWABLE, Crowded, Posts, log_unshowable

SETTLED = 10.0
"""Seconds after which what Slack has taken can be seen in the channel."""

WITHIN = 40.0
"""Seconds that one request may take: much less than a lease."""

AT_ONCE = 20.0
"""Seconds after its note in which a request may begin, so that it has ended before the lease."""

FINISHED_BY = timedelta(hours=24)
"""How long after its hour the rest of a thread is still posted below what stands."""

UNKNOWN = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
"""Errors after which, as Slack says, a part of what was asked may have been done."""

BLIND = frozenset({"missing_scope", "not_allowed_token_type"})
"""The app was installed without the right to look."""

DELETED = frozenset({"cannot_reply_to_message", "message_not_found", "thread_not_found"})
"""Somebody has deleted the message that a thread should go below."""

Noted = Callable[[Subscription, Claim, Part, str], None]
"""Hears of a part of an edition: whose it is, its part, and the message's `ts`."""

Ended = Callable[[str, float | None], None]
"""Hears what has become of an edition, and how many seconds after its hour it stood, if it does."""

Compose = Callable[[Subscription, Claim], Awaitable[Sequence[Part]]]

log = logging.getLogger("dateline.digests")


class Refused(Exception):
    """Slack refuses a post for good; `code` is its error, `told` whether a part stands."""

    def __init__(self, code: str, *, told: bool) -> None:
        super().__init__(code)
        self.code = code
        self.told = told


class Later(Exception):
    """What is left has to wait for so many `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Lost(Exception):
    """The edition is in other hands."""


class _Late(Exception):
    """Too long after its hour for what is not posted yet; `told` where a part of it was."""

    def __init__(self, *, told: bool) -> None:
        super().__init__()
        self.told = told


class Posting:
    """Posts editions that this process holds."""

    def __init__(
        self,
        client: AsyncWebClient,
        posts: Posts,
        claims: Claims,
        *,
        noted: Noted | None = None,
        ended: Ended | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Make one.

        Args:
            client: one that makes each request once (`bot.client.web_client`, not `patient`).
            posts: keeps each channel's pace.
            claims: where it is kept how far an edition has come.
            noted: hears of each part that stands.
            ended: hears what has become of each edition.
            now: seconds since the epoch.
        """
        self._client = client
        self._posts = posts
        self._claims = claims
        self._noted = noted
        self._ended = ended
        self._now = now

    async def deliver(
        self, one: Subscription, claim: Claim, compose: Compose, bot: str | None = None
    ) -> None:
        """Post what is left of an edition, and note its end.

        Args:
            one: whose edition it is.
            claim: as it was taken.
            compose: makes what it says, nothing where nothing is to be posted.
            bot: the bot's id, where it is known.

        Raises:
            Later: it has to wait.
            Refused: Slack does not let the bot post there; the edition is given up.
            sqlite3.Error, OSError: the file fails.
            Exception: whatever `compose` raises.
        """
        try:
            await self._deliver(one, claim, compose, bot)
        except Lost:
            log.info("An edition is in other hands")
        except _Late as late:
            log.warning("An edition is given up: its hour is long past")
            await self._finish(claim, State.GIVEN_UP, told=late.told)
        except Endless:
            await self._leave(claim)
        except Refused as refused:
            if refused.code in BLIND:
                await self._leave(claim)
            elif refused.code in DELETED:
                await self._finish(claim, State.POSTED, told=True)
            else:
                await self._finish(claim, State.GIVEN_UP, told=refused.told)
                raise

    async def _deliver(
        self, one: Subscription, claim: Claim, compose: Compose, bot: str | None
    ) -> None:
        if claim.parts is None:
            self._in_time(claim, LATE)
            claim = await self._held(self._claims.keep, claim, await compose(one, claim))
        parts = claim.parts or ()
        while claim.done < len(parts):
            unsure = claim.tried is not None
            ts = await self._found(one, claim, bot) if unsure else None
            if ts is None:
                self._in_time(claim, FINISHED_BY if claim.done else LATE)
                try:
                    claim, ts = await self._post(one, claim, parts[claim.done])
                except Crowded as error:
                    raise await self._later(claim, SETTLED) from error
                # What could not be found may have been under way.
                ts = await self._only(one, claim, ts, bot) if unsure else ts
            if self._noted is not None:
                self._noted(one, claim, parts[claim.done], ts)
            try:
                claim = await self._held(self._claims.stands, claim, ts)
            except Lost:
                await self._only(one, claim, ts, bot)
                raise
        await self._finish(claim, State.POSTED, told=True)

    async def _finish(
        self, claim: Claim, state: State, *, told: bool, unsure: bool = False
    ) -> None:
        """Note the end of an edition; `told` and `unsure` are as in `Claims.finish`."""
        await self._claims.finish(claim, state, told=told, unsure=unsure)
        if self._ended is None:
            return
        if state is State.GIVEN_UP:
            self._ended("unsure" if unsure else "given_up", None)
        elif not claim.parts:
            self._ended("nothing_new", None)
        else:
            self._ended("posted", self._now() - claim.due.timestamp())

    def _in_time(self, claim: Claim, limit: timedelta) -> None:
        if self._now() - claim.due.timestamp() > limit.total_seconds():
            raise _Late(told=claim.done > 0)

    async def _held(
        self, step: Callable[..., Awaitable[Claim | None]], claim: Claim, *given: object
    ) -> Claim:
        """A step with the claim, if it is held still."""
        held = await step(claim, *given, self._now())
        if held is None:
            raise Lost
        return held

    async def _leave(self, claim: Claim) -> None:
        """Never post twice: what may stand and can't be looked for is taken to stand."""
        log.error(
            "It can't be told whether a digest was posted, so it is not posted again. The bot "
            "needs the scopes channels:history and groups:history: put manifest.json into the "
            "app's settings again and reinstall the app."
        )
        await self._finish(claim, State.GIVEN_UP, told=True, unsure=True)

    async def _found(self, one: Subscription, claim: Claim, bot: str | None) -> str | None:
        """The part that may have been posted; a look too early would not see it."""
        waits = (claim.tried or 0.0) + SETTLED - self._now()
        if waits > 0:
            raise await self._later(claim, waits)
        try:
            async with asyncio.timeout(WITHIN):
                ts = await find(self._client, one.place, claim, bot)
        except SlackApiError as error:
            raise await self._of_error(claim, error, looking=True) from error
        except Endless:
            raise
        except Exception as error:
            log.warning("It can't be looked whether a digest was posted (%s)", reason(error))
            raise await self._later(claim, SETTLED) from error
        log.info("A digest %s", "stands already" if ts else "was not posted, and is now")
        return ts

    async def _only(self, one: Subscription, claim: Claim, ts: str, bot: str | None) -> str:
        """What stands of a part just posted, where another process may have posted it as well.

        Of two the first is left; whoever has posted the later one takes it back.
        """
        try:
            async with asyncio.timeout(WITHIN):
                first = await find(self._client, one.place, claim, bot)
                if first is None or order(first) >= order(ts):
                    return ts
                log.warning("A part of a digest was posted by two processes; the later goes")
                await self._client.chat_delete(channel=one.place, ts=ts)
        except (SlackApiError, aiohttp.ClientError, TimeoutError, Endless) as error:
            log.warning("It can't be told whether a digest stands twice (%s)", reason(error))
            return ts
        return first

    async def _post(self, one: Subscription, claim: Claim, part: Part) -> tuple[Claim, str]:
        """Post a part; the claim as it is meanwhile, and the message's `ts`."""
        body = {
            "channel": one.place,
            "text": part.text,
            "thread_ts": claim.ts,
            "metadata": metadata(claim, claim.done),
            "unfurl_links": False,
            "unfurl_media": False,
        }
        async with self._posts.turn(one.place):
            for blocks in part.forms:
                tried = await self._held(self._claims.trying, claim)
                if self._now() - (tried.tried or 0.0) > AT_ONCE:
                    # This process stood still, and another may have gone on.
                    raise await self._later(tried, SETTLED)
                shown = {**body, "blocks": list(blocks)} if blocks else body
                try:
                    async with asyncio.timeout(WITHIN):
                        response = await self._client.chat_postMessage(**shown)
                except SlackApiError as error:
                    if api_error_code(error) not in UNSHOWABLE or not blocks:
                        raise await self._of_error(tried, error) from error
                    log_unshowable(error)
                except Exception as error:
                    log.warning("No answer to the post of a digest (%s)", reason(error))
                    raise await self._later(tried, SETTLED) from error
                else:
                    return tried, str(response.get("ts", ""))
        raise AssertionError("a message has at least its text")

    async def _of_error(
        self, claim: Claim, error: SlackApiError, *, looking: bool = False
    ) -> Exception:
        """What an answer that is not ok comes to."""
        code = api_error_code(error)
        headers = getattr(error.response, "headers", None) or {}
        status = getattr(error.response, "status_code", 200)
        if status == 429 or code in ("ratelimited", "rate_limited"):
            if not looking:
                await self._claims.refused(claim)
            return await self._later(claim, asked_for(headers) or SETTLED)
        if code in UNKNOWN or code.startswith("status ") or status >= 500:
            log.warning("Slack has trouble of its own with a digest (%s)", code)
            return await self._later(claim, SETTLED)
        return Refused(code, told=claim.done > 0)

    async def _later(self, claim: Claim, seconds: float) -> Later:
        """Give an edition up for so many seconds; nobody else goes on with it sooner."""
        await self._claims.postpone(claim, self._now() + seconds)
        return Later(seconds)
