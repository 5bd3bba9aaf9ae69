"""Turns for work of which only so much is done at once: whoever waits, waits for others' work only.

Those who wait are served person by person, not in the order in which they came: a hundred requests
of one person stand behind each other, and beside the first request of the next.
"""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.asking import CURRENT


def asker() -> str:
    """Who the running task works for: a person, or "" for the bot itself."""
    asking = CURRENT.get()
    return (asking.user if asking is not None else None) or ""


class Turns:
    """Gives `places` turns at a time, of which one person has at most `each` at once."""

    def __init__(self, places: int, each: int | None = None) -> None:
        self._places = self._free = places
        self._each = each or places
        self._having: Counter[str] = Counter()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}
        # The number of the last turn of each who has one or waits for another.
        self._served: dict[str, int] = {}
        self._given = 0

    @property
    def taken(self) -> bool:
        """Whether anybody has a turn, or waits for one."""
        return self._free < self._places or bool(self._waiting)

    @property
    def waiting(self) -> int:
        """How many wait for a turn."""
        return sum(len(line) for line in self._waiting.values())

    @asynccontextmanager
    async def turn(self, who: str | None = None) -> AsyncIterator[None]:
        """A turn for somebody (by default who the running task works for), when there is one."""
        who = asker() if who is None else who
        await self._take(who)
        try:
            yield
        finally:
            self._release(who)

    async def _take(self, who: str) -> None:
        came: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(who, deque()).append(came)
        self._give()
        try:
            await came
        except asyncio.CancelledError:
            if came.done() and not came.cancelled():
                # It was given while its owner was being cancelled.
                self._release(who)
            else:
                came.cancel()
                self._give()
            raise

    def _give(self) -> None:
        """Give what is free, each time to whoever was given something least lately."""
        while self._free:
            may = [who for who in self._waiting if self._having[who] < self._each]
            if not may:
                return
            self._give_to(min(may, key=lambda who: self._served.get(who, 0)))

    def _give_to(self, who: str) -> None:
        line = self._waiting[who]
        while line:
            came = line.popleft()
            if not came.done():
                came.set_result(None)
                self._having[who] += 1
                self._free -= 1
                self._given += 1
                self._served[who] = self._given
                break
        if not line:
            del self._waiting[who]

    def _release(self, who: str) -> None:
        self._having[who] -= 1
        self._free += 1
        if not self._having[who]:
            del self._having[who]
            if who not in self._waiting:
                # Whoever comes again has waited least lately of all.
                self._served.pop(who, None)
        self._give()
