"""Messages amended in Slack, and notes where they can't be.

To amend a message twice does no harm. A note is noted before it is sent, and looked for by the key
in its metadata before it is sent again.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.amending.entries import Kept
from bot.amending.notes import Note, Notes
from bot.client import asked_for, reason
from bot.digests.finding import Endless, Mark, look_for
from bot.digests.posting import BLIND, DELETED, SETTLED, UNKNOWN, WITHIN
from bot.logs import api_error_code
from bot.posts import UNSHOWABLE, Crowded, Posts, log_unshowable
from bot.render.amendments import outdated
from bot.render.blocks import Block, Message
from bot.render.forms import forms
from bot.render.text import Mrkdwn

EVENT = "dateline_amendment"
"""The type of metadata that notes carry."""

GONE = frozenset({"channel_not_found", "not_in_channel", "is_archived", "cannot_find_channel"})
"""The bot is not where the message was: it can neither change it nor say so there."""

MISSING = frozenset({"message_not_found", "thread_not_found"})
"""The message was deleted, or the workspace has lost it: nobody sees any more what was shown."""

AROUND = 60.0
"""Seconds before and after the instant at which a message was remembered, to look for it in."""

LOST = frozenset({"account_inactive", "invalid_auth", "token_revoked", "token_expired"})
"""The workspace can't be reached until somebody installs the app anew."""

LOST_FOR = 3_600.0

log = logging.getLogger("dateline.amending")


class Unamendable(Exception):
    """Slack does not let a message be changed."""


class Gone(Exception):
    """Nobody can be told where the message was, or nobody sees it any more."""


class Later(Exception):
    """It has to wait for so many `seconds`; all of its workspace, where that is `limited`."""

    def __init__(self, seconds: float, *, limited: bool = False) -> None:
        super().__init__(seconds)
        self.seconds = seconds
        self.limited = limited


