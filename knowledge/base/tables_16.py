"""The sixteenth version of the schema: what waits for somebody to decide on it (`reviewing`).

`facts.support` is in how many articles a report tells a fact, 0 where all only recall it;
`facts.waits` is "changed" where a decision on it does not fit any more and "disputed" where
sources contradict each other and nobody decided. `proposals.settled` is the decision on a
proposal. `decided_readings` keeps what readings said when something was decided on them, as long as
their article is there; `astray` are decisions none of whose readings is left, `told_again` readings
that repeat in a copy what was decided on elsewhere.
"""

import sqlite3

TABLES = (
    "ALTER TABLE facts ADD COLUMN support INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE facts ADD COLUMN waits TEXT",
    "CREATE INDEX facts_waits ON facts(waits, last_told, n) WHERE waits IS NOT NULL",
    """
    CREATE INDEX facts_support ON facts(support, first_told, n)
      WHERE support < 2 AND desk IS NULL AND waits IS NULL
    """,
    "ALTER TABLE proposals ADD COLUMN settled TEXT",
    "CREATE INDEX proposals_open ON proposals(n) WHERE settled IS NULL",
    "CREATE INDEX proposals_open_on ON proposals(fact) WHERE settled IS NULL",
    """
    CREATE TABLE decided_readings (
      reading TEXT NOT NULL,
      article INTEGER NOT NULL REFERENCES articles(n) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      sentence TEXT NOT NULL,
      fields TEXT NOT NULL,
      PRIMARY KEY (reading, article)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX decided_readings_article ON decided_readings(article)",
    """
    CREATE TABLE astray (
      decision INTEGER PRIMARY KEY REFERENCES decisions(n),
      at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX astray_at ON astray(at)",
    """
    CREATE TABLE told_again (
      reading TEXT NOT NULL,
      decision INTEGER NOT NULL REFERENCES decisions(n),
      at TEXT NOT NULL,
      PRIMARY KEY (reading, decision)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX told_again_at ON told_again(at)",
)

SUPPORT = """
    SELECT count(DISTINCT CASE WHEN NOT r.background THEN r.article END)
    FROM strands s JOIN marks m ON m.strand = s.n JOIN readings r ON r.n = m.reading
"""
"""In how many articles the readings of some strands report a fact."""

_KINDS = ("meeting", "agreement", "payment", "statement", "milestone", "role")


def convert(db: sqlite3.Connection) -> None:
    """Make the tables, and say of facts on which nothing was decided whether they wait.

    What was decided is to be applied anew after it.
    """
    for statement in TABLES:
        db.execute(statement)
    db.execute(f"UPDATE facts SET support = ({SUPPORT} WHERE s.root = facts.root)")
    for kind in _KINDS:
        db.execute(
            "UPDATE facts SET waits='disputed' WHERE desk IS NULL AND n IN"
            f" (SELECT n FROM {kind}_facts WHERE variants <> '[]')"
        )
