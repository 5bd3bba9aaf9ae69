"""Threads that read: one after the other, but for whoever takes long."""

import threading
from concurrent.futures import ThreadPoolExecutor

from bot.readers import Gate

LONG = 60.0
"""Seconds that no test waits for, unless it fails."""


def test_one_thread_is_let_through_after_the_other() -> None:
    gate, within, most = Gate(LONG), 0, 0

    def work(_: int) -> None:
        nonlocal within, most
        with gate.passed():
            within += 1
            most = max(most, within)
            within -= 1

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(work, range(300)))
    assert most == 1


def test_who_takes_long_is_overtaken_and_keeps_nobody_out_afterwards() -> None:
    gate = Gate(0.0)
    inside, done = threading.Event(), threading.Event()

    def slow() -> bool:
        with gate.passed():
            inside.set()
            return done.wait(LONG)

    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(slow)
        assert inside.wait(LONG)
        with gate.passed():
            assert not first.done()
        done.set()
        assert first.result(LONG)
    patient = Gate(LONG)
    for _ in range(2):
        with patient.passed():
            pass


def test_a_failure_lets_the_next_through() -> None:
    gate = Gate(LONG)
    for _ in range(2):
        try:
            with gate.passed():
                raise LookupError
        except LookupError:
            pass
