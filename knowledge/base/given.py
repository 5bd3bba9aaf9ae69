"""What statements over facts give, numbers and counts, remembered in a state of the base.

One question asks for the same up to five times.
"""

import json
import sqlite3
from collections.abc import Sequence

from knowledge.base.memory import memory_of


def count_of(db: sqlite3.Connection, select: str, values: Sequence[object]) -> int:
    """The one number that a statement gives."""

    def count() -> int:
        return int(db.execute(select, values).fetchone()[0])

    memory = memory_of(db)
    if memory is None:
        return count()
    key = ("count", select, *values)
    return memory.get(key, count, lambda _: weight(key))


def numbers_of(
    db: sqlite3.Connection,
    select: str,
    values: Sequence[object],
    *,
    oldest_first: bool = False,
    few: bool = False,
) -> tuple[int, ...]:
    """The numbers `n` that a statement gives, in their order.

    Unless they are `few`, all come as one row: between rows a thread has to wait for its turn to
    run Python.
    """

    def listed() -> tuple[int, ...]:
        if few:
            numbers = [n for (n,) in db.execute(select, values)]
            return tuple(sorted(numbers, reverse=not oldest_first))
        row = db.execute(f"SELECT json_group_array(n) FROM ({select})", values).fetchone()
        # They come as they are found, which SQLite doesn't promise; then this takes nothing.
        return tuple(sorted(json.loads(row[0]), reverse=not oldest_first))

    memory = memory_of(db)
    if memory is None:
        return listed()
    key = ("list", select, *values)
    return memory.get(key, listed, lambda found: weight(key) + len(found) // 50)


def weight(key: tuple[object, ...]) -> int:
    """What a key weighs: expressions of full-text search may be long (see `memory.MOST`)."""
    return 1 + sum(len(one) for one in key if isinstance(one, str)) // 2_000
