"""Who holds a lease: a name that tells other processes of the same machine whether it still lives.

A process is known by its number, when it began, and the kernel and space of numbers in which it has
that number: processes of two containers may share one kernel and have the same numbers. Where any
of it can't be told, nobody is taken for dead.
"""

import os
import secrets
from pathlib import Path

_PARTS = 4
_DEAD = frozenset("XZ")


def own_name() -> str:
    """A name for a holder that is this process, another one each time."""
    started = _status(os.getpid())[1]
    return f"{_machine()}/{os.getpid()}/{started}/{secrets.token_hex(8)}"


def is_dead(name: str) -> bool:
    """Whether the process of a holder has surely ended."""
    parts = name.split("/")
    if len(parts) != _PARTS or not parts[0] or parts[0] != _machine():
        return False
    if not (parts[1].isascii() and parts[1].isdecimal() and len(parts[1]) < 10 and parts[2]):
        return False
    process = int(parts[1])
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    state, started = _status(process)
    return bool(started) and (state in _DEAD or started != parts[2])


def _machine() -> str:
    """The running kernel and the space of process numbers; "" where it can't be told."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{boot} {os.readlink('/proc/self/ns/pid')}"
    except OSError:
        return ""


def _status(process: int) -> tuple[str, str]:
    """The state of a process and when it began, as the kernel tells them; "" for unknown."""
    try:
        told = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return "", ""
    # The name of its program stands in brackets and may hold anything.
    fields = told.rpartition(")")[2].split()
    return (fields[0], fields[19]) if len(fields) > 19 else ("", "")
