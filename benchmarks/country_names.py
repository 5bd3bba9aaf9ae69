"""Countries by name: Dateline's resolver beside pycountry and rapidfuzz, in one run.

    python -m benchmarks.country_names [--half tuned]

What people write (`country_queries.tsv`: usual, old, adjective, demonym, capital), English names
with slips of the keyboard and the ear, names in the languages of CLDR, and what is no country's.
Half of the queries, by a hash, chose the least score of rapidfuzz; figures are of the other half.
"""

import argparse
import random
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pycountry
from babel import Locale, localedata
from rapidfuzz import fuzz, process

from benchmarks.name_queries import Query
from benchmarks.name_rivals import plainly
from benchmarks.name_sets import junk, lookalikes
from benchmarks.name_slips import SLIPS, slipped
from benchmarks.report import Cell, Report, Spread
from knowledge.names import Names

_QUERIES = Path(__file__).with_name("country_queries.tsv")
_SEED = 5
_LANGUAGES = 600

Answerer = Callable[[str], Sequence[str]]


def queries() -> list[Query]:
    """All queries with the code that is right; none for what is no country."""
    rng = random.Random(_SEED)
    found = [Query(kind, form, frozenset({code})) for kind, code, form in _written()]
    english = Locale("en").territories
    codes = {country.alpha_2 for country in pycountry.countries}
    for code in sorted(codes):
        name = english[code]
        for kind, slip in SLIPS.items():
            if typed := slipped(rng, name, slip):
                found.append(Query(f"misspelt: {kind}", typed, frozenset({code})))
        first = slipped(rng, name, rng.choice(list(SLIPS.values())))
        if len(name) > 9 and (twice := slipped(rng, first, rng.choice(list(SLIPS.values())))):
            found.append(Query("misspelt: two slips", twice, frozenset({code})))
    languages = sorted(_in_languages(codes).items())
    found += [
        Query("other language", name, frozenset(of))
        for name, of in rng.sample(languages, _LANGUAGES)
    ]
    found += [Query("no country: look-alike", one.text) for one in lookalikes()]
    found += [Query("no country: words", one.text) for one in junk()]
    return list({query.text: query for query in found}.values())


def _written() -> list[tuple[str, str, str]]:
    found = []
    for line in _QUERIES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, code, forms = line.split("\t")
            found += [(kind, code, form) for form in forms.split(";")]
    return found


def _in_languages(codes: set[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for identifier in localedata.locale_identifiers():
        for code, name in localedata.load(identifier).get("territories", {}).items():
            if code in codes and isinstance(name, str):
                found.setdefault(name, set()).add(code)
    return found


def dateline() -> Answerer:
    """The product's resolver, without its memory of earlier queries."""
    from knowledge.names.parties import load

    resolve = load().resolve
    Names(sqlite3.connect(":memory:")).party("warm up")
    return lambda text: [one.id for one in resolve(text).candidates]


def by_pycountry(text: str) -> Sequence[str]:
    """`pycountry.countries.search_fuzzy`, after its `lookup` of exact names and codes."""
    try:
        return [pycountry.countries.lookup(text).alpha_2]
    except LookupError:
        pass
    try:
        return [one.alpha_2 for one in pycountry.countries.search_fuzzy(text)]
    except LookupError:
        return []


def by_rapidfuzz(least: float) -> Answerer:
    """rapidfuzz's `WRatio` over pycountry's names, common and official ones."""
    names: dict[str, str] = {}
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            if (name := getattr(country, field, None)) is not None:
                names.setdefault(plainly(name), country.alpha_2)
    keys = list(names)

    def look_up(text: str) -> Sequence[str]:
        best = process.extract(plainly(text), keys, scorer=fuzz.WRatio, score_cutoff=least, limit=8)
        return list(dict.fromkeys(names[key] for key, score, _ in best if score >= best[0][1] - 3))

    return look_up


def measured(
    answer: Answerer, asked: Sequence[Query]
) -> tuple[float, float, float, float, list[float]]:
    """The shares of the known with the right one first, among those shown, and with none of it;
    of the unknown that get an answer; and CPU milliseconds."""
    first = shown = wrong = false = 0
    times = []
    for query in asked:
        started = time.thread_time()
        ids = list(answer(query.text))[:8]
        times.append((time.thread_time() - started) * 1e3)
        if query.right:
            first += bool(ids) and ids[0] in query.right
            shown += not query.right.isdisjoint(ids)
            wrong += bool(ids) and query.right.isdisjoint(ids)
        else:
            false += bool(ids)
    known = max(1, sum(bool(query.right) for query in asked))
    unknown = max(1, sum(not query.right for query in asked))
    return first / known, shown / known, wrong / known, false / unknown, times


def main() -> None:
    """Print tables, and put them into RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--half", choices=("tuned", "held"), default="held")
    parser.add_argument("--quick", action="store_true", help="print only")
    options = parser.parse_args()
    every = queries()
    tuned = [query for query in every if not query.held]
    asked = [query for query in every if query.held == (options.half == "held")]
    scores = {}
    for least in range(70, 101, 2):
        first, _, _, false, _ = measured(by_rapidfuzz(least), tuned)
        scores[least] = first - false
    least = max(scores, key=lambda one: scores[one])
    ways: dict[str, Answerer] = {
        "Dateline": dateline(),
        "pycountry lookup, then search_fuzzy": by_pycountry,
        f"rapidfuzz WRatio ≥ {least} over pycountry's names": by_rapidfuzz(least),
    }
    with Report(
        "countries", "Countries by name", ("rapidfuzz", "pycountry"), options.quick
    ) as report:
        known = sum(bool(query.right) for query in asked)
        report.say(
            f"{known} queries for a country and {len(asked) - known} for none, the {options.half} "
            "half. *First*: the right country comes first; *shown*: it is among at most eight that "
            "are offered; *wrong*: only others are; *false*: what is no country gets one. Times "
            "are CPU milliseconds."
        )
        rows: list[Sequence[Cell]] = []
        for way, answer in ways.items():
            *shares, times = measured(answer, asked)
            spread = Spread.of(times)
            rows.append((way, *map(_share, shares), spread.p50, spread.p95, spread.p99))
        report.table(("way", "first", "shown", "wrong", "false", "p50", "p95", "p99"), rows)
        kinds = {query.kind: [one for one in asked if one.kind == query.kind] for query in asked}
        report.table(
            ("right first; of no country: refused", "n", *ways),
            [
                (kind, len(of), *(_share(_right(answer, of)) for answer in ways.values()))
                for kind, of in kinds.items()
            ],
        )


def _right(answer: Answerer, asked: Sequence[Query]) -> float:
    first, _, _, false, _ = measured(answer, asked)
    return first if asked[0].right else 1 - false


def _share(share: float) -> str:
    return f"{share * 100:.1f} %"


if __name__ == "__main__":
    main()
