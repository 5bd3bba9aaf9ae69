"""A look that nobody waits for longer than a while, whatever it hangs in."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Bounded(Generic[T]):
    """Shares one look among all who ask while it goes on.

    One that hangs is not given up, and no other begun: it would hang in the next thread.
    """

    def __init__(self, look: Callable[[], Coroutine[Any, Any, T]]) -> None:
        self._look = look
        self._going: asyncio.Task[T] | None = None
        self._begun = 0.0

    async def get(self, within: float) -> T:
        """What the look finds; `within` is how many seconds it may take since it was begun.

        Raises:
            TimeoutError: it takes longer.
            Exception: whatever the look raises.
        """
        loop = asyncio.get_running_loop()
        if self._going is None or self._going.done():
            self._going, self._begun = loop.create_task(self._look()), loop.time()
        async with asyncio.timeout_at(self._begun + within):
            return await asyncio.shield(self._going)
