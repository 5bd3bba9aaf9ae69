"""Putting a backup back: checked first, then moved into place; what was there is kept aside."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from knowledge.base import schema
from knowledge.base.files import BASE, all_files
from knowledge.base.problems import translated
from knowledge.base.refolding import Progress, untold
from knowledge.base.use import in_use
from knowledge.safekeeping import backup, disk, manifest
from knowledge.safekeeping.manifest import CopyProblem

_LEFT_BY_SQLITE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, by the names of `all_files`, and what was there and is kept aside."""

    files: tuple[str, ...]
    aside: tuple[Path, ...]


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


def check_version(named: str, applied: tuple[str, ...]) -> None:
    """Check that this Dateline knows the version of a backup's base.

    Raises:
        CopyProblem: it is newer.
    """
    if set(applied) - set(schema.VERSIONS):
        raise CopyProblem(
            f"The backup “{named}” is of a newer version of Dateline. Update Dateline, then "
            "restore it. Nothing was changed."
        )


def check_free(database: Path, *, replace: bool) -> None:
    """Check that files may take the place of a base.

    Raises:
        CopyProblem: there is one, which `replace` does not allow.
        BaseProblem: somebody uses it.
    """
    if not database.parent.is_dir():
        raise CopyProblem(f"There is no folder for “{database.name}”. Make it first.")
    there = [path.name for path in all_files(database).values() if _is_taken(path)]
    if there and not replace:
        raise CopyProblem(
            f"Already there: {', '.join(there)}. To put the backup in its place, with what is "
            "there kept aside: --replace. Or name another file with --db."
        )
    if in_use(database):
        raise CopyProblem(
            f"The fact base “{database.name}” is in use. Stop Dateline, and whatever else has it "
            "open, then run the same command again."
        )


def restore(
    made: backup.Backup, database: Path, *, replace: bool = False, progress: Progress = untold
) -> Restored:
    """Put a backup where a base is to be; opening it brings it up to date as ever.

    Nothing is changed before all of it is on the disk and was checked. `progress` is told bytes.

    Raises:
        BaseProblem: the backup is damaged, somebody uses the base, or there is no room.
    """
    check_free(database, replace=replace)
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
            return arriving.settle()


def _damaged(made: backup.Backup, file: str) -> CopyProblem:
    return CopyProblem(
        f"{file} of the backup “{made.folder.name}” is not what was backed up. Restore another "
        "backup. Nothing was changed."
    )


class Arriving:
    """A folder beside a base in which files are gathered that are to take its place together."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._folder = database.with_name(f".{database.name}-arriving")
        self._files = all_files(database)

    def __enter__(self) -> "Arriving":
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(mode=0o700)
        return self

    def __exit__(self, *error: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def place(self, name: str) -> Path:
        """Where a file is to be gathered, by its name."""
        return self._folder / f"{name}.db"

    def settle(self) -> Restored:
        """Check what was gathered and move it into place; all that was there is put aside.

        Raises:
            BaseProblem: a file is damaged, or of a newer Dateline; nothing was changed.
        """
        gathered = self.gathered()
        aside = self._put_aside()
        self.move(gathered)
        return Restored(tuple(gathered), tuple(aside))

    def _put_aside(self) -> list[Path]:
        there = [
            (path, end)
            for path in self._files.values()
            for end in ("", *_LEFT_BY_SQLITE)
            if os.path.lexists(f"{path}{end}")
        ]
        stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        return [Path(f"{path}{end}").rename(f"{path}.replaced-{stamp}{end}") for path, end in there]

    def gathered(self) -> Mapping[str, Path]:
        """What was gathered, checked and on the disk, the base last.

        Raises:
            BaseProblem: a file is damaged, or of a newer Dateline.
        """
        found = {name: self.place(name) for name in self._files if self.place(name).exists()}
        for name, path in found.items():
            backup.check(path, self._files[name])
            disk.settle(path)
        if BASE in found:
            check_version(self._database.name, schema.applied(found[BASE]))
        # What reading them left would stand beside them no more.
        for path in self._folder.iterdir():
            if path not in found.values():
                path.unlink()
        return found

    def move(self, gathered: Mapping[str, Path]) -> None:
        """Move files into place, the base last: while there is none, nothing is taken for whole.

        Logs that an earlier file left there are kept under other names: SQLite would take them for
        those of the new one, and play them into it.
        """
        for name, path in gathered.items():
            target = self._files[name]
            path.chmod(0o600)
            for end in _LEFT_BY_SQLITE:
                if os.path.lexists(f"{target}{end}"):
                    Path(f"{target}{end}").rename(disk.free(Path(f"{target}{end}.earlier")))
            path.replace(target)
        disk.settle(self._database.parent)


def _is_taken(path: Path) -> bool:
    return path.is_symlink() or (path.exists() and (path.is_dir() or path.stat().st_size > 0))
