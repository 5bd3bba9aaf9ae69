"""The eighteenth version of the schema: who may be one person (`alike`).

People meet in `nears` under the keys of their names; those that are not `open` there only meet
open ones. `alike` has the pairs, the lower row number first.
"""

VERSION_18 = (
    """
    CREATE TABLE nears (
      near INTEGER NOT NULL,
      person INTEGER NOT NULL,
      open INTEGER NOT NULL,
      PRIMARY KEY (near, person)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX nears_person ON nears(person)",
    """
    CREATE TABLE alike (
      a INTEGER NOT NULL,
      b INTEGER NOT NULL,
      score INTEGER NOT NULL,
      reasons TEXT NOT NULL,
      PRIMARY KEY (a, b)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX alike_b ON alike(b)",
    "CREATE INDEX alike_score ON alike(score DESC, a, b)",
)
