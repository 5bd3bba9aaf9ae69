"""Everything that changes the base, each inside one transaction that the caller has begun."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from knowledge.base import (
    articles,
    codec,
    copies,
    decisions,
    embargoes,
    entries,
    facts,
    fold,
    index,
    opinions,
    people,
    person_rulings,
    rulings,
    sameness,
    unsettled,
)
from knowledge.base.decisions import Action, Decision
from knowledge.base.groups import RosterPerson
from knowledge.base.results import Outcome, Saved
from knowledge.model import Article, Reading

UNREADABLE = "what was kept of it under embargo can't be read; ingest it again or remove it"


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
    stored = store(db, article, readings, problems, reader, events, own_date)
    if isinstance(stored, Saved):
        return stored
    settle(db, [stored])
    return stored.saved


@dataclass(frozen=True, slots=True)
class Stored:
    """An article that is stored but not folded yet: its row, the fold's work, what to report."""

    n: int
    work: fold.Refold
    saved: Saved
    reader: str | None


def store(
    db: sqlite3.Connection,
    article: Article,
    readings: Iterable[Reading],
    problems: Sequence[str],
    reader: str | None,
    events: Sequence[str],
    own_date: bool,
) -> Stored | Saved:
    """Store an article with its readings, for `settle` to fold; or the outcome where that is all.

    That is an article which needs no saving, or must not be seen.
    """
    found = _find(db, article)
    done = _standing(db, article, found)
    if done is not None:
        return done
    id = found.id
    article, told = articles.renamed(article, readings, id)
    if embargoes.is_ahead(article) or found.hidden:
        sound, left_out = entries.sound(article, told)
        kept = (tuple(sound), tuple(problems), reader, tuple(events), own_date)
        return _keep_back(db, embargoes.Kept(article, *kept), left_out)
    waited = embargoes.drop(db, id)
    earlier = db.execute("SELECT n FROM articles WHERE id=?", (id,)).fetchone()
    if waited is not None:
        articles.put_back(db, article, waited.earlier)
    work = fold.Refold() if earlier is None else fold.leave(db, earlier["n"])
    n, version = articles.put_version(db, article, problems)
    if waited is not None:
        articles.put_notices(db, n, waited.notices)
    copies.put(db, n, article)
    if earlier is not None:
        db.execute("UPDATE readings SET current=0 WHERE article=?", (n,))
    articles.put_events(db, n, events, own_date)
    left_out = entries.put(db, n, version, article, told)
    rulings.apply_to_version(db, version)
    work.articles.add(n)
    outcome = Outcome.NEW if earlier is None else Outcome.UPDATED
    return Stored(n, work, Saved(outcome, id, left_out), reader)


def settle(db: sqlite3.Connection, several: Sequence[Stored]) -> None:
    """Fold what articles touch that were just stored: for all of them at once."""
    index.follow(db, fold.fold(db, fold.together(one.work for one in several)))
    for one in several:
        unsettled.follow_article(db, one.n)
        _log(db, one.saved.article, one.saved.outcome, one.reader)


class _Found(NamedTuple):
    """What there is of an article: its id, what was decided on it as a whole, what waits of it."""

    id: str
    decided: Action | None
    waits: embargoes.Kept | None

    @property
    def hidden(self) -> bool:
        """Whether the desk keeps it out of answers."""
        return self.decided is Action.HIDE


def _find(db: sqlite3.Connection, article: Article) -> _Found:
    id = sameness.own_id(db, article)
    return _Found(id, decisions.last_on_article(db, id), embargoes.find(db, id))


def standing(db: sqlite3.Connection, article: Article) -> Saved | None:
    """The outcome for an article that needs no saving: taken down, or stored as it is.

    One under embargo is stored as it is when it waits in the same words for the same hour, a
    hidden one when it is kept in the same words.
    """
    return _standing(db, article, _find(db, article))


