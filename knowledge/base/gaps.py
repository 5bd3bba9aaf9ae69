"""What people ask and the archive does not answer, or not to their satisfaction.

Who asked is kept for one reason: that it can be forgotten. No list tells it.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from knowledge.base.codec import storable
from knowledge.text import clean_query, fold

LONGEST = 300
"""Characters of a question that are kept."""

MOST = 100_000
"""Questions that are kept; the oldest beyond them go."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A question, how often it went without an answer, and how many found its answer unhelpful.

    `asked` is as it was last typed: untrusted words. `at` is when last (UTC, ISO 8601).
    """

    asked: str
    times: int
    unhelpful: int
    at: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list, of how many pages and questions (`total`); `page` counts from 1."""

    gaps: tuple[Gap, ...]
    page: int
    pages: int
    total: int


def key_of(asked: str) -> str:
    """The folded words under which the same question is counted; "" for a text without a word."""
    return storable(fold(clean_query(asked)[:LONGEST]))


def count(db: sqlite3.Connection, person: str, asked: str, whose: str = "") -> None:
    """Count a question that found no answer; one without a word is none.

    `whose` is who else has words in it, where somebody asked on from another's question.
    """
    key = key_of(asked)
    if not key:
        return
    people = (storable(one[:LONGEST]) for one in (person, whose))
    db.execute(
        "INSERT INTO gaps(key, person, whose, at, asked, times) VALUES (?,?,?,?,?,1)"
        " ON CONFLICT DO UPDATE"
        " SET at=excluded.at, asked=excluded.asked, whose=excluded.whose, times=times + 1",
        (key, *people, now(), storable(clean_query(asked)[:LONGEST])),
    )
    gone = db.execute(
        "DELETE FROM gaps WHERE at < (SELECT at FROM gaps ORDER BY at DESC LIMIT 1 OFFSET ?)"
        " RETURNING key",
        (MOST,),
    )
    add_up(db, [key, *(one for (one,) in gone)])


def add_up(db: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Bring what is listed of these questions up to date with what is kept of them."""
    among = json.dumps(sorted({key for key in keys if key}))
    db.execute("DELETE FROM unanswered WHERE key IN (SELECT value FROM json_each(?))", (among,))
    db.execute(
        "INSERT INTO unanswered(key, times, unhelpful, need, at)"
        " SELECT key, sum(times), sum(unhelpful), sum(times + unhelpful), max(at) FROM ("
        "  SELECT key, times, 0 AS unhelpful, at FROM gaps"
        "  WHERE key IN (SELECT value FROM json_each(?1))"
        "  UNION ALL SELECT key, 0, 1, at FROM feedback"
        "  WHERE helpful = 0 AND key IN (SELECT value FROM json_each(?1))"
        " ) GROUP BY key",
        (among,),
    )


def listed(db: sqlite3.Connection, per_page: int, page: int = 1) -> Listing:
    """The questions that most need an answer: those asked or marked most often, then the latest.

    Past the last page comes the last.
    """
    total = int(db.execute("SELECT count(*) FROM unanswered").fetchone()[0])
    pages = max(1, -(-total // per_page))
    page = min(page, pages)
    rows = db.execute(
        "SELECT coalesce("
        "  (SELECT asked FROM gaps WHERE key=u.key ORDER BY at DESC, person DESC LIMIT 1),"
        "  (SELECT asked FROM feedback f WHERE helpful = 0 AND key=u.key ORDER BY at DESC LIMIT 1)"
        " ), times, unhelpful, at FROM unanswered u"
        # The pages before this one are passed over in the index alone.
        " WHERE key IN (SELECT key FROM unanswered"
        "  ORDER BY need DESC, at DESC, key LIMIT ? OFFSET ?)"
        " ORDER BY need DESC, at DESC, key",
        (per_page, (page - 1) * per_page),
    )
    found = tuple(Gap(clean_query(asked)[:LONGEST], *rest) for asked, *rest in rows)
    return Listing(found, page, pages, total)


def now() -> str:
    """The time as it is kept: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
