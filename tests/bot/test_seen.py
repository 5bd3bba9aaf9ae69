"""Deliveries are dealt with once, across restarts and processes, and never dropped for a fault."""

import asyncio
import os
import sqlite3
import threading
from functools import partial
from pathlib import Path

import pytest

from bot.seen import IN_HAND, KEPT, Seen, beside
from tests.bot.doubles import Pauses, until


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy this machine is, the file is in time."""
    monkeypatch.setattr("bot.seen.WITHIN", 20.0)


async def test_a_delivery_is_claimed_once_by_any_of_its_names(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen.db")
    assert await seen.claim(["message:C1:1", "event:Ev1"])
    assert not await seen.claim(["message:C1:1", "event:Ev2"])
    assert not await seen.claim(["message:C1:2", "event:Ev1"])
    assert await seen.claim(["message:C1:3", "event:Ev3"])
    await seen.close()


async def test_it_is_remembered_across_a_restart_and_by_other_processes(tmp_path: Path) -> None:
    first, second = Seen(tmp_path / "seen.db"), Seen(tmp_path / "seen.db")
    assert await first.claim(["event:Ev1"])
    assert not await second.claim(["event:Ev1"])
    await first.close()
    third = Seen(tmp_path / "seen.db")
    assert not await third.claim(["event:Ev1"])
    for seen in (second, third):
        await seen.close()


async def test_the_words_of_a_button_are_no_part_of_the_file(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen.db")
    asked = ["share:A1:T1:C1:1.0:U0ANNA:who pays the piper \ud800"]
    assert await seen.claim(asked)
    assert b"piper" not in (tmp_path / "seen.db").read_bytes()
    await seen.release(asked)
    assert await seen.claim(asked)
    await seen.close()


async def test_of_many_claims_at_once_one_wins(tmp_path: Path) -> None:
    processes = [Seen(tmp_path / "seen.db") for _ in range(4)]
    claims = await asyncio.gather(*(one.claim(["event:Ev1"]) for one in processes * 5))
    assert claims.count(True) == 1
    for one in processes:
        await one.close()


async def test_processes_that_start_together_wait_for_each_other(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "seen.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    seen, later = Seen(tmp_path / "seen.db"), Seen(tmp_path / "seen.db")
    claim = asyncio.ensure_future(seen.claim(["event:Ev1"]))
    done, _ = await asyncio.wait([claim], timeout=0.2)
    assert not done
    other.execute("COMMIT")
    other.close()
    assert await claim
    assert not await later.claim(["event:Ev1"])
    for one in (seen, later):
        await one.close()


async def test_what_could_not_be_dealt_with_is_given_back(tmp_path: Path) -> None:
    seen, other = Seen(tmp_path / "seen.db"), Seen(tmp_path / "seen.db")
    assert await seen.claim(["event:Ev1"])
    await seen.release(["event:Ev1"])
    assert await other.claim(["event:Ev1"])
    for one in (seen, other):
        await one.close()


async def test_it_is_forgotten_after_a_day(tmp_path: Path) -> None:
    time = Pauses()
    first = Seen(tmp_path / "seen.db", now=time.now)
    assert await first.claim(["event:Ev1"])
    await first.close()
    await time.sleep(KEPT + 1)
    later = Seen(tmp_path / "seen.db", now=time.now)
    assert await later.claim(["event:Ev1"])
    await later.close()


async def test_what_a_process_died_over_is_free_again_after_minutes(tmp_path: Path) -> None:
    time = Pauses()
    died = Seen(tmp_path / "seen.db", now=time.now)
    assert await died.claim(["export:1"], IN_HAND)
    later = Seen(tmp_path / "seen.db", now=time.now)
    await time.sleep(IN_HAND - 1)
    assert not await later.claim(["export:1"], IN_HAND)
    await time.sleep(2)
    assert await later.claim(["export:1"], IN_HAND)
    assert not await died.claim(["export:1"], IN_HAND)
    await time.sleep(IN_HAND + 1)
    assert await died.claim(["export:1"], IN_HAND)
    for seen in (died, later):
        await seen.close()


@pytest.mark.parametrize("broken", ["garbage", "folder", "missing"])
async def test_without_a_usable_file_memory_decides(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "seen.db"
    if broken == "garbage":
        path.write_bytes(os.urandom(4_096))
    elif broken == "folder":
        path.mkdir()
    else:
        path = tmp_path / "no" / "such" / "folder" / "seen.db"
    seen = Seen(path)
    assert await seen.claim(["event:Ev1"])
    assert not await seen.claim(["event:Ev1"])
    await seen.release(["event:Ev1"])
    assert await seen.claim(["event:Ev1"])
    await seen.close()


async def test_a_disk_that_stands_still_keeps_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, other = Seen(tmp_path / "seen.db"), Seen(tmp_path / "seen.db")
    assert await seen.claim(["event:Ev0"])
    with monkeypatch.context() as still:
        still.setattr("bot.seen.WITHIN", 0.01)
        moves = threading.Event()
        stuck = asyncio.ensure_future(seen.worker.run(moves.wait))
        assert await seen.claim(["event:Ev1"]) and not await seen.claim(["event:Ev1"])
        queued = seen.worker.waiting
        assert await seen.claim(["event:Ev2"]), "nothing is put behind what is late"
        assert seen.worker.waiting == queued
        await seen.release(["event:Ev0"])
        moves.set()
        await stuck
    await until(lambda: not seen.worker.waiting and not seen.worker.busy_for)
    assert not await other.claim(["event:Ev1"]), "what was late is done all the same"
    assert await other.claim(["event:Ev0"])
    for one in (seen, other):
        await one.close()


async def test_what_is_given_back_while_the_file_is_locked_is_free_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = partial(sqlite3.connect, tmp_path / "seen.db", isolation_level=None)
    monkeypatch.setattr("bot.seen.sqlite3.connect", lambda *_, **__: connect(timeout=0))
    seen = Seen(tmp_path / "seen.db")
    assert await seen.claim(["event:Ev1"])
    lock = connect()
    lock.execute("BEGIN EXCLUSIVE")
    await seen.release(["event:Ev1"])
    assert await seen.claim(["event:Ev2"]) and not await seen.claim(["event:Ev2"])
    lock.close()
    monkeypatch.setattr(seen, "_rests", 0.0)
    assert await seen.claim(["event:Ev1"])
    await seen.close()


def test_the_file_stands_beside_the_fact_base() -> None:
    assert beside(Path("data/dateline.db")) == Path("data/dateline.seen.db")
