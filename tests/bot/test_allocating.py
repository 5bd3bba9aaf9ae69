"""What bounds the memory of all threads together: pools of the C library, pages of SQLite."""

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Barrier

import pytest

from bot import allocating
from bot.allocating import ARENAS, be_frugal
from bot.readers import COUNT, Readers
from knowledge.base import Base
from tests.bot.running import running

ROOT = Path(__file__).parents[2]

glibc = pytest.mark.skipif(not allocating._is_glibc(), reason="only glibc has arenas")

COUNTING = """
import ctypes, sys, threading
if sys.argv[1] == "frugal":
    from bot.allocating import be_frugal
    be_frugal()
together = threading.Barrier(9)
def work():
    kept = [bytes(5_000) for _ in range(200)]
    together.wait()
    together.wait()
for _ in range(8):
    threading.Thread(target=work).start()
together.wait()
libc = ctypes.CDLL(None)
libc.open_memstream.restype = ctypes.c_void_p
told, length = ctypes.c_char_p(), ctypes.c_size_t()
stream = ctypes.c_void_p(libc.open_memstream(ctypes.byref(told), ctypes.byref(length)))
libc.malloc_info(0, stream)
libc.fflush(stream)
print(told.value.count(b"<heap nr="))
together.wait()
"""


READING = """
import ctypes, sys
if sys.argv[1] == "frugal":
    from bot.allocating import be_frugal
    be_frugal()
class Mallinfo(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in "abcdefghij"]
libc = ctypes.CDLL(None)
libc.mallinfo2.restype = Mallinfo
large = bytes(4_000_000)
del large
before = libc.mallinfo2().d
read = bytes(256 * 1024)
print(libc.mallinfo2().d - before)
"""
"""Prints how many pieces came from the system for what `asyncio` takes to read into."""


FREEING = """
import asyncio, sys, threading
from bot import allocating
slept, kept = [], []
def work():
    pieces = [bytes([n % 256]) * 5_000 for n in range(10_000)]
    kept.extend(pieces[::100])
def resident():
    with open("/proc/self/statm") as told:
        return int(told.read().split()[1]) * 4096
async def twice(seconds):
    slept.append(seconds)
    if len(slept) > 1:
        raise EOFError
async def give_back():
    try:
        await allocating.keep_giving_back(twice)
    except EOFError:
        pass
thread = threading.Thread(target=work)
thread.start()
thread.join()
before = resident()
if sys.argv[1] == "frugal":
    asyncio.run(give_back())
print((before - resident()) // 2**20)
"""
"""Prints how many of 48 MB went back to the system, of which a hundredth is still in use."""


def counted(program: str, how: str, **environment: str) -> int:
    """What a process prints that is frugal, or leaves all as it is."""
    chosen = (*allocating._PARAMETERS, allocating._ALL)
    own = {key: value for key, value in os.environ.items() if key not in chosen}
    done = subprocess.run(
        [sys.executable, "-c", program, how],
        env={**own, "PYTHONPATH": str(ROOT), **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return int(done.stdout)


@glibc
def test_threads_share_two_pools_of_memory() -> None:
    assert counted(COUNTING, "frugal") <= ARENAS < counted(COUNTING, "leave")


@glibc
def test_what_is_read_into_leaves_no_holes() -> None:
    assert (counted(READING, "frugal"), counted(READING, "leave")) == (1, 0)


@glibc
@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_what_is_free_between_pieces_that_are_kept_goes_back_to_the_system() -> None:
    assert counted(FREEING, "frugal") > 30 > 5 > counted(FREEING, "leave")


async def test_a_running_bot_gives_back_what_is_free(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []
    given = asyncio.Event()

    async def sleep(seconds: float) -> None:
        asked.append(seconds)
        given.set()
        await asyncio.Event().wait()

    keep = allocating.keep_giving_back
    monkeypatch.setattr(allocating, "keep_giving_back", lambda _: keep(sleep))
    async with running(database, "http"):
        if allocating._is_glibc():
            await asyncio.wait_for(given.wait(), 10)
            assert asked == [allocating.GIVE_BACK_EVERY]


@glibc
def test_whoever_runs_the_bot_may_choose_otherwise() -> None:
    assert counted(COUNTING, "frugal", MALLOC_ARENA_MAX="4") == 4
    assert counted(READING, "frugal", MALLOC_MMAP_THRESHOLD_="1000000") == 0
    assert counted(READING, "frugal", GLIBC_TUNABLES="glibc.malloc.mmap_threshold=1000000") == 0


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> str:
        raise ValueError("unrecognized configuration name")

    for name in (*allocating._PARAMETERS, allocating._ALL):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "confstr", unknown)
    assert be_frugal() == []


async def test_those_who_read_keep_few_pages_of_the_base(
    small_archive: Path, tmp_path: Path
) -> None:
    """At most 16 MB among them, however large the base is: the system keeps pages as well."""
    readers = Readers(Path(shutil.copy(small_archive, tmp_path / "dateline.db")))
    together = Barrier(COUNT, timeout=30)

    def kept(base: Base) -> int:
        with base.reader() as db:
            together.wait()
            (size,) = db.execute("PRAGMA cache_size").fetchone()
        return int(size)

    sizes = await asyncio.gather(*(readers.run(kept, who) for who in map(str, range(COUNT))))
    await readers.close()
    # Below nothing they are KiB, above it pages.
    assert all(size < 0 for size in sizes) and -sum(sizes) <= 16_000
