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
   span longer than a month, place or occasion must be the same too, unless it is a visit that was
   planned for then. Otherwise readings with the same date are one event.
4. **No date.** See `undated`.

Nothing is planned after it is over, and nothing was held after it was reported. What one article
tells as over and, without a day, as yet to come or called off, are two events. A reading that
only recalls (background) may join, but draws nothing to itself by its publication date.
"""

from collections.abc import Iterable, Sequence

from knowledge.base.clustering import (
    LONGEST,
    Candidate,
    Candidates,
    Cluster,
    attach,
    courses,
    grouped,
    only,
    told_apart,
)
from knowledge.base.marks import Days, Look, Mark, is_copied
from knowledge.base.undated import place_undated, possible
from knowledge.model import Form, Status

_APART = 2
_SAME_COVERAGE = 14


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
        clusters = [part for cluster in clusters for part in told_apart(cluster.marks)]
    clusters += _place_vague(
        [mark for mark in ordered if mark.bounds is not None or mark.yearless is not None],
        clusters,
    )
    undated = [
        mark
        for mark in ordered
        if mark.days is None and mark.bounds is None and mark.yearless is None
    ]
    clusters += place_undated(undated, clusters, near=near)
    found = [sorted(cluster.marks, key=lambda mark: mark.id) for cluster in clusters]
    return sorted(found, key=lambda members: members[0].id)


def _by_days(marks: list[Mark]) -> list[Cluster]:
    """Clusters of marks whose days overlap, as long as the whole stays one event."""
    found: list[list[Mark]] = []
    span: Days = (0, -1)
    for mark in sorted(marks, key=lambda mark: (mark.days or (0, 0), mark.id)):
        assert mark.days is not None
        first, last = mark.days
        if found and first <= span[1] and last - span[0] < LONGEST:
            found[-1].append(mark)
            span = span[0], max(span[1], last)
        else:
            found.append([mark])
            span = mark.days
    return [Cluster(members) for members in found]


def _contradicting(clusters: list[Cluster]) -> list[Cluster]:
    """Join neighbours that contradict each other about one event; at most two at a time."""
    found: list[Cluster] = []
    joined = False
    for cluster in clusters:
        if found and not joined and _contradict(found[-1], cluster):
            found[-1] = Cluster([*found[-1].marks, *cluster.marks])
            joined = True
        else:
            found.append(cluster)
            joined = False
    return found


def _contradict(a: Cluster, b: Cluster) -> bool:
    assert a.days is not None and b.days is not None
    if b.days[0] - a.days[1] > _APART or a.articles & b.articles:
        return False
    left, right = (Cluster(m for m in c.marks if not m.background) for c in (a, b))
    near = any(
        abs(x - y) <= _SAME_COVERAGE for x in left.publications() for y in right.publications()
    )
    alike = any(_alike(x, right.looks) for x in left.looks)
    return near and alike and all(x.agrees(y) for x in a.looks for y in b.looks)


def _alike(look: Look, others: Iterable[Look]) -> bool:
    return any(look.same_place(other) or look.same_occasion(other) for other in others)


def _place_vague(marks: Sequence[Mark], dated: Sequence[Cluster]) -> list[Cluster]:
    """Let months, years and days of unknown year join; return the clusters of the others."""
    candidates = Candidates(dated)
    return attach(marks, lambda mark: only(_within(mark, candidates)), _by_date)


def _within(mark: Mark, candidates: Candidates) -> list[Candidate]:
    """The dated events that lie in the mark's month, year or day without a year."""
    if mark.bounds is not None:
        found = candidates.on(*mark.bounds)
        long = mark.bounds[1] - mark.bounds[0] > LONGEST
    else:
        assert mark.yearless is not None
        found, long = candidates.like(mark.yearless), False
    return [
        candidate
        for candidate in found
        if possible(mark, candidate)
        and candidate.agrees(mark.look)
        and (not long or _alike(mark.look, candidate.looks) or _came_true(mark, candidate))
    ]


def _came_true(mark: Mark, candidate: Candidate) -> bool:
    """True for the plan of a visit "next year", when that year has the one visit."""
    planned = mark.status is Status.PLANNED and mark.form is Form.VISIT
    return planned and mark.published is not None and candidate.visits


def _by_date(marks: list[Mark]) -> list[Cluster]:
    """Clusters of marks with one and the same date, occasion and place."""
    same = grouped(marks, lambda mark: mark.date or "")
    return [
        part
        for members in same
        for course in (courses(members) if members[0].bounds is not None else [members])
        for part in told_apart(course)
    ]
