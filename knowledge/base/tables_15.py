"""The fifteenth version of the schema: which payments are only planned."""

import sqlite3


def convert(db: sqlite3.Connection) -> None:
    """Add the stage of a payment; what was read before has none until it is read again."""
    db.execute("ALTER TABLE payment_facts ADD COLUMN stage TEXT")
    (view,) = db.execute(
        "SELECT sql FROM sqlite_master WHERE type='view' AND name='payments'"
    ).fetchone()
    db.execute("DROP VIEW payments")
    db.execute(view.replace("o.part AS part,", "o.part AS part, o.stage AS stage,"))
