"""Looks again and again for what is to be done: what all tasks of the bot's own have in common."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.client import Sleep
from bot.errors import NoBase


@dataclass(slots=True)
class Pauses:
    """The time between two looks, which ends early when somebody asks for the next one."""

    sleep: Sleep = asyncio.sleep
    _asked: asyncio.Event = field(default_factory=asyncio.Event)

    def hurry(self) -> None:
        """Look soon: there is something to be done."""
        self._asked.set()

    def begin(self) -> None:
        """A look begins: what was asked for until now is done by it."""
        self._asked.clear()

    async def pause(self, seconds: float) -> None:
        """Wait for so long, or until somebody has asked since the look began."""
        waits = [
            asyncio.ensure_future(self.sleep(seconds)),
            asyncio.ensure_future(self._asked.wait()),
        ]
        try:
            done, _ = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            for one in done:
                # A wait that fails is no wait: looking on would turn into a race.
                one.result()
        finally:
            for one in waits:
                one.cancel()


async def look_on(
    look: Callable[[], Awaitable[float]],
    pauses: Pauses,
    *,
    every: float,
    log: logging.Logger,
    failed: str,
) -> None:
    """Look for ever; no failed look ends it.

    Args:
        look: does what is to be done; the seconds until the next look.
        pauses: between two looks.
        every: seconds until the next look after one that failed.
        log: where a failure is told.
        failed: what could not be done ("Messages could not be amended").
    """
    while True:
        pauses.begin()
        wait = every
        try:
            wait = await look()
        except NoBase:
            # Said in the log already; it may be mended by the next look.
            pass
        except Exception:
            # Without this task nothing of its kind would be done any more until the next start.
            log.exception("%s", failed)
        await pauses.pause(wait)
