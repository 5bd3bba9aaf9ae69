"""Fact bases with so many people, for the benchmark of names.

    python -m benchmarks.name_bases 3000 [--keep DIR]

The made-up people of `name_sets` come in as `people import` takes a newsroom's roster in, and then
every 25th is told of in an article, saved and folded: people, ids and the index of names are the
product's own. A base is made once and kept.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from benchmarks.name_sets import Made, people
from knowledge.base import Base, RosterPerson
from knowledge.model import Article, Evidence, Kind, Paragraph, Reading, Role

KEPT = Path("benchmarks/.kept")
TOLD = 25
"""One person in so many is told of in an article."""

_PER_ARTICLE = 40
_PER_IMPORT = 500
MIDDLE_NAMES = frozenset({"english", "french", "german", "italian", "polish", "nigerian"})
"""Cultures of which every third is listed with a middle name."""

_TITLES = ("Minister", "Director", "Spokesman", "Governor", "Professor", "Ambassador")
_SEED = 11


def listed(count: int) -> list[Made]:
    """The people of a base, as its articles print them."""
    rng = random.Random(_SEED)
    made = people(count)
    given: dict[str, list[str]] = {}
    for one in made:
        given.setdefault(one.culture, []).append(one.given)
    found = []
    for one in made:
        middle = rng.choice(given[one.culture])
        if one.culture in MIDDLE_NAMES and " " not in one.given and rng.random() < 0.3:
            name = f"{one.given} {middle} {one.family}"
            one = replace(one, entry=replace(one.entry, name=name))
        found.append(one)
    return found


def opened(count: int, keep: Path = KEPT) -> Path:
    """The file of the base with so many people, made where it is not there."""
    path = keep / f"names-{count}.db"
    if not path.exists():
        keep.mkdir(parents=True, exist_ok=True)
        _build(path, count)
    Base.open(path).close()  # One that was kept may be of an older version.
    return path


def _build(path: Path, count: int) -> None:
    """Save the articles; the file appears under its name when it is whole."""
    target = path.with_suffix(".part")
    for beside in (target, *target.parent.glob(f"{target.name}-*")):
        beside.unlink(missing_ok=True)
    started = time.perf_counter()
    made = listed(count)
    with Base.open(target) as base:
        for at in range(0, count, _PER_IMPORT):
            base.enlist(_on_roster(one) for one in made[at : at + _PER_IMPORT])
            if at % 20_000 == 0:
                rate = at / (time.perf_counter() - started)
                print(f"{at:,} people, {rate:,.0f}/s", file=sys.stderr)
        for article, readings in _stories(made[::TOLD]):
            base.save(article, readings)
    target.rename(path)


def _on_roster(one: Made) -> RosterPerson:
    entry = one.entry
    return RosterPerson(entry.id, entry.name, entry.party, entry.titles, ())


def _stories(made: list[Made]) -> Iterator[tuple[Article, list[Reading]]]:
    rng = random.Random(_SEED + 1)
    for number, start in enumerate(range(0, len(made), _PER_ARTICLE)):
        day = date(2015, 1, 1) + timedelta(days=rng.randrange(3_650))
        yield _story(number, rng, day, made[start : start + _PER_ARTICLE])


def _story(
    number: int, rng: random.Random, published: date, named: list[Made]
) -> tuple[Article, list[Reading]]:
    """An article that tells of each of these people what they are."""
    id = f"people-{number}"
    lines, told = [], []
    for one in named:
        titles = one.entry.titles or (rng.choice(_TITLES),)
        lines.append(f"{titles[0]} {one.entry.name} spoke at meeting {rng.randrange(10**6)}.")
        told.append(Role(one.entry.name, titles[0], one.entry.party))
    text = "\n\n".join(lines)
    spans, at = [], 0
    for line in lines:
        spans.append(Paragraph(at, at + len(line)))
        at += len(line) + 2
    article = Article(
        id, text, tuple(spans), title=f"Who is who {number}", published=published.isoformat(),
        published_basis="given", outlet="The Sample Post", language="en",
    )  # fmt: skip
    readings = [
        Reading(
            kind=Kind.ROLE, article=id, digest=article.digest, rule="benchmark", fields=role,
            evidence=(Evidence(id, span.start, span.end, text[span.start : span.end]),),
        )
        for role, span in zip(told, spans, strict=True)
    ]  # fmt: skip
    return article, readings


def main() -> None:
    """Make the bases of these sizes."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--keep", type=Path, default=KEPT)
    options = parser.parse_args()
    for size in options.sizes:
        started = time.perf_counter()
        path = opened(size, options.keep)
        spent = time.perf_counter() - started
        print(f"{path}: {path.stat().st_size / 1e6:,.0f} MB, {spent:,.0f} s")


if __name__ == "__main__":
    main()
