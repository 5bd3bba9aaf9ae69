"""The tables of the name index, in the fact base's SQLite file.

A person has several forms (name, aliases), each a list of folded Latin words. Nothing here is a
source: the tables can be emptied and filled again from people and roster.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

STATEMENTS = (
    # Who can be found.
    """
    CREATE TABLE name_people (
      person INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      party TEXT
    )
    """,
    # Each name of a person, and its folded Latin words without titles; `own` is 1 for the name
    # itself, 0 for an alias.
    """
    CREATE TABLE name_forms (
      form INTEGER PRIMARY KEY,
      person INTEGER NOT NULL REFERENCES name_people(person) ON DELETE CASCADE,
      name TEXT NOT NULL,
      words TEXT NOT NULL,
      own INTEGER NOT NULL
    )
    """,
    "CREATE INDEX name_forms_person ON name_forms(person)",
    # Whole names: hashes of the words in any order, of their sound and of their consonants.
    """
    CREATE TABLE name_keys (
      key INTEGER NOT NULL, form INTEGER NOT NULL, PRIMARY KEY (key, form)
    ) WITHOUT ROWID
    """,
    # Every word that stands in a form, or two neighbours written together, and in how many forms.
    """
    CREATE TABLE name_words (
      word INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, forms INTEGER NOT NULL
    )
    """,
    # Hashes by which a mistyped or differently transliterated word finds its neighbours.
    """
    CREATE TABLE name_traces (
      trace INTEGER NOT NULL, word INTEGER NOT NULL, PRIMARY KEY (trace, word)
    ) WITHOUT ROWID
    """,
    # Two words of one form, the smaller number first.
    """
    CREATE TABLE name_pairs (
      a INTEGER NOT NULL, b INTEGER NOT NULL, form INTEGER NOT NULL, PRIMARY KEY (a, b, form)
    ) WITHOUT ROWID
    """,
    # Where a word stands. `alone` is 1 when it may stand for the person ("Kishida"); `initials`
    # has a bit for each letter of the alphabet with which another word of the form begins.
    """
    CREATE TABLE name_places (
      word INTEGER NOT NULL, alone INTEGER NOT NULL, form INTEGER NOT NULL,
      initials INTEGER NOT NULL, PRIMARY KEY (word, alone, form)
    ) WITHOUT ROWID
    """,
    # Offices held: "the Japanese prime minister".
    """
    CREATE TABLE name_offices (
      office TEXT NOT NULL, party TEXT NOT NULL, person INTEGER NOT NULL,
      PRIMARY KEY (office, party, person)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX name_offices_person ON name_offices(person)",
)
"""What creates the tables; the fact base runs them in a migration."""


def create(db: "Database") -> None:
    """Create the tables of the name index in a fact base."""
    for statement in STATEMENTS:
        db.execute(statement)
