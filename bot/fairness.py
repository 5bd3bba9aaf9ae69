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


class NoRoom(Exception):
    """Too many wait already: of one person, or of all."""


class Turns:
    """Gives `places` turns at a time, of which one person has at most `each` at once."""

    def __init__(
        self,
        places: int,
        each: int | None = None,
        *,
        line: int | None = None,
        room: int | None = None,
    ) -> None:
        """At most `line` of one person's wait, and `room` of all; without these, any number."""
        self._places = self._free = places
        self._each = each or places
        self._line, self._room = line, room
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
        """A turn for somebody (by default who the running task works for), when there is one.

        Raises:
            NoRoom: too many wait already, or this one has made room for somebody else.
        """
        who = asker() if who is None else who
        await self._take(who)
        try:
            yield
        finally:
            self._release(who)

    async def _take(self, who: str) -> None:
        self._make_room(who)
        came: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(who, deque()).append(came)
        self._give()
        try:
            await came
        except asyncio.CancelledError:
            if not came.done() or came.cancelled():
                self._withdraw(who, came)
            elif came.exception() is None:
                # It was given while its owner was being cancelled.
                self._release(who)
            raise

    def _make_room(self, who: str) -> None:
        """Where there is none, the last in the longest line leaves, for whoever has a shorter one.

        The bot's own work has a line of any length, as far as there is room.
        """
        own = len(self._waiting.get(who, ()))
        if who and self._line is not None and own >= self._line:
            raise NoRoom
        if self._room is None or self.waiting < self._room:
            return
        longest = max(self._waiting, key=lambda one: len(self._waiting[one]))
        if len(self._waiting[longest]) <= own + 1:
            raise NoRoom
        last = self._waiting[longest].pop()
        if not last.done():
            last.set_exception(NoRoom())

    def _withdraw(self, who: str, came: asyncio.Future[None]) -> None:
        """Let go of a turn that nobody waits for any more."""
        line = self._waiting.get(who)
        if line is not None and came in line:
            line.remove(came)
            if not line:
                del self._waiting[who]
        self._forget(who)

    def _give(self) -> None:
        """Give what is free, each time to whoever was given something least lately."""
        while self._free:
            may = [who for who in self._waiting if self._having[who] < self._each]
            if not may:
                return
            self._give_to(min(may, key=lambda who: self._served.get(who, 0)))

    def _give_to(self, who: str) -> None:
        line = self._waiting[who]
        came = line.popleft()
        if not came.done():
            came.set_result(None)
            self._having[who] += 1
            self._free -= 1
            self._given += 1
            self._served[who] = self._given
        if not line:
            del self._waiting[who]

    def _release(self, who: str) -> None:
        self._having[who] -= 1
        self._free += 1
        self._forget(who)
        self._give()

    def _forget(self, who: str) -> None:
        """Whoever comes again, having nothing, has waited least lately of all."""
        if not self._having[who]:
            del self._having[who]
            if who not in self._waiting:
                self._served.pop(who, None)
