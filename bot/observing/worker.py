"""A thread of its own for work that would block the event loop, watched and measured."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import ParamSpec, TypeVar

from bot.observing.meter import NONE, Meter

P = ParamSpec("P")
T = TypeVar("T")


class Worker:
    """Does one piece of work after the other in one thread.

    The work runs in the context of whoever asks for it, so that what it logs carries the id of
    their request.
    """

    def __init__(self, name: str, meter: Meter = NONE) -> None:
        """`name` is the thread's, and what its work is measured under."""
        self.name = name
        self._meter = meter
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._since: float | None = None
        # Each is counted by one thread alone, so that none needs a lock.
        self._given = self._begun = self._withdrawn = 0

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` in the thread, and give what it returns or raises.

        Raises:
            RuntimeError: the thread was ended.
        """
        return await asyncio.wrap_future(self._give(partial(work, *args, **kwargs)))

    async def end_with(self, last: Callable[[], None]) -> None:
        """Have one more piece of work done, and end the thread with it."""
        future = self._give(last)
        self._thread.shutdown(wait=False)
        await asyncio.wrap_future(future)

    def _give(self, work: Callable[[], T]) -> Future[T]:
        context, asked = copy_context(), time.perf_counter()

        def timed() -> T:
            self._begun += 1
            self._since = began = time.perf_counter()
            try:
                return context.run(work)
            finally:
                self._since = None
                self._meter.worked(self.name, time.perf_counter() - began, waited=began - asked)

        future = self._thread.submit(timed)
        self._given += 1
        future.add_done_callback(self._left)
        return future

    @property
    def waiting(self) -> int:
        """Pieces of work that wait for the thread."""
        return self._given - self._begun - self._withdrawn

    @property
    def busy_for(self) -> float:
        """Seconds for which the thread has been at its present work; 0 while it rests."""
        since = self._since
        return 0.0 if since is None else time.perf_counter() - since

    async def end(self) -> None:
        """End the thread once all that it was given is done."""
        await asyncio.to_thread(self._thread.shutdown, wait=True)

    def _left(self, future: Future[T]) -> None:
        if future.cancelled():
            self._withdrawn += 1
