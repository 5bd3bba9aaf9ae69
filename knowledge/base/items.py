"""The stories that providers list: which are new or changed, which are in, which have vanished.

A story is marked as fetched after its article was saved. Whoever dies in between fetches it once
more, and saving it again changes nothing.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, fields

from knowledge.base.codec import storable
from knowledge.model.providers import Item, ItemState, ListedStory

_COLUMNS = ", ".join(field.name for field in fields(Item))


def put(db: sqlite3.Connection, provider: int, stories: Iterable[ListedStory], now: str) -> int:
    """Take in what a provider lists; how many of them are new or changed, and so wait.

    A story whose mark is the one that was kept stays as it is: one that failed, or is gone, is
    tried again only when its mark changes or it is due. Of a provider that was removed, nothing is
    kept.
    """
    if db.execute("SELECT 1 FROM providers WHERE id=?", (provider,)).fetchone() is None:
        return 0
    waiting = 0
    for story in stories:
        row = db.execute(
            "SELECT mark, state FROM items WHERE provider=? AND key=?",
            (provider, storable(story.key)),
        ).fetchone()
        changed = row is None or (story.mark is not None and storable(story.mark) != row["mark"])
        waiting += changed and (row is None or row["state"] != ItemState.WAITING)
        db.execute(
            "INSERT INTO items(provider, key, address, state, mark, appeared, ref, seen_at, due_at)"
            " VALUES (:provider, :key, :address, 'waiting', :mark, :appeared, :ref, :now, :now)"
            " ON CONFLICT DO UPDATE SET address=excluded.address, seen_at=excluded.seen_at,"
            " mark=coalesce(excluded.mark, mark), appeared=coalesce(excluded.appeared, appeared),"
            " ref=coalesce(excluded.ref, ref),"
            " state=CASE WHEN :changed THEN 'waiting' ELSE state END,"
            " due_at=CASE WHEN :changed THEN :now ELSE due_at END,"
            " tries=CASE WHEN :changed THEN 0 ELSE tries END",
            {
                "provider": provider,
                "key": storable(story.key),
                "address": storable(story.address),
                "mark": None if story.mark is None else storable(story.mark),
                "appeared": story.appeared,
                "ref": None if story.ref is None else storable(story.ref),
                "now": now,
                "changed": changed,
            },
        )
    return waiting


def find(db: sqlite3.Connection, provider: int, key: str) -> Item | None:
    """A story of a provider."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM items WHERE provider=? AND key=?", (provider, storable(key))
    ).fetchone()
    return None if row is None else _item(row)


def marks(db: sqlite3.Connection, provider: int) -> dict[str, str | None]:
    """The marks of all stories of a provider by their keys: to tell what is new or changed."""
    rows = db.execute("SELECT key, mark FROM items WHERE provider=?", (provider,))
    return {row["key"]: row["mark"] for row in rows}


def articles_by_ref(db: sqlite3.Connection, provider: int) -> dict[str, str]:
    """The articles of a provider's stories, by the numbers under which it knows them."""
    rows = db.execute(
        "SELECT ref, article FROM items WHERE provider=? AND ref IS NOT NULL"
        " AND article IS NOT NULL",
        (provider,),
    )
    return {row["ref"]: row["article"] for row in rows}


def there(db: sqlite3.Connection, provider: int, key: str, limit: int) -> list[Item]:
    """The newest stories of a provider that were there at the last look, but for one."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM items WHERE provider=? AND key<>? AND state='fetched'"
        " AND article IS NOT NULL AND missing_at IS NULL"
        " ORDER BY appeared DESC, key LIMIT ?",
        (provider, storable(key), limit),
    )
    return [_item(row) for row in rows]


def elsewhere(db: sqlite3.Connection, provider: int, key: str) -> Item | None:
    """The same story as another provider brought it that is polled, the one fetched last."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM items WHERE key=? AND provider<>? AND state='fetched'"
        " AND provider IN (SELECT id FROM providers WHERE NOT paused)"
        " AND article IS NOT NULL ORDER BY fetched_at DESC LIMIT 1",
        (storable(key), provider),
    ).fetchone()
    return None if row is None else _item(row)


def waiting(db: sqlite3.Connection, provider: int, now: str, limit: int) -> list[Item]:
    """The stories to be fetched by now, those that were never tried first, then the newest."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM items WHERE provider=? AND state IN ('waiting', 'failed')"
        " AND due_at<=? ORDER BY tries, appeared DESC, key LIMIT ?",
        (provider, now, limit),
    )
    return [_item(row) for row in rows]


def to_check(db: sqlite3.Connection, provider: int, now: str, limit: int) -> list[Item]:
    """The stories to look at again by now: did they change or vanish? The longest due first."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM items WHERE provider=? AND state IN ('fetched', 'gone')"
        " AND due_at<=? ORDER BY tries, due_at, key LIMIT ?",
        (provider, now, limit),
    )
    return [_item(row) for row in rows]


def keep(db: sqlite3.Connection, item: Item) -> None:
    """Keep what became of a story; does nothing once its provider is removed."""
    db.execute(
        "UPDATE items SET address=:address, state=:state, mark=:mark, appeared=:appeared, ref=:ref,"
        " etag=:etag, last_modified=:last_modified, article=:article, fetched_at=:fetched_at,"
        " missing_at=:missing_at, due_at=:due_at, tries=:tries, problem=:problem"
        " WHERE provider=:provider AND key=:key",
        {
            name: storable(value) if isinstance(value, str) else value
            for name, value in asdict(item).items()
        },
    )


def begun(db: sqlite3.Connection, provider: int, key: str, due_at: str) -> None:
    """Count a try of a story that begins, and keep when it is due should that never end."""
    db.execute(
        "UPDATE items SET tries=tries + 1, due_at=? WHERE provider=? AND key=?",
        (due_at, provider, storable(key)),
    )


def of_article(db: sqlite3.Connection, article: str) -> list[Item]:
    """Every provider's story that became this article."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM items WHERE article=? ORDER BY provider, key", (storable(article),)
    )
    return [_item(row) for row in rows]


def _item(row: sqlite3.Row) -> Item:
    values = dict(row)
    values["state"] = ItemState(values["state"])
    return Item(**values)
