"""Names while they are being typed: parties and people of whom a word begins so.

Bounded look-ups in sorted lists and indexes, never a scan: an answer must be there before the next
key is pressed.
"""

import sqlite3
from bisect import bisect_left
from enum import IntEnum
from functools import cache
from itertools import product

from knowledge.names import gazetteer, parties, people
from knowledge.names.spelling import words
from knowledge.text import clean_query, fold

LONGEST = 80
"""Characters of what was typed that are looked at."""

_FORMS = 400
"""Forms of people that one look-up compares."""

_WORDS = 60
"""Known words that may be what a beginning becomes."""

_WORD, _FOREIGN = 2, 10
"""The ranks of later words of names, capitals and demonyms, and of names in other languages."""

_BEYOND = "\U0010ffff"


class Match(IntEnum):
    """What of a party begins with what was typed."""

    NAME = 0
    """One of its English names, or it is what `Names.party` takes the text for."""
    WORD = 1
    """A later word of one, its capital, or what its people are called."""
    FOREIGN = 2
    """Only a name in another language: "Kam", Danish "Kamerun"."""


def party_codes(text: str, limit: int) -> dict[str, Match]:
    """Parties by the beginning of any of their names, or of a word of one; surer ones first.

    What `Names.party` takes for a name, slips of the keyboard included, comes before the others.
    """
    typed = clean_query(text[:LONGEST])
    found = {candidate.id: Match.NAME for candidate in parties.load().resolve(typed).candidates}
    key = fold(typed)
    if not key:
        return dict(list(found.items())[:limit])
    known = _beginnings()
    first = bisect_left(known, (key,))
    last = bisect_left(known, (key + _BEYOND,))
    begun = sorted((rank, gazetteer.party_name(code), code) for _, rank, code in known[first:last])
    for rank, _, code in begun:
        found.setdefault(code, _match(rank))
    return dict(list(found.items())[:limit])


@cache
def _beginnings() -> list[tuple[str, int, str]]:
    """Every printed form from each of its words on: the text, its rank and the code, sorted.

    The usual name ranks before other forms, and the first word before later ones.
    """
    known: set[tuple[str, int, str]] = set()
    for country in gazetteer.countries():
        _enter(known, country.names, country.code, 0)
        _enter(known, (*country.demonyms, *country.capitals), country.code, 1 + _WORD)
    for body in gazetteer.organisations():
        _enter(known, body.names, body.code, 0)
    for code, _, keys in gazetteer.rows("cldr.tsv", 3):
        # Names in other languages and scripts count from their beginning.
        known.update((key, _FOREIGN, code) for key in keys.split(";"))
    return sorted(known)


def _enter(known: set[tuple[str, int, str]], names: tuple[str, ...], code: str, rank: int) -> None:
    for number, name in enumerate(names):
        parts = fold(name).split()
        for start in range(len(parts)):
            place = rank + min(number, 1) + (_WORD if start else 0)
            known.add((" ".join(parts[start:]), place, code))


def _match(rank: int) -> Match:
    if rank == _FOREIGN:
        return Match.FOREIGN
    return Match.NAME if rank < _WORD else Match.WORD


def person_ids(db: sqlite3.Connection, text: str, limit: int) -> list[str]:
    """People by the beginning of a word of any of their names, further words in any order.

    Whoever `Names.person` takes a finished name for comes first, then those who go by the word.
    """
    typed = clean_query(text[:LONGEST])
    found = {one.id: None for one in people.resolve(db, typed).candidates}
    parts = words(typed)
    if not parts:
        return list(found)[:limit]
    known = _with_known_word(db, parts) if len(parts) > 1 else []
    for id, listed in known or _beginning(db, parts[-1]):
        if _fits(parts, listed.split()):
            found.setdefault(id)
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _fits(typed: tuple[str, ...], listed: list[str]) -> bool:
    return all(any(word.startswith(part) for word in listed) for part in typed)


def _with_known_word(db: sqlite3.Connection, parts: tuple[str, ...]) -> list[tuple[str, str]]:
    """Forms that hold the rarest finished word: its bearers are the fewest."""
    marks = ",".join("?" * len(parts))
    row = db.execute(
        f"SELECT word FROM name_words WHERE text IN ({marks}) ORDER BY forms LIMIT 1", parts
    ).fetchone()
    return [] if row is None else _forms(db, [row[0]])


def _beginning(db: sqlite3.Connection, part: str) -> list[tuple[str, str]]:
    """Forms with a word that begins so, words of many people first."""
    rows = db.execute(
        "SELECT word FROM name_words WHERE text >= ? AND text < ?"
        " ORDER BY text <> ?, forms DESC LIMIT ?",
        (part, part + _BEYOND, part, _WORDS),
    )
    return _forms(db, [word for (word,) in rows])


def _forms(db: sqlite3.Connection, numbers: list[int]) -> list[tuple[str, str]]:
    """Ids and listed words of the forms with these words, those that go by the word first."""
    found: dict[tuple[str, str], None] = {}
    for alone, word in product((1, 0), numbers):
        if len(found) >= _FORMS:
            break
        rows = db.execute(
            "SELECT p.id, f.words FROM name_places x"
            " CROSS JOIN name_forms f ON f.form = x.form"
            " CROSS JOIN name_people p ON p.person = f.person"
            " WHERE x.word = ? AND x.alone = ? LIMIT ?",
            (word, alone, _FORMS),
        )
        found |= dict.fromkeys((id, listed) for id, listed in rows)
    return list(found)
