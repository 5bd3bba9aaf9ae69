"""Clusters of meeting marks, and the ones among many that a mark may belong to."""

import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from knowledge.base.marks import Days, Look, Mark
from knowledge.dates import edtf
from knowledge.model import Form, Status

LONGEST = 31
"""The most days that overlapping readings may add up to in one event."""

_SPAN = LONGEST + 7
"""More days than any cluster spans, also one whose readings contradict each other."""


class Cluster:
    """Marks that tell of one event so far.

    `days` spans those that name days; where none does, `bounds` spans the months and years.
    """

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.marks = list(marks)
        named = [mark.days for mark in self.marks if mark.days is not None]
        self.days = _span(named)
        vague = [mark.bounds for mark in self.marks if mark.bounds is not None]
        self.bounds = _span(vague) if self.days is None else None

    @property
    def articles(self) -> set[str]:
        """The articles that tell of it."""
        return {mark.article for mark in self.marks}

    @property
    def looks(self) -> set[Look]:
        """The places and occasions told of it, each once."""
        return {mark.look for mark in self.marks}

    def publications(self) -> set[int]:
        """The days on which its articles came out, as far as known."""
        return {mark.published for mark in self.marks if mark.published is not None}


def _span(spans: Sequence[Days]) -> Days | None:
    return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None


