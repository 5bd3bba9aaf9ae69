"""A look at what may hang: the event loop, and the threads that work on the fact base.

The loop notes how late it is, twice a second. A thread beside it notes when the loop does not do
even that, writes into the log where it hangs, and at last ends the process: nobody else could.
"""

import asyncio
import logging
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from types import FrameType

from bot.observing.meter import NONE, Meter
from bot.observing.worker import Worker

BEAT = 0.5
"""Seconds between two beats of the event loop."""

LATE = 10.0
"""Seconds without a beat after which the log says where the loop hangs."""

LOST = 120.0
"""Seconds without a beat after which the process ends, so that its host starts a fresh one."""

STUCK = 60.0
"""Seconds that a reader, or the writer, may be at one piece of work; milliseconds are usual."""

log = logging.getLogger("dateline.watch")


class Watch:
    """Watches the event loop, and the threads in `groups`: one is stuck when all of it is."""

    def __init__(
        self,
        groups: Sequence[Sequence[Worker]],
        meter: Meter = NONE,
        *,
        now: Callable[[], float] = time.monotonic,
        end: Callable[[], None] = lambda: os._exit(1),
    ) -> None:
        """`end` ends the process at once."""
        self.groups = groups
        self._meter = meter
        self._now = now
        self._end = end
        self._beaten = self._looked = now()
        self._loop: int | None = None
        self._ended = threading.Event()
        self._told = False

    async def run(self) -> None:
        """Beat, for ever."""
        self._beaten, self._loop = self._now(), threading.get_ident()
        thread = threading.Thread(target=self._look_on, name="watch", daemon=True)
        thread.start()
        try:
            while True:
                began = self._now()
                await asyncio.sleep(BEAT)
                self._beaten = self._now()
                self._meter.lagged(max(0.0, self._beaten - began - BEAT))
        finally:
            self._ended.set()

    @property
    def problem(self) -> str | None:
        """What is stuck, in plain words; None while everything works."""
        for group in self.groups:
            least = min((one.busy_for for one in group), default=0.0)
            if least > STUCK:
                return f"{group[0].name} stuck for {least:.0f} s"
        return None

    def look(self) -> None:
        """Say in the log where the loop hangs, once each time; end the process if it goes on."""
        now = self._now()
        if now - self._looked > LATE:
            # Nobody could look meanwhile: the process itself stood still, as in a frozen container.
            self._beaten = now
        self._looked, late = now, now - self._beaten
        if late < LATE:
            self._told = False
        elif not self._told:
            self._told = True
            log.critical("The event loop has hung for %.0f s: %s", late, self._where())
        if late > LOST:
            log.critical("The event loop hangs for good. Ending, to be started again.")
            self._end()

    def _look_on(self) -> None:
        while not self._ended.wait(BEAT):
            self.look()

    def _where(self) -> str:
        frame: FrameType | None = None
        if self._loop is not None:
            frame = sys._current_frames().get(self._loop)
        places = traceback.extract_stack(frame) if frame is not None else []
        return " < ".join(f"{one.filename}:{one.lineno} in {one.name}" for one in reversed(places))
