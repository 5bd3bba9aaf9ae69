"""The nineteenth version of the schema: the list of a party says when each fact was told.

What was told of a party by a day is so read from the list alone, without a row of `facts` for each
of the hundreds of thousands that a great power is in. Both days are those of `facts` (`tables_4`).
"""

import sqlite3

from knowledge.base.refolding import Progress
from knowledge.base.tables_4 import NEVER

VERSION_19 = (
    "ALTER TABLE fact_parties ADD COLUMN first_told INTEGER",
    f"ALTER TABLE fact_parties ADD COLUMN last_told INTEGER NOT NULL DEFAULT {NEVER}",
    # The few that must be folded anew for what was known on an earlier day.
    """
    CREATE INDEX fact_parties_retold ON fact_parties(party, fact, first_told, last_told)
      WHERE last_told > first_told
    """,
)

_AT_ONCE = 10_000

# From one to the next by the key, without a walk through all facts of each.
_PARTIES = """
    WITH RECURSIVE one(party) AS (
      SELECT min(party) FROM fact_parties UNION ALL
      SELECT (SELECT min(party) FROM fact_parties WHERE party > one.party) FROM one
      WHERE one.party IS NOT NULL
    ) SELECT party FROM one WHERE party IS NOT NULL
"""


def fill(db: sqlite3.Connection, progress: Progress) -> None:
    """Copy the days into all lists, some facts after the other; nothing has to be folded for it.

    `progress` is told the articles that as large a part of the lists is made of.
    """
    (articles,) = db.execute("SELECT count(*) FROM articles").fetchone()
    (rows,) = db.execute("SELECT count(*) FROM fact_parties").fetchone()
    done = 0
    progress(0, articles)
    for (party,) in db.execute(_PARTIES).fetchall():
        last = -1
        while (found := _stretch(db, party, last))[0]:
            number, first, last = found
            db.execute(
                "UPDATE fact_parties SET (first_told, last_told) ="
                " (SELECT d.first_told, d.last_told FROM facts d WHERE d.n = fact_parties.fact)"
                " WHERE party=? AND fact BETWEEN ? AND ?",
                (party, first, last),
            )
            done += number
            progress(articles * done // rows, articles)
    if not rows:
        progress(articles, articles)


def _stretch(db: sqlite3.Connection, party: str, after: int) -> tuple[int, int, int]:
    """How many the next facts on the list of a party are, and the first and last of them."""
    row = db.execute(
        "SELECT count(*), min(fact), max(fact) FROM (SELECT fact FROM fact_parties"
        " WHERE party=? AND fact > ? ORDER BY fact LIMIT ?)",
        (party, after, _AT_ONCE),
    ).fetchone()
    return row[0], row[1], row[2]
