"""The seventeenth version of the schema: what people decided on people and whole articles.

`person_rulings` has the keys of names that a decision in force concerns, so that these are looked
at together (`person_rulings`); "=ID" stands for somebody of the roster. `people.desk` (JSON) says
what was decided on a person. `given_ids` are found by the names that they stood for.

Articles that the desk hides lie among those under embargo, with `hidden` set.
"""

VERSION_17 = (
    """
    CREATE TABLE person_rulings (
      key TEXT NOT NULL,
      decision INTEGER NOT NULL REFERENCES decisions(n),
      PRIMARY KEY (key, decision)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX person_rulings_decision ON person_rulings(decision)",
    "ALTER TABLE people ADD COLUMN desk TEXT",
    """
    CREATE INDEX people_office ON people(
      json_extract(desk, '$.role.office'), json_extract(desk, '$.role.party')
    ) WHERE desk IS NOT NULL
    """,
    "CREATE INDEX given_ids_group ON given_ids(key, party, office)",
    "ALTER TABLE embargoes ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX embargoes_hidden ON embargoes(hidden, until)",
)
