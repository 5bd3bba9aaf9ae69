"""Remembering what was shown, while nobody waits for it.

What fails here costs an amendment later on, never an answer.
"""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

from bot.amending.drawing import without_words
from bot.amending.entries import Entry, Sort
from bot.amending.shows import Shows
from bot.amending.store import Store, Work, forgetting, keeping
from bot.asking import CURRENT, Asking
from bot.digests.claims import Claim, Part
from bot.digests.subscription import Subscription
from bot.render.blocks import Message

PAUSE = 0.25
"""Seconds between two writes at least: a write opens the file, which takes longer than what is
written, so messages that are sent meanwhile are written together."""

log = logging.getLogger("dateline.amending")


class Recorder:
    """Keeps what messages show; where it is switched off (`days` is 0), nothing."""

    def __init__(
        self,
        store: Store,
        days: int,
        *,
        words: bool,
        team: Callable[[], str | None],
        now: Callable[[], float] = time.time,
    ) -> None:
        """Make one.

        Args:
            store: where it is kept.
            days: for how many days.
            words: whether words of people may be kept.
            team: the bot's own workspace, where it has one.
            now: seconds since the epoch.
        """
        self._store = store
        self._days = days
        self._words = words
        self._team = team
        self._now = now
        self._waiting: list[Work] = []
        self._keeping: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()
        self._broken = False

    def posted(self, channel: str, ts: str, thread: str | None, message: Message) -> None:
        """A message stands in a channel."""
        if message.shows is not None:
            self._keep(channel, ts, thread or "", Sort.POST, message.shows)

    def edition(self, one: Subscription, claim: Claim, part: Part, ts: str) -> None:
        """A message of a digest stands in its channel."""
        if part.shows is not None:
            thread = claim.ts or ""
            self._keep(
                one.place, ts, thread, Sort.EDITION, part.shows, person="", team=one.team
            )  # fmt: skip

    def responded(
        self, url: str, message: Message, *, in_channel: bool, replace: bool, thread: str | None
    ) -> None:
        """An answer went to a response URL."""
        asking = CURRENT.get()
        if asking is None or not asking.places:
            return
        channel = asking.places[0]
        if replace and asking.message:
            return self._replaced(asking, channel, url, message)
        if message.shows is None:
            return
        if in_channel:
            self._keep(channel, "", thread or "", Sort.SHARED, message.shows)
        else:
            self._keep(channel, "", thread or "", Sort.ALONE, message.shows, url=url)

    def unfurled(self, channel: str, ts: str, urls: Iterable[str], shows: Shows | None) -> None:
        """Facts stand below links of somebody's message."""
        if shows is not None:
            again = {"urls": list(urls)}
            made = Shows(shows.glimpses, shows.upto, again)
            self._keep(channel, ts, "", Sort.UNFURL, made, person="")

    async def close(self) -> None:
        """Wait for what is being kept."""
        while self._keeping is not None and not self._keeping.done():
            self._hurry.set()
            await asyncio.wait([self._keeping])
        self._hurry.clear()

    def _replaced(self, asking: Asking, channel: str, url: str, message: Message) -> None:
        """Something else stands where a button was clicked."""
        ts, team = asking.message or "", asking.team or self._team() or ""
        if message.shows is None:
            return self._begin(forgetting(team, channel, ts))
        sort = Sort.ALONE if asking.ephemeral else Sort.POST
        self._keep(
            channel, ts, asking.thread or "", sort, message.shows,
            url=url if asking.ephemeral else "",
        )  # fmt: skip

    def _keep(
        self,
        channel: str,
        ts: str,
        thread: str,
        sort: Sort,
        shows: Shows,
        *,
        url: str = "",
        person: str | None = None,
        team: str | None = None,
    ) -> None:
        asking = CURRENT.get()
        where = team or (asking.team if asking is not None else None) or self._team()
        if not where or not channel:
            return
        if person is None:
            person = (asking.user if asking is not None else None) or ""
        if not self._words:
            shows = Shows(shows.glimpses, shows.upto, without_words(shows.again))
        kept = Entry(where, channel, ts, thread, sort, person, self._now(), shows, url)
        self._begin(keeping(kept))

    def _begin(self, work: Work) -> None:
        if not self._days:
            return
        self._waiting.append(work)
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.create_task(self._keep_on())

    async def _keep_on(self) -> None:
        """Write what waits, and for as long as something comes."""
        while self._waiting:
            works, self._waiting = self._waiting, []
            try:
                await self._store.do(works)
            except (sqlite3.Error, OSError):
                if not self._broken:
                    log.warning(
                        "What is shown can't be remembered, nor amended later", exc_info=True
                    )
                self._broken = True
            with suppress(TimeoutError):
                async with asyncio.timeout(PAUSE):
                    await self._hurry.wait()
