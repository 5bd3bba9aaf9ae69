"""What a fact base has of its articles: their text, their sentences and what is known of them."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from knowledge.base import addresses, articles, copies, search, sourced
from knowledge.base.memory import memory_of
from knowledge.base.opened import Opened
from knowledge.base.results import Listed, Passage
from knowledge.model import Article, Evidence, ParagraphRole, Source

_OFTENER = 3
"""Sentences that are looked at for each one wanted, where some may have to be left out."""


class Articles(Opened):
    """The part of `Base` that gives articles and sentences."""

    def article(self, id: str) -> Article | None:
        """The current version of an article."""
        with self.reader() as db:
            row = articles.find(db, id)
            return None if row is None else articles.article_of(row)

    def article_at(self, url: str) -> Article | None:
        """The article at an address, whichever of the usual forms of it was copied."""
        with self.reader() as db:
            id = addresses.article_at(db, url)
        return None if id is None else self.article(id)

    def articles(self, limit: int = 50, offset: int = 0) -> list[Listed]:
        """Articles in the order of their ids."""
        with self.reader() as db:
            return [Listed(**row) for row in articles.listed(db, limit, offset)]

    def versions(self, id: str) -> list[str]:
        """When each version of an article was saved, oldest first (UTC, ISO 8601)."""
        with self.reader() as db:
            return articles.saved_at(db, id)

    def copies(self, id: str) -> list[Listed]:
        """An article's original, and then all copies of it; the article alone where there are none.

        None of them tells anything that another of them does not: together they are one source.
        """
        with self.reader() as db:
            rows = (articles.find(db, one) for one in copies.together(db, id))
            return [
                Listed(row["id"], row["title"], row["outlet"], row["published"], row["language"])
                for row in rows
                if row is not None
            ]

    def original_of(self, ids: Iterable[str]) -> dict[str, str]:
        """The originals of those of these articles that are copies: one look-up for many."""
        with self.reader() as db:
            return copies.originals(db, ids)

    def article_ids(self) -> list[str]:
        """The ids of all articles, in alphabetical order."""
        with self.reader() as db:
            return [row[0] for row in db.execute("SELECT id FROM articles ORDER BY id")]

    def article_sizes(self) -> dict[str, int]:
        """The ids of all articles, in alphabetical order, with the length of their text."""
        with self.reader() as db:
            return articles.sizes(db)

    def dated_by_event(self, events: Iterable[str]) -> list[tuple[str, str, str]]:
        """What the archive knows of the time of named events: for `infer_from_archive`.

        Event, publication date (EDTF) and id of articles that are dated by themselves.
        """
        with self.reader() as db:
            return articles.dated_by_event(db, events)

    def datable(self) -> list[str]:
        """Articles without a date of their own that others on the same event may date."""
        with self.reader() as db:
            return articles.datable(db)

    def problems(self) -> list[tuple[str, list[str]]]:
        """The articles that extraction had something to say about, and what."""
        with self.reader() as db:
            rows = db.execute(
                "SELECT a.id, v.problems FROM articles a JOIN article_versions v ON v.n = a.version"
                " WHERE v.problems <> '[]' ORDER BY a.id"
            )
            return [(id, json.loads(said)) for id, said in rows]

    # Sentences

    def context(self, evidence: Evidence, paragraphs: int = 1) -> Passage | None:
        """The passage around a sentence, so many paragraphs either way; None when it is gone."""
        article = self.article(evidence.article)
        if article is None or articles.misquoted(article, [evidence]):
            return None
        shown = [p for p in article.paragraphs if p.role is not ParagraphRole.BOILERPLATE]
        around = [
            index
            for index, part in enumerate(shown)
            if part.start < evidence.end and evidence.start < part.end
        ]
        if not around:
            return Passage(article.id, "", evidence.text, "")
        first = shown[max(0, around[0] - paragraphs)].start
        last = shown[min(len(shown) - 1, around[-1] + paragraphs)].end
        return Passage(
            article.id,
            article.text[first : evidence.start],
            evidence.text,
            article.text[evidence.end : max(last, evidence.end)],
        )

    def sentences(
        self,
        words: Iterable[search.Wanted],
        limit: int = 5,
        *,
        first: date | None = None,
        last: date | None = None,
    ) -> list[Source]:
        """Article sentences with all these words or phrases, the newest articles first.

        Of a list of phrases one suffices. `first` and `last` are days of publication. The rule of
        the sources is "sentence", and they belong to no reading.
        """
        days = [None if day is None else day.toordinal() for day in (first, last)]
        left_out = self._articles_left_out()
        looked_at = _OFTENER * limit if left_out else limit
        found: list[Source] = []
        with self.reader() as db:
            numbers = search.sentences(db, words, looked_at, *days)
            while numbers and len(found) < limit:
                some, numbers = numbers[:limit], numbers[limit:]
                found += [one for one in _printed(db, some) if one.article not in left_out]
        return found[:limit]

    def source_of(self, article: Article, *evidence: Evidence) -> Source:
        """Sentences of an article as a source, with what else is known of the article.

        As those of `sentences`: they belong to no reading.
        """
        source = Source(
            article=article.id,
            title=article.title,
            outlet=article.outlet,
            published=article.published,
            published_basis=article.published_basis,
            url=article.url,
            evidence=evidence,
            reading="",
            rule="sentence",
            original=self.original_of([article.id]).get(article.id),
        )
        with self.reader() as db:
            return sourced.noticed(db, [source])[0]

    def holding(self, words: Iterable[str], limit: int) -> list[tuple[int, str]]:
        """Numbers of sentences with all these words and the ids of their articles, newest first."""
        left_out = self._articles_left_out()
        with self.reader() as db:
            found = search.holding(db, words, limit)
        return [(n, article) for n, article in found if article not in left_out]

    def _articles_left_out(self) -> frozenset[str]:
        """The articles whose sentences this base doesn't give; see `without_withdrawn`."""
        return self.withdrawn_articles() if self._leaves_out else frozenset()


def _printed(db: sqlite3.Connection, numbers: Sequence[int]) -> list[Source]:
    """Sentences by their numbers, in this order; one question finds many of them several times."""

    def load(missing: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Source]:
        rows = search.printed(db, [n for _, n in missing])
        sources = sourced.noticed(db, [_sentence(row) for row in rows])
        return {("sentence", row["n"]): one for row, one in zip(rows, sources, strict=True)}

    keys = [("sentence", n) for n in numbers]
    memory = memory_of(db)
    found = load(keys) if memory is None else memory.several(keys, load, lambda _: 1)
    return [found[key] for key in keys if key in found]


def _sentence(row: sqlite3.Row) -> Source:
    return Source(
        article=row["article"],
        title=row["title"],
        outlet=row["outlet"],
        published=row["published"],
        published_basis=row["published_basis"],
        url=row["url"],
        evidence=(Evidence(row["article"], row["start"], row["end"], row["text"]),),
        reading="",
        rule="sentence",
        original=row["original"],
    )
