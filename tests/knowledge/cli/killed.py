"""An ingest that is killed at one random moment after the other, until one gets through.

    python -m tests.knowledge.cli.killed DB FOLDER SEED

Each attempt is a process forked from this one, so that fifty of them take seconds, and is killed
(SIGKILL) before some statement that it sends to SQLite. Prints how many were killed.
"""

import os
import random
import signal
import sqlite3
import sys
from typing import Any

from knowledge import cli
from tests.knowledge.cli import child

MOST = 1_200
"""Statements of an attempt: a few articles take so many."""

_connect = sqlite3.connect


def dying(left: int) -> Any:
    """A `sqlite3.connect` whose connections end the process before their `left`th statement."""

    def trace(statement: str) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def connect(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        db: sqlite3.Connection = _connect(*args, **kwargs)
        db.set_trace_callback(trace)
        return db

    return connect


def attempt(db: str, folder: str, left: int) -> bool:
    """Ingest in a process of its own; False when it was killed."""
    pid = os.fork()
    if pid == 0:
        sqlite3.connect = dying(left)
        os._exit(cli.run(["--db", db, "ingest", folder]))
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, status
    return not os.WIFSIGNALED(status)


def main(db: str, folder: str, seed: str) -> None:
    """Kill and try again until the folder is in."""
    chance = random.Random(int(seed))
    child.install(setattr)
    # What every attempt needs is loaded here once.
    cli.run(["--db", f"{db}.first", "ingest", folder])
    killed = 0
    while not attempt(db, folder, chance.randint(1, MOST)):
        killed += 1
    print(killed)


if __name__ == "__main__":
    main(*sys.argv[1:])
