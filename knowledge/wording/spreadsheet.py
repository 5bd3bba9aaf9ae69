"""Facts as rows of a spreadsheet (CSV): the columns of each kind, and those that all kinds have."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TextIO

from knowledge.model import Fact, Kind, disputed, parties_of, people_of, stories
from knowledge.wording import desk, notices
from knowledge.wording.facts import plain_line
from knowledge.wording.machine import JsonObject, fact_json
from knowledge.wording.texts import shown_sources

_SOURCES = (
    "differing", "articles", "headline", "outlet", "published", "published_basis", "url",
    "sentence", "copies", "withdrawn", "corrected", "desk",
    "confidence",
)  # fmt: skip
"""What sources differ on, the articles of their own and copies of them, and one article with its
sentence; then whether nothing but withdrawn stories tell it, what outlets corrected, and what the
desk verified or corrected, and how sure the fact is (0 to 1)."""

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
        "qualifier", "equivalents", "part", "stage", *_SOURCES,
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

ANY_KIND = (
    "id", "kind", "status", "date", "date_end", "people", "parties", "what", *_SOURCES,
)  # fmt: skip
"""The columns of facts of several kinds; `kind` then is which one, `what` the fact in words."""

_FORMULA = frozenset("=+-@＝＋－＠")
"""What a cell begins with that a spreadsheet takes for a formula, in full width too."""


def row(fact: Fact, columns: Sequence[str]) -> list[str]:
    """A fact as cells of `columns`, which are those of its kind or `ANY_KIND`; lists with "; "."""
    found = _of_any_kind(fact) if columns is ANY_KIND else fact_json(fact)
    found |= _told(fact)
    return [_cell(_words(found.get(column))) for column in columns]


def table(facts: Sequence[Fact]) -> str:
    """Facts as CSV with a header: the columns of their kind, or those that all kinds have."""
    columns = columns_of({fact.kind for fact in facts})
    written = io.StringIO()
    write(written, columns, (row(fact, columns) for fact in facts))
    return written.getvalue()


def columns_of(kinds: Collection[Kind]) -> Sequence[str]:
    """The columns for facts of some kinds: of one its own, of several those that all have."""
    return COLUMNS[next(iter(kinds))] if len(kinds) == 1 else ANY_KIND


def write(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a header and rows of `row` into a text file."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)


RECORD = (
    "n", "id", "at", "who", "action", "target", "on", "holds", "undoes", "shown", "field", "words",
    "was", "why",
)  # fmt: skip
"""The columns of the log of decisions, named as in its JSON."""


def write_record(file: TextIO, decisions: Iterable[JsonObject]) -> None:
    """Write the log of decisions, which are given as in its JSON, with a header."""
    write(file, RECORD, ([_cell(_words(one.get(name))) for name in RECORD] for one in decisions))


def _of_any_kind(fact: Fact) -> JsonObject:
    return fact_json(fact) | {
        "kind": str(fact.kind),
        "people": [{"name": ref.name} for ref in people_of(fact)],
        "parties": list(parties_of(fact)),
        "what": plain_line(fact),
    }


def _told(fact: Fact) -> JsonObject:
    """Where a fact stands: all its articles, and the one that it is shown with first."""
    differing = dict.fromkeys(variant.field for variant in disputed(fact))
    found: JsonObject = {
        "differing": list(differing),
        "articles": [told[0].article for told in stories(fact.sources)],
        "copies": [
            article
            for told in stories(fact.sources)
            for article in dict.fromkeys(source.article for source in told)
            if article != told[0].article
        ],
    }
    found |= {
        "withdrawn": notices.flag(fact),
        "desk": desk.notes(fact),
        "corrected": list(
            dict.fromkeys(
                f"{source.article} {said}"
                for source in fact.sources
                for said in notices.told(source.corrections)
            )
        ),
    }
    first = next(iter(shown_sources(fact)), None)
    if first is None:
        return found
    evidence = next(iter(first.evidence), None)
    return found | {
        "headline": first.title,
        "outlet": first.outlet,
        "published": first.published,
        "published_basis": first.published_basis,
        "url": first.url,
        "sentence": " ".join(evidence.text.split()) if evidence is not None else None,
    }


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
