"""The providers that the archive follows: adding, pausing, removing, and how their polls went."""

import sqlite3
from dataclasses import fields

from knowledge.base.codec import storable
from knowledge.base.problems import BaseProblem
from knowledge.model.providers import NewProvider, Provider, ProviderKind, ProviderState
from knowledge.text import fold

MOST = 1_000
"""Providers that one base follows."""

LONGEST = 2_000
"""Characters of an address."""

LONGEST_NAME = 100
"""Characters of a name."""

_COLUMNS = ", ".join(field.name for field in fields(Provider))


class Taken(BaseProblem):
    """A provider of this name or address is there already."""


def add(db: sqlite3.Connection, new: NewProvider, at: str) -> Provider:
    """Add a provider, due at once; see `Base.add_provider`."""
    address = storable(new.address.strip())
    name = " ".join(storable(new.name).split())[:LONGEST_NAME]
    if not fold(name):
        raise BaseProblem("A source needs a name. Give one with --name.")
    if name.isdecimal():
        raise BaseProblem("The name of a source is not a number alone. Give another with --name.")
    if not address or len(address) > LONGEST:
        raise BaseProblem(f"The address of a source has 1 to {LONGEST:,} characters.")
    same = db.execute(
        "SELECT name FROM providers WHERE kind=? AND address=?", (new.kind, address)
    ).fetchone()
    if same is not None:
        raise Taken(f"This address is followed already, as “{same['name']}”.")
    if by_name(db, name) is not None:
        raise Taken(f"There is a source named “{name}” already. Give another name with --name.")
    if db.execute("SELECT count(*) FROM providers").fetchone()[0] >= MOST:
        raise BaseProblem(f"There are {MOST:,} sources, and that is the most. Remove one first.")
    row = db.execute(
        "INSERT INTO providers(kind, address, name, key, outlet, every, expected, private,"
        f" added_by, added_at, due_at) VALUES (?,?,?,?,?,?,?,?,?,?,?) RETURNING {_COLUMNS}",
        (
            new.kind,
            address,
            name,
            fold(name),
            storable(new.outlet) if new.outlet else None,
            new.every,
            new.expected,
            int(new.private),
            storable(new.added_by),
            at,
            at,
        ),
    ).fetchone()
    return _provider(row)


def listed(db: sqlite3.Connection) -> list[Provider]:
    """All providers, by name."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM providers ORDER BY key")
    return [_provider(row) for row in rows]


def find(db: sqlite3.Connection, id: int) -> Provider | None:
    """A provider by its number."""
    row = db.execute(f"SELECT {_COLUMNS} FROM providers WHERE id=?", (id,)).fetchone()
    return None if row is None else _provider(row)


def by_name(db: sqlite3.Connection, name: str) -> Provider | None:
    """A provider by its name in any spelling, by its address or by its number."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM providers WHERE key=:key OR address=:address OR id=:id"
        " ORDER BY key=:key DESC, address=:address DESC, id LIMIT 1",
        {
            "key": fold(storable(name)[:LONGEST]),
            "address": storable(name.strip()[:LONGEST]),
            "id": int(name) if name.isdecimal() and len(name) < 10 else None,
        },
    ).fetchone()
    return None if row is None else _provider(row)


