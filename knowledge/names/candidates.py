"""Candidates for a name from the index: bounded look-ups, never a scan."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from knowledge.names.customs import PARTICLES
from knowledge.names.fitting import EQUAL, SLIP, Typed
from knowledge.names.given import spellings
from knowledge.names.resembling import resembles
from knowledge.names.spelling import bones, key, traces

MANY = 80
"""Forms that one look-up gives at most."""

FEW = 50
"""Forms that are compared when they share but one word with what was typed."""

FOREIGN_WORD = 0.85
"""How much a single word from another script must resemble a known one."""

_PAIRS = 80
_TRACED = 3_000
_OF_ONE_FAMILY = 2_000
_SHORT = 3

_FEWEST = 5
"""Values for which a statement has place; of those for more, each has twice as many places."""

# Typed word → known word → its number, how well it fits, and in how many forms it stands.
Similar = dict[str, dict[str, tuple[int, float, int]]]


class Form(NamedTuple):
    """A form of the index that may be meant."""

    person: int
    id: str
    name: str
    party: str | None
    form: str
    listed: str

    @property
    def words(self) -> tuple[str, ...]:
        """The form's folded Latin words, without titles."""
        return tuple(self.listed.split())


class Listed(NamedTuple):
    """A form's number and its words: enough to tell whether it is worth reading the rest."""

    form: int
    listed: str

    @property
    def words(self) -> tuple[str, ...]:
        """The form's folded Latin words, without titles."""
        return tuple(self.listed.split())


def by_keys(db: sqlite3.Connection, keys: Sequence[int]) -> list[Form]:
    """Forms with one of these keys of whole names."""
    marks = ",".join("?" * len(keys))
    return _forms(db, f"SELECT form FROM name_keys WHERE key IN ({marks}) LIMIT {MANY}", keys)


def forms_of(db: sqlite3.Connection, listed: Sequence[Listed]) -> list[Form]:
    """The forms whole."""
    if not listed:
        return []
    marks, values = _marked([one.form for one in listed], "(?)")
    return _forms(db, f"SELECT column1 AS form FROM (VALUES {marks})", values)


def standing_alone(db: sqlite3.Connection, word: int, party: str | None = None) -> list[Form]:
    """Forms for which a word may stand; of a party's people where one is given."""
    chosen = "SELECT form FROM name_places WHERE word=? AND alone=1"
    if party is None:
        return _forms(db, f"{chosen} LIMIT {FEW}", (word,))
    return [
        form
        for form in _forms(db, f"{chosen} LIMIT {_OF_ONE_FAMILY}", (word,))
        if form.party in (party, None)
    ][:FEW]


def in_office(
    db: sqlite3.Connection, word: int, office: str, party: str | None = None
) -> list[Form]:
    """Forms with a word, of people who hold an office.

    Many may hold it, and many have the word: the fewer are looked through.
    """
    (bearers,) = db.execute("SELECT forms FROM name_words WHERE word=?", (word,)).fetchone()
    if bearers <= _OF_ONE_FAMILY:
        chosen = (
            "SELECT x.form FROM name_places x CROSS JOIN name_forms f ON f.form = x.form "
            "WHERE x.word=?3 AND x.alone IN (0, 1) AND EXISTS "
            "(SELECT 1 FROM name_offices INDEXED BY name_offices_person"
            " WHERE person=f.person AND office=?1 AND (?2 IS NULL OR party=?2)) "
        )
    else:
        chosen = (
            "SELECT f.form FROM name_offices o CROSS JOIN name_forms f ON f.person = o.person "
            "WHERE o.office=?1 AND (?2 IS NULL OR o.party=?2) AND EXISTS "
            "(SELECT 1 FROM name_places WHERE word=?3 AND alone IN (0, 1) AND form=f.form) "
        )
    return _forms(db, f"{chosen} LIMIT {FEW}", (office, party, word))


def _marked(values: Sequence[object], mark: str = "?") -> tuple[str, list[object]]:
    """Marks for the values of a statement, and the values, filled up with some that fit nothing.

    A statement of another length is another one, to be prepared anew: there are but a few.
    """
    each = mark.count("?")
    number = _FEWEST
    while number * each < len(values):
        number *= 2
    return ",".join([mark] * number), [*values, *[None] * (number * each - len(values))]


def _with_word(db: sqlite3.Connection, word: int) -> list[Listed]:
    return _listed(db, f"SELECT form FROM name_places WHERE word=? LIMIT {FEW}", (word,))


def _beside(db: sqlite3.Connection, word: int, initials: int) -> list[Listed]:
    chosen = f"SELECT form FROM name_places WHERE word=? AND initials & ? LIMIT {MANY}"
    return _listed(db, chosen, (word, initials))


def _rows(db: sqlite3.Connection, statement: str, values: Sequence[object]) -> sqlite3.Cursor:
    """Rows as tuples, which take less than the connection's own to make and to take apart."""
    cursor = db.cursor()
    cursor.row_factory = None
    return cursor.execute(statement, values)


def _listed(db: sqlite3.Connection, chosen: str, values: Sequence[object]) -> list[Listed]:
    rows = _rows(
        db,
        f"SELECT f.form, f.words FROM ({chosen}) x CROSS JOIN name_forms f ON f.form = x.form",
        values,
    )
    return list(map(Listed._make, dict.fromkeys(rows)))


def _forms(db: sqlite3.Connection, chosen: str, values: Sequence[object]) -> list[Form]:
    rows = _rows(
        db,
        f"SELECT p.person, p.id, p.name, p.party, f.name, f.words FROM ({chosen}) x "
        "CROSS JOIN name_forms f ON f.form = x.form CROSS JOIN name_people p USING (person)",
        values,
    )
    return list(map(Form._make, dict.fromkeys(rows)))


