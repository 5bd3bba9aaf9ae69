"""Which meeting readings of one block tell of the same event.

All readings of a block are about the same people (or, where nobody is named, the same parties),
so what is left to compare is when, where and on what occasion. Precision comes before recall: what
fits two events joins neither. The rules, in this order:

1. **Days.** Readings whose days overlap are one event; places or occasions that differ are then
   told side by side. Where fewer than two people hold a block together, place and occasion must
   not differ.
2. **A day apart.** Two articles that give the same people the same place or occasion one or two
   days apart, and were published within two weeks of each other, contradict each other about one
   event. An article that tells of both days tells of two events.
3. **A month, a year, or a day of unknown year** joins the one dated event that lies in it. Of a
   span longer than a month, place or occasion must be the same too. Otherwise readings
   with the same date are one event.
4. **No date.** Such a reading joins the one event with the same occasion, or of the same article,
   or next to its publication: up to a week before it (what was held), up to two weeks after it
   (what was planned). What still stands alone joins its like by occasion within a month, or by
   publication within three days of each other in a stretch of at most ten; a denser coverage is
   told apart day by day.

Nothing is planned after it is over, and nothing was held after it was reported. A reading that
only recalls (background) may join, but draws nothing to itself by its publication date.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.base.marks import Days, Look, Mark, is_copied
from knowledge.dates import edtf
from knowledge.model import Status

LONGEST = 31
"""The most days that overlapping readings may add up to in one event."""

_APART = 2
_SAME_COVERAGE = 14
_OCCASION_NEAR = 60
_BEFORE = 7
_AHEAD = 14
_GAP = 3
_STRETCH = 10
_OCCASION_GAP = 30


@dataclass(slots=True)
class Cluster:
    """Marks that tell of one event so far; `days` spans those that name days."""

    marks: list[Mark]
    days: Days | None = None

    @property
    def articles(self) -> set[str]:
        """The articles that tell of it."""
        return {mark.article for mark in self.marks}

    @property
    def looks(self) -> set[Look]:
        """The places and occasions told of it, each once."""
        return {mark.look for mark in self.marks}

    def agrees(self, look: Look) -> bool:
        """True when no mark contradicts this place and occasion."""
        return all(look.agrees(other) for other in self.looks)


def strands(block: str, marks: Iterable[Mark]) -> list[list[Mark]]:
    """The events of a block, each with its marks, in a canonical order.

    The result depends on the set of marks alone, not on their order or row numbers.
    """
    ordered = sorted(marks, key=lambda mark: mark.id)
    sample = ordered[0]
    exact = len(sample.people) >= 2 and not block.startswith("summit|")
    near = exact or (len(sample.people) == 1 and len(sample.parties) >= 2) or is_copied(block)
    clusters = _by_days([mark for mark in ordered if mark.days is not None])
    if exact:
        clusters = _contradicting(clusters)
    else:
        clusters = [part for cluster in clusters for part in _told_apart(cluster)]
    dated = list(clusters)
    clusters += _attach(
        [mark for mark in ordered if mark.bounds is not None or mark.yearless is not None],
        lambda mark: _within(mark, dated),
        _by_date,
    )
    known = list(clusters)
    clusters += _attach(
        [mark for mark in ordered if mark.date is None],
        lambda mark: _beside(mark, known, near),
        lambda left: _undated(left, near),
    )
    found = [sorted(cluster.marks, key=lambda mark: mark.id) for cluster in clusters]
    return sorted(found, key=lambda members: members[0].id)


def _attach(
    marks: Sequence[Mark],
    home: Callable[[Mark], Cluster | None],
    rest: Callable[[list[Mark]], list[Cluster]],
) -> list[Cluster]:
    """Let marks join the cluster that `home` finds; return the clusters of those without one.

    All homes are found before any mark moves in, so that no mark prepares another's way.
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
        # Two that contradict each other can't both belong here, and nothing says which does.
        welcome = {look for look in looks if all(look.agrees(other) for other in looks)}
        cluster.marks += [mark for mark in guests if mark.look in welcome]
        left += [mark for mark in guests if mark.look not in welcome]
    return rest(sorted(left, key=lambda mark: mark.id))


# 1. Days


def _by_days(marks: list[Mark]) -> list[Cluster]:
    """Clusters of marks whose days overlap."""
    clusters: list[Cluster] = []
    for mark in sorted(marks, key=lambda mark: (mark.days or (0, 0), mark.id)):
        assert mark.days is not None
        last = clusters[-1] if clusters else None
        if last is not None and last.days is not None and _meets(last.days, mark.days):
            last.marks.append(mark)
            last.days = last.days[0], max(last.days[1], mark.days[1])
        else:
            clusters.append(Cluster([mark], mark.days))
    return clusters


