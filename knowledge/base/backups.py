"""Copies of the base from before an update: made where there is room, the last two kept.

They stand beside the base, as `NAME.before-STEP`, after the first step of the update that they were
made before. Whoever renames one, or puts it elsewhere, keeps it.
"""

import re
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from knowledge.base import problems
from knowledge.base.connecting import reading

KEPT = 2
"""Copies that stay, the newest included."""


def make(path: Path) -> Path:
    """A copy of the file as it is; one that an interrupted update left is replaced.

    Raises:
        BaseProblem: there is no room for the copy and what the update writes.
    """
    target = path.with_name(f"{path.name}.before")
    target.unlink(missing_ok=True)
    with reading(path) as source:
        (pages,), (bytes_each,) = (
            source.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
        )
        # An update may write every page anew, into the log beside the base.
        needed, free = 2 * pages * bytes_each, shutil.disk_usage(path.parent).free
        if free < needed:
            old = [one.name for one in made(path)]
            raise problems.no_room_to_update(path, needed, free, old)
        try:
            target.touch(0o600)
            with closing(sqlite3.connect(target)) as copy:
                source.backup(copy)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
    return target


def name(path: Path, copy: Path, step: str) -> Path:
    """Name a copy after the first step that it was made before; an older one keeps its name."""
    target = path.with_name(f"{path.name}.before-{step}")
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}.before-{step}.{number}")
    return copy.rename(target)


def made(path: Path) -> list[Path]:
    """The copies of a base, the newest first."""
    named = re.compile(rf"{re.escape(path.name)}\.before-m\d{{3}}_\w+(\.\d+)?")
    found = []
    for one in path.parent.iterdir():
        with suppress(OSError):
            if named.fullmatch(one.name) and one.is_file() and not one.is_symlink():
                found.append((one.stat().st_mtime_ns, one.name, one))
    return [one for _, _, one in sorted(found, reverse=True)]


def prune(path: Path, newest: Path) -> None:
    """Delete all copies of a base but the last ones; `newest` stays, whatever the clock says."""
    older = [one for one in made(path) if one != newest]
    for one in older[KEPT - 1 :]:
        # What can't be deleted takes room, and nothing else.
        with suppress(OSError):
            one.unlink()