def _standing(db: sqlite3.Connection, article: Article, found: _Found) -> Saved | None:
    id = found.id
    if found.decided is Action.TAKEDOWN:
        return Saved(Outcome.REMOVED, id)
    moved, _ = articles.renamed(article, (), id)
    waits, hidden = found.waits, found.hidden
    ahead = hidden or embargoes.is_ahead(article)
    if waits is not None or ahead:
        known = waits.article if waits is not None and ahead else None
        as_it_is = known and (known.digest, known.embargo) == (moved.digest, moved.embargo)
        outcome = Outcome.HIDDEN if hidden else Outcome.EMBARGOED
        return Saved(outcome, id) if as_it_is else None
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
    kept = embargoes.find(db, id)
    if kept is not None:
        sound, left_out = entries.sound(kept.article, list(readings))
        events = kept.events if events is None else tuple(events)
        again = replace(
            kept, readings=tuple(sound), problems=tuple(problems), reader=reader, events=events
        )
        return _keep_back(db, again, left_out)
    row = articles.find(db, id)
    if row is None:
        return Saved(Outcome.REMOVED, id)
    article = articles.article_of(row)
    (n,) = db.execute("SELECT n FROM articles WHERE id=?", (id,)).fetchone()
    work = fold.leave(db, n)
    left_out = entries.put(db, n, row["n"], article, list(readings))
    rulings.apply_to_version(db, row["n"])
    db.execute(
        "UPDATE article_versions SET problems=? WHERE n=?", (codec.dump(list(problems)), row["n"])
    )
    if events is not None:
        articles.put_events(db, n, events)
    index.follow(db, fold.fold(db, work))
    unsettled.follow_article(db, n)
    _log(db, id, "reread", reader)
    return Saved(Outcome.UPDATED, id, left_out)


def _keep_back(db: sqlite3.Connection, kept: embargoes.Kept, left_out: tuple[str, ...]) -> Saved:
    """Keep an article out of sight, and take out what is public of it."""
    id = kept.article.id
    stored = db.execute("SELECT n FROM articles WHERE id=?", (id,)).fetchone()
    before = embargoes.find(db, id)
    if stored is not None:
        n = stored["n"]
        versions, noticed = articles.kept_versions(db, n), articles.kept_notices(db, n)
        kept = replace(kept, earlier=tuple(versions), notices=tuple(noticed))
        _take_out(db, n, hidden=decisions.is_hidden(db, id))
    elif before is not None:
        kept = replace(kept, earlier=before.earlier, notices=before.notices)
    hidden = decisions.is_hidden(db, id)
    embargoes.put(db, kept, hidden=hidden)
    outcome = Outcome.HIDDEN if hidden else Outcome.EMBARGOED
    return Saved(outcome, id, left_out, stored is not None and not hidden)


def _heed(db: sqlite3.Connection, id: str) -> None:
    """Let an article go out of sight, or come back, as was decided last."""
    hidden = decisions.is_hidden(db, id)
    row = articles.find(db, id)
    if hidden and row is not None:
        _keep_back(db, _whole(db, row), ())
    elif embargoes.holds(db, id):
        embargoes.hide(db, id, hidden)
        kept = embargoes.find(db, id)
        if not hidden and kept is not None and not embargoes.is_ahead(kept.article):
            release(db, id)


def _whole(db: sqlite3.Connection, row: sqlite3.Row) -> embargoes.Kept:
    """A public article, with all that saving it again takes."""
    article = articles.article_of(row)
    read = db.execute(
        "SELECT kind, rule, background, coalesce(machine, fields) AS fields, evidence, links,"
        " ? AS article, ? AS digest FROM readings WHERE version=? AND current ORDER BY id",
        (article.id, article.digest, row["n"]),
    )
    reader = db.execute(
        "SELECT reader FROM ingests WHERE article=? AND reader IS NOT NULL ORDER BY n DESC LIMIT 1",
        (article.id,),
    ).fetchone()
    events, own_date, problems = articles.known_of(db, article.id)
    return embargoes.Kept(
        article, tuple(facts.reading_of(one) for one in read), problems,
        None if reader is None else reader[0], events, own_date,
    )  # fmt: skip


