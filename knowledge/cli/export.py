"""`export`: the facts of the base as JSON, as a spreadsheet, or as a calendar."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from knowledge.base import Base
from knowledge.cli.terminal import Options, command, reading, say
from knowledge.model import Fact, Kind, Query

_PAGE = 500
_DAYS = (Kind.MEETING, Kind.MILESTONE)


@click.command("export")
@click.option(
    "--format", "form", type=click.Choice(["json", "csv", "ics"]), default="json", show_default=True
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice([str(kind) for kind in Kind]),
    multiple=True,
    help="Only facts of this kind; may be given several times.",
)
@click.option(
    "--record", "recorded", is_flag=True, help="What was decided on facts, instead of the facts."
)
@command
def export_command(form: str, kinds: tuple[str, ...], recorded: bool, options: Options) -> int:
    """Print all facts, kind by kind and newest first: as a JSON list, as CSV, or as a calendar.

    CSV of one kind has the columns of that kind; of several it has a column for the kind and those
    that all have. The calendar (iCalendar) has meetings, planned and held, and milestones, as far
    as they are known to the day; what it leaves out is counted on stderr.

    With --record the log of decisions is printed, oldest first, as JSON or CSV: it names who
    decided, so it is for the desk.
    """
    if recorded:
        return _record(form, kinds, options)
    wanted = [kind for kind in Kind if kind in kinds]
    if form == "ics" and not set(wanted) <= set(_DAYS):
        raise click.UsageError("A calendar has meetings and milestones alone.")
    with reading(options) as base:
        if form == "json":
            _json(base, wanted or list(Kind))
        elif form == "csv":
            _csv(base, wanted or list(Kind))
        else:
            _calendar(base, wanted or _DAYS)
    return 0


def _record(form: str, kinds: tuple[str, ...], options: Options) -> int:
    """The log of decisions: a JSON list, each decision on a line of its own, or CSV."""
    from knowledge.answers import record
    from knowledge.cli.log import entry_json

    if form == "ics" or kinds:
        raise click.UsageError("The record is written as JSON or CSV, and as a whole.")
    with reading(options) as base:
        rows = (entry_json(one) for one in record.whole(base))
        if form == "json":
            _lines(rows)
        else:
            from knowledge.wording import spreadsheet

            spreadsheet.write_record(sys.stdout, rows)
    return 0


def _lines(rows: Iterable[dict[str, Any]]) -> None:
    """A JSON list with a line for each of its objects."""
    import json

    between = "[\n"
    for row in rows:
        sys.stdout.write(between + json.dumps(row, ensure_ascii=False))
        between = ",\n"
    sys.stdout.write("[]\n" if between == "[\n" else "\n]\n")


def _all(base: Base, kinds: Sequence[Kind]) -> Iterator[Fact]:
    for kind in kinds:
        offset, total = 0, 1
        while offset < total:
            facts, total = base.find(kind, Query("export"), limit=_PAGE, offset=offset)
            yield from facts
            offset += _PAGE


def _json(base: Base, kinds: Sequence[Kind]) -> None:
    """One list, each fact on a line of its own."""
    _lines(_object(fact) for fact in _all(base, kinds))


def _object(fact: Fact) -> dict[str, Any]:
    from knowledge.wording.machine import fact_json

    found = fact_json(fact)
    if fact.kind is Kind.MEETING:
        found["form"] = found["kind"]
    elif fact.kind is Kind.PAYMENT:
        found["payment"] = found["kind"]
    found["kind"] = found.pop("fact")
    return found


def _csv(base: Base, kinds: Sequence[Kind]) -> None:
    from knowledge.wording import spreadsheet

    columns = spreadsheet.columns_of(kinds)
    rows = (spreadsheet.row(fact, columns) for fact in _all(base, kinds))
    spreadsheet.write(sys.stdout, columns, rows)


def _calendar(base: Base, kinds: Sequence[Kind]) -> None:
    from knowledge.wording import icalendar
    from knowledge.wording.texts import count

    written = icalendar.write(sys.stdout, _all(base, kinds))
    told = f"{count(written.events, 'event')}. {icalendar.left_words(written)}"
    say(told.rstrip())
