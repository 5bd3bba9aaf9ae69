"""Backing up files that a killed process left in the middle of a change."""

import os
import shutil
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from knowledge.base import Base, BaseProblem
from knowledge.base.files import beside
from knowledge.base.problems import Trouble
from knowledge.safekeeping.backup import backup
from tests import bases
from tests.disks import Disk, disk
from tests.knowledge.base.test_storage import in_a_child
from tests.knowledge.base.world import HUN_SEN, KISHIDA, fill, met, told

__all__ = ["disk"]


def house(folder: Path) -> Path:
    path = folder / "dateline.db"
    with bases.opened(path) as base:
        fill(base, [told("march", met(HUN_SEN, KISHIDA, on="2022-03-21"))])
    return path


def half_written(path: Path) -> Path:
    """A file of which half has changed, and the journal that says how to take that back."""
    working = path.with_name("working.db")
    journal = working.with_name("working.db-journal")
    with closing(sqlite3.connect(working, isolation_level=None)) as db:
        db.execute("CREATE TABLE subscriptions(who TEXT, changed INTEGER)")
        db.execute("BEGIN")
        db.executemany("INSERT INTO subscriptions VALUES (?, 0)", [("x" * 900,)] * 200)
        db.execute("COMMIT")
        db.execute("PRAGMA cache_size=5")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE subscriptions SET changed=1")
        shutil.copy(working, path)
        shutil.copy(journal, path.with_name(f"{path.name}-journal"))
        db.execute("ROLLBACK")
    working.unlink()
    return path


def changed(path: Path) -> int:
    where = f"{path.as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(where, uri=True)) as db:
        return int(db.execute("SELECT sum(changed) FROM subscriptions").fetchone()[0])


def test_what_was_not_acknowledged_is_in_no_backup(tmp_path: Path) -> None:
    path = house(tmp_path)
    half_written(beside(path, "digests"))
    assert changed(beside(path, "digests")) > 0, "it is half written"
    made = backup(path, tmp_path / "copies")
    assert changed(made.folder / "digests.db") == 0


def test_what_cannot_be_taken_back_is_refused() -> None:
    if os.geteuid() != 0:
        pytest.skip("only the superuser may become somebody else")

    def copied() -> str:
        os.setuid(65_534)
        try:
            backup(path, Path(folder) / "for-all" / "copies")
        except BaseProblem as problem:
            return f"{problem.trouble}: {problem}"
        return "copied"

    # Not in pytest's folder, which is closed to others.
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = house(Path(folder))
        half_written(beside(path, "digests"))
        for one in Path(folder).iterdir():
            one.chmod(0o644)
        (Path(folder) / "for-all").mkdir()
        (Path(folder) / "for-all").chmod(0o777)
        said = in_a_child(copied)
    assert said.startswith("read only: ") and "“dateline.digests.db-journal”" in said


def test_what_is_written_to_while_it_is_copied_without_locks_is_in_use(
    disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.safekeeping.backup._PAGES", 8)
    path = house(disk.path)
    with ExitStack() as stack:
        stack.enter_context(disk.read_only())

        def written(done: int, total: int) -> None:
            stack.close()
            with Base.open(path) as base:
                base.save(*told(f"after-{done}"))

        with pytest.raises(BaseProblem) as said:
            backup(path, tmp_path / "copies", progress=written)
    assert said.value.trouble is Trouble.BUSY
    assert list((tmp_path / "copies").iterdir()) == []


def test_of_a_damaged_file_beside_the_base_nobody_hears_that_articles_mend_it(
    tmp_path: Path,
) -> None:
    path = house(tmp_path)
    for content in (b"Dear editor,\n" * 400, path.read_bytes()[:4096] + b"?" * 8192):
        beside(path, "digests").write_bytes(content)
        with pytest.raises(BaseProblem, match=r"dateline\.digests\.db.*beside") as said:
            backup(path, tmp_path / "copies")
        assert said.value.trouble is Trouble.DAMAGED and "ingest" not in str(said.value)