class Sending:
    """Sends what was planned, each channel at its pace."""

    def __init__(
        self,
        client: AsyncWebClient,
        posts: Posts,
        notes: Notes,
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`client` makes each request once (`bot.client.web_client`, not `patient`)."""
        self._client = client
        self._posts = posts
        self._notes = notes
        self._now = now

    async def standing(self, kept: Kept) -> Mapping[str, Any]:
        """A message as it stands in Slack.

        Raises:
            Unamendable, Gone, Later: it can't be read.
        """
        wanted = {"channel": kept.channel, "include_all_metadata": "true", "inclusive": "true"}
        wanted |= {"oldest": kept.ts, "latest": kept.ts, "limit": "2"}
        method = "conversations.replies" if kept.thread else "conversations.history"
        if kept.thread:
            wanted["ts"] = kept.thread
        try:
            async with asyncio.timeout(WITHIN):
                told = await self._client.api_call(method, data=wanted)
        except SlackApiError as error:
            raise self._of_error(error, kept.tries) from error
        except Exception as error:
            raise Later(_backoff(kept.tries)) from error
        for message in told.get("messages") or ():
            if isinstance(message, dict) and message.get("ts") == kept.ts:
                return message
        raise Gone

    async def stands(self, kept: Kept) -> bool:
        """Whether a message of which only the time is known may still be seen in its channel.

        Raises:
            Later: that can't be looked up now.
        """
        first, last = kept.at - AROUND, kept.at + AROUND
        wanted = {"channel": kept.channel, "inclusive": "true", "limit": "200"}
        wanted |= {"oldest": f"{first:.6f}", "latest": f"{last:.6f}"}
        method = "conversations.replies" if kept.thread else "conversations.history"
        if kept.thread:
            wanted["ts"] = kept.thread
        try:
            async with asyncio.timeout(WITHIN):
                told = await self._client.api_call(method, data=wanted)
        except SlackApiError as error:
            if api_error_code(error) in MISSING:
                return False
            met = self._of_error(error, kept.tries)
            if isinstance(met, Later):
                raise met from error
            # Where the bot may not look, the message is taken to be there.
            return True
        except Exception as error:
            raise Later(_backoff(kept.tries)) from error
        found = (one for one in told.get("messages") or () if isinstance(one, dict))
        return bool(told.get("has_more")) or any(
            # Above replies, Slack gives the message of the thread whenever it was posted.
            one.get("bot_id") and first <= float(one.get("ts") or 0) <= last
            for one in found
        )

    async def update(
        self, kept: Kept, message: Message, metadata: Mapping[str, Any] | None = None
    ) -> None:
        """Put a message in the place of one, with the metadata that it has.

        Raises:
            Unamendable, Gone, Later: it could not be.
        """
        body: dict[str, Any] = {"channel": kept.channel, "ts": kept.ts, "text": message.text}
        if metadata:
            body["metadata"] = dict(metadata)
        for blocks in forms(message):
            # Without blocks, those that stand there would stay.
            shown = {**body, "blocks": list(blocks)}
            try:
                return await self._changed(kept, partial(self._client.chat_update, **shown))
            except _Unshowable:
                if not blocks:
                    break
        raise Unamendable

    async def unfurl(self, kept: Kept, unfurls: Mapping[str, Sequence[Block]]) -> None:
        """Show something else below the links of somebody's message.

        Raises:
            Unamendable, Gone, Later: it could not be.
        """
        shown: dict[str, Any] = {url: {"blocks": list(blocks)} for url, blocks in unfurls.items()}
        try:
            await self._changed(
                kept,
                partial(self._client.chat_unfurl, channel=kept.channel, ts=kept.ts, unfurls=shown),
            )
        except _Unshowable as error:
            raise Unamendable from error

    async def _changed(self, kept: Kept, ask: Callable[[], Awaitable[Any]]) -> None:
        # One lane for a workspace: Slack counts changes of messages by workspace (tier 3).
        async with self._posts.turn(f"changes of {kept.team}"):
            try:
                async with asyncio.timeout(WITHIN):
                    await ask()
            except SlackApiError as error:
                raise self._of_error(error, kept.tries) from error
            except Exception as error:
                log.warning("No answer to an amendment (%s)", reason(error))
                raise Later(_backoff(kept.tries)) from error

    def _of_error(self, error: SlackApiError, tries: int) -> Exception:
        """What an answer that is not ok comes to."""
        code = api_error_code(error)
        headers = getattr(error.response, "headers", None) or {}
        status = getattr(error.response, "status_code", 200)
        if status == 429 or code in ("ratelimited", "rate_limited"):
            return Later(asked_for(headers) or SETTLED, limited=True)
        if code in UNSHOWABLE:
            log_unshowable(error)
            return _Unshowable()
        if code in UNKNOWN or code.startswith("status ") or status >= 500:
            return Later(_backoff(tries))
        if code in LOST:
            return Later(LOST_FOR)
        log.info("A message can't be amended (%s)", code)
        return Gone() if code in GONE | MISSING else Unamendable()

    async def tell(self, note: Note, bot: str | None) -> None:
        """Tell a channel, once; `bot` is the bot's id, where it is known.

        Raises:
            Later: it has to wait.
            sqlite3.Error, OSError: the file fails.
        """
        if note.tried is not None and await self._stands(note, bot):
            return
        message = outdated([Mrkdwn(line.words) for line in note.lines])
        for thread in dict.fromkeys((note.thread, "")):
            try:
                return await self._post(note, message, thread)
            except Crowded as error:
                raise Later(SETTLED) from error
            except _NoThread:
                log.info("A thread takes no replies; its channel is told")

    async def _stands(self, note: Note, bot: str | None) -> bool:
        """Whether a note that may have been sent stands; one that can't be looked for does."""
        tried = note.tried or 0.0
        if (waits := tried + SETTLED - self._now()) > 0:
            raise Later(waits)

        try:
            async with asyncio.timeout(WITHIN):
                thread, mark = note.thread or None, Mark(EVENT, note.key)
                found = await look_for(self._client, note.channel, thread, tried, mark, bot)
        except Endless:
            return True
        except SlackApiError as error:
            code = api_error_code(error)
            if code in BLIND | GONE:
                return True
            if code in DELETED:
                return False
            raise self._of_error(error, 0) from error
        except Exception as error:
            raise Later(SETTLED) from error
        return found is not None

    async def _post(self, note: Note, message: Message, thread: str) -> None:
        body: dict[str, Any] = {
            "channel": note.channel,
            "text": message.text,
            "metadata": Mark(EVENT, note.key).metadata,
            "unfurl_links": False,
            "unfurl_media": False,
            **({"thread_ts": thread} if thread else {}),
        }
        async with self._posts.turn(note.channel):
            for blocks in forms(message):
                await self._notes.trying(note.key, self._now())
                shown = {**body, "blocks": list(blocks)} if blocks else body
                try:
                    async with asyncio.timeout(WITHIN):
                        await self._client.chat_postMessage(**shown)
                except SlackApiError as error:
                    if thread and api_error_code(error) in DELETED - MISSING:
                        raise _NoThread from error
                    met = self._of_error(error, 0)
                    if isinstance(met, Later):
                        if met.limited:
                            await self._notes.trying(note.key, None)
                        raise met from error
                    if not isinstance(met, _Unshowable):
                        return
                except Exception as error:
                    log.warning("No answer to a note (%s)", reason(error))
                    raise Later(SETTLED) from error
                else:
                    return


class _Unshowable(Exception):
    """Slack does not take these blocks."""


class _NoThread(Exception):
    """The message that a thread stands below takes no replies."""


def _backoff(tries: int) -> float:
    """Seconds before a message is tried again: a minute, two, four, at last six hours."""
    return float(min(60 * 2 ** min(tries, 20), 6 * 3_600))
