"""Whom articles mention, as stored, and in how many articles each spelling stands."""

import sqlite3

from knowledge.base.register import Mention


def of_article(db: sqlite3.Connection, article: int) -> set[Mention]:
    """Whom an article mentions, as stored."""
    rows = db.execute("SELECT key, party, office, name FROM mentions WHERE article=?", (article,))
    return {Mention(*row) for row in rows}


def put(
    db: sqlite3.Connection, article: int, before: set[Mention], after: set[Mention]
) -> set[Mention]:
    """Store whom an article mentions; return the mentions that came or went."""
    for mention in before - after:
        row = (mention.key, mention.party, mention.office, mention.name)
        where = "key=? AND party=? AND office=? AND name=?"
        db.execute(f"DELETE FROM mentions WHERE {where} AND article=?", (*row, article))
        db.execute(f"UPDATE spellings SET articles = articles - 1 WHERE {where}", row)
    for mention in after - before:
        row = (mention.key, mention.party, mention.office, mention.name)
        db.execute("INSERT INTO mentions VALUES (?, ?, ?, ?, ?)", (article, *row))
        db.execute(
            """
            INSERT INTO spellings VALUES (?, ?, ?, ?, 1, NULL)
            ON CONFLICT (key, party, office, name) DO UPDATE SET articles = articles + 1
            """,
            row,
        )
    return before ^ after
