"""Facts as the archive told them on an earlier day: a `Query` with `as_of` → facts.

What later articles added (that a plan came true, who else was there) is not shown and finds
nothing. Period, place, occasion and words are compared with the facts of today.

Most facts were told by then by all that ever told them, so they are what they are today. The
others are folded anew from what was out: those on the page, and where who took part or how far it
had come is asked for, all that may meet it. Where those are very many, as many as the page needs.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from knowledge.base import echoes, find, ids, rulings, unanimous
from knowledge.base import facts as today
from knowledge.base.codec import storable
from knowledge.base.kinds import KINDS, kind_of
from knowledge.base.kinds.common import Folded, Head
from knowledge.base.listings import DAYS, Search, Told, traits_asked
from knowledge.base.memory import memory_of
from knowledge.base.numbering import CLASS_SHIFT, moment
from knowledge.base.numbering import kind_of as class_kind
from knowledge.base.sourced import sources_of
from knowledge.base.values import Attendee
from knowledge.model import Fact, Kind, PersonRef

LOOKED_AT = 200
"""Of more facts than this that may have to be folded anew, the first of the order asked for are,
as far as a page goes: how many there are in all is not known then anyway."""

_AT_ONCE = 50
"""So many of them are read at once, and counted at least."""


def facts(
    db: sqlite3.Connection,
    searches: Sequence[Search],
    day: date,
    limit: int,
    offset: int,
    left_out: Sequence[int] = (),
    counted: int | None = None,
) -> tuple[list[Fact], int, bool]:
    """A page of the facts told by that day, how many there are, and whether these are all.

    Those that are `left_out`, given in the order of their numbers, neither show nor count. So many
    that all had told as `counted` are counted, or as `find` does.
    """
    until = day.toordinal()
    as_today = [*_whole(searches, until), *_as_they_are(searches, until)]
    retold = _Retold(db, searches, until)

    def is_found(n: int) -> bool:
        return retold.holds(n) or any(find.holds(db, search, n) for search in as_today)

    hidden = set(filter(is_found, echoes.hidden(db, searches, is_found)))
    gone = {n for n in hidden if not retold.holds(n)} | find.among(db, as_today, left_out)
    shown = max(0, limit)
    changed = retold.first(offset + shown + 1, hidden.union(left_out))
    enough = offset + shown + len(gone) if shown else 0
    left = len(gone) + (find.counted_to(limit, offset) if counted is None else counted)
    numbers, total, complete = set(changed), len(changed), retold.are_all
    for search in as_today:
        found = find.facts(db, [search], enough, 0, left)
        numbers.update(found.numbers)
        total += found.total
        left = max(0, left - found.total)
        complete = complete and found.complete
    merged = _in_order(numbers - gone, searches)
    return told(db, merged[offset : offset + shown], day), total - len(gone), complete


def has_any(db: sqlite3.Connection, searches: Sequence[Search], day: date) -> bool:
    """True when `facts` finds anything."""
    until = day.toordinal()
    as_today = [*_whole(searches, until), *_as_they_are(searches, until)]
    return find.has_any(db, as_today) or _Retold(db, searches, until).has_any()


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


class _Retold:
    """The facts that only some had told by a day, and that may have been otherwise then.

    The first of them, in the order asked for; `are_all` where there are no others.
    """

    def __init__(self, db: sqlite3.Connection, searches: Sequence[Search], until: int) -> None:
        to_fold = _to_fold(searches, until)
        numbers = _first(db, to_fold)
        self.are_all = len(numbers) <= LOOKED_AT
        self._db = db
        self._until = until
        self._searches = {search.kind: search for search in to_fold}
        self._people = {
            row["n"]
            for search in to_fold
            for id in search.query.people
            if (row := ids.find(db, id)) is not None
        }
        # Whether those meet the conditions of which that is known.
        self._held: dict[int, bool | None] = dict.fromkeys(numbers[:LOOKED_AT])
        plain = {search.kind for search in to_fold if _is_plain(search)}
        self._unread = [n for n in self._held if class_kind(n >> CLASS_SHIFT) in plain]
        self._alike: dict[int, unanimous.Said] = {}

    def holds(self, n: int) -> bool:
        """True for one of them that meets the conditions as it was told by then."""
        if n not in self._held:
            return False
        held = self._held[n]
        if held is None:
            held = self._held[n] = self._meets(n)
        return held

    def first(self, number: int, but: Collection[int]) -> list[int]:
        """Those that meet the conditions; where they are not all, so many or few more."""
        most = len(self._held) if self.are_all else max(number, _AT_ONCE)
        return list(islice((n for n in self._held if n not in but and self.holds(n)), most))

    def has_any(self) -> bool:
        """True where one of them meets the conditions."""
        return any(map(self.holds, self._held))

    def _meets(self, n: int) -> bool:
        search = self._searches[class_kind(n >> CLASS_SHIFT)]
        if search.kind is Kind.ROLE and not traits_asked(search.kind, search.query):
            return True  # A title is that of one person and party from the first.
        alike = self._said(n)
        if alike is not None:
            if search.kind is Kind.STATEMENT and search.query.direct not in (None, alike.direct):
                return False
            if alike.parties.issuperset(map(storable, search.query.parties)):
                return True
        found = _folded(self._db, n, self._until)
        return found is not None and _meets(found[1], search, self._people)

    def _said(self, n: int) -> unanimous.Said | None:
        """What all that told one of them by then say alike; looked up for some at once."""
        if n in self._unread:
            at = self._unread.index(n)
            several = self._unread[at : at + _AT_ONCE]
            del self._unread[at : at + _AT_ONCE]
            self._alike |= unanimous.said(self._db, several, self._until)
        return self._alike.get(n)


def _is_plain(search: Search) -> bool:
    """True where nothing is asked for but parties, and own words or what was reported."""
    query = search.query
    direct = search.kind is Kind.STATEMENT and query.direct is not None
    asked = len(traits_asked(search.kind, query))
    return search.kind is not Kind.ROLE and not query.people and asked == direct


def _first(db: sqlite3.Connection, searches: Sequence[Search]) -> list[int]:
    """The first facts that the searches find: all, or more than are looked at."""
    found = [n for search in searches for n in find.some(db, search, LOOKED_AT + 1)]
    return _in_order(found, searches)


def _in_order(numbers: Iterable[int], searches: Sequence[Search]) -> list[int]:
    """Facts in the order of time that the searches ask for."""
    sign = 1 if any(search.oldest_first for search in searches) else -1
    return sorted(numbers, key=lambda n: (sign * moment(n), n))


def _folded(db: sqlite3.Connection, n: int, until: int) -> tuple[Kind, Folded] | None:
    """What a fact came to by the day `until`; None when nobody had told it."""

    def fold() -> tuple[Kind, Folded] | None:
        root, block = db.execute(
            "SELECT f.root, s.block FROM facts f JOIN strands s ON s.n = f.root WHERE f.n=?", (n,)
        ).fetchone()
        kind = kind_of(block)
        folded = rulings.folded(db, kind, root, block, until)
        return None if folded is None else (kind, folded)

    # What people said in their own words and the rest are asked for one after the other.
    memory = memory_of(db)
    return fold() if memory is None else memory.get(("as of", until, n), fold, _weight)


def _weight(found: tuple[Kind, Folded] | None) -> int:
    """What a fact that was folded weighs: most of it are sentences (see `memory.MOST`)."""
    return 1 if found is None else 1 + len(found[1].texts.sentences) // 1_000


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
