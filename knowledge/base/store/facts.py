"""What a fact base has of facts: finding, counting and adding them up."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from knowledge.base import (
    addresses,
    arrivals,
    asof,
    calendar,
    counts,
    echoes,
    facts,
    find,
    news,
    sums,
    totals,
)
from knowledge.base.counts import Counts
from knowledge.base.listings import Search
from knowledge.base.memory import memory_of
from knowledge.base.opened import Opened
from knowledge.base.results import Page, State
from knowledge.model import Fact, Kind, MeetingFact, Query, Reading, Scope, Totals


class Facts(Opened):
    """The part of `Base` that gives facts."""

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
        """A page of facts, and how many there are, or are counted; see `page`."""
        found = self.page(kinds, query, limit=limit, offset=offset, oldest_first=oldest_first)
        return found.facts, found.total

    def page(
        self,
        kinds: Kind | Iterable[Kind],
        query: Query,
        *,
        limit: int,
        offset: int,
        oldest_first: bool = False,
        counted: int | None = None,
    ) -> Page:
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
        at here. Of what many thousands of facts meet only some are counted (`find.COUNTED`; so many
        as `counted` where that is enough), and "as of" a day not all of very many are looked at:
        what the page says is not `complete` then.
        """
        searches = [Search(kind, query, oldest_first) for kind in _several(kinds)]
        with self.reader() as db:
            if query.as_of is not None:
                given = limit, offset, self.left_out(), counted
                return Page(*asof.facts(db, searches, query.as_of, *given))
            found = echoes.facts(db, searches, limit, offset, self.left_out(), counted)
            return Page(self._loaded(db, found.numbers), found.total, found.complete)

    def has(self, kinds: Kind | Iterable[Kind], query: Query) -> bool:
        """True when `find` finds anything, without counting how much."""
        searches = [Search(kind, query) for kind in _several(kinds)]
        with self.reader() as db:
            left_out = self._left_out()
            if query.as_of is None and find.has_any(db, searches, left_out):
                return True
            if left_out:
                return self.find(kinds, query, limit=0, offset=0)[1] > 0
            return query.as_of is not None and asof.has_any(db, searches, query.as_of)

    def news(
        self,
        kinds: Kind | Iterable[Kind],
        first: date | None,
        last: date | None,
        as_of: date | None = None,
    ) -> list[Fact]:
        """Facts that no article told before `first`, told by those published up to `last`.

        The newest first; of more than `news.NEWS` those that were told last. Without `first`, or
        without `last`, from or to any day. With `as_of` as the articles published by that day
        tell them.
        """
        low = date.min if first is None else first
        high = min(day or date.max for day in (last, as_of))
        with self.reader() as db:
            found = news.facts(db, _several(kinds), low.toordinal(), high.toordinal(), news.NEWS)
            left_out = self._left_out()
            found = [n for n in echoes.without(db, found) if n not in left_out]
            return self._loaded(db, found) if as_of is None else asof.told(db, found, as_of)

    def arrived(
        self,
        since: str,
        until: str,
        kinds: Kind | Iterable[Kind],
        queries: Iterable[Query] = (),
        *,
        by_publication: bool = False,
    ) -> arrivals.Arrivals:
        """Facts told by article versions saved in [since, until) and by no article before.

        With facts that were known and are told otherwise now: a plan that came true, a field that
        an updated story corrects, a value that contradicts what others say.

        Args:
            since, until: instants in UTC, ISO 8601 ("2022-11-14T08:00:00Z").
            kinds: the kinds of fact; of titles only those that somebody gets or gives up.
            queries: one of them must find a fact, narrowed down to its own kinds; none for all.
            by_publication: articles count from the day of their publication, whenever they were
                saved, and facts are as those days told them: for looking back.

        Articles published more than `came.OLD` days before are no news, and of one whose
        publication is not known only facts that are dated later than that.
        """
        with self.reader() as db:
            return arrivals.arrived(
                db,
                since,
                until,
                _several(kinds),
                tuple(queries),
                by_publication=by_publication,
                left_out=self._left_out(),
            )

    def last_published(self, by: date) -> date | None:
        """The last day up to `by` on which an article was published; None for none."""
        with self.reader() as db:
            found = news.last_day(db, by.toordinal())
        return None if found is None else date.fromordinal(found)

    def counts(self, kinds: Kind | Iterable[Kind], query: Query) -> Counts:
        """How many facts of a query fall into which month or year; `as_of` is not looked at.

        What only withdrawn articles tell doesn't count.
        """
        searches = [Search(kind, query) for kind in _several(kinds)]
        with self.reader() as db:
            return counts.over_time(db, searches, self.withdrawn_facts())

    def totals(self, query: Query) -> Totals:
        """What the payments of a query come to, as far as they may be added up."""
        with self.reader() as db:
            return sums.totals(db, query, self.withdrawn_facts())

    def _left_out(self) -> frozenset[int]:
        """The facts that this base doesn't give; see `without_withdrawn`."""
        return self.withdrawn_facts() if self._leaves_out else frozenset()

    def amounts(self, currency: str, *, trade: bool = False) -> list[Decimal]:
        """The newest sums of a currency (ISO 4217), the largest first; of trade, or all others."""
        with self.reader() as db:
            return sums.amounts(db, currency, trade=trade)

    def undated(self, query: Query, kinds: Kind | Iterable[Kind] = Kind.MEETING) -> int:
        """How many facts of these kinds a period leaves out only because no exact date is known."""
        with self.reader() as db:
            return sum(find.undated(db, Search(kind, query)) for kind in _several(kinds))

    def fact(self, id: str) -> Fact | None:
        """A fact by its id, or by that of any of its readings, so that old ids keep resolving."""
        with self.reader() as db:
            n = facts.by_id(db, id)
            found = [] if n is None else self._loaded(db, [n])
        return found[0] if found else None

    def _loaded(self, db: sqlite3.Connection, numbers: Iterable[int]) -> list[Fact]:
        """These facts, without those that must be withheld; one question asks often for the same.

        Of a fact the whole is checked against its articles in each state of the base.
        """
        keys = [("fact", n) for n in numbers]

        def load(missing: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Fact]:
            loaded = facts.loaded(db, [n for _, n in missing])
            return {("fact", n): fact for n, fact in loaded.items()}

        memory = memory_of(db)
        found = load(keys) if memory is None else memory.several(keys, load, _weight)
        return [found[key] for key in keys if key in found]

    def facts_in(self, article: str, limit: int = 5) -> tuple[list[Fact], int]:
        """The facts that an article tells, in its order, titles last; and how many there are."""
        with self.reader() as db:
            numbers = self._told_in(db, article)
            return self._loaded(db, numbers[:limit]), len(numbers)

    def told_in(self, article: str, limit: int) -> tuple[Fact, ...]:
        """The same facts with the sources alone that they have in that article."""

        def load() -> tuple[Fact, ...]:
            return tuple(facts.told_in(db, article, self._told_in(db, article)[:limit]))

        with self.reader() as db:
            memory = memory_of(db)
            if memory is None:
                return load()
            key = ("told in", article, limit, self._leaves_out)
            return memory.get(key, load, _weight_of_all)

    def _told_in(self, db: sqlite3.Connection, article: str) -> list[int]:
        left_out = self._left_out()
        told = addresses.facts_in(db, article)
        return [n for n in echoes.without(db, told) if n not in left_out]

    def found_by(self, told: Iterable[Fact], queries: Iterable[Query]) -> list[Fact]:
        """Those of these facts that one of the queries finds; all of them without any query."""
        asked = tuple(queries)
        with self.reader() as db:
            return [
                fact
                for fact in told
                if not asked
                or (
                    ((n := facts.by_id(db, fact.id)) is not None)
                    and any(arrivals.finds(db, query, n) for query in asked)
                )
            ]

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

    # The archive in numbers

    def scope(self) -> Scope:
        """How much there is to search: articles, facts, first and last publication."""
        with self.reader() as db:
            return self.remembered("scope", lambda: totals.scope(db))

    def status(self) -> State:
        """The archive in numbers."""
        with self.reader() as db:
            return self.remembered("state", lambda: totals.state(db))

    def newest_saved(self) -> str | None:
        """When an article, or a new version of one, was last saved (an instant); None for never."""
        with self.reader() as db:
            return totals.newest(db)


def _several(kinds: Kind | Iterable[Kind]) -> tuple[Kind, ...]:
    return (kinds,) if isinstance(kinds, Kind) else tuple(dict.fromkeys(kinds))


def _weight(fact: Fact) -> int:
    """What a fact weighs that is remembered: nearly all of it is its sources."""
    return 1 + len(fact.sources)


def _weight_of_all(facts: Iterable[Fact]) -> int:
    return 1 + sum(map(_weight, facts))
