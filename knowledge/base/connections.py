"""Connections to the SQLite file: one that writes, and one read-only one for each thread.

WAL lets readers go on while a writer commits. Every connection has a busy time-out, and foreign
keys are on. Transactions are begun by hand, so that a write takes its lock at once
(`BEGIN IMMEDIATE`) and several reads see one state.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from knowledge.base.memory import Memory
from knowledge.base.problems import translated

BUSY_MS = 5_000
"""How long a connection waits for another's write, in milliseconds."""

T = TypeVar("T")

_CACHE_KIB = 16_000
_CHECKPOINT_PAGES = 4_000
_PAUSE = 0.01


class Connections:
    """The open connections to one file.

    `fits` raises where the tables are not those that this program writes; it is asked before the
    first transaction that writes, and whenever another program has changed them.
    """

    def __init__(
        self,
        path: Path,
        *,
        readonly: bool,
        fits: Callable[[sqlite3.Connection], None] = lambda db: None,
    ) -> None:
        self.path = path
        self.readonly = readonly
        self._fits = fits
        self._tables: int | None = None
        self._lock = threading.RLock()
        self._writer: sqlite3.Connection | None = None
        self._local = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._closed = False

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """This thread's read-only connection, inside one read transaction.

        Nested uses share the transaction, so that all of them see the same state.
        """
        with translated(self.path):
            db = self._reader()
            if db.in_transaction:
                yield db
                return
            db.execute("BEGIN")
            try:
                yield db
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """The writing connection inside one immediate transaction: all of it is kept or nothing.

        One thread writes at a time.
        """
        with translated(self.path), self._lock:
            db = self.writer()
            db.execute("BEGIN IMMEDIATE")
            try:
                (tables,) = db.execute("PRAGMA schema_version").fetchone()
                if tables != self._tables:
                    self._fits(db)
                    self._tables = tables
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave for this key in the base's present state, made once for each thread.

        What it gives is shared, so it must never be changed.
        """
        with self.read() as db:
            return self.memory(db).get(key, make)

    def memory(self, db: sqlite3.Connection) -> Memory:
        """What this thread remembers of the state that its connection reads."""
        memory: Memory | None = getattr(self._local, "memory", None)
        (state,) = db.execute("PRAGMA data_version").fetchone()
        if memory is None or memory.state != state:
            memory = self._local.memory = Memory(state)
        return memory

    def purge(self) -> None:
        """Take what was deleted out of the search index and the write-ahead log as well."""
        with translated(self.path), self._lock:
            db = self.writer()
            for table in ("sentence_fts", "fact_fts"):
                db.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")
            db.execute("PRAGMA optimize")
            self.settle()

    def settle(self) -> None:
        """Write what the write-ahead log holds into the file, as far as no reader needs it."""
        with translated(self.path), self._lock:
            self.writer().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def writer(self) -> sqlite3.Connection:
        """The writing connection, outside of any transaction."""
        with self._lock:
            if self._writer is None:
                self._writer = connect(self.path, readonly=self.readonly)
            return self._writer

    def _reader(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = connect(self.path, readonly=True)
            self._local.connection = found
            with self._lock:
                self._readers.append(found)
        return found

    def close(self) -> None:
        """Close every connection; what is being read elsewhere ends with a `BaseProblem`."""
        with self._lock:
            opened = [*self._readers, *([self._writer] if self._writer is not None else [])]
            self._readers, self._writer = [], None
            self._local = threading.local()
            for connection in opened:
                connection.close()


def connect(path: Path, *, readonly: bool) -> sqlite3.Connection:
    """Open a connection with everything set that every connection needs."""
    mode = "ro" if readonly else "rwc"
    db = _open(path, f"mode={mode}")
    try:
        _prepare(db, readonly)
    except sqlite3.OperationalError as error:
        db.close()
        if not readonly or "unable to open" not in str(error):
            raise
        # On a read-only disk WAL's side files can't be made; then nobody writes either.
        db = _open(path, "mode=ro&immutable=1")
        _prepare(db, readonly)
    return db


def _open(path: Path, parameters: str) -> sqlite3.Connection:
    db = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{parameters}",
        uri=True,
        timeout=BUSY_MS / 1000,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=400,
    )
    db.row_factory = sqlite3.Row
    return db


def _prepare(db: sqlite3.Connection, readonly: bool) -> None:
    db.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    db.execute("PRAGMA foreign_keys=ON")
    db.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
    db.execute("PRAGMA temp_store=MEMORY")
    if readonly:
        db.execute("PRAGMA query_only=ON")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    else:
        _write_ahead(db)
        db.execute("PRAGMA synchronous=NORMAL")
        db.execute(f"PRAGMA wal_autocheckpoint={_CHECKPOINT_PAGES}")


def _write_ahead(db: sqlite3.Connection) -> None:
    """Turn WAL on, which is kept in the file; SQLite does not wait for others here, so we do."""
    until = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            db.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(_PAUSE)
