"""`people`: the people of the fact base and the newsroom's roster."""

from pathlib import Path

import click

from knowledge.base import RosterPerson
from knowledge.cli import identity
from knowledge.cli.meters import progress
from knowledge.cli.terminal import (
    Failure,
    Options,
    command,
    put,
    put_json,
    reading,
    say,
    writing,
)

_CHUNK = 50
_SHOWN = 20


@click.group("people")
def people_command() -> None:
    """The people of the fact base."""


for _one in identity.COMMANDS:
    people_command.add_command(_one)


@people_command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@command
def import_command(file: Path, options: Options) -> int:
    """Take in a roster: CSV or a JSON list with id, name, country, role, aliases."""
    from knowledge.names.roster import UnreadableRoster, read

    try:
        roster = read(file)
    except UnreadableRoster as problem:
        raise Failure(str(problem)) from problem
    found = [
        RosterPerson(one.id, one.name, one.party, one.titles, one.aliases) for one in roster.people
    ]
    with writing(options, create=True) as base, progress(len(found), "Importing") as bar:
        for start in range(0, len(found), _CHUNK):
            chunk = found[start : start + _CHUNK]
            base.enlist(chunk)
            bar.update(len(chunk))
    for line in roster.problems[:_SHOWN]:
        say(f"{file}: {line}")
    if len(roster.problems) > _SHOWN:
        say(f"and {len(roster.problems) - _SHOWN} more")
    say(f"{len(found)} people imported.")
    if options.as_json:
        put_json({"imported": len(found), "problems": list(roster.problems)})
    return 1 if roster.problems or not found else 0


@people_command.command("list")
@click.option("--limit", type=click.IntRange(1), default=1_000, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0)
@command
def list_command(limit: int, offset: int, options: Options) -> int:
    """List people with their ids, latest titles and countries."""
    with reading(options) as base:
        for ref in base.people(limit, offset):
            if options.as_json:
                put_json({"id": ref.id, "name": ref.name, "title": ref.title, "country": ref.party})
            else:
                about = ", ".join(part for part in (ref.title, ref.party) if part)
                put(f"{ref.id}\t{ref.name}" + (f"\t{about}" if about else ""))
    return 0
