"""Threads that read: one after the other, but for whoever takes long."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from bot.readers import Gate

LONG = 60.0
"""Seconds that no test waits for, unless it fails."""


class Lock:
    """The lock of a gate, with what was asked of it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.waits = threading.Event()

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """As of a lock; `waits` is set once somebody waits for it."""
        if self._lock.acquire(blocking=False):
            return True
        if not blocking:
            return False
        self.waits.set()
        return self._lock.acquire(timeout=timeout)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._lock, name)


def gate(patience: float) -> tuple[Gate, Lock]:
    made, lock = Gate(patience), Lock()
    made._within = lock  # type: ignore[assignment]
    return made, lock


def enter(one: Gate) -> str:
    with one.passed():
        return "in"


def test_the_next_thread_waits_until_the_first_is_through() -> None:
    one, lock = gate(LONG)
    with ThreadPoolExecutor(1) as threads:
        with one.passed():
            second: Future[str] = threads.submit(enter, one)
            assert lock.waits.wait(LONG)
            assert not second.done()
        assert second.result(LONG) == "in"
    assert not lock.locked()


def test_who_takes_long_is_overtaken() -> None:
    one, lock = gate(0.0)
    with ThreadPoolExecutor(1) as threads, one.passed():
        assert threads.submit(enter, one).result(LONG) == "in"
        assert lock.locked()
    assert not lock.locked()
    assert not lock.waits.is_set()


def test_a_failure_lets_the_next_through() -> None:
    one, lock = gate(LONG)
    with pytest.raises(LookupError), one.passed():
        assert lock.locked()
        raise LookupError
    assert not lock.locked()
