"""How long saving an article takes, one by one and many at once, and whether it grows.

    python -m benchmarks.saving [--sizes 1000 3000 10000 30000] [--saved 300] [--quick]

Articles with their readings (those of `benchmarks.bases`) are at hand: nothing is read. A base is
filled (`Base.fill`) up to one size after the other; at each, some articles are saved one by one
(`Base.save`: a transaction and a sync for each). Time is the processor's, of this process, so that
what else the machine does matters less. The baseline is what SQLite alone takes: the rows of the
smallest base entered into empty tables with the same indexes, in one transaction, with nothing to
be looked up, compared, folded or searched.

The growth is the exponent of milliseconds an article against articles. Target: less than 0.1, of
which small bases (`--quick`) say nothing.
"""

import argparse
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import count, islice
from pathlib import Path

from benchmarks.bases.building import SEED
from benchmarks.bases.stories import story
from benchmarks.report import Report, exponent, figure, ratio, verdict
from knowledge.base import Base
from knowledge.model import Article, Reading

Told = tuple[Article, tuple[Reading, ...]]

GROWTH = 0.1
SIZES, QUICK = (1_000, 3_000, 10_000, 30_000), (200, 500)
_CHUNK = 500


def main() -> None:
    """Print a table; exits with 1 when the time for an article grows with the base."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], allow_abbrev=False)
    parser.add_argument("--sizes", type=int, nargs="+")
    parser.add_argument("--saved", type=int)
    parser.add_argument("--quick", action="store_true", help="small bases, kept nowhere")
    options = parser.parse_args()
    sizes = options.sizes or (QUICK if options.quick else SIZES)
    saved = options.saved or (50 if options.quick else 300)
    with (
        tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder,
        Report("saving", "Saving articles", quick=options.quick) as report,
    ):
        sys.exit(0 if measure(Path(folder), sorted(sizes), saved, report) else 1)


def measure(folder: Path, sizes: list[int], saved: int, report: Report) -> bool:
    """Measure and tell; True when neither way grows more than it may."""
    path, told = folder / "base.db", stories()
    at_once: list[float] = []
    one_by_one: list[float] = []
    bare = 0.0
    have = 0
    with Base.open(path) as base:
        for size in sizes:
            at_once.append(filled(base, told, size - saved - have))
            bare = bare or entered(path, folder / "bare.db")
            one_by_one.append(saved_singly(base, told, saved))
            have = size
    report.say(
        "Milliseconds of processor for an article with its readings. Bare SQLite takes"
        f" {figure(bare)} ms to enter the rows of {sizes[0] - saved:,} articles, with nothing to be"
        " looked up, compared, folded or searched."
    )
    report.table(
        ("articles", "filled (ms)", "to bare SQLite", "saved one by one (ms)", "to bare SQLite"),
        [
            (size, fill, ratio(fill, bare), save, ratio(save, bare))
            for size, fill, save in zip(sizes, at_once, one_by_one, strict=True)
        ],
    )
    grown = [exponent(sizes, times) for times in (at_once, one_by_one)]
    met = all(one < GROWTH for one in grown)
    if report.quick:
        return True
    report.say(
        f"Growth: exponent {grown[0]:.2f} filled, {grown[1]:.2f} one by one"
        f" (target: less than {GROWTH}): {verdict(met)}."
    )
    return met


def stories() -> Iterator[Told]:
    """Article versions with their readings, without end."""
    for number in count():
        for version in story(SEED, number).versions:
            yield version.article, version.readings


def filled(base: Base, told: Iterator[Told], number: int) -> float:
    """Milliseconds of processor for each of so many articles that a base is filled with."""
    spent = 0.0
    for start in range(0, number, _CHUNK):
        some = list(islice(told, min(_CHUNK, number - start)))
        began = time.process_time()
        base.fill(some)
        spent += time.process_time() - began
    return spent / number * 1000


def saved_singly(base: Base, told: Iterator[Told], number: int) -> float:
    """The same for articles that are saved one by one."""
    some = list(islice(told, number))
    began = time.process_time()
    for article, readings in some:
        base.save(article, readings)
    return (time.process_time() - began) / number * 1000


def entered(source: Path, target: Path) -> float:
    """Milliseconds of processor that the rows of a base take for each article, bare."""
    with closing(sqlite3.connect(source)) as db:
        schema = db.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
            " AND type IN ('table', 'index') AND name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE '%\\_fts%' ESCAPE '\\' ORDER BY type DESC, rootpage"
        ).fetchall()
        tables = [name for type, name, _ in schema if type == "table"]
        rows = {name: db.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
        (articles,) = db.execute("SELECT count(*) FROM articles").fetchone()
    with closing(sqlite3.connect(target)) as db:
        for _, _, statement in schema:
            db.execute(statement)
        began = time.process_time()
        for name, some in rows.items():
            if some:
                marks = ",".join("?" * len(some[0]))
                db.executemany(f'INSERT INTO "{name}" VALUES ({marks})', some)
        db.commit()
        return (time.process_time() - began) / int(articles) * 1000


if __name__ == "__main__":
    main()
