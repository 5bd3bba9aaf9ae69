"""What is being answered: known until its end, so that a shutdown can wait for it.

Bolt forgets the tasks that it starts.
"""

import asyncio
import functools
import logging
from collections.abc import Awaitable, Callable
from typing import ParamSpec

from bot.errors import Restarting

ACK_SENT = 0.03
"""Seconds after which Bolt, which looks every 0.01, has passed an acknowledgement on."""

TOLD = 0.7
"""Seconds for telling those whose answers a shutdown gives up."""

P = ParamSpec("P")

log = logging.getLogger("dateline.desk")


class Underway:
    """The listeners that run. While it is `stopping`, none begins anew: who asks is told so."""

    def __init__(self) -> None:
        self.stopping = False
        self._running: set[asyncio.Task[object]] = set()

    def tracked(self, listener: Callable[P, Awaitable[None]]) -> Callable[P, Awaitable[None]]:
        """Wrap a listener so that a shutdown waits for it, and whoever is cut off is told so."""

        @functools.wraps(listener)
        async def tracked(*args: P.args, **kwargs: P.kwargs) -> None:
            task: asyncio.Task[object] | None = asyncio.current_task()
            if task is not None:
                self._running.add(task)
                # Bolt tells of errors in this very task, behind this function's back.
                task.add_done_callback(self._running.discard)
            try:
                await listener(*args, **kwargs)
            except asyncio.CancelledError:
                if not self.stopping:
                    raise
                # There was no more time for it.
                raise Restarting from None
            except Exception:
                # Bolt unsets an acknowledgement that it has not passed on before an error
                # (asyncio_runner.py in 1.30), and Slack would show a time-out.
                await asyncio.sleep(ACK_SENT)
                raise

        return tracked

    def check(self) -> None:
        """Let a listener begin.

        Raises:
            Restarting: the process is about to end.
        """
        if self.stopping:
            raise Restarting

    async def drain(self, seconds: float) -> None:
        """Wait for what is being answered, at most so many seconds; log what is given up.

        Whose answer is given up is told so, within `TOLD` seconds.
        """
        late = await self._settled(seconds)
        if not late:
            return
        log.warning("Stopping with %d answers unfinished", len(late))
        for task in late:
            task.cancel()
        await asyncio.wait(late, timeout=TOLD)

    async def _settled(self, seconds: float) -> set[asyncio.Task[object]]:
        """What is still being answered after so many seconds; what comes meanwhile counts too."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while running := {task for task in self._running if task is not asyncio.current_task()}:
            left = until - loop.time()
            if left <= 0:
                return running
            await asyncio.wait(running, timeout=left)
        return set()
