"""Disks that are full, read-only or broken, and files that vanish: nothing acknowledged is lost."""

import os
import resource
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from knowledge import cli
from knowledge.base import Base, BaseProblem, MissingBase
from knowledge.base.checks import check
from knowledge.base.connecting import connect
from knowledge.base.connections import Connections
from knowledge.base.problems import Trouble
from tests.bases import opened
from tests.disks import Disk, disk
from tests.knowledge.base.world import HUN_SEN, KISHIDA, fill, met, told

__all__ = ["disk"]


def make(path: Path) -> None:
    with opened(path) as base:
        fill(base, [told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"))])


def articles(path: Path) -> int:
    with Base.open(path, readonly=True, create=False) as base:
        return base.status().articles


def in_a_child(work: Callable[[], str]) -> str:
    """What some work says in a process of its own, or the error that ended it."""
    said, saying = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            words = work()
        except BaseException as error:
            words = repr(error)
        os.write(saying, words.encode())
        os._exit(0)
    os.close(saying)
    with os.fdopen(said) as read:
        words = read.read()
    os.waitpid(child, 0)
    return words


def killed_after_saving(path: Path, id: str) -> None:
    """Leave an article in the write-ahead log, as a process does that is killed."""

    def save() -> str:
        Base.open(path).save(*told(id))
        os.kill(os.getpid(), signal.SIGKILL)
        return "still alive"

    assert in_a_child(save) == ""


def test_on_a_read_only_disk_it_is_read_and_says_why_it_is_not_written(disk: Disk) -> None:
    path = disk.path / "facts.db"
    make(path)
    with disk.read_only():
        reader = Base.open(path, readonly=True)
        assert reader.status().articles == 1
        for _ in range(2):
            with Base.open(path) as base, pytest.raises(BaseProblem, match="write perm") as said:
                base.save(*told("b"))
            assert said.value.trouble is Trouble.READ_ONLY
    # It becomes writable, and others write: the same reader sees it, also what is in the log alone.
    with Base.open(path) as base:
        base.save(*told("b"))
        assert reader.status().articles == 2
    reader.close()


def test_what_stands_in_the_log_alone_is_not_left_out_on_a_read_only_disk(disk: Disk) -> None:
    path = disk.path / "facts.db"
    make(path)
    killed_after_saving(path, "b")
    with disk.read_only():
        assert articles(path) == 2
    path.with_name("facts.db-shm").unlink()
    with disk.read_only(), pytest.raises(BaseProblem, match=r"facts\.db-wal.*copy both") as said:
        articles(path)
    assert said.value.trouble is Trouble.READ_ONLY
    assert articles(path) == 2


def test_somebody_without_the_right_to_write_reads_it() -> None:
    if os.geteuid() != 0:
        pytest.skip("only the superuser may become somebody else")

    def look() -> str:
        os.setuid(65_534)
        with Base.open(path, readonly=True) as base:
            found = base.status().articles
        try:
            with Base.open(path) as base:
                base.save(*told("b"))
        except BaseProblem as problem:
            return f"{found}, {problem.trouble}"
        return "saved"

    # Not in pytest's folder, which is closed to others.
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "facts.db"
        make(path)
        path.chmod(0o644)
        assert in_a_child(look) == "1, read only"


def opened_read_only(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Base]:
    """A base, and a reader that takes it to be on a disk that only others may write to."""
    path = disk.path / "facts.db"
    make(path)
    with disk.read_only():
        reader = Base.open(path, readonly=True)
        reader.status()
    monkeypatch.setattr("knowledge.base.problems.is_read_only", lambda path: True)
    return path, reader


def test_while_it_is_written_to_nobody_reads_it_without_locks(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, reader = opened_read_only(disk, monkeypatch)
    with reader.reader() as db:
        assert db.execute("SELECT count(*) FROM articles").fetchone()[0] == 1
    with pytest.raises(BaseProblem, match="in use") as said, reader.reader():
        killed_after_saving(path, "b")
    assert said.value.trouble is Trouble.BUSY
    assert reader.status().articles == 2
    reader.close()


def test_what_is_read_wrongly_while_it_is_written_to_is_not_said_to_be_damaged(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, reader = opened_read_only(disk, monkeypatch)
    with pytest.raises(BaseProblem) as said, reader.reader():
        killed_after_saving(path, "b")
        raise sqlite3.DatabaseError("database disk image is malformed")
    assert said.value.trouble is Trouble.BUSY
    reader.close()


def test_on_a_full_disk_it_is_read_and_nothing_is_half_saved(disk: Disk) -> None:
    path = disk.path / "facts.db"
    make(path)
    with disk.full():
        assert articles(path) == 1, "also where there is no room for the files beside it"
    saved = 1
    with disk.full(300_000), Base.open(path) as base:
        with pytest.raises(BaseProblem, match="no room left") as said:
            for n in range(100):
                base.save(*told(f"b{n}", met(HUN_SEN, KISHIDA, on="2022-03-21")))
                saved += 1
        assert said.value.trouble is Trouble.FULL
        assert base.status().articles == saved, "the same connection reads on"
    with Base.open(path) as base:
        assert base.status().articles == saved
        base.save(*told("c"))
    assert [finding for finding in check(path) if finding.problems] == []


def test_a_decision_that_the_disk_has_no_room_for_is_not_there(disk: Disk) -> None:
    path = disk.path / "facts.db"
    make(path)
    made = 0
    with disk.full(200_000), Base.open(path) as base:
        [fact] = _facts(base)
        with pytest.raises(BaseProblem, match="no room left"):
            while True:
                base.verify(fact, who="U1", why="x" * 2_000)
                made += 1
        assert len(base.decisions()) == made
    with Base.open(path) as base:
        assert len(base.decisions()) == made
        base.verify(fact, who="U1")


def _facts(base: Base) -> list[str]:
    with base.reader() as db:
        return [row[0] for row in db.execute("SELECT id FROM facts WHERE kind='meeting'")]


def test_a_disk_that_refuses_to_write_is_said_to_fail(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    make(path)

    def fill_up() -> str:
        # Like a quota: the file may not grow, though the disk has room.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
        try:
            with Base.open(path) as base:
                for n in range(50):
                    base.save(*told(f"b{n}", met(HUN_SEN, KISHIDA, on="2022-03-21")))
        except BaseProblem as problem:
            return problem.trouble
        return "saved"

    assert in_a_child(fill_up) == Trouble.FAILING
    assert [finding for finding in check(path) if finding.problems] == []


def page(name: str) -> Callable[[Path], None]:
    """Overwrites the root page of a table or an index."""

    def harm(path: Path) -> None:
        with closing(sqlite3.connect(path)) as db:
            (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name=?", (name,))
        content = bytearray(path.read_bytes())
        content[(root[0] - 1) * 4096 : root[0] * 4096] = bytes(n * 7 % 251 for n in range(4096))
        path.write_bytes(content)

    return harm


def first_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = bytes(n * 7 % 251 for n in range(3996))
    path.write_bytes(content)


def letters(path: Path) -> None:
    """Bytes that are no text in the middle of the schema, or of what is stored as JSON."""
    path.write_bytes(path.read_bytes().replace(b"evidence", b"evi\xe1enc\x03"))


def half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def no_database(path: Path) -> None:
    path.write_bytes(b"Dear editor,\n" * 400)


def nothing(path: Path) -> None:
    os.truncate(path, 0)


def foreign_log(path: Path) -> None:
    """The log of another base, as it stays when a file is put in a base's place by hand."""
    other = path.with_name("other.db")
    with opened(other) as base:
        for n in range(20):
            fill(base, [told(f"b{n}", met(HUN_SEN, KISHIDA, on=f"2022-04-{n + 1:02}"))])
    killed_after_saving(other, "z")
    os.replace(other.with_name("other.db-wal"), path.with_name(f"{path.name}-wal"))


HARM = [
    page("facts"), page("articles_first_day"), page("sentence_fts_data"), page("sqlite_sequence"),
    first_page, letters, half, no_database, nothing, foreign_log,
]  # fmt: skip


@pytest.mark.parametrize("harm", HARM)
def test_whatever_is_damaged_the_check_says_so_and_what_to_do(
    tmp_path: Path, harm: Callable[[Path], None], capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "facts.db"
    make(path)
    harm(path)
    for command in (["check"], ["check", "--json"], ["meetings", "Japan"], ["doctor"]):
        status = cli.run(["--db", str(path), *command])
        said = "".join(capfd.readouterr())
        assert "Traceback" not in said and "Something went wrong" not in said
        if command == ["check"]:
            assert status == 1
            assert "python -m knowledge restore" in said or "knowledge ingest FOLDER" in said


def moved_away(path: Path) -> None:
    path.rename(path.with_name("kept.db"))


def emptied(path: Path) -> None:
    path.rename(path.with_name("kept.db"))
    path.touch()


@pytest.mark.parametrize("gone", [moved_away, emptied])
def test_the_log_of_a_base_that_is_gone_is_not_deleted(
    tmp_path: Path, gone: Callable[[Path], None]
) -> None:
    path, log = tmp_path / "facts.db", tmp_path / "facts.db-wal"
    make(path)
    killed_after_saving(path, "b")
    content = log.read_bytes()
    gone(path)
    for readonly in (True, False):
        with pytest.raises(BaseProblem, match=r"facts\.db-wal” still holds") as said:
            Base.open(path, readonly=readonly).close()
        assert said.value.trouble is Trouble.MISSING and not isinstance(said.value, MissingBase)
    assert log.read_bytes() == content
    log.rename(tmp_path / "kept.db-wal")
    assert articles(tmp_path / "kept.db") == 2
    Base.open(path).close()


def test_nothing_is_acknowledged_into_a_file_that_was_deleted(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    make(path)
    with Base.open(path) as base:
        base.save(*told("b"))
        path.unlink()
        for trouble in (Trouble.MOVED, Trouble.MISSING):
            with pytest.raises(BaseProblem) as said:
                base.save(*told("c"))
            assert said.value.trouble is trouble
    assert not path.exists(), "and no empty base is made in its place"


def test_nothing_is_acknowledged_into_a_file_that_was_replaced(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    make(path)
    other = Path(shutil.copy(path, tmp_path / "other.db"))
    with Base.open(path) as base:
        base.save(*told("b"))
        os.replace(other, path)
        path.with_name("facts.db-wal").unlink()
        path.with_name("facts.db-shm").unlink()
        with pytest.raises(BaseProblem, match="removed or replaced"):
            base.save(*told("c"))
        base.save(*told("d"))
    with Base.open(path, readonly=True) as base:
        assert sorted(base.article_ids()) == ["a", "d"]


def test_nothing_is_acknowledged_into_a_log_that_was_deleted(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    make(path)
    with Base.open(path) as base:
        base.save(*told("b"))
        path.with_name("facts.db-wal").unlink()
        with pytest.raises(BaseProblem, match="removed or replaced"):
            base.save(*told("c"))
    with Base.open(path) as base:
        assert "b" in base.article_ids()
        base.save(*told("d"))
    assert [finding for finding in check(path) if finding.problems] == []


def test_what_is_replaced_while_it_is_committed_is_not_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    make(path)
    other = Path(shutil.copy(path, tmp_path / "other.db"))

    def replaced(statement: str) -> None:
        if statement == "COMMIT":
            os.replace(other, path)

    with closing(Connections(path, readonly=False)) as connections:
        with pytest.raises(BaseProblem) as said, connections.write() as db:
            db.set_trace_callback(replaced)
        assert said.value.trouble is Trouble.MOVED and not other.exists()


def test_what_is_replaced_while_it_is_opened_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "facts.db"
    make(path)
    other = Path(shutil.copy(path, tmp_path / "other.db"))

    def replaced(path: Path, *, readonly: bool) -> sqlite3.Connection:
        if other.exists():
            os.replace(other, path)
        return connect(path, readonly=readonly)

    monkeypatch.setattr("knowledge.base.connections.connect", replaced)
    with Base.open(path) as base:
        with pytest.raises(BaseProblem) as said:
            base.save(*told("b"))
        assert said.value.trouble is Trouble.MOVED
        base.save(*told("c"))
    assert articles(path) == 2
