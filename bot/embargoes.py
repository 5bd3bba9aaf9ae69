"""Lets articles in when their embargo ends, in the running bot."""

import asyncio
import logging
from datetime import UTC, datetime

from bot.client import Sleep
from bot.errors import NoBase
from bot.readers import Readers
from bot.writer import Writer
from knowledge.base import Base, Outcome, Saved

LOOK_EVERY = 60.0
"""Seconds between two looks: another process may have brought in an article that is due sooner."""

log = logging.getLogger("dateline.embargoes")


class Embargoes:
    """Wakes when the next embargo ends; the first look is at once."""

    def __init__(self, readers: Readers, writer: Writer, *, sleep: Sleep = asyncio.sleep) -> None:
        self._readers = readers
        self._writer = writer
        self._sleep = sleep

    async def run(self) -> None:
        """Let articles in as they come due, for ever."""
        while True:
            try:
                wait = await self.look(datetime.now(UTC))
            except NoBase:
                # Said in the log already; it may be mended by the next look.
                wait = LOOK_EVERY
            except Exception:
                # Without this task nothing would come out any more until the next start.
                log.exception("Articles whose embargo has ended could not be let in")
                wait = LOOK_EVERY
            await self._sleep(wait)

    async def look(self, now: datetime) -> float:
        """Let in what is due by `now`; the seconds until the next look.

        Raises:
            NoBase: the fact base can't be read or written.
        """
        # Only what is due takes the base's one place to write.
        end = await self._readers.run(lambda base: base.next_release())
        if end is None:
            return LOOK_EVERY
        left = (datetime.fromisoformat(end) - now).total_seconds()
        if left > 0:
            return min(left, LOOK_EVERY)
        released: list[Saved] = []
        instant = now.strftime("%Y-%m-%dT%H:%M:%SZ")

        def let_in(base: Base) -> None:
            released.extend(base.release(instant))

        await self._writer.run(let_in)
        unreadable = [saved for saved in released if saved.outcome is Outcome.UNREADABLE]
        for saved in unreadable:
            log.error("%s could not be let in: %s", saved.article, saved.problems[0])
        log.info("Embargoes ended; articles let in: %d", len(released) - len(unreadable))
        # What can't be read is still due: it would be looked at again and again.
        return LOOK_EVERY if unreadable else 0.0
