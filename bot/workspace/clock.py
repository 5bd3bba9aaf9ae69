"""The workspace's clock: follows the system or stands still, and can be moved by a test.

Every rule with a time in it (three seconds to acknowledge, thirty minutes for a response URL, one
message a second) asks this clock, so that a test moves time instead of sleeping.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class _Alarm:
    deadline: float
    future: asyncio.Future[None]
    handle: asyncio.TimerHandle | None = None


class Clock:
    """Seconds since the epoch, with deadlines that obey `advance`.

    `start=None` follows the system's clock; a number of seconds freezes the clock there, and only
    `advance` moves it.
    """

    def __init__(self, start: float | None = None, *, system: Callable[[], float] = time.time):
        self._system = system
        self._frozen = start
        self._offset = 0.0
        self._alarms: list[_Alarm] = []

    def now(self) -> float:
        """The current time in seconds since the epoch."""
        base = self._system() if self._frozen is None else self._frozen
        return base + self._offset

    def advance(self, seconds: float) -> None:
        """Move time forward and wake whoever waited for a moment that has now passed."""
        if seconds < 0:
            raise ValueError("time only moves forward")
        self._offset += seconds
        for alarm in list(self._alarms):
            self._set(alarm)

    def jump(self, seconds: float) -> None:
        """Set the clock, back if less than 0; who waits, waits as long as before."""
        self._offset += seconds
        for alarm in self._alarms:
            alarm.deadline += seconds

    async def sleep(self, seconds: float) -> None:
        """Return once `seconds` have passed on this clock."""
        with self._alarm(seconds) as alarm:
            await alarm.future

    async def within(self, seconds: float, awaitable: Awaitable[T]) -> T:
        """The result of `awaitable`; raises TimeoutError when this clock passes the deadline."""
        work: asyncio.Future[T] = asyncio.ensure_future(awaitable)
        with self._alarm(seconds) as alarm:
            waited: set[asyncio.Future[Any]] = {work, alarm.future}
            try:
                await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
                if not work.done():
                    raise TimeoutError
                return work.result()
            finally:
                if not work.done():
                    work.cancel()
                    await asyncio.wait({work})

    @contextmanager
    def _alarm(self, seconds: float) -> Iterator[_Alarm]:
        """An alarm that counts from this very moment."""
        alarm = _Alarm(self.now() + seconds, asyncio.get_running_loop().create_future())
        self._alarms.append(alarm)
        self._set(alarm)
        try:
            yield alarm
        finally:
            self._alarms.remove(alarm)
            if alarm.handle is not None:
                alarm.handle.cancel()

    def _set(self, alarm: _Alarm) -> None:
        """Ring the alarm when its time has come, or (re)start its timer on a running clock."""
        if alarm.handle is not None:
            alarm.handle.cancel()
            alarm.handle = None
        left = alarm.deadline - self.now()
        if left <= 0:
            self._ring(alarm)
        elif self._frozen is None:
            loop = asyncio.get_running_loop()
            alarm.handle = loop.call_later(left, self._ring, alarm)

    @staticmethod
    def _ring(alarm: _Alarm) -> None:
        if not alarm.future.done():
            alarm.future.set_result(None)
