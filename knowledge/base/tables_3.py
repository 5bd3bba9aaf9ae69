"""The third version of the schema: what people think of answers, and what waits for its hour.

- `feedback`: whether an answer helped, the last word of each person on each answer;
- `proposals`: what people propose to correct in a fact, for the editors to decide;
- `embargoes`: articles that nobody may see before their hour, with what was read in them. They
  stand apart from all other tables, so that no answer can hold a word of them.

Facts can be found by giver, receiver and currency, and by having lain ahead of an article; articles
by their address.
"""

VERSION_3 = (
    """
    CREATE TABLE feedback(
      answer TEXT NOT NULL,
      person TEXT NOT NULL,
      at TEXT NOT NULL,
      asked TEXT NOT NULL,
      helpful INTEGER NOT NULL CHECK (helpful IN (0, 1)),
      PRIMARY KEY (answer, person)
    ) STRICT
    """,
    """
    CREATE TABLE proposals(
      n INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      person TEXT NOT NULL,
      fact TEXT NOT NULL,
      reading TEXT,
      field TEXT NOT NULL,
      value TEXT NOT NULL,
      why TEXT NOT NULL,
      shown TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX proposals_by_fact ON proposals(fact)",
    """
    CREATE TABLE embargoes(
      article TEXT PRIMARY KEY,
      until TEXT NOT NULL,
      content TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX article_versions_url ON article_versions(url) WHERE url IS NOT NULL",
)
