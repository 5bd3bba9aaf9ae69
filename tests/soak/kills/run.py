"""Beginning processes, killing them at any moment, and beginning others in their place."""

import json
import os
import random
import select
import signal
import sqlite3
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field

from bot.digests.claims import LEASE
from tests.knowledge.cli.killed import dying
from tests.soak.kills.ledger import Ledger
from tests.soak.kills.workers import WORKERS, Place, Work

SECONDS = 0.4
"""How long a process lives at most that is not killed before a statement."""


@dataclass
class Worker:
    """A process at work: what it says comes through `pipe`; `until` it lives, if not shorter."""

    name: str
    pid: int
    pipe: int
    until: float | None
    rest: bytes = b""


@dataclass
class Crew:
    """The processes that are at work."""

    place: Place
    ledger: Ledger
    chance: random.Random
    killed: Counter[str] = field(default_factory=Counter)
    _workers: dict[int, Worker] = field(default_factory=dict)

    def begin(self, name: str) -> None:
        """Begin a process that lives for some statements, or for some time."""
        work, most = WORKERS[name]
        statements = self.chance.randint(1, most) if self.chance.random() < 0.5 else None
        lasts = None if statements else self.chance.uniform(0, SECONDS)
        until = None if lasts is None else time.monotonic() + lasts
        one = start(name, work, self.place, self.chance.random(), statements, until)
        self._workers[one.pipe] = one

    def next_kill(self) -> str:
        """Wait until one is killed; who it was.

        Raises:
            AssertionError: one ended otherwise.
        """
        while True:
            deadlines = [one.until for one in self._workers.values() if one.until is not None]
            wait = max(0.0, min(deadlines) - time.monotonic()) if deadlines else None
            ready, _, _ = select.select(list(self._workers), [], [], wait)
            for pipe in ready:
                if not self._read(self._workers[pipe]):
                    return self._buried(self._workers.pop(pipe))
            for one in self._workers.values():
                if one.until is not None and one.until <= time.monotonic():
                    one.until = None
                    os.kill(one.pid, signal.SIGKILL)

    def listen(self) -> None:
        """Note all that was said by now."""
        ready, _, _ = select.select(list(self._workers), [], [], 0)
        for pipe in ready:
            self._read(self._workers[pipe])

    def end(self) -> None:
        """Kill all."""
        for one in self._workers.values():
            os.kill(one.pid, signal.SIGKILL)
        for one in self._workers.values():
            while self._read(one):
                pass
            os.waitpid(one.pid, 0)
            os.close(one.pipe)
        self._workers.clear()

    def _read(self, one: Worker) -> bool:
        """Note what a process has said; False once it is dead."""
        found = os.read(one.pipe, 1 << 20)
        *said, one.rest = (one.rest + found).split(b"\n")
        for line in said:
            self.ledger.note(json.loads(line))
        return bool(found)

    def _buried(self, one: Worker) -> str:
        status = os.waitstatus_to_exitcode(os.waitpid(one.pid, 0)[1])
        os.close(one.pipe)
        assert status == -signal.SIGKILL, f"{one.name} ended with {status}"
        self.killed[one.name] += 1
        if one.name == "post":
            # What it held is free for another once its lease is over.
            self.place.time.set(self.place.time.now() + LEASE + 1)
        return one.name


def start(
    name: str, work: Work, place: Place, seed: float, statements: int | None, until: float | None
) -> Worker:
    """Begin a process that works, and ends itself before some statement."""
    said, saying = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(said)
            if statements is not None:
                sqlite3.connect = dying(statements)
            work(place, lambda *words: _say(saying, words), random.Random(seed))
            status = 0
        except BaseException:
            traceback.print_exc(file=sys.stderr)
        finally:
            sys.stderr.flush()
            os._exit(status)
    os.close(saying)
    return Worker(name, pid, said, until)


def _say(pipe: int, words: tuple[str, ...]) -> None:
    os.write(pipe, json.dumps(words).encode() + b"\n")
