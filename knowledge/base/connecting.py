"""One connection to the SQLite file, with everything set that every connection needs."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from knowledge.base import beside_problems, pragmas
from knowledge.base.memory import Remembering
from knowledge.base.standing import Stamp, check_alone, unchanged

C = TypeVar("C", bound=sqlite3.Connection)


def connect(path: Path, *, readonly: bool, create: bool = False) -> sqlite3.Connection:
    """Open a connection with everything set that every connection needs; `create` makes the file.

    Raises:
        sqlite3.Error: it can't be opened.
        BaseProblem: see `reader`.
    """
    if readonly:
        return reader(path)[0]
    check_alone(path)
    db = _open(path, f"mode={'rwc' if create else 'rw'}", sqlite3.Connection)
    try:
        pragmas.for_base(db, readonly=False)
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection for a while.

    Raises:
        sqlite3.Error: it can't be opened.
        BaseProblem: see `reader`; or it was read without locks, and written to meanwhile.
    """
    db, stamp = reader(path)
    with closing(db), unchanged(path, stamp):
        yield db


def reader(path: Path) -> tuple[Remembering, Stamp | None]:
    """Open a read-only connection.

    Where SQLite can't make the side files of the write-ahead log, on a read-only or a full disk,
    the file is read without them and without locks (`immutable`). That is only right as long as
    nobody writes to it and no log or journal holds anything: then there is a stamp to compare it
    with. What a killed process left half written is taken back first.

    Raises:
        sqlite3.Error: it can't be opened.
        BaseProblem: it can't be read rightly, as commits stand in its log, or a change that was
            broken off in its journal.
    """
    try:
        return _reading(path, "mode=ro"), None
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK:
            return _taken_back(path), None
        if error.sqlite_errorcode & 0xFF not in _NO_SIDE_FILES or not path.is_file():
            raise
    stamp = Stamp.of(path)
    if stamp is None:
        raise beside_problems.log_left(path)
    with unchanged(path, stamp):
        return _reading(path, "mode=ro&immutable=1"), stamp


def _reading(path: Path, parameters: str) -> Remembering:
    db = _open(path, parameters, Remembering)
    try:
        pragmas.for_base(db, readonly=True)
    except BaseException:
        db.close()
        raise
    return db


def _taken_back(path: Path) -> Remembering:
    """Open a file for reading once SQLite has taken back what its journal says is unfinished.

    That takes the right to write, which `mode=ro` gives up.
    """
    try:
        _reading(path, "mode=rw").close()
        return _reading(path, "mode=ro")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in _NO_SIDE_FILES and path.is_file():
            raise beside_problems.log_left(path) from error
        raise


_NO_SIDE_FILES = frozenset(
    {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
)


def _open(path: Path, parameters: str, kind: type[C]) -> C:
    db = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{parameters}",
        uri=True,
        timeout=pragmas.BUSY_MS / 1000,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=400,
        factory=kind,
    )
    db.row_factory = sqlite3.Row
    return db
