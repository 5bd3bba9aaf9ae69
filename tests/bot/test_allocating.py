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
from bot.allocating import ARENAS, share_arenas
from bot.readers import COUNT, Readers
from knowledge.base import Base

ROOT = Path(__file__).parents[2]

glibc = pytest.mark.skipif(not allocating._is_glibc(), reason="only glibc has arenas")

COUNTING = """
import ctypes, sys, threading
if sys.argv[1] == "share":
    from bot.allocating import share_arenas
    share_arenas()
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


def arenas(how: str, **environment: str) -> int:
    """The pools of a process with eight threads that hold memory at the same time."""
    own = {key: value for key, value in os.environ.items() if key not in allocating._CHOSEN}
    done = subprocess.run(
        [sys.executable, "-c", COUNTING, how],
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
    assert arenas("share") <= ARENAS < arenas("leave")


@glibc
def test_whoever_runs_the_bot_may_choose_otherwise() -> None:
    assert arenas("share", MALLOC_ARENA_MAX="4") == 4


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> str:
        raise ValueError("unrecognized configuration name")

    for name in allocating._CHOSEN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "confstr", unknown)
    assert share_arenas() is False


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
