"""What people think of answers and facts: feedback, and corrections that they propose."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.base import gaps
from knowledge.base.codec import storable

TEXT = 2_000
"""Characters that are kept of what somebody typed."""

FEEDBACK_KEPT = 100_000
"""Feedback that is kept; the oldest beyond it goes."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """Whether an answer helped.

    `answer` names the message in all of Slack, `person` who judges, `asked` is the query as typed,
    "" where no words are kept, and `asker` whose words these are, "" where nobody typed them.
    """

    answer: str
    person: str
    asked: str
    helpful: bool
    asker: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody proposes to correct in a fact, for the editors to decide.

    `field` is what is wrong in the words of the form, `value` what it should be; `shown` is the
    fact in words as it stood, "" once an article that told it was taken out, `reading` the reading
    it was shown with, `at` when (UTC, ISO 8601). `n` is its number, 0 before it is kept, `settled`
    the decision by which it waits no more.
    """

    fact: str
    person: str
    field: str
    value: str
    why: str
    shown: str
    reading: str | None = None
    at: str = ""
    n: int = 0
    settled: str | None = None


def put_feedback(db: sqlite3.Connection, one: Feedback) -> None:
    """Keep the last word of a person on an answer."""
    asked, judged = one.asked[:TEXT], (one.answer[:TEXT], one.person[:TEXT])
    keys = db.execute("SELECT key FROM feedback WHERE answer=? AND person=?", judged).fetchall()
    key = gaps.key_of(asked)
    db.execute(
        "INSERT OR REPLACE INTO feedback(answer, person, at, asked, key, asker, helpful)"
        " VALUES (?,?,?,?,?,?,?)",
        (*judged, gaps.now(), storable(asked), key, one.asker[:TEXT], one.helpful),
    )
    keys += db.execute(
        "DELETE FROM feedback WHERE rowid <= (SELECT max(rowid) FROM feedback) - ? RETURNING key",
        (FEEDBACK_KEPT,),
    ).fetchall()
    gaps.add_up(db, [key, *(before for (before,) in keys)])


def feedback_counted(db: sqlite3.Connection) -> tuple[int, int]:
    """How many answers were found helpful, and how many not."""
    row = db.execute("SELECT coalesce(sum(helpful), 0), count(*) FROM feedback").fetchone()
    return int(row[0]), int(row[1] - row[0])


def put_proposal(db: sqlite3.Connection, one: Proposal) -> None:
    """Keep a proposal."""
    texts = (storable(text[:TEXT]) for text in (one.field, one.value, one.why, one.shown))
    db.execute(
        "INSERT INTO proposals(n, at, person, fact, reading, field, value, why, shown)"
        " VALUES (?,?,?,?,?,?,?,?,?)",
        (_next(db), gaps.now(), one.person[:TEXT], one.fact, one.reading, *texts),
    )


def _next(db: sqlite3.Connection) -> int:
    """A number above those of all proposals, also of such that were deleted and decided on."""
    (n,) = db.execute(
        "SELECT max(coalesce((SELECT max(n) FROM proposals), 0), coalesce((SELECT"
        " max(CAST(substr(target, 10) AS INTEGER)) FROM decision_targets"
        " WHERE target >= 'proposal:' AND target < 'proposal;'), 0))"
    ).fetchone()
    return int(n) + 1


def proposals(db: sqlite3.Connection, limit: int) -> list[Proposal]:
    """What was proposed, the newest first."""
    rows = db.execute("SELECT * FROM proposals ORDER BY n DESC LIMIT ?", (limit,))
    return [proposal_of(row) for row in rows]


def proposers(db: sqlite3.Connection, targets: Iterable[str]) -> tuple[str, ...]:
    """Who made the proposals that stand among the targets of a decision, each once."""
    numbers = (one.removeprefix("proposal:") for one in targets if one.startswith("proposal:"))
    rows = (
        row
        for n in numbers
        for row in db.execute("SELECT person FROM proposals WHERE n=?", (int(n),))
    )
    return tuple(dict.fromkeys(person for (person,) in rows))


def proposal_of(row: sqlite3.Row) -> Proposal:
    """The proposal that a row of the table holds."""
    return Proposal(
        row["fact"], row["person"], row["field"], row["value"], row["why"], row["shown"],
        row["reading"], row["at"], row["n"], row["settled"],
    )  # fmt: skip


def forget_words(db: sqlite3.Connection, article: int) -> None:
    """Delete how facts that an article (its row number) tells were shown to those who proposed."""
    db.execute(
        "UPDATE proposals SET shown='' WHERE fact IN (SELECT f.id FROM readings r"
        " JOIN marks m ON m.reading=r.n JOIN strands s ON s.n=m.strand"
        " JOIN facts f ON f.root=s.root WHERE r.article=? AND r.current)",
        (article,),
    )