def release(db: sqlite3.Connection, id: str) -> Saved | None:
    """Save an article whose embargo has ended like any other; None when it is not there any more.

    What can't be read stays where it is, to be saved or taken down by somebody.
    """
    if not embargoes.holds(db, id):
        return None
    if decisions.is_taken_down(db, id):
        embargoes.drop(db, id)
        return Saved(Outcome.REMOVED, id)
    kept = embargoes.find(db, id)
    if kept is None:
        return Saved(Outcome.UNREADABLE, id, (UNREADABLE,))
    return save(
        db,
        replace(kept.article, embargo=None),
        kept.readings,
        kept.problems,
        kept.reader,
        kept.events,
        kept.own_date,
    )


def _log(db: sqlite3.Connection, id: str, outcome: str, reader: str | None) -> None:
    db.execute(
        "INSERT INTO ingests(at, article, outcome, reader) VALUES (?,?,?,?)",
        (decisions.now(), id, outcome, reader),
    )


def remove(db: sqlite3.Connection, id: str, who: str, why: str | None) -> bool:
    """Take an article down: text, versions, readings and facts go, the decision stays."""
    row = db.execute("SELECT n FROM articles WHERE id=?", (id,)).fetchone()
    if row is not None:
        _take_out(db, row["n"])
    elif embargoes.holds(db, id):
        embargoes.drop(db, id)
    else:
        return False
    decisions.record(db, Decision(Action.TAKEDOWN, f"article:{id}", who, why))
    _log(db, id, Outcome.REMOVED, None)
    return True


def _take_out(db: sqlite3.Connection, n: int, *, hidden: bool = False) -> None:
    """Delete a public article with everything that stands on it; a hidden one comes back."""
    # What is deleted must not linger in the file's free pages.
    db.execute("PRAGMA secure_delete=ON")
    if not hidden:
        opinions.forget_words(db, n)
    work = fold.leave(db, n)
    db.execute("UPDATE readings SET current=0 WHERE article=?", (n,))
    index.follow(db, fold.fold(db, work))
    copies.remove(db, n)
    articles.remove(db, n)


def decide(db: sqlite3.Connection, decision: Decision) -> Decision:
    """Log a decision and fold what it concerns anew."""
    return decide_all(db, [decision])[0]


def decide_all(db: sqlite3.Connection, several: Iterable[Decision]) -> list[Decision]:
    """Log decisions and fold what they concern anew, once for all of them."""
    made = [decisions.record(db, decision) for decision in several]
    readings: set[str] = set()
    names: set[str] = set()
    named_in: set[str] = set()
    whole: set[str] = set()
    for one in made:
        rulings.follow(db, one)
        names |= person_rulings.follow(db, one)
        meant = decisions.undone(db, one)
        readings.update(meant.readings)
        named_in.update(person_rulings.articles(meant))
        whole.update(decisions.whole_articles(meant))
    again(db, readings, names, named_in)
    for id in sorted(whole):
        _heed(db, id)
    unsettled.follow(db, made)
    return made


def again(
    db: sqlite3.Connection,
    readings: Iterable[str],
    names: Iterable[str] = (),
    named_in: Iterable[str] = (),
) -> None:
    """Apply all that is decided on these readings anew, and fold what they touch.

    `names` are keys of names on whose bearers something was decided, `named_in` the articles in
    which they are others than elsewhere.
    """
    wanted, names = sorted(set(readings)), set(names)
    work = fold.leave_readings(db, wanted)
    for id in named_in:
        work.articles |= {row[0] for row in db.execute("SELECT n FROM articles WHERE id=?", (id,))}
    if work.articles or names:
        rulings.apply(db, wanted)
        index.follow(db, fold.fold(db, work, names))


def reapply(db: sqlite3.Connection) -> int:
    """Bring all in step with the log, and fold what was not; how many readings those were.

    The index of what decisions are about is made anew from the log first.
    """
    decisions.index(db)
    names = person_rulings.refill(db)
    named_in = {id for one in decisions.log(db) for id in person_rulings.articles(one)}
    wrong = rulings.out_of_step(db)
    rulings.tie(db, wrong)
    again(db, wrong, names, named_in)
    return len(wrong)


def enlist(db: sqlite3.Connection, listed: Iterable[RosterPerson]) -> None:
    """Take people of a roster in, and let facts and the name index follow."""
    changes = people.enlist(db, listed)
    fold.follow(db, changes)
    index.follow(db, changes)
