"""How many facts of a party, or of all, begin in each year, from the tallies of `tables_22`."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from knowledge.base import echoes
from knowledge.base.held import is_tallied
from knowledge.base.listings import Search, listing
from knowledge.base.memory import memory_of
from knowledge.base.numbering import CLASS_SHIFT, OPEN, UNDATED, day_of, kind_of
from knowledge.model import Kind

FEW = 1_000
"""So many facts are listed rather than told by tallies, which is quicker."""

_YEARS = 3
"""Within fewer years lie fewer months than are told apart."""

# Before them is what began at any time (`OPEN`).
_FIRST, _LAST = "0002", "9999"


def yearly(
    db: sqlite3.Connection, searches: Sequence[Search], left_out: frozenset[int]
) -> Counter[tuple[str, Kind]] | None:
    """How many dated facts of each kind begin in a year, without those that are `left_out`.

    None where no tally tells all that the searches find, or where they find little or nothing that
    lies further apart than months do.
    """
    of = _tallied(db, searches)
    if of is None:
        return None
    party, about, before = of
    kinds = {search.kind for search in searches}
    counts: Counter[tuple[str, Kind]] = Counter()
    for year, number, total in db.execute(
        "SELECT substr(key, -4), class, total FROM tallies WHERE about=? AND key BETWEEN ? AND ?",
        (about, before + _FIRST, before + _LAST),
    ):
        if kind_of(number) in kinds and number & 3 != UNDATED:
            counts[year, kind_of(number)] += total
    if counts.total() <= FEW:
        return None
    gone = echoes.hidden(db, searches)
    gone |= left_out if party is None else _of_party(db, party, left_out)
    for n in gone:
        year = date.fromordinal(max(day_of(n), OPEN)).isoformat()[:4]
        kind = kind_of(n >> CLASS_SHIFT)
        if kind in kinds and n >> CLASS_SHIFT & 3 != UNDATED and year >= _FIRST:
            counts[year, kind] -= 1
    years = [int(year) for (year, _), number in counts.items() if number > 0]
    return counts if years and max(years) - min(years) >= _YEARS else None


def _tallied(
    db: sqlite3.Connection, searches: Iterable[Search]
) -> tuple[str | None, str, str] | None:
    """The party that is asked for, if any, and where it is kept how many facts of it there are."""
    tallies = {
        None
        if (found := listing(db, search)) is None or not is_tallied(found, search)
        else found.tally
        for search in searches
    }
    match [*tallies]:
        case [("party", str(party))]:
            return party, "party_year", f"{party}|"
        case [("fact", _)]:
            return None, "year", ""
    return None


def _of_party(db: sqlite3.Connection, party: str, numbers: frozenset[int]) -> frozenset[int]:
    """Those of these facts that a party takes part in."""

    def among() -> frozenset[int]:
        rows = db.execute(
            "SELECT fact FROM fact_parties WHERE party = ?"
            " AND fact IN (SELECT value FROM json_each(?))",
            (party, json.dumps(list(numbers))),
        )
        return frozenset(n for (n,) in rows)

    memory = memory_of(db)
    return among() if memory is None else memory.get(("left out of", party, numbers), among)
