"""Parses of the articles in a fact base, in a file of their own beside it.

Nothing depends on the file: it may be deleted at any time, and where it can't be used (read-only,
locked, damaged, no room) articles are parsed as if there were none. It has one row for each
article, so it grows and shrinks with the archive, and a takedown takes the row as well.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from knowledge.extraction.parsing.model import ModelInfo
from knowledge.extraction.parsing.remembering import FORMAT

T = TypeVar("T")

log = logging.getLogger("dateline.parses")

_PURPOSE = 0x44504152  # "DPAR", so that another database is not taken for this one.
_WAIT = 2.0
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS parses (
    article TEXT PRIMARY KEY,
    parser TEXT NOT NULL,
    parses BLOB NOT NULL
) WITHOUT ROWID;
PRAGMA application_id = {_PURPOSE};
"""


def beside(base: Path) -> Path:
    """Where the parses of a fact base are: `dateline.parses.db` for `dateline.db`."""
    return base.with_suffix(".parses.db")


def parser_key(info: ModelInfo) -> str:
    """Identifies what parses depend on: the model, spaCy, and how they are written."""
    return f"{info.parses_as} spacy-{info.spacy} format-{FORMAT}"


def forget(base: Path, article: str) -> None:
    """Remove what is remembered of an article in a fact base, whatever parsed it."""
    store = ParseStore(beside(base), "")
    store.forget(article)
    store.close()


class ParseStore:
    """The parses of articles; `parser` is what made them (`parser_key`), others are not given.

    No method fails on account of the file: one that can't be used is put aside, and the log says
    why.
    """

    def __init__(self, path: Path, parser: str) -> None:
        self.path = path
        self._parser = parser
        self._db: sqlite3.Connection | None = None
        self._usable = True

    def get(self, article: str) -> bytes | None:
        """What is remembered of an article."""
        query = "SELECT parses FROM parses WHERE article = ? AND parser = ?"
        row = self._try(lambda db: db.execute(query, (article, self._parser)).fetchone())
        return row[0] if row and isinstance(row[0], bytes) else None

    def put(self, article: str, parses: bytes) -> None:
        """Remember the parses of an article in place of what it had."""
        row = (article, self._parser, parses)
        self._try(lambda db: db.execute("REPLACE INTO parses VALUES (?, ?, ?)", row).close())

    def forget(self, article: str) -> None:
        """Remove what is remembered of an article, from the free pages of the file as well."""
        if self.path.exists():
            delete = "DELETE FROM parses WHERE article = ?"
            self._try(lambda db: db.execute(delete, (article,)).close())

    def keep(self, articles: Iterable[str]) -> None:
        """Forget all other articles, and what another model or version has parsed."""
        self._try(lambda db: self._keep(db, articles))

    def _keep(self, db: sqlite3.Connection, articles: Iterable[str]) -> None:
        db.execute("CREATE TEMP TABLE kept (article TEXT PRIMARY KEY)")
        db.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((id,) for id in articles))
        gone = db.execute(
            "DELETE FROM parses WHERE parser <> ? OR article NOT IN (SELECT article FROM kept)",
            (self._parser,),
        ).rowcount
        db.execute("DROP TABLE kept")
        if gone:
            db.execute("VACUUM")

    def __len__(self) -> int:
        """How many articles are remembered."""
        row = self._try(lambda db: db.execute("SELECT count(*) FROM parses").fetchone())
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Let go of the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _try(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do something with the file; None when that is not possible."""
        if not self._usable:
            return None
        try:
            return work(self._opened())
        except sqlite3.OperationalError as error:
            self._give_up(error)
        except sqlite3.DatabaseError as error:
            # Damaged: nothing is lost but time when it is begun anew.
            self._begin_anew(error)
        return None

    def _opened(self) -> sqlite3.Connection:
        if self._db is None:
            self._db = sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None)
            (purpose,) = self._db.execute("PRAGMA application_id").fetchone()
            tables = self._db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
            if tables and purpose != _PURPOSE:
                raise sqlite3.OperationalError("the file is another database")
            # What a power cut can damage is recognised and begun anew.
            self._db.execute("PRAGMA synchronous = OFF")
            self._db.execute("PRAGMA secure_delete = ON")
            if not tables:
                self._db.executescript(_SCHEMA)
        return self._db

    def _give_up(self, error: Exception) -> None:
        log.warning("%s is not used: %s", self.path, error)
        self.close()
        self._usable = False

    def _begin_anew(self, error: Exception) -> None:
        log.warning("%s is damaged and begun anew: %s", self.path, error)
        self.close()
        try:
            self.path.unlink(missing_ok=True)
        except OSError as problem:
            self._give_up(problem)
