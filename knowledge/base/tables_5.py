"""The fifth version: milestones tell where every article tells them as an agreement too."""

import sqlite3

_MAY_BE = "SELECT root FROM facts WHERE kind='milestone' AND traits='entry-into-force'"


def convert(db: sqlite3.Connection) -> None:
    """Write those milestones anew."""
    from knowledge.base import write

    write.facts(db, [root for (root,) in db.execute(_MAY_BE).fetchall()])
