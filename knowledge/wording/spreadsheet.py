"""Facts as rows of a spreadsheet (CSV): the columns of each kind, and those that all kinds have."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from knowledge.model import Fact, Kind
from knowledge.wording.facts import fact_line
from knowledge.wording.machine import fact_json

_SOURCES = ("articles", "sentence")
COLUMNS: Mapping[Kind, Sequence[str]] = {
    Kind.MEETING: (
        "id", "kind", "status", "date", "date_end", "people", "countries", "place", "occasion",
        *_SOURCES,
    ),
    Kind.AGREEMENT: (
        "id", "type", "status", "date", "date_end", "parties", "people", "name", "about", *_SOURCES,
    ),
    Kind.PAYMENT: (
        "id", "amount", "currency", "kind", "giver", "receiver", "date", "date_end", "purpose",
        "qualifier", "equivalents", "part", *_SOURCES,
    ),
    Kind.STATEMENT: (
        "id", "speakers", "body", "countries", "text", "direct", "date", "date_end", "about",
        *_SOURCES,
    ),
    Kind.MILESTONE: (
        "id", "type", "what", "date", "date_end", "parties", "people", *_SOURCES,
    ),
    Kind.ROLE: (
        "id", "person", "title", "country", "tenure", "first", "last", "since", "until", "follows",
        *_SOURCES,
    ),
}  # fmt: skip
"""The columns of each kind, in their order, named as in the JSON."""

ANY_KIND = ("id", "fact", "date", "date_end", "what", *_SOURCES)
"""The columns of facts of several kinds."""

_FORMULA = frozenset("=+-@＝＋－＠")
"""What a cell begins with that a spreadsheet takes for a formula, in full width too."""


def row(fact: Fact) -> list[str]:
    """A fact as the cells of its kind's columns; lists are joined by "; "."""
    return _cells(fact, COLUMNS[fact.kind])


def table(facts: Sequence[Fact]) -> str:
    """Facts as CSV with a header: the columns of their kind, or those that all kinds have."""
    kinds = {fact.kind for fact in facts}
    columns = COLUMNS[kinds.pop()] if len(kinds) == 1 else ANY_KIND
    written = io.StringIO()
    write(written, columns, (_cells(fact, columns) for fact in facts))
    return written.getvalue()


def write(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a header and rows of `row` into a text file."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)


def _cells(fact: Fact, columns: Sequence[str]) -> list[str]:
    found = fact_json(fact)
    found["articles"] = list(dict.fromkeys(source.article for source in fact.sources))
    evidence = [piece for source in fact.sources for piece in source.evidence][:1]
    found["sentence"] = " ".join(" ".join(piece.text.split()) for piece in evidence)
    if columns is ANY_KIND:
        found["what"] = fact_line(fact)
    return [_cell(_words(found.get(column))) for column in columns]


def _words(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return "; ".join(map(_words, value))
        case {"name": name}:
            return str(name)
        case {"amount": amount, "currency": currency}:
            return f"{amount} {currency}"
    return str(value)


def _cell(text: str) -> str:
    """A value that no spreadsheet takes for a formula, on one line and without control signs."""
    text = "".join(sign if sign.isprintable() else " " for sign in text)
    return f"'{text}" if text.lstrip()[:1] in _FORMULA and text.strip() else text