def due(db: sqlite3.Connection, now: str) -> list[Provider]:
    """The providers to be polled by now, the longest due first; paused ones never are."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM providers WHERE NOT paused AND due_at<=? ORDER BY due_at, id",
        (now,),
    )
    return [_provider(row) for row in rows]


def is_work(db: sqlite3.Connection, now: str) -> bool:
    """Whether a provider is to be polled by now, or an address waits that somebody asked to add."""
    found = db.execute(
        "SELECT EXISTS(SELECT 1 FROM requests WHERE state='waiting')"
        " OR EXISTS(SELECT 1 FROM providers WHERE NOT paused AND due_at<=?)",
        (now,),
    ).fetchone()
    return bool(found[0])


def pause(db: sqlite3.Connection, id: int, paused: bool, now: str) -> None:
    """Stop polling a provider, or begin again: then it is due at once, its failures forgotten.

    Others that have the same stories look after them meanwhile.
    """
    if paused:
        _hand_over(db, id, now)
        db.execute("UPDATE providers SET paused=1 WHERE id=?", (id,))
    else:
        db.execute(
            "UPDATE providers SET paused=0, failures=0, problem=NULL, due_at=? WHERE id=?",
            (now, id),
        )


def hasten(db: sqlite3.Connection, id: int, now: str) -> None:
    """Have a provider polled at once, unless it is paused."""
    db.execute("UPDATE providers SET due_at=min(due_at, ?) WHERE id=?", (now, id))


def remove(db: sqlite3.Connection, id: int, now: str) -> bool:
    """Follow a provider no longer; its articles stay. False when there was none.

    Others that have the same stories look after them from now on.
    """
    _hand_over(db, id, now)
    return db.execute("DELETE FROM providers WHERE id=?", (id,)).rowcount > 0


def _hand_over(db: sqlite3.Connection, id: int, now: str) -> None:
    """Have the stories of a provider looked at by the others that have them too."""
    db.execute(
        "UPDATE items SET due_at=? WHERE state='fetched' AND provider<>?"
        " AND key IN (SELECT key FROM items WHERE provider=?)",
        (now, id, id),
    )


def began(db: sqlite3.Connection, id: int, at: str, due_at: str) -> None:
    """Keep that a poll begins, and when the next one is due should this one never end."""
    db.execute("UPDATE providers SET tried_at=?, due_at=? WHERE id=?", (at, due_at, id))


def read(
    db: sqlite3.Connection,
    id: int,
    *,
    etag: str | None,
    last_modified: str | None,
    cursor: str | None,
) -> None:
    """Keep the validators of a list and how far it was read; how the poll goes is left open."""
    db.execute(
        "UPDATE providers SET etag=?, last_modified=?, cursor=? WHERE id=?",
        (
            None if etag is None else storable(etag),
            None if last_modified is None else storable(last_modified),
            cursor,
            id,
        ),
    )


def succeeded(
    db: sqlite3.Connection,
    id: int,
    at: str,
    due_at: str,
    *,
    etag: str | None,
    last_modified: str | None,
    cursor: str | None,
    fault: str | None = None,
) -> None:
    """Keep that a poll went well, where it ended, and when the next one is due.

    `fault` says what of its list could not be read.
    """
    db.execute(
        "UPDATE providers SET tried_at=:at, succeeded_at=:at, due_at=:due, etag=:etag,"
        " last_modified=:modified, cursor=:cursor, problem=:fault, failures=0 WHERE id=:id",
        {
            "id": id,
            "at": at,
            "due": due_at,
            "etag": None if etag is None else storable(etag),
            "modified": None if last_modified is None else storable(last_modified),
            "cursor": cursor,
            "fault": None if fault is None else storable(fault),
        },
    )


def failed(db: sqlite3.Connection, id: int, at: str, due_at: str, problem: str) -> None:
    """Keep that a poll failed and why, and when it is tried again."""
    db.execute(
        "UPDATE providers SET tried_at=?, due_at=?, problem=?, failures=failures + 1 WHERE id=?",
        (at, due_at, storable(problem), id),
    )


def states(db: sqlite3.Connection) -> list[ProviderState]:
    """All providers in numbers, by name; none of them counts its stories."""
    few = ", ".join(
        f"(SELECT count(*) FROM items WHERE provider=p.id AND state='{state}') AS {state}"
        for state in ("waiting", "failed", "gone")
    )
    rows = db.execute(
        # A page without validators is taken in whenever it is looked at: that says nothing of it.
        f"SELECT id, stories, {few}, CASE WHEN kind<>'page' THEN"
        " (SELECT max(coalesce(appeared, fetched_at)) FROM items"
        " WHERE provider=p.id AND article IS NOT NULL) END AS newest FROM providers p"
    )
    found = {row["id"]: row for row in rows}
    return [
        ProviderState(
            provider,
            *(
                found[provider.id][name]
                for name in ("stories", "waiting", "failed", "gone", "newest")
            ),
        )
        for provider in listed(db)
    ]


def _provider(row: sqlite3.Row) -> Provider:
    values = dict(row)
    values["kind"] = ProviderKind(values["kind"])
    values["private"] = bool(values["private"])
    values["paused"] = bool(values["paused"])
    return Provider(**values)
