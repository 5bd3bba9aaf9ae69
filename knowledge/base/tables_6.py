"""The sixth version of the schema: questions that the archive had no answer to.

`gaps` counts them: a row for each question (under its folded words) and each person, so that what
one person asked can be deleted, and with it who they were.
"""

VERSION_6 = (
    """
    CREATE TABLE gaps(
      key TEXT NOT NULL,
      person TEXT NOT NULL,
      at TEXT NOT NULL,
      asked TEXT NOT NULL,
      times INTEGER NOT NULL CHECK (times > 0),
      PRIMARY KEY (key, person)
    ) STRICT
    """,
    "CREATE INDEX gaps_at ON gaps(at)",
)
