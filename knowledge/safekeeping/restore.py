"""Putting a backup back: checked first, then moved into place; what was there is kept aside."""

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from knowledge.base.files import is_restoring
from knowledge.base.problems import translated
from knowledge.base.refolding import Progress, untold
from knowledge.safekeeping import backup, disk, manifest
from knowledge.safekeeping.arriving import Arriving, Restored, check_free, check_version
from knowledge.safekeeping.manifest import CopyProblem

_LISTED = 20


def find(folder: Path, database: Path | None = None) -> backup.Backup:
    """A backup by its folder, or the newest usable one by the folder of all of them.

    Where that holds backups of several bases, it is one of the base that is to be replaced: of its
    name and place, else of its name if only one base has that.

    Raises:
        CopyProblem: there is none, it can't be used by this Dateline, or one has to be chosen.
    """
    if not folder.is_dir():
        raise CopyProblem(
            f"There is no folder “{folder.name}”. Name one that was made by: "
            "python -m knowledge backup FOLDER"
        )
    found = [] if (folder / manifest.NAME).exists() else backup.whole(folder)
    if not found:
        return _read(folder)
    usable: dict[tuple[str, str], list[backup.Backup]] = {}
    problems = []
    for one in found:
        try:
            made = _read(one)
        except CopyProblem as problem:
            problems.append((one, problem))
        else:
            usable.setdefault((_stem(one), made.manifest.source), []).append(made)
    if not usable:
        raise problems[0][1]
    newest = _chosen(folder, usable, database)[0]
    passed = (one for one, _ in problems if _stem(one) == _stem(newest.folder))
    later = tuple(one.name for one in passed if one.name > newest.folder.name)
    return dataclasses.replace(newest, passed=later)


def _chosen(
    folder: Path, usable: Mapping[tuple[str, str], list[backup.Backup]], database: Path | None
) -> list[backup.Backup]:
    """The backups of the base that is meant, the newest first."""
    if database is not None:
        own = usable.get((database.stem, manifest.source_of(database)))
        if own is not None:
            return own
        named = [made for (stem, _), made in usable.items() if stem == database.stem]
    else:
        named = []
    of = named or [*usable.values()]
    if len(of) > 1:
        raise CopyProblem(
            f"The folder “{folder.name}” holds backups of several fact bases. Name one of its "
            f"folders; the newest of each: {', '.join(one[0].folder.name for one in of[:_LISTED])}"
        )
    return of[0]


def _stem(folder: Path) -> str:
    return folder.name.rpartition("-")[0]


def _read(folder: Path) -> backup.Backup:
    told = manifest.read(folder)
    check_version(folder.name, told.schema)
    return backup.Backup(folder, told)


def restore(
    made: backup.Backup, database: Path, *, replace: bool = False, progress: Progress = untold
) -> Restored:
    """Put a backup where a base is to be; opening it brings it up to date as ever.

    Nothing is changed before all of it is on the disk and was checked. `progress` is told bytes.

    Raises:
        BaseProblem: the backup is damaged, somebody uses the base, or there is no room.
    """
    # Where one was cut short, what is there is put aside again: the same command does.
    check_free(database, replace=replace or is_restoring(database))
    total = made.manifest.bytes
    done = 0

    def more(number: int) -> None:
        nonlocal done
        done += number
        progress(min(done, 2 * total), 2 * total)

    with translated(database):
        disk.check_room(database.parent, total)
        with Arriving(database) as arriving:
            for one in made.manifest.files:
                target = arriving.place(one.name)
                source = made.folder / one.file
                try:
                    disk.copy(source, target, more)
                except FileNotFoundError as error:
                    raise _damaged(made, one.file) from error
                if manifest.digest(target, more) != one.sha256:
                    raise _damaged(made, one.file)
            return arriving.settle(replace=replace)


def _damaged(made: backup.Backup, file: str) -> CopyProblem:
    return CopyProblem(
        f"{file} of the backup “{made.folder.name}” is not what was backed up. Restore another "
        "backup. Nothing was changed."
    )
