"""The fact base: the one door through which articles come in and facts go out."""

import json
from collections.abc import Iterable, Sequence
from datetime import date

from knowledge.base import (
    addresses,
    articles,
    asof,
    calendar,
    checks,
    counts,
    decisions,
    echoes,
    embargoes,
    facts,
    find,
    ids,
    news,
    opinions,
    persons,
    search,
    suggest,
    sums,
    totals,
    writing,
)
from knowledge.base.clusters import RosterPerson
from knowledge.base.codec import storable
from knowledge.base.decisions import Action, Decision, is_taken_down, log
from knowledge.base.opened import Opened
from knowledge.base.results import Listed, Passage, State, Waiting
from knowledge.base.writing import Saved
from knowledge.model import (
    Article,
    Count,
    Evidence,
    Fact,
    Kind,
    MeetingFact,
    ParagraphRole,
    PersonRef,
    Profile,
    Query,
    Reading,
    RoleFact,
    Scope,
    Source,
    Totals,
)
from knowledge.names import Names, Resolution

_PROFILE_MEETINGS = 5

NEWS = 500
"""Facts of a digest at most."""


class Base(Opened):
    """A fact base in one SQLite file.

    Open it with `Base.open`. Reading is safe from any number of threads, each of which gets its
    own read-only connection; writing takes turns. Every method may raise `BaseProblem`, whose text
    can be shown to people.
    """

    @property
    def names(self) -> "ArchiveNames":
        """The resolver of names; it may be used in any thread."""
        return ArchiveNames(self)

    # Articles in

    def save(
        self,
        article: Article,
        readings: Iterable[Reading],
        *,
        problems: Sequence[str] = (),
        reader: str | None = None,
        events: Sequence[str] = (),
        own_date: bool = True,
    ) -> Saved:
        """Store an article with what was read in it, and fold what that touches.

        One short transaction: all of it is there afterwards or nothing. An article that is stored
        already in the same words, with the same date and so on, changes nothing; with others it
        becomes a new version of the article, and the old one is kept. Readings whose sentences do
        not stand in the text are left out and reported. `problems` are what extraction had to
        say, `reader` the model it used. `events` are the named events that the article is about,
        by which it may date others; `own_date` is false when it was dated by others itself.

        An article under embargo is kept apart, out of sight of every other method, and so is what
        was public of it before, until `release` lets it in or it is saved without an embargo.
        """
        with self._connections.write() as db:
            saved = writing.save(db, article, readings, problems, reader, events, own_date)
        if saved.taken_out:
            self._connections.purge()
        return saved

    def reread(
        self,
        id: str,
        readings: Iterable[Reading],
        *,
        problems: Sequence[str] = (),
        reader: str | None = None,
        events: Sequence[str] | None = None,
    ) -> Saved:
        """Replace the readings of a stored article, as when a better extraction read it again.

        `events` replace those that it is about, unless None.
        """
        with self._connections.write() as db:
            return writing.reread(db, id, readings, problems, reader, events)

    def remove(self, id: str, *, who: str = "", why: str | None = None) -> bool:
        """Take an article down, also one under embargo; False when there is none with this id.

        Text, versions, readings and facts are deleted, from the file's free pages and the search
        index as well; copies made by updates and backups are not touched. The log keeps that it
        was taken down, by whom and why, and it is not let in again until it is restored.
        """
        with self._connections.write() as db:
            removed = writing.remove(db, id, who, why)
        if removed:
            self._connections.purge()
        return removed

    def decide(self, decision: Decision) -> Decision:
        """Log a decision and re-apply all of them to what it concerns."""
        with self._connections.write() as db:
            return writing.decide(db, decision)

    def restore(self, id: str, *, who: str = "", why: str | None = None) -> Decision:
        """Let an article that was taken down in again, at its next ingest."""
        return self.decide(Decision(Action.RESTORE, f"article:{id}", who, why))

    def decisions(self) -> list[Decision]:
        """Everything that was decided, oldest first."""
        with self.reader() as db:
            return list(log(db))

    def enlist(self, people: Iterable[RosterPerson]) -> None:
        """Take roster people in, keeping their ids; articles' people of these names become them."""
        with self._connections.write() as db:
            writing.enlist(db, people)

    # Articles under embargo

    def release(self, now: str | None = None) -> list[Saved]:
        """Let in the articles whose embargo has ended, each in a transaction of its own.

        `now` is UTC, ISO 8601 to the second with a Z; without it, the clock's. One that can't be
        read is told as `Outcome.UNREADABLE` and stays; the others come in.
        """
        now = now or decisions.now()
        with self.reader() as db:
            due = embargoes.due(db, now)
        released: list[Saved] = []
        for id in due:
            with self._connections.write() as db:
                saved = writing.release(db, id)
            released += [saved] if saved is not None else []
        return released

    def next_release(self) -> str | None:
        """When the next embargo ends (UTC, ISO 8601); None when no article is under one."""
        with self.reader() as db:
            return embargoes.next_end(db)

    def waiting(self) -> list[Waiting]:
        """The articles under embargo, the next to come first: for those who run the archive."""
        with self.reader() as db:
            return embargoes.waiting(db)

    def embargoed(self, id: str) -> Article | None:
        """An article under embargo, to be read again; no answer may hold a word of it."""
        with self.reader() as db:
            kept = embargoes.find(db, id)
        return None if kept is None else kept.article

    # What people think

    def take_feedback(self, feedback: opinions.Feedback) -> None:
        """Keep whether an answer helped somebody: their last word on it."""
        with self._connections.write() as db:
            opinions.put_feedback(db, feedback)

    def feedback_counted(self) -> tuple[int, int]:
        """How many answers were found helpful, and how many not."""
        with self.reader() as db:
            return opinions.feedback_counted(db)

    def propose(self, proposal: opinions.Proposal) -> None:
        """Keep what somebody proposes to correct."""
        with self._connections.write() as db:
            opinions.put_proposal(db, proposal)

    def proposals(self, limit: int = 50) -> list[opinions.Proposal]:
        """What was proposed to correct, the newest first."""
        with self.reader() as db:
            return opinions.proposals(db, limit)

    # Articles out

    def article(self, id: str) -> Article | None:
        """The current version of an article."""
        with self.reader() as db:
            row = articles.find(db, id)
            return None if row is None else articles.article_of(row)

    def article_at(self, url: str) -> Article | None:
        """The article at an address, whichever of the usual forms of it was copied."""
        with self.reader() as db:
            id = addresses.article_at(db, url)
        return None if id is None else self.article(id)

    def articles(self, limit: int = 50, offset: int = 0) -> list[Listed]:
        """Articles in the order of their ids."""
        with self.reader() as db:
            return [Listed(**row) for row in articles.listed(db, limit, offset)]

    def versions(self, id: str) -> list[str]:
        """When each version of an article was saved, oldest first (UTC, ISO 8601)."""
        with self.reader() as db:
            return articles.saved_at(db, id)

    def article_ids(self) -> list[str]:
        """The ids of all articles, in alphabetical order."""
        with self.reader() as db:
            return [row[0] for row in db.execute("SELECT id FROM articles ORDER BY id")]

    def article_sizes(self) -> dict[str, int]:
        """The ids of all articles, in alphabetical order, with the length of their text."""
        with self.reader() as db:
            return articles.sizes(db)

    def standing(self, article: Article) -> Saved | None:
        """What saving an article would come to, where that is nothing: unchanged, or taken down.

        None when it is new or another version, so that it's worth extracting.
        """
        with self.reader() as db:
            return writing.standing(db, article)

    def is_taken_down(self, id: str) -> bool:
        """True for an article that was removed and not let in again."""
        with self.reader() as db:
            return is_taken_down(db, id)

    def dated_by_event(self, events: Iterable[str]) -> list[tuple[str, str, str]]:
        """What the archive knows of the time of named events: for `infer_from_archive`.

        Event, publication date (EDTF) and id of articles that are dated by themselves.
        """
        with self.reader() as db:
            return articles.dated_by_event(db, events)

    def datable(self) -> list[str]:
        """Articles without a date of their own that others on the same event may date."""
        with self.reader() as db:
            return articles.datable(db)

    def context(self, evidence: Evidence, paragraphs: int = 1) -> Passage | None:
        """The passage around a sentence, so many paragraphs either way; None when it is gone."""
        article = self.article(evidence.article)
        if article is None or articles.misquoted(article, [evidence]):
            return None
        shown = [p for p in article.paragraphs if p.role is not ParagraphRole.BOILERPLATE]
        around = [
            index
            for index, part in enumerate(shown)
            if part.start < evidence.end and evidence.start < part.end
        ]
        if not around:
            return Passage(article.id, "", evidence.text, "")
        first = shown[max(0, around[0] - paragraphs)].start
        last = shown[min(len(shown) - 1, around[-1] + paragraphs)].end
        return Passage(
            article.id,
            article.text[first : evidence.start],
            evidence.text,
            article.text[evidence.end : max(last, evidence.end)],
        )

    def sentences(
        self,
        words: Iterable[search.Wanted],
        limit: int = 5,
        *,
        first: date | None = None,
        last: date | None = None,
    ) -> list[Source]:
        """Article sentences with all these words or phrases, the newest articles first.

        Of a list of phrases one suffices. `first` and `last` are days of publication. The rule of
        the sources is "sentence", and they belong to no reading.
        """
        days = [None if day is None else day.toordinal() for day in (first, last)]
        with self.reader() as db:
            return [
                Source(
                    article=row["article"],
                    title=row["title"],
                    outlet=row["outlet"],
                    published=row["published"],
                    published_basis=row["published_basis"],
                    url=row["url"],
                    evidence=(Evidence(row["article"], row["start"], row["end"], row["text"]),),
                    reading="",
                    rule="sentence",
                )
                for row in search.sentences(db, words, limit, *days)
            ]

    def holding(self, words: Iterable[str], limit: int) -> list[tuple[int, str]]:
        """Numbers of sentences with all these words and the ids of their articles, newest first."""
        with self.reader() as db:
            return search.holding(db, words, limit)

    # Facts out

    def meetings(self, query: Query, *, limit: int, offset: int) -> tuple[list[MeetingFact], int]:
        """A page of the meetings that meet all conditions; see `find`."""
        found, total = self.find(Kind.MEETING, query, limit=limit, offset=offset)
        return [fact for fact in found if isinstance(fact, MeetingFact)], total

    def find(
        self,
        kinds: Kind | Iterable[Kind],
        query: Query,
        *,
        limit: int,
        offset: int,
        oldest_first: bool = False,
    ) -> tuple[list[Fact], int]:
        """A page of the facts of these kinds that meet all conditions, and how many there are.

        Newest first, unless `oldest_first`. A fact must involve every party and person asked for,
        one at least of `either`, and for every office somebody whom its articles call so. It lies
        in a period when one of its days does; a month or a year only when the whole of it does.
        Facts that are undated, or dated too vaguely for the period (`undated` counts both), come
        only when the query asks for undated ones too; roles have no date of their own. `as_of`
        shows facts as the articles published by that day tell them, with the status they had then.
        Undated facts are ordered by publication. The day on which an agreement comes into force is
        not shown as a milestone too.

        Conditions that a kind knows nothing of, such as the stage of an agreement where meetings
        are asked for too, are none for it. Where visits went (`visited`, `visiting`) is not looked
        at here.
        """
        searches = [find.Search(kind, query, oldest_first) for kind in _several(kinds)]
        with self.reader() as db:
            if query.as_of is not None:
                return asof.facts(db, searches, query.as_of, limit, offset)
            numbers, total = echoes.facts(db, searches, limit, offset)
            return facts.load(db, numbers), total

    def has(self, kinds: Kind | Iterable[Kind], query: Query) -> bool:
        """True when `find` finds anything, without counting how much."""
        searches = [find.Search(kind, query) for kind in _several(kinds)]
        with self.reader() as db:
            if query.as_of is not None:
                return asof.has_any(db, searches, query.as_of)
            return find.has_any(db, searches)

    def news(
        self,
        kinds: Kind | Iterable[Kind],
        first: date | None,
        last: date | None,
        as_of: date | None = None,
    ) -> list[Fact]:
        """Facts that no article told before `first`, told by those published up to `last`.

        The newest first; of more than `NEWS` those that were told last. Without `first`, or
        without `last`, from or to any day. With `as_of` as the articles published by that day
        tell them.
        """
        low = date.min if first is None else first
        high = min(day or date.max for day in (last, as_of))
        with self.reader() as db:
            found = news.facts(db, _several(kinds), low.toordinal(), high.toordinal(), NEWS)
            found = echoes.without(db, found)
            return facts.load(db, found) if as_of is None else asof.told(db, found, as_of)

    def last_published(self, by: date) -> date | None:
        """The last day up to `by` on which an article was published; None for none."""
        with self.reader() as db:
            found = news.last_day(db, by.toordinal())
        return None if found is None else date.fromordinal(found)

    def counts(self, kinds: Kind | Iterable[Kind], query: Query) -> tuple[Count, ...]:
        """How many facts of a query fall into which month or year; `as_of` is not looked at."""
        with self.reader() as db:
            return counts.over_time(db, [find.Search(kind, query) for kind in _several(kinds)])

    def totals(self, query: Query) -> Totals:
        """What the payments of a query come to, as far as they may be added up."""
        with self.reader() as db:
            return sums.totals(db, query)

    def undated(self, query: Query, kinds: Kind | Iterable[Kind] = Kind.MEETING) -> int:
        """How many facts of these kinds a period leaves out only because no exact date is known."""
        with self.reader() as db:
            return sum(find.undated(db, find.Search(kind, query)) for kind in _several(kinds))

    def fact(self, id: str) -> Fact | None:
        """A fact by its id, or by that of any of its readings, so that old ids keep resolving."""
        with self.reader() as db:
            n = facts.by_id(db, id)
            found = [] if n is None else facts.load(db, [n])
        return found[0] if found else None

    def is_whole(self, kinds: Kind | Iterable[Kind], query: Query) -> bool:
        """False when `find` counts only some: "as of" a day not all of very many are looked at."""
        if query.as_of is None:
            return True
        with self.reader() as db:
            searches = [find.Search(kind, query) for kind in _several(kinds)]
            return asof.is_whole(db, searches, query.as_of)

    def facts_in(self, article: str, limit: int = 5) -> tuple[list[Fact], int]:
        """The facts that an article tells, in its order, titles last; and how many there are."""
        with self.reader() as db:
            numbers = echoes.without(db, addresses.facts_in(db, article))
            return facts.load(db, numbers[:limit]), len(numbers)

    def readings(self, id: str) -> list[tuple[str, Reading]]:
        """The readings behind a fact, with their ids: what each rule read, and by which chain."""
        with self.reader() as db:
            n = facts.by_id(db, id)
            return [] if n is None else facts.readings(db, n)

    def latest_date_like(
        self, month: int, day: int | None, kinds: Kind | Iterable[Kind] = Kind.MEETING
    ) -> date | None:
        """What a date without a year means: the latest such day that the archive knows of.

        Dates of facts of these kinds come first. Without a day, the first of the latest such month.
        None when there is none.
        """
        with self.reader() as db:
            return calendar.latest_like(db, month, day, _several(kinds))

    # People

    def person(self, id: str) -> PersonRef | None:
        """A person by current or earlier id, with the latest title and party."""
        with self.reader() as db:
            return persons.find(db, id)

    def people_with_office(
        self, title: str, party: str | None = None, limit: int = 20
    ) -> list[PersonRef]:
        """Who holds or held an office, by title ("premier") and party, the latest first."""
        with self.reader() as db:
            return persons.with_office(db, title, party, limit)

    def roles(self, person: str) -> list[RoleFact]:
        """What a person holds or held, the latest first."""
        with self.reader() as db:
            row = ids.find(db, person)
            return [] if row is None else list(persons.roles(db, row["n"]))

    def roles_counted(self, person: str) -> int:
        """How many roles a person has, counted with those that `roles` must withhold."""
        with self.reader() as db:
            row = ids.find(db, person)
            return 0 if row is None else persons.roles_counted(db, row["n"])

    def profile(self, person: str) -> Profile | None:
        """What the archive knows of a person."""
        with self.reader() as db:
            row = ids.find(db, person)
            if row is None:
                return None
            query = Query(command="meetings", people=(row["id"],))
            met, total = self.meetings(query, limit=_PROFILE_MEETINGS, offset=0)
            return Profile(
                person=persons.ref(db, row),
                aliases=persons.aliases(db, row["n"], row["name"]),
                roles=persons.roles(db, row["n"]),
                meetings=tuple(met),
                meetings_total=total,
            )

    def people(self, limit: int = 50, offset: int = 0) -> list[PersonRef]:
        """People in the order of their ids."""
        with self.reader() as db:
            rows = db.execute(
                "SELECT * FROM people ORDER BY id LIMIT ? OFFSET ?", (limit, offset)
            ).fetchall()
            return [persons.ref(db, row) for row in rows]

    # Names while they are being typed

    def parties_like(self, text: str) -> list[str]:
        """Codes of countries and organisations to choose from for the beginning of a name."""
        with self.reader() as db:
            return suggest.parties(db, text)

    def people_like(self, text: str) -> list[PersonRef]:
        """People to choose from for the beginning of a name, with title and party."""
        with self.reader() as db:
            return suggest.people(db, text)

    # The archive

    def scope(self) -> Scope:
        """How much there is to search: articles, facts, first and last publication."""
        with self.reader() as db:
            return totals.scope(db)

    def status(self) -> State:
        """The archive in numbers."""
        with self.reader() as db:
            return totals.state(db)

    def refold(self) -> None:
        """Fold all readings and decisions anew, from nothing, in one transaction."""
        with self._connections.write() as db:
            checks.refold(db)

    def tidy(self) -> None:
        """Compact the search indexes and refresh what the query planner knows."""
        self._connections.purge()

    def problems(self) -> list[tuple[str, list[str]]]:
        """The articles that extraction had something to say about, and what."""
        with self.reader() as db:
            rows = db.execute(
                "SELECT a.id, v.problems FROM articles a JOIN article_versions v ON v.n = a.version"
                " WHERE v.problems <> '[]' ORDER BY a.id"
            )
            return [(id, json.loads(said)) for id, said in rows]


class ArchiveNames(Names):
    """Names as the archive knows them: parties, and the people of articles and roster."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def person(self, text: str) -> Resolution:
        """The person that a name, with or without titles, or an office means."""
        with self._base.reader() as db:
            return Names(db).person(storable(text))


def _several(kinds: Kind | Iterable[Kind]) -> tuple[Kind, ...]:
    return (kinds,) if isinstance(kinds, Kind) else tuple(dict.fromkeys(kinds))
