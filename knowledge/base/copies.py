"""Which articles are copies of which: reprints, agency texts, cut, lengthened or lightly edited.

Each article is put beside those that it is like, word for word (`shingles`). The first of them to
be published is the original, of one day the longest; the others are its copies. An
article that is like two originals is a copy of the earlier one, and what is like a copy alone is
none: so no chain of small changes joins what has little in common.

Texts of the same words are copies whenever they were printed; others within a fortnight, for what
is said again in nearly the same words every month is something else each time. An article that is
not dated to the day may be a copy of any.

Which of nearly equal length is the original, a hash of its id decides: a flood of notices that
differ in a word or two must not have each that comes take the place of the last, with all copies
to be compared anew, as it would if they came by id or by length. So that happens ever less often.

All this follows from the stored articles alone, whatever the order in which they came. When one
comes or goes, only those are looked at that share a key with it.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from heapq import heappop, heappush
from typing import NamedTuple

from knowledge.base import articles, shingles
from knowledge.base.codec import dump, load, storable
from knowledge.base.refolding import Progress, untold
from knowledge.model import Article

FORTNIGHT = 14
"""Days at most between the publication of an article and of a copy that was edited."""

_UNDATED = -1
_LAST = 1 << 62


class Place(NamedTuple):
    """Where an article stands in the order in which articles are taken for originals."""

    day: int
    shortness: int
    lot: bytes
    id: str
    n: int
    text: int


def put(db: sqlite3.Connection, n: int, article: Article) -> None:
    """Say of what a stored article is a copy, after it came or changed."""
    todo = _Placing(db)
    _leave(db, n, todo)
    told = shingles.words(article)
    if len(told) >= shingles.LEAST:
        _enter(db, n, told, todo)
    todo.settle()


def remove(db: sqlite3.Connection, n: int) -> None:
    """Take an article out, before it is deleted; its copies find another original."""
    todo = _Placing(db)
    _leave(db, n, todo)
    todo.settle()


def refill(db: sqlite3.Connection, progress: Progress = untold) -> None:
    """Say of all articles anew of what they are copies, in a transaction without a savepoint."""
    db.execute("DELETE FROM prints")
    db.execute("DELETE FROM print_keys")
    # Copies mostly come after their originals then, which leaves the least to be changed again.
    numbers = db.execute("SELECT n, id FROM articles ORDER BY first_day, id").fetchall()
    for at, (n, id) in enumerate(numbers):
        if at % _TOLD == 0:
            progress(at, len(numbers))
        row = articles.find(db, id)
        if row is not None:
            put(db, n, articles.article_of(row))
    progress(len(numbers), len(numbers))


def together(db: sqlite3.Connection, id: str) -> list[str]:
    """The ids of an article's original and all copies of it, in their order; itself at least."""
    # The original is found by its number, copies by the index that holds nothing else.
    rows = db.execute(
        "WITH whole(original) AS (SELECT mine.original FROM articles me"
        " JOIN prints mine ON mine.article = me.n WHERE me.id=?)"
        f" {_PLACES} WHERE p.article IN whole UNION ALL"
        f" {_PLACES} WHERE p.original IN whole AND p.original <> p.article",
        (id,),
    )
    return [place.id for place in sorted(map(_place, rows))] or [id]


