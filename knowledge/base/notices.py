"""Flags on articles that their outlet corrected or withdrew; text and facts stay as they are."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from knowledge.base import embargoes
from knowledge.base.codec import dump, storable
from knowledge.model.providers import Notice, NoticeKind

LONGEST = 1_000
"""Characters of a correction that are kept."""

_MOST = 50
_COLUMNS = "SELECT a.id AS article, o.kind, o.at, o.words, o.noted_at"
_SELECT = f"{_COLUMNS} FROM notices o JOIN articles a ON a.n = o.article"
# CROSS JOIN has SQLite begin with the articles that are given.
_OF = (
    f"{_COLUMNS} FROM json_each(?) j CROSS JOIN articles a ON a.id = j.value"
    " CROSS JOIN notices o ON o.article = a.n ORDER BY o.at, o.words"
)


def put(
    db: sqlite3.Connection, article: str, kind: NoticeKind, at: str, words: str, now: str
) -> bool:
    """Flag an article; False when it is not there, or flagged so already in these words.

    One that is out of sight has the flag when it comes back.
    """
    words = " ".join(storable(words).split())[:LONGEST]
    row = db.execute("SELECT n FROM articles WHERE id=?", (storable(article),)).fetchone()
    if row is None:
        flag = {"kind": str(kind), "at": at, "words": words, "noted_at": now}
        return _put_unseen(db, article, flag)
    counted = db.execute(
        "SELECT count(*), max(kind='withdrawn') FROM notices WHERE article=?", (row["n"],)
    ).fetchone()
    if counted[0] >= _MOST or (kind is NoticeKind.WITHDRAWN and counted[1]):
        return False
    added = db.execute(
        "INSERT OR IGNORE INTO notices(article, kind, at, words, noted_at) VALUES (?,?,?,?,?)",
        (row["n"], kind, at, words, now),
    )
    return added.rowcount > 0


def _put_unseen(db: sqlite3.Connection, article: str, flag: embargoes.Row) -> bool:
    kept = embargoes.find(db, article)
    if kept is None or len(kept.notices) >= _MOST:
        return False
    # An article is withdrawn once, whatever is said of it.
    same = ("kind",) if flag["kind"] == NoticeKind.WITHDRAWN else ("kind", "words")
    if any(all(one[name] == flag[name] for name in same) for one in kept.notices):
        return False
    embargoes.again(db, replace(kept, notices=(*kept.notices, flag)))
    return True


def lift_withdrawal(db: sqlite3.Connection, article: str) -> bool:
    """Take the flag of a withdrawn article away; False when it had none."""
    lifted = db.execute(
        "DELETE FROM notices WHERE kind='withdrawn'"
        " AND article=(SELECT n FROM articles WHERE id=?)",
        (storable(article),),
    )
    kept = embargoes.find(db, article)
    if kept is None:
        return lifted.rowcount > 0
    left = tuple(one for one in kept.notices if one["kind"] != NoticeKind.WITHDRAWN)
    embargoes.again(db, replace(kept, notices=left))
    return len(left) < len(kept.notices)


def of(db: sqlite3.Connection, articles: Iterable[str]) -> dict[str, list[Notice]]:
    """The flags of those of these articles that have any, in the order of time."""
    ids = dump([storable(id) for id in dict.fromkeys(articles)])
    found: dict[str, list[Notice]] = {}
    for row in db.execute(_OF, (ids,)):
        found.setdefault(row["article"], []).append(_notice(row))
    return found


def since(db: sqlite3.Connection, noted_at: str, limit: int) -> list[Notice]:
    """Flags that were put after an instant, the first first: for whoever was told those stories."""
    rows = db.execute(
        f"{_SELECT} WHERE o.noted_at>? ORDER BY o.noted_at, a.id, o.words LIMIT ?",
        (noted_at, limit),
    )
    return [_notice(row) for row in rows]


def _notice(row: sqlite3.Row) -> Notice:
    values = dict(row)
    values["kind"] = NoticeKind(values["kind"])
    return Notice(**values)
