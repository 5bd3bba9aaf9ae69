"""Where a meeting reading without a date belongs.

It joins the one event that is tied to it most closely, by the first of these ties that any event
has; if several events have it, it joins none of them:

- the same occasion, by its number or within two months;
- the same article;
- its publication: up to a week after what was held, up to two weeks before what was planned; of
  an event of which only the month is known, within a week of another report of it.

What is left joins its like: readings at the same occasion that were published within a month of
the next; then readings published within three days of the next, in a stretch of at most ten days.
A denser coverage is told apart day by day, since nothing says where one event ends in it. Where
neither persons nor a copied sentence hold a block together, publication dates prove nothing, and
only the article counts.
"""

from collections.abc import Sequence
from itertools import chain

from knowledge.base.clustering import (
    Candidate,
    Candidates,
    Cluster,
    attach,
    courses,
    grouped,
    only,
    settled,
    told_apart,
)
from knowledge.base.marks import Days, Mark
from knowledge.model import Status

_OCCASION_NEAR = 60
_BEFORE = 7
_AHEAD = 14
_GAP = 3
_STRETCH = 10
_OCCASION_GAP = 30


def possible(mark: Mark, event: Candidate) -> bool:
    """False for a plan published when all was over, and for a report from before it began.

    What an article tells as over is not what the same article tells as yet to come or called off.
    """
    days = event.days
    if mark.status is Status.HELD:
        if mark.article in event.ahead_in - event.held_in:
            return False
    elif event.held_in and not _beforehand(mark, event):
        return False
    if days is None or mark.published is None or mark.status is Status.CANCELLED:
        return True
    # A day's grace: the article may be from another time zone.
    if mark.status is Status.PLANNED:
        return mark.published <= days[1] + 1
    return mark.published >= days[0] - 1


def _beforehand(mark: Mark, event: Candidate) -> bool:
    """True for a plan or cancellation told before the event, which other articles tell as held."""
    if mark.article in event.held_in or mark.published is None:
        return False
    begun = event.days[0] if event.days is not None else min(event.published, default=None)
    return begun is not None and mark.published <= begun


def place_undated(marks: Sequence[Mark], known: Sequence[Cluster], *, near: bool) -> list[Cluster]:
    """Let undated marks join; return the clusters of those that are left.

    `near` says whether publication dates may tie marks together.
    """
    candidates = Candidates(known)
    return attach(
        marks,
        lambda mark: _beside(mark, candidates, near),
        lambda left: _by_themselves(left, near),
    )


def _beside(mark: Mark, candidates: Candidates, near: bool) -> Cluster | None:
    """The one event that an undated mark belongs to, by the first tie that any has."""
    early = None if mark.published is None else mark.published - _OCCASION_NEAR
    late = None if mark.published is None else mark.published + _OCCASION_NEAR
    gathered = candidates.at(mark.look, early, late)
    for found in (gathered, candidates.of(mark.article)):
        fitting = [c for c in found if c.agrees(mark.look) and possible(mark, c)]
        if fitting:
            return only(fitting)
    if not near or mark.published is None or mark.background:
        return None
    window = _window(mark.status, mark.published)
    around = candidates.on(*window)
    around += [
        candidate
        for candidate in candidates.months(*window)
        if any(abs(day - mark.published) <= _BEFORE for day in candidate.published)
    ]
    return only([c for c in around if c.agrees(mark.look) and possible(mark, c)])


def _window(status: Status, published: int) -> Days:
    """The days on which an event may be that an article of this day tells of without a date."""
    if status is Status.PLANNED:
        return published - 1, published + _AHEAD
    if status is Status.CANCELLED:
        return published - _BEFORE, published + _AHEAD
    return published - _BEFORE, published + 1


def _by_themselves(marks: list[Mark], near: bool) -> list[Cluster]:
    """Clusters of marks that only occasion, publication or article can hold together."""
    gatherings = [
        part
        for occasion in grouped([m for m in marks if m.look.about], lambda m: m.look.about)
        for numbered in settled(occasion, lambda m: " ".join(sorted(m.look.numbers)))
        for run in _runs(numbered, _OCCASION_GAP, None)
        for part in told_apart(run)
    ]
    candidates = Candidates(gatherings)
    return gatherings + attach(
        [mark for mark in marks if not mark.look.about],
        lambda mark: only(_at_gathering(mark, candidates, near)),
        lambda left: _coverage(left, near),
    )


def _at_gathering(mark: Mark, candidates: Candidates, near: bool) -> list[Candidate]:
    own = [c for c in candidates.of(mark.article) if c.agrees(mark.look) and possible(mark, c)]
    if own or not near or mark.background or mark.published is None:
        return own
    around = candidates.published(mark.published - _GAP, mark.published + _GAP)
    return [c for c in around if c.agrees(mark.look) and possible(mark, c)]


def _coverage(marks: list[Mark], near: bool) -> list[Cluster]:
    """Clusters by publication, or by article where publication dates can't tell."""
    timed = [m for m in marks if near and m.published is not None and not m.background]
    chosen = {mark.id for mark in timed}
    rest = [mark for mark in marks if mark.id not in chosen]
    found = [
        part
        for run in _runs(timed, _GAP, _STRETCH)
        for phase in _phases(run)
        for part in told_apart(phase)
    ]
    by_article = grouped(rest, lambda mark: mark.article)
    return found + [part for own in by_article for c in courses(own) for part in told_apart(c)]


def _runs(marks: Sequence[Mark], gap: int, stretch: int | None) -> list[list[Mark]]:
    """Marks published within `gap` days of the next; day by day in runs longer than `stretch`.

    Marks without a publication date join the only run there is, or form their own.
    """
    timed = sorted((m for m in marks if m.published is not None), key=_day)
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
    return list(grouped(run, lambda mark: f"{_day(mark):08}"))


def _phases(run: list[Mark]) -> list[list[Mark]]:
    """A run up to its last report, and after it: what is planned then is another meeting."""
    held = [_day(mark) for mark in run if mark.status is Status.HELD]
    if not held:
        return [run]
    until = max(held)
    later = [m for m in run if m.status is Status.PLANNED and _day(m) > until]
    earlier = [m for m in run if m.status is not Status.PLANNED or _day(m) <= until]
    now, *aside = courses(earlier)
    ahead = [*later, *chain.from_iterable(aside)]
    return [now, ahead] if ahead else [now]
