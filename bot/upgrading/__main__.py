"""The process that brings a fact base up to date.

    python -m bot.upgrading DATABASE

It says how far it is on its stdout, a JSON line each: `{"done": 500, "total": 12000}`, in articles,
and at its end `{"problem": null}`, or what is the matter, with `"busy"` where another program
writes. It ends at once when its stdin is closed: nothing is kept of an update that is not finished.
"""

import json
import os
import sqlite3
import sys
import threading
from contextlib import suppress

from knowledge.base import Base, BaseProblem


def main(database: str) -> int:
    """Bring it up to date; the exit status: 0 done, 1 it can't be."""
    threading.Thread(target=_end_with_the_bot, name="attached", daemon=True).start()
    try:
        Base.open(database, create=True, progress=_tell).close()
    except BaseProblem as problem:
        _put({"problem": str(problem), "busy": _is_busy(problem.__cause__)})
        return 1
    _put({"problem": None})
    return 0


def _tell(done: int, total: int) -> None:
    _put({"done": done, "total": total})


def _put(line: dict[str, object]) -> None:
    print(json.dumps(line), flush=True)


def _is_busy(cause: BaseException | None) -> bool:
    # The lower byte: SQLite has several kinds of each error.
    code = cause.sqlite_errorcode & 0xFF if isinstance(cause, sqlite3.OperationalError) else 0
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _end_with_the_bot() -> None:
    with suppress(OSError, ValueError):
        while os.read(sys.stdin.fileno(), 4096):
            pass
    # Not by a signal, which Python takes only between two statements: one of SQLite's may be long.
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
