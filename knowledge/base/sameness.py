"""Which id an article has in the base, and whether two articles of one id are the same.

An article is known by its id. When two articles of one id turn out to be different ones, because
their URLs differ or (without URLs) their outlets or nearly all of their words, the later takes a
number: `budget`, `budget-2`. The numbers follow the order of ingest, which is the one thing in the
base that does.
"""

import re
import sqlite3
from typing import NamedTuple

from knowledge.base import embargoes
from knowledge.model import Article
from knowledge.text import fold

_LONGER_WORD = re.compile(r"[^\W\d_]{5,}")
# A new version of a story keeps far more of its longer words; two stories share a tenth or so.
_KEPT = 0.3


def own_id(db: sqlite3.Connection, article: Article) -> str:
    """The id under which an article belongs in the base: its own, numbered when taken."""
    id, number = article.id, 1
    while True:
        row = db.execute(
            "SELECT v.url, v.outlet, v.title, v.text FROM articles a"
            " JOIN article_versions v ON v.n = a.version WHERE a.id=?",
            (id,),
        ).fetchone()
        known = _Known(*row) if row is not None else _waiting(db, id)
        if known is None or is_same(article, known):
            return id
        number += 1
        id = f"{article.id}-{number}"


class _Known(NamedTuple):
    """What tells a stored article, public or under embargo, from others."""

    url: str | None
    outlet: str | None
    title: str | None
    text: str


def _waiting(db: sqlite3.Connection, id: str) -> _Known | None:
    kept = embargoes.find(db, id)
    if kept is None:
        return None
    article = kept.article
    return _Known(article.url, article.outlet, article.title, article.text)


def is_same(article: Article, stored: _Known) -> bool:
    """False when a stored article of the same id is another article."""
    if article.url and stored.url:
        return _address(article.url) == _address(stored.url)
    if article.outlet and stored.outlet and fold(article.outlet) != fold(stored.outlet):
        return False
    if article.title and stored.title and fold(article.title) == fold(stored.title):
        return True
    return _shared(article.text, stored.text) >= _KEPT


def _shared(one: str, other: str) -> float:
    """Which share of the longer words of the shorter text stand in the other one as well."""
    words = [set(_LONGER_WORD.findall(text.lower())) for text in (one, other)]
    fewest = min(map(len, words))
    return len(words[0] & words[1]) / fewest if fewest else 1.0


def _address(url: str) -> str:
    """A URL without what varies between links to one page."""
    plain = re.sub(r"^[a-z]+://(?:www\.|m\.)?", "", url.strip().lower())
    return re.split(r"[?#]", plain, maxsplit=1)[0].rstrip("/")