class Candidate:
    """A cluster as it stood when candidates were chosen, with what is compared made ready."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.days = cluster.days
        self.bounds = cluster.bounds
        self.visits = any(mark.form is Form.VISIT for mark in cluster.marks)
        self.looks = cluster.looks
        self.articles = cluster.articles
        self.published = cluster.publications()
        self.held_in = {m.article for m in cluster.marks if m.status is Status.HELD}
        self.ahead_in = {m.article for m in cluster.marks if m.status is not Status.HELD}
        self.gatherings = {(m.look, m.days or m.bounds) for m in cluster.marks if m.look.about}

    def agrees(self, look: Look) -> bool:
        """True when none of its places and occasions contradicts this one."""
        return all(look.agrees(other) for other in self.looks)


class Candidates:
    """Clusters to choose from, found by day, by article, by occasion and by publication."""

    def __init__(self, clusters: Iterable[Cluster]) -> None:
        self._all = [Candidate(cluster) for cluster in clusters]
        dated = [found for found in self._all if found.days is not None]
        self._dated = sorted(dated, key=lambda found: found.days or (0, 0))
        self._firsts = [found.days[0] for found in self._dated if found.days is not None]
        self._by_article: dict[str, list[Candidate]] = defaultdict(list)
        self._by_about: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        self._by_number: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        self._by_publication: dict[int, list[Candidate]] = defaultdict(list)
        for index, found in enumerate(self._all):
            for article in found.articles:
                self._by_article[article].append(found)
            for look, days in found.gatherings:
                if days is not None:
                    self._by_about[look.about].append((*days, index))
                for number in look.numbers:
                    self._by_number[look.about, number].append(found)
            for day in found.published:
                self._by_publication[day].append(found)
        for gatherings in self._by_about.values():
            gatherings.sort()

    def on(self, first: int, last: int) -> list[Candidate]:
        """Clusters with days between these two, both included."""
        start = bisect_left(self._firsts, first - _SPAN)
        stop = bisect_right(self._firsts, last)
        return [
            found
            for found in self._dated[start:stop]
            if found.days is not None and found.days[1] >= first
        ]

    def months(self, first: int, last: int) -> list[Candidate]:
        """Clusters of which only a month is known, one with days between these two."""
        return [
            found
            for found in self._all
            if found.bounds is not None
            and found.bounds[1] - found.bounds[0] <= LONGEST
            and found.bounds[0] <= last
            and first <= found.bounds[1]
        ]

    def like(self, when: str) -> list[Candidate]:
        """Clusters on a date without a year, in any year."""
        if not self._dated:
            return []
        years = range(
            date.fromordinal(self._firsts[0]).year, date.fromordinal(self._firsts[-1]).year + 2
        )
        found: dict[int, Candidate] = {}
        for year in years:
            span = _in_year(when, year)
            for candidate in self.on(*span) if span is not None else ():
                found[id(candidate)] = candidate
        return list(found.values())

    def of(self, article: str) -> list[Candidate]:
        """Clusters that an article tells of."""
        return self._by_article.get(article, [])

    def at(self, look: Look, first: int | None, last: int | None) -> list[Candidate]:
        """Clusters at the same occasion: of the same number, or on days between these two."""
        found = {id(c): c for n in look.numbers for c in self._by_number.get((look.about, n), ())}
        gatherings = self._by_about.get(look.about, []) if look.about else []
        if first is not None and last is not None and gatherings:
            # Months and years are longer than clusters' days: those begin a year before at most.
            start = bisect_left(gatherings, (first - 366,))
            stop = bisect_right(gatherings, (last, sys.maxsize))
            for _, until, index in gatherings[start:stop]:
                if until >= first:
                    found[id(self._all[index])] = self._all[index]
        return [c for c in found.values() if any(look.same_occasion(o) for o in c.looks)]

    def published(self, first: int, last: int) -> list[Candidate]:
        """Clusters told by articles that came out between these days, both included."""
        found: dict[int, Candidate] = {}
        for day in range(first, last + 1):
            for candidate in self._by_publication.get(day, ()):
                found[id(candidate)] = candidate
        return list(found.values())


def _in_year(when: str, year: int) -> tuple[int, int] | None:
    """First and last day of a date without a year, in this year; None for 29 February."""
    value = edtf.parse(when)
    ends = []
    for point in (value.start, value.end):
        if point is None:
            return None
        try:
            known = edtf.Point(year, point.month, point.day)
            ends.append((known.first().toordinal(), known.last().toordinal()))
        except ValueError:
            return None
    first, last = ends[0][0], ends[1][1]
    # "30 December to 2 January" ends in the next year.
    return first, last if last >= first else last + 366


def attach(
    marks: Sequence[Mark],
    home: Callable[[Mark], Cluster | None],
    rest: Callable[[list[Mark]], list[Cluster]],
) -> list[Cluster]:
    """Let marks join the cluster that `home` finds; return the clusters of those without one.

    All homes are found before any mark moves in, so that no mark prepares another's way. Guests
    that contradict each other can't both belong to a cluster, and nothing says which does: then
    neither joins.
    """
    left: list[Mark] = []
    coming: dict[int, tuple[Cluster, list[Mark]]] = {}
    for mark in marks:
        cluster = home(mark)
        if cluster is None:
            left.append(mark)
        else:
            coming.setdefault(id(cluster), (cluster, []))[1].append(mark)
    for cluster, guests in coming.values():
        looks = {mark.look for mark in guests}
        welcome = {look for look in looks if all(look.agrees(other) for other in looks)}
        cluster.marks += [mark for mark in guests if mark.look in welcome]
        left += [mark for mark in guests if mark.look not in welcome]
    return rest(sorted(left, key=lambda mark: mark.id))


def only(candidates: Sequence[Candidate]) -> Cluster | None:
    """The cluster of the one candidate there is."""
    return candidates[0].cluster if len(candidates) == 1 else None


def grouped(marks: Iterable[Mark], key: Callable[[Mark], str]) -> Iterator[list[Mark]]:
    """Marks with the same key, in the order of the keys."""
    groups: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        groups[key(mark)].append(mark)
    yield from (groups[value] for value in sorted(groups))


def settled(marks: Iterable[Mark], key: Callable[[Mark], str]) -> list[list[Mark]]:
    """Group marks by a key; those without it join the only group there is, or form their own."""
    found = list(grouped(marks, key))
    if len(found) == 2 and key(found[0][0]) == "":
        return [found[0] + found[1]]
    return found


def courses(marks: Iterable[Mark]) -> list[list[Mark]]:
    """Marks without the plans of articles that also tell what was held; and those plans.

    What an article tells as over and what it tells as yet to come are two events.
    """
    given = list(marks)
    over = {mark.article for mark in given if mark.status is Status.HELD}
    ahead = [m for m in given if m.status is not Status.HELD and m.article in over]
    rest = [m for m in given if m.status is Status.HELD or m.article not in over]
    return [part for part in (rest, ahead) if part]


def told_apart(marks: Iterable[Mark]) -> list[Cluster]:
    """One cluster for each occasion and place."""
    return [
        Cluster(place)
        for occasion in settled(marks, lambda mark: mark.look.about)
        for place in settled(occasion, lambda mark: mark.look.place)
    ]
