"""Pages in a write-ahead log that SQLite does not count, removed before Litestream reads them.

Who is killed between writing to the log and to its index leaves such pages. SQLite writes over them
with the next commit; Litestream reads the log alone and takes them for committed. It does so also
when it knows nothing any more: what it has copied last tells it where in the same log to go on. So
the log itself has to begin anew.
"""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

from knowledge.base import pragmas
from knowledge.base.files import all_files

_TRIES = 8

log = logging.getLogger("dateline.replicating")


def begin_logs_anew(database: Path) -> bool:
    """Begin the log of each file of a base anew, if it has one; whether that was done.

    It is not while somebody reads from a log for several seconds, or a file can't be written; the
    log says so. Call it while no Litestream runs, which never lets go of a log.
    """
    done = True
    for path in all_files(database).values():
        try:
            if path.exists() and not _begin_anew(path):
                log.warning("%s can't be made ready for its replica: it is in use", path.name)
                done = False
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorname", type(error).__name__)
            log.warning("%s can't be made ready for its replica: %s", path.name, code)
            done = False
    return done


def _begin_anew(path: Path) -> bool:
    address = f"{path.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, isolation_level=None, uri=True)) as db:
        if db.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            return True
        # A commit that changes nothing comes where such pages would be, and each page of a log
        # vouches for those before it. SQLite writes the page of a number that is set in any case.
        db.execute(f"PRAGMA busy_timeout={pragmas.BUSY_MS}")
        db.execute("BEGIN IMMEDIATE")
        (number,) = db.execute("PRAGMA user_version").fetchone()
        db.execute(f"PRAGMA user_version={int(number)}")
        db.execute("COMMIT")
        # Others can't write while this waits for readers.
        db.execute(f"PRAGMA busy_timeout={pragmas.SETTLE_MS}")
        return any(
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0 for _ in range(_TRIES)
        )
