"""How the C library gives the bot's threads their memory."""

import ctypes
import os

ARENAS = 2
"""Pools of memory that all threads share."""

_M_ARENA_MAX = -8
"""The number of that parameter in glibc's `malloc.h`."""

_CHOSEN = ("MALLOC_ARENA_MAX", "GLIBC_TUNABLES")


def share_arenas() -> bool:
    """Have all threads of this process share `ARENAS` pools; whether they do from now on.

    By itself glibc gives each thread a pool of its own, up to eight for each processor. What one of
    a dozen threads has freed is then of no use to the others, and each pool keeps as much as it
    needed at its fullest. They exist so that threads don't wait for each other, which Python's own
    lock makes them do anyway; Odoo and many who run servers in Python or Ruby use two as well.

    To be called before the first thread is started. Other C libraries (musl, macOS) have no such
    pools, and whoever runs the bot may have chosen otherwise in the environment: then nothing is
    changed.
    """
    if any(name in os.environ for name in _CHOSEN) or not _is_glibc():
        return False
    return bool(ctypes.CDLL(None).mallopt(_M_ARENA_MAX, ARENAS))


def _is_glibc() -> bool:
    try:
        return (os.confstr("CS_GNU_LIBC_VERSION") or "").startswith("glibc")
    except (AttributeError, ValueError, OSError):
        # The name is unknown elsewhere.
        return False
