"""Readings as they are stored: those that are sound, each with its lasting id."""

import sqlite3
from collections import Counter
from collections.abc import Iterable

from knowledge.base import articles, codec
from knowledge.model import Article, Reading


def put(
    db: sqlite3.Connection, n: int, version: int, article: Article, readings: list[Reading]
) -> tuple[str, ...]:
    """Store the readings of a version in place of any that it had; say what was left out."""
    db.execute("DELETE FROM readings WHERE version=?", (version,))
    kept, left_out = sound(article, readings)
    for id, reading in _named(kept):
        db.execute(
            "INSERT INTO readings(id, article, version, kind, rule, background, current, fields,"
            " evidence, links) VALUES (?,?,?,?,?,?,1,?,?,?)",
            (
                id,
                n,
                version,
                reading.kind,
                reading.rule,
                int(reading.background),
                codec.fields_text(reading.fields),
                codec.evidence_text(reading.evidence),
                codec.links_text(reading.links),
            ),
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


def _named(readings: Iterable[Reading]) -> list[tuple[str, Reading]]:
    """Readings with their lasting ids: the fingerprint, numbered where several share it."""
    seen: Counter[str] = Counter()
    named: list[tuple[str, Reading]] = []
    for reading in sorted(readings, key=_canonical):
        print_ = reading.fingerprint
        seen[print_] += 1
        named.append((print_ if seen[print_] == 1 else f"{print_}-{seen[print_]}", reading))
    return named


def _canonical(reading: Reading) -> tuple[str, str, str, str, str]:
    return (
        reading.fingerprint,
        codec.evidence_text(reading.evidence),
        codec.fields_text(reading.fields),
        reading.rule,
        codec.links_text(reading.links),
    )
