"""The eleventh version of the schema: which articles are copies of others (`copies`).

`prints` has an article's place in the order of originals, a key of its words and the keys under
which it meets texts like it; `print_keys` finds articles by such a key and their day. The views
count a story once, however many articles printed it.
"""

import sqlite3

TABLES = (
    """
    CREATE TABLE prints (
      article INTEGER PRIMARY KEY REFERENCES articles(n) ON DELETE CASCADE,
      day INTEGER NOT NULL,
      words INTEGER NOT NULL,
      text INTEGER NOT NULL,
      original INTEGER NOT NULL,
      keys BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX prints_text ON prints(text)",
    "CREATE INDEX prints_copies ON prints(original) WHERE original <> article",
    """
    CREATE TABLE print_keys (
      key INTEGER NOT NULL,
      day INTEGER NOT NULL,
      article INTEGER NOT NULL,
      PRIMARY KEY (key, day, article)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE VIEW copies AS
      SELECT a.id AS article, o.id AS original FROM prints p
      JOIN articles a ON a.n = p.article JOIN articles o ON o.n = p.original
      WHERE p.original <> p.article
    """,
)

_SOURCES = """
    CREATE VIEW sources AS
      SELECT f.id AS fact, f.kind AS kind, a.id AS article, v.title AS title, v.outlet AS outlet,
             v.published AS published, v.published_basis AS published_basis, v.url AS url,
             json_extract(r.evidence, '$[0][2]') AS sentence,
             (SELECT group_concat(json_extract(e.value, '$[2]'), ' … ')
              FROM json_each(r.evidence) e) AS evidence,
             json_extract(r.evidence, '$[0][0]') AS start,
             json_extract(r.evidence, '$[0][1]') AS end,
             r.rule AS rule, r.background AS background, r.links AS links, r.id AS reading,
             coalesce((SELECT c.original FROM copies c WHERE c.article = a.id), a.id) AS original
      FROM facts f
      JOIN strands s ON s.root = f.root
      JOIN marks m ON m.strand = s.n
      JOIN readings r ON r.n = m.reading
      JOIN articles a ON a.n = r.article
      JOIN article_versions v ON v.n = r.version
"""
_COUNTED, _COUNTED_ONCE = "count(DISTINCT s.article)", "count(DISTINCT s.original)"


def convert(db: sqlite3.Connection) -> None:
    """Make the tables, and let the views count a story once; `copies.refill` comes after it."""
    for statement in TABLES:
        db.execute(statement)
    views = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type='view'").fetchall())
    views["sources"] = _SOURCES
    for name, statement in views.items():
        if name == "sources" or _COUNTED in statement:
            db.execute(f"DROP VIEW {name}")
            db.execute(statement.replace(_COUNTED, _COUNTED_ONCE))
