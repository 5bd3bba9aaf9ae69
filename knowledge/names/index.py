"""Filling the name index: people go in and out, one short write each.

The caller owns the transaction. What is written can be looked up by `knowledge.names.people`.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise

from knowledge.names import customs
from knowledge.names.given import is_family, is_given
from knowledge.names.scoring import essential
from knowledge.names.spelling import bones, key, latin, traces, whole, words
from knowledge.names.titles import is_title, office, split
from knowledge.text import fold

MOST_ALIASES = 40
"""Names of one person that are indexed."""


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person to be found: by name and aliases, and by titles ("Prime Minister") with a party."""

    id: str
    name: str
    party: str | None = None
    titles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


_BATCH = 500

_INSERTS = {
    "forms": "INSERT INTO name_forms(form, person, name, words, own) VALUES (?, ?, ?, ?, ?)",
    "keys": "INSERT OR IGNORE INTO name_keys(key, form) VALUES (?, ?)",
    "pairs": "INSERT OR IGNORE INTO name_pairs(a, b, form) VALUES (?, ?, ?)",
    "places": "INSERT OR IGNORE INTO name_places(word, alone, form, initials) VALUES (?, ?, ?, ?)",
    "words": "INSERT INTO name_words(word, text, forms) VALUES (?, ?, 0)",
    "uses": "UPDATE name_words SET forms = forms + ? WHERE word = ?",
    "traces": "INSERT OR IGNORE INTO name_traces(trace, word) VALUES (?, ?)",
    "offices": "INSERT OR IGNORE INTO name_offices(office, party, person) VALUES (?, ?, ?)",
}


def add(db: sqlite3.Connection, people: Iterable[PersonEntry]) -> int:
    """Put people in, replacing those whose id is there already; return how many."""
    waiting = iter(people)
    count = 0
    while batch := list(islice(waiting, _BATCH)):
        remove(db, (entry.id for entry in batch))
        rows = _Rows(db)
        for entry in {entry.id: entry for entry in batch}.values():
            rows.person(entry)
            count += 1
        rows.write()
    return count


