"""Looking people up by name: Dateline's fact base beside rapidfuzz and SQLite's FTS5.

    python -m benchmarks.names --sizes 3000,10000,100000,500000 [--keep DIR]

All methods get the same names and the same queries in one run. Dateline's look-up is that of its
commands, `Base.names.person` over a file that its own import filled (`name_bases`), each query
asked once; the others are rapidfuzz over all names in memory, and rapidfuzz over what FTS5 finds by
trigrams (`name_rivals`). Queries are in two halves by a hash: on one half each rival gets its
scorer, its number of candidates and its lowest score; figures are of the other half. Countries are
in `benchmarks.country_names`.
"""

import argparse
import gc
import random
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from benchmarks import name_bases
from benchmarks.name_queries import Asking, Listed, Query
from benchmarks.name_rivals import CANDIDATES, SCORERS, Found, Rival, Scan, Trigrams, plainly
from benchmarks.name_strangers import Strangers
from benchmarks.report import Report, Spread, exponent, verdict
from knowledge.base import Base

SIZES = (3_000, 10_000, 100_000, 500_000)
TARGET, GROWTH = 2.0, 0.3
"""The milliseconds that a look-up may take, and the exponent with which that may grow."""

SEED = 21
KNOWN, UNKNOWN = 800, 400
SCANNED = 80
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

    COLUMNS: ClassVar = ("first", "shown", "wrong", "false", "p50", "p95", "p99")

    method: str
    known: int
    unknown: int
    first: float
    shown: float
    wrong: float
    false: float
    p50: float
    p95: float
    p99: float

    @property
    def cells(self) -> tuple[str | float, ...]:
        """As they stand below `COLUMNS`."""
        known = [_percent(one, self.known) for one in (self.first, self.shown, self.wrong)]
        return *known, _percent(self.false, self.unknown), self.p50, self.p95, self.p99


