"""Connections to the SQLite file: one that writes, and one read-only one for each thread.

WAL lets readers go on while a writer commits. Transactions are begun by hand, so that a write takes
its lock at once (`BEGIN IMMEDIATE`) and several reads see one state. A write is only acknowledged
when it went into the file that stands under the name.
"""

import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from knowledge.base import commits, compacting, pragmas, problems
from knowledge.base.commits import Look, Seen
from knowledge.base.connecting import connect, reader
from knowledge.base.memory import Remembering, memory_of
from knowledge.base.presence import Presence
from knowledge.base.problems import translated
from knowledge.base.standing import Stamp, Standing, unchanged

T = TypeVar("T")


_NOTHING: AbstractContextManager[None] = nullcontext()


class Connections:
    """The open connections to one file.

    `fits` raises where the tables are not those that this program knows; it is asked before the
    first transaction, and whenever another program has changed them.
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
        self._opened: Standing | None = None
        self._presence = Presence(path)
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
            stamp: Stamp | None = self._local.stamp
            with _NOTHING if stamp is None else unchanged(self.path, stamp):
                db.execute("BEGIN")
                try:
                    self._settle(db)
                    db.inside = True
                    yield db
                finally:
                    db.inside = False
                    if db.in_transaction:
                        db.execute("ROLLBACK")

    @contextmanager
    def write(self, *, aside: bool = False) -> Iterator[sqlite3.Connection]:
        """The writing connection inside one immediate transaction: all of it is kept or nothing.

        What is written `aside` from all that answers are made of leaves what is remembered of them.

        One thread writes at a time. Nothing is acknowledged that went into a file which was deleted
        or replaced meanwhile: that raises a `BaseProblem`.
        """
        with translated(self.path), self._lock:
            if self.readonly:
                raise problems.read_only(self.path)
            db = self.writer()
            db.execute("BEGIN IMMEDIATE")
            try:
                self._still_there()
                self._check_tables(db)
                before = db.total_changes
                yield db
                if db.total_changes != before:
                    commits.count(db, aside=aside)
                self._still_there()
                db.execute("COMMIT")
                self._still_there()
            except BaseException:
                if self._writer is not None and db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    @contextmanager
    def unsynced(self) -> Iterator[None]:
        """Don't sync what is committed meanwhile; `settle` brings it to the disk afterwards."""
        with self._lock:
            with translated(self.path):
                pragmas.unsynced(self.writer(), on=True)
            try:
                yield
            finally:
                if self._writer is not None:
                    pragmas.unsynced(self._writer, on=False)

    def _settle(self, db: Remembering) -> None:
        """Forget what was looked up in another state of the base than a transaction now reads.

        Its tables are checked then too, as there is no other state without a commit.
        """
        look = db.seen.look(db)
        if look is Look.SAME:
            return
        if look is Look.OTHER:
            db.memory = None
        try:
            self._check_tables(db)
        except BaseException:
            db.seen, db.memory = Seen(), None
            raise

    def _check_tables(self, db: sqlite3.Connection) -> None:
        (tables,) = db.execute("PRAGMA schema_version").fetchone()
        if tables != self._tables:
            self._fits(db)
            self._tables = tables

    def _still_there(self) -> None:
        """See that the file that is open, and its log, are those that stand under the name.

        Raises:
            BaseProblem: they are not; the next write opens what stands there then.
        """
        now = Standing.of(self.path)
        if self._opened is not None and self._opened.log is None:
            # SQLite makes the log with the first transaction, and keeps it while anybody is there.
            self._opened = replace(self._opened, log=now.log)
        if now != self._opened:
            self._forget_writer()
            raise problems.moved(self.path)

    def _forget_writer(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = self._opened = None

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave for this key in the base's present state, made once for each thread.

        What it gives is shared, so it must never be changed.
        """
        with self.read() as db:
            memory = memory_of(db)
            return make() if memory is None else memory.get(key, make)

    def purge(self) -> None:
        """Take what was deleted out of the search indexes and the write-ahead log as well."""
        for _ in compacting.merging(self, whatever=True):
            pass
        self.refresh()

    def refresh(self) -> None:
        """Look anew what the query planner has to know, and settle."""
        with translated(self.path), self._lock:
            self.writer().execute("PRAGMA optimize")
        self.settle()

    def settle(self) -> None:
        """Write what the write-ahead log holds into the file, as far as no reader needs it."""
        with translated(self.path), self._lock:
            db = self.writer()
            # Others can't write while this waits for readers, of whom Litestream never ends.
            db.execute(f"PRAGMA busy_timeout={pragmas.SETTLE_MS}")
            try:
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                db.execute(f"PRAGMA busy_timeout={pragmas.BUSY_MS}")

    def writer(self) -> sqlite3.Connection:
        """The writing connection, outside of any transaction."""
        with self._lock:
            self._presence.tell()
            if self._writer is None:
                before = Standing.of(self.path)
                opened = connect(self.path, readonly=self.readonly)
                self._opened = Standing.of(self.path)
                if before.file not in (None, self._opened.file):
                    opened.close()
                    raise problems.moved(self.path)
                self._writer = opened
            return self._writer

    def _reader(self) -> Remembering:
        found: Remembering | None = getattr(self._local, "connection", None)
        if found is not None and not found.in_transaction:
            stamp: Stamp | None = self._local.stamp
            if stamp is not None and (
                stamp != Stamp.of(self.path) or not problems.is_read_only(self.path)
            ):
                # It was written to, or may be from now on: it has to be read with locks again.
                self._drop(found)
                found = None
        if found is None:
            found, self._local.stamp = reader(self.path)
            self._local.connection = found
            with self._lock:
                self._readers.append(found)
        return found

    def _drop(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            self._readers.remove(connection)
        connection.close()

    def close(self) -> None:
        """Close every connection; what is being read elsewhere ends with a `BaseProblem`."""
        with self._lock:
            opened = [*self._readers, *([self._writer] if self._writer is not None else [])]
            self._readers, self._writer = [], None
            self._local = threading.local()
            for connection in opened:
                connection.close()
            self._presence.end()
