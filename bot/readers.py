"""Reading the fact base off the event loop: a few threads, each with its own connection."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from bot.errors import NoBase
from bot.fairness import Turns
from bot.observing.meter import NONE, Meter
from bot.observing.worker import Worker
from bot.standing import Place, look_again
from knowledge.base import Base, BaseProblem
from knowledge.base.problems import Trouble

COUNT = 3
"""Threads that read. SQLite answers in a few milliseconds, so few threads serve many people."""

PATIENCE = 0.008
"""Seconds for which one thread has the others wait, which is as long as half of all answers take.

Three threads that run Python by turns take a third more of the processor than one after the other.
"""

T = TypeVar("T")

log = logging.getLogger("dateline.readers")


class Gate:
    """Lets one thread through at a time; whoever takes long is overtaken."""

    def __init__(self, patience: float = PATIENCE) -> None:
        """`patience` in seconds."""
        self._patience = patience
        self._within = threading.Lock()
        self._until = 0.0

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Work as the only thread, as far as nobody has been at work for longer than it may."""
        held = self._taken()
        try:
            yield
        finally:
            if held:
                self._within.release()

    def _taken(self) -> bool:
        held = self._within.acquire(blocking=False)
        while not held and (left := self._until - time.monotonic()) > 0:
            held = self._within.acquire(timeout=left)
        if held:
            self._until = time.monotonic() + self._patience
        return held


class Reader:
    """One thread and its read-only connection, opened on first use."""

    def __init__(self, path: Path, place: Place, gate: Gate, meter: Meter = NONE) -> None:
        self._path = path
        self._place = place
        self._gate = gate
        self.worker = Worker("reader", meter)
        self._base: Base | None = None
        self._file: tuple[int, int] | None = None

    async def run(self, work: Callable[[Base], T]) -> T:
        """Run `work` in the thread."""
        return await self.worker.run(self._passed, work)

    def _passed(self, work: Callable[[Base], T]) -> T:
        with self._gate.passed():
            return self._work(work)

    def _work(self, work: Callable[[Base], T]) -> T:
        try:
            return work(self._open())
        except BaseProblem as problem:
            # Whatever is wrong with the file now may be mended before the next question.
            self._close()
            if problem.trouble is not Trouble.BUSY:
                raise
        # It was written to while it was read without locks, from a full or a read-only disk.
        return work(self._open())

    def _open(self) -> Base:
        file = self._place.look()
        if self._base is None or file != self._file:
            # A restored or rebuilt file under the same name is another file.
            self._close()
            self._base, self._file = Base.open(self._path, readonly=True, create=False), file
            look_again(self._place, self._base)
        return self._base

    def _close(self) -> None:
        if self._base is not None:
            self._base.close()
            self._base = None

    async def close(self) -> None:
        """Close the connection and end the thread, without waiting for what still runs in it."""
        await self.worker.end_with(self._close)


class Readers:
    """Runs reading work on whichever reader is free, in turn by who asks."""

    def __init__(self, path: Path, count: int = COUNT, *, meter: Meter = NONE) -> None:
        self.path = path
        self.place = Place(path)
        gate = Gate()
        self._all = [Reader(path, self.place, gate, meter) for _ in range(count)]
        self.workers = [reader.worker for reader in self._all]
        self._free = list(self._all)
        # One is left to others, however much somebody asks at once.
        self._turns = Turns(count, max(1, count - 1))

    @property
    def waiting(self) -> int:
        """Pieces of work that wait for a reader."""
        return self._turns.waiting

    @property
    def in_hand(self) -> int:
        """Pieces of work that readers are at, or that wait for one."""
        return len(self._all) - len(self._free) + self._turns.waiting

    async def run(self, work: Callable[[Base], T], who: str | None = None) -> T:
        """Run `work` with a base in a thread and give what it returns.

        `who` asks for it: None for the person whom the running task works for.

        Raises:
            NoBase: the fact base is missing, locked or damaged; the log says which.
        """
        async with AsyncExitStack() as turn:
            await turn.enter_async_context(self._turns.turn(who))
            reading = asyncio.ensure_future(self._read(work, turn.pop_all()))
        # A thread goes on with what nobody waits for any more, and is free only when that is done.
        return await asyncio.shield(reading)

    async def _read(self, work: Callable[[Base], T], turn: AsyncExitStack) -> T:
        async with turn:
            reader = self._free.pop()
            try:
                return await reader.run(work)
            except BaseProblem as problem:
                log.error("The fact base can't be read: %s", problem)
                raise NoBase(problem.trouble) from problem
            finally:
                self._free.append(reader)

    async def close(self) -> None:
        """Close every connection and end the threads."""
        await asyncio.gather(*(reader.close() for reader in self._all), return_exceptions=True)
