"""Polling beside the running bot: a child process fetches what the archive follows.

There is none until something is due, and it ends when that is done. It has no token of Slack's, a
low priority, and a pipe to the bot for its stdin: once nobody holds the other end, it ends. Bots
that share a fact base are kept apart by the lease in the base.
"""

import asyncio
import contextlib
import json
import logging
import os
import signal
import time
from asyncio import StreamReader
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path

from bot import children
from bot.client import Sleep
from bot.errors import NoBase
from bot.looking import Pauses
from bot.providers.fetching import Broken, broken_text
from bot.readers import Readers
from knowledge.base.leases import POLLING

LOOK_EVERY = 60.0
"""Seconds between two looks at whether something is due."""

AGAIN = 5.0
"""Seconds to the next process when one has done its work and something is due again."""

LONGEST_PAUSE = 3600.0
"""Seconds to the next process when one after the other has died."""

STUCK = 600.0
"""Seconds after which a process that has not come to take the lease is killed."""

LOST = 120.0
"""Seconds after which one is killed that has lost the lease: it is renewed while work goes on."""

GRACE = 1.0
"""Seconds that a process has to end by itself before it is killed."""

_READ = 4096
_SUMMARY = 4_000_000

log = logging.getLogger("dateline.polling")


class Ended(Enum):
    """How a process ended."""

    DONE = auto()
    ELSEWHERE = auto()
    """Another process polls already."""
    DIED = auto()


def polling(database: Path) -> list[str]:
    """The command of a process that fetches what is due into a fact base."""
    return [*children.knowledge(database), "sources", "poll", "--due", "--attached", "--json"]


class Polling:
    """Looks for what is due, and has it fetched by the process that `command` begins.

    `killed` is called when such a process was ended by a signal that it can't have answered.
    """

    def __init__(
        self,
        command: Sequence[str],
        readers: Readers,
        *,
        sleep: Sleep = asyncio.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.killed: Callable[[], None] = lambda: None
        self._command = command
        self._readers = readers
        self._pauses = Pauses(sleep)
        self._child: Process | None = None
        self._deaths = 0
        self._next = 0.0
        self._stuck = False
        self._elsewhere = False
        self._stopped = False
        self._now = now

    @property
    def broken(self) -> Broken | None:
        """What is wrong with the processes that fetch, until one has done its work."""
        if not self._deaths:
            return None
        killed = self._child is not None and self._child.returncode == -signal.SIGKILL
        again = max(0, round(self._next - self._now()))
        return Broken(self._deaths, self._stuck, killed, again)

    @property
    def process(self) -> int | None:
        """The id of the process, while there is one."""
        child = self._child
        return child.pid if child is not None and child.returncode is None else None

    def hurry(self) -> None:
        """Look at once: somebody has asked for something."""
        self._pauses.hurry()

    async def run(self) -> None:
        """Have fetched what comes due, until it is stopped."""
        while not self._stopped:
            self._pauses.begin()
            try:
                wait = await self.look()
            except NoBase:
                # Said in the log already; it may be mended by the next look.
                wait = LOOK_EVERY
            except Exception:
                # Without this task nothing would be fetched any more until the next start.
                log.exception("What the archive follows could not be fetched")
                wait = self._after_death()
            self._next = self._now() + wait
            await self._pauses.pause(wait)

    async def look(self) -> float:
        """Have fetched what is due now; the seconds until the next look.

        Raises:
            NoBase: the fact base can't be read.
            OSError: no process can be begun.
        """
        due, held = await self._readers.run(
            lambda base: (base.is_polling_due(), base.lease_holder(POLLING) is not None)
        )
        if self._stopped or not due:
            self._deaths = 0
            return LOOK_EVERY
        if held:
            if not self._elsewhere:
                log.info("Another process fetches; this one goes on when it ends")
            self._elsewhere = True
            return LOOK_EVERY
        self._elsewhere = False
        match await self._fetch():
            case Ended.DONE:
                self._deaths = 0
                return AGAIN
            case Ended.ELSEWHERE:
                return LOOK_EVERY
        return self._after_death()

    def stop(self) -> None:
        """Begin no more, and ask the process to end: what it is saving is saved whole or not."""
        self._stopped = True
        self._pauses.hurry()
        self._signal(signal.SIGTERM)

    async def close(self) -> None:
        """Stop, and wait until the process is gone."""
        self.stop()
        if self._child is None:
            return
        try:
            async with asyncio.timeout(GRACE):
                await self._child.wait()
        except TimeoutError:
            self._signal(signal.SIGKILL)
            await self._child.wait()

    def _after_death(self) -> float:
        pause = min(LOOK_EVERY * (1 << min(self._deaths, 10)), LONGEST_PAUSE)
        self._deaths += 1
        self._next = self._now() + pause
        if (broken := self.broken) is not None and not self._stopped:
            log.warning("%s", broken_text(broken))
        return pause

    async def _fetch(self) -> Ended:
        self._stuck = False
        child = self._child = await children.begun(self._command)
        if self._stopped:
            self._signal(signal.SIGKILL)
        assert child.stdout is not None and child.stderr is not None
        watching = asyncio.create_task(self._watch())
        try:
            said, _, _ = await asyncio.gather(
                _all(child.stdout), children.to_log(child.stderr, log), child.wait()
            )
        finally:
            watching.cancel()
            # Whoever cancels this ends the process as well.
            self._signal(signal.SIGTERM)
        if child.returncode is not None and child.returncode < 0:
            self.killed()
        told = _summary(said)
        if told is not None:
            return Ended.ELSEWHERE if told.get("elsewhere") is True else Ended.DONE
        if not self._stopped:
            log.warning("The process that fetches died (%s)", child.returncode)
        return Ended.DIED

    async def _watch(self) -> None:
        """Kill the process once it has been without the lease for too long."""
        without, patience = 0.0, STUCK
        while without < patience:
            await self._pauses.sleep(LOOK_EVERY)
            with contextlib.suppress(NoBase):
                held = await self._readers.run(lambda base: base.lease_holder(POLLING) is not None)
                without = 0.0 if held else without + LOOK_EVERY
                patience = LOST if held else patience
        log.warning("The process that fetches is stuck, and is killed")
        self._stuck = True
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        """Send a signal to the process and to those that it began, if it is there."""
        if (pid := self.process) is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, number)


async def _all(stream: StreamReader) -> bytes:
    """All that a process says on its stdout, or nothing of it if that is too much."""
    said = bytearray()
    while part := await stream.read(_READ):
        said += part if len(said) <= _SUMMARY else b""
    return bytes(said) if len(said) <= _SUMMARY else b""


def _summary(said: bytes) -> dict[str, object] | None:
    """What a process says at its end that it did; None when it did not come to that."""
    try:
        told = json.loads(said)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None
