"""Full-text search: people's words as safe FTS5 expressions, and sentences that hold them.

Words are always quoted, so that no sign in them has a meaning for FTS5, and bounded in number and
length.
"""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache

from knowledge.base import tag
from knowledge.base.codec import dump, storable
from knowledge.base.numbering import sentence_numbers
from knowledge.names.printed import printed_forms
from knowledge.names.wordings import same
from knowledge.text import fold

_WORDS = 24
_LETTERS = 80
_TEXTS = "names place occasion topics sentences"


def phrase(text: str) -> str | None:
    """A quoted FTS5 phrase; None for a text without letters or digits."""
    words = fold(storable(text[: _LETTERS * 4])).split()[:_WORDS]
    return '"' + " ".join(word[:_LETTERS] for word in words) + '"' if words else None


_SIGNS = re.compile(r"[^\w\s]+")
_PREFIX = re.compile(
    r"(anti|bi|co|counter|cyber|de|inter|micro|mid|multi|non|post|pre|pro|re|self|semi|socio|sub|"
    r"trans|tri|vice)(\w{4,})"
)


def either_way(text: str) -> str | None:
    """A text as the phrases that articles may print for it; None where there is nothing in it.

    Signs part words in the index ("don’t", "U.S."), a hyphen is a matter of taste ("demining",
    "de-mining"), and some things have several wordings ("FTA").
    """
    return " OR ".join(_ways(text)) or None


@lru_cache(maxsize=4_096)
def _ways(text: str) -> tuple[str, ...]:
    """The phrases that articles may print for a text, each once."""
    cut = storable(text[: _LETTERS * 4])
    ways = [cut, _SIGNS.sub(" ", cut)]
    if "-" in cut:
        ways.append(cut.replace("-", ""))
    elif found := _PREFIX.fullmatch(fold(cut)):
        ways.append(f"{found[1]} {found[2]}")
    return tuple(dict.fromkeys(phrases([*ways, *same(cut)])))


def _each(texts: Iterable[str]) -> list[str]:
    """The ways of each text that has one, in brackets."""
    return [f"({found})" for text in list(texts)[:_WORDS] if (found := either_way(text))]


def _any_of(texts: Iterable[str]) -> list[str]:
    """The ways of these texts, of which a sentence that holds one holds one of the texts."""
    return _shortest(way for text in list(texts)[:_WORDS] for way in _ways(text))


def phrases(texts: Iterable[str]) -> list[str]:
    """A phrase for each text that has one."""
    return [found for text in list(texts)[:_WORDS] if (found := phrase(text)) is not None]


def words_of(text: str) -> list[str]:
    """A phrase for each word of a text, so that they may stand in any order."""
    return phrases(fold(text[: _LETTERS * 4]).split())


def match(
    *,
    words: Iterable[str] = (),
    place: str | None = None,
    occasion: str | None = None,
    tags: Iterable[Iterable[str]] = (),
    parties: Iterable[str] = (),
) -> str | None:
    """The FTS5 expression of facts that hold all of this; None when it comes to nothing.

    `words` are searched everywhere in a fact and its sentences, place and occasion where they
    belong. Of each group of `tags` one at least must fit. Each of `parties` must be involved or
    named by its printed forms.
    """
    parts: list[str] = []
    if wanted := _each(words):
        parts.append(f"{{{_TEXTS}}} : ({' AND '.join(wanted)})")
    if place and (wanted := words_of(place)):
        parts.append(f"place : ({' AND '.join(wanted)})")
    if occasion and (wanted := words_of(occasion)):
        parts.append(f"occasion : ({' AND '.join(wanted)})")
    parts += [f"tags : ({' OR '.join(group)})" for group in tags]
    parts += [_of_party(code) for code in parties]
    return " AND ".join(f"({part})" for part in parts) or None