def remove(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Take people out by id; unknown ids are passed over."""
    for id in ids:
        row = db.execute("SELECT person, party FROM name_people WHERE id=?", (id,)).fetchone()
        if row is None:
            continue
        person, party = row
        forms = "SELECT form, name FROM name_forms WHERE person=?"
        for form, name in db.execute(forms, (person,)).fetchall():
            _remove_form(db, form, name, party)
        db.execute("DELETE FROM name_offices WHERE person=?", (person,))
        db.execute("DELETE FROM name_people WHERE person=?", (person,))


def clear(db: sqlite3.Connection) -> None:
    """Empty the index, before it is filled anew."""
    for table in ("offices", "places", "pairs", "traces", "words", "keys", "forms", "people"):
        db.execute(f"DELETE FROM name_{table}")


def form_words(name: str) -> tuple[str, ...]:
    """The words under which a name is listed: without titles, unless one word would be left."""
    plain = words(name)
    if not latin(name):
        return plain
    told = split(name)
    for bare in told.names:  # "Amir al-Nahyan" keeps what may be a title
        if len(essential(bare)) > 1:
            return bare
    return plain


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A name as it stands in the index; word numbers stand for the words later."""

    listed: tuple[str, ...]
    keys: list[int]
    texts: list[str]
    pairs: list[tuple[str, str]]
    places: list[tuple[str, int, int]]


def _spell(name: str, party: str | None) -> _Spelled:
    listed = form_words(name)
    joined = _joined(name, listed, party)
    keys = whole(listed)
    keys += [key("w", " ".join(sorted(form))) for form in (fold(name).split(), words(name))]
    pairs = list(combinations(listed, 2))
    for at, word in joined.items():
        pairs += [(word, other) for n, other in enumerate(listed) if n not in (at, at + 1)]
        pairs += [(word, other) for n, other in joined.items() if n > at + 1]
    alone = _places(listed, party)
    # "al" + "sisi", "suk" + "yeol": what may stand for the person may be written together.
    alone += [(word, 1, 0) for at, word in joined.items() if alone[at][1] or alone[at + 1][1]]
    texts = list(dict.fromkeys((*listed, *joined.values())))
    return _Spelled(listed, list(dict.fromkeys(keys)), texts, pairs, alone)


def _joined(name: str, listed: Sequence[str], party: str | None) -> dict[int, str]:
    """Neighbours that are also written together (Suk-yeol, al-Sisi), by their first's place."""
    custom = customs.load()
    if len(listed) < 3 and "-" not in name:
        return {}
    every = party in custom.syllables | custom.either_end
    found = {}
    for at, (one, other) in enumerate(pairwise(listed)):
        hyphened = f"{one}-{other}" in name.casefold()
        servant = one.startswith("abd")  # Abdel Fattah, Abdelfattah
        short = one in custom.particles or min(len(one), len(other)) < 4
        if every or hyphened or servant or short:
            found[at] = one + other
    return found


def _places(listed: Sequence[str], party: str | None) -> list[tuple[str, int, int]]:
    """Each word, whether it may stand for the person, and the initials of the others."""
    ends = _alone(listed, party)
    found = []
    for at, word in enumerate(listed):
        bits = 0
        for n, other in enumerate(listed):
            if n != at and "a" <= other[0] <= "z":
                bits |= 1 << (ord(other[0]) - ord("a"))
        found.append((word, int(at in ends), bits))
    return found


def _alone(listed: Sequence[str], party: str | None) -> set[int]:
    """Which words may stand for the whole name: the family name's, wherever it is printed."""
    custom = customs.load()
    full = [n for n, word in enumerate(listed) if word not in custom.particles and len(word) > 1]
    if len(full) > 2 and listed[full[-1]] in customs.NUMERALS:
        full.pop()
    if not full:
        return set()
    if len(full) == 1:
        return set(full)
    first, last = full[0], full[-1]
    if is_title(listed[first]) and is_given(listed[last]):  # "Pope Francis", "King Charles"
        return set()
    if party in custom.family_first:
        # Overseas order: "Syngman Rhee". A given name at the front gives it away.
        overseas = is_given(listed[first]) and not is_family(listed[first])
        return {last} if overseas and not is_given(listed[last]) else {first}
    if party in custom.called_by_given:
        return {first, last}
    if party in custom.either_end:
        ends = {n for n in (first, last) if not _plainly_given(listed[n])}
        return ends or {last}
    if party in custom.two_family_names and len(full) > 2 and not is_given(listed[full[-2]]):
        return {full[-2]}
    return {last}


def _plainly_given(word: str) -> bool:
    return is_given(word) and not is_family(word)


class _Rows:
    """Rows of a batch of people, written together."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in _INSERTS}
        self._numbers: dict[str, int] = {}
        self._uses: Counter[int] = Counter()
        self._form = self._next("form", "forms")
        self._word = self._next("word", "words")

    def person(self, entry: PersonEntry) -> None:
        """Note the rows of one person."""
        person = self._db.execute(
            "INSERT INTO name_people(id, name, party) VALUES (?, ?, ?)",
            (entry.id, entry.name, entry.party),
        ).lastrowid
        names = dict.fromkeys((entry.name, *entry.aliases[:MOST_ALIASES]))
        for n, name in enumerate(names):
            spelled = _spell(name, entry.party)
            if not spelled.texts:
                continue
            listed = " ".join(spelled.listed)
            self._rows["forms"].append((self._form, person, name, listed, int(n == 0)))
            self._form_rows(spelled)
            self._form += 1
        for title in entry.titles:
            held, party = office(title)
            if held and (party or entry.party):
                self._rows["offices"].append((held, party or entry.party, person))

    def write(self) -> None:
        """Write everything noted."""
        self._rows["uses"] = [(uses, word) for word, uses in self._uses.items()]
        for table, statement in _INSERTS.items():
            self._db.executemany(statement, self._rows[table])

    def _form_rows(self, spelled: _Spelled) -> None:
        form, number = self._form, self._number
        self._rows["keys"] += [(found, form) for found in spelled.keys]
        singles = len(set(spelled.listed))
        for n, text in enumerate(spelled.texts):
            self._uses[number(text, joined=n >= singles)] += 1
        self._rows["pairs"] += [
            (*sorted((number(one), number(other))), form) for one, other in spelled.pairs
        ]
        self._rows["places"] += [
            (number(word), alone, form, bits) for word, alone, bits in spelled.places
        ]

    def _number(self, text: str, *, joined: bool = False) -> int:
        found = self._numbers.get(text)
        if found is not None:
            return found
        row = self._db.execute("SELECT word FROM name_words WHERE text=?", (text,)).fetchone()
        if row is None:
            row = (self._word,)
            self._word += 1
            self._rows["words"].append((row[0], text))
            marks = traces(text) + bones(text) if not joined else traces(text, slips=False)
            self._rows["traces"] += [(trace, row[0]) for trace in marks]
        self._numbers[text] = row[0]
        return int(row[0])

    def _next(self, column: str, table: str) -> int:
        row = self._db.execute(
            f"SELECT coalesce(max({column}), 0) + 1 FROM name_{table}"
        ).fetchone()
        return int(row[0])


def _remove_form(db: sqlite3.Connection, form: int, name: str, party: str | None) -> None:
    spelled = _spell(name, party)
    db.executemany(
        "DELETE FROM name_keys WHERE key=? AND form=?", [(found, form) for found in spelled.keys]
    )
    numbers = {}
    for text in spelled.texts:
        row = db.execute("SELECT word FROM name_words WHERE text=?", (text,)).fetchone()
        if row is not None:
            numbers[text] = row[0]
    for one, other in spelled.pairs:
        pair = sorted((numbers[one], numbers[other]))
        db.execute("DELETE FROM name_pairs WHERE a=? AND b=? AND form=?", (*pair, form))
    for word, alone, _ in spelled.places:
        db.execute(
            "DELETE FROM name_places WHERE word=? AND alone=? AND form=?",
            (numbers[word], alone, form),
        )
    for text, number in numbers.items():
        db.execute("UPDATE name_words SET forms = forms - 1 WHERE word=?", (number,))
        gone = db.execute("DELETE FROM name_words WHERE word=? AND forms <= 0", (number,)).rowcount
        if gone:
            rows = [(trace, number) for trace in traces(text) + bones(text)]
            db.executemany("DELETE FROM name_traces WHERE trace=? AND word=?", rows)
    db.execute("DELETE FROM name_forms WHERE form=?", (form,))
