"""Forgetting what people said to Dateline: in time, altogether, or all of one person.

What is deleted does not linger in the file's free pages. Copies that somebody made of the file are
out of reach.
"""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from knowledge.base import decisions, gaps, requests
from knowledge.base.codec import storable


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much of a person was deleted: questions without an answer, thumbs, proposals, requests.

    `decisions` are those that stay in the log, by nobody in particular from now on.

    `others` are questions and thumbs of other people that held words of theirs: those who asked on
    from a question, or judged the answer to it.
    """

    questions: int
    thumbs: int
    proposals: int
    requests: int
    others: int
    decisions: int


def older(db: sqlite3.Connection, days: int) -> None:
    """Delete questions and thumbs that are more than so many days old."""
    before = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    for table in ("gaps", "feedback"):
        _delete(db, table, "at < ?", before)


def decided_proposals(db: sqlite3.Connection, days: int) -> None:
    """Delete proposals and reports on which somebody decided, and that are so many days old.

    What was decided stays in the log. A day old they are at least: who proposed is told first.
    """
    before = (datetime.now(UTC) - timedelta(days=max(1, days))).isoformat(timespec="seconds")
    db.execute("PRAGMA secure_delete=ON")
    db.execute("DELETE FROM proposals WHERE settled IS NOT NULL AND at < ?", (before,))


def words(db: sqlite3.Connection) -> None:
    """Delete all questions; of the thumbs stays that there was one, without the words."""
    db.execute("PRAGMA secure_delete=ON")
    db.execute("DELETE FROM gaps")
    db.execute("UPDATE feedback SET asked='', key='', asker='' WHERE asked<>''")
    db.execute("DELETE FROM unanswered")


def person(db: sqlite3.Connection, who: str) -> Forgotten:
    """Delete the words of a person (their id in Slack), also where they stand with somebody else.

    What others asked on from their words goes too; of what others thought of the answers to them
    stays the thumb alone.
    """
    who = storable(who)
    questions = _delete(db, "gaps", "person=?", who)
    thumbs = _delete(db, "feedback", "person=?", who)
    others = _delete(db, "gaps", "whose=?", who)
    judged = db.execute("SELECT key FROM feedback WHERE asker=?", (who,)).fetchall()
    db.execute("UPDATE feedback SET asked='', key='', asker='' WHERE asker=?", (who,))
    gaps.add_up(db, [key for (key,) in judged])
    proposals = db.execute("DELETE FROM proposals WHERE person=?", (who,)).rowcount
    asked = requests.forget_person(db, who)
    decided = decisions.forget(db, who)
    return Forgotten(questions, thumbs, proposals, asked, others + len(judged), decided)


def _delete(db: sqlite3.Connection, table: str, condition: str, value: str) -> int:
    """Delete rows of a table that the list is made of; how many they were."""
    db.execute("PRAGMA secure_delete=ON")
    gone = db.execute(f"DELETE FROM {table} WHERE {condition} RETURNING key", (value,)).fetchall()
    gaps.add_up(db, [key for (key,) in gone])
    return len(gone)
