"""An open fact base: its connections, and one consistent state of it to read."""

import sqlite3
from collections.abc import Callable, Hashable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from knowledge.base import overruled, problems, schema, withdrawn
from knowledge.base.connections import Connections
from knowledge.base.files import is_restoring
from knowledge.base.refolding import Progress, untold
from knowledge.model import Evidence

T = TypeVar("T")


class Opened:
    """A fact base in one SQLite file, opened; see `Base`."""

    def __init__(self, connections: Connections, *, leaves_out: bool = False) -> None:
        self._connections = connections
        self._leaves_out = leaves_out

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        readonly: bool = False,
        create: bool = True,
        progress: Progress = untold,
    ) -> Self:
        """Open a fact base; make one, or bring an older one up to date, unless `readonly`.

        That may take minutes for a large one; `progress` is told how far it is.

        Raises:
            BaseProblem: it is missing (and may not be made), not a fact base, newer than this
                program, damaged, out of reach or being restored; `Outdated` when an older one may
                only be read.
        """
        file = Path(path)
        if not readonly and is_restoring(file):
            raise problems.cut_short(file)
        schema.ready(file, readonly=readonly, create=create, progress=progress)
        fits = partial(schema.check_unchanged, file)
        return cls(Connections(file, readonly=readonly, fits=fits))

    def without_withdrawn(self) -> Self:
        """The same open base without what only withdrawn articles tell: facts and sentences.

        For answers that say yes, no or how many. It is closed with this one.
        """
        return type(self)(self._connections, leaves_out=True)

    def withdrawn_facts(self) -> frozenset[int]:
        """The row numbers of the facts that nothing but withdrawn articles tell."""
        with self.reader() as db:
            return self.remembered("withdrawn facts", lambda: withdrawn.facts(db))

    def left_out(self) -> Sequence[int]:
        """The facts that this base doesn't give, in the order of their numbers.

        See `without_withdrawn`.
        """
        if not self._leaves_out:
            return ()
        return self.remembered("left out", lambda: sorted(self.withdrawn_facts()))

    def withdrawn_articles(self) -> frozenset[str]:
        """The ids of the articles that are withdrawn, or copies of such."""
        with self.reader() as db:
            return self.remembered("withdrawn articles", lambda: withdrawn.articles(db))

    def is_retracted(self, sentence: Evidence) -> bool:
        """Whether the desk retracted all that was read in a stretch of an article."""
        with self.reader() as db:
            found = self.remembered("retracted", lambda: overruled.retracted(db))
        told = found.get(sentence.article)
        return told is not None and told.has(sentence.start, sentence.end)

    def overruled(self, article: str) -> list[overruled.Overruled]:
        """The fields of an article's readings on which the desk decided."""
        with self.reader() as db:
            return overruled.fields(db, article)

    @property
    def path(self) -> Path:
        """The file."""
        return self._connections.path

    def close(self) -> None:
        """Close all connections."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave for a key since the base last changed; made once for each thread.

        For what takes long and is asked for often. It is shared, so it must never be changed.
        """
        return self._connections.remembered(key, make)

    def reader(self) -> AbstractContextManager[sqlite3.Connection]:
        """This thread's read-only connection, within one consistent state of the base."""
        return self._connections.read()
