"""The eighth version of the schema: what the archive follows, and what befell its stories.

`providers` are the feeds, sites and folders that are polled, `items` the stories that they list.
`requests` are single addresses that people ask to add. A row in `leases` says which process does
what only one may do. `notices` flag articles that their outlet corrected or withdrew; they go with
the article.
"""

VERSION_8 = (
    # AUTOINCREMENT: the number of a provider that was removed must not come to mean another.
    """
    CREATE TABLE providers(
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL CHECK (kind IN ('feed', 'wordpress', 'sitemap', 'folder', 'page')),
      address TEXT NOT NULL,
      name TEXT NOT NULL,
      key TEXT NOT NULL UNIQUE,
      outlet TEXT,
      every INTEGER NOT NULL CHECK (every > 0),
      expected INTEGER CHECK (expected > 0),
      private INTEGER NOT NULL,
      added_by TEXT NOT NULL,
      added_at TEXT NOT NULL,
      paused INTEGER NOT NULL DEFAULT 0,
      etag TEXT,
      last_modified TEXT,
      cursor TEXT,
      tried_at TEXT,
      succeeded_at TEXT,
      problem TEXT,
      failures INTEGER NOT NULL DEFAULT 0,
      due_at TEXT NOT NULL,
      UNIQUE (kind, address)
    ) STRICT
    """,
    """
    CREATE TABLE items(
      provider INTEGER NOT NULL REFERENCES providers(id) ON DELETE CASCADE,
      key TEXT NOT NULL,
      address TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'fetched', 'failed', 'gone')),
      mark TEXT,
      appeared TEXT,
      ref TEXT,
      etag TEXT,
      last_modified TEXT,
      article TEXT,
      seen_at TEXT NOT NULL,
      fetched_at TEXT,
      missing_at TEXT,
      due_at TEXT NOT NULL,
      tries INTEGER NOT NULL DEFAULT 0,
      problem TEXT,
      PRIMARY KEY (provider, key)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX items_due ON items(provider, state, due_at)",
    "CREATE INDEX items_appeared ON items(provider, appeared)",
    "CREATE INDEX items_key ON items(key)",
    "CREATE INDEX items_article ON items(article) WHERE article IS NOT NULL",
    """
    CREATE TABLE leases(
      name TEXT PRIMARY KEY,
      holder TEXT NOT NULL,
      until TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE requests(
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      url TEXT NOT NULL,
      who TEXT NOT NULL,
      at TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
      answered_at TEXT,
      outcome TEXT,
      article TEXT
    ) STRICT
    """,
    "CREATE INDEX requests_state ON requests(state, id)",
    """
    CREATE TABLE notices(
      article INTEGER NOT NULL REFERENCES articles(n) ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('corrected', 'withdrawn')),
      at TEXT NOT NULL,
      words TEXT NOT NULL,
      noted_at TEXT NOT NULL,
      PRIMARY KEY (article, kind, words)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX notices_noted ON notices(noted_at)",
)
