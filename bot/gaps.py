"""Counting the questions that found no answer, while nobody waits for it.

What people asked, judged and proposed is forgotten here once it was kept for long enough.
"""

import asyncio
import logging
import time
from collections.abc import Coroutine, Sequence

from bot.errors import NoBase
from bot.threads import Earlier
from bot.writer import Writer

_DAY = 24 * 3600
"""Seconds after which what was kept for long enough is forgotten again, while the bot runs."""

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
        self._counting: set[asyncio.Task[None]] = set()
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
            self._keep(self._count(person, asked, whose))
        elif self._is_due():
            self._keep(self.begin())

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._counting.add(task)
        task.add_done_callback(self._counting.discard)

    def _is_due(self) -> bool:
        return time.monotonic() - self._forgotten > _DAY

    async def close(self) -> None:
        """Wait for what is being counted."""
        if self._counting:
            await asyncio.wait(self._counting)

    async def _count(self, person: str, asked: str, whose: str) -> None:
        if self._is_due():
            await self.begin()
        try:
            await self._writer.run(lambda base: base.count_gap(person, asked, whose))
        except NoBase:
            log.info("A question without an answer is not counted")
