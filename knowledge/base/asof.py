"""Facts as the archive told them on an earlier day: a `Query` with `as_of` → facts.

What later articles added (that a plan came true, who else was there) is not shown and finds
nothing. Period, place, occasion and words are compared with the facts of today.

Most facts were told by then by all that ever told them, so they are what they are today. The
others are folded anew from what was out: those on the page, and where who took part or how far it
had come is asked for, all that may meet it.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from knowledge.base import echoes, find, ids, rulings
from knowledge.base import facts as today
from knowledge.base.codec import storable
from knowledge.base.kinds import KINDS, kind_of
from knowledge.base.kinds.common import Folded, Head
from knowledge.base.listings import DAYS, Search, Told, traits_asked
from knowledge.base.numbering import CLASS_SHIFT, moment
from knowledge.base.numbering import kind_of as class_kind
from knowledge.base.sourced import sources_of
from knowledge.base.values import Attendee
from knowledge.model import Fact, Kind, PersonRef

LOOKED_AT = 200
"""Of more facts than this that have to be folded anew, the first of the order asked for are."""


def facts(
    db: sqlite3.Connection,
    searches: Sequence[Search],
    day: date,
    limit: int,
    offset: int,
    left_out: Sequence[int] = (),
) -> tuple[list[Fact], int, bool]:
    """A page of the facts told by that day, how many there are, and whether these are all.

    Those that are `left_out`, given in the order of their numbers, neither show nor count.
    """
    until = day.toordinal()
    as_today = [*_whole(searches, until), *_as_they_are(searches, until)]
    changed = set(_changed(db, _to_fold(searches, until), until))

    def is_found(n: int) -> bool:
        return n in changed or any(find.holds(db, search, n) for search in as_today)

    hidden = set(filter(is_found, echoes.hidden(db, searches, is_found)))
    hidden |= changed.intersection(left_out) | find.among(db, as_today, left_out)
    shown = max(0, limit)
    enough = offset + shown + len(hidden) if shown else 0
    numbers, total, complete = set(changed), len(changed), is_whole(db, searches, day)
    for search in as_today:
        found = find.facts(db, [search], enough, 0, find.counted_to(limit, offset) + len(hidden))
        numbers.update(found.numbers)
        total += found.total
        complete = complete and found.complete
    sign = 1 if any(search.oldest_first for search in searches) else -1
    merged = sorted(numbers - hidden, key=lambda n: (sign * moment(n), n))
    return told(db, merged[offset : offset + shown], day), total - len(hidden), complete


def has_any(db: sqlite3.Connection, searches: Sequence[Search], day: date) -> bool:
    """True when `facts` finds anything."""
    until = day.toordinal()
    as_today = [*_whole(searches, until), *_as_they_are(searches, until)]
    changed = _changed(db, _to_fold(searches, until), until)
    return find.has_any(db, as_today) or next(changed, None) is not None


def is_whole(db: sqlite3.Connection, searches: Sequence[Search], day: date) -> bool:
    """True when `facts` looks at all that may meet the conditions."""
    return len(_first(db, _to_fold(searches, day.toordinal()))) <= LOOKED_AT


def told(db: sqlite3.Connection, numbers: Sequence[int], day: date) -> list[Fact]:
    """These facts as they were told by that day, in this order; those told later are left out."""
    until = day.toordinal()
    texts: dict[int, str] = {}
    last_told = _last_told(db, numbers)
    whole = today.loaded(db, [n for n in numbers if last_told[n] <= until])
    found = []
    for n in numbers:
        if n in whole:
            found.append(whole[n])
        elif last_told[n] > until and (folded := _folded(db, n, until)) is not None:
            found += _shown(db, n, *folded, until, texts)
    return found


def _last_told(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, int]:
    """By when all that tell these facts had told them."""
    rows = db.execute(
        f"SELECT d.n, d.last_told FROM json_each(?) j CROSS JOIN facts d INDEXED BY {DAYS}"
        " ON d.n = j.value",
        (json.dumps(list(numbers)),),
    )
    return dict(map(tuple, rows))


def _whole(searches: Sequence[Search], until: int) -> list[Search]:
    return [replace(search, told=Told(until, whole=True)) for search in searches]


def _as_they_are(searches: Sequence[Search], until: int) -> list[Search]:
    """What only some had told, where nothing is asked that may have been otherwise then."""
    told = Told(until, whole=False)
    return [replace(search, told=told) for search in searches if not _may_differ(search)]


def _to_fold(searches: Sequence[Search], until: int) -> list[Search]:
    told = Told(until, whole=False)
    return [replace(search, told=told) for search in searches if _may_differ(search)]


def _may_differ(search: Search) -> bool:
    """True when a fact may have met the conditions otherwise on an earlier day."""
    query = search.query
    return bool(query.parties or query.people or traits_asked(search.kind, query))


def _changed(db: sqlite3.Connection, searches: Sequence[Search], until: int) -> Iterator[int]:
    """The facts that only some had told and that meet the conditions as these told them."""
    by_kind = {search.kind: search for search in searches}
    people = {
        row["n"]
        for search in searches
        for id in search.query.people
        if (row := ids.find(db, id)) is not None
    }
    for n in _first(db, searches)[:LOOKED_AT]:
        search = by_kind[class_kind(n >> CLASS_SHIFT)]
        if search.kind is Kind.ROLE and not traits_asked(search.kind, search.query):
            yield n  # A title is that of one person and party from the first.
            continue
        found = _folded(db, n, until)
        if found is not None and _meets(found[1], search, people):
            yield n


def _first(db: sqlite3.Connection, searches: Sequence[Search]) -> list[int]:
    """The first facts that the searches find: all, or more than are looked at."""
    found = [n for search in searches for n in find.some(db, search, LOOKED_AT + 1)]
    newest_first = not any(search.oldest_first for search in searches)
    return sorted(found, key=moment, reverse=newest_first)


def _folded(db: sqlite3.Connection, n: int, until: int) -> tuple[Kind, Folded] | None:
    """What a fact came to by the day `until`; None when nobody had told it."""
    root, block = db.execute(
        "SELECT f.root, s.block FROM facts f JOIN strands s ON s.n = f.root WHERE f.n=?", (n,)
    ).fetchone()
    kind = kind_of(block)
    folded = rulings.folded(db, kind, root, block, until)
    return None if folded is None else (kind, folded)


def _meets(folded: Folded, search: Search, people: set[int]) -> bool:
    """True when what was told by then still meets the conditions."""
    query = search.query
    return (
        all(set(group) & set(folded.traits) for group in traits_asked(search.kind, query))
        and set(map(storable, query.parties)) <= set(folded.parties)
        and people <= {one.person for one in folded.people}
    )


def _shown(
    db: sqlite3.Connection, n: int, kind: Kind, folded: Folded, until: int, texts: dict[int, str]
) -> Iterator[Fact]:
    """A fact as it was told; nothing when it must be withheld."""
    row = db.execute("SELECT id, root FROM facts WHERE n=?", (n,)).fetchone()
    sources = sources_of(db, row["root"], texts, until)
    if sources:
        people = tuple(_attendee(db, one) for one in folded.people)
        head = Head(row["id"], people, folded.parties, sources)
        fact = KINDS[kind].build(db, folded.row, head)
        yield rulings.with_rulings(db, fact, rulings.desk(db, kind, row["root"], folded, until))


def _attendee(db: sqlite3.Connection, one: Attendee) -> PersonRef:
    row = db.execute("SELECT id, name FROM people WHERE n=?", (one.person,)).fetchone()
    return PersonRef(row["id"], row["name"], one.title, one.party)