def _meets(days: Days, later: Days) -> bool:
    """True when days overlap, as long as the whole does not grow beyond any one event."""
    return later[0] <= days[1] and later[1] - days[0] < LONGEST


def _told_apart(cluster: Cluster) -> list[Cluster]:
    """One cluster for each occasion and place."""
    return [
        Cluster(place, _span(place))
        for occasion in settle(cluster.marks, lambda mark: mark.about)
        for place in settle(occasion, lambda mark: mark.place)
    ]


def settle(marks: Sequence[Mark], key: Callable[[Mark], str]) -> list[list[Mark]]:
    """Group marks by a key; those without it join the only group there is, or form their own."""
    groups: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        groups[key(mark)].append(mark)
    if len(groups) == 2 and "" in groups:
        return [list(marks)]
    return [groups[value] for value in sorted(groups)]


def _span(marks: Iterable[Mark]) -> Days | None:
    days = [mark.days for mark in marks if mark.days is not None]
    return (min(d[0] for d in days), max(d[1] for d in days)) if days else None


# 2. A day apart


def _contradicting(clusters: list[Cluster]) -> list[Cluster]:
    """Join neighbours that contradict each other about one event; at most two at a time."""
    found: list[Cluster] = []
    joined = False
    for cluster in clusters:
        if found and not joined and _contradict(found[-1], cluster):
            found[-1].marks += cluster.marks
            found[-1].days = _span(found[-1].marks)
            joined = True
        else:
            found.append(cluster)
            joined = False
    return found


def _contradict(a: Cluster, b: Cluster) -> bool:
    assert a.days is not None and b.days is not None
    if b.days[0] - a.days[1] > _APART or a.articles & b.articles:
        return False
    left, right = ([m for m in c.marks if not m.background] for c in (a, b))
    near = any(
        abs(x - y) <= _SAME_COVERAGE for x in _publications(left) for y in _publications(right)
    )
    alike = any(
        x.same_place(y) or x.same_occasion(y)
        for x in {m.look for m in left}
        for y in {m.look for m in right}
    )
    return near and alike and all(a.agrees(look) for look in b.looks)


def _publications(marks: Iterable[Mark]) -> set[int]:
    return {mark.published for mark in marks if mark.published is not None}


# 3. A month, a year, or a day of unknown year


def _within(mark: Mark, dated: Sequence[Cluster]) -> Cluster | None:
    """The one dated event that lies in the mark's month, year or day without a year."""
    return _only(
        [
            cluster
            for cluster in dated
            if cluster.days is not None
            and _covers(mark, cluster.days)
            and _possible(mark, cluster.days)
            and cluster.agrees(mark.look)
            and (not _is_long(mark) or _alike(mark.look, cluster))
        ]
    )


def _only(clusters: list[Cluster]) -> Cluster | None:
    return clusters[0] if len(clusters) == 1 else None


def _covers(mark: Mark, days: Days) -> bool:
    if mark.bounds is not None:
        return mark.bounds[0] <= days[1] and days[0] <= mark.bounds[1]
    first = date.fromordinal(days[0]).isoformat()
    last = date.fromordinal(days[1]).isoformat()
    return edtf.compatible(mark.date, edtf.span(first, last))


def _is_long(mark: Mark) -> bool:
    return mark.bounds is not None and mark.bounds[1] - mark.bounds[0] > 31


def _alike(look: Look, cluster: Cluster) -> bool:
    return any(look.same_place(other) or look.same_occasion(other) for other in cluster.looks)


def _possible(mark: Mark, days: Days | None) -> bool:
    """False for a plan published when all was over, and for a report from before it began."""
    if days is None or mark.published is None or mark.status is Status.CANCELLED:
        return True
    # A day's grace: the article may be from another time zone.
    if mark.status is Status.PLANNED:
        return mark.published <= days[1] + 1
    return mark.published >= days[0] - 1


def _by_date(marks: list[Mark]) -> list[Cluster]:
    """Clusters of marks with one and the same date, occasion and place."""
    groups: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        groups[mark.date or ""].append(mark)
    return [part for date in sorted(groups) for part in _told_apart(Cluster(groups[date]))]


# 4. No date


def _beside(mark: Mark, known: Sequence[Cluster], near: bool) -> Cluster | None:
    """The one dated event that an undated mark belongs to, by the first tie that any has."""
    fitting = [c for c in known if c.agrees(mark.look) and _possible(mark, c.days)]
    ties: tuple[Callable[[Cluster], bool], ...] = (
        lambda c: any(_same_gathering(mark, other) for other in c.marks),
        lambda c: mark.article in c.articles,
        lambda c: near and _published_beside(mark, c),
    )
    for tie in ties:
        found = [cluster for cluster in fitting if tie(cluster)]
        if found:
            return _only(found)
    return None


