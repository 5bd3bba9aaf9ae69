"""Names: ours beside plain rapidfuzz, in accuracy, false accepts and time.

`python -m benchmarks.names --sizes 3000,500000`. People and slips are made up with fixed seeds
(`name_sets`); countries come from CLDR. Each set is split by a hash into a part that was looked at
while the resolver was written and a part that was held back; both are shown.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from babel import localedata
from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from benchmarks.name_sets import Query, asked, junk, lookalikes, people, slip, strangers
from knowledge.names import Names, gazetteer, index, schema
from knowledge.text import fold

CUTOFFS = {"WRatio": 86, "Damerau-Levenshtein": 0.85}
"""Below these, plain rapidfuzz answers nothing; chosen where its people F1 is about best."""

PLAIN_QUERIES = {3_000: 600, 500_000: 30}
"""How many queries plain rapidfuzz answers at each size: its scans take long."""

Answerer = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Result:
    """What one method made of one set."""

    queries: int
    right: int
    accepted: int
    asked_back: int
    median: float
    slow: float


def main() -> None:
    """Run and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="3000", help="numbers of people, such as 3000,500000")
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    print(f"{'':46}{'n':>6}{'top-1':>8}{'wrong':>8}{'asked':>7}{'p50 ms':>9}{'p95 ms':>9}")
    countries()
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            persons(size, Path(folder) / "names.db")


def countries() -> None:
    """Countries: CLDR names, codes, slips; and what is no country."""
    names = _cldr()
    keys = {fold(name): code for name, code in names.items()}
    rng = random.Random(5)
    right = [
        Query("CLDR name", name, code) for name, code in rng.sample(sorted(names.items()), 2000)
    ]
    for country in gazetteer.countries():
        right += [Query("code", code, country.code) for code in (country.code, country.alpha3)]
        own = [one for one in country.demonyms if one not in country.weak]
        right += [Query("demonym", one, country.code) for one in own]
        for _ in range(3):
            name = country.names[0]
            if len(name) > 4:
                right.append(Query("one slip", slip(rng, name), country.code))
        if " " in country.names[0]:
            right.append(Query("no space", country.names[0].replace(" ", ""), country.code))
    wrong = [*lookalikes(), *junk()]
    party = Names(sqlite3.connect(":memory:")).party
    party("warm up")
    ours: Answerer = lambda text: [found.id for found in party(text).candidates]  # noqa: E731
    _table("countries", ours, right, [])
    for kind in sorted({query.kind for query in right}):
        _table(f"  {kind}", ours, [query for query in right if query.kind == kind], [], parts=False)
    _table("countries, look-alikes", ours, [], lookalikes())
    _table("countries, junk", ours, [], junk())
    sample = rng.sample(right, 400), rng.sample(wrong, 150)
    for method, plain in _plain(keys).items():
        _table(f"countries, {method}", plain, *sample, parts=False)


def persons(size: int, path: Path) -> None:
    """People: asked for in every way, strangers with a known family name, and junk."""
    made = people(size)
    db = sqlite3.connect(path)
    db.execute("PRAGMA cache_size=-100000")
    for statement in schema.STATEMENTS:
        db.execute(statement)
    started = time.perf_counter()
    index.add(db, (one.entry for one in made))
    db.commit()
    spent = time.perf_counter() - started
    size_mb = path.stat().st_size / 1e6
    print(f"\n{size:,} people indexed in {spent:.1f} s, {size_mb:,.0f} MB")
    right, wrong = asked(made), strangers(made)
    person = Names(db).person
    ours: Answerer = lambda text: [found.id for found in person(text).candidates]  # noqa: E731
    _table("people", ours, right, [])
    _table("people, strangers", ours, [], wrong)
    _table("people, junk", ours, [], junk())
    keys = {fold(one.entry.name): one.entry.id for one in made}
    count = PLAIN_QUERIES.get(size, 60)
    rng = random.Random(6)
    sample = rng.sample(right, count), rng.sample(wrong, count // 2)
    for method, plain in _plain(keys).items():
        _table(f"people, {method}", plain, *sample, parts=False)


def _plain(keys: dict[str, str]) -> dict[str, Answerer]:
    """Plain rapidfuzz over folded names: the best one, if it is good enough."""
    names = list(keys)

    def by_ratio(text: str) -> Sequence[str]:
        cutoff = CUTOFFS["WRatio"]
        best = process.extractOne(fold(text), names, scorer=fuzz.WRatio, score_cutoff=cutoff)
        return [] if best is None else [keys[best[0]]]

    def by_edits(text: str) -> Sequence[str]:
        scorer = DamerauLevenshtein.normalized_similarity
        cutoff = CUTOFFS["Damerau-Levenshtein"]
        best = process.extractOne(fold(text), names, scorer=scorer, score_cutoff=cutoff)
        return [] if best is None else [keys[best[0]]]

    return {"WRatio": by_ratio, "Damerau-Levenshtein": by_edits}


def _table(
    title: str,
    answer: Answerer,
    right: Iterable[Query],
    wrong: Iterable[Query],
    *,
    parts: bool = True,
) -> None:
    queries = [*right, *wrong]
    groups = {"": queries}
    if parts:
        groups = {
            " (seen)": [query for query in queries if not _held_back(query)],
            " (held back)": [query for query in queries if _held_back(query)],
        }
    for suffix, group in groups.items():
        for kind, chosen in (
            ("", [query for query in group if query.right is not None]),
            (", nobody's", [query for query in group if query.right is None]),
        ):
            if chosen:
                _line(f"{title}{kind}{suffix}", _measure(answer, chosen), right=not kind)


def _held_back(query: Query) -> bool:
    return crc32(query.text.encode()) % 3 == 0


def _measure(answer: Answerer, queries: Sequence[Query]) -> Result:
    right = accepted = asked_back = 0
    times = []
    for query in queries:
        started = time.perf_counter()
        ids = answer(query.text)
        times.append((time.perf_counter() - started) * 1e3)
        asked_back += len(ids) > 1
        if query.right is None:
            accepted += bool(ids)
        elif ids and ids[0] == query.right:
            right += 1
        else:
            accepted += bool(ids)
    times.sort()
    middle, slow = times[len(times) // 2], times[int(len(times) * 0.95)]
    return Result(len(queries), right, accepted, asked_back, middle, slow)


def _line(title: str, result: Result, *, right: bool) -> None:
    share = 1 / result.queries
    top = f"{result.right * share:.3f}" if right else ""
    print(
        f"{title:46}{result.queries:>6}{top:>8}{result.accepted * share:>8.3f}"
        f"{result.asked_back * share:>7.3f}{result.median:>9.3f}{result.slow:>9.3f}"
    )
    sys.stdout.flush()


def _cldr() -> dict[str, str]:
    """Names of countries in all CLDR languages that mean one country only."""
    codes = {country.code for country in gazetteer.countries()}
    found: dict[str, set[str]] = {}
    for identifier in localedata.locale_identifiers():
        for code, name in localedata.load(identifier).get("territories", {}).items():
            if code in codes and isinstance(name, str):
                found.setdefault(name, set()).add(code)
    return {name: min(of) for name, of in found.items() if len(of) == 1}


if __name__ == "__main__":
    main()
