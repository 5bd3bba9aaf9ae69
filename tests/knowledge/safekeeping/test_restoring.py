"""What is there already when a copy comes back: none of it is lost or mixed with it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from knowledge.base.files import BASE, all_files
from knowledge.safekeeping.restore import Arriving
from tests import bases


def table(path: Path, *values: str) -> Path:
    """An empty fact base that has these values too, and nothing beside it."""
    bases.opened(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("CREATE TABLE told(it)")
        file.executemany("INSERT INTO told VALUES (?)", [(value,) for value in values])
    return path


def values(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as file:
        return [it for (it,) in file.execute("SELECT it FROM told")]


def left_behind(path: Path) -> bytes:
    """Let a file vanish that was in use, but for its write-ahead log; what stands in that."""
    with closing(sqlite3.connect(table(path, "old"), isolation_level=None)) as file:
        file.execute("INSERT INTO told VALUES ('older')")
        log = path.with_name(f"{path.name}-wal").read_bytes()
    path.unlink()
    path.with_name(f"{path.name}-wal").write_bytes(log)
    return log


def test_logs_of_vanished_files_are_not_played_into_what_comes(tmp_path: Path) -> None:
    database = tmp_path / "facts.db"
    files = all_files(database)
    logs = {name: left_behind(files[name]) for name in (BASE, "digests")}
    (tmp_path / "facts.db-wal.earlier").write_text("of another time")
    with Arriving(database) as arriving:
        for name in (BASE, "digests"):
            table(arriving.place(name), "new")
        arriving.move(arriving.gathered())
    assert values(database) == values(files["digests"]) == ["new"]
    assert (tmp_path / "facts.db-wal.earlier").read_text() == "of another time"
    assert (tmp_path / "facts.db-wal.earlier.2").read_bytes() == logs[BASE]
    assert (tmp_path / "facts.digests.db-wal.earlier").read_bytes() == logs["digests"]
