"""Facts as rows of a spreadsheet: the columns of each kind."""

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.model import Fact, Kind
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

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def row(fact: Fact) -> list[str]:
    """A fact as the cells of its kind's columns; lists are joined by "; "."""
    found = fact_json(fact)
    found["articles"] = list(dict.fromkeys(source.article for source in fact.sources))
    found["sentence"] = " ".join(fact.sources[0].evidence[0].text.split())
    return [_cell(_words(found[column])) for column in COLUMNS[fact.kind]]


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
    """A value that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
