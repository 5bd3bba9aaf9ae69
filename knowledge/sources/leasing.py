"""The right to poll: one process has it at a time, for as long as its work goes on."""

import sqlite3
import threading
import time
from contextlib import closing
from types import TracebackType

from knowledge.base import Base, commits, holders, leases
from knowledge.base.connecting import connect
from knowledge.base.leases import POLLING
from knowledge.sources.clock import Clock

LEASE = 180
"""Seconds after which whoever has not renewed the lease has lost it."""

STUCK = 600.0
"""Seconds without a step after which it is no longer renewed: whoever works is stuck."""

_PER_LEASE = 4
_LEAST = 1.0


class Elsewhere(Exception):
    """Another process polls, or has taken over."""


class Lease:
    """The lease of whoever polls; a thread renews it, however long a single step takes."""

    def __init__(self, base: Base, clock: Clock) -> None:
        self._base = base
        self._clock = clock
        self._holder = holders.own_name()
        self._until = 0.0
        self._stepped = time.monotonic()
        self._lost = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._renew, name="lease", daemon=True)

    def __enter__(self) -> "Lease":
        if not self._base.take_lease(POLLING, self._holder, LEASE, now=self._clock.now()):
            raise Elsewhere
        self._until = self._clock.monotonic() + LEASE
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()
        self._base.release_lease(POLLING, self._holder)

    def step(self) -> None:
        """Tell that the work goes on.

        Raises:
            Elsewhere: another process does it now.
        """
        self._stepped = time.monotonic()
        if not self._lost and self._until - self._clock.monotonic() < LEASE / 2:
            held = self._base.renew_lease(POLLING, self._holder, LEASE, now=self._clock.now())
            self._note(held)
        if self._lost:
            raise Elsewhere

    def _renew(self) -> None:
        """Renew it until it is over, or nothing goes on any more."""
        while not self._over.wait(max(LEASE / _PER_LEASE, _LEAST)) and not self._lost:
            if time.monotonic() - self._stepped > STUCK:
                continue
            try:
                # A connection of its own: that of the work may be in the middle of something.
                with closing(connect(self._base.path, readonly=False)) as db:
                    now = self._clock.now()
                    db.execute("BEGIN IMMEDIATE")
                    held = leases.renew(db, POLLING, self._holder, LEASE, now)
                    commits.count(db, aside=True)
                    db.execute("COMMIT")
                self._note(held)
            except sqlite3.Error:
                continue

    def _note(self, held: bool) -> None:
        if held:
            self._until = self._clock.monotonic() + LEASE
        else:
            self._lost = True
