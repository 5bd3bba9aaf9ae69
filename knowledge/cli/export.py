"""`export`: all meetings as JSON lines or CSV."""

import csv
import sys
from collections.abc import Iterator

import click

from knowledge.base import Base
from knowledge.cli.terminal import Options, command, put_json, reading
from knowledge.model import MeetingFact, Query

_PAGE = 500
_COLUMNS = (
    "id", "kind", "status", "date", "date_end", "people", "countries", "place", "occasion",
    "articles", "sentence",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@click.command("export")
@click.option(
    "--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True
)
@command
def export_command(form: str, options: Options) -> int:
    """Print all meetings, newest first: JSON, one object a line, or CSV."""
    from knowledge.wording.machine import fact_json

    with reading(options) as base:
        if form == "json":
            for fact in _all(base):
                put_json(fact_json(fact))
            return 0
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for fact in _all(base):
            writer.writerow([_cell(value) for value in _row(fact)])
    return 0


def _all(base: Base) -> Iterator[MeetingFact]:
    offset = 0
    while True:
        facts, total = base.meetings(Query("meetings"), limit=_PAGE, offset=offset)
        yield from facts
        offset += _PAGE
        if offset >= total:
            return


def _row(fact: MeetingFact) -> list[str | None]:
    from knowledge.dates.edtf import iso

    start, end = iso(fact.date)
    return [
        fact.id,
        str(fact.form),
        str(fact.status),
        start,
        end,
        "; ".join(person.name for person in fact.people),
        "; ".join(fact.parties),
        fact.place,
        fact.occasion,
        "; ".join(dict.fromkeys(source.article for source in fact.sources)),
        " ".join(fact.sources[0].evidence[0].text.split()),
    ]


def _cell(value: str | None) -> str:
    """A value that no spreadsheet takes for a formula."""
    text = value or ""
    return f"'{text}" if text.startswith(_FORMULA) else text
