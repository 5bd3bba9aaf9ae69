"""What the desk decided on the readings of articles, by the sentences that these stand on.

For whatever looks at sentences, and not at the facts that were made of them. A sentence is
retracted when retracted readings alone stand on it. Titles that are read beside a retracted event
("Prime Minister …") don't keep its sentence: they don't tell what happened.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.base import codec, decisions, rulings
from knowledge.model import Evidence, Kind

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Retracted:
    """Where retracted readings of one article stand, and where those that count."""

    gone: tuple[Span, ...]
    standing: tuple[Span, ...]

    def has(self, start: int, end: int) -> bool:
        """Whether nothing but what was retracted stands on a stretch of the article."""
        return _touch(self.gone, start, end) and not _touch(self.standing, start, end)


@dataclass(frozen=True, slots=True)
class Overruled:
    """A field of a reading that was decided: as read, as decided, and where it stands.

    Both values are as `codec.fields_text` writes them; they are the same for the reading that
    people chose among several. `chosen` where some reading of the fact was read to say so. `words`
    is the decided value as people read it.
    """

    kind: Kind
    evidence: tuple[Evidence, ...]
    field: str
    was: Any
    value: Any
    words: str
    chosen: bool


def retracted(db: sqlite3.Connection) -> Mapping[str, Retracted]:
    """All articles with readings that are retracted, by id."""
    rows = db.execute("SELECT article, decided FROM readings WHERE current AND decided IS NOT NULL")
    numbers = {row["article"] for row in rows if rulings.is_retracted(row["decided"])}
    return {
        str(id): _of_article(db, n)
        for n in sorted(numbers)
        for (id,) in db.execute("SELECT id FROM articles WHERE n=?", (n,))
    }


def _of_article(db: sqlite3.Connection, n: int) -> Retracted:
    gone: list[tuple[str, Span]] = []
    standing: list[tuple[str, Span]] = []
    for row in db.execute(
        "SELECT kind, decided, evidence FROM readings WHERE article=? AND current", (n,)
    ):
        spans = [(row["kind"], (start, end)) for start, end, _ in json.loads(row["evidence"])]
        (gone if rulings.is_retracted(row["decided"]) else standing).extend(spans)
    events = [span for kind, span in gone if kind != Kind.ROLE]
    kept = [
        (start, end)
        for kind, (start, end) in standing
        if kind != Kind.ROLE or not _touch(events, start, end)
    ]
    return Retracted(tuple(span for _, span in gone), tuple(kept))


def _touch(spans: Iterable[Span], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in spans)


def fields(db: sqlite3.Connection, article: str) -> list[Overruled]:
    """The fields of an article's readings that were decided, there or in another article."""
    rows = db.execute(
        """
        SELECT r.kind, r.evidence, coalesce(r.machine, r.fields) AS machine, s.root
        FROM articles a JOIN readings r ON r.article = a.n AND r.current
        JOIN marks m ON m.reading = r.n JOIN strands s ON s.n = m.strand
        WHERE a.id=? ORDER BY r.id
        """,
        (article,),
    ).fetchall()
    by_root: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        by_root[row["root"]].append(row)
    found: list[Overruled] = []
    for root, told in by_root.items():
        found += _of_fact(db, article, root, told)
    return found


def _of_fact(
    db: sqlite3.Connection, article: str, root: int, told: Sequence[sqlite3.Row]
) -> Iterable[Overruled]:
    ruled = db.execute(
        "SELECT r.decided, coalesce(r.machine, r.fields) AS machine FROM strands s"
        " JOIN marks m ON m.strand = s.n AND m.ruled JOIN readings r ON r.n = m.reading"
        " WHERE s.root=?",
        (root,),
    ).fetchall()
    last: dict[str, tuple[int, Any]] = {}
    for row in ruled:
        for field, (n, value) in json.loads(row["decided"] or "{}").get("fields", {}).items():
            if field not in last or n > last[field][0]:
                last[field] = n, value
    for field, (n, value) in sorted(last.items()):
        [made] = decisions.latest(db, 1, n + 1)
        words = str(made.payload.get("words") or "")
        said = [json.loads(row["machine"]).get(field) for row in ruled]
        chosen = any(_same(field, one, value) for one in said)
        for row in told:
            was = json.loads(row["machine"]).get(field)
            evidence = codec.evidence_of(article, row["evidence"])
            yield Overruled(Kind(row["kind"]), evidence, field, was, value, words, chosen)


def _same(field: str, one: Any, other: Any) -> bool:
    return bool(codec.value_of(field, one) == codec.value_of(field, other))
