"""What people ask and the archive does not answer, or not to their satisfaction.

Who asked is kept for one reason: that it can be forgotten. No list tells it.
"""

import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from knowledge.base.codec import storable
from knowledge.text import clean_query, fold

LONGEST = 300
"""Characters of a question that are kept."""

MOST = 20_000
"""Questions that are kept; the oldest beyond them go."""

MARKED = 5_000
"""Unhelpful answers that a list looks at, the latest."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A question, how often it went without an answer, and how many found its answer unhelpful.

    `asked` is as it was last typed: untrusted words. `at` is when last (UTC, ISO 8601).
    """

    asked: str
    times: int
    unhelpful: int
    at: str


def count(db: sqlite3.Connection, person: str, asked: str) -> None:
    """Count a question that found no answer; one without a word is none."""
    words = clean_query(asked)[:LONGEST]
    key = fold(words)
    if not key:
        return
    db.execute(
        "INSERT INTO gaps(key, person, at, asked, times) VALUES (?,?,?,?,1) ON CONFLICT DO UPDATE"
        " SET at=excluded.at, asked=excluded.asked, times=times + 1",
        (storable(key), storable(person[:LONGEST]), _ago(0), storable(words)),
    )
    db.execute(
        "DELETE FROM gaps WHERE at < (SELECT at FROM gaps ORDER BY at DESC LIMIT 1 OFFSET ?)",
        (MOST,),
    )


def listed(db: sqlite3.Connection, limit: int) -> list[Gap]:
    """The questions that most need an answer: those asked or marked most often, then the latest."""
    found: dict[str, Gap] = {}
    for key, asked, times, at in db.execute(
        "SELECT key, asked, times, at FROM gaps ORDER BY at, person"
    ):
        before = found.get(key)
        found[key] = Gap(asked, times + (before.times if before else 0), 0, at)
    marked = db.execute(
        "SELECT asked, at FROM feedback WHERE NOT helpful ORDER BY at DESC LIMIT ?", (MARKED,)
    ).fetchall()
    for asked, at in reversed(marked):
        words = clean_query(asked)[:LONGEST]
        before = found.get(fold(words), Gap(words, 0, 0, at))
        later = max(before.at, at)
        found[fold(words)] = replace(before, unhelpful=before.unhelpful + 1, at=later)
    ordered = sorted(found.items(), key=lambda item: item[0])
    ordered.sort(key=lambda item: item[1].at, reverse=True)
    ordered.sort(key=lambda item: item[1].times + item[1].unhelpful, reverse=True)
    return [gap for key, gap in ordered if key][:limit]


def forget_older(db: sqlite3.Connection, days: int) -> None:
    """Delete what was asked, and what was thought of answers, more than so many days ago."""
    db.execute("DELETE FROM gaps WHERE at < ?", (_ago(days),))
    db.execute("DELETE FROM feedback WHERE at < ?", (_ago(days),))


def forget_all(db: sqlite3.Connection) -> None:
    """Delete what was asked."""
    db.execute("DELETE FROM gaps")


def forget_person(db: sqlite3.Connection, person: str) -> int:
    """Delete what somebody asked, and what they thought of answers; how many rows that were."""
    gone = db.execute("DELETE FROM gaps WHERE person=?", (storable(person),)).rowcount
    return gone + db.execute("DELETE FROM feedback WHERE person=?", (storable(person),)).rowcount


def _ago(days: int) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
