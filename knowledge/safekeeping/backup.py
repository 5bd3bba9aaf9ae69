"""Copying a fact base and its files while they are in use.

SQLite's online backup copies pages within one read transaction: what others write meanwhile waits
in the write-ahead log, so the copy is of one instant and its making never begins anew. (`VACUUM
INTO` would give a smaller copy, but builds it anew row by row, and can't say how far it is.) The
files beside the base are copied after it, so that they know at least what it knows: a digest that
was posted meanwhile is posted already, not owed again.
"""

import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from knowledge.base import schema
from knowledge.base.beside_problems import damaged_beside
from knowledge.base.connecting import reading
from knowledge.base.files import BASE, all_files
from knowledge.base.problems import BaseProblem, Trouble, damaged, translated
from knowledge.base.refolding import Progress, untold
from knowledge.safekeeping import disk, manifest
from knowledge.safekeeping.manifest import Copied, CopyProblem, Manifest

_PAGES = 2_048
"""Pages that are copied in one go."""

_STAMP = "%Y%m%dT%H%M%SZ"
_PART = ".part"
_ABANDONED = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is whole: its folder, and what it says of itself.

    `passed` are newer ones beside it that this Dateline can't use.
    """

    folder: Path
    manifest: Manifest
    passed: tuple[str, ...] = ()


def backup(
    database: Path,
    into: Path,
    *,
    keep: int = 0,
    progress: Progress = untold,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Backup:
    """Copy a fact base of any version, with all files beside it, into a new folder in `into`.

    The folder has its name only once all of it is on the disk and was checked. Of the whole backups
    of this base (by its name and place) in `into` the last `keep` stay, all of them where that is
    0; those of others stay. `progress` is told bytes; each is written and read once.

    Raises:
        BaseProblem: there is no base, it is damaged, or the copy can't be written.
    """
    applied = schema.applied(database)
    at = now()
    with _writing(into):
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(into, database)
        target = into / f"{database.stem}-{_stamp(into, database, at)}"
        part = into / f".{target.name}{_PART}"
        part.mkdir(mode=0o700)
        try:
            files = _copied(database, part, progress)
            source = manifest.source_of(database)
            told = Manifest(f"{at:%Y-%m-%dT%H:%M:%SZ}", applied, files, source)
            manifest.write(part / manifest.NAME, told)
            disk.settle(part / manifest.NAME)
            disk.settle(part)
            part.rename(target)
            disk.settle(into)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        if keep:
            _prune(into, database, keep, target)
    return Backup(target, told)


def whole(folder: Path, stem: str | None = None) -> list[Path]:
    """The whole backups in a folder, the newest first; of bases of this name, if given."""
    named = re.compile(rf"{'.+' if stem is None else re.escape(stem)}-(\d{{8}}T\d{{6}}Z)")
    found = []
    with suppress(OSError):
        for one in folder.iterdir():
            match = named.fullmatch(one.name)
            if match and (one / manifest.NAME).is_file() and not one.is_symlink():
                found.append((match[1], one.name, one))
    return [one for _, _, one in sorted(found, reverse=True)]


def _copied(database: Path, folder: Path, progress: Progress) -> tuple[Copied, ...]:
    there = {name: path for name, path in all_files(database).items() if _holds_anything(path)}
    there = {BASE: there.pop(BASE), **there}
    total = sum(map(_bytes, there.values()))
    disk.check_room(folder, total)
    done = 0

    def more(number: int) -> None:
        nonlocal done
        done += number
        progress(min(done, 2 * total), 2 * total)

    files = []
    for name, path in there.items():
        target = folder / f"{name}.db"
        with _told_apart(name, path):
            with translated(path):
                _copy(path, target, more)
            check(target, path)
        disk.settle(target)
        files.append(Copied(name, target.stat().st_size, manifest.digest(target, more)))
    progress(2 * total, 2 * total)
    return tuple(files)


@contextmanager
def _told_apart(name: str, path: Path) -> Iterator[None]:
    """Say of a damaged file beside the base what to do about it, which is not what a base needs."""
    try:
        yield
    except BaseProblem as problem:
        if name == BASE or problem.trouble not in (Trouble.DAMAGED, Trouble.FOREIGN):
            raise
        raise damaged_beside(path) from problem


def _copy(path: Path, target: Path, more: Callable[[int], None]) -> None:
    disk.create(target)
    with reading(path) as source, closing(sqlite3.connect(target)) as to:
        (size,) = source.execute("PRAGMA page_size").fetchone()
        # Held to the end, so that the copy is of one state and no writer makes it begin anew.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        left: int | None = None

        def step(status: int, remaining: int, total: int) -> None:
            nonlocal left
            more(((total if left is None else left) - remaining) * size)
            left = remaining

        source.backup(to, pages=_PAGES, progress=step, sleep=0)
        source.execute("ROLLBACK")


def check(copy: Path, named: Path) -> None:
    """Check the pages of a copy that nobody uses; `named` is what to call it.

    Raises:
        BaseProblem: it is damaged.
    """
    where = f"{copy.absolute().as_uri()}?mode=ro&immutable=1"
    with translated(named), closing(sqlite3.connect(where, uri=True)) as db:
        # Not quick_check: in some versions of SQLite it finds nothing where there are values, in
        # tables that have no row ids.
        if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise damaged(named)


def _bytes(path: Path) -> int:
    log = path.with_name(f"{path.name}-wal")
    return path.stat().st_size + (log.stat().st_size if log.exists() else 0)


def _holds_anything(path: Path) -> bool:
    return path.is_file() and _bytes(path) > 0


def _stamp(into: Path, database: Path, at: datetime) -> str:
    """The time of a new backup in UTC, later than any there, though a clock was set back."""
    named = re.compile(rf"\.?{re.escape(database.stem)}-(\d{{8}}T\d{{6}}Z)({re.escape(_PART)})?")
    stamps = [f"{at:{_STAMP}}"]
    for match in filter(None, (named.fullmatch(one.name) for one in into.iterdir())):
        with suppress(ValueError, OverflowError):
            later = datetime.strptime(match[1], _STAMP) + timedelta(seconds=1)
            stamps.append(f"{later:{_STAMP}}")
    return max(stamps)


def _sweep(into: Path, database: Path) -> None:
    """Remove what interrupted backups of this base left; a young one may be in the making."""
    named = re.compile(rf"\.{re.escape(database.stem)}-\d{{8}}T\d{{6}}Z{re.escape(_PART)}")
    for one in into.iterdir():
        with suppress(OSError):
            if named.fullmatch(one.name) and time.time() - one.stat().st_mtime > _ABANDONED:
                shutil.rmtree(one)


def _prune(into: Path, database: Path, keep: int, made: Path) -> None:
    source = manifest.source_of(database)
    older = [one for one in whole(into, database.stem) if one != made and _source(one) == source]
    for one in older[keep - 1 :]:
        # Its manifest goes first, so that what is left of it is never taken for whole.
        with suppress(OSError):
            (one / manifest.NAME).unlink()
            shutil.rmtree(one)


def _source(folder: Path) -> str | None:
    try:
        return manifest.read(folder).source
    except CopyProblem:
        return None  # nobody knows whose it is


@contextmanager
def _writing(into: Path) -> Iterator[None]:
    """Say plainly that the place of the backup can't be written to."""
    try:
        yield
    except OSError as error:
        raise CopyProblem(
            f"The backup can't be written to “{into.name}” "
            f"({error.strerror or 'input or output failed'}). Check the disk and the access "
            "rights, or name another folder. What was begun is not kept."
        ) from error
