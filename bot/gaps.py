"""Counting the questions that found no answer, while nobody waits for it."""

import asyncio
import logging

from bot.errors import NoBase
from bot.writer import Writer

log = logging.getLogger("dateline.gaps")


class Gaps:
    """Counts questions without an answer and keeps them for so many days; with none, not at all."""

    def __init__(self, writer: Writer, days: int) -> None:
        self._writer = writer
        self._days = days
        self._counting: set[asyncio.Task[None]] = set()

    async def begin(self) -> None:
        """Forget what was kept for long enough."""
        try:
            await self._writer.run(lambda base: base.keep_asked(self._days))
        except NoBase:
            log.warning("Old questions are not forgotten: the fact base can't be written")

    def note(self, person: str, asked: str) -> None:
        """Count a question; the one who asked it has the answer meanwhile."""
        if self._days:
            task = asyncio.create_task(self._count(person, asked))
            self._counting.add(task)
            task.add_done_callback(self._counting.discard)

    async def close(self) -> None:
        """Wait for what is being counted."""
        if self._counting:
            await asyncio.wait(self._counting)

    async def _count(self, person: str, asked: str) -> None:
        try:
            await self._writer.run(lambda base: base.count_gap(person, asked))
        except NoBase:
            log.info("A question without an answer is not counted")
