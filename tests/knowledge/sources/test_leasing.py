"""The lease of whoever polls: renewed beside the work, lost when it is stuck, free of the dead."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.base import Base, holders
from knowledge.base.leases import POLLING
from knowledge.sources import leasing
from knowledge.sources.clock import Clock
from knowledge.sources.leasing import Elsewhere, Lease
from tests.bases import opened


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    with opened(tmp_path / "facts.db") as base:
        yield base


def until(base: Base) -> str:
    with base.reader() as db:
        return str(db.execute("SELECT until FROM leases").fetchone()[0])


class Rounds(threading.Event):
    """An event that is waited for so many times in no time, and has come then."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.left = number
        self.done = threading.Event()

    def wait(self, timeout: float | None = None) -> bool:
        self.left -= 1
        if self.left >= 0:
            return False
        self.done.set()
        return super().wait(60)


class Later(Clock):
    """A clock that says how many times it was asked, as minutes after noon."""

    minutes = 0

    def now(self) -> str:
        self.minutes += 1
        return f"2022-11-20T12:{self.minutes:02d}:00Z"


def test_it_is_renewed_while_a_single_step_takes_its_time(base: Base) -> None:
    lease = Lease(base, Later())
    rounds = lease._over = Rounds(5)
    with lease:
        # No step is made: this is a download, or a story that is being read.
        assert rounds.done.wait(30)
        assert until(base) == "2022-11-20T12:09:00Z"
        lease.step()
    assert base.lease_holder(POLLING) is None


def test_whoever_is_stuck_loses_it(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leasing, "STUCK", -1.0)
    lease = Lease(base, Later())
    rounds = lease._over = Rounds(5)
    with lease:
        assert rounds.done.wait(30)
        assert until(base) == "2022-11-20T12:04:00Z"


def test_whoever_has_lost_it_hears_so_at_the_next_step(base: Base) -> None:
    lease = Lease(base, Clock())
    rounds = lease._over = Rounds(1)
    original = Clock.now

    def taken_over(self: Clock) -> str:
        base.release_lease(POLLING, lease._holder)
        assert base.take_lease(POLLING, "another", 60)
        return original(self)

    with lease:
        Clock.now = taken_over  # type: ignore[method-assign]
        try:
            assert rounds.done.wait(30) or lease._lost
            while lease._thread.is_alive() and not lease._lost:
                lease._thread.join(0.01)
        finally:
            Clock.now = original  # type: ignore[method-assign]
        with pytest.raises(Elsewhere):
            lease.step()
    assert base.lease_holder(POLLING) == "another"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell")
def test_the_lease_of_a_killed_process_is_free_at_once_and_of_a_living_one_not(base: Base) -> None:
    command = [sys.executable, "-m", "tests.knowledge.sources.holder", str(base.path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    assert base.lease_holder(POLLING) is not None
    with pytest.raises(Elsewhere), Lease(base, Clock()):
        pass
    process.kill()
    # Until somebody asks what became of it the system keeps it; it does nothing any more.
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert base.lease_holder(POLLING) is None
    process.wait()
    with Lease(base, Clock()):
        assert base.lease_holder(POLLING) is not None


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell")
def test_only_who_is_surely_dead_is_taken_for_dead() -> None:
    own = holders.own_name()
    machine, process, started, random = own.split("/")
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert not holders.is_dead(own)
    assert holders.is_dead(f"{machine}/{gone.pid}/{started}/{random}")
    # Another process may have got its number since.
    assert holders.is_dead(f"{machine}/{process}/1/{random}")
    # The same numbers of another container or machine, or a name of an earlier version.
    for other in (
        f"another {machine}/{gone.pid}/{started}/{random}",
        f"/{gone.pid}/{started}/{random}",
        f"{machine}/{gone.pid}//{random}",
        f"{machine}/-1/{started}/{random}",
        f"{machine}/{10**12}/{started}/{random}",
        f"{machine}/x/{started}/{random}",
        random,
        "",
    ):
        assert not holders.is_dead(other)
