"""Articles that the desk keeps out of every answer, and lets be seen again."""

import sqlite3

from knowledge.base import articles, decisions, embargoes, writing
from knowledge.base.decisions import Action, Decision
from knowledge.base.opened import Opened
from knowledge.base.results import Hidden
from knowledge.base.store.target import Gone, Undecidable


class Hiding(Opened):
    """The part of `Base` that hides articles."""

    def hide(self, article: str, *, who: str, why: str | None = None) -> Decision:
        """Keep an article out of every answer, count and export, and so its later versions.

        It is kept whole, with what was read in it, until `unhide` or an undo.

        Raises:
            Gone: the archive does not hold it.
            Undecidable: it is hidden already.
        """
        with self._connections.write() as db:
            if decisions.is_hidden(db, article):
                raise Undecidable("This article is hidden already.")
            row, kept = articles.find(db, article), embargoes.find(db, article)
            if row is None and kept is None:
                raise Gone("The archive does not hold this article.")
            title = row["title"] if row is not None else kept.article.title if kept else None
            payload = {"shown": title or article}
            return writing.decide(
                db, Decision(Action.HIDE, f"article:{article}", who, why, payload)
            )

    def unhide(self, article: str, *, who: str, why: str | None = None) -> Decision:
        """Let a hidden article be seen again; one under embargo when that ends.

        Raises:
            Undecidable: it is not hidden.
        """
        with self._connections.write() as db:
            if not decisions.is_hidden(db, article):
                raise Undecidable("This article is not hidden.")
            hidden = next(one for one in reversed(_held(db, article)) if one.action is Action.HIDE)
            payload = {"shown": hidden.payload.get("shown", "")}
            return writing.decide(
                db, Decision(Action.RESTORE, f"article:{article}", who, why, payload)
            )

    def is_hidden(self, article: str) -> bool:
        """Whether the desk keeps an article out of sight."""
        with self.reader() as db:
            return decisions.is_hidden(db, article)

    def hidden(self) -> list[Hidden]:
        """The articles that the desk hides: for those who run the archive."""
        with self.reader() as db:
            found = []
            for one in embargoes.waiting(db, hidden=True):
                last = next(d for d in reversed(_held(db, one.id)) if d.action is Action.HIDE)
                found.append(Hidden(one.id, one.title, one.length, last.at, last.why))
            return found


def _held(db: sqlite3.Connection, article: str) -> list[Decision]:
    return decisions.holding(db, f"article:{article}")
