"""Ways to look a name up that anybody can put together: rapidfuzz over all names, or over what
SQLite's FTS5 finds by trigrams. They get folded names in Latin letters, of names and queries alike.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from anyascii import anyascii
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from knowledge.text import fold

SHOWN = 8
"""Names that a method offers at most."""

CLOSE = 0.03
"""Those whose score is this near to the best one's are offered with it."""

Scorer = Callable[..., float]

SCORERS: Mapping[str, tuple[Scorer, float]] = {
    "WRatio": (fuzz.WRatio, 100.0),
    "token_sort_ratio": (fuzz.token_sort_ratio, 100.0),
    "Jaro-Winkler": (JaroWinkler.normalized_similarity, 1.0),
}
"""Each scorer with what it gives two equal names."""

CANDIDATES = (50, 100, 200)
"""How many names FTS5 hands on to be ranked again."""


@dataclass(frozen=True, slots=True)
class Found:
    """Names with their scores of 0 to 1, best first."""

    scored: tuple[tuple[str, float], ...]

    def ids(self, least: float) -> list[str]:
        """The ids that a method offers which takes nothing below a score."""
        best = self.scored[0][1] if self.scored else 0.0
        return [id for id, score in self.scored if score >= least and score >= best - CLOSE]


Rival = Callable[[str], Found]


def plainly(text: str) -> str:
    """A name as all rivals have it."""
    return fold(anyascii(fold(text)))


class Scan:
    """`process.extract` over all names, with one of the scorers."""

    def __init__(self, names: Mapping[str, str], scorer: str) -> None:
        self._ids = list(names)
        self._names = list(names.values())
        self._scorer, self._full = SCORERS[scorer]

    def __call__(self, text: str) -> Found:
        rows = process.extract(plainly(text), self._names, scorer=self._scorer, limit=SHOWN)
        return Found(tuple((self._ids[n], score / self._full) for _, score, n in rows))


class Trigrams:
    """An FTS5 table of trigrams in a file; `bm25` chooses candidates, a scorer ranks them again."""

    def __init__(self, path: str, names: Mapping[str, str] | None = None) -> None:
        self._db = sqlite3.connect(path)
        self._db.execute("PRAGMA cache_size=-16000")
        if names is not None:
            self._fill(names)

    def _fill(self, names: Mapping[str, str]) -> None:
        self._db.execute("CREATE TABLE people (n INTEGER PRIMARY KEY, id TEXT, name TEXT)")
        self._db.execute(
            "CREATE VIRTUAL TABLE found USING fts5(name, content='people', content_rowid='n',"
            " tokenize='trigram', detail='none', columnsize=1)"
        )
        self._db.executemany("INSERT INTO people(id, name) VALUES (?, ?)", names.items())
        self._db.execute("INSERT INTO found(found) VALUES ('rebuild')")
        self._db.execute("INSERT INTO found(found) VALUES ('optimize')")
        self._db.commit()

    def ranked(self, candidates: int, scorer: str) -> Rival:
        """Look-up by so many candidates and one of the scorers."""
        rank, full = SCORERS[scorer]

        def look_up(text: str) -> Found:
            typed = plainly(text)
            rows = self._candidates(typed, candidates)
            best = process.extract(typed, [name for _, name in rows], scorer=rank, limit=SHOWN)
            return Found(tuple((rows[n][0], score / full) for _, score, n in best))

        return look_up

    def _candidates(self, typed: str, number: int) -> Sequence[tuple[str, str]]:
        grams = dict.fromkeys(typed[n : n + 3] for n in range(len(typed) - 2))
        if not grams:
            return []
        asked = " OR ".join(f'"{gram}"' for gram in grams)
        return self._db.execute(
            "SELECT p.id, p.name FROM (SELECT rowid FROM found WHERE found MATCH ?"
            " ORDER BY rank LIMIT ?) f JOIN people p ON p.n = f.rowid",
            (asked, number),
        ).fetchall()
