"""Whether a fact base is sound: file, sentences, search index, totals, decisions and the fold."""

import logging
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from knowledge.base import (
    articles,
    beside_checks,
    codec,
    copies,
    decisions,
    embargoes,
    person_rulings,
    rulings,
    snapshot,
)
from knowledge.base.connecting import reading
from knowledge.base.kinds import KINDS
from knowledge.base.problems import no_room_to_check, translated
from knowledge.base.refolding import refold

log = logging.getLogger("dateline.base")

_SHOWN = 5

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked: `problems` are plain sentences, none when all is well."""

    name: str
    checked: int
    problems: tuple[str, ...] = ()


Step = Callable[[sqlite3.Connection], Finding]


def check(path: Path, progress: Progress = lambda step: None) -> list[Finding]:
    """Check a fact base without changing it; the fold is done again in a copy.

    `progress` is told the name of each step before it begins. What is damaged is a finding.

    Raises:
        BaseProblem: it can't be read at all, or the disk has no room for the copy.
    """
    with tempfile.TemporaryDirectory(prefix="dateline-check-") as folder:
        copy = Path(folder) / "copy.db"
        with reading(path) as source, closing(_open(copy)) as target:
            progress("copy")
            _copy(path, source, target)
        with closing(_open(copy)) as db:
            findings = []
            for name, step in _STEPS:
                progress(name)
                findings.append(_done(path, db, name, step))
        progress("files beside it")
        return [*findings, Finding("files beside it", *beside_checks.problems(path))]


def _copy(path: Path, source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    with translated(path):
        try:
            source.backup(target)
        except sqlite3.Error as error:
            if _no_room(error):
                raise no_room_to_check(path) from error
            raise


def _done(path: Path, db: sqlite3.Connection, name: str, step: Step) -> Finding:
    """What a step found; one that breaks off over a damaged base has found that."""
    try:
        return step(db)
    except Exception as error:
        if isinstance(error, sqlite3.Error) and _no_room(error):
            raise no_room_to_check(path) from error
        # Damage shows as whatever a row that can't be raises in the code that reads it.
        log.debug("The check of %s broke off", name, exc_info=error)
        with suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        return Finding(name, 0, ("it broke off: what is stored is damaged or contradicts itself",))


def _no_room(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA foreign_keys=ON")
    db.execute("PRAGMA synchronous=OFF")
    return db


def _file(db: sqlite3.Connection) -> Finding:
    said = [row[0] for row in db.execute("PRAGMA integrity_check(10)")]
    broken = [] if said == ["ok"] else [f"SQLite finds: {line}" for line in said]
    broken += [
        f"table {row[0]} points to a missing row of {row[2]}"
        for row in db.execute("PRAGMA foreign_key_check")
    ]
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    return Finding("file", pages, tuple(broken[:_SHOWN]))


def _sentences(db: sqlite3.Connection) -> Finding:
    """Every sentence of every current reading against the text."""
    checked, problems = 0, []
    for row in db.execute(
        "SELECT r.id, r.evidence, a.id AS article, v.text FROM readings r"
        " JOIN article_versions v ON v.n = r.version JOIN articles a ON a.n = r.article"
        " WHERE r.current"
    ):
        for item in codec.evidence_of(row["article"], row["evidence"]):
            checked += 1
            if row["text"][item.start : item.end] != item.text:
                problems.append(
                    f"a sentence of reading {row['id']} does not stand in article {row['article']}"
                )
    return Finding("sentences", checked, _first(problems))


def _embargoes(db: sqlite3.Connection) -> Finding:
    """Every article under embargo or hidden: whole, with its sentences, and nowhere else."""
    checked, problems = 0, []
    rows = db.execute("SELECT article, until, hidden FROM embargoes ORDER BY article").fetchall()
    for id, until, hidden in rows:
        checked += 1
        kept = embargoes.find(db, id)
        if kept is None:
            problems.append(f"what is kept of {id} under embargo can't be read")
        elif (kept.article.id, kept.article.embargo or "") != (id, until):
            problems.append(f"what is kept of {id} under embargo is of another article or hour")
        elif any(articles.misquoted(kept.article, one.evidence) for one in kept.readings):
            problems.append(f"a sentence of {id}, under embargo, does not stand in it")
        if db.execute("SELECT 1 FROM articles WHERE id=?", (id,)).fetchone() is not None:
            problems.append(f"{id} is out of sight and public at once")
        if bool(hidden) != decisions.is_hidden(db, id):
            problems.append(f"{id} is not hidden, or to be seen, as was decided")
    return Finding("embargoes", checked, _first(problems))


def _decisions(db: sqlite3.Connection) -> Finding:
    """Readings, what merges tie, and who is who, against the log of decisions."""
    (checked,) = db.execute("SELECT count(*) FROM decisions").fetchone()
    wanted = {(target, one.n) for one in decisions.log(db) for target in one.targets}
    found = {tuple(row) for row in db.execute("SELECT target, decision FROM decision_targets")}
    problems = [f"decision {n} is not found by {target}" for target, n in sorted(wanted - found)]
    problems += [f"decision {n} is not about {target}" for target, n in sorted(found - wanted)]
    problems += [f"reading {id} is not as it was decided" for id in rulings.out_of_step(db)]
    problems += [f"decision {n} on people is not heeded" for n in person_rulings.out_of_step(db)]
    told = _first(problems)
    return Finding("decisions", checked, (*told, _MEND) if told else ())


_MEND = "to mend it: python -m knowledge rebuild --fold-only"


def _copies(db: sqlite3.Connection) -> Finding:
    """Which articles are copies of which, against all of them looked at anew."""
    stored = set(copies.lines(db))
    db.execute("BEGIN")
    copies.refill(db)
    db.execute("COMMIT")
    found = set(copies.lines(db))
    problems = [f"{one} is no copy of {other}" for one, other in sorted(stored - found)]
    problems += [f"{one} is a copy of {other}" for one, other in sorted(found - stored)]
    (checked,) = db.execute("SELECT count(*) FROM articles").fetchone()
    return Finding("copies", checked, _first(problems))


def _first(problems: list[str]) -> tuple[str, ...]:
    more = len(problems) - _SHOWN
    return (*problems[:_SHOWN], *([f"and {more} more"] if more > 0 else []))


def _search(db: sqlite3.Connection) -> Finding:
    """The full-text indexes against the texts that they index."""
    problems = []
    for table in ("fact_fts", "sentence_fts"):
        try:
            db.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            problems.append(f"the search index {table} is out of step with its texts")
    (checked,) = db.execute("SELECT count(*) FROM sentences").fetchone()
    (facts,) = db.execute("SELECT count(*) FROM facts").fetchone()
    (texts,) = db.execute("SELECT count(*) FROM fact_texts").fetchone()
    if facts != texts:
        problems.append(f"{facts} facts have {texts} search texts")
    return Finding("search index", checked + texts, tuple(problems))


_COUNTS = {
    "article": "SELECT count(*) FROM articles",
    "version": "SELECT count(*) FROM article_versions",
    "people": "SELECT count(*) FROM people",
    "fact": "SELECT count(*) FROM facts",
    "year": "SELECT count(*) FROM facts",
    "party": "SELECT count(*) FROM fact_parties",
    "party_year": "SELECT count(*) FROM fact_parties",
    "person": "SELECT count(*) FROM fact_people",
}


def _totals(db: sqlite3.Connection) -> Finding:
    problems = []
    for about, statement in _COUNTS.items():
        (counted,) = db.execute(statement).fetchone()
        (kept,) = db.execute(
            "SELECT coalesce(sum(total), 0) FROM tallies WHERE about=?", (about,)
        ).fetchone()
        if counted != kept:
            problems.append(f"the total of {about} is {kept}, counted {counted}")
    return Finding("totals", len(_COUNTS), tuple(problems))


def _kinds(db: sqlite3.Connection) -> Finding:
    """Every fact against the table of its kind and the lists of its parties."""
    checked, problems = 0, []
    for kind in KINDS:
        (facts,) = db.execute("SELECT count(*) FROM facts WHERE kind=?", (kind,)).fetchone()
        (rows,) = db.execute(
            f"SELECT count(*) FROM {kind}_facts o JOIN facts f ON f.n = o.n WHERE f.kind=?", (kind,)
        ).fetchone()
        checked += facts
        if facts != rows:
            problems.append(f"{facts} facts of the kind {kind} have {rows} rows of their own")
    (otherwise,) = db.execute(
        "SELECT count(*) FROM fact_parties x JOIN facts f ON f.n = x.fact"
        " WHERE x.first_told IS NOT f.first_told OR x.last_told <> f.last_told"
    ).fetchone()
    if otherwise:
        problems.append(f"{otherwise} rows of parties have other days than their facts")
    return Finding("kinds", checked, tuple(problems))


def _fold(db: sqlite3.Connection) -> Finding:
    """The stored facts against those of a fold from nothing, line by line."""
    stored = set(snapshot.lines(db))
    db.execute("BEGIN")
    refold(db)
    db.execute("COMMIT")
    folded = set(snapshot.lines(db))
    problems = [f"the stored facts lack: {_short(line)}" for line in sorted(folded - stored)]
    problems += [f"the fold does not give: {_short(line)}" for line in sorted(stored - folded)]
    return Finding("fold", len(folded), _first(problems))


def _short(line: str) -> str:
    return line if len(line) <= 160 else line[:159] + "…"


_STEPS: tuple[tuple[str, Step], ...] = (
    ("file", _file),
    ("sentences", _sentences),
    ("search index", _search),
    ("totals", _totals),
    ("kinds", _kinds),
    ("embargoes", _embargoes),
    ("copies", _copies),
    ("decisions", _decisions),
    ("fold", _fold),
)
