"""Everything that changes the base, each inside one transaction that the caller has begun."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.base import articles, codec, decisions, fold, index, people
from knowledge.base.clusters import RosterPerson
from knowledge.base.decisions import Action, Decision
from knowledge.model import Article, Reading


class Outcome(StrEnum):
    """What became of an article."""

    NEW = "new"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    REMOVED = "removed"
    """It was taken down before, and stays away until it is restored."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an article, under which id, and what was left out and why."""

    outcome: Outcome
    article: str
    problems: tuple[str, ...] = ()


def save(
    db: sqlite3.Connection,
    article: Article,
    readings: Iterable[Reading],
    problems: Sequence[str],
    reader: str | None,
    events: Sequence[str],
    own_date: bool,
) -> Saved:
    """Store an article with its readings and fold what they touch; see `Base.save`."""
    done = standing(db, article)
    if done is not None:
        return done
    id = articles.own_id(db, article)
    article, told = articles.renamed(article, readings, id)
    stored = db.execute("SELECT n FROM articles WHERE id=?", (id,)).fetchone()
    work = fold.Refold() if stored is None else fold.leave(db, stored["n"])
    n, version = articles.put_version(db, article, problems)
    db.execute("UPDATE readings SET current=0 WHERE article=?", (n,))
    articles.put_events(db, n, events, own_date)
    left_out = _put_readings(db, n, version, article, told)
    work.articles.add(n)
    index.follow(db, fold.fold(db, work))
    outcome = Outcome.NEW if stored is None else Outcome.UPDATED
    _log(db, id, outcome, reader)
    return Saved(outcome, id, left_out)


def standing(db: sqlite3.Connection, article: Article) -> Saved | None:
    """The outcome for an article that needs no saving: taken down, or stored as it is."""
    id = articles.own_id(db, article)
    if decisions.is_taken_down(db, id):
        return Saved(Outcome.REMOVED, id)
    moved, _ = articles.renamed(article, (), id)
    row = db.execute(
        "SELECT v.digest FROM articles a JOIN article_versions v ON v.n = a.version WHERE a.id=?",
        (id,),
    ).fetchone()
    same = row is not None and row["digest"] == moved.digest
    return Saved(Outcome.UNCHANGED, id) if same else None


def reread(
    db: sqlite3.Connection,
    id: str,
    readings: Iterable[Reading],
    problems: Sequence[str],
    reader: str | None,
    events: Sequence[str] | None,
) -> Saved:
    """Replace the readings of an article's current version by newly extracted ones."""
    row = articles.find(db, id)
    if row is None:
        return Saved(Outcome.REMOVED, id)
    article = articles.article_of(row)
    (n,) = db.execute("SELECT n FROM articles WHERE id=?", (id,)).fetchone()
    work = fold.leave(db, n)
    left_out = _put_readings(db, n, row["n"], article, list(readings))
    db.execute(
        "UPDATE article_versions SET problems=? WHERE n=?", (codec.dump(list(problems)), row["n"])
    )
    if events is not None:
        articles.put_events(db, n, events)
    index.follow(db, fold.fold(db, work))
    _log(db, id, "reread", reader)
    return Saved(Outcome.UPDATED, id, left_out)


def _put_readings(
    db: sqlite3.Connection, n: int, version: int, article: Article, readings: list[Reading]
) -> tuple[str, ...]:
    """Store the readings of a version in place of any that it had; say what was left out."""
    db.execute("DELETE FROM readings WHERE version=?", (version,))
    sound = [
        reading
        for reading in readings
        if reading.article == article.id
        and reading.digest == article.digest
        and not articles.misquoted(article, reading.evidence)
    ]
    for id, reading in _named(sound):
        db.execute(
            "INSERT INTO readings(id, article, version, kind, rule, background, current, fields,"
            " evidence, links) VALUES (?,?,?,?,?,?,1,?,?,?)",
            (
                id,
                n,
                version,
                reading.kind,
                reading.rule,
                int(reading.background),
                codec.fields_text(reading.fields),
                codec.evidence_text(reading.evidence),
                codec.links_text(reading.links),
            ),
        )
    if len(sound) == len(readings):
        return ()
    count = len(readings) - len(sound)
    said = "reading was" if count == 1 else "readings were"
    return (f"{count} {said} left out: the sentence does not stand in the article's text",)


def _named(readings: Iterable[Reading]) -> list[tuple[str, Reading]]:
    """Readings with their lasting ids: the fingerprint, numbered where several share it."""
    seen: Counter[str] = Counter()
    named: list[tuple[str, Reading]] = []
    for reading in sorted(readings, key=_canonical):
        print_ = reading.fingerprint
        seen[print_] += 1
        named.append((print_ if seen[print_] == 1 else f"{print_}-{seen[print_]}", reading))
    return named


def _canonical(reading: Reading) -> tuple[str, str, str, str, str]:
    return (
        reading.fingerprint,
        codec.evidence_text(reading.evidence),
        codec.fields_text(reading.fields),
        reading.rule,
        codec.links_text(reading.links),
    )


def _log(db: sqlite3.Connection, id: str, outcome: str, reader: str | None) -> None:
    db.execute(
        "INSERT INTO ingests(at, article, outcome, reader) VALUES (?,?,?,?)",
        (decisions.now(), id, outcome, reader),
    )


def remove(db: sqlite3.Connection, id: str, who: str, why: str | None) -> bool:
    """Take an article down: text, versions, readings and facts go, the decision stays."""
    row = db.execute("SELECT n FROM articles WHERE id=?", (id,)).fetchone()
    if row is None:
        return False
    # What is deleted must not linger in the file's free pages.
    db.execute("PRAGMA secure_delete=ON")
    work = fold.leave(db, row["n"])
    db.execute("UPDATE readings SET current=0 WHERE article=?", (row["n"],))
    index.follow(db, fold.fold(db, work))
    articles.remove(db, row["n"])
    decisions.record(db, Decision(Action.TAKEDOWN, f"article:{id}", who, why))
    _log(db, id, Outcome.REMOVED, None)
    return True


def decide(db: sqlite3.Connection, decision: Decision) -> Decision:
    """Log a decision and fold what it concerns anew."""
    made = decisions.record(db, decision)
    kind, _, id = decision.target.partition(":")
    if kind == "reading":
        row = db.execute("SELECT article FROM readings WHERE id=? AND current", (id,)).fetchone()
        if row is not None:
            index.follow(db, fold.fold(db, fold.leave(db, row["article"])))
    return made


def enlist(db: sqlite3.Connection, listed: Iterable[RosterPerson]) -> None:
    """Take people of a roster in, and let facts and the name index follow."""
    changes = people.enlist(db, listed)
    fold.follow(db, changes)
    index.follow(db, changes)
