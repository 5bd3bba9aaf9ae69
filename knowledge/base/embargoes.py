"""Articles under embargo, or hidden by the desk: kept whole in a table of their own.

Nothing of them is in any other table: no search, name, fact, count or export can hold a word. When
the hour has come, or they are to be seen again, they are saved like any article, with what was
read in them before.
"""

import json
import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.base import codec, decisions
from knowledge.base.results import Waiting
from knowledge.model import Article, Kind, Reading

log = logging.getLogger("dateline.base")

Row = dict[str, Any]
"""A row of `article_versions` without its numbers."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An article out of sight with all that saving it takes; see `Base.save`.

    `earlier` are the versions that were public before, oldest first, with what was read in them,
    and `notices` what their outlet said of them.
    """

    article: Article
    readings: tuple[Reading, ...]
    problems: tuple[str, ...] = ()
    reader: str | None = None
    events: tuple[str, ...] = ()
    own_date: bool = True
    earlier: tuple[Row, ...] = ()
    notices: tuple[Row, ...] = ()


def is_ahead(article: Article) -> bool:
    """Whether an article is under an embargo that has not ended."""
    return article.embargo is not None and article.embargo > decisions.now()


def find(db: sqlite3.Connection, id: str) -> Kept | None:
    """What is kept of an article under embargo; None also when it can't be read any more."""
    row = db.execute(
        "SELECT content FROM embargoes WHERE article=?", (codec.storable(id),)
    ).fetchone()
    return None if row is None else _read(id, row[0])


def holds(db: sqlite3.Connection, id: str) -> bool:
    """Whether anything is kept of an article, readable or not."""
    found = db.execute("SELECT 1 FROM embargoes WHERE article=?", (codec.storable(id),))
    return found.fetchone() is not None


def put(db: sqlite3.Connection, kept: Kept, *, hidden: bool = False) -> None:
    """Keep an article in place of what was kept under its id; a hidden one whatever the hour."""
    article = kept.article
    # What is replaced must not linger in the file's free pages.
    db.execute("PRAGMA secure_delete=ON")
    db.execute(
        "REPLACE INTO embargoes(article, until, content, hidden) VALUES (?,?,?,?)",
        (article.id, article.embargo or "", _content(kept), int(hidden)),
    )


def again(db: sqlite3.Connection, kept: Kept) -> None:
    """Keep an article that is kept already otherwise, as long and for the same reason."""
    db.execute("UPDATE embargoes SET content=? WHERE article=?", (_content(kept), kept.article.id))


def hide(db: sqlite3.Connection, id: str, hidden: bool) -> None:
    """Keep an article out of sight whatever its embargo says, or not any more."""
    db.execute("UPDATE embargoes SET hidden=? WHERE article=?", (int(hidden), id))


def drop(db: sqlite3.Connection, id: str) -> Kept | None:
    """Delete what is kept of an article and give it; None when there is nothing to be read."""
    if not holds(db, id):
        return None
    kept = find(db, id)
    db.execute("PRAGMA secure_delete=ON")
    db.execute("DELETE FROM embargoes WHERE article=?", (id,))
    return kept


def due(db: sqlite3.Connection, now: str) -> list[str]:
    """The ids of the articles whose embargo ended by `now` (UTC, ISO 8601), in this order."""
    rows = db.execute(
        "SELECT article FROM embargoes WHERE NOT hidden AND until<=? ORDER BY until, article",
        (now,),
    )
    return [str(id) for (id,) in rows]


def next_end(db: sqlite3.Connection) -> str | None:
    """When the next embargo ends (UTC, ISO 8601)."""
    (found,) = db.execute("SELECT min(until) FROM embargoes WHERE NOT hidden").fetchone()
    return None if found is None else str(found)


def waiting(db: sqlite3.Connection, *, hidden: bool = False) -> list[Waiting]:
    """All articles under embargo, the next to come first; one that can't be read has no length.

    Or all that the desk hides, whose `until` is "" where they are under no embargo.
    """
    rows = db.execute(
        "SELECT article, until, content FROM embargoes WHERE hidden=? ORDER BY until, article",
        (int(hidden),),
    )
    found = [(id, until, _read(id, content)) for id, until, content in rows]
    return [
        Waiting(id, until, None, 0)
        if kept is None
        else Waiting(id, until, kept.article.title, len(kept.article.text))
        for id, until, kept in found
    ]


def _read(id: str, content: str) -> Kept | None:
    """What was kept, unless it is in a form that cannot be read."""
    try:
        return _kept(content)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, ArithmeticError):
        log.exception("What is kept of %s, out of sight, can't be read", id)
        return None


def _content(kept: Kept) -> str:
    article = kept.article
    fields = ("id", "text", "title", "outlet", "byline", "published", "published_basis", "url")
    plain = {name: getattr(article, name) for name in (*fields, "language", "embargo")}
    return codec.dump(
        {
            "article": plain
            | {
                "paragraphs": codec.paragraphs_text(article.paragraphs),
                "notes": list(article.notes),
            },
            "readings": [_plain(reading) for reading in kept.readings],
            "problems": list(kept.problems),
            "reader": kept.reader,
            "events": list(kept.events),
            "own_date": kept.own_date,
            "earlier": list(kept.earlier),
            "notices": list(kept.notices),
        }
    )


def _plain(reading: Reading) -> Row:
    return {
        "kind": reading.kind,
        "rule": reading.rule,
        "background": reading.background,
        "fields": codec.fields_text(reading.fields),
        "evidence": codec.evidence_text(reading.evidence),
        "links": codec.links_text(reading.links),
    }


def _kept(content: str) -> Kept:
    data = json.loads(content)
    told = data["article"]
    paragraphs, notes = codec.paragraphs_of(told.pop("paragraphs")), tuple(told.pop("notes"))
    article = Article(**told, paragraphs=paragraphs, notes=notes)
    return Kept(
        article,
        _readings(article, data["readings"]),
        tuple(data["problems"]),
        data["reader"],
        tuple(data["events"]),
        data["own_date"],
        tuple(data["earlier"]),
        tuple(data.get("notices", ())),
    )


def _readings(article: Article, rows: Sequence[Row]) -> tuple[Reading, ...]:
    return tuple(
        Reading(
            kind=Kind(row["kind"]),
            article=article.id,
            digest=article.digest,
            rule=row["rule"],
            fields=codec.fields_of(Kind(row["kind"]), row["fields"]),
            evidence=codec.evidence_of(article.id, row["evidence"]),
            links=codec.links_of(row["links"]),
            background=row["background"],
        )
        for row in rows
    )
