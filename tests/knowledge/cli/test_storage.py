"""Commands on a disk that is full or read-only: exit status 1, the next step, nothing half done."""

import errno
import gzip
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from knowledge.base import Base
from knowledge.base.checks import check
from knowledge.base.files import beside
from tests.bases import opened
from tests.disks import Disk, disk
from tests.knowledge.base.test_upgrade import OLD
from tests.knowledge.cli.conftest import Run

__all__ = ["disk"]


def folder_of(tmp_path: Path, number: int) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(number):
        day = f"2022-{n % 12 + 1:02}-{n // 12 + 1:02}"
        words = " ".join(f"word{n}x{m}" for m in range(400))
        text = f"Hun Sen (KH) met Fumio Kishida (JP) on {day}.\n\n{words}\n"
        (folder / f"n{n}.txt").write_text(text)
    return folder


def schema_of(path: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()


def stored(path: Path) -> set[str]:
    with Base.open(path, readonly=True, create=False) as base:
        return set(base.article_ids())


def test_an_ingest_that_fills_the_disk_goes_on_where_it_was(
    run: Run, disk: Disk, tmp_path: Path
) -> None:
    path, folder = disk.path / "facts.db", folder_of(tmp_path, 10)
    assert run("--db", str(path), "ingest", str(folder / "n0.txt")).status == 0
    with disk.full(350_000):
        stopped = run("--db", str(path), "ingest", str(folder))
        assert stopped.status == 1
        assert "no room left on the disk" in stopped.err and "run the same command" in stopped.err
        assert "Traceback" not in stopped.err and str(disk.path) not in stopped.err
        before = stored(path)
        assert 1 <= len(before) < 10
        assert run("--db", str(path), "meetings", "Japan").status == 0
    again = run("--db", str(path), "ingest", str(folder))
    assert again.status == 0 and f"{10 - len(before)} new, {len(before)} unchanged" in again.err
    assert len(stored(path)) == 10
    assert [finding for finding in check(path) if finding.problems] == []


def test_a_disk_that_fills_up_during_an_update_leaves_the_base_as_it_was(
    run: Run, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = disk.path / "old.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    size, before = path.stat().st_size, schema_of(path)
    # There was room when the update began.
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=10**9))
    for spare in (50_000, size + 100_000):
        with disk.full(spare):
            stopped = run("--db", str(path), "meetings", "Japan")
            assert stopped.status == 1 and "no room left on the disk" in stopped.err
        assert schema_of(path) == before
        assert not list(disk.path.glob("*before*"))
    assert run("--db", str(path), "check").status == 0


def test_on_a_read_only_disk_commands_that_only_read_work(
    run: Run, disk: Disk, articles: Path, tmp_path: Path
) -> None:
    path = disk.path / "facts.db"
    run("--db", str(path), "ingest", str(articles))
    copy = Path(shutil.copy(path, disk.path / "copy.db"))
    more = tmp_path / "more.txt"
    more.write_text("Hun Sen (KH) met Fumio Kishida (JP) on 2022-05-05.")
    with disk.read_only():
        for command in (["meetings", "Japan"], ["check"], ["doctor"], ["export"], ["log"]):
            assert run("--db", str(copy), *command).status == 0, command
        for command in (["ingest", str(more)], ["forget", "U123"], ["rebuild", "--fold-only"]):
            refused = run("--db", str(copy), *command)
            assert refused.status == 1 and "can't be written to" in refused.err, command
            assert "Traceback" not in refused.err and str(disk.path) not in refused.err


def test_a_folder_that_is_missing_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    for command in (["ingest", str(tmp_path)], ["meetings", "Japan"], ["check"]):
        done = run("--db", str(tmp_path / "missing" / "facts.db"), *command)
        assert done.status == 2 and "mkdir -p" in done.err and str(tmp_path) not in done.err
    assert run("--db", str(tmp_path / "facts.db"), "meetings", "Japan").status == 1


def test_a_folder_that_is_closed_to_this_account_is_wrong_usage(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stat = os.stat

    def closed(path: Any, *more: Any, **named: Any) -> os.stat_result:
        if str(path).startswith(str(tmp_path)):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return stat(path, *more, **named)

    with monkeypatch.context() as patched:
        patched.setattr(os, "stat", closed)
        done = run("--db", str(tmp_path / "facts.db"), "meetings", "Japan")
    assert done.status == 2 and "let the account in" in done.err and str(tmp_path) not in done.err


def test_a_link_to_the_base_is_followed_with_all_that_stands_beside_it(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "disk").mkdir()
    file, link = tmp_path / "disk" / "facts.db", tmp_path / "dateline.db"
    opened(file).close()
    link.symlink_to(file)
    beside(file, "digests").write_bytes(b"Dear editor,\n" * 400)
    refused = run("backup", str(tmp_path / "copies"), base=link)
    assert refused.status == 1 and "facts.digests.db" in refused.err
    beside(file, "digests").rename(beside(link, "digests"))
    refused = run("check", base=link)
    assert refused.status == 1 and "is a link" in refused.err
