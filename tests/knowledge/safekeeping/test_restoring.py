"""What is there already when a copy comes back: none of it is lost or mixed with it."""

import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from knowledge.base import Base, BaseProblem
from knowledge.base.files import BASE, all_files, arriving
from knowledge.safekeeping import disk
from knowledge.safekeeping.arriving import Arriving
from knowledge.safekeeping.backup import Backup, backup
from knowledge.safekeeping.restore import restore
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
    with Arriving(database) as there:
        for name in (BASE, "digests"):
            table(there.place(name), "new")
        there.move(there.gathered())
    assert values(database) == values(files["digests"]) == ["new"]
    assert (tmp_path / "facts.db-wal.earlier").read_text() == "of another time"
    assert (tmp_path / "facts.db-wal.earlier.2").read_bytes() == logs[BASE]
    assert (tmp_path / "facts.digests.db-wal.earlier").read_bytes() == logs["digests"]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A fact base in use no more, with a file beside it, and a log that SQLite left."""
    database = tmp_path / "house" / "facts.db"
    database.parent.mkdir()
    for name in (BASE, "digests"):
        table(all_files(database)[name], "there")
    database.with_name("facts.digests.db-journal").write_bytes(b"")
    return database


@pytest.fixture
def made(tmp_path: Path) -> Backup:
    """A backup of another state, with one file more."""
    database = tmp_path / "facts.db"
    for name in (BASE, "digests", "review"):
        table(all_files(database)[name], "backed up")
    return backup(database, tmp_path / "copies")


def kept(database: Path) -> list[Path]:
    return sorted(database.parent.glob("*.replaced-*"))


def whole(database: Path) -> None:
    """All is as it was backed up, nothing hidden is left, and all that was there is kept once."""
    for name in (BASE, "digests", "review"):
        assert values(all_files(database)[name]) == ["backed up"]
    assert not list(database.parent.glob(".*"))
    for name in ("facts.db", "facts.digests.db"):
        (aside,) = (
            one for one in database.parent.glob(f"{name}.replaced-*Z") if values(one) == ["there"]
        )
        beside = aside.with_name(f"{aside.name}-journal")
        assert name == "facts.db" or beside.exists()


def killed(work: Callable[[], object]) -> bool:
    """Do it in a process of its own; whether that was killed."""
    pid = os.fork()
    if pid == 0:  # pragma: no cover
        work()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def test_a_restore_may_be_killed_at_any_step(made: Backup, house: Path, tmp_path: Path) -> None:
    step, cut = 0, True
    while cut:
        step += 1
        database = tmp_path / str(step) / "facts.db"
        database.parent.mkdir()
        for path in house.parent.iterdir():
            (database.parent / path.name).write_bytes(path.read_bytes())

        def dying(at: int = step, database: Path = database) -> None:  # pragma: no cover
            left = [at]

            def one(move: Callable[..., Any], *given: Path) -> Any:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return move(*given)

            for name in ("rename", "replace"):
                move = getattr(Path, name)
                setattr(Path, name, lambda *given, move=move: one(move, *given))
            restore(made, database, replace=True)

        cut = killed(dying)
        if cut:
            with pytest.raises(BaseProblem, match="cut short"):
                Base.open(database)
            # The same again, and whoever says it without --replace loses nothing either.
            restore(made, database, replace=step % 2 == 0)
        whole(database)
        Base.open(database).close()
    assert step > 6


def test_nobody_restores_while_another_does(made: Backup, house: Path) -> None:
    with Arriving(house) as there:
        disk.create(there.place(BASE))
        with pytest.raises(BaseProblem, match="Another restore"):
            restore(made, house, replace=True)
        assert there.place(BASE).exists()
    assert values(house) == ["there"] and kept(house) == []
    restore(made, house, replace=True)
    whole(house)


def test_what_is_opened_meanwhile_is_not_replaced(made: Backup, house: Path) -> None:
    opened: list[Base] = []

    def begin(path: Path) -> None:
        table(path, "made meanwhile")

    def meanwhile(done: int, total: int) -> None:
        if not opened:
            opened.append(Base.open(house))
            opened[0].article_ids()

    with pytest.raises(BaseProblem, match="in use"):
        restore(made, house, replace=True, progress=meanwhile)
    opened[0].close()
    assert values(house) == ["there"] and kept(house) == []
    Base.open(house).close()
    new = house.with_name("new.db")
    with pytest.raises(BaseProblem, match="Already there"):
        restore(made, new, progress=lambda done, total: None if new.exists() else begin(new))
    assert values(new) == ["made meanwhile"] and not list(house.parent.glob(".*"))


def test_what_was_put_aside_is_never_written_over(made: Backup, house: Path) -> None:
    for _ in range(3):
        restore(made, house, replace=True)
    whole(house)
    assert len(list(house.parent.glob("facts.db.replaced-*Z"))) == 3


def test_what_sqlite_keeps_beside_a_file_is_put_aside_with_it(made: Backup, house: Path) -> None:
    house.write_bytes(b"no fact base any more")
    ends = ("-wal", "-shm", "-journal")
    for end in ends:
        house.with_name(f"{house.name}{end}").write_text(end)
    done = restore(made, house, replace=True)
    aside = done.aside[0]
    assert aside.read_bytes().startswith(b"no fact base")
    for end in ends:
        assert aside.with_name(f"{aside.name}{end}").read_text() == end
    assert values(house) == ["backed up"] and not list(house.parent.glob("*.earlier*"))


def test_a_damaged_file_takes_no_place(house: Path) -> None:
    before = {one.name: one.read_bytes() for one in house.parent.iterdir()}
    with Arriving(house) as there:
        table(there.place(BASE), "new")
        content = there.place(BASE).read_bytes()
        there.place(BASE).write_bytes(content[:4096] + b"?" * 4096 + content[8192:])
        with pytest.raises(BaseProblem, match="damaged"):
            there.settle(replace=True)
    assert {one.name: one.read_bytes() for one in house.parent.iterdir()} == before


def test_where_there_is_no_room_nothing_is_begun(
    made: Backup, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(house.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=16_000_001))
    copies = made.folder.parent
    for work in (
        partial(restore, made, house, replace=True),
        partial(backup, house, copies),
    ):
        with pytest.raises(BaseProblem, match="no room"):
            work()
    assert list(copies.iterdir()) == [made.folder]
    assert values(house) == ["there"] and kept(house) == []


def test_a_backup_in_the_making_is_left_alone(made: Backup, house: Path) -> None:
    copies = made.folder.parent
    young, old, other = (
        copies / f".{name}-20200101T00000{number}Z.part"
        for number, name in enumerate(("facts", "facts", "others"))
    )
    for part in (young, old, other):
        part.mkdir()
    hour = 3600
    for part, age in ((young, 23 * hour), (old, 25 * hour), (other, 25 * hour)):
        os.utime(part, (time.time() - age,) * 2)
    backup(house, copies)
    assert young.exists() and other.exists() and not old.exists()


def test_a_mark_that_cannot_be_looked_for_is_none_unless_there_is_its_folder(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = house.with_name("l" * 244 + ".db")
    bases.opened(long).close()
    look = os.stat

    def closed(path: Any, **more: Any) -> os.stat_result:
        if str(path).endswith("/moving"):
            raise PermissionError
        return look(path, **more)

    monkeypatch.setattr(os, "stat", closed)
    Base.open(house).close()
    arriving(house).mkdir()
    with pytest.raises(BaseProblem, match="at work"):
        Base.open(house)
