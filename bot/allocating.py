"""How the C library gives the bot its memory: glibc's own ways are for programs of another kind."""

import ctypes
import os
from collections.abc import Awaitable, Callable

ARENAS = 2
"""Pools of memory that all threads share.

By itself glibc gives each thread a pool of its own, up to eight for each processor. What one of a
dozen threads has freed is then of no use to the others, and each pool keeps as much as it needed at
its fullest. They exist so that threads don't wait for each other, which Python's own lock makes
them do anyway; Odoo and many who run servers in Python or Ruby use two as well.
"""

LARGE = 128 * 1024
"""Bytes from which on each piece is taken from the system by itself, and given back when freed.

That is what glibc begins with, but it raises the bound to the largest piece that was freed, so that
soon all pieces come from the pools. For each read from a connection `asyncio` takes 256 KB, of
which the few that arrived are kept: at the bottom of a hole that the next read is too large for.
"""

GIVE_BACK_EVERY = 60.0
"""Seconds between two times that what is free goes back to the system.

Each change of the base has all that was kept of it let go, pages, facts and answers, to be filled
anew with pieces of other sizes in other places. What is freed in the middle of a pool the C library
keeps, so that a process takes as much as it needed at its fullest, and again a little more whenever
its threads happen to be full together. To give it back takes a millisecond or two.
"""

_PARAMETERS = {
    # The numbers stand in glibc's `malloc.h`.
    "MALLOC_ARENA_MAX": (-8, ARENAS),
    "MALLOC_MMAP_THRESHOLD_": (-3, LARGE),
}
_ALL = "GLIBC_TUNABLES"


def be_frugal() -> list[str]:
    """Set how memory is given out, for this process; what was set, by the names glibc has for it.

    To be called before the first thread is started. Other C libraries (musl, macOS) have no such
    parameters, and whoever runs the bot may have chosen otherwise in the environment: that holds.
    """
    if _ALL in os.environ or not _is_glibc():
        return []
    library = ctypes.CDLL(None)
    return [
        name
        for name, (number, value) in _PARAMETERS.items()
        if name not in os.environ and library.mallopt(number, value)
    ]


async def keep_giving_back(sleep: Callable[[float], Awaitable[None]]) -> None:
    """Give back what is free every now and then, for ever; nothing where the library can't."""
    library = ctypes.CDLL(None)
    while _is_glibc():
        await sleep(GIVE_BACK_EVERY)
        library.malloc_trim(0)


def _is_glibc() -> bool:
    try:
        return (os.confstr("CS_GNU_LIBC_VERSION") or "").startswith("glibc")
    except (AttributeError, ValueError, OSError):
        # The name is unknown elsewhere.
        return False