def originals(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """The originals, by id, of those of these articles that are copies."""
    found: dict[str, str] = {}
    wanted = [storable(id) for id in dict.fromkeys(ids)]
    for start in range(0, len(wanted), _CHUNK):
        some = wanted[start : start + _CHUNK]
        marks = ",".join("?" * len(some))
        found |= dict(
            db.execute(
                f"SELECT article, original FROM copies WHERE article IN ({marks})", some
            ).fetchall()
        )
    return found


def number(db: sqlite3.Connection) -> int:
    """How many articles are copies of others."""
    (found,) = db.execute("SELECT count(*) FROM prints WHERE original <> article").fetchone()
    return int(found)


def lines(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Every copy with its original, by id: the same in all bases with the same articles."""
    rows = db.execute(
        "SELECT a.id, o.id FROM prints p JOIN articles a ON a.n = p.article"
        " JOIN articles o ON o.n = p.original WHERE p.original <> p.article ORDER BY a.id"
    )
    return [(copy, original) for copy, original in rows]


_COLUMNS = "p.article, p.day, p.words, p.text, a.id"
_PLACES = f"SELECT {_COLUMNS} FROM prints p JOIN articles a ON a.n = p.article"
_BYTES = 6
"""Of a key in the list of all keys of an article."""

_STEPS = 4
"""In so many steps a text becomes twice as long."""

_CHUNK = 500
_TOLD = 500
"""Articles between two words on how far it is."""


def _place(row: sqlite3.Row) -> Place:
    """The place that a row of `_PLACES` says."""
    day = _LAST if row["day"] == _UNDATED else row["day"]
    return Place(
        day, -_length(row["words"]), _lot(row["id"]), row["id"], row["article"], row["text"]
    )


def _length(words: int) -> int:
    """How long a text is, in steps of a fifth to a quarter."""
    octave = max(0, words.bit_length() - _STEPS.bit_length())
    return octave * _STEPS + (words >> octave)


def _lot(id: str) -> bytes:
    return blake2b(id.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _enter(db: sqlite3.Connection, n: int, told: shingles.Words, todo: "_Placing") -> None:
    first, last = db.execute("SELECT first_day, last_day FROM articles WHERE n=?", (n,)).fetchone()
    day = first if first is not None and first == last else _UNDATED
    found = shingles.shingles(told)
    keys = sorted(set(shingles.keys(found)))
    db.execute(
        "INSERT INTO prints(article, day, words, text, original, keys) VALUES (?,?,?,?,?,?)",
        (n, day, len(told), shingles.text_key(told), n, b"".join(map(_packed, keys))),
    )
    rows = [(key, day, n) for key in keys]
    db.executemany("INSERT INTO print_keys(key, day, article) VALUES (?,?,?)", rows)
    todo.come(n, found)


def _leave(db: sqlite3.Connection, n: int, todo: "_Placing") -> None:
    """Take an article out; those that were copies of it are to be placed anew."""
    row = db.execute("SELECT day, keys FROM prints WHERE article=?", (n,)).fetchone()
    if row is None:
        return
    todo.release(n)
    rows = [(key, row["day"], n) for key in _unpacked(row["keys"])]
    db.executemany("DELETE FROM print_keys WHERE key=? AND day=? AND article=?", rows)
    db.execute("DELETE FROM prints WHERE article=?", (n,))


def _packed(key: int) -> bytes:
    return key.to_bytes(_BYTES)


def _unpacked(keys: bytes) -> list[int]:
    return [int.from_bytes(keys[at : at + _BYTES]) for at in range(0, len(keys), _BYTES)]


@dataclass(slots=True)
class _Placing:
    """Articles whose original is to be found, in their order.

    An article's original depends on earlier articles alone: each is looked at once those are
    settled, and only later ones can follow from it.
    """

    db: sqlite3.Connection
    _texts: dict[int, shingles.Shingles] = field(default_factory=dict)
    _new: set[int] = field(default_factory=set)
    _waiting: list[Place] = field(default_factory=list)
    _listed: set[int] = field(default_factory=set)

    def come(self, n: int, text: shingles.Shingles) -> None:
        """Look at an article that has come."""
        self._new.add(n)
        self._texts[n] = text
        self._wait([_place(self.db.execute(f"{_PLACES} WHERE p.article=?", (n,)).fetchone())])

    def release(self, original: int) -> None:
        """Look at the copies of an article that is their original no more."""
        rows = self.db.execute(
            f"{_PLACES} WHERE p.original=? AND p.original <> p.article", (original,)
        )
        self._wait([_place(row) for row in rows])

    def settle(self) -> None:
        """Find the original of each, and look at those to which that makes a difference."""
        while self._waiting:
            place = heappop(self._waiting)
            self._listed.discard(place.n)
            was = self._was_original(place.n)
            original = self._original(place)
            self.db.execute("UPDATE prints SET original=? WHERE article=?", (original, place.n))
            if original == place.n and not was:
                self._wait(self._later(place))
            elif original != place.n and was:
                self.release(place.n)

    def _wait(self, places: Iterable[Place]) -> None:
        for place in places:
            if place.n not in self._listed:
                self._listed.add(place.n)
                heappush(self._waiting, place)

    def _was_original(self, n: int) -> bool:
        if n in self._new:
            self._new.discard(n)
            return False
        row = self.db.execute("SELECT original FROM prints WHERE article=?", (n,)).fetchone()
        return bool(row[0] == n)

    def _original(self, place: Place) -> int:
        """The first of the originals before an article that it is a copy of; else itself."""
        near = self._meeting(place.n, _ORIGINALS)
        before = sorted(one for one in map(_place, near) if one < place)
        return next((one.n for one in before if self._is_copy(place, one)), place.n)

    def _later(self, place: Place) -> list[Place]:
        """The articles after an original that are copies of it instead of what they are."""
        found = []
        for row in self._meeting(place.n):
            one = _place(row)
            original = one if row["original"] == one.n else self._place_of(row["original"])
            # Those of an original that is gone wait already.
            if one > place and original is not None and original > place:
                found += [one] if self._is_copy(one, place) else []
        return found

    def _place_of(self, n: int) -> Place | None:
        row = self.db.execute(f"{_PLACES} WHERE p.article=?", (n,)).fetchone()
        return None if row is None else _place(row)

    def _meeting(self, n: int, condition: str = "") -> list[sqlite3.Row]:
        """The articles that share the words, or a key within a fortnight, with one."""
        mine = self.db.execute(
            "SELECT day, text, keys FROM prints WHERE article=?", (n,)
        ).fetchone()
        day, keys = mine["day"], dump(_unpacked(mine["keys"]))
        looks: list[tuple[str, tuple[object, ...]]] = [(_SHARED_TEXT, (mine["text"],))]
        if day == _UNDATED:
            looks.append((_SHARED_KEY, (keys, _UNDATED, _LAST)))
        else:
            looks.append((_SHARED_KEY, (keys, day - FORTNIGHT, day + FORTNIGHT)))
            looks.append((_SHARED_KEY, (keys, _UNDATED, _UNDATED)))
        found = {
            row["article"]: row
            for statement, values in looks
            for row in self.db.execute(f"{statement}{condition}", values)
        }
        found.pop(n, None)
        return list(found.values())

    def _is_copy(self, one: Place, other: Place) -> bool:
        return one.text == other.text or shingles.is_copy(self._text(one), self._text(other))

    def _text(self, one: Place) -> shingles.Shingles:
        if one.n not in self._texts:
            row = self.db.execute(
                "SELECT v.text, v.paragraphs FROM articles a"
                " JOIN article_versions v ON v.n = a.version WHERE a.n=?",
                (one.n,),
            ).fetchone()
            told = shingles.words_in(row["text"], load(row["paragraphs"]))
            self._texts[one.n] = shingles.shingles(told)
        return self._texts[one.n]


_SHARED_KEY = f"""
    SELECT DISTINCT {_COLUMNS}, p.original FROM json_each(?) j
    CROSS JOIN print_keys k ON k.key = j.value AND k.day BETWEEN ? AND ?
    CROSS JOIN prints p ON p.article = k.article
    CROSS JOIN articles a ON a.n = p.article WHERE 1
"""
_ORIGINALS = " AND p.original = p.article"
_SHARED_TEXT = f"""
    SELECT {_COLUMNS}, p.original FROM prints p JOIN articles a ON a.n = p.article WHERE p.text=?
"""
