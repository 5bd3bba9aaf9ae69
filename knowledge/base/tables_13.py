"""The thirteenth version of the schema: what people decided, as the fold needs it.

`decision_targets` lists all that a decision is about; `deciders` says who the log means.
`readings.machine` keeps the fields as they were read where a decision changes them, and
`readings.decided` what was decided on a reading (`rulings`); `marks.ruled` says that something
was, so that the fold of a fact with thousands of readings need not look. `strands.own` is the root
that the readings give, `root` the one after merges that people decided; `bonds` has the readings
that such merges tie together. `facts.desk` lists the decisions that a fact shows.
"""

import json
import sqlite3

VERSION_13 = (
    """
    CREATE TABLE decision_targets (
      target TEXT NOT NULL,
      decision INTEGER NOT NULL REFERENCES decisions(n),
      PRIMARY KEY (target, decision)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX decision_targets_decision ON decision_targets(decision)",
    "CREATE TABLE deciders (alias TEXT PRIMARY KEY, person TEXT NOT NULL UNIQUE) STRICT",
    "ALTER TABLE readings ADD COLUMN machine TEXT",
    "ALTER TABLE readings ADD COLUMN decided TEXT",
    "CREATE INDEX readings_decided ON readings(id) WHERE decided IS NOT NULL",
    "ALTER TABLE strands ADD COLUMN own INTEGER NOT NULL DEFAULT 0",
    "UPDATE strands SET own = root",
    "CREATE INDEX strands_own ON strands(own)",
    "CREATE INDEX strands_united ON strands(n) WHERE root <> own",
    "ALTER TABLE marks ADD COLUMN ruled INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX marks_ruled ON marks(strand) WHERE ruled",
    """
    CREATE TABLE bonds (
      reading TEXT NOT NULL,
      bond TEXT NOT NULL,
      PRIMARY KEY (reading, bond)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX bonds_bond ON bonds(bond)",
    "ALTER TABLE facts ADD COLUMN desk TEXT",
    "CREATE INDEX facts_desk ON facts(n) WHERE desk IS NOT NULL",
)


def convert(db: sqlite3.Connection) -> None:
    """Make the tables and columns, and index what was decided before."""
    for statement in VERSION_13:
        db.execute(statement)
    for n, target, payload in db.execute("SELECT n, target, payload FROM decisions").fetchall():
        rows = [(one, n) for one in dict.fromkeys((target, *json.loads(payload).get("on", ())))]
        db.executemany("INSERT INTO decision_targets(target, decision) VALUES (?,?)", rows)
