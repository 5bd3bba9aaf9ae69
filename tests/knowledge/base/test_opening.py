"""Opening: making, updating and refusing files; plain words for everything that can be wrong."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlite_utils import Migrations

from knowledge.base import Base, BaseProblem, MissingBase, Outdated, schema
from knowledge.base.connecting import connect
from tests.knowledge.base.world import HUN_SEN, KISHIDA, ask, fill, met, told


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "facts.db"


def make(path: Path) -> None:
    with Base.open(path) as base:
        fill(base, [told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"))])


def read_all(path: Path) -> None:
    with Base.open(path, readonly=True) as base:
        base.meetings(ask(), limit=5, offset=0)
        base.sentences(["met"])


def test_a_missing_file_is_made_only_when_that_is_wanted(path: Path) -> None:
    for readonly, create in ((True, True), (False, False)):
        with pytest.raises(MissingBase, match=r"no fact base “facts\.db” yet.*ingest FOLDER"):
            Base.open(path, readonly=readonly, create=create)
        assert not path.exists()
    Base.open(path).close()
    assert path.exists()


def test_an_empty_file_is_as_good_as_none(path: Path) -> None:
    path.touch()
    with pytest.raises(MissingBase):
        Base.open(path, readonly=True)
    make(path)
    with Base.open(path, readonly=True) as base:
        assert base.scope().articles == 1


@pytest.mark.parametrize(
    "content", [b"Dear editor,\nthis is no fact base.\n" * 40, b"\x00" * 5000, b"SQLite"]
)
def test_another_kind_of_file_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for readonly in (True, False):
        with pytest.raises(BaseProblem, match="is not a Dateline fact base"):
            Base.open(path, readonly=readonly)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    for readonly in (True, False):
        with pytest.raises(BaseProblem, match="is not a Dateline fact base"):
            Base.open(path, readonly=readonly)
    assert path.read_bytes() == before


def test_a_damaged_file_is_said_to_be_damaged(path: Path) -> None:
    make(path)
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(n * 7 % 256 for n in range(len(data) - 4096))
    path.write_bytes(data)
    with pytest.raises(BaseProblem, match=r"is damaged\. Put back a copy"):
        read_all(path)


def test_a_truncated_file_is_said_to_be_damaged(path: Path) -> None:
    make(path)
    path.write_bytes(path.read_bytes()[: 4096 * 5])
    with pytest.raises(BaseProblem, match="is damaged"), Base.open(path, readonly=True) as base:
        base.meetings(ask(), limit=5, offset=0)
        base.sentences(["met"])


def test_a_folder_in_its_place_and_a_missing_folder(path: Path, tmp_path: Path) -> None:
    path.mkdir()
    with pytest.raises(BaseProblem, match="can't be opened"):
        Base.open(path)
    with pytest.raises(BaseProblem, match="can't be opened"):
        Base.open(tmp_path / "nowhere" / "facts.db")


def test_a_base_that_another_program_holds_is_busy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(path)
    monkeypatch.setattr("knowledge.base.pragmas.BUSY_MS", 50)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, Base.open(path) as base:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BaseProblem, match="in use by another program"):
            base.save(*told("b"))
        assert base.meetings(ask(), limit=5, offset=0)[1] == 1
        other.execute("ROLLBACK")
        base.save(*told("b"))


def test_a_read_only_base_answers_and_refuses_to_save(path: Path) -> None:
    make(path)
    with Base.open(path, readonly=True) as base:
        assert base.meetings(ask(), limit=5, offset=0)[1] == 1
        with pytest.raises(BaseProblem, match="can't be written to"):
            base.save(*told("b"))


def test_a_base_that_a_newer_program_updated_meanwhile_is_neither_written_nor_read(
    path: Path,
) -> None:
    with Base.open(path) as base:
        base.request("https://paper.example/a", "U1")
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("CREATE TABLE of_tomorrow(x)")
        base.request("https://paper.example/b", "U1")
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("CREATE TABLE of_the_day_after(x)")
            db.execute(
                "INSERT INTO _sqlite_migrations(migration_set, name, applied_at)"
                " VALUES ('dateline', 'm999_of_tomorrow', '2030-01-01')"
            )
        for _ in range(2):
            with pytest.raises(BaseProblem, match="newer version of Dateline"):
                base.request("https://paper.example/c", "U1")
            with pytest.raises(BaseProblem, match="newer version of Dateline"):
                base.requests()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM requests").fetchone() == (2,)


def test_a_newer_base_is_refused_and_left_alone(path: Path) -> None:
    make(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "INSERT INTO _sqlite_migrations(migration_set, name, applied_at) VALUES (?,?,?)",
            ("dateline", "m999_from_the_future", "2030-01-01"),
        )
    before = path.read_bytes()
    for readonly in (True, False):
        with pytest.raises(BaseProblem, match=r"newer version of Dateline.*Update Dateline"):
            Base.open(path, readonly=readonly)
    assert path.read_bytes() == before


def with_a_second_step(monkeypatch: pytest.MonkeyPatch, *, broken: bool = False) -> None:
    """Let the program know a version 2, which adds a column."""
    first = schema.migrations

    def both() -> Migrations:
        steps = first()

        @steps(name="m002_mood")
        def second(db: object) -> None:
            db.conn.execute("ALTER TABLE articles ADD COLUMN mood TEXT")  # type: ignore[attr-defined]
            if broken:
                raise RuntimeError("power cut")

        return steps

    monkeypatch.setattr(schema, "migrations", both)
    monkeypatch.setattr(schema, "VERSIONS", (*schema.VERSIONS, "m002_mood"))


def columns(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as db:
        return {row[1] for row in db.execute("PRAGMA table_info(articles)")}


def test_a_base_of_version_1_is_updated_with_a_copy_beside_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(path)
    with_a_second_step(monkeypatch)
    with pytest.raises(Outdated, match=r"earlier version.*a copy is kept"):
        Base.open(path, readonly=True)
    assert "mood" not in columns(path)
    with Base.open(path) as base:
        assert base.meetings(ask(), limit=5, offset=0)[1] == 1
        fill(base, [told("b", met(HUN_SEN, KISHIDA, on="2023-01-01"), published="2023-01-02")])
    assert "mood" in columns(path)
    copy = path.with_name("facts.db.before-m002_mood")
    assert "mood" not in columns(copy)
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("SELECT count(*) FROM facts").fetchone() == (1,)


def test_an_earlier_copy_is_never_overwritten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(path)
    kept = path.with_name("facts.db.before-m002_mood")
    kept.write_text("precious")
    with_a_second_step(monkeypatch)
    Base.open(path).close()
    assert kept.read_text() == "precious"
    assert "mood" not in columns(path.with_name("facts.db.before-m002_mood.2"))


def test_the_last_two_copies_are_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(path)
    others = ("facts.db.before-mine", "facts.db.backup", "other.db.before-m001_first")
    for name in others:
        path.with_name(name).write_text("precious")
    for age, step in enumerate(("m004_d", "m003_c", "m003_c.2", "m009_i")):
        copy = path.with_name(f"facts.db.before-{step}")
        copy.write_text(step)
        # One has a time to come: a clock was wrong, or the file was put back.
        os.utime(copy, (4e9 - age, 4e9 - age))
    with_a_second_step(monkeypatch)
    Base.open(path).close()
    assert {one.name for one in path.parent.glob("*.b*")} == {
        *others, "facts.db.before-m002_mood", "facts.db.before-m004_d",
    }  # fmt: skip
    Base.open(path).close()
    assert path.with_name("facts.db.before-m004_d").exists()


def test_an_update_that_fails_deletes_no_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(path)
    old = [path.with_name(f"facts.db.before-m00{n}_x") for n in range(4)]
    for copy in old:
        copy.write_text("old")
    with_a_second_step(monkeypatch, broken=True)
    with pytest.raises(RuntimeError):
        Base.open(path)
    assert all(copy.exists() for copy in old)


def test_without_room_for_a_copy_nothing_is_touched(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(path)
    path.with_name("facts.db.before-m001_first").write_text("old")
    size = path.stat().st_size
    before = columns(path)
    with_a_second_step(monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=2 * size - 1))
        with pytest.raises(BaseProblem, match=r"no room.* MB are free.*before-m001_first.*check"):
            Base.open(path)
    assert columns(path) == before
    assert not path.with_name("facts.db.before").exists()
    Base.open(path).close()
    assert "mood" in columns(path)


def test_an_update_that_fails_leaves_the_base_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(path)
    with monkeypatch.context() as patch:
        with_a_second_step(patch, broken=True)
        with pytest.raises(RuntimeError):
            Base.open(path)
    assert "mood" not in columns(path)
    with Base.open(path) as base:
        assert base.meetings(ask(), limit=5, offset=0)[1] == 1


def test_two_programs_that_start_at_once_make_one_base(path: Path) -> None:
    errors: list[BaseException] = []

    def start() -> None:
        try:
            Base.open(path).close()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    make(path)


def test_every_connection_has_wal_time_out_and_foreign_keys(path: Path) -> None:
    make(path)
    for readonly in (True, False):
        with closing(connect(path, readonly=readonly)) as db:
            values = [
                db.execute(f"PRAGMA {name}").fetchone()[0]
                for name in (
                    *("journal_mode", "busy_timeout", "foreign_keys", "query_only"),
                    *("cell_size_check", "synchronous"),
                )
            ]
        # 2 is FULL: what is committed is on the disk.
        assert values == ["wal", 5000, 1, int(readonly), 1, 2]


def test_a_file_that_another_program_writes_to_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        other.execute("COMMIT")

    monkeypatch.setattr("knowledge.base.pragmas.time.sleep", wait)
    with closing(connect(path, readonly=False)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert len(waits) == 1
    other.close()


def test_readers_in_threads_go_on_while_articles_come_in(path: Path) -> None:
    make(path)
    stop = threading.Event()
    errors: list[BaseException] = []
    totals: list[list[int]] = []

    with Base.open(path) as base:

        def read() -> None:
            seen: list[int] = []
            totals.append(seen)
            try:
                while not stop.is_set():
                    facts, total = base.meetings(ask(), limit=50, offset=0)
                    # One consistent state: the page and the total belong together.
                    assert len(facts) == min(total, 50)
                    seen.append(total)
            except BaseException as error:
                errors.append(error)

        threads = [threading.Thread(target=read) for _ in range(3)]
        for thread in threads:
            thread.start()
        for number in range(40):
            day = f"2023-{number % 12 + 1:02}-{number // 12 + 1:02}"
            fill(base, [told(f"n{number}", met(HUN_SEN, KISHIDA, on=day), published=day)])
        stop.set()
        for thread in threads:
            thread.join()
    assert errors == []
    assert all(seen and seen == sorted(seen) for seen in totals)


def test_a_base_can_be_moved(path: Path, tmp_path: Path) -> None:
    make(path)
    target = tmp_path / "another name with spaces & %20?#.db"
    shutil.move(path, target)
    with Base.open(target, readonly=True) as base:
        assert base.scope().articles == 1


def test_a_closed_base_says_so(path: Path) -> None:
    make(path)
    base = Base.open(path, readonly=True)
    with pytest.raises(BaseProblem, match="can't be opened"), base.reader() as db:
        base.close()
        db.execute("SELECT 1")


def test_opening_it_again_keeps_the_locks_of_those_who_have_it_open(tmp_path: Path) -> None:
    path = tmp_path / "base.db"
    with Base.open(path) as base:
        base.article_ids()
        Base.open(path).close()
        asked = "import sys; from knowledge.base.use import in_use; from pathlib import Path;"
        asked += "sys.exit(not in_use(Path(sys.argv[1])))"
        assert subprocess.run([sys.executable, "-c", asked, str(path)], check=False).returncode == 0
