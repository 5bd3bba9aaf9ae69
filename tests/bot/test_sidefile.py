"""The files beside the base: damaged, full, read-only, deleted; what is acknowledged is kept."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.installations import Installation, Installations
from bot.seen import Seen
from bot.sidefile import SideFile, inode, set_aside
from knowledge.base.files import damaged
from tests.disks import Disk, disk

__all__ = ["disk"]

TABLE = "CREATE TABLE IF NOT EXISTS notes(text TEXT) STRICT"


def add(text: str) -> Callable[[sqlite3.Connection], None]:
    def work(db: sqlite3.Connection) -> None:
        db.execute("INSERT INTO notes VALUES (?)", (text,))

    return work


def fill(db: sqlite3.Connection) -> None:
    """Some pages of rows."""
    with db:
        db.execute("BEGIN")
        db.executemany("INSERT INTO notes VALUES (?)", [(f"{n} {'x' * 100}",) for n in range(300)])


def texts(db: sqlite3.Connection) -> list[str]:
    return [row[0] for row in db.execute("SELECT text FROM notes ORDER BY rowid")]


def no_database(path: Path) -> None:
    path.write_bytes(b"Dear editor,\n" * 400)


def half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def garbled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = bytes(n * 7 % 256 for n in range(len(content) - 4096))
    path.write_bytes(content)


DAMAGE = [no_database, half, garbled]


@pytest.mark.parametrize("remembers", [False, True])
async def test_what_people_made_is_on_the_disk_and_what_is_deleted_is_gone(
    tmp_path: Path, remembers: bool
) -> None:
    file = SideFile(tmp_path / "notes.db", TABLE, remembers=remembers)
    names = ("synchronous", "secure_delete", "trusted_schema", "cell_size_check")

    def pragmas(db: sqlite3.Connection) -> list[int]:
        return [db.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    # 3 is EXTRA: the end of a journal is synced, too. 0 is OFF: nobody waits for a disk over what
    # may be lost.
    assert await file.run(pragmas) == [0 if remembers else 3, 1, 0, 1]
    await file.close()


@pytest.mark.parametrize("harm", DAMAGE)
async def test_a_damaged_file_that_only_remembers_is_set_aside_and_begun_anew(
    tmp_path: Path, harm: Callable[[Path], None], logged: list[str]
) -> None:
    path = tmp_path / "notes.db"
    file = SideFile(path, TABLE, remembers=True)
    await file.run(fill)
    harm(path)
    content = path.read_bytes()
    await file.run(add("later"))
    assert await file.run(texts) == ["later"]
    [kept] = damaged(path)
    assert kept.read_bytes() == content and stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sum("is begun anew" in line for line in logged) == 1
    harm(path)
    await file.run(texts)
    assert len(damaged(path)) == 1, "the newest alone is kept"
    await file.remove()
    assert os.listdir(tmp_path) == []
    await file.close()


def test_what_another_process_has_begun_anew_is_not_set_aside(tmp_path: Path) -> None:
    path, anew = tmp_path / "notes.db", tmp_path / "anew.db"
    path.write_bytes(b"damaged")
    file = inode(path)
    anew.write_bytes(b"new")
    os.replace(anew, path)
    journal = path.with_name("notes.db-journal")
    journal.write_bytes(b"of the new one")
    set_aside(path, file)
    assert path.read_bytes() == b"new" and journal.exists() and damaged(path) == []
    set_aside(path, inode(path))
    assert not path.exists() and not journal.exists() and len(damaged(path)) == 1


@pytest.mark.parametrize("harm", DAMAGE)
async def test_a_damaged_file_of_what_people_made_is_left_and_read_again_once_it_is_put_back(
    tmp_path: Path, harm: Callable[[Path], None], logged: list[str]
) -> None:
    path = tmp_path / "notes.db"
    file = SideFile(path, TABLE)
    await file.run(fill)
    copy = shutil.copy(path, tmp_path / "copy.db")
    harm(path)
    content = path.read_bytes()
    for _ in range(2):
        with pytest.raises(sqlite3.DatabaseError):
            await file.run(texts)
        with pytest.raises(sqlite3.DatabaseError):
            await file.run(add("lost"))
    assert path.read_bytes() == content and damaged(path) == []
    [said] = [line for line in logged if "notes.db is damaged" in line]
    assert "python -m knowledge restore" in said and str(tmp_path) not in said
    os.replace(copy, path)
    await file.run(add("later"))
    assert len(await file.run(texts)) == 301
    await file.close()


async def test_on_a_full_disk_what_is_not_kept_is_said_and_what_was_is_there(disk: Disk) -> None:
    path = disk.path / "notes.db"
    file = SideFile(path, TABLE)
    await file.run(add("first"))
    kept = 1
    with disk.full(50_000), pytest.raises(sqlite3.OperationalError, match="full"):
        while True:
            await file.run(add("x" * 3_000))
            kept += 1
    assert len(await file.run(texts)) == kept
    await file.run(add("last"))
    assert len(await file.run(texts)) == kept + 1
    await file.close()


async def test_a_read_only_file_is_read_and_is_written_again_once_it_may_be(disk: Disk) -> None:
    path = disk.path / "notes.db"
    file = SideFile(path, TABLE)
    await file.run(add("first"))
    with disk.read_only():
        assert await file.run(texts) == ["first"]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            await file.run(add("second"))
    await file.run(add("third"))
    assert await file.run(texts) == ["first", "third"]
    await file.close()


async def test_deliveries_are_told_apart_whatever_becomes_of_their_file(
    tmp_path: Path, logged: list[str]
) -> None:
    path = tmp_path / "seen.db"
    seen, other = Seen(path), Seen(path)
    assert await seen.claim(["a"]) and not await other.claim(["a"])
    no_database(path)
    # Found damaged by the first that needs it; the next one is remembered for both.
    assert await seen.claim(["b"]) and not await seen.claim(["b"])
    assert await seen.claim(["c"]) and not await other.claim(["c"])
    path.unlink()
    assert await seen.claim(["d"]) and not await other.claim(["d"])
    assert sum("in memory only" in line for line in logged) == 1
    await seen.close()
    await other.close()


async def test_an_installation_that_the_disk_had_no_room_for_is_kept_once_it_has(
    disk: Disk,
) -> None:
    path = disk.path / "installations.db"
    installations = Installations(path)
    await installations.load()
    old, new = (Installation(team, "Desk", "token-1", "B1", "U1") for team in ("T1", "T2"))
    await installations.put(old)
    renewed = replace(new, token="token-2")
    with disk.full():
        with pytest.raises(sqlite3.OperationalError):
            await installations.drop("T1")
        for one in (new, renewed):
            with pytest.raises(sqlite3.OperationalError):
                await installations.put(one)
        await installations.settle()
        assert installations.get("T2") == renewed, "it holds meanwhile"
    await installations.settle()
    await installations.close()
    again = Installations(path)
    await again.load()
    assert again.all() == [renewed]
    await again.close()
