"""Readings as they are stored: those that are sound, each with its lasting id."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from knowledge.base import articles, codec
from knowledge.model import Article, Reading


def put(
    db: sqlite3.Connection, n: int, version: int, article: Article, readings: list[Reading]
) -> tuple[str, ...]:
    """Store the readings of a version in place of any that it had; say what was left out."""
    db.execute("DELETE FROM readings WHERE version=?", (version,))
    kept, left_out = sound(article, readings)
    db.executemany(
        "INSERT INTO readings(id, article, version, kind, rule, background, current, fields,"
        " evidence, links) VALUES (?,?,?,?,?,?,1,?,?,?)",
        [
            (
                *(id, n, version, one.reading.kind, one.rule, int(one.reading.background)),
                *(one.fields, one.evidence, one.links),
            )
            for id, one in _named(kept)
        ],
    )
    return left_out


def sound(article: Article, readings: list[Reading]) -> tuple[list[Reading], tuple[str, ...]]:
    """The readings of this very version whose sentences stand in it, and what was left out."""
    kept = [
        reading
        for reading in readings
        if reading.article == article.id
        and reading.digest == article.digest
        and not articles.misquoted(article, reading.evidence)
    ]
    if len(kept) == len(readings):
        return kept, ()
    count = len(readings) - len(kept)
    said = "reading was" if count == 1 else "readings were"
    return kept, (f"{count} {said} left out: the sentence does not stand in the article's text",)


class _Text(NamedTuple):
    """A reading as texts, in the order in which readings of one fingerprint are numbered."""

    fingerprint: str
    evidence: str
    fields: str
    rule: str
    links: str
    reading: Reading


def _named(readings: Iterable[Reading]) -> list[tuple[str, _Text]]:
    """Readings with their lasting ids: the fingerprint, numbered where several share it."""
    seen: Counter[str] = Counter()
    named: list[tuple[str, _Text]] = []
    for one in sorted(map(_text, readings), key=lambda one: one[:-1]):
        seen[one.fingerprint] += 1
        number = seen[one.fingerprint]
        named.append((one.fingerprint if number == 1 else f"{one.fingerprint}-{number}", one))
    return named


def _text(reading: Reading) -> _Text:
    return _Text(
        reading.fingerprint,
        codec.evidence_text(reading.evidence),
        codec.fields_text(reading.fields),
        reading.rule,
        codec.links_text(reading.links),
        reading,
    )
