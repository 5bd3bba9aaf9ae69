"""The tenth version: questions without an answer are added up as they come, not when listed.

`unanswered` has a row for each question (under its folded words): how often it found no answer, how
many found its answer unhelpful, and when last. It is what `gaps` and `feedback` come to, so that a
page of the list is read from an index. `feedback` has the folded words too, and both know whose
words they are where somebody else has asked on from them, or judged the answer to them.
"""

import sqlite3

from knowledge.base import gaps

VERSION_10 = (
    "ALTER TABLE gaps ADD COLUMN whose TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE feedback ADD COLUMN asker TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE feedback ADD COLUMN key TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX feedback_unhelpful ON feedback(key, at) WHERE helpful = 0",
    "CREATE INDEX feedback_at ON feedback(at)",
    """
    CREATE TABLE unanswered(
      key TEXT PRIMARY KEY,
      times INTEGER NOT NULL,
      unhelpful INTEGER NOT NULL,
      at TEXT NOT NULL,
      need INTEGER NOT NULL CHECK (need = times + unhelpful)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX unanswered_by_need ON unanswered(need DESC, at DESC, key)",
)


def convert(db: sqlite3.Connection) -> None:
    """Fold the words below which a thumb stands, and add everything up."""
    words = db.execute("SELECT DISTINCT asked FROM feedback").fetchall()
    for (asked,) in words:
        db.execute("UPDATE feedback SET key=? WHERE asked=?", (gaps.key_of(asked), asked))
    keys = db.execute("SELECT key FROM gaps UNION SELECT key FROM feedback").fetchall()
    gaps.add_up(db, [key for (key,) in keys])
