"""`backup` and `restore`: the fact base with all its files, copied and put back."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from knowledge.base import Base
from knowledge.base.files import BASE, BESIDE, all_files, is_restoring
from knowledge.base.problems import translated
from knowledge.base.schema import applied
from knowledge.base.use import in_use
from knowledge.cli.meters import progress
from knowledge.cli.terminal import Failure, Options, command, put, put_json, say, updating
from knowledge.safekeeping import litestream
from knowledge.safekeeping.addresses import NoReplica, Replica, replica
from knowledge.safekeeping.arriving import Arriving, Restored, check_free
from knowledge.safekeeping.backup import backup
from knowledge.safekeeping.restore import find, restore

_HOLDS = {BASE: "the fact base", **{one.name: one.holds for one in BESIDE}}


@click.command("backup")
@click.argument("target", metavar="TO")
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    help="Delete the oldest backups of this base in TO, so that so many stay (of others: all).",
)
@command
def backup_command(target: str, keep: int | None, options: Options) -> int:
    """Copy the fact base and the files beside it into a new folder in the folder TO.

    Bot and ingest may run meanwhile: the base is copied as it is at one instant, and its pages are
    checked. An interrupted backup leaves nothing that looks like one. It holds all that the files
    do, tokens too: keep it where only you can read it.

    TO may be the address of an empty replica (s3://…): that begins one, for a host that restores
    from it.
    """
    if "://" in target:
        if keep:
            raise click.UsageError("--keep is for folders: a replica keeps what it needs.")
        return _to_replica(target, options)
    with progress(None, "Backing up", "B") as bar:
        made = backup(
            options.db,
            Path(target),
            keep=keep or 0,
            progress=lambda done, total: _tell(bar, done, total),
        )
    if options.as_json:
        put_json(
            {
                "backup": str(made.folder),
                "created": made.manifest.created,
                "bytes": made.manifest.bytes,
                "files": {one.name: one.bytes for one in made.manifest.files},
            }
        )
        return 0
    put(str(made.folder))
    for one in made.manifest.files:
        say(f"  {one.file}: {one.bytes / 1e6:,.1f} MB, {_HOLDS[one.name]}")
    return 0


def _to_replica(address: str, options: Options) -> int:
    of = _replica(address)
    applied(options.db)  # whether it is a fact base at all
    if in_use(options.db):
        raise Failure(
            f"The fact base “{options.db.name}” is in use. A Dateline with DATELINE_REPLICA copies "
            "it by itself; else stop it, and run the same command again."
        )
    say("Copying to the replica …")
    with TemporaryDirectory(prefix="dateline-replica-") as folder:
        done = litestream.push(of, options.db, Path(folder))
    if options.as_json:
        put_json({"replica": done})
        return 0
    put("The replica holds a copy. Set DATELINE_REPLICA where Dateline is to go on from it.")
    for name in done:
        say(f"  {all_files(options.db)[name].name}: {_HOLDS[name]}")
    return 0


def _instant(ctx: click.Context, parameter: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter("write it like 2026-11-22T09:30 (UTC, or with a zone)") from None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


@click.command("restore")
@click.argument("source", metavar="FROM")
@click.option("--replace", is_flag=True, help="Put aside what is there, as NAME.replaced-TIME.")
@click.option("--at", callback=_instant, metavar="TIME", help="Of a replica: as it was then (UTC).")
@command
def restore_command(source: str, replace: bool, at: datetime | None, options: Options) -> int:
    """Put back the backup FROM, the newest one in the folder FROM, or the replica at address FROM.

    Where that folder has backups of several fact bases, it is the newest one of this (--db).
    Nothing is changed before all of it was checked. It goes where the fact base is (--db, else
    DATELINE_DB), which nobody may use meanwhile: stop the bot. A backup of an earlier Dateline is
    brought up to date, one of a newer Dateline is refused.
    """
    taken = None
    if "://" in source:
        done = _from_replica(source, replace, at, options)
    elif at is not None:
        raise click.UsageError("--at is for replicas: a backup is of one instant.")
    else:
        taken = find(Path(source), options.db)
        with progress(None, "Restoring", "B") as bar:
            done = restore(
                taken,
                options.db,
                replace=replace,
                progress=lambda done, total: _tell(bar, done, total),
            )
    with updating() as told, Base.open(options.db, create=False, progress=told) as base:
        scope = base.scope()
    if options.as_json:
        put_json(
            {
                **({"backup": str(taken.folder)} if taken is not None else {}),
                "restored": {name: str(all_files(options.db)[name]) for name in done.files},
                "aside": [str(path) for path in done.aside],
                "articles": scope.articles,
                "facts": scope.facts,
            }
        )
        return 0
    put(f"Restored: {scope.articles:,} articles, {scope.facts:,} facts.")
    for name in done.files:
        say(f"  {all_files(options.db)[name].name}: {_HOLDS[name]}")
    if taken is not None:
        say(f"  From {taken.folder.name}, made {taken.manifest.created}")
        for name in taken.passed:
            say(f"  Passed over, as this Dateline can't use it: {name}")
    for path in done.aside:
        say(f"  Kept aside: {path.name}")
    return 0


def _from_replica(address: str, replace: bool, at: datetime | None, options: Options) -> Restored:
    of = _replica(address)
    check_free(options.db, replace=replace or is_restoring(options.db))
    say("Reading the replica …")
    with translated(options.db), Arriving(options.db) as arriving:
        places = {name: arriving.place(name) for name in all_files(options.db)}
        if BASE not in litestream.fetch(of, options.db, places, at):
            when = " of that time" if at is not None else ""
            raise Failure(
                f"The replica holds no fact base{when}. Check that the address is the one that "
                "DATELINE_REPLICA has where the bot runs. Nothing was changed."
            )
        return arriving.settle(replace=replace)


def _replica(address: str) -> Replica:
    try:
        return replica(address)
    except NoReplica as problem:
        raise Failure(str(problem)) from problem


def _tell(bar: object, done: int, total: int) -> None:
    bar.total = total  # type: ignore[attr-defined]
    bar.update(done - bar.n)  # type: ignore[attr-defined]
