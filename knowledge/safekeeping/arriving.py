"""Gathering files beside a base, and moving them into its place; what was there is kept aside.

One at a time gathers there, by a lock. While a restore moves files, a mark lies in the folder:
where that is cut short, nobody may take what stands there for whole, or begin an empty base.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from knowledge.base import schema
from knowledge.base.files import BASE, all_files, arriving, restoring
from knowledge.base.use import in_use
from knowledge.safekeeping import backup, disk
from knowledge.safekeeping.manifest import CopyProblem

_LEFT_BY_SQLITE = ("-wal", "-shm", "-journal")
_ENDS = ("", *_LEFT_BY_SQLITE)
_LOCK = "lock"
_STAMP = "%Y%m%dT%H%M%SZ"
_STAMPED = re.compile(r"\d{8}T\d{6}Z")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, by the names of `all_files`, and what was there and is kept aside."""

    files: tuple[str, ...]
    aside: tuple[Path, ...]


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


class Arriving:
    """A folder beside a base in which files are gathered that are to take its place together.

    Entering it raises a `CopyProblem` where another process gathers files there.
    """

    def __init__(self, database: Path) -> None:
        self._database = database
        self._folder = arriving(database)
        self._mark = restoring(database)
        self._files = all_files(database)
        self._lock: int | None = None

    def __enter__(self) -> "Arriving":
        self._lock = self._locked()
        self._sweep()
        return self

    def __exit__(self, *error: object) -> None:
        with suppress(OSError):
            self._sweep()
        if not self._mark.exists():
            shutil.rmtree(self._folder, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def place(self, name: str) -> Path:
        """Where a file is to be gathered, by its name."""
        return self._folder / f"{name}.db"

    def settle(self, *, replace: bool) -> Restored:
        """Check what was gathered and move it into place; all that was there is put aside.

        What is there at the last moment may be replaced if `replace` allows that, or where an
        earlier restore was cut short.

        Raises:
            BaseProblem: a file is damaged, of a newer Dateline, or `check_free` says no; nothing
                was changed.
        """
        gathered = self.gathered()
        before = self._mark.exists()
        aside: list[Path] = []
        try:
            # From here on nobody begins a base, or brings one up to date: see `Base.open`.
            stamp = self._marked()
            check_free(self._database, replace=replace or before)
            for moved in self._put_aside(stamp):
                aside.append(moved)
        except BaseException:
            if not aside and not before:
                self._mark.unlink(missing_ok=True)
            raise
        self.move(gathered)
        self._mark.unlink()
        disk.settle(self._folder)
        return Restored(tuple(gathered), tuple(aside))

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
        self._sweep(*found.values())
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

    def _put_aside(self, marked: str) -> Iterator[Path]:
        """Put aside what is there, the base first: then nobody begins to use it."""
        for path in reversed(self._files.values()):
            there = [end for end in _ENDS if os.path.lexists(f"{path}{end}")]
            if there:
                # Logs alone join the file that they belong to, where moving that was cut short.
                name = _free(path, _ENDS if there[0] == "" else there, marked)
                for end in there:
                    yield Path(f"{path}{end}").rename(f"{name}{end}")
        disk.settle(self._database.parent)

    def _marked(self) -> str:
        """Mark that files are moved; the time by which what is there is called.

        It is that of a restore that was cut short, so that what is put aside stays together.
        """
        with suppress(OSError, ValueError):
            with self._mark.open(encoding="ascii") as file:
                found = file.read(20)
            if _STAMPED.fullmatch(found):
                return found
        stamp = f"{datetime.now(UTC):{_STAMP}}"
        self._mark.write_text(stamp, "ascii")
        for path in (self._mark, self._folder, self._database.parent):
            disk.settle(path)
        return stamp

    def _locked(self) -> int:
        while True:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            try:
                lock = os.open(self._folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
            except FileNotFoundError:
                continue  # who was done with it has just removed the folder
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(lock)
                raise CopyProblem(
                    f"Another restore of “{self._database.name}” is at work, or a Dateline that "
                    "starts. Let it end, then look what is there. Nothing was changed."
                ) from None
            except OSError:
                return lock  # a disk without locks; then nobody can be told apart
            with suppress(FileNotFoundError):
                if os.path.samestat(os.stat(self._folder / _LOCK), os.fstat(lock)):
                    return lock
            os.close(lock)

    def _sweep(self, *kept: Path) -> None:
        """Remove what is gathered, or was by a restore that died, but for these."""
        for path in self._folder.iterdir():
            if path not in {*kept, self._mark, self._folder / _LOCK}:
                with suppress(OSError):
                    path.unlink() if path.is_symlink() or path.is_file() else shutil.rmtree(path)


def _free(path: Path, ends: Collection[str], stamp: str) -> Path:
    """The first name for a file that is put aside under which nothing is, with any of `ends`."""
    at = datetime.strptime(stamp, _STAMP)
    names = (
        path.with_name(f"{path.name}.replaced-{at + timedelta(seconds=more):{_STAMP}}")
        for more in count()
    )
    return next(name for name in names if not any(os.path.lexists(f"{name}{end}") for end in ends))


def _is_taken(path: Path) -> bool:
    return path.is_symlink() or (path.exists() and (path.is_dir() or path.stat().st_size > 0))