def _same_gathering(a: Mark, b: Mark) -> bool:
    """True for the same occasion: by its number, or close in time."""
    if not a.look.same_occasion(b.look):
        return False
    if a.numbers & b.numbers:
        return True
    days = b.days or b.bounds
    if a.published is None or days is None:
        return False
    return days[0] - _OCCASION_NEAR <= a.published <= days[1] + _OCCASION_NEAR


def _published_beside(mark: Mark, cluster: Cluster) -> bool:
    if mark.published is None or mark.background or cluster.days is None:
        return False
    first, last = cluster.days
    if mark.status is Status.PLANNED:
        return first - _AHEAD <= mark.published <= last + 1
    if mark.status is Status.CANCELLED:
        return first - _AHEAD <= mark.published <= last + _BEFORE
    return first - 1 <= mark.published <= last + _BEFORE


def _undated(marks: list[Mark], near: bool) -> list[Cluster]:
    """Clusters of marks that nothing but occasion, publication or article can hold together."""
    gatherings: list[Cluster] = []
    named = [mark for mark in marks if mark.about]
    for occasion in settle_all(named, lambda mark: mark.about):
        for numbered in settle(occasion, lambda mark: " ".join(sorted(mark.numbers))):
            for run in _runs(numbered, _OCCASION_GAP, None):
                gatherings += _told_apart(Cluster(run))
    fixed = list(gatherings)
    return gatherings + _attach(
        [mark for mark in marks if not mark.about],
        lambda mark: _at_gathering(mark, fixed, near),
        lambda left: _coverage(left, near),
    )


def settle_all(marks: Sequence[Mark], key: Callable[[Mark], str]) -> list[list[Mark]]:
    """Group marks strictly by a key."""
    groups: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        groups[key(mark)].append(mark)
    return [groups[value] for value in sorted(groups)]


def _at_gathering(mark: Mark, gatherings: Sequence[Cluster], near: bool) -> Cluster | None:
    fitting = [cluster for cluster in gatherings if cluster.agrees(mark.look)]
    own = [cluster for cluster in fitting if mark.article in cluster.articles]
    if own or not near or mark.background or mark.published is None:
        return _only(own)
    published = mark.published
    return _only(
        [
            cluster
            for cluster in fitting
            if any(abs(day - published) <= _GAP for day in _publications(cluster.marks))
        ]
    )


def _coverage(marks: list[Mark], near: bool) -> list[Cluster]:
    """Clusters by publication, or by article where publication dates can't tell."""
    timed = [m for m in marks if near and m.published is not None and not m.background]
    rest = [mark for mark in marks if mark not in timed]
    found = [
        part
        for run in _runs(timed, _GAP, _STRETCH)
        for phase in _phases(run)
        for part in _told_apart(Cluster(phase))
    ]
    by_article = settle_all(rest, lambda mark: mark.article)
    return found + [part for own in by_article for part in _told_apart(Cluster(own))]


def _runs(marks: Sequence[Mark], gap: int, stretch: int | None) -> list[list[Mark]]:
    """Marks published within `gap` days of the next; day by day in runs longer than `stretch`.

    Marks without a publication date join the only run there is, or form their own.
    """
    timed = sorted(
        (mark for mark in marks if mark.published is not None), key=lambda m: m.published or 0
    )
    runs: list[list[Mark]] = []
    for mark in timed:
        if runs and _day(mark) - _day(runs[-1][-1]) <= gap:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    if stretch is not None:
        runs = [part for run in runs for part in _by_density(run, stretch)]
    rest = [mark for mark in marks if mark.published is None]
    if rest and len(runs) == 1:
        runs[0] += rest
    elif rest:
        runs.append(rest)
    return runs


def _day(mark: Mark) -> int:
    return mark.published or 0


def _by_density(run: list[Mark], stretch: int) -> list[list[Mark]]:
    if _day(run[-1]) - _day(run[0]) <= stretch:
        return [run]
    return settle_all(run, lambda mark: f"{_day(mark):08}")


def _phases(run: list[Mark]) -> list[list[Mark]]:
    """A run before and after it was held: what is planned after a report is another meeting."""
    held = [_day(mark) for mark in run if mark.status is Status.HELD]
    if not held:
        return [run]
    later = [m for m in run if m.status is Status.PLANNED and _day(m) > max(held)]
    return [part for part in ([m for m in run if m not in later], later) if part]
