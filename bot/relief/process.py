"""The bot's side of the process beside it: begun when it is needed, ended when it is not."""

import asyncio
import contextlib
import logging
import os
import sys
import time
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from contextvars import Context
from pathlib import Path

from bot import children
from bot.client import Sleep
from bot.fairness import Turns
from bot.kept import Answered, Asked
from bot.relief.wire import LENGTH, Question, Ready, answered, packed, unpacked

IDLE = 300.0
"""Seconds after which a process without work ends."""

STARTING = 30.0
"""Seconds within which it has to be ready."""

LIMIT = 10.0
"""Seconds that an answer may take, until a thread answers instead."""

SLOW = 0.1
"""Seconds after which those who wait for what is being answered go to the threads instead."""

AGAIN = 60.0
"""Seconds until another is begun where one went wrong."""

_LONGEST = 16_000_000
"""Bytes that an answer may have."""

log = logging.getLogger("dateline.relief")


def relieving(database: Path) -> list[str]:
    """The command of a process that answers from a fact base."""
    # With -P a folder called "bot" where the bot was started is none of ours.
    return [sys.executable, "-P", "-m", "bot.relief", str(database.absolute())]


def processors() -> int:
    """On how many processors this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Relief:
    """Has answers made by the process that `command` begins, one after the other."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        wanted: bool | None = None,
        idle: float = IDLE,
        sleep: Sleep = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Without `wanted`, there is one if there is a second processor for it."""
        self._command = command
        self._wanted = processors() > 1 if wanted is None else wanted
        self._idle = idle
        self._sleep = sleep
        self._clock = clock
        self._turns = Turns(1)
        self._child: Process | None = None
        self._latest: Process | None = None
        self._ready = False
        self._in_hand = 0
        self._slow = False
        self._in_line: set[asyncio.Timeout] = set()
        self._not_before = 0.0
        self._beginning: asyncio.Task[None] | None = None
        self._resting: asyncio.Task[None] | None = None
        self._saying: asyncio.Task[None] | None = None
        self._stopped = False

    @property
    def process(self) -> int | None:
        """The id of the process, while there is one."""
        child = self._child
        return child.pid if child is not None and child.returncode is None else None

    @property
    def in_hand(self) -> int | None:
        """Answers that are made there, or wait for it; None while it is not there to be asked.

        Nor is it while it takes long with one.
        """
        return self._in_hand if self._ready and not self._slow else None

    @property
    def waiting(self) -> int:
        """Questions that wait for those before them."""
        return self._turns.waiting

    def want(self) -> asyncio.Task[None] | None:
        """Have the process begun, as there is more to do than threads are quick at.

        What is under way then has ended when it can be asked, or has failed; None where it is
        there already, or none may be begun.
        """
        usable = self._wanted and not self._stopped and self._clock() >= self._not_before
        if usable and self._child is None and self._beginning is None:
            self._beginning = asyncio.create_task(self._begin(), context=Context())
        return self._beginning

    async def answer(self, asked: Asked, file: tuple[int, int] | None) -> Answered | None:
        """The answer, from this file of the base; None where a thread has to make it."""
        self._in_hand += 1
        making = asyncio.ensure_future(self._made(asked, file))
        # The process goes on with what nobody waits for any more, and may be asked only then.
        return await asyncio.shield(making)

    def let_go(self) -> None:
        """End the process where there is no base to answer from: somebody may put another there."""
        self._stay_awake()
        self._kill()

    def stop(self) -> None:
        """End the process at once; threads answer whoever waits for it."""
        self._stopped = True
        self._stay_awake()
        if self._beginning is not None:
            self._beginning.cancel()
        self._kill()

    async def close(self) -> None:
        """Stop, and wait until the process is gone."""
        self.stop()
        if self._beginning is not None:
            await asyncio.gather(self._beginning, return_exceptions=True)
        if self._latest is not None:
            await self._latest.wait()
        if self._saying is not None:
            self._saying.cancel()

    async def _made(self, asked: Asked, file: tuple[int, int] | None) -> Answered | None:
        said = None
        try:
            async with contextlib.AsyncExitStack() as turn:
                if await self._come(turn):
                    self._stay_awake()
                    said = await self._exchange(Question(asked, file))
        finally:
            self._in_hand -= 1
            if not self._in_hand and self._ready:
                self._resting = asyncio.create_task(self._rest(), context=Context())
        return None if said is None else answered(said)

    async def _come(self, turn: contextlib.AsyncExitStack) -> bool:
        """Wait for a turn; False where whoever has it takes long."""
        if self._slow:
            return False
        try:
            async with asyncio.timeout(None) as patience:
                self._in_line.add(patience)
                try:
                    await turn.enter_async_context(self._turns.turn())
                finally:
                    self._in_line.discard(patience)
        except TimeoutError:
            return False
        return True

    def _overtaken(self) -> None:
        """Send those who wait away, as one question alone must not keep people waiting."""
        self._slow = True
        while self._in_line:
            self._in_line.pop().reschedule(0.0)

    async def _begin(self) -> None:
        try:
            self._child = self._latest = child = await children.begun(self._command, _LONGEST)
            assert child.stderr is not None
            self._saying = children.logged(child.stderr, log)
            async with asyncio.timeout(STARTING):
                await _read(child)
            self._ready = True
            self._resting = asyncio.create_task(self._rest())
            log.info("A second process answers as well, as much is asked")
        except (OSError, ValueError, EOFError) as error:
            self._failed(error)
        finally:
            self._beginning = None
            if self._stopped:
                self._kill()

    async def _exchange(self, question: Question) -> Ready | None:
        child = self._child
        if child is None or not self._ready:
            return None
        slow = asyncio.get_running_loop().call_later(SLOW, self._overtaken)
        try:
            async with asyncio.timeout(LIMIT):
                assert child.stdin is not None
                child.stdin.write(packed(question))
                await child.stdin.drain()
                return await _read(child)
        except (OSError, ValueError, EOFError) as error:
            self._failed(error)
            return None
        finally:
            slow.cancel()
            self._slow = False

    def _failed(self, error: Exception) -> None:
        if not self._stopped:
            log.warning("The process that answers beside the bot failed (%s)", type(error).__name__)
        self._not_before = self._clock() + AGAIN
        self._kill()

    async def _rest(self) -> None:
        await self._sleep(self._idle)
        log.info("The second process has nothing to do any more and ends")
        self._kill()

    def _stay_awake(self) -> None:
        if self._resting is not None:
            self._resting.cancel()
            self._resting = None

    def _kill(self) -> None:
        child, self._child, self._ready = self._child, None, False
        children.ended(child)


async def _read(child: Process) -> Ready | None:
    """What the process says next.

    Raises:
        EOFError, ValueError: it has ended, or says what can't be understood.
    """
    assert child.stdout is not None
    (length,) = LENGTH.unpack(await child.stdout.readexactly(LENGTH.size))
    if length > _LONGEST:
        raise ValueError("too long")
    said = unpacked(await child.stdout.readexactly(length))
    if not isinstance(said, Ready | None):
        raise ValueError("no answer")
    return said
