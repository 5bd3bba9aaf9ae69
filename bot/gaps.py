"""Counting the questions that found no answer, while nobody waits for it.

What people asked, judged and proposed is forgotten here once it was kept for long enough.
"""

import asyncio
import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from bot.errors import NoBase
from bot.threads import Earlier
from bot.writer import Writer
from knowledge.base import Base

_DAY = 24 * 3600
"""Seconds after which what was kept for long enough is forgotten again, while the bot runs."""

PAUSE = 30.0
"""Seconds between two writes at least. After each write SQLite reads anew what pages it held, so
what is asked in vain meanwhile is written together; what nobody has heard of yet may be lost."""

FEW = 4
"""Words that are counted with the question before them."""

log = logging.getLogger("dateline.gaps")


class Gaps:
    """Counts questions without an answer and keeps them for so many days; with none, not at all.

    `proposals_days` is for how long proposals are kept on which somebody decided.
    """

    def __init__(self, writer: Writer, days: int, proposals_days: int) -> None:
        self._writer = writer
        self._days = days
        self._proposals_days = proposals_days
        self._waiting: list[tuple[str, str, str]] = []
        self._counting: asyncio.Task[None] | None = None
        self._now = asyncio.Event()
        self._forgotten = 0.0

    async def begin(self) -> None:
        """Forget what was kept for long enough."""
        self._forgotten = time.monotonic()
        try:
            await self._writer.run(lambda base: base.keep_asked(self._days))
            await self._writer.run(lambda base: base.keep_proposals(self._proposals_days))
        except NoBase:
            log.warning("Old questions are not forgotten: the fact base can't be written")

    @property
    def keeps_words(self) -> bool:
        """Whether words of questions may be kept outside of their threads."""
        return bool(self._days)

    def note(self, person: str, asked: str, earlier: Sequence[Earlier] = ()) -> None:
        """Count a question; the one who asked it has the answer meanwhile.

        A few words that go on from an `earlier` question say nothing without it.
        """
        if self._days:
            whose = ""
            if earlier and len(asked.split()) <= FEW:
                asked = f"{earlier[-1].text} … {asked}"
                whose = earlier[-1].person
            self._waiting.append((person, asked, whose))
        elif not self._is_due():
            return
        if self._counting is None or self._counting.done():
            self._counting = asyncio.create_task(self._count())

    async def settle(self) -> None:
        """Write what waits: somebody is about to read it."""
        while self._counting is not None and not self._counting.done():
            self._now.set()
            await asyncio.wait([self._counting])

    async def close(self) -> None:
        """Write what waits, and wait for it."""
        await self.settle()

    def _is_due(self) -> bool:
        return time.monotonic() - self._forgotten > _DAY

    async def _count(self) -> None:
        if self._is_due():
            await self.begin()
        while self._waiting:
            asked, self._waiting = self._waiting, []
            try:
                await self._writer.run(partial(_counted, asked))
            except NoBase:
                log.info("Questions without an answer are not counted: %d", len(asked))
            with suppress(TimeoutError):
                async with asyncio.timeout(PAUSE):
                    await self._now.wait()
        self._now.clear()


def _counted(asked: Sequence[tuple[str, str, str]], base: Base) -> None:
    base.count_gaps(asked)