@lru_cache(maxsize=512)
def _of_party(code: str) -> str:
    """What involves a party or names it."""
    involved = f"tags : {tag.party(storable(code))}"
    named = _shortest(way for form in printed_forms(code) for way in _ways(form))
    return f"({{{_TEXTS}}} : ({' OR '.join(named)})) OR ({involved})" if named else involved


def _shortest(ways: Iterable[str]) -> list[str]:
    """Phrases without those that hold another of them, which finds all that they find.

    A phrase of common words ("Republic of the …") takes longer to look for than all the rest.
    """
    split = {way: f" {way[1:-1].casefold()} " for way in ways}
    return [
        way
        for way, words in split.items()
        if not any(other in words for one, other in split.items() if one != way)
    ]


Wanted = str | Sequence[str]
"""A word or phrase that a sentence must hold, or several of which one suffices."""


def sentences(
    db: sqlite3.Connection,
    words: Iterable[Wanted],
    limit: int,
    first: int | None = None,
    last: int | None = None,
) -> list[int]:
    """The numbers of sentences with all these words, the newest articles first.

    Of articles published from the day `first` to the day `last` (ordinals), where those are given.
    (A list of rowids in a subselect would make FTS5 start over for each of them.)
    """
    groups = [_any_of([one] if isinstance(one, str) else one) for one in words]
    if not groups or not all(groups) or limit <= 0:
        return []
    low, high = sentence_numbers(first, last)
    found = db.execute(
        "SELECT rowid FROM sentence_fts WHERE sentence_fts MATCH ? AND rowid BETWEEN ? AND ?"
        " ORDER BY rowid DESC LIMIT ?",
        (_one_of_each(groups), low, high, limit),
    )
    return [n for (n,) in found]


def _one_of_each(groups: Iterable[Sequence[str]]) -> str:
    """The expression of what holds one phrase of each group; the first is best of the rarest.

    FTS5 has all members of an AND keep step, so that each of twenty wordings would be looked up
    wherever one of the names stands. A NOT that takes nothing away makes those before it one
    member, with which the next keeps step only where all of them stand. After some of them the
    rest keep step with each other: FTS5 refuses what is nested a hundred deep.
    """
    first, *others = (f"({' OR '.join(group)})" for group in groups)
    for other in others[:_NESTED]:
        first = f'({first} AND {other}) NOT ""'
    return " AND ".join([first, *others[_NESTED:]])


_NESTED = 24


def printed(db: sqlite3.Connection, numbers: Iterable[int]) -> list[sqlite3.Row]:
    """Sentences by their numbers, each with its article."""
    return db.execute(_SENTENCES, (dump(list(numbers)),)).fetchall()


# CROSS JOIN has SQLite begin with the numbers that are given.
_SENTENCES = """
    SELECT s.n, a.id AS article, v.title, v.outlet, v.published, v.published_basis,
           v.url, s.start, s.start + s.length AS end, t.text, c.id AS original
    FROM json_each(?) j CROSS JOIN sentences s ON s.n = j.value
    CROSS JOIN sentence_texts t ON t.n = s.n
    CROSS JOIN article_versions v ON v.n = s.version CROSS JOIN articles a ON a.n = v.article
    LEFT JOIN prints p ON p.article = a.n AND p.original <> a.n
    LEFT JOIN articles c ON c.n = p.original
"""


def holding(db: sqlite3.Connection, words: Iterable[str], limit: int) -> list[tuple[int, str]]:
    """Numbers of sentences with all these words and the ids of their articles, newest first."""
    wanted = phrases(words)
    if not wanted or limit <= 0:
        return []
    rows = db.execute(
        """
        SELECT s.n, a.id FROM sentence_fts f
        CROSS JOIN sentences s ON s.n = f.rowid
        CROSS JOIN article_versions v ON v.n = s.version
        CROSS JOIN articles a ON a.n = v.article
        WHERE f.sentence_fts MATCH ? ORDER BY f.rowid DESC LIMIT ?
        """,
        (" AND ".join(wanted), limit),
    )
    return [(row[0], row[1]) for row in rows]