def main() -> None:
    """Print tables for each size and how time grows, and put them into RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--keep", type=Path, default=name_bases.KEPT)
    parser.add_argument("--known", type=int, default=KNOWN)
    parser.add_argument("--unknown", type=int, default=UNKNOWN)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--ours", action="store_true", help="leave the rivals out")
    parser.add_argument("--half", choices=("tuned", "held"), default="held")
    parser.add_argument("--quick", action="store_true", help="print only")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    held = options.half == "held"
    with Report("names", "People by name", ("rapidfuzz",), options.quick) as report:
        report.say(_told(options.half))
        ours: list[Row] = []
        for size in sizes:
            measured = Measured(size, options)
            ours.append(measured.ours(held=held))
            rows = [ours[-1], *(() if options.ours else measured.rivals(held=held))]
            report.say(f"### {size:,} names")
            report.table(
                (f"{rows[0].known} known, {rows[0].unknown} unknown", *Row.COLUMNS),
                [(row.method, *row.cells) for row in rows],
            )
        report.say(f"### Dateline by kind of query, {size:,} names")
        columns = ("kind", "n", *Row.COLUMNS)
        kinds = measured.by_kind(held=held)
        report.table(columns, [(row.method, row.known + row.unknown, *row.cells) for row in kinds])
        if len(sizes) > 1:
            report.say(_grown(sizes, ours))


def _told(half: str) -> str:
    return (
        f"Of the queries ({KNOWN:,} for people of the base, {UNKNOWN} for nobody) those of the "
        f"{half} half. *First*: the right person is the first offered; *shown*: is among those "
        "offered; *wrong*: only others are; *false*: an unknown name gets somebody. Times are CPU "
        "milliseconds of the thread, Dateline's from the file through `Base.names.person`, each "
        "query once; the file was read before, so that the system has it in memory, as rapidfuzz "
        "has its names. *Best*: with the least score at "
        "which known and unknown names together come out best on the tuned half; *careful*: with "
        "the least at which no more unknown names get somebody there than with Dateline; *any*: "
        "whatever comes first is taken."
    )


def _grown(sizes: Sequence[int], ours: Sequence[Row]) -> str:
    """How the time of a look-up grows with the number of names, and whether that is in bounds."""
    told = []
    for name in ("p50", "p95", "p99"):
        grown = exponent(sizes, [getattr(row, name) for row in ours])
        told.append(f"{name} as names to the {grown:.2f} ({verdict(grown <= GROWTH)})")
    within = ", ".join(
        f"{name} {spent:.2f} ms ({verdict(spent <= TARGET)})"
        for name in ("p50", "p95", "p99")
        if (spent := getattr(ours[-1], name))
    )
    return (
        f"Dateline's times grow: {', '.join(told)}; target {GROWTH}. Of {sizes[-1]:,} names: "
        f"{within}; target {TARGET:.0f} ms."
    )


class Measured:
    """All methods over the people of one size."""

    def __init__(self, size: int, options: argparse.Namespace) -> None:
        self._path = name_bases.opened(size, options.keep)
        made = name_bases.listed(size)
        self._names = {one.entry.id: plainly(one.entry.name) for one in made}
        listed = Listed(made)
        self._queries = Asking(listed, options.seed).known(options.known)
        self._queries += Strangers(listed, options.seed).unknown(options.unknown)
        self._many = size >= _MANY
        self._ours = self._look_up()

    def ours(self, *, held: bool) -> Row:
        """The product."""
        return _row("Dateline", self._queries, self._ours, held=held)

    def by_kind(self, *, held: bool) -> list[Row]:
        """The product by kind of query."""
        rows = []
        for kind in dict.fromkeys(query.kind for query in self._queries):
            several = [n for n, query in enumerate(self._queries) if query.kind == kind]
            looked = Looked(
                [self._ours.offered[n] for n in several], [self._ours.times[n] for n in several]
            )
            rows.append(_row(kind, [self._queries[n] for n in several], looked, held=held))
        return rows

    def rivals(self, *, held: bool) -> list[Row]:
        """Each rival as good as it gets on the tuned half, and once as careful as the product."""
        few = _few(self._queries, SCANNED) if self._many else self._queries
        rows = []
        for scorer in SCORERS:
            scan: dict[str, Rival] = {scorer: Scan(self._names, scorer)}
            rows += self._row_of(f"rapidfuzz {scorer}", few, scan, held)
        if self._many:
            again = [self._ours.offered[self._queries.index(query)] for query in few]
            times = [self._ours.times[self._queries.index(query)] for query in few]
            told = f"Dateline, the {SCANNED} queries of each sort asked above"
            rows.append(_row(told, few, Looked(again, times), held=held))
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
        with self._path.open("rb") as file:
            while file.read(1 << 20):
                pass
        with Base.open(self._path, readonly=True) as base:
            base.names.person("Somebody Else")
            gc.collect()
            gc.freeze()  # The benchmark's own lists are no part of what a look-up costs.
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
        tried = _few([query for query in queries if not query.held], SCANNED)
        name = next(iter(ways))
        if len(ways) > 1:
            name = max(ways, key=lambda one: _best(tried, list(map(ways[one], _texts(tried))))[0])
        found, times = [], []
        for text in _texts(queries):
            started = time.thread_time()
            found.append(ways[name](text))
            times.append((time.thread_time() - started) * 1e3)
        _, least = _best(queries, found)
        told = title if len(ways) == 1 else f"{title} {name}"
        tuned = _row("", self._queries, self._ours, held=False)
        careful = next(
            (one for one in _LEAST if _tuned(queries, found, one).false <= tuned.false),
            _LEAST[-1],
        )
        points = ((least, f", best (≥ {least:.2f})"), (careful, f", careful (≥ {careful:.2f})"))
        return [
            _row(f"{told}{why}", queries, Looked([f.ids(one) for f in found], times), held=held)
            for one, why in (*points, (0.0, ", any"))
        ]


def _texts(queries: Sequence[Query]) -> list[str]:
    return [query.text for query in queries]


_LEAST = [n / 100 for n in range(50, 101)]


def _tuned(queries: Sequence[Query], found: Sequence[Found], least: float) -> Row:
    """What a method makes of the tuned half when it takes nothing below a score."""
    offered = [one.ids(least) for one in found]
    return _row("", queries, Looked(offered, [0.0] * len(found)), held=False)


def _best(queries: Sequence[Query], found: Sequence[Found]) -> tuple[float, float]:
    """How often a method is right on the tuned half, known and unknown people counting the same,
    and the least score with which it is."""
    rows = ((_tuned(queries, found, least), least) for least in _LEAST)
    return max((row.first - row.false, least) for row, least in rows)


def _few(queries: Sequence[Query], number: int) -> list[Query]:
    """So many queries of each sort, by chance: every kind of query has its turn in their order."""
    rng = random.Random(SEED)
    known = [query for query in queries if query.right]
    unknown = [query for query in queries if not query.right]
    return [one for some in (known, unknown) for one in rng.sample(some, min(number, len(some)))]


def _row(
    method: str,
    queries: Sequence[Query],
    looked: Looked,
    *,
    held: bool,
) -> Row:
    chosen = [
        (query, ids, spent)
        for query, ids, spent in zip(queries, looked.offered, looked.times, strict=True)
        if query.held == held
    ]
    known = [(query.right, ids) for query, ids, _ in chosen if query.right]
    unknown = [ids for query, ids, _ in chosen if not query.right]
    times = Spread.of([spent for _, _, spent in chosen])
    return Row(
        method,
        len(known),
        len(unknown),
        _share(ids[:1] and ids[0] in right for right, ids in known),
        _share(not right.isdisjoint(ids) for right, ids in known),
        _share(bool(ids) and right.isdisjoint(ids) for right, ids in known),
        _share(bool(ids) for ids in unknown),
        times.p50,
        times.p95,
        times.p99,
    )


def _percent(share: float, of: int) -> str:
    return f"{share * 100:.1f} %" if of else "—"


def _share(told: Iterable[object]) -> float:
    several = [bool(one) for one in told]
    return sum(several) / len(several) if several else 0.0


if __name__ == "__main__":
    main()