def similar_words(
    db: sqlite3.Connection,
    typed: Sequence[str],
    joined: Sequence[str] = (),
    also: Sequence[str] = (),
) -> Similar:
    """Known words that fit each typed one, and each of two that may be one word, `joined`.

    Of `also`, only those that are just the same.
    """
    every = (*typed, *joined)
    heard: dict[str, int] = {}
    wanted: dict[int, list[str]] = {}
    for word in every:
        heard[word], *more = traces(word, slips=word in typed)
        # A letter left out makes a word of four one of three, of which the index has no slips.
        # A space too many is a slip already: one letter more at most.
        if word in joined or len(word) == _SHORT:
            more.append(key("d", word))
        for trace in (heard[word], *more):
            wanted.setdefault(trace, []).append(word)
    near: dict[str, dict[str, tuple[int, int]]] = {word: {} for word in every}
    alike: dict[str, set[str]] = {word: set() for word in every}
    marks, values = _marked(list(wanted))
    rows = _rows(
        db,
        "SELECT t.trace, w.word, w.text, w.forms FROM name_traces t"
        f" CROSS JOIN name_words w USING (word) WHERE t.trace IN ({marks}) LIMIT {_TRACED}",
        values,
    ).fetchall()
    for trace, number, text, forms in rows:
        for word in wanted[trace]:
            near[word][text] = (number, forms)
            if trace == heard[word]:
                alike[word].add(text)
    every_alike = len(rows) < _TRACED
    others = {other for word in every for other in spellings(word)} | {*also}
    marks, values = _marked(list(others))
    rows = _rows(
        db, f"SELECT word, text, forms FROM name_words WHERE text IN ({marks})", values
    ).fetchall()
    for number, text, forms in rows:
        for known in near.values():
            known.setdefault(text, (number, forms))
    found: Similar = {word: {} for word in (*every, *also)}
    for word, known in near.items():
        fit = Typed.of(word).fit
        for text, (number, forms) in known.items():
            if score := fit(text, alike=text in alike[word] if every_alike else None):
                found[word][text] = (number, score, forms)
    for number, text, forms in rows:
        if text in also:
            found[text].setdefault(text, (number, EQUAL, forms))
    return found


def by_words(
    db: sqlite3.Connection,
    full: Sequence[str],
    long: Sequence[str],
    similar: Similar,
    *,
    foreign: bool,
) -> list[Listed]:
    """Forms that have two of the words, or one of them beside an initial, or one alone."""
    forms = _by_pairs(db, similar)
    initials = [word for word in full if len(word) == 1]
    if initials:
        bit = 1 << max(ord(initials[0]) - ord("a"), 0)
        for word in long:
            for number, score, _ in similar[word].values():
                if score >= SLIP:
                    forms += _beside(db, number, bit)
    if not forms:
        # The other word has more than one slip: look at all who share the rarer one.
        known = [found for word in long for found in similar[word].values()]
        lone = [found for found in known if foreign or found[1] == EQUAL]
        if lone:
            forms = _with_word(db, min(lone, key=lambda found: found[2])[0])
    return forms


def _by_pairs(db: sqlite3.Connection, similar: Similar) -> list[Listed]:
    """Forms with two words that fit two different typed ones, the best fits first.

    A particle beside a word is in too many names to tell them apart.
    """
    options = [
        (word, list(known.values()))
        for word, known in similar.items()
        if known and word not in PARTICLES
    ]
    pairs: dict[tuple[int, int], float] = {}
    for n, (one, first) in enumerate(options):
        for other, second in options[n + 1 :]:
            if one in other or other in one:  # a word and itself joined with its neighbour
                continue
            for a, fits, _ in first:
                for b, too, _ in second:
                    if a != b:
                        pair = (a, b) if a < b else (b, a)
                        both = fits * too
                        if both > pairs.get(pair, 0.0):
                            pairs[pair] = both
    best = sorted(pairs, key=pairs.__getitem__, reverse=True)[:_PAIRS]
    if not best:
        return []
    marks, values = _marked([word for pair in best for word in pair], "(?,?)")
    return _listed(
        db,
        f"SELECT p.form FROM (VALUES {marks}) v CROSS JOIN name_pairs p "
        f"ON p.a = v.column1 AND p.b = v.column2 LIMIT {MANY}",
        values,
    )


def foreign_word(db: sqlite3.Connection, word: str) -> list[tuple[float, Form]]:
    """Family names of which another script has left no more than this word."""
    marks = bones(word)
    if not marks:
        return []
    rows = db.execute(
        "SELECT w.word, w.text FROM name_traces t JOIN name_words w USING (word) "
        f"WHERE t.trace=? LIMIT {MANY}",
        marks,
    ).fetchall()
    found = []
    for number, text in rows:
        if (score := resembles(word, text)) >= FOREIGN_WORD:
            found += [(0.8 * score, form) for form in standing_alone(db, number)]
    return found


def mostly_given(db: sqlite3.Connection, number: int) -> bool:
    """Whether a word is more people's given name than family name."""
    count = "SELECT count(*) FROM (SELECT 1 FROM name_places WHERE word=? AND alone=? LIMIT 40)"
    family, given = (db.execute(count, (number, alone)).fetchone()[0] for alone in (1, 0))
    return bool(given > family)


def holds(db: sqlite3.Connection, person: int, office: str) -> bool:
    """Whether a person holds, or held, an office."""
    held = "SELECT 1 FROM name_offices WHERE person=? AND office=?"
    return db.execute(held, (person, office)).fetchone() is not None
