"""What only withdrawn stories tell: their facts stay, flagged, and count for nothing.

A copy of a withdrawn article is withdrawn with it, as it has nothing else to stand on; a copy that
its own outlet withdrew leaves the original standing.
"""

import sqlite3
from collections.abc import Iterable

from knowledge.base import notices
from knowledge.model import Notice

# CROSS JOIN has SQLite keep to the order that is written: from the few that are withdrawn. Left to
# itself it goes through all prints and all readings there are.
_WITHDRAWN = """
    WITH gone(article) AS (
      SELECT article FROM notices WHERE kind='withdrawn'
      UNION SELECT p.article FROM notices o CROSS JOIN prints p
      ON p.original = o.article AND p.original <> p.article WHERE o.kind='withdrawn'
    )
"""


def articles(db: sqlite3.Connection) -> frozenset[str]:
    """The ids of all articles that are withdrawn, or copies of such."""
    if not _any(db):
        return frozenset()
    rows = db.execute(
        f"{_WITHDRAWN} SELECT a.id FROM gone CROSS JOIN articles a ON a.n = gone.article"
    )
    return frozenset(id for (id,) in rows)


def facts(db: sqlite3.Connection) -> frozenset[int]:
    """The row numbers of all facts that nothing but withdrawn articles tell.

    Which readings are of these articles is in an index, and so is which a strand has, so that no
    row of a reading is looked up: they lie scattered over the whole file.
    """
    if not _any(db):
        return frozenset()
    rows = db.execute(
        f"""
        {_WITHDRAWN}, told(reading, current) AS MATERIALIZED (
          SELECT r.n, r.current FROM gone CROSS JOIN readings r ON r.article = gone.article
        )
        SELECT f.n FROM facts f WHERE f.root IN (
          SELECT s.root FROM told CROSS JOIN marks m ON m.reading = told.reading
          CROSS JOIN strands s ON s.n = m.strand WHERE told.current
        ) AND NOT EXISTS (
          SELECT 1 FROM marks m WHERE m.strand = f.root
          AND m.reading NOT IN (SELECT reading FROM told)
        ) AND NOT EXISTS (
          SELECT 1 FROM strands s INDEXED BY strands_joined CROSS JOIN marks m ON m.strand = s.n
          WHERE s.root = f.root AND s.root <> s.n
          AND m.reading NOT IN (SELECT reading FROM told)
        )
        """
    )
    return frozenset(n for (n,) in rows)


def of(
    db: sqlite3.Connection, told: Iterable[tuple[str, str | None]]
) -> dict[str, tuple[Notice, ...]]:
    """The notices on articles, each given with its original if it is a copy.

    A correction or withdrawal of the original is one of its copies too.
    """
    pairs = list(dict.fromkeys(told))
    if not pairs:
        return {}
    known = notices.of(db, [id for pair in pairs for id in pair if id is not None])
    if not known:
        return {}
    found = {}
    for article, original in pairs:
        own = known.get(article, [])
        said = {(one.kind, one.words) for one in own}
        of_original = known.get(original, []) if original is not None else []
        own = [*own, *(one for one in of_original if (one.kind, one.words) not in said)]
        if own:
            found[article] = tuple(sorted(own, key=lambda one: (one.at, one.words)))
    return found


def _any(db: sqlite3.Connection) -> bool:
    row = db.execute("SELECT 1 FROM notices WHERE kind='withdrawn' LIMIT 1").fetchone()
    return row is not None
