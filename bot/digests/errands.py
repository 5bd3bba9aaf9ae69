"""Work for each subscription in a task of its own: none waits for one that takes long."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection

AT_ONCE = 20
"""Pieces of work beside each other: a workspace that hangs must not take all connections."""

LIMIT = 300.0
"""Seconds that one piece of work may take; what is left of it is done at a later look."""

PATIENCE = 5.0
"""Seconds that a look waits for what it has begun, before it leaves it alone."""

Work = Callable[[], Awaitable[float]]
"""Does something; ends with the seconds for which nothing more can be done."""

log = logging.getLogger("dateline.digests")


class Errands:
    """What is being done, by the ids of subscriptions: of each one thing at a time."""

    def __init__(self, now: Callable[[], float], patience: float = PATIENCE) -> None:
        """`now` gives seconds since the epoch."""
        self._now = now
        self._patience = patience
        self._running: dict[str, asyncio.Task[float]] = {}
        self._again: dict[str, float] = {}
        self._turns = asyncio.Semaphore(AT_ONCE)

    def is_free(self, id: str) -> bool:
        """Whether nothing is being done for one, and it has to wait for nothing."""
        return id not in self._running and self._again.get(id, 0.0) <= self._now()

    def begin(self, id: str, work: Work) -> None:
        """Do something for one that is free."""
        self._running[id] = asyncio.create_task(self._done(work))

    async def _done(self, work: Work) -> float:
        async with self._turns:
            try:
                async with asyncio.timeout(LIMIT):
                    return await work()
            except TimeoutError:
                log.warning("A digest takes too long; it goes on at the next look")
                return 0.0

    async def settle(self, ids: Collection[str]) -> float:
        """Wait for what was begun, as long as patience lasts; the seconds to the first of the rest.

        Only those of these `ids` have to wait for something still. Whatever a piece of work raises
        comes out here.
        """
        if self._running:
            await asyncio.wait(self._running.values(), timeout=self._patience)
        now = self._now()
        ended = {id: task for id, task in self._running.items() if task.done()}
        for id in ended:
            del self._running[id]
        self._again |= {id: now + task.result() for id, task in ended.items()}
        self._again = {id: at for id, at in self._again.items() if id in ids and at > now}
        return min((at - now for at in self._again.values()), default=float("inf"))

    def end(self) -> None:
        """Cancel all that is being done."""
        for task in self._running.values():
            task.cancel()
        self._running.clear()
