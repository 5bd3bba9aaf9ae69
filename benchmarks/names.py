"""Looking people up by name: Dateline's fact base beside rapidfuzz and SQLite's FTS5.

    python -m benchmarks.names --sizes 3000,10000,100000,500000 [--keep DIR]

All methods get the same names and the same queries in one run. Dateline's look-up is that of its
commands, `Base.names.person` over a file that its own import filled (`name_bases`), each query asked
once; the others are rapidfuzz over all names in memory, and rapidfuzz over what FTS5 finds by
trigrams (`name_rivals`). Queries are in two halves by a hash: on one half each rival gets its scorer,
its number of candidates and its lowest score; figures are of the other half. Countries are in
`benchmarks.country_names`.
"""

import argparse
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import name_bases
from benchmarks.name_queries import Asking, Query
from benchmarks.name_rivals import CANDIDATES, SCORERS, Found, Rival, Scan, Trigrams, plainly
from knowledge.base import Base

SIZES = (3_000, 10_000, 100_000, 500_000)
SEED = 21
KNOWN, UNKNOWN = 1_600, 800
SCANNED = 160
"""Queries of each sort that are asked of all names where these are many: a scan takes long."""

_MANY = 50_000


@dataclass(frozen=True, slots=True)
class Looked:
    """What one method offered for each query, best first, and the milliseconds that it took."""

    offered: Sequence[Sequence[str]]
    times: Sequence[float]


@dataclass(frozen=True, slots=True)
class Row:
    """What one method made of some queries, as shares.

    Of the known `first` (the right person is the first offered), `shown` (is among those offered),
    `wrong` (only others are offered); of the unknown `false`: somebody is offered.
    """

    method: str
    queries: int
    first: float
    shown: float
    wrong: float
    false: float
    p50: float
    p95: float
    p99: float


