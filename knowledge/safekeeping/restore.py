"""Putting a backup back: checked first, then moved into place; what was there is kept aside."""

from pathlib import Path

from knowledge.base.files import restoring
from knowledge.base.problems import translated
from knowledge.base.refolding import Progress, untold
from knowledge.safekeeping import backup, disk, manifest
from knowledge.safekeeping.arriving import Arriving, Restored, check_free, check_version
from knowledge.safekeeping.manifest import CopyProblem


def find(folder: Path) -> backup.Backup:
    """A backup by its folder, or the newest whole one by the folder of all of them.

    Raises:
        CopyProblem: there is none, or it can't be used by this Dateline.
    """
    if not folder.is_dir():
        raise CopyProblem(
            f"There is no folder “{folder.name}”. Name one that was made by: "
            "python -m knowledge backup FOLDER"
        )
    found = folder
    if not (folder / manifest.NAME).exists() and backup.whole(folder):
        found = backup.newest(folder)
    told = manifest.read(found)
    check_version(found.name, told.schema)
    return backup.Backup(found, told)


def restore(
    made: backup.Backup, database: Path, *, replace: bool = False, progress: Progress = untold
) -> Restored:
    """Put a backup where a base is to be; opening it brings it up to date as ever.

    Nothing is changed before all of it is on the disk and was checked. `progress` is told bytes.

    Raises:
        BaseProblem: the backup is damaged, somebody uses the base, or there is no room.
    """
    # Where one was cut short, what is there is put aside again: the same command does.
    check_free(database, replace=replace or restoring(database).exists())
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
