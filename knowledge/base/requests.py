"""Single addresses that people ask to add, in a queue that whoever polls works off."""

import sqlite3
from dataclasses import fields

from knowledge.base.codec import storable
from knowledge.base.problems import BaseProblem
from knowledge.base.providers import LONGEST
from knowledge.model.providers import Request, RequestState, later

MOST_WAITING = 200
"""Requests that wait at a time."""

AGAIN = "It is tried once more: the first time never came to an end."
"""What is said of a waiting request while it is."""

DAYS_KEPT = 30
"""For so long it is kept what became of a request, and who asked."""

_COLUMNS = ", ".join(field.name for field in fields(Request))
_LONGEST_OUTCOME = 500


def add(db: sqlite3.Connection, url: str, who: str, now: str) -> Request:
    """Ask for an address; one that waits already is asked for once."""
    url = storable(url.strip())
    if not url.lower().startswith(("https://", "http://")) or len(url) > LONGEST:
        raise BaseProblem("That is not a web address. It begins with https:// .")
    row = db.execute(
        f"SELECT {_COLUMNS} FROM requests WHERE url=? AND state='waiting'", (url,)
    ).fetchone()
    if row is not None:
        return _request(row)
    db.execute(
        "DELETE FROM requests WHERE state<>'waiting' AND at<?", (later(now, -DAYS_KEPT * 86_400),)
    )
    if db.execute("SELECT count(*) FROM requests WHERE state='waiting'").fetchone()[0] >= (
        MOST_WAITING
    ):
        raise BaseProblem(f"{MOST_WAITING} addresses wait to be added. Try again later.")
    row = db.execute(
        f"INSERT INTO requests(url, who, at, state) VALUES (?,?,?,'waiting') RETURNING {_COLUMNS}",
        (url, storable(who), now),
    ).fetchone()
    return _request(row)


def waiting(db: sqlite3.Connection, limit: int) -> list[Request]:
    """The requests that nobody has worked off, in their order, those begun before at last."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM requests WHERE state='waiting'"
        " ORDER BY answered_at IS NOT NULL, answered_at, id LIMIT ?",
        (limit,),
    )
    return [_request(row) for row in rows]


def begin(db: sqlite3.Connection, id: int, now: str) -> bool:
    """Keep that a waiting request is being worked off; False when it was twice, without an end."""
    row = db.execute(
        "SELECT answered_at, outcome FROM requests WHERE id=? AND state='waiting'", (id,)
    ).fetchone()
    if row is None or row["outcome"] is not None:
        return False
    again = None if row["answered_at"] is None else AGAIN
    db.execute("UPDATE requests SET answered_at=?, outcome=? WHERE id=?", (now, again, id))
    return True


def find(db: sqlite3.Connection, id: int) -> Request | None:
    """A request, until it is forgotten."""
    row = db.execute(f"SELECT {_COLUMNS} FROM requests WHERE id=?", (id,)).fetchone()
    return None if row is None else _request(row)


def listed(db: sqlite3.Connection, limit: int) -> list[Request]:
    """The latest requests, the newest first."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM requests ORDER BY id DESC LIMIT ?", (limit,))
    return [_request(row) for row in rows]


def answer(
    db: sqlite3.Connection,
    id: int,
    state: RequestState,
    outcome: str,
    article: str | None,
    now: str,
) -> None:
    """Keep what became of a request."""
    db.execute(
        "UPDATE requests SET state=?, outcome=?, article=?, answered_at=? WHERE id=?",
        (
            state,
            storable(outcome)[:_LONGEST_OUTCOME],
            None if article is None else storable(article),
            now,
            id,
        ),
    )


def forget_person(db: sqlite3.Connection, person: str) -> int:
    """Delete what somebody asked to add, and that they added providers; how many rows that were."""
    who = storable(person)
    db.execute("UPDATE providers SET added_by='' WHERE added_by=?", (who,))
    return db.execute("DELETE FROM requests WHERE who=?", (who,)).rowcount


def _request(row: sqlite3.Row) -> Request:
    values = dict(row)
    values["state"] = RequestState(values["state"])
    return Request(**values)