def main() -> None:
    """Print a table for each size, and how time grows."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--keep", type=Path, default=name_bases.KEPT)
    parser.add_argument("--known", type=int, default=KNOWN)
    parser.add_argument("--unknown", type=int, default=UNKNOWN)
    parser.add_argument("--ours", action="store_true", help="leave the rivals out")
    parser.add_argument("--half", choices=("tuned", "held"), default="held")
    options = parser.parse_args()
    ours = {}
    for size in map(int, options.sizes.split(",")):
        measured = Measured(size, options.keep, options.known, options.unknown)
        held = options.half == "held"
        rows = [measured.ours(held=held)]
        ours[size] = rows[0]
        if not options.ours:
            rows += measured.rivals(held=held)
        print(f"\n{size:,} names, {rows[0].queries} queries ({options.half} half)")
        print(f"{'':44}{'first':>8}{'shown':>8}{'wrong':>8}{'false':>8}{'p50':>9}{'p95':>9}{'p99':>9}")
        for row in rows:
            print(_line(row))
        for row in measured.by_kind(held=held):
            print(f"  {row.method:42}{row.queries:>6}{row.first:>8.3f}{row.shown:>8.3f}"
                  f"{row.wrong:>8.3f}{row.false:>8.3f}{row.p50:>9.2f}{row.p95:>9.2f}")  # fmt: skip
        sys.stdout.flush()
    if len(ours) > 1:
        small, large = ours[min(ours)], ours[max(ours)]
        for name in ("p50", "p95", "p99"):
            grown = math.log(getattr(large, name) / getattr(small, name))
            print(f"growth of {name}: names ^ {grown / math.log(max(ours) / min(ours)):.2f}")


def _line(row: Row) -> str:
    return (
        f"{row.method:44}{row.first:>8.3f}{row.shown:>8.3f}{row.wrong:>8.3f}{row.false:>8.3f}"
        f"{row.p50:>9.2f}{row.p95:>9.2f}{row.p99:>9.2f}"
    )


class Measured:
    """All methods over the people of one size."""

    def __init__(self, size: int, keep: Path, known: int, unknown: int) -> None:
        self._path = name_bases.opened(size, keep)
        made = name_bases.listed(size)
        self._names = {one.entry.id: plainly(one.entry.name) for one in made}
        asking = Asking(made, SEED)
        self._queries = [*asking.known(known), *asking.unknown(unknown)]
        self._many = size >= _MANY
        self._ours = self._look_up()

    def ours(self, *, held: bool) -> Row:
        """The product."""
        return _row("Dateline", self._queries, self._ours, held=held)

    def by_kind(self, *, held: bool) -> list[Row]:
        """The product by kind of query."""
        kinds = dict.fromkeys(query.kind for query in self._queries)
        return [
            _row(kind, self._queries, self._ours, held=held, where=lambda q, k=kind: q.kind == k)
            for kind in kinds
        ]

    def rivals(self, *, held: bool) -> list[Row]:
        """Each rival as good as it gets on the tuned half, and once as careful as the product."""
        few = _few(self._queries, SCANNED) if self._many else self._queries
        rows = []
        for scorer in SCORERS:
            rows += self._row_of(f"rapidfuzz {scorer}", few, {scorer: Scan(self._names, scorer)}, held)
        if self._many:
            again = [self._ours.offered[self._queries.index(query)] for query in few]
            rows.append(_row("Dateline, queries of the scans", few, Looked(again, [0.0] * len(few)), held=held))
        with tempfile.TemporaryDirectory(dir=self._path.parent) as folder:
            found = Trigrams(f"{folder}/trigrams.db", self._names)
            ways = {}
            for number in CANDIDATES:
                for scorer in SCORERS:
                    ways[f"{number}, {scorer}"] = found.ranked(number, scorer)
            rows += self._row_of("FTS5", self._queries, ways, held)
        return rows

    def _look_up(self) -> Looked:
        offered, times = [], []
        with Base.open(self._path, readonly=True) as base:
            base.names.person("Somebody Else")
            for query in self._queries:
                started = time.thread_time()
                found = base.names.person(query.text)
                times.append((time.thread_time() - started) * 1e3)
                offered.append([one.id for one in found.candidates])
        return Looked(offered, times)

    def _row_of(
        self, title: str, queries: Sequence[Query], ways: dict[str, Rival], held: bool
    ) -> list[Row]:
        """The best of several ways, with the least score that is best on the tuned half."""
        best: tuple[float, str, float, list[Found], list[float]] | None = None
        for name, rival in ways.items():
            found, times = [], []
            for query in queries:
                started = time.thread_time()
                found.append(rival(query.text))
                times.append((time.thread_time() - started) * 1e3)
            score, least = max((_balance(queries, found, least), least) for least in _LEAST)
            if best is None or score > best[0]:
                best = score, name, least, found, times
        assert best is not None
        _, name, least, found, times = best
        told = title if len(ways) == 1 else f"{title} {name}"
        tuned = _row("", self._queries, self._ours, held=False)
        careful = next(
            (one for one in _LEAST if _false(queries, found, one) <= tuned.false), _LEAST[-1]
        )
        return [
            _row(f"{told} ≥ {one:.2f}{why}", queries,
                 Looked([f.ids(one) for f in found], times), held=held)
            for one, why in ((least, ""), (careful, ", as careful"))
        ]  # fmt: skip


_LEAST = [n / 100 for n in range(50, 101)]


def _balance(queries: Sequence[Query], found: Sequence[Found], least: float) -> float:
    """How often a method is right on the tuned half: known and unknown people count the same."""
    row = _row("", queries, Looked([one.ids(least) for one in found], [0.0] * len(found)), held=False)
    return row.first - row.false


def _false(queries: Sequence[Query], found: Sequence[Found], least: float) -> float:
    return _row(
        "", queries, Looked([one.ids(least) for one in found], [0.0] * len(found)), held=False
    ).false


def _few(queries: Sequence[Query], number: int) -> list[Query]:
    known = [query for query in queries if query.right]
    unknown = [query for query in queries if not query.right]
    return [*known[:: max(1, len(known) // number)], *unknown[:: max(1, len(unknown) // number)]]


def _row(
    method: str,
    queries: Sequence[Query],
    looked: Looked,
    *,
    held: bool,
    where: Callable[[Query], bool] = lambda query: True,
) -> Row:
    chosen = [
        (query, ids, spent)
        for query, ids, spent in zip(queries, looked.offered, looked.times, strict=True)
        if query.held == held and where(query)
    ]
    known = [(query.right, ids) for query, ids, _ in chosen if query.right]
    unknown = [ids for query, ids, _ in chosen if not query.right]
    times = sorted(spent for _, _, spent in chosen)
    return Row(
        method,
        len(chosen),
        _share(ids[:1] and ids[0] in right for right, ids in known),
        _share(not right.isdisjoint(ids) for right, ids in known),
        _share(bool(ids) and right.isdisjoint(ids) for right, ids in known),
        _share(bool(ids) for ids in unknown),
        *(times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.95, 0.99)),
    )


def _share(told: Iterable[object]) -> float:
    several = [bool(one) for one in told]
    return sum(several) / len(several) if several else 0.0


if __name__ == "__main__":
    main()
