"""What each subscription was told, by article: so that it hears of it when one is withdrawn.

It stands in the file of the subscriptions, for as long as corrections usually come.
"""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.digests.subscription import instant, written
from bot.sidefile import SideFile

KEPT_DAYS = 90
MOST = 500
"""How long, and how many lines of one subscription, the newest, are kept."""

LONGEST = 300
"""Characters of a line."""

SAID = """
    CREATE TABLE IF NOT EXISTS said(
      subscription TEXT NOT NULL,
      article TEXT NOT NULL,
      line TEXT NOT NULL,
      at TEXT NOT NULL,
      PRIMARY KEY (subscription, article, line)
    ) STRICT, WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Line:
    """What an edition says of an article, in one line."""

    article: str
    said: str


class Said:
    """Looks up what was told. Raises sqlite3.Error or OSError where the file fails."""

    def __init__(self, file: SideFile) -> None:
        self._file = file

    async def of(self, id: str, articles: Collection[str]) -> list[tuple[Line, datetime]]:
        """What a subscription was told of these articles and when, the last first."""
        wanted = frozenset(articles)
        if not wanted:
            return []
        rows = await self._file.run(
            lambda db: db.execute(
                "SELECT article, line, at FROM said WHERE subscription=? ORDER BY at DESC, line",
                (id,),
            ).fetchall()
        )
        return [(Line(one, said), instant(at)) for one, said, at in rows if one in wanted]


def note(db: sqlite3.Connection, id: str, lines: Iterable[Line], at: datetime) -> None:
    """Keep what a subscription is told at an instant, and forget what it was told long before."""
    db.executemany(
        "INSERT OR REPLACE INTO said(subscription, article, line, at) VALUES (?, ?, ?, ?)",
        [(id, one.article, one.said, written(at)) for one in lines],
    )
    db.execute(
        "DELETE FROM said WHERE subscription=?1 AND (at < strftime('%Y-%m-%dT%H:%M:%SZ', ?2, ?3)"
        " OR (article, line) IN (SELECT article, line FROM said WHERE subscription=?1"
        " ORDER BY at DESC, article, line LIMIT -1 OFFSET ?4))",
        (id, written(at), f"-{KEPT_DAYS} days", MOST),
    )


def kept(lines: Sequence[Line]) -> list[list[str]]:
    """Lines as they travel in JSON."""
    return [[one.article, one.said] for one in lines]
